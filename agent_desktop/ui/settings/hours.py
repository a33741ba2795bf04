"""Opening hours as people write them: a line of times for each weekday, and days on which it is closed.

Promises that what is written comes back as it was meant, sorted and without doubles, and that a wrong day is named and
gets the caret. Refuses to guess: times that end
before they begin, or meet each other, are said to be wrong.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from agent_desktop.model.administration_calls import OpenHours
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.fields import TextField
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.settings.rows import NoValue, Row
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_WORKDAYS = range(1, 5)
_SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?")
_DOTTED = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")
_HOUR, _DAY = 60, 24 * 60
Times = tuple[tuple[int, int], ...]


def times_of(text: str) -> Times:
    """The times of a line such as "9:00-12:30, 14-18", in minutes of the day. Raises NoValue."""
    times: list[tuple[int, int]] = []
    for part in (one.strip() for one in text.split(",")):
        if not part:
            continue
        found = _SPAN.fullmatch(part)
        if found is None:
            raise NoValue(tr("“{text}” is no time. Write it like 9:00–17:00.", text=part[:40]))
        numbers = [int(one or 0) for one in found.groups()]
        opens, closes = numbers[0] * _HOUR + numbers[1], numbers[2] * _HOUR + numbers[3]
        if max(numbers[1], numbers[3]) >= _HOUR or closes > _DAY:
            raise NoValue(tr("“{text}” is no time. Write it like 9:00–17:00.", text=part[:40]))
        if closes <= opens:
            raise NoValue(
                tr(
                    "“{text}” ends before it begins. Hours after midnight belong to the next day.",
                    text=part[:40],
                )
            )
        times.append((opens, closes))
    times.sort()
    for (_, closes), (opens, _) in pairwise(times):
        if opens < closes:
            raise NoValue(
                tr(
                    "Two of these times meet: “{text}”. Make one of them end before the other begins.",
                    text=text.strip()[:60],
                )
            )
    return tuple(times)


def times_words(times: Times) -> str:
    """Times as one writes them."""
    return ", ".join(f"{_clock(opens)}–{_clock(closes)}" for opens, closes in times)


def _clock(minute: int) -> str:
    return f"{minute // _HOUR}:{minute % _HOUR:02}"


def week_of(hours: Iterable[OpenHours]) -> list[Times]:
    """The times of each weekday, Monday first."""
    week: list[list[tuple[int, int]]] = [[] for _ in range(7)]
    for one in hours:
        week[one.weekday].append((one.opens, one.closes))
    return [tuple(sorted(times)) for times in week]


def hours_words(hours: Sequence[OpenHours]) -> str:
    """Opening hours in one line, neighbouring days that are alike together; empty for always."""
    parts = []
    week = week_of(hours)
    first = 0
    for day in range(1, 8):
        if day < 7 and week[day] == week[first]:
            continue
        if week[first]:
            days = _day(first) if day - 1 == first else f"{_day(first)}–{_day(day - 1)}"
            parts.append(f"{days} {times_words(week[first])}")
        first = day
    return ", ".join(parts)


def _day(weekday: int, length: QLocale.FormatType = QLocale.FormatType.ShortFormat) -> str:
    return QLocale().dayName(weekday + 1, length)


class WeekRow(Row):
    """Times for each weekday; the value is a tuple of `OpenHours`."""

    def __init__(self, theme: Theme, name: str, label: str, about: str = "") -> None:
        super().__init__(theme, name, label, about)
        self.days: list[TextField] = []
        self._wrong = 0
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        for weekday in range(7):
            words = _day(weekday, QLocale.FormatType.LongFormat)
            field = TextField(theme, words, hint=tr("closed"), compact=True)
            field.setFixedWidth(230)
            field.setMaxLength(200)
            field.textEdited.connect(self._touched)
            grid.addWidget(Label(theme, words, color="text.secondary"), weekday, 0)
            grid.addWidget(field, weekday, 1)
            self.days.append(field)
        self.same = Button(theme, tr("Every workday like Monday"), size="sm")
        self.same.clicked.connect(self._like_monday)
        grid.addWidget(self.same, 7, 1, Qt.AlignmentFlag.AlignLeading)
        self.seat(grid)

    def _like_monday(self) -> None:
        for weekday in _WORKDAYS:
            self.days[weekday].setText(self.days[0].text())
        self._touched()

    def control(self) -> QWidget:
        """The day that is wrong, else Monday."""
        return self.days[self._wrong]

    def set_problem(self, words: str) -> None:
        """See `Row`: at the day that is wrong."""
        for field in self.days:
            field.set_invalid(False)
        super().set_problem(words)

    def value(self) -> tuple[OpenHours, ...]:
        """The hours, by day. Raises NoValue."""
        found: list[OpenHours] = []
        for weekday, field in enumerate(self.days):
            self._wrong = weekday
            try:
                times = times_of(field.text())
            except NoValue as error:
                named = _day(weekday, QLocale.FormatType.LongFormat)
                raise NoValue(tr("{day}: {problem}", day=named, problem=str(error))) from None
            found += [OpenHours(weekday=weekday, opens=one, closes=other) for one, other in times]
        self._wrong = 0
        return tuple(found)

    def show_value(self, value: object) -> None:
        """Show hours."""
        assert isinstance(value, tuple)
        for field, times in zip(self.days, week_of(value), strict=True):
            field.setText(times_words(times))


def date_of(text: str) -> date:
    """A day such as 2026-12-25 or 25.12.2026. Raises NoValue."""
    european = _DOTTED.fullmatch(text)
    try:
        if european is not None:
            return date(*(int(one) for one in reversed(european.groups())))
        return date.fromisoformat(text)
    except ValueError:
        raise NoValue(tr("“{text}” is no day. Write it like 2026-12-25.", text=text[:40])) from None
