"""Words and marks that do not answer clicks: labels, icons, section headers, rings, empty states.

Promises plain text: a label never interprets what it shows. Refuses to hide meaning: what is painted is also the
accessible name.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import placed
from agent_desktop.ui.kit.marks import countdown_ring
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.wrapped import wrapped_lines, wrapped_text
from agent_desktop.ui.theme.theme import Theme

_KNOWN_WIDTHS = 8
"""Layouts ask for the height at the same few widths, dozens of times for each page that is opened."""


class Label(QLabel):
    """Plain text in a role of the type scale. With `elide` it is one line, shortened to the room there is;
    with `wrap` its lines are as high as the scale says, which QLabel alone cannot do."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: str = "body",
        color: str = "text.primary",
        *,
        wrap: bool = False,
        elide: bool = False,
        tnum: bool = False,
        weight: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._look = (role, tnum, weight)
        self._color = color
        self._elide = elide
        self._wrapped: dict[tuple[str, float], list[str]] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(role, tnum, weight))
        self.setWordWrap(wrap)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()
        self.setText(text)

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self.theme.color(self._color))
        self.setPalette(palette)
        self._wrapped.clear()  # another theme may have another font

    def hasHeightForWidth(self) -> bool:
        """Wrapped text is taller where it is narrower."""
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped lines, each as high as the type scale says."""
        if not self.wordWrap():
            return super().heightForWidth(width)
        margins = self.contentsMargins()
        lines = len(self._lines(width - margins.left() - margins.right()))
        return lines * self._line_height + margins.top() + margins.bottom()

    def minimumSizeHint(self) -> QSize:
        """Wrapped text may become narrow."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), 80), hint.height()) if self.wordWrap() else hint

    @property
    def _line_height(self) -> int:
        return self.theme.tokens.type.scale[self._look[0]].line

    def _lines(self, width: float) -> list[str]:
        key = (self.text(), width)
        lines = self._wrapped.get(key)
        if lines is None:
            role, tnum, weight = self._look
            lines = wrapped_lines(self.theme, self.text(), width, role, tnum, weight)
            if len(self._wrapped) >= _KNOWN_WIDTHS:
                self._wrapped.clear()
            self._wrapped[key] = lines
        return lines

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shorten or wrap when asked to."""
        role, tnum, weight = self._look
        color = self._color if self.isEnabled() else "text.disabled"
        align = Qt.AlignmentFlag.AlignVCenter | (
            self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        )
        p = paint.on(self)
        inner = QRectF(placed(self.contentsRect(), self.width()))
        if self.wordWrap():
            wrapped_text(
                p, self.theme, inner, self._lines(inner.width()), role, color,
                align=align, tnum=tnum, weight=weight,
            )  # fmt: skip
        else:
            paint.text(
                p, self.theme, inner, self.text(), role, color,
                align=align, tnum=tnum, weight=weight, elide=self._elide,
            )  # fmt: skip
        p.end()


class IconMark(QWidget):
    """An icon of `size` px that says how or what something is. Its word is the accessible name."""

    def __init__(
        self, theme: Theme, icon: str, color: str, word: str = "", *, size: int = 16
    ) -> None:
        super().__init__()
        self.theme = theme
        self._look = (icon, color)
        self._size = size
        self.setAccessibleName(word)
        self.setFixedSize(size + 2, size + 2)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        p = paint.on(self)
        icon, color = self._look
        paint.icon(p, self.theme, icon, QPointF(1, 1), self._size, color)
        p.end()


class SectionHeader(QWidget):
    """A quiet heading over a group of rows, with an optional fact at its right end."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        trailing: str = "",
        *,
        inset: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._inset = inset
        self._title = self._trailing = ""
        self.setFixedHeight(theme.tokens.size.section_header)
        self.set_words(title, trailing)

    def set_words(self, title: str, trailing: str = "") -> None:
        """Change heading and fact."""
        self._title, self._trailing = title, trailing
        self.setAccessibleName(f"{title}, {trailing}" if trailing else title)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both ends."""
        p = paint.on(self)
        section_header(p, self.theme, QRectF(self.rect()), self._title, self._trailing, self._inset)
        p.end()


def section_header(
    p: QPainter, theme: Theme, rect: QRectF, title: str, trailing: str = "", inset: float = 16
) -> None:
    """Paint a section header: for lists whose headings are rows."""
    area = rect.adjusted(inset, 2, -inset, 0)
    used = 0.0
    if trailing:
        used = paint.text(
            p, theme, area, trailing, "micro", "text.secondary", align=paint.RIGHT, tnum=True
        )
    title_area = area.adjusted(0, 0, -used - 8, 0)
    paint.text(p, theme, title_area, title, "micro", "text.secondary", tnum=True, weight=600)


class Ring(QWidget):
    """A countdown ring. `set_left` is called once a second by its owner: the ring has no clock of its own."""

    def __init__(self, theme: Theme, side: int = 52, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._fraction, self._label, self._color = 1.0, "", "presenceDot.ready"
        self.setFixedSize(side, side)

    def set_left(self, fraction: float, label: str, color: str = "presenceDot.ready") -> None:
        """How much is left (0 to 1), the words in the middle and the colour path."""
        self._fraction, self._label, self._color = fraction, label, color
        self.setAccessibleName(label)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring."""
        p = paint.on(self)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        countdown_ring(p, self.theme, rect, self._fraction, self._label, self._color)
        p.end()


class EmptyState(QWidget):
    """One sentence that says why nothing is here, and at most one action."""

    acted = Signal()

    def __init__(
        self, theme: Theme, sentence: str, action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.label = Label(theme, sentence, "body", "text.secondary", wrap=True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = Button(theme, action)
        self.button.setVisible(bool(action))
        self.button.clicked.connect(self.acted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addStretch(1)
        layout.addWidget(self.label)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def set_words(self, sentence: str, action: str = "") -> None:
        """Change sentence and action."""
        self.label.setText(sentence)
        self.button.setText(action)
        self.button.setVisible(bool(action))
