"""The work list's view: one table column with painted rows, mouse and keyboard.

Promises that nothing here blocks: every click is an intent. Refuses selection of its own: the open conversation, as
the desk says it, is the selected row; the keyboard's focus is apart from it.
"""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from agent_desktop.desk.api import DeskView, InboxRow, RowState
from agent_desktop.model.changes import InboxChanged
from agent_desktop.model.events import LinkState
from agent_desktop.model.work import Channel
from agent_desktop.ui.inbox.look import RowLook, row_look
from agent_desktop.ui.inbox.model import Group, InboxModel
from agent_desktop.ui.inbox.painter import RowPainter
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.format import time_of_day
from agent_desktop.ui.kit.widgets.labels import section_header
from agent_desktop.ui.kit.widgets.painted import Index, PaintedList
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_ALWAYS_TOLD = (Channel.VOICE, Channel.CHAT)
"""Of other channels the load is told when there is some: there is no room for more."""

_SEEN = 500
"""So many looks are kept: more than any screen shows."""


class _Seen(NamedTuple):
    """How a row looked in a second, while the link was up or not."""

    row: InboxRow
    at: tuple[int, bool]
    look: RowLook


class InboxView(PaintedList):
    """The list. `chosen` carries the row's conversation; `offer_chosen` an offered interaction; `call_chosen` that a
    call was chosen which belongs to no conversation."""

    chosen = Signal(str)
    call_chosen = Signal()
    offer_chosen = Signal(str)
    waiting_chosen = Signal(str)

    def __init__(self, desk: DeskView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, theme.tokens.size.row.queue, parent)
        self.setObjectName("inboxView")
        self.setAccessibleName(tr("Work list"))
        self._desk = desk
        self._hover = -1
        self._looks: dict[str, _Seen] = {}
        self._told: tuple[bool | None, list[tuple[str, str]]] = (None, [])
        self.painter_of_rows = RowPainter(theme)
        self.rows = InboxModel(desk, self)
        self.viewport().setAutoFillBackground(False)  # `paintEvent` fills it
        # Nothing shows through, so scrolling moves what is painted and paints what comes into view.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setModel(self.rows)
        self.rows.rowsInserted.connect(self._size_lines)
        self.rows.modelReset.connect(self._size_all)
        self._size_all()
        self.refresh()
        theme.changed.connect(self._repaint_all)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self.viewport().update)
        self._tick.start()

    def apply(self, change: InboxChanged) -> None:
        """Follow the desk. Only what changed is painted again."""
        self.rows.apply(change)
        self.refresh()

    def refresh(self) -> None:
        """Paint again what is told in headers and by staleness, where it is not the same any more."""
        stale, words = told = (self.rows.stale, [self._header_words(group) for group in Group])
        if stale is not self._told[0]:
            self.viewport().update()
        elif words != self._told[1]:
            for line in self.rows.header_lines():
                self.update(self.rows.index(line, 0))
        self._told = told

    def show_open(self) -> None:
        """The open conversation changed: paint it and bring it into view."""
        opened = self._desk.open_conversation
        line = None if opened is None else self.rows.line_of(opened)
        if line is not None:
            index = self.rows.index(line, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self.viewport().update()

    def step(self, by: int) -> None:
        """Open the next (1) or previous (-1) conversation of the agent's own."""
        opened = self._desk.open_conversation
        line = self.rows.line_of(opened) if opened is not None else None
        line = -1 if line is None and by > 0 else self.rows.rowCount() if line is None else line
        while 0 <= (line := line + by) < self.rows.rowCount():
            row = self.rows.row(line)
            if row is None or row.alone:
                continue
            if row.state not in (RowState.OFFERED, RowState.WAITING):
                self.chosen.emit(row.conversation_id)
                return

    # -- sizes

    def _size_lines(self, _parent: QModelIndex, first: int, last: int) -> None:
        usual = self.theme.tokens.size.row.queue
        for line in range(first, last + 1):
            place = self.rows.place(line)
            height = usual
            if place.at is None:
                height = self.theme.tokens.size.section_header
            elif place.group is Group.ACTIVE:
                height = self.theme.tokens.size.row.work
            if height != self.rowHeight(line):
                self.verticalHeader().resizeSection(line, height)

    def _size_all(self) -> None:
        line = 0
        for group in Group:
            rows = self.rows.count(group)
            if not rows:
                continue
            # Only headers and the agent's own few rows differ from the default height.
            last = line + rows if group is Group.ACTIVE else line
            self._size_lines(QModelIndex(), line, last)
            line += rows + 1

    # -- painting

    def paint_cell(self, p: QPainter, index: Index, rect: QRectF) -> None:
        """Paint one line."""
        line = index.row()
        place = self.rows.place(line)
        if place.at is None:
            with paint.from_start(p, rect):
                section_header(p, self.theme, rect, *self._header_words(place.group))
            return
        row = self._desk.row(place.section, place.at)
        look = self._look(row)
        self.painter_of_rows.row(
            p,
            rect,
            look,
            selected=row.conversation_id == self._desk.open_conversation,
            hover=line == self._hover,
            focus=self.hasFocus() and line == self.currentIndex().row(),
        )

    def _look(self, row: InboxRow) -> RowLook:
        """The look of a row in this second; the very same as before while it reads the same, so that painting knows it.

        Scrolling paints the same rows again and again, and the desk gives the same record for a row that is the same.
        """
        now, stale = self._desk.now(), self.rows.stale
        key = row.conversation_id
        seen = self._looks.get(key)
        if seen is not None and seen.row is row and seen.at == (now // 1000, stale):
            return seen.look
        look = row_look(row, now, stale=stale)
        if seen is not None and seen.look == look:
            look = seen.look
        elif seen is None and len(self._looks) >= _SEEN:
            self._looks.clear()
        self._looks[key] = _Seen(row, (now // 1000, stale), look)
        return look

    def _header_words(self, group: Group) -> tuple[str, str]:
        count = self.rows.count(group)
        if group is Group.ACTIVE:
            return tr("Active · {n}", n=count), self._loads()
        if group is Group.WAITING:
            link = self._desk.link
            if link.state is not LinkState.LIVE:
                moment = time_of_day(link.current_to or link.since)
                return tr("Waiting in queue · {n}", n=count), tr("As of {time}", time=moment)
            return tr("Waiting in queue · {n}", n=count), tr("Next due first")
        return tr("Open, mine · {n}", n=count), tr("Newest first")

    def _loads(self) -> str:
        words = {
            Channel.VOICE: tr("Voice"),
            Channel.CHAT: tr("Chat"),
            Channel.EMAIL: tr("Email"),
            Channel.SMS: tr("SMS"),
            Channel.SOCIAL: tr("Social"),
            Channel.VIDEO: tr("Video"),
        }
        parts = [
            f"{words[load.channel]} {load.used}/{load.limit}"
            for load in self._desk.loads
            if load.channel in self._desk.manifest.channels
            and (load.used or load.channel in _ALWAYS_TOLD)
        ]
        return " · ".join(parts)

    def _repaint_all(self) -> None:
        self.painter_of_rows.forget()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground before the rows: the list stands on the window, not on a surface of its own."""
        p = QPainter(self.viewport())
        p.fillRect(event.rect(), self.theme.color("bg.window"))
        p.end()
        super().paintEvent(event)

    # -- mouse and keyboard

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the row under the pointer."""
        self._set_hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer."""
        self._set_hover(-1)
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self.indexAt(event.position().toPoint()).row())
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space open the focused row; arrows skip headers."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex().row())
            return
        super().keyPressEvent(event)
        line = self.currentIndex().row()
        if line >= 0 and self.rows.place(line).at is None:
            onward = -1 if event.key() == Qt.Key.Key_Up and line > 0 else 1
            self.setCurrentIndex(self.rows.index(line + onward, 0))

    def _set_hover(self, line: int) -> None:
        if line != self._hover:
            self._hover = line
            self.viewport().update()

    def _choose(self, line: int) -> None:
        row = self.rows.row(line) if 0 <= line < self.rows.rowCount() else None
        if row is None:
            return
        if row.state is RowState.OFFERED:
            self.offer_chosen.emit(row.interaction_id)
        elif row.state is RowState.WAITING:
            self.waiting_chosen.emit(row.interaction_id)
        elif row.alone:
            self.call_chosen.emit()
        else:
            self.chosen.emit(row.conversation_id)
