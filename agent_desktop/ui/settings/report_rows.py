"""The rows of a report by e-mail that no other form has: its days, its weekdays, its hour, and who gets it."""

import re
from collections.abc import Callable, Mapping

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout

from agent_desktop.model.figure_questions import FigureNames, Named, Period
from agent_desktop.model.report_questions import heeded, narrowed, period_of, with_period
from agent_desktop.model.reports import ReportInfo
from agent_desktop.model.work import Channel
from agent_desktop.ui.figures.words import channel_title, period_words
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.settings.rows import LinesRow, NoValue, Row, TextRow
from agent_desktop.ui.settings.tables import SomeRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})")
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")


def clock_words(minute: int) -> str:
    """A minute of the day as one writes it."""
    return f"{minute // 60}:{minute % 60:02}"


def weekday_words(weekday: int, length: QLocale.FormatType = QLocale.FormatType.ShortFormat) -> str:
    """A weekday; 0 is Monday."""
    return QLocale().dayName(weekday + 1, length)


def narrowed_words(query: str, names: FigureNames | None) -> str:
    """What a report is narrowed to, by name where that is known; empty for everything."""
    titles = {
        "queue": tr("Queue"),
        "channel": tr("Channel"),
        "team": tr("Team"),
        "agent": tr("Agent"),
        "entry_point": tr("Entry point"),
        "tag": tr("Tag"),
        "customer": tr("Customer"),
    }
    known = dict.fromkeys(titles, ()) if names is None else _known(names)

    def words(name: str, key: str) -> str:
        if name == "channel" and key in tuple(Channel):
            return channel_title(Channel(key))
        return next((one.name for one in known.get(name, ()) if one.id == key), key)

    found = narrowed(query).items()
    return ", ".join(f"{titles[name]} {single_line(words(name, one), 40)}" for name, one in found)


def _known(names: FigureNames) -> Mapping[str, tuple[Named, ...]]:
    return {
        "queue": names.queues,
        "team": names.teams,
        "agent": names.agents,
        "entry_point": names.entry_points,
    }


class QueryRow(Row):
    """The days that a report is of; what else its question says stays as it is, and is told."""

    def __init__(self, theme: Theme, names: Callable[[], FigureNames | None]) -> None:
        self._names = names
        about = tr("Counted at the hour at which it goes out, in the house’s time zone.")
        super().__init__(theme, "query", tr("Days"), about)
        self._query = ""
        self.list = DropDown(theme, tr("Days"), width=180)
        self.list.chosen.connect(self._touched)
        self.only = Label(theme, "", "caption", "text.secondary", wrap=True)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.list)
        column.addWidget(self.only)
        self.seat(column)
        self.label.setContentsMargins(0, 7, 0, 0)

    def control(self) -> DropDown:
        """The list of days."""
        return self.list

    def value(self) -> str:
        """The question."""
        period = self.list.current
        return with_period(self._query, period) if period != period_of(self._query) else self._query

    def heed(self, info: ReportInfo) -> None:
        """It is a question of this report from now on."""
        self.show_value(heeded(self.value(), info))

    def show_value(self, value: object) -> None:
        """Show a question."""
        self._query = str(value)
        options = [(one.value, period_words(one)) for one in Period]
        period = period_of(self._query)
        if not period:
            options.append(("", period_words(None)))
        self.list.show_options(options, period)
        words = narrowed_words(self._query, self._names())
        self.only.setText(tr("Only: {what}", what=words) if words else "")
        self.only.setVisible(bool(words))


class WeekdaysRow(SomeRow):
    """Some weekdays; the value is a tuple of numbers, 0 is Monday."""

    def __init__(self, theme: Theme) -> None:
        long = QLocale.FormatType.LongFormat
        options = [(str(one), weekday_words(one, long)) for one in range(7)]
        self._made = False
        super().__init__(theme, "days", tr("Weekdays"), options=options)
        self._made = True

    def value(self) -> tuple[int, ...]:  # type: ignore[override]
        """The weekdays."""
        found = tuple(sorted(int(one) for one in super().value()))
        if not found and self._made:
            raise NoValue(tr("Choose at least one day."))
        return found

    def show_value(self, value: object) -> None:
        """Check these."""
        assert isinstance(value, tuple)
        super().show_value(tuple(str(one) for one in value))


class HourRow(TextRow):
    """A time of the day; the value is its minute."""

    def value(self) -> int:  # type: ignore[override]
        """The minute of the day."""
        text = self.field.text().strip()
        found = _CLOCK.fullmatch(text)
        hour, minute = (int(one) for one in found.groups()) if found else (24, 0)
        if hour > 23 or minute > 59:
            raise NoValue(tr("“{text}” is no time. Write it like 7:00.", text=text[:40]))
        return 60 * hour + minute

    def show_value(self, value: object) -> None:
        """Show a minute of the day."""
        super().show_value(clock_words(int(str(value))))


class ReceiversRow(LinesRow):
    """Mail addresses, one a line."""

    def value(self) -> tuple[str, ...]:
        """The addresses. Raises NoValue."""
        found = tuple(one for line in self.lines() for one in re.split(r"[,;\s]+", line) if one)
        wrong = next((one for one in found if not _ADDRESS.fullmatch(one)), None)
        if wrong is not None:
            raise NoValue(tr("“{text}” is no mail address.", text=wrong[:60]))
        if not found:
            raise NoValue(tr("This is needed."))
        return found
