"""Plates above the composer: a lead's hint, and that a conversation is read along.

Promises that a hint cannot be taken for a message to the customer: it stands apart from the timeline, in a broken
frame, and says who alone sees it. Refuses to act: it emits.
"""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import from_start, sides
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.kit.widgets.notices import announce
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class Plate(QWidget):
    """An icon, a strong line, words below, and buttons at the end. `broken`: its frame is drawn in dashes."""

    def __init__(self, theme: Theme, icon: str, *, broken: bool) -> None:
        super().__init__()
        self.theme = theme
        self._icon, self._broken = icon, broken
        self.color = "accent.text"
        self.title = Label(theme, "", "captionStrong", "accent.text", wrap=True)
        self.words = Label(theme, "", "body", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(self.title)
        text.addWidget(self.words)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(*sides(38, 9, 10, 9))
        self.row.setSpacing(6)
        self.row.addLayout(text, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self.update)

    def show_words(self, title: str, words: str = "") -> None:
        """Say this."""
        self.title.setText(title)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.setAccessibleName(f"{title} {words}".strip())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface, the frame and the icon."""
        p, theme = paint.on(self), self.theme
        rect, radius = QRectF(self.rect()), theme.tokens.radius.lg
        paint.fill(p, rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.color("bg.selected"), radius)
        if self._broken:
            _dashes(p, theme, rect, radius)
        icon = QRectF(
            from_start(12, self.width()) - (16 if self.isRightToLeft() else 0), 10, 16, 16
        )
        paint.icon_centered(p, theme, self._icon, icon, 16, self.color)
        p.end()


def _dashes(p: QPainter, theme: Theme, rect: QRectF, radius: float) -> None:
    pen = QPen(theme.color("accent.fill"), 1.2, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([4, 3])
    p.setPen(pen)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


class HintPlate(Plate):
    """A hint. `got` carries its id: the agent has read it."""

    got = Signal(str)

    def __init__(self, theme: Theme, hint_id: str) -> None:
        super().__init__(theme, "message-square-text", broken=True)
        self.got_it = Button(theme, tr("Got it"), size="sm")
        self.got_it.clicked.connect(lambda: self.got.emit(hint_id))
        self.row.addWidget(self.got_it, 0, Qt.AlignmentFlag.AlignTop)

    def tell(self) -> None:
        """Let a screen reader say it."""
        announce(self, self.accessibleName())


class AlongPlate(Plate):
    """A conversation is read along, or cannot be."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "eye", broken=False)
        self.hint = Button(theme, tr("Send a hint…"), size="sm")
        self.take = Button(theme, tr("Take over…"), size="sm")
        self.stop = Button(theme, tr("Stop"), "ghost", size="sm")
        for button in (self.hint, self.take, self.stop):
            self.row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
