"""The agents of the board as a grid of painted tiles, who needs attention first; buttons stand on the chosen one.

Promises that a change paints its own tile alone, that a second paints clocks alone, and that the order changes only
with what needs attention. Arrows go over the tiles, Enter goes to the buttons, Escape comes back. Refuses a widget
for each agent: there is one set of buttons.
"""

from collections.abc import Iterable, Sequence
from itertools import compress, count
from operator import is_not
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from agent_desktop.model.base import Millis
from agent_desktop.ui.kit.direction import mirrored
from agent_desktop.ui.kit.widgets.buttons import IconButton
from agent_desktop.ui.kit.widgets.painted import Index, PaintedTable
from agent_desktop.ui.supervisor.tile_pictures import CLOCK, TilePictures
from agent_desktop.ui.supervisor.tiles import Tile
from agent_desktop.ui.supervisor.ways import Ways
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_HIGH: Final = 97
_GAP: Final = 8
HALF_GAP: Final = _GAP // 2
"""So much of the gaps belongs to the tiles at the sides."""
_LEAST: Final = 232
_INSIDE: Final = 12
_MANY: Final = 40


def _below(button: QWidget) -> QPoint:
    """A place on the screen, under a button."""
    return button.mapToGlobal(QPoint(0, button.height() + 2))


class TileModel(QAbstractTableModel):
    """Tiles in their order, wrapped into rows of `columns`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.tiles: list[Tile] = []
        self.columns = 4
        self.now: Millis = 0

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows of tiles."""
        return 0 if parent is not None and parent.isValid() else -(-len(self.tiles) // self.columns)

    def columnCount(self, parent: Index | None = None) -> int:
        """How many tiles stand beside each other."""
        return 0 if parent is not None and parent.isValid() else self.columns

    def tile(self, index: Index) -> Tile | None:
        """The tile of a cell; None in the rest of the last row."""
        at = index.row() * self.columns + index.column()
        return self.tiles[at] if index.isValid() and at < len(self.tiles) else None

    def place(self, at: int) -> QModelIndex:
        """The cell of the tile with this number."""
        return self.index(at // self.columns, at % self.columns)

    def show(self, tiles: Sequence[Tile]) -> None:
        """These are the tiles: those that are the same are not painted again."""
        before, self.tiles = self.tiles, list(tiles)
        if -(-len(before) // self.columns) != self.rowCount():
            self.beginResetModel()
            self.endResetModel()
            return
        if len(before) != len(tiles):
            self.dataChanged.emit(self.index(0, 0), self.place(len(tiles) - 1))
            return
        changed = list(compress(count(), map(is_not, before, tiles)))
        if len(changed) > _MANY:  # tiles moved: one word is cheaper than hundreds
            first, last = self.place(changed[0]), self.place(changed[-1])
            whole = self.index(first.row(), 0), self.index(last.row(), self.columns - 1)
            self.dataChanged.emit(*whole)
            return
        for at in changed:
            index = self.place(at)
            self.dataChanged.emit(index, index)

    def wrap(self, columns: int) -> None:
        """So many beside each other from now on."""
        if columns != self.columns:
            self.beginResetModel()
            self.columns = columns
            self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """All that a tile says."""
        tile = self.tile(index)
        if tile is None or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        return tile.words(self.now)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The rest of the last row is no place to go."""
        if self.tile(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class TileGrid(PaintedTable):
    """The grid. `ways` are the buttons that stand on the marked tile when there is a call; `menu_asked` carries where
    on the screen the marked agent's menu is wanted."""

    marked_changed = Signal()
    menu_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.marked = ""
        self._was_at: int | None = None
        self.ways: Ways | None = None
        self.more = IconButton(
            theme, "ellipsis", tr("More"), side=24, icon_size=16, parent=self.viewport()
        )
        self.more.hide()
        self.more.clicked.connect(lambda: self.menu_asked.emit(_below(self.more)))
        self._pictures = TilePictures(theme)
        self.setAccessibleName(tr("Agents"))
        self.cells = TileModel(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        heads = self.horizontalHeader()
        heads.hide()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setMinimumSectionSize(1)
        self.hide_names(_HIGH)
        self.setModel(self.cells)
        self.cells.modelReset.connect(self._wrap)
        self.verticalScrollBar().valueChanged.connect(self.place_ways)
        theme.changed.connect(self._redress)

    def show_tiles(self, tiles: Sequence[Tile], now: Millis) -> None:
        """The agents as they are; the marked one stays marked."""
        self.cells.now = now
        self.cells.show(tiles)
        self._follow()

    def tick(self, now: Millis) -> None:
        """A second has passed: paint the clocks that can be seen."""
        self.cells.now = now
        for index in self._visible():
            tile = self.cells.tile(index)
            if tile is not None and tile.since is not None:
                rect = self.visualRect(index)
                self.viewport().update(rect.adjusted(rect.width() - CLOCK - 24, 0, 0, -60))

    @property
    def marked_tile(self) -> Tile | None:
        """The tile of the keyboard."""
        here = self.cells.tile(self.currentIndex())
        if not self.marked:
            return None
        if here is not None and here.id == self.marked:
            return here
        at = self._marked_at()
        return None if at is None else self.cells.tiles[at]

    def _marked_at(self) -> int | None:
        """Where the marked tile stands: where it stood, or else looked for."""
        tiles, at = self.cells.tiles, self._was_at
        if not self.marked:
            return None
        if at is None or at >= len(tiles) or tiles[at].id != self.marked:
            at = next((n for n, one in enumerate(tiles) if one.id == self.marked), None)
            self._was_at = at
        return at

    def mark(self, agent_id: str) -> None:
        """Go to an agent."""
        at = next((n for n, one in enumerate(self.cells.tiles) if one.id == agent_id), None)
        if at is not None:
            self.setCurrentIndex(self.cells.place(at))

    def place_ways(self) -> None:
        """Put the buttons onto the marked tile, or away when it is not to be seen."""
        at = self._marked_at()
        rect = self.visualRect(self.cells.place(at)) if at is not None else QRect()
        tile = self.cells.tiles[at] if at is not None else None
        seen = tile is not None and rect.intersects(self.viewport().rect())
        self.more.setVisible(seen)
        if tile is not None and seen:
            self.more.set_name(tr("More for {name}", name=tile.name))
            start = rect.left() + 10 if self.isRightToLeft() else rect.right() - 9 - 24
            self.more.setGeometry(start, rect.top() + 25, 24, 24)
        if self.ways is None:
            return
        shown = tile is not None and bool(tile.call_id) and seen
        self.ways.setVisible(shown)
        if shown:
            self.ways.fit(rect.width() - 2 * _INSIDE)
            size = self.ways.sizeHint()
            start = rect.left() + 10
            if self.isRightToLeft():
                start = rect.right() - 9 - size.width()
            self.ways.setGeometry(start, rect.top() + 50, size.width(), size.height())

    def _visible(self) -> Iterable[QModelIndex]:
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        for row in range(first, (last if last >= 0 else self.cells.rowCount() - 1) + 1):
            for column in range(self.cells.columns):
                yield self.cells.index(row, column)

    def _wrap(self) -> None:
        columns = max(1, self.viewport().width() // (_LEAST + _GAP))
        self.cells.wrap(columns)
        each, rest = divmod(self.viewport().width(), columns)
        for column in range(columns):
            self.setColumnWidth(column, each + (rest if column == columns - 1 else 0))
        self._follow()

    def _follow(self) -> None:
        """The keyboard stays with the agent, wherever the tile went."""
        tile = self.cells.tile(self.currentIndex())
        if self.marked and (tile is None or tile.id != self.marked):
            at = self._marked_at()
            if at is None:
                self.marked = ""
                self.marked_changed.emit()
            else:
                self.selectionModel().setCurrentIndex(
                    self.cells.place(at), self.selectionModel().SelectionFlag.NoUpdate
                )
        self.place_ways()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The keyboard is somewhere else."""
        super().currentChanged(current, previous)
        tile = self.cells.tile(current)
        if tile is not None and tile.id != self.marked:
            self.marked = tile.id
            self.marked_changed.emit()
            self.viewport().update()
        self.place_ways()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many beside each other as fit."""
        super().resizeEvent(event)
        self._wrap()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the buttons, or opens the menu where there are none."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.ways is not None and self.ways.isVisible():
                self.ways.setFocus(Qt.FocusReason.TabFocusReason)
            elif self.more.isVisible():
                self.menu_asked.emit(_below(self.more))
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the agent under the mouse, or of the marked one."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if self.cells.tile(index) is None:
                return
            self.setCurrentIndex(index)
            self.menu_asked.emit(event.globalPos())
        elif self.more.isVisible():
            self.menu_asked.emit(_below(self.more))

    # -- painting

    @staticmethod
    def frame_of(rect: QRectF) -> QRectF:
        """The card within its cell, which holds half of the gaps around it."""
        return rect.adjusted(HALF_GAP, 1, -HALF_GAP, -_GAP)

    def paint_cell(self, p: QPainter, index: Index, rect: QRectF) -> None:
        """Paint one tile."""
        tile = self.cells.tile(index)
        if tile is None:
            return
        marked = tile.id == self.marked
        card = self.frame_of(rect)
        dpr = self.devicePixelRatioF()
        picture = self._pictures.card(tile, card.toRect().size(), dpr, marked)
        p.drawPixmap(card.topLeft().toPoint(), picture)
        words = tile.clock(self.cells.now)
        if words:
            clock = self._pictures.clock(words, tile.late, dpr)
            left = round(card.left()) + 12
            if not mirrored():
                left = round(card.left() + card.width() - 12 - clock.width() / dpr)
            p.drawPixmap(left, card.toRect().top() + 9, clock)

    def _redress(self) -> None:
        self._pictures.clear()
        self.viewport().update()
