"""The alerts that are not over, on top of the live board: what, since when, who sees to it.

Promises the oldest that nobody looks after first, a button for each, and no room where there is none. Refuses orders of
its own: what is asked leaves as signals.
"""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from agent_desktop.model.alerts import Alert
from agent_desktop.model.base import Millis
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import IconMark, Label
from agent_desktop.ui.supervisor.alert_words import alert_words, remedy_words, seen_words
from agent_desktop.ui.supervisor.queue_look import wait
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, tr

MOST = 4
"""So many have a line of their own."""
ABOUT_WIDTH, SINCE_WIDTH = 150, 48


class AlertLine(QWidget):
    """One alert. `seen` when its button is pressed, `opened` for its conversation."""

    seen = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme, alert: Alert) -> None:
        super().__init__()
        self.alert = alert
        self.words = Label(theme, alert_words(alert), "bodyStrong", elide=True)
        name = single_line(alert.name, 60)
        self.about = Label(theme, name, "caption", "text.secondary", elide=True)
        self.since = Label(theme, "", "caption", "text.secondary", tnum=True)
        self.who = Label(theme, seen_words(alert), "caption", "text.secondary")
        self.open = Button(theme, tr("Open"), "ghost", size="sm")
        self.open.clicked.connect(lambda: self.opened.emit(alert.conversation_id))
        self.open.setVisible(bool(alert.conversation_id))
        self.see = Button(theme, tr("I see to it"), icon="check", size="sm")
        self.see.clicked.connect(lambda: self.seen.emit(alert.id))
        self.see.setAccessibleName(tr("I see to it: {words}", words=self.words.text()))
        self.see.setVisible(alert.seen_at is None)
        self.acts = QWidget()
        acts = QHBoxLayout(self.acts)
        acts.setContentsMargins(0, 0, 0, 0)
        acts.setSpacing(12)
        acts.addStretch()
        for one in (self.who, self.open, self.see):
            acts.addWidget(one)
        self.about.setFixedWidth(ABOUT_WIDTH)
        self.about.setVisible(
            bool(name) or not remedy_words(alert)
        )  # what has no rule gets its room
        fixed = (
            QSizePolicy.Policy.Fixed
        )  # a shortened label has no width of its own, and rows give it none
        self.about.setSizePolicy(fixed, fixed)
        self.since.setMinimumWidth(SINCE_WIDTH)
        self.since.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.remedy = Label(theme, remedy_words(alert), "caption", "text.secondary", wrap=True)
        self.remedy.setVisible(bool(self.remedy.text()))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 5, 20, 5)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self.remedy)
        mark = IconMark(theme, "triangle-alert", "status.warnText", tr("Alert"))
        row.addWidget(mark)
        row.addWidget(self.words, 1)
        row.addWidget(self.about)
        row.addWidget(self.since)
        row.addWidget(self.acts)

    def tick(self, now: Millis) -> None:
        """A second has passed."""
        self.since.setText(wait(max(0, now - self.alert.at)))


class AlertBar(QWidget):
    """See the module."""

    seen = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Alert, ...] = ()
        self.lines: list[AlertLine] = []
        self.more = Label(theme, "", "caption", "text.secondary")
        self.more.setContentsMargins(20, 4, 20, 6)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.more)
        self.setAutoFillBackground(True)
        self.setAccessibleName(tr("Alerts"))
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._theme.color("status.warnBg"))
        self.setPalette(palette)

    def show_alerts(self, alerts: Iterable[Alert], now: Millis) -> None:
        """These are not over."""
        found = tuple(sorted(alerts, key=lambda one: (one.seen_at is not None, one.at, one.id)))
        if found != self._shown:
            self._shown = found
            self._fill(found)
        for line in self.lines:
            line.tick(now)

    def _fill(self, alerts: tuple[Alert, ...]) -> None:
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = [AlertLine(self._theme, one) for one in alerts[:MOST]]
        width = max((line.acts.sizeHint().width() for line in self.lines), default=0)
        for line in self.lines:
            line.acts.setMinimumWidth(width)  # so that they stand in columns
        for number, line in enumerate(self.lines):
            line.seen.connect(self.seen)
            line.opened.connect(self.opened)
            self._column.insertWidget(number, line)
        rest = len(alerts) - len(self.lines)
        self.more.setText(plural(rest, "{n} more alert", "{n} more alerts"))
        self.more.setVisible(rest > 0)
        self.setVisible(bool(alerts))
