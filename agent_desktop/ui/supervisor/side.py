"""The side of the board: who raised a hand, or the customers behind a figure.

Promises painted rows, however many; the longest first. `opened` carries the conversation of a row.
"""

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.desk.board_state import Board
from agent_desktop.model.base import Millis
from agent_desktop.model.work import Channel
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.marks import channel_glyph
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.supervisor.queue_look import wait
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_Index = QModelIndex | QPersistentModelIndex
_HIGH = 58


@dataclass(frozen=True)
class SideRow:
    """A row: a customer who waits, or a raised hand."""

    key: str
    title: str
    detail: str
    since: Millis
    channel: Channel | None = None
    conversation_id: str = ""

    def words(self, now: Millis) -> str:
        """All of it."""
        parts = (self.title, wait(max(0, now - self.since)), self.detail)
        return ", ".join(one for one in parts if one)


class _Rows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[SideRow] = []
        self.now: Millis = 0

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.rows[index.row()].words(self.now) if role in spoken else None

    def show(self, rows: list[SideRow]) -> None:
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()


class SideList(QTableView):
    """The rows."""

    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.rows = _Rows(self)
        self.setItemDelegate(_Painter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setDefaultSectionSize(_HIGH)
        self.setModel(self.rows)
        self.clicked.connect(self._open)
        theme.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row of the keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and self.rows.rows[index.row()].conversation_id:
            self.opened.emit(self.rows.rows[index.row()].conversation_id)

    def paint_row(self, p: QPainter, index: _Index, rect: QRectF) -> None:
        """Paint one row; called by the delegate."""
        theme, row = self.theme, self.rows.rows[index.row()]
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        with paint.from_start(p, rect):
            place = QPointF(rect.left() + 16, rect.top() + 11)
            if row.channel is None:
                paint.icon(p, theme, "hand", place, 16, "status.warnText")
            else:
                channel_glyph(p, theme, place, row.channel)
            inner = QRectF(rect.left() + 42, rect.top() + 9, rect.width() - 58, 18)
            time = wait(max(0, self.rows.now - row.since))
            used = paint.text(
                p, theme, inner, time, "caption", "text.secondary", align=paint.RIGHT, tnum=True
            )
            paint.text(p, theme, inner.adjusted(0, 0, -used - 10, 0), row.title, "bodyStrong")
            paint.text(p, theme, inner.translated(0, 20), row.detail, "caption", "text.secondary")
        paint.hairline(p, theme, rect.left(), rect.right(), rect.bottom() - 1)
        if self.hasFocus() and index.row() == self.currentIndex().row():
            paint.focus_ring(p, theme, rect.adjusted(3, 2, -3, -3), 6, inset=True)


class _Painter(QStyledItemDelegate):
    def __init__(self, rows: SideList) -> None:
        super().__init__(rows)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        self._rows.paint_row(painter, index, QRectF(option.rect))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, _HIGH)


class Side(QWidget):
    """The side, with its head. `closed`: the customers behind a figure are not wanted any more."""

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.head = Label(theme, "", "micro", "text.tertiary", tnum=True, weight=600)
        self.none = Label(theme, "", "body", "text.secondary", wrap=True)
        self.none.setContentsMargins(16, 12, 16, 12)
        self.close_list = Button(theme, tr("Close"), "ghost", icon="x", size="sm")
        self.close_list.clicked.connect(self.closed)
        self.list = SideList(theme)
        self.list.setAccessibleName(tr("Raised hands"))
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 5, 8, 5)
        bar.addWidget(self.head, 1)
        bar.addWidget(self.close_list)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        self.setAutoFillBackground(True)
        self._listing = False
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def wanted(self) -> bool:
        """Whether somebody looks behind a figure."""
        return self._listing

    def _dress(self) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, self.theme.color("bg.window"))
        self.setPalette(palette)
        self.list.setPalette(palette)

    def refresh(self, board: Board, now: Millis) -> None:
        """What is behind the figure that is looked at, else who raised a hand."""
        self.list.rows.now = now
        wish = board.wish
        self._listing = wish is not None and bool(wish.queue_id)
        self.close_list.setVisible(self._listing)
        if wish is not None and self._listing:
            queue = board.queues.get(wish.queue_id)
            name = single_line(queue.name, 40) if queue is not None else ""
            total = board.listed.total if board.listed is not None else 0
            self.head.setText(tr("Waiting in {queue} · {n}", queue=name, n=total))
            self.list.setAccessibleName(self.head.text())
            self.none.setText(tr("Nobody waits here."))
            self.list.rows.show(_waiting(board))
        else:
            self.head.setText(tr("Raised hands · {n}", n=len(board.hands)))
            self.list.setAccessibleName(tr("Raised hands"))
            self.none.setText(tr("Nobody has raised a hand."))
            self.list.rows.show(_hands(board))
        self.none.setVisible(not self.list.rows.rows)

    def tick(self, now: Millis) -> None:
        """A second has passed."""
        self.list.rows.now = now
        if self.isVisible() and self.list.rows.rows:
            self.list.viewport().update()


def _waiting(board: Board) -> list[SideRow]:
    found = board.listed.lines if board.listed is not None else ()
    return [
        SideRow(
            key=one.interaction_id,
            title=single_line(one.customer_name, 60) or tr("Unknown customer"),
            detail=single_line(one.preview, 120),
            since=one.since,
            channel=one.channel,
            conversation_id=one.conversation_id,
        )
        for one in found
    ]


def _hands(board: Board) -> list[SideRow]:
    hands = sorted(board.hands.values(), key=lambda one: one.at)
    return [
        SideRow(
            key=one.agent_id,
            title=tr("{name} raised a hand", name=single_line(one.name, 60)),
            detail=single_line(one.text, 120),
            since=one.at,
            conversation_id=one.conversation_id,
        )
        for one in hands
    ]
