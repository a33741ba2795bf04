"""Notices that come and go: the banner over the panes and the toast.

Promises that neither takes focus nor covers what is typed, and that screen readers hear both. Refuses to be the only
place of a fact: what a toast says is also visible where it happened.
"""

import math
from collections.abc import Callable
from typing import Literal, TypeAlias

from PySide6.QtCore import QEasingCurve, QEvent, QPropertyAnimation, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.widgets.buttons import Button, IconButton
from agent_desktop.ui.kit.widgets.floating import Floating
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_NARROWEST = 120
_BELOW = 8
"""Under the second line of a banner, in px."""

Level: TypeAlias = Literal["success", "warn", "danger", "info"]

LEVEL_ICONS: dict[Level, str] = {
    "success": "check",
    "warn": "triangle-alert",
    "danger": "circle-alert",
    "info": "info",
}


def level_color(level: Level) -> str:
    """The colour path of a level's icon and strong words."""
    return "accent.text" if level == "info" else f"status.{level}Text"


def announce(widget: QWidget, words: str) -> None:
    """Let a screen reader say `words` without moving focus."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class Banner(QWidget):
    """A line over the panes: an icon, a strong sentence, what is safe, a fact and a few actions.

    What is safe gets a line of its own where it would be shortened.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._level: Level = "warn"
        self._icon = LEVEL_ICONS["warn"]
        self.title = Label(theme, role="bodyStrong")
        self.detail = Label(theme, elide=True)
        self.fact = Label(theme, role="caption", color="text.secondary", tnum=True)
        self._buttons: list[Button] = []
        self._acts: list[Callable[[], None]] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(5)
        self._row.addWidget(self.title)
        self._row.addWidget(self.detail, 1)
        self._row.addWidget(self.fact)
        self._row.addSpacing(4)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*sides(42, 0, 10, 0))
        self._column.setSpacing(0)
        self._column.addLayout(self._row, 1)
        self._two_lines = False
        self.setFixedHeight(theme.tokens.size.banner)

    def show_words(
        self,
        title: str,
        detail: str = "",
        *,
        level: Level = "warn",
        icon: str = "",
        fact: str = "",
        actions: tuple[tuple[str, Callable[[], None]], ...] = (),
    ) -> None:
        """Fill the banner. The first action is a button with a border, the others are quiet."""
        words = f"{title} {detail}".strip()
        if words != self.accessibleName():
            self.setAccessibleName(words)
            announce(self, words)
        self._level, self._icon = level, icon or LEVEL_ICONS[level]
        self.title.setText(title)
        self.detail.setText(detail)
        self.set_fact(fact)
        self._acts = [act for _, act in actions]
        if [button.text() for button in self._buttons] != [label for label, _ in actions]:
            self._drop_buttons()
            for index, (label, _) in enumerate(actions):
                button = Button(self.theme, label, "ghost" if index else "normal")
                button.clicked.connect(lambda _=False, index=index: self._acts[index]())
                self._row.addWidget(button)
                self._buttons.append(button)
        self._break_lines()
        self.update()

    def set_fact(self, fact: str) -> None:
        """Change only the fact before the actions, such as a countdown."""
        wider = len(fact) > len(self.fact.text())
        self.fact.setText(fact)
        self.fact.setVisible(bool(fact))
        if wider:
            self._break_lines()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room, or less."""
        super().resizeEvent(event)
        self._break_lines()

    def _break_lines(self) -> None:
        """Put the detail beside the rest, or below it."""
        others = (self.title, *([self.fact] if self.fact.text() else []), *self._buttons)
        used = sum(one.sizeHint().width() + self._row.spacing() for one in others) + 4
        margins = self._column.contentsMargins()
        left = self.width() - margins.left() - margins.right() - used
        needed = self.theme.width(self.detail.text(), "body")
        below = bool(self.detail.text()) and needed > left
        if below == self._two_lines:
            return
        self._two_lines = below
        self._row.removeWidget(self.detail)
        self._column.removeWidget(self.detail)
        if below:
            self._row.insertStretch(1, 1)
            self._column.addWidget(self.detail)
        else:
            self._row.takeAt(1)
            self._row.insertWidget(1, self.detail, 1)
        more = self.detail.sizeHint().height() + _BELOW + 4 if below else 0
        self._column.setContentsMargins(*sides(42, 0, 10, _BELOW if below else 0))
        self.setFixedHeight(self.theme.tokens.size.banner + more)

    def _drop_buttons(self) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface and the icon."""
        p = paint.on(self)
        back = "bg.selected" if self._level == "info" else f"status.{self._level}Bg"
        p.fillRect(self.rect(), self.theme.color(back))
        area = QRectF(16, 0, 18, self.theme.tokens.size.banner)
        paint.icon_centered(p, self.theme, self._icon, area, 18, level_color(self._level))
        border = "border.note" if self._level == "warn" else "border.strong"
        p.fillRect(QRectF(0, self.height() - 1, self.width(), 1), self.theme.color(border))
        p.end()


class Toast(Floating):
    """A small card with a sentence and one action. It leaves by itself unless the mouse rests on it.

    `acted` and `closed` are emitted at most once each; `closed` always comes.
    """

    acted = Signal()
    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        sentence: str,
        action: str = "",
        *,
        level: Level = "success",
        icon: str = "",
        stay_ms: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._level: Level = level
        self._icon = icon or LEVEL_ICONS[level]
        self._closed = False
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(sentence)
        shadow = paint.SHADOW
        row = QHBoxLayout(self)
        row.setContentsMargins(*sides(shadow + 36, shadow + 6, shadow + 8, shadow + 6))
        row.setSpacing(8)
        self.sentence = Label(theme, sentence)
        row.addWidget(self.sentence)
        row.addSpacing(6)
        self.action = Button(theme, action, "link") if action else None
        if self.action:
            row.addWidget(self.action)
            self.action.clicked.connect(self._act)
        close = IconButton(theme, "x", tr("Close"), side=28, icon_size=14)
        close.clicked.connect(self.close_now)
        row.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.close_now)
        # Staying is reading time, not motion: it does not shrink when less motion is asked for.
        self._stay = theme.tokens.motion.toast_stay if stay_ms is None else stay_ms
        self._timer.start(self._stay)
        self.adjustSize()

    def fit(self, room: int) -> None:
        """Break the sentence into lines where it does not fit in one."""
        natural = math.ceil(self.theme.width(self.sentence.text(), "body"))
        others = self.sizeHint().width() - self.sentence.sizeHint().width() - 2 * paint.SHADOW
        width = max(_NARROWEST, min(natural, room - others))
        self.sentence.setWordWrap(width < natural)
        self.sentence.setFixedWidth(width)
        self.adjustSize()

    def appear(self) -> None:
        """Show, fading in when motion is wanted, and tell screen readers."""
        self.show()
        self.raise_()
        announce(self, self.accessibleName())
        duration = self.theme.duration("toast_in")
        if duration:
            effect = QGraphicsOpacityEffect(self)
            self.setGraphicsEffect(effect)
            fade = QPropertyAnimation(effect, b"opacity", self)
            fade.setDuration(duration)
            fade.setStartValue(0.0)
            fade.setEndValue(1.0)
            fade.setEasingCurve(QEasingCurve.Type.OutCubic)
            fade.finished.connect(self._faded)
            fade.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)

    def _faded(self) -> None:
        effect = self.graphicsEffect()
        if effect is not None:
            effect.setEnabled(False)

    def _act(self) -> None:
        if not self._closed:
            self.acted.emit()
            self.close_now()

    def close_now(self) -> None:
        """Leave at once."""
        if not self._closed:
            self._closed = True
            self._timer.stop()
            self.hide()
            self.closed.emit()
            self.deleteLater()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the mouse rests here."""
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Count again."""
        if not self._closed:
            self._timer.start(self._stay)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card and the icon."""
        p = paint.on(self)
        s = paint.SHADOW
        rect = QRectF(self.rect()).adjusted(s, s, -s, -s)
        paint.popup(p, self.theme, rect)
        area = QRectF(rect.left() + 13, rect.top(), 16, rect.height())
        paint.icon_centered(p, self.theme, self._icon, area, 16, level_color(self._level))
        p.end()
