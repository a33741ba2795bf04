"""The row of single queues that are to answer within a time of their own, whatever the channel: a line for each.

Promises that a queue is there once, and that a queue has a time. Refuses to judge times: the backend does.
"""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from agent_desktop.model.base import Millis
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from agent_desktop.ui.settings.line_rows import KeyedRow, Line
from agent_desktop.ui.settings.rows import NoValue
from agent_desktop.ui.settings.time_rows import TimeField
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_LONGEST_NAME = 60


class QueueTimeLine(Line):
    """A queue and its time."""

    def __init__(
        self, theme: Theme, kept: tuple[str, Millis] | None, queues: Mapping[str, str]
    ) -> None:
        super().__init__(theme)
        key, time = kept or ("", None)
        self.queue = DropDown(theme, tr("Queue"), width=260)
        self.time = TimeField(theme, tr("In time"))
        self.time.setFixedWidth(84)
        self.time.show_number(time)
        self.time.textEdited.connect(self.touch)
        self.queue.chosen.connect(self.touch)
        self.offer(queues, key)
        self.row.addWidget(self.queue)
        self.row.addWidget(self.time)
        self.row.addStretch(1)
        self.closed()

    def offer(self, queues: Mapping[str, str], key: str | None = None) -> None:
        """These queues can be chosen; `key` is the one that is."""
        current = self.queue.current if key is None else key
        offered = [("", tr("Choose…")), *queues.items()]
        if current not in dict(offered):
            offered.append((current, current))
        self.queue.show_options(offered, current)

    def first(self) -> QWidget:
        """The queue."""
        return self.queue

    def value(self) -> tuple[str, Millis] | None:
        """The queue's id and its time; None for a line that says nothing. Raises NoValue."""
        time = self.time.number()
        if not self.queue.current and time is None:
            return None
        if not self.queue.current:
            raise NoValue(tr("A queue is not chosen."))
        if time is None:
            raise NoValue(tr("A queue has no time."))
        return self.queue.current, time


class QueueTimesRow(KeyedRow):
    """See the module; the value is a dictionary by the queues' ids."""

    def __init__(self, theme: Theme, name: str, label: str, about: str) -> None:
        self._queues: dict[str, str] = {}
        super().__init__(theme, name, label, about, tr("Add a queue"))

    def made(self, value: object | None) -> Line:
        """See `LineRow`."""
        assert value is None or isinstance(value, tuple)
        return QueueTimeLine(self.theme, value, self._queues)

    def offer(self, queues: Mapping[str, str]) -> None:
        """These queues can be chosen."""
        self._queues = {key: single_line(name, _LONGEST_NAME) for key, name in queues.items()}
        for one in self.lines:
            assert isinstance(one, QueueTimeLine)
            one.offer(self._queues)

    def key_words(self, key: str) -> str:
        """See `KeyedRow`."""
        return self._queues.get(key, key)
