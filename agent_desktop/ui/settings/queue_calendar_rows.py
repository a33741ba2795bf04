"""The row of single queues whose business hours are those of a calendar of their own: a line for each.

Promises that a queue is there once, and that a calendar, or that there is none, is chosen by a person and never by
default. Refuses to say when a calendar is open: calendars have a page of their own.
"""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from agent_desktop.ui.settings.line_rows import Line
from agent_desktop.ui.settings.queue_lines import QueueLine, QueueLinesRow
from agent_desktop.ui.settings.rows import NoValue
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_LONGEST_NAME = 60
_UNSAID = " "
"""What no calendar has as its id: nothing was chosen yet."""


class QueueCalendarLine(QueueLine):
    """A queue and its calendar; the empty one is none."""

    def __init__(
        self,
        theme: Theme,
        kept: tuple[str, str] | None,
        queues: Mapping[str, str],
        calendars: Mapping[str, str],
    ) -> None:
        key, calendar = kept or ("", _UNSAID)
        super().__init__(theme, queues, key)
        self.calendar = DropDown(theme, tr("Calendar"), width=220)
        self.calendar.chosen.connect(self.touch)
        self.offer_calendars(calendars, calendar)
        self.row.addWidget(self.calendar)
        self.row.addStretch(1)
        self.closed()

    def offer_calendars(self, calendars: Mapping[str, str], key: str | None = None) -> None:
        """These calendars can be chosen; `key` is the one that is."""
        current = self.calendar.current if key is None else key
        offered = [(_UNSAID, tr("Choose…")), ("", tr("No business hours")), *calendars.items()]
        if current not in dict(offered):
            offered.append((current, current))
        self.calendar.show_options(offered, current)

    def wrong(self) -> QWidget:
        """The queue, or the calendar of one that is chosen."""
        unsaid = self.queue.current and self.calendar.current == _UNSAID
        return self.calendar if unsaid else self.queue

    def value(self) -> tuple[str, str] | None:
        """The ids of queue and calendar; None for a line that says nothing. Raises NoValue."""
        calendar = self.calendar.current
        if not self.queue.current and calendar == _UNSAID:
            return None
        key = self.chosen()
        if calendar == _UNSAID:
            raise NoValue(tr("A queue has no calendar."))
        return key, calendar


class QueueCalendarsRow(QueueLinesRow):
    """See the module; the value is a dictionary of calendars' ids by those of the queues."""

    def __init__(self, theme: Theme, name: str, label: str, about: str) -> None:
        self._calendars: dict[str, str] = {}
        super().__init__(theme, name, label, about)

    def made(self, value: object | None) -> Line:
        """See `LineRow`."""
        assert value is None or isinstance(value, tuple)
        return QueueCalendarLine(self.theme, value, self.queues, self._calendars)

    def offer_calendars(self, calendars: Mapping[str, str]) -> None:
        """These calendars can be chosen."""
        self._calendars = {key: single_line(name, _LONGEST_NAME) for key, name in calendars.items()}
        for one in self.lines:
            assert isinstance(one, QueueCalendarLine)
            one.offer_calendars(self._calendars)
