"""Choices: a segmented control, tabs, check boxes.

Promises the native roles for screen readers and the native keys (arrows inside a group, Space). Refuses to emit a
change that the program itself made with `select`.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QTabBar,
    QWidget,
)

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import placed
from agent_desktop.ui.kit.widgets.focus import RingedFocus
from agent_desktop.ui.theme.theme import Theme


class _Segment(RingedFocus, QRadioButton):
    def __init__(self, theme: Theme, text: str, icon: str, tint: str) -> None:
        super().__init__(text)
        self.theme, self._icon, self._tint = theme, icon, tint
        self.ring_radius = theme.tokens.radius.sm
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        icon = 20 if self._icon else 0
        words = self.theme.width(self.text(), "body", weight=500)
        return QSize(round(10 + icon + words + 10.5), self.theme.tokens.size.control.sm)

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        p = paint.on(self)
        rect, theme = QRectF(self.rect()), self.theme
        radius = theme.tokens.radius.sm + 1
        color = "text.primary" if self.isChecked() else "text.secondary"
        if self.isChecked():
            back = f"bg.{self._tint}" if self._tint else "bg.surface"
            border = f"border.{self._tint}" if self._tint else "border.strong"
            color = f"text.{self._tint}" if self._tint else color
            paint.fill(p, rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.color(back), radius)
            paint.outline(p, rect, theme.color(border), radius)
        if not self.isEnabled():
            color = "text.disabled"
        x = 10.0
        if self._icon:
            paint.icon(p, theme, self._icon, QPointF(x, rect.center().y() - 7), 14, color)
            x += 20
        area = QRectF(x, 0, rect.width() - x, rect.height())
        paint.text(p, theme, area, self.text(), "body", color, weight=500, elide=False)
        p.end()


class SegmentedControl(QWidget):
    """A few exclusive choices side by side, as Reply | Note. Emits `chosen` with the key when the agent changes it.

    Each option is (key, label, icon, tint); a tint names a coloured surface of the theme, such as "note".
    """

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        options: Sequence[tuple[str, str, str, str]],
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._segments: dict[str, _Segment] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(0)
        for key, label, icon, tint in options:
            segment = _Segment(theme, label, icon, tint)
            self._segments[key] = segment
            self._group.addButton(segment)
            layout.addWidget(segment)
        first = next(iter(self._segments.values()))
        first.setChecked(True)
        self._group.buttonToggled.connect(self._toggled)

    @property
    def current(self) -> str:
        """The key in use."""
        return next(key for key, segment in self._segments.items() if segment.isChecked())

    def select(self, key: str) -> None:
        """Choose without emitting. Raises KeyError for an unknown key."""
        with QSignalBlocker(self._group):
            self._segments[key].setChecked(True)
        self.update()

    def _toggled(self, button: object, on: bool) -> None:
        if on:
            self.chosen.emit(self.current)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the trough."""
        p = paint.on(self)
        back = self.theme.color("bg.hover")
        paint.fill(p, QRectF(self.rect()), back, self.theme.tokens.radius.md)
        p.end()


class TabBar(QTabBar):
    """Tabs with an underline. Emits `chosen` with the key."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        tabs: Sequence[tuple[str, str]],
        name: str,
        *,
        inset: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._inset = inset
        self._keys = [key for key, _ in tabs]
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(36)
        for _, label in tabs:
            self.addTab(label)
        self.currentChanged.connect(lambda index: self.chosen.emit(self._keys[index]))

    @property
    def current(self) -> str:
        """The key in use."""
        return self._keys[self.currentIndex()]

    def select(self, key: str) -> None:
        """Choose without emitting. Raises ValueError for an unknown key."""
        with QSignalBlocker(self):
            self.setCurrentIndex(self._keys.index(key))
        self.update()

    def tabSizeHint(self, index: int) -> QSize:
        """The words and the gap to the next tab; the first one carries the inset."""
        words = self.theme.width(self.tabText(index), "body", weight=600)
        return QSize(round(words + 18) + (self._inset if index == 0 else 0), 36)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Tabs are never shortened."""
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint words, underline and the hairline below."""
        p = paint.on(self)
        theme = self.theme
        paint.hairline(p, theme, 0, self.width(), self.height() - 1)
        for index in filter(self.isTabVisible, range(self.count())):
            rect = QRectF(placed(self.tabRect(index), self.width()))
            rect.adjust(self._inset if index == 0 else 0, 0, -18, 0)
            active = index == self.currentIndex()
            paint.text(
                p, theme, rect, self.tabText(index), "body",
                "text.primary" if active else "text.secondary",
                weight=600 if active else 500, elide=False,
            )  # fmt: skip
            if active:
                line = QRectF(rect.left(), rect.bottom() - 2, rect.width(), 2)
                paint.fill(p, line, theme.color("accent.fill"), 1)
                if self.hasFocus():
                    ring = rect.adjusted(-5, 6, 5, -6)
                    paint.focus_ring(p, theme, ring, theme.tokens.radius.sm, inset=True)
        p.end()


class CheckBox(RingedFocus, QCheckBox):
    """A box and a sentence."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.theme = theme
        self.ring_radius = theme.tokens.radius.sm
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The box and the words."""
        return QSize(round(16 + 8 + self.theme.width(self.text(), "body") + 2), 24)

    def hitButton(self, pos: object) -> bool:
        """Words count as the box."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box and words."""
        p = paint.on(self)
        theme = self.theme
        box = QRectF(0, self.height() / 2 - 8, 16, 16)
        radius = theme.tokens.radius.sm
        if self.isChecked():
            paint.fill(p, box, theme.color("accent.fill"), radius)
            paint.icon_centered(p, theme, "check", box, 12, "text.onAccent")
        else:
            paint.fill(p, box.adjusted(0.5, 0.5, -0.5, -0.5), theme.color("bg.surface"), radius)
            paint.outline(p, box, theme.color("border.control"), radius)
        color = "text.primary" if self.isEnabled() else "text.disabled"
        area = QRectF(24, 0, self.width() - 24, self.height())
        paint.text(p, theme, area, self.text(), "body", color, elide=False)
        p.end()
