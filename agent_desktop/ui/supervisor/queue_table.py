"""The queues of the board as a table: painted cells over a model, so that a hundred cost what ten cost.

Promises that a change paints its own row alone, and a second only the cells in which time runs; that every cell says
itself to a screen reader. `chosen` carries a queue whose line was pressed, `waiting_chosen` one whose waiting was,
`behind` one and the measure of a figure that was.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from agent_desktop.model.base import Millis
from agent_desktop.model.board import QueueLine
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.badges import SLA_ICONS, Sla, sla_badge
from agent_desktop.ui.kit.marks import channel_glyph, channel_word
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.painted import Index, PaintedTable
from agent_desktop.ui.supervisor.queue_look import (
    DASH,
    abandoned_tone,
    channels,
    percent,
    service_tone,
    wait,
    wait_tone,
)
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

QUEUE, SERVICE, WAITING, LONGEST, READY, SPEED, ABANDONED, TRAIL = range(8)
COLUMNS: Final = 8
_WIDTHS: Final = {
    SERVICE: 184, WAITING: 84, LONGEST: 112, READY: 92, SPEED: 118, ABANDONED: 104, TRAIL: 160,
}  # fmt: skip
BEHIND: Final = {SERVICE: "service_level", SPEED: "speed_of_answer", ABANDONED: "abandon_rate"}
"""The measures of columns whose figures lead to whom they count."""
_EDGE = 20
_HEAD_ROOM = 20
"""px around the words of a head."""
_BAR = 72
_NAME = 150
_LEFT_OUT = (SPEED, TRAIL, ABANDONED, READY)
"""What narrow windows do without, the first first."""


class QueueModel(QAbstractTableModel):
    """The lines in the order in which the house has them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: list[QueueLine] = []
        self.now: Millis = 0

    def rowCount(self, parent: Index | None = None) -> int:
        """How many queues."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """The figures of each."""
        return 0 if parent is not None and parent.isValid() else COLUMNS

    def show(self, lines: Sequence[QueueLine]) -> None:
        """These are the lines; those that are the very same are not painted again."""
        before, self.lines = self.lines, list(lines)
        if [one.id for one in before] != [one.id for one in lines]:
            self.beginResetModel()
            self.endResetModel()
            return
        for at, (old, new) in enumerate(zip(before, lines, strict=True)):
            if old is not new:
                self.dataChanged.emit(self.index(at, 0), self.index(at, COLUMNS - 1))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        line = self.lines[index.row()]
        words = self.words(line, index.column())
        return f"{titles()[index.column()]}: {words}" if index.column() else words

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What a column is about."""
        along = orientation is Qt.Orientation.Horizontal
        return titles()[section] if along and role == Qt.ItemDataRole.DisplayRole else None

    def words(self, line: QueueLine, column: int) -> str:
        """A cell in words."""
        match column:
            case 0:
                kinds = ", ".join(channel_word(one) for one in channels(line))
                return ", ".join(one for one in (single_line(line.name, 60), kinds) if one)
            case 1:
                return percent(line.service.value)
            case 2:
                return str(line.waiting)
            case 3:
                return self.longest(line)
            case 4:
                return f"{line.ready} / {line.on}"
            case 5:
                return wait(line.speed.value)
            case 6:
                return percent(line.abandoned.value, 1)
        return ", ".join(map(str, line.trail))

    def longest(self, line: QueueLine) -> str:
        """How long the first in line waits now."""
        return wait(None if line.oldest_at is None else max(0, self.now - line.oldest_at))


def titles() -> tuple[str, ...]:
    """The heads of the columns."""
    return (
        tr("Queue"),
        tr("Service level"),
        tr("Waiting"),
        tr("Longest wait"),
        tr("Ready / on"),
        tr("Speed of answer"),
        tr("Abandoned"),
        tr("Waiting, last hour"),
    )


class QueueTable(PaintedTable):
    """The table."""

    chosen = Signal(str)
    waiting_chosen = Signal(str)
    behind = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.picked = ""
        self.looks_behind = False
        self.setAccessibleName(tr("Queues"))
        self.rows = QueueModel(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalHeader(_Head(self))
        self.hide_names(theme.tokens.size.row.table)
        self.setModel(self.rows)
        theme.changed.connect(self.viewport().update)

    @property
    def natural_height(self) -> int:
        """All rows and the head."""
        size = self.theme.tokens.size
        return size.row.table_header + size.row.table * self.rows.rowCount()

    def show_lines(self, lines: Sequence[QueueLine], now: Millis) -> None:
        """The queues as they are."""
        self.rows.now = now
        self.rows.show(lines)

    def tick(self, now: Millis) -> None:
        """A second has passed: paint what runs."""
        self.rows.now = now
        for at in self._visible():
            if self.rows.lines[at].oldest_at is not None:
                self.update(self.rows.index(at, LONGEST))

    def pick(self, queue_id: str) -> None:
        """Mark the queue by which agents are chosen; empty: none."""
        self.picked = queue_id
        self.viewport().update()

    def _visible(self) -> Iterable[int]:
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        return range(first, (last if last >= 0 else self.rows.rowCount() - 1) + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names take what figures leave; the narrowest windows do without two of them."""
        super().resizeEvent(event)
        rest, shown = self.viewport().width() - _NAME, self._widths()
        for column in _LEFT_OUT:
            if sum(shown.values()) + _EDGE > rest:
                del shown[column]
        for column in _WIDTHS:
            self.setColumnHidden(column, column not in shown)
            if column in shown:
                wide = shown[column] + (_EDGE if column == TRAIL else 0)
                self.setColumnWidth(column, wide)
                rest -= wide
        self.setColumnWidth(QUEUE, _NAME + max(0, rest))

    def _widths(self) -> dict[int, int]:
        """No column is narrower than its head in this language."""
        heads = [ceil(self.theme.width(one, "micro", weight=600)) for one in titles()]
        return {column: max(wide, heads[column] + _HEAD_ROOM) for column, wide in _WIDTHS.items()}

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go into what was pressed."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._choose(self.indexAt(event.position().toPoint()))
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space go into the cell of the keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            queue_id = self.rows.lines[index.row()].id
            measure = BEHIND.get(index.column())
            if measure is not None and self.looks_behind:
                self.behind.emit(queue_id, measure)
                return
            waits = index.column() in (WAITING, LONGEST, TRAIL)
            (self.waiting_chosen if waits else self.chosen).emit(queue_id)

    # -- painting

    def paint_cell(self, p: QPainter, index: Index, rect: QRectF) -> None:
        """Paint one cell."""
        theme, line, column = self.theme, self.rows.lines[index.row()], index.column()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.id == self.picked:
            p.fillRect(rect, theme.color("bg.selected"))
        with paint.from_start(p, rect):
            self._paint(p, line, column, rect.adjusted(0, 0, 0, -1))
        paint.hairline(p, theme, rect.left(), rect.right(), rect.bottom() - 1)
        if self.hasFocus() and index == self.currentIndex():
            paint.focus_ring(p, theme, rect.adjusted(1, 1, -1, -2), 4, inset=True)

    def _paint(self, p: QPainter, line: QueueLine, column: int, rect: QRectF) -> None:
        theme, words = self.theme, self.rows.words(line, column)
        inner = rect.adjusted(0, 0, -12, 0)
        if column == QUEUE:
            kinds = channels(line)[:2]
            x = rect.left() + _EDGE
            for kind in kinds:
                channel_glyph(p, theme, QPointF(x, rect.center().y() - 8), kind)
                x += 22
            area = QRectF(x + 2, rect.top(), rect.right() - x - 8, rect.height())
            paint.text(p, theme, area, single_line(line.name, 60), "body", weight=500)
        elif column == SERVICE:
            self._service(p, line, inner)
        elif column == LONGEST:
            tone = wait_tone(line, self.rows.now)
            if tone:
                sla_badge(p, theme, inner.right(), inner.center().y(), words, Sla(tone))
            else:
                pale = "text.tertiary" if words == DASH else "text.primary"
                paint.text(p, theme, inner, words, "body", pale, align=paint.RIGHT, tnum=True)
        elif column == ABANDONED:
            tone = abandoned_tone(line)
            color = f"sla.{tone}" if tone else "text.tertiary" if words == DASH else "text.primary"
            weight = 600 if tone else None
            align = paint.RIGHT
            paint.text(p, theme, inner, words, "body", color, align=align, tnum=True, weight=weight)
        elif column == TRAIL:
            spark(p, theme, rect.adjusted(20, 9, -_EDGE, -8), line.trail)
        else:
            weight = 600 if column == WAITING else None
            paint.text(p, theme, inner, words, "body", align=paint.RIGHT, tnum=True, weight=weight)

    def _service(self, p: QPainter, line: QueueLine, rect: QRectF) -> None:
        theme, value, target = self.theme, line.service.value, line.targets.service
        tone = service_tone(value, target)
        words = percent(value)
        if not tone:
            paint.text(p, theme, rect, words, "body", "text.tertiary", align=paint.RIGHT)
            return
        color = f"sla.{tone}"
        right = rect.right()
        icon = SLA_ICONS[Sla(tone)]
        paint.icon(p, theme, icon, QPointF(right - 14, rect.center().y() - 7), 14, color)
        area = QRectF(right - 20 - 48, rect.top(), 48, rect.height())
        paint.text(p, theme, area, words, "body", color, align=paint.RIGHT, tnum=True, weight=600)
        bar = QRectF(area.left() - _BAR - 4, rect.center().y() - 2, _BAR, 4)
        paint.fill(p, bar, theme.color("border.subtle"), 2)
        full = QRectF(bar.left(), bar.top(), bar.width() * min(1.0, value or 0), 4)
        dots = {"met": "ready", "atRisk": "idle", "breached": "notReady"}
        paint.fill(p, full, theme.color(f"presenceDot.{dots[tone]}"), 2)
        mark = bar.left() + bar.width() * target
        p.fillRect(QRectF(mark - 1, bar.top() - 4, 2, 12), theme.color("text.primary"))


def spark(p: QPainter, theme: Theme, rect: QRectF, points: Sequence[int]) -> None:
    """A line over the last hour, with a dot at its end; the time always runs as one reads."""
    if len(points) < 2:
        return
    top = max(max(points), 1)
    step = rect.width() / (len(points) - 1)
    found = [
        QPointF(rect.left() + step * at, rect.bottom() - rect.height() * one / top)
        for at, one in enumerate(points)
    ]
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(theme.color("accent.text"), 1.4))
    p.drawPolyline(QPolygonF(found))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(theme.color("accent.text"))
    p.drawEllipse(found[-1], 2.2, 2.2)


def by_id(lines: Mapping[str, QueueLine], wanted: Iterable[str]) -> list[QueueLine]:
    """Those of the wanted lines that are there."""
    return [lines[one] for one in wanted if one in lines]


class _Head(QHeaderView):
    """The heads of the columns, painted as the rest."""

    def __init__(self, table: QueueTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setFixedHeight(table.theme.tokens.size.row.table_header)

    def paintSection(self, p: QPainter, rect: Any, logicalIndex: int) -> None:
        theme, area = self._table.theme, QRectF(rect)
        p.save()
        p.fillRect(area, theme.color("bg.surface"))
        paint.hairline(p, theme, area.left(), area.right(), area.bottom())
        align = paint.LEFT if logicalIndex == QUEUE else paint.RIGHT
        inner = area.adjusted(_EDGE if logicalIndex == QUEUE else 0, 0, -12, 0)
        if logicalIndex == TRAIL:
            inner = area.adjusted(0, 0, -_EDGE, 0)
        with paint.from_start(p, area):
            words = titles()[logicalIndex]
            paint.text(p, theme, inner, words, "micro", "text.tertiary", align=align, weight=600)
        p.restore()
