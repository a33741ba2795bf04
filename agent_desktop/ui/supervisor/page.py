"""The workspace of the team: a head that says how many are in calls, and the rows.

Promises to say why nothing can be listened to, above the rows whose buttons it disables. Refuses orders: it carries
them.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from agent_desktop.desk.api import DeskView
from agent_desktop.model.base import Millis
from agent_desktop.ui.kit.widgets.labels import EmptyState, Label
from agent_desktop.ui.supervisor.live import LiveRow, hindrance
from agent_desktop.ui.supervisor.rows import HIGH, LiveRows
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, tr

_EDGE = 16
_WIDTH = 1120


class TeamPage(QWidget):
    """The page. `ordered` carries what is asked of the backend."""

    ordered = Signal(object)

    def __init__(self, desk: DeskView, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._theme = theme
        self.rows = LiveRows(theme)
        self.rows.ordered.connect(self.ordered)
        self.count = Label(theme, "", "caption", "text.secondary", tnum=True)
        self.why = Label(theme, "", "body", "status.warnText", wrap=True)
        self.why.setContentsMargins(_EDGE, 0, _EDGE, 10)
        head = QHBoxLayout()
        head.setContentsMargins(_EDGE, 14, _EDGE, 10)
        head.addWidget(Label(theme, tr("Team"), "heading"))
        head.addSpacing(12)
        head.addWidget(self.count, 1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        holder.setProperty("scrolled", True)
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.rows)
        inside.addStretch(1)
        self._scroll.setWidget(holder)
        self.rows.moved.connect(
            lambda middle: self._scroll.ensureVisible(0, middle, 0, HIGH // 2 + 12)
        )
        below = QWidget()  # without a parent, a page of the stack would be a window for a moment
        self._stack = QStackedLayout(below)
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(EmptyState(theme, tr("Nobody else is in the team yet.")))
        middle = QWidget()
        middle.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.why)
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

    def show_rows(self, rows: tuple[LiveRow, ...], now: Millis) -> None:
        """The team as it is now."""
        why = hindrance(self._desk)
        self.why.setText(why)
        calls = sum(one.call is not None for one in rows)
        there = any(one.listening is not None or one.connecting for one in rows)
        self.why.setVisible(bool(why and calls and not there))
        words = plural(calls, "{n} in a call", "{n} in calls") if calls else tr("Nobody in a call")
        self.count.setText(words if rows else "")
        self.rows.show_rows(rows, why, now)
        self._stack.setCurrentIndex(0 if rows else 1)

    def showEvent(self, event: QShowEvent) -> None:
        """The caret is in the rows. Looks that changed before the first time are only now taken for good."""
        super().showEvent(event)
        self._dress()
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
