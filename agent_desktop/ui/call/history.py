"""The call history: every call of this desk, the newest first, with calling back and the way to its conversation.

Promises rows that are painted as they are, from memory. Refuses to fetch: what other desks did is in the timeline.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.desk.api import DeskView
from agent_desktop.model.base import Millis
from agent_desktop.model.call_log import CallRecord
from agent_desktop.model.calls import Direction
from agent_desktop.ui.call.mailboxes import Mailboxes
from agent_desktop.ui.call.words import end_words, kind_words, length_words, number_shown, who
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import from_start
from agent_desktop.ui.kit.format import moment
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import EmptyState, Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, tr

PAGE = "calls"
"""The workspace of the call history."""
_ROW = 56
_EDGE = 16
_INSET = 6
_CALL = 36
_WIDTH = 880

_ICONS = {"in": "phone-incoming", "out": "phone-outgoing", "missed": "phone-missed"}


class CallRows(QWidget):
    """The rows. `chosen` asks for a call's conversation, `called` for a call to its number; both carry its record."""

    chosen = Signal(object)
    called = Signal(object)
    moved = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.records: Sequence[CallRecord] = ()
        self._now: Millis = 0
        self._line = -1
        self._hovered = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_records(self, records: Sequence[CallRecord], now: Millis) -> None:
        """Replace the rows; the marked call stays marked."""
        marked = self.records[self._line].id if 0 <= self._line < len(self.records) else ""
        self.records, self._now = records, now
        ids = [one.id for one in records]
        self._line = ids.index(marked) if marked in ids else (0 if ids else -1)
        self.updateGeometry()
        self.update()
        self._describe()

    def sizeHint(self) -> QSize:
        """All rows."""
        return QSize(400, _ROW * len(self.records))

    def _describe(self) -> None:
        name = tr("Calls")
        if 0 <= self._line < len(self.records):
            record = self.records[self._line]
            told = [kind_words(record), who(record), self._length(record), self._when(record)]
            name = ", ".join([name, *(one for one in told if one)])
        self.setAccessibleName(name)

    def _when(self, record: CallRecord) -> str:
        return moment(record.sent_at, self._now)

    def _length(self, record: CallRecord) -> str:
        return length_words(record.talked_ms) if record.answered_at is not None else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down mark a row, Enter calls it, Space opens its conversation."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and self.records:
            self._line = max(0, min(len(self.records) - 1, self._line + step))
            self.moved.emit(self._line * _ROW)
            self.update()
            self._describe()
        elif not 0 <= self._line < len(self.records):
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.called.emit(self.records[self._line])
        elif event.key() == Qt.Key.Key_Space:
            self.chosen.emit(self.records[self._line])
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the row."""
        row = int(event.position().y()) // _ROW
        if row != self._hovered:
            self._hovered = row
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The receiver at the end calls; the rest of the row opens the conversation."""
        row = int(event.position().y()) // _ROW
        if event.button() != Qt.MouseButton.LeftButton or not 0 <= row < len(self.records):
            return
        self._line = row
        self._describe()
        self.update()
        x = from_start(event.position().x(), self.width())
        if x >= self.width() - _EDGE - _CALL:
            self.called.emit(self.records[row])
        else:
            self.chosen.emit(self.records[row])

    def leaveEvent(self, event: object) -> None:
        """No row is lit."""
        self._hovered = -1
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that can be seen."""
        p = paint.on(self)
        first = max(0, event.rect().top() // _ROW)
        last = min(len(self.records) - 1, event.rect().bottom() // _ROW)
        for row in range(first, last + 1):
            self._paint_row(p, row, QRectF(0, row * _ROW, self.width(), _ROW))
        p.end()

    def _paint_row(self, p: QPainter, row: int, rect: QRectF) -> None:
        theme, record = self.theme, self.records[row]
        plate = rect.adjusted(_INSET, 1, -_INSET, -1)
        radius = theme.tokens.radius.md
        if row == self._line:
            paint.fill(p, plate, theme.color("bg.selected"), radius)
        elif row == self._hovered:
            paint.fill(p, plate, theme.color("bg.hover"), radius)
        missed = record.missed
        kind = "missed" if missed else "in" if record.direction is Direction.INCOMING else "out"
        tone = "status.dangerText" if missed else "channel.voice"
        at = rect.topLeft()
        at.setX(at.x() + _EDGE)
        at.setY(rect.center().y() - 9)
        paint.icon(p, theme, _ICONS[kind], at, 18, tone)
        end = rect.right() - _EDGE - _CALL
        when = QRectF(end - 130, rect.top(), 120, rect.height())
        paint.text(
            p, theme, when, self._when(record), "caption", "text.secondary",
            align=paint.RIGHT, tnum=True,
        )  # fmt: skip
        words = QRectF(rect.left() + _EDGE + 32, rect.top() + 9, end - 150 - _EDGE - 32, 18)
        weight = 600 if not record.seen else 500
        paint.text(p, theme, words, who(record), "body", weight=weight)
        parts = [kind_words(record)]
        number = number_shown(record.number)
        if number and number != who(record):
            parts.append(number)
        if record.answered_at is not None:
            parts.append(self._length(record))
        elif not missed and record.end is not None:
            parts.append(end_words(record.end.code).rstrip("."))
        if record.note:
            parts.append(single_line(record.note, 120))
        about = words.translated(0, 19)
        color = "status.dangerText" if missed and not record.seen else "text.secondary"
        paint.text(p, theme, about, " · ".join(parts), "caption", color, tnum=True)
        receiver = QRectF(end, rect.top(), _CALL, rect.height())
        paint.icon_centered(p, theme, "phone", receiver, 16, "text.secondary")
        if row == self._line and self.hasFocus():
            paint.focus_ring(p, theme, plate, radius, inset=True)


class CallHistory(QWidget):
    """The workspace of calls. `call_asked` carries a record to call back, or None for a new number."""

    opened = Signal(str)
    call_asked = Signal(object)

    def __init__(self, desk: DeskView, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._theme = theme
        self.rows = CallRows(theme)
        self.rows.chosen.connect(self._open)
        self.rows.called.connect(self.call_asked)
        self._count = Label(theme, "", "caption", "text.secondary", tnum=True)
        self.dial = Button(theme, tr("Call a number…"), "primary", icon="phone")
        self.dial.clicked.connect(lambda: self.call_asked.emit(None))
        self.mailboxes = Mailboxes(theme)
        head = QHBoxLayout()
        head.setContentsMargins(_EDGE, 14, _EDGE, 10)
        head.addWidget(Label(theme, tr("Calls"), "heading"))
        head.addSpacing(12)
        head.addWidget(self._count, 1)
        head.addWidget(self.dial)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        holder = QWidget()
        holder.setProperty("scrolled", True)
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.rows)
        inside.addStretch(1)
        self._scroll.setWidget(holder)
        self.rows.moved.connect(lambda top: self._scroll.ensureVisible(0, top + 28, 0, 40))
        self._empty = EmptyState(theme, tr("No calls yet. Calls that you make or take stand here."))
        below = QWidget()  # without a parent, a page of the stack would be a window for a moment
        self._stack = QStackedLayout(below)
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self._empty)
        middle = QWidget()
        middle.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.mailboxes)
        column.addWidget(below, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addStretch(1)
        whole.addWidget(middle, 100)
        whole.addStretch(1)
        self.setAutoFillBackground(True)
        theme.changed.connect(self._dress)
        self._dress()
        self.setFocusProxy(self.rows)

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._theme.color("bg.surface"))
        self.setPalette(palette)

    def refresh(self) -> None:
        """The desk's calls changed."""
        self.mailboxes.show_phone(self._desk.phone)
        records = self._desk.call_history()
        self.rows.show_records(records, self._desk.now())
        missed = self._desk.missed_calls()
        self._count.setText(
            plural(missed, "{n} new missed call", "{n} new missed calls") if missed else ""
        )
        self._stack.setCurrentWidget(self._scroll if records else self._empty)

    def _open(self, record: CallRecord) -> None:
        if record.conversation_id:
            self.opened.emit(record.conversation_id)

    def showEvent(self, event: QShowEvent) -> None:
        """What is seen is up to date."""
        super().showEvent(event)
        self.refresh()
