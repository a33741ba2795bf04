"""The rows of the team: painted, and with real buttons where there is a call to be in.

Promises that a row keeps its buttons, and they the keyboard, as long as its call lasts. Up and Down mark a row, Enter
or Right goes to its buttons, Left and Right go among them, Escape comes back. Refuses a press that could not be done:
such a button is disabled, and its tooltip says why.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from agent_desktop.model.backend_calls import EndSupervision, Listening, Supervise
from agent_desktop.model.base import Millis
from agent_desktop.ui.call.supervising import ICONS
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.avatars import avatar
from agent_desktop.ui.kit.direction import placed
from agent_desktop.ui.kit.format import timer
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.supervisor.live import LiveRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

HIGH = 56
_EDGE = 16
_AVATAR = 36
_STATE = 150
_TIME = 64


class Ways(QWidget):
    """The buttons of one call; `compact`: words alone. `ordered` carries what is asked of the backend; `stepped` that
    the row above (-1) or below (1) is wanted."""

    ordered = Signal(object)
    stepped = Signal(int)

    def __init__(
        self, theme: Theme, interaction_id: str, parent: QWidget, *, compact: bool = False
    ) -> None:
        super().__init__(parent)
        self._id = interaction_id
        words = {
            Listening.MONITOR: tr("Listen"),
            Listening.WHISPER: tr("Whisper"),
            Listening.BARGE: tr("Barge in"),
        }
        self.modes = {
            mode: Button(theme, title, icon="" if compact else ICONS[mode])
            for mode, title in words.items()
        }
        self.leave = Button(theme, "" if compact else tr("Leave"), icon="x")
        policy = self.leave.sizePolicy()
        policy.setRetainSizeWhenHidden(not compact)
        self.leave.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4 if compact else 6)
        for mode, button in self.modes.items():
            row.addWidget(button)
            button.clicked.connect(partial(self._ask, mode))
        row.addWidget(self.leave)
        self.leave.clicked.connect(self._leave)
        for one in (*self.modes.values(), self.leave):
            one.installEventFilter(self)

    @property
    def buttons(self) -> list[Button]:
        """Those that can be pressed, as they stand."""
        there = [*self.modes.values(), self.leave]
        return [one for one in there if one.isEnabled() and not one.isHidden()]

    def show_row(self, row: LiveRow, hindered: str) -> None:
        """How we are in the call, and what keeps us from it."""
        name, here = row.name, row.listening is not None
        titles = {
            Listening.MONITOR: tr("Listen to {name}", name=name),
            Listening.WHISPER: tr("Whisper to {name}", name=name),
            Listening.BARGE: tr("Barge in on {name}", name=name),
        }
        for mode, button in self.modes.items():
            on = mode is row.listening
            button.kind = "primary" if on else "normal"
            button.setEnabled(here or not (hindered or row.connecting))
            button.setAccessibleName(f"{titles[mode]}, {row.state[0]}" if on else titles[mode])
            button.setToolTip(titles[mode] if button.isEnabled() else hindered)
            button.update()
        held = self.leave.hasFocus()
        self.leave.setAccessibleName(tr("Leave the call of {name}", name=name))
        self.leave.setToolTip(self.leave.accessibleName())
        self.leave.setVisible(here or row.connecting)
        if held and self.leave.isHidden() and self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, mode: Listening) -> None:
        if self.modes[mode].kind != "primary":  # so it is already
            self.ordered.emit(Supervise(interaction_id=self._id, mode=mode))

    def _leave(self) -> None:
        self.ordered.emit(EndSupervision(interaction_id=self._id))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Left and Right go among the buttons; Qt's buttons would take Up and Down, which are for the rows."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif by is not None:
            by = -by if self.isRightToLeft() else by
            at = [one.hasFocus() for one in self.buttons].index(True) + by
            self.buttons[max(0, min(len(self.buttons) - 1, at))].setFocus(
                Qt.FocusReason.TabFocusReason
            )
        else:
            return super().eventFilter(watched, event)
        return True


class LiveRows(QWidget):
    """The rows. `ordered` carries what is asked of the backend; `moved` the middle of the marked row."""

    ordered = Signal(object)
    moved = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.rows: tuple[LiveRow, ...] = ()
        self.ways: dict[str, Ways] = {}
        self._now: Millis = 0
        self._line = -1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def marked(self) -> LiveRow | None:
        """The marked row."""
        return self.rows[self._line] if 0 <= self._line < len(self.rows) else None

    def show_rows(self, rows: Sequence[LiveRow], hindered: str, now: Millis) -> None:
        """Replace the rows; the marked one stays marked, and what has a call keeps its buttons."""
        marked = self.marked
        keys = [one.key for one in rows]
        self.rows, self._now = tuple(rows), now
        kept = marked.key if marked is not None else ""
        self._line = keys.index(kept) if kept in keys else (0 if keys else -1)
        lost = False
        for key in [key for key in self.ways if key not in keys]:
            gone = self.ways.pop(key)
            lost = lost or gone.isAncestorOf(self.focusWidget() or self)
            gone.hide()
            gone.deleteLater()
        before: QWidget = self
        for row in rows:
            if row.call is None:
                continue
            if row.key not in self.ways:
                self.ways[row.key] = made = Ways(self.theme, row.key, self)
                made.ordered.connect(self.ordered)
                made.stepped.connect(self._step)
                made.show()
            ways = self.ways[row.key]
            ways.show_row(row, hindered)
            for button in (*ways.modes.values(), ways.leave):
                QWidget.setTabOrder(before, button)
                before = button
        if lost:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._place()
        self.updateGeometry()
        self._describe()

    def tick(self, now: Millis) -> None:
        """A second has passed."""
        self._now = now
        self.update()

    def sizeHint(self) -> QSize:
        """All rows."""
        return QSize(400, HIGH * len(self.rows))

    def _place(self) -> None:
        for at, row in enumerate(self.rows):
            ways = self.ways.get(row.key)
            if ways is not None:
                size = ways.sizeHint()
                x = self.width() - _EDGE - size.width()
                corner = QPoint(x, at * HIGH + (HIGH - size.height()) // 2)
                ways.setGeometry(placed(QRect(corner, size), self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons stand where lines end."""
        super().resizeEvent(event)
        self._place()

    def _describe(self) -> None:
        row, words = self.marked, [tr("Team")]
        if row is not None:
            words += [row.name, row.state[0], row.detail, self._time(row)]
        self.setAccessibleName(", ".join(one for one in words if one))
        self.update()

    def _time(self, row: LiveRow) -> str:
        return timer(max(0, self._now - row.since)) if row.since is not None else ""

    # -- keys and mouse

    def mark(self, at: int) -> None:
        """Mark a row."""
        if self.rows:
            self._line = max(0, min(len(self.rows) - 1, at))
            self.moved.emit(self._line * HIGH + HIGH // 2)
            self._describe()

    def _step(self, by: int) -> None:
        self.setFocus(Qt.FocusReason.TabFocusReason)
        self.mark(self._line + by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down mark; Enter goes to the buttons, Escape comes back."""
        key, row = Qt.Key(event.key()), self.marked
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key)
        ways = self.ways.get(row.key) if row is not None else None
        inward = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
        if by is not None:
            self._step(by)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, inward) and ways and ways.buttons:
            ways.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
        elif key == Qt.Key.Key_Escape and not self.hasFocus():
            self.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark what was pressed."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.mark(int(event.position().y()) // HIGH)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that can be seen."""
        p = paint.on(self)
        first = max(0, event.rect().top() // HIGH)
        last = min(len(self.rows) - 1, event.rect().bottom() // HIGH)
        for at in range(first, last + 1):
            self._paint_row(p, at, QRectF(0, at * HIGH, self.width(), HIGH))
        p.end()

    def _paint_row(self, p: QPainter, at: int, rect: QRectF) -> None:
        theme, row = self.theme, self.rows[at]
        radius = theme.tokens.radius.md
        plate = rect.adjusted(6, 1, -6, -1)
        if at == self._line:
            paint.fill(p, plate, theme.color("bg.selected"), radius)
            if self.hasFocus():
                paint.focus_ring(p, theme, plate, radius, inset=True)
        word, tone = row.state
        face = QRectF(_EDGE, rect.center().y() - _AVATAR / 2, _AVATAR, _AVATAR)
        avatar(p, theme, face, row.name, tone=tone)
        beside = max((one.width() + 16 for one in self.ways.values()), default=0)
        end = rect.right() - _EDGE - beside
        time = QRectF(end - _TIME, rect.top(), _TIME, rect.height())
        paint.text(
            p, theme, time, self._time(row), "body", "text.secondary",
            align=paint.RIGHT, tnum=True,
        )  # fmt: skip
        start = face.right() + 12
        there = QRectF(time.left() - _STATE, rect.top(), _STATE - 12, rect.height())
        color = "accent.text" if row.listening is not None else f"presence.{tone}"
        paint.text(p, theme, there, word, "body", color, weight=500)
        name = QRectF(start, rect.center().y() - 19, there.left() - 12 - start, 18)
        paint.text(p, theme, name, row.name, "bodyStrong")
        paint.text(p, theme, name.translated(0, 20), row.detail, "caption", "text.secondary")
