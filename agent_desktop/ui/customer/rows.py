"""Small painted rows of the customer's panel: addresses and conversations.

Promises that a row which opens something can be reached and pressed by keyboard. Refuses customer text as markup.
"""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from agent_desktop.ui.customer.words import AddressWords, HistoryWords
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import placed
from agent_desktop.ui.kit.marks import channel_glyph
from agent_desktop.ui.kit.widgets.buttons import PaintedButton
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_EDGE = 16
_TEXT = 41
_INSET = 6
_TILE_EDGE = 9


def _address(p: QPainter, theme: Theme, words: AddressWords, size: QSize) -> None:
    middle = size.height() / 2
    paint.icon(p, theme, words.icon, QPointF(_EDGE, middle - 8), 16, words.color)
    right = size.width() - _EDGE
    mark = theme.width(words.mark, "caption")
    area = QRectF(_TEXT, 0, right - mark - 8 - _TEXT, size.height())
    paint.text(p, theme, area, words.words)
    area = QRectF(right - mark, 0, mark, size.height())
    paint.text(p, theme, area, words.mark, "caption", "text.secondary", elide=False)


class CallableRow(PaintedButton):
    """A telephone number; pressing it calls it."""

    def __init__(self, theme: Theme, words: AddressWords, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        call = tr("Call {name}", name=words.words)
        self.setAccessibleName(", ".join(part for part in (call, words.mark) if part))
        self.setToolTip(call)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, self.theme.tokens.size.row.list)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row, lit up under the mouse."""
        p = paint.on(self)
        if self.hovered:
            plate = QRectF(self.rect()).adjusted(_INSET, 0, -_INSET, 0)
            paint.fill(p, plate, self.theme.color("bg.hover"), self.theme.tokens.radius.md)
        _address(p, self.theme, self._words, self.size())
        p.end()


class AddressRow(QWidget):
    """An address: icon, words, mark."""

    def __init__(self, theme: Theme, words: AddressWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words = words
        self.setFixedHeight(theme.tokens.size.row.list)
        self.setAccessibleName(", ".join(part for part in (words.words, words.mark) if part))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row."""
        p = paint.on(self)
        _address(p, self.theme, self._words, self.size())
        p.end()


class HistoryRow(PaintedButton):
    """A conversation of the customer; pressing it opens it."""

    def __init__(
        self, theme: Theme, words: HistoryWords, current: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self.words = words
        self._current = current
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        state = tr("this conversation") if current else words.when
        self.setAccessibleName(f"{words.title}, {state}")

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, self.theme.tokens.size.row.list)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row."""
        p = paint.on(self)
        theme, words, middle = self.theme, self.words, self.height() / 2
        plate = QRectF(self.rect()).adjusted(_INSET, 0, -_INSET, 0)
        if self._current or self.hovered:
            back = "bg.selected" if self._current else "bg.hover"
            paint.fill(p, plate, theme.color(back), theme.tokens.radius.md)
        channel_glyph(p, theme, QPointF(_EDGE, middle - 8), words.channel)
        right = self.width() - _EDGE
        when = tr("open now") if self._current else words.when
        width = theme.width(when, "caption", True)
        area = QRectF(_TEXT, 0, right - width - 8 - _TEXT, self.height())
        paint.text(p, theme, area, words.title)
        area = QRectF(right - width, 0, width, self.height())
        paint.text(p, theme, area, when, "caption", "text.secondary", tnum=True, elide=False)
        p.end()


class FactTile(QWidget):
    """A number with its name beneath it."""

    def __init__(self, theme: Theme, value: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._value, self._name = value, name
        self.setFixedHeight(50)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{name}: {value}")

    def sizeHint(self) -> QSize:
        """Room for the wider of both lines."""
        value = self.theme.width(self._value, "title", True)
        name = self.theme.width(self._name, "micro")
        return QSize(round(max(value, name) + 2 * _TILE_EDGE + 1), 50)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint value and name."""
        p = paint.on(self)
        width = self.width()
        value = QRectF(_TILE_EDGE, 6, width - 2 * _TILE_EDGE, 20)
        paint.text(p, self.theme, value, self._value, "title", tnum=True)
        name = QRectF(_TILE_EDGE, 27, width - 2 * _TILE_EDGE, 16)
        paint.text(p, self.theme, name, self._name, "micro", "text.secondary")
        p.end()


class FactTiles(QWidget):
    """Up to three tiles in one bordered plate: as many as there is room for without shortening a word."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Replace the tiles; (value, name) each."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for value, name in facts:
            tile = FactTile(self.theme, value, name, self)
            self._row.addWidget(tile, tile.sizeHint().width())
        self.setVisible(bool(facts))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the last ones where there is no room."""
        room = self.width()
        for tile in self.tiles:
            room -= tile.sizeHint().width()
            tile.setVisible(room >= 0)

    def sizeHint(self) -> QSize:
        """Whatever there is."""
        return QSize(0, 50)

    minimumSizeHint = sizeHint

    @property
    def tiles(self) -> list[FactTile]:
        """All of them, in their order."""
        found = (self._row.itemAt(place) for place in range(self._row.count()))
        widgets = (item.widget() for item in found if item is not None)
        return [one for one in widgets if isinstance(one, FactTile)]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plate and the lines between tiles."""
        p = paint.on(self)
        paint.card(p, self.theme, QRectF(self.rect()))
        for tile in self.tiles[1:]:
            if not tile.isHidden():
                start = placed(tile.geometry(), self.width()).x()
                line = QRectF(start, 1, 1, self.height() - 2)
                p.fillRect(line, self.theme.color("border.subtle"))
        p.end()
