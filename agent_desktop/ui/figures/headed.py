"""A painted table of columns whose heads sort, beside names of rows that stay where they are.

Promises that a press on a head or a cell chooses its column, and a second one on a head turns the order around; that
two presses on a cell, or Enter, lead behind it; that a press on the head over the names brings the rows' own order
back. Refuses to know what is counted: subclasses say how columns and rows are called, and paint the cells.
"""

from typing import Any, Final, NamedTuple

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHeaderView, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.widgets.buttons import PaintedButton
from agent_desktop.ui.kit.widgets.painted import Index, PaintedTable
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

NAME: Final = 220
"""px for the names of rows, at least."""
EDGE: Final = 20
PAD: Final = 14
LEAST: Final = 84
"""px of a column, at least."""


class Head(NamedTuple):
    """A column: what it is known by, what stands above it, and whether its cells are at the right, as numbers are."""

    key: str
    caption: str
    number: bool = True


class HeadedTable(PaintedTable):
    """The table. `chosen` and `sorted_by` carry a column's key, `plain` the wish for the rows' own order."""

    chosen = Signal(str)
    sorted_by = Signal(str)
    plain = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.column = ""
        self.order: tuple[str, bool] = ("", True)
        self.setHorizontalScrollMode(self.ScrollMode.ScrollPerPixel)
        heads = _Heads(self)
        self.setHorizontalHeader(heads)
        self.setVerticalHeader(_Names(self))
        heads.sectionClicked.connect(lambda column: self.sorted_by.emit(self.head(column).key))
        self.setCornerButtonEnabled(False)
        self.setCornerWidget(QWidget())  # or the style paints an edge between the scroll bars
        self.corner = _Corner(theme, self)
        self.corner.clicked.connect(self.plain)
        theme.changed.connect(self._dress)
        self._dress()

    def head(self, column: int) -> Head:
        """A column by its place."""
        raise NotImplementedError

    def row_name(self, row: int) -> tuple[str, bool]:
        """What a row is called, and whether it is the whole of the others."""
        raise NotImplementedError

    def look_behind(self, index: QModelIndex) -> None:
        """Show what is behind a cell, where there is something."""
        raise NotImplementedError

    def _dress(self) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base, QPalette.ColorRole.Button):
            palette.setColor(role, self.theme.color("bg.surface"))
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setPalette(palette)
            head.viewport().setPalette(palette)
            head.viewport().setAutoFillBackground(True)
        self.setPalette(palette)
        self.viewport().setPalette(palette)
        self.viewport().update()

    def place_corner(self, wide: int) -> None:
        """The head over the names is `wide` px."""
        self.corner.setGeometry(0, 0, wide, self.theme.tokens.size.row.table_header)
        self.corner.raise_()

    def repaint_all(self) -> None:
        """Cells and heads say something else."""
        for one in (self.horizontalHeader(), self.verticalHeader(), self):
            one.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what was pressed."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.choose(self.indexAt(event.position().toPoint()))
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Look behind what was pressed twice."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.look_behind(self.indexAt(event.position().toPoint()))
        super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses, Enter leads behind the cell, too; S sorts by the column of the keyboard's cell."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space:
            self.choose(index)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose(index)
            self.look_behind(index)
        elif event.key() == Qt.Key.Key_S and not event.modifiers() and index.isValid():
            self.sorted_by.emit(self.head(index.column()).key)
        else:
            super().keyPressEvent(event)

    def choose(self, index: QModelIndex) -> None:
        """Choose the column of a cell."""
        if index.isValid():
            self.chosen.emit(self.head(index.column()).key)

    def paint_ground(self, p: QPainter, index: Index, rect: QRectF) -> None:
        """Begin a cell: the chosen column lies deeper."""
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.head(index.column()).key == self.column:
            p.fillRect(rect, self.theme.color("bg.sunken"))

    def paint_edge(self, p: QPainter, index: Index, rect: QRectF) -> None:
        """End a cell: the line below it, and the keyboard's ring."""
        paint.hairline(p, self.theme, rect.left(), rect.right(), rect.bottom() - 1)
        if self.hasFocus() and index == self.currentIndex():
            paint.focus_ring(p, self.theme, rect.adjusted(1, 1, -1, -2), 4, inset=True)


class _Corner(PaintedButton):
    """The head over the names: a press brings back the rows' own order."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setToolTip(tr("In their own order"))

    def say(self, head: str) -> None:
        """What the rows are."""
        self.setText(head)
        own = tr("In their own order")
        self.setAccessibleName(f"{head}, {own}" if head else own)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it as the other heads."""
        p, theme, area = paint.on(self), self.theme, QRectF(self.rect())
        p.fillRect(area, theme.color("bg.surface"))
        paint.hairline(p, theme, 0, area.right(), area.bottom())
        inner = area.adjusted(EDGE, 0, -8, 0)
        paint.text(p, theme, inner, self.text(), "micro", "text.tertiary", weight=600)
        p.end()


class _Heads(QHeaderView):
    """The captions of columns, with the order."""

    def __init__(self, table: HeadedTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFixedHeight(table.theme.tokens.size.row.table_header)

    def paintSection(self, p: QPainter, rect: Any, logicalIndex: int) -> None:
        table, theme, area = self._table, self._table.theme, QRectF(rect)
        head, (ordering, greatest) = table.head(logicalIndex), table.order
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = head.key == table.column
        p.fillRect(area, theme.color("bg.sunken" if chosen else "bg.surface"))
        paint.hairline(p, theme, area.left(), area.right(), area.bottom())
        with paint.from_start(p, area):
            inner = area.adjusted(PAD, 0, -PAD, 0)
            color = "text.primary" if chosen else "text.tertiary"
            side = paint.RIGHT if head.number else paint.LEFT
            used = paint.text(p, theme, inner, head.caption, "micro", color, align=side, weight=600)
            if head.key == ordering:
                icon = "chevron-down" if greatest else "chevron-up"
                left = inner.right() - used - 14 if head.number else inner.left() + used + 2
                place = QRectF(left, inner.top(), 12, inner.height())
                paint.icon_centered(p, theme, icon, place, 12, color)
        p.restore()


class _Names(QHeaderView):
    """The names of the rows: they stay while cells are scrolled."""

    def __init__(self, table: HeadedTable) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._table = table
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(table.theme.tokens.size.row.table)
        self.setMinimumSectionSize(1)
        self.setFixedWidth(NAME)

    def sizeHint(self) -> QSize:
        """Room for names."""
        return QSize(NAME, 0)

    def paintSection(self, p: QPainter, rect: Any, logicalIndex: int) -> None:
        theme, area = self._table.theme, QRectF(rect)
        name, whole = self._table.row_name(logicalIndex)
        p.save()
        p.fillRect(area, theme.color("bg.surface"))
        with paint.from_start(p, area):
            inner = area.adjusted(EDGE, 0, -8, -1)
            paint.text(p, theme, inner, name, "body", weight=600 if whole else 500)
        paint.hairline(p, theme, area.left(), area.right(), area.bottom() - 1)
        p.restore()
