"""Parts of the page of microphone and headset: the meter, and a sentence with an icon that says what was found out."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from agent_desktop.ui.call.hearing import FULL
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class Meter(QWidget):
    """How loud the microphone is, as a bar. What it means stands beside it in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.level = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Loudness of the microphone"))

    def sizeHint(self) -> QSize:
        """A thin bar."""
        return QSize(160, 8)

    def show_level(self, level: float) -> None:
        """The newest level, from 0 to 1."""
        level = min(1.0, max(0.0, level))
        if level != self.level:
            self.level = level
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar from the side where reading begins."""
        p = paint.on(self)
        rect = QRectF(self.rect())
        paint.fill(p, rect, self.theme.color("bg.hover"), 4)
        # Ears count in powers: half as loud is a tenth of the power.
        wide = rect.width() * self.level**0.5
        if wide >= 1:
            color = "status.dangerFill" if self.level >= FULL else "presenceDot.ready"
            paint.fill(p, QRectF(0, 0, max(8.0, wide), 8), self.theme.color(color), 4)
        p.end()


class Sentence(QWidget):
    """An icon and what was found out."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.label = Label(theme, "", "caption", "text.secondary", wrap=True)
        self._icon, self._color = "mic", "text.secondary"
        row = QHBoxLayout(self)
        row.setContentsMargins(*sides(22, 0, 0, 0))
        row.addWidget(self.label)

    def say(self, words: str, icon: str, color: str) -> None:
        """Show this, or nothing when it is empty."""
        if words != self.label.text():
            self.label.setText(words)
            self.setAccessibleName(words)
        self._icon, self._color = icon, color
        self.setVisible(bool(words))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon at the first line."""
        p = paint.on(self)
        at = QRectF(0, 0, 16, 16).topLeft()
        paint.icon(p, self.theme, self._icon, at, 16, self._color)
        p.end()
