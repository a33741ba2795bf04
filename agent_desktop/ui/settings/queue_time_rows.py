"""The row of single queues that are to answer within a time of their own, whatever the channel: a line for each.

Promises that a queue is there once, and that a queue has a time. Refuses to judge times: the backend does.
"""

from collections.abc import Mapping

from agent_desktop.model.base import Millis
from agent_desktop.ui.settings.line_rows import Line
from agent_desktop.ui.settings.queue_lines import QueueLine, QueueLinesRow
from agent_desktop.ui.settings.rows import NoValue
from agent_desktop.ui.settings.time_rows import TimeField
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class QueueTimeLine(QueueLine):
    """A queue and its time."""

    def __init__(
        self, theme: Theme, kept: tuple[str, Millis] | None, queues: Mapping[str, str]
    ) -> None:
        key, time = kept or ("", None)
        super().__init__(theme, queues, key)
        self.time = TimeField(theme, tr("In time"))
        self.time.setFixedWidth(84)
        self.time.show_number(time)
        self.time.textEdited.connect(self.touch)
        self.row.addWidget(self.time)
        self.row.addStretch(1)
        self.closed()

    def value(self) -> tuple[str, Millis] | None:
        """The queue's id and its time; None for a line that says nothing. Raises NoValue."""
        time = self.time.number()
        if not self.queue.current and time is None:
            return None
        key = self.chosen()
        if time is None:
            raise NoValue(tr("A queue has no time."))
        return key, time


class QueueTimesRow(QueueLinesRow):
    """See the module; the value is a dictionary by the queues' ids."""

    def made(self, value: object | None) -> Line:
        """See `LineRow`."""
        assert value is None or isinstance(value, tuple)
        return QueueTimeLine(self.theme, value, self.queues)
