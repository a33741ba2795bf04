"""What the call strip is made of: its buttons, and the small pictures of loudness and line quality.

Promises a word beside every picture, as a label or a tooltip, and a focus ring that can be seen on the dark strip.
Refuses the keyboard when it is clicked.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.widgets.buttons import PaintedButton
from agent_desktop.ui.theme.theme import Theme

_ICON = 18
_PAD = 10
_GAP = 8
_HEIGHT = 32
_COMPACT = 36
_STEP = 6


class StripButton(PaintedButton):
    """A button on the strip: icon and word, or in a narrow window the icon alone with the word as its tooltip.

    `framed` ones have a surface of their own; `danger` is the red one; `on` says that what it does is in force; a
    `clock` stands behind the word.
    """

    def __init__(
        self, theme: Theme, icon: str, name: str, *, framed: bool = False, danger: bool = False
    ) -> None:
        super().__init__(theme)
        self.icon_name = icon
        self.framed, self.danger = framed, danger
        self.on = False
        self.clock = ""
        self.compact = False
        self._keys = ""
        self._ringed = False
        self.show_words(name, icon)

    def show_words(self, name: str, icon: str, *, on: bool = False, clock: str = "") -> None:
        """Change what it does, whether that is in force, and for how long."""
        if (name, icon, on, clock) == (self.text(), self.icon_name, self.on, self.clock):
            return
        self.clock = clock
        self.setText(name)
        self.setAccessibleName(name)
        self.icon_name, self.on = icon, on
        self._tell()
        self.updateGeometry()
        self.update()

    def set_keys(self, keys: str) -> None:
        """The shortcut for the tooltip."""
        self._keys = keys
        self._tell()

    def set_compact(self, compact: bool) -> None:
        """Show the icon alone."""
        self.compact = compact
        self._tell()
        self.updateGeometry()
        self.update()

    def _tell(self) -> None:
        self.setToolTip("  ".join(part for part in (self.text(), self._keys) if part))

    def sizeHint(self) -> QSize:
        """Icon and word with padding."""
        if self.compact:
            return QSize(_COMPACT, _HEIGHT)
        words = self.theme.width(self.text(), "body", weight=500)
        if self.clock:
            words += _GAP + self.theme.width(self.clock, "body", True, weight=500)
        return QSize(round(_PAD + _ICON + 6 + words + _PAD + 0.5), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """A button is never cut off."""
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is painted inside: the strip leaves no room around its buttons."""
        QAbstractButton.focusInEvent(self, event)
        self._ringed = event.reason() != Qt.FocusReason.MouseFocusReason

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The same."""
        QAbstractButton.focusOutEvent(self, event)
        self._ringed = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button."""
        p = paint.on(self)
        theme, rect = self.theme, QRectF(self.rect())
        radius = theme.tokens.radius.md
        color = "text.onCallStripHold" if self.on else "text.onCallStrip"
        if self.danger:
            paint.fill(p, rect, theme.color("status.dangerFill"), radius)
            color = "text.onAccent"
        elif self.framed or self.on or self.hovered or self.isDown():
            paint.fill(p, rect, theme.color("bg.callStripHover"), radius)
        if not self.isEnabled():
            p.setOpacity(0.45)
        x = (rect.width() - _ICON) / 2 if self.compact else float(_PAD)
        self._glyph(p, QRectF(x, rect.center().y() - _ICON / 2, _ICON, _ICON), color)
        if not self.compact:
            area = rect.adjusted(x + _ICON + 6, 0, 0, 0)
            used = paint.text(p, theme, area, self.text(), "body", color, weight=500, elide=False)
            area.adjust(used + _GAP, 0, 0, 0)
            paint.text(p, theme, area, self.clock, "body", color, weight=500, tnum=True)
        p.setOpacity(1)
        if self._ringed:
            paint.focus_ring(p, theme, rect, radius, inset=True, on_strip=True)
        p.end()

    def _glyph(self, p: QPainter, rect: QRectF, color: str) -> None:
        if not self.danger:
            paint.icon(p, self.theme, self.icon_name, rect.topLeft(), _ICON, color)
            return
        # A receiver that is put down: the one that is taken up, turned around.
        p.save()
        p.translate(rect.center() + QPointF(0, 2))
        p.rotate(135)
        paint.icon(p, self.theme, self.icon_name, QPointF(-_ICON / 2, -_ICON / 2), _ICON, color)
        p.restore()


class Levels(QWidget):
    """How loud it is, as a row of bars that move along. It is decoration: the words say whether somebody is heard."""

    def __init__(
        self, theme: Theme, color: str = "bg.callStripLevel", *, bars: int = 11, high: int = 12
    ) -> None:
        super().__init__()
        self.theme, self._color = theme, color
        self._high = high
        self._values = [0.0] * bars
        self.setFixedSize(bars * _STEP, high + 6)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def add(self, level: float) -> None:
        """The newest level, from 0 to 1."""
        self._values = [*self._values[1:], min(1.0, max(0.0, level))]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars."""
        p = paint.on(self)
        color = self.theme.color(self._color)
        for at, value in enumerate(self._values):
            # Ears count in powers: half as loud is a tenth of the power.
            height = 2 + (self._high - 2) * value**0.5
            bar = QRectF(at * _STEP, self.height() - 3 - height, 3, height)
            paint.fill(p, bar, color, 1)
        p.end()


class QualityBars(QWidget):
    """How a call sounds, as four bars."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._bars = 4
        self.setFixedSize(20, 20)

    def set_bars(self, bars: int) -> None:
        """How many of the four are lit."""
        if bars != self._bars:
            self._bars = bars
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars."""
        p = paint.on(self)
        good = "bg.callStripLevel" if self._bars > 2 else "text.onCallStripHold"
        color = self.theme.color(good)
        for at in range(4):
            p.setOpacity(1 if at < self._bars else 0.3)
            height = 4 + 3 * at
            paint.fill(p, QRectF(at * 5, 17 - height, 3, height), color, 1)
        p.end()
