"""Lines that each begin with a queue, and the rows of them: what single queues have otherwise than the house.

Promises that a queue is there once, and that one which is gone still has its line, under its id. Refuses to know what
else a line says.
"""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from agent_desktop.ui.settings.line_rows import KeyedRow, Line
from agent_desktop.ui.settings.rows import NoValue
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_LONGEST_NAME = 60


class QueueLine(Line):
    """A line whose first control chooses the queue, by its id."""

    def __init__(self, theme: Theme, queues: Mapping[str, str], key: str) -> None:
        super().__init__(theme)
        self.queue = DropDown(theme, tr("Queue"), width=260)
        self.queue.chosen.connect(self.touch)
        self.offer(queues, key)
        self.row.addWidget(self.queue)

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

    def chosen(self) -> str:
        """The queue's id. Raises NoValue."""
        if not self.queue.current:
            raise NoValue(tr("A queue is not chosen."))
        return self.queue.current


class QueueLinesRow(KeyedRow):
    """See the module; the value is a dictionary by the queues' ids."""

    def __init__(self, theme: Theme, name: str, label: str, about: str) -> None:
        self.queues: dict[str, str] = {}
        super().__init__(theme, name, label, about, tr("Add a queue"))

    def offer(self, queues: Mapping[str, str]) -> None:
        """These queues can be chosen."""
        self.queues = {key: single_line(name, _LONGEST_NAME) for key, name in queues.items()}
        for one in self.lines:
            assert isinstance(one, QueueLine)
            one.offer(self.queues)

    def key_words(self, key: str) -> str:
        """See `KeyedRow`."""
        return self.queues.get(key, key)
