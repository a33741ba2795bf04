"""The page of calendars: when the house is open, in which time zone, and on which days that is otherwise.

Promises days as people write them, of one year or of every year. Refuses times that end before they begin.
"""

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace
from PySide6.QtCore import QDate, Qt, QTimer, QTimeZone
from PySide6.QtWidgets import QWidget

from agent_desktop.desk.administration_state import Administration
from agent_desktop.model.administration import Kept, Order, Topic
from agent_desktop.model.calendars import (
    Calendar,
    Calendars,
    KeepCalendar,
    RemoveCalendar,
    SpecialDay,
)
from agent_desktop.ui.kit.widgets.fields import TextField
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.settings.book import Book, Words
from agent_desktop.ui.settings.editing import id_of
from agent_desktop.ui.settings.finding import ZoneRow
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.holiday_import import HolidayImport
from agent_desktop.ui.settings.hours import WeekRow, date_of, hours_words, times_of, times_words
from agent_desktop.ui.settings.line_rows import Line, LineRow
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.settings.rows import NoValue, Row, TextRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, tr

_LEAP = "2000-"
AT_ONCE = 4
"""So many lines are made in a turn of the window."""


def day_of(text: str) -> str:
    """A day such as 2026-12-25 or 25.12.2026, or 12-25 or 25.12. for every year. Raises NoValue."""
    typed = text = text.strip()
    parts = [part.strip() for part in text.strip(".").split(".")]
    if len(parts) == 2 and all(part.isdecimal() for part in parts):
        text = f"{int(parts[1]):02}-{int(parts[0]):02}"
    if len(text) == len("12-25"):
        try:
            return date.fromisoformat(_LEAP + text).isoformat()[len(_LEAP) :]
        except ValueError:
            raise NoValue(_no_day(typed)) from None
    return date_of(text).isoformat()


def _no_day(text: str) -> str:
    return tr("“{text}” is no day. Write it like 2026-12-25.", text=text[:40])


class SpecialLine(Line):
    """A day, what it is called, and when the house is open on it."""

    def __init__(self, theme: Theme, kept: SpecialDay | None) -> None:
        super().__init__(theme)
        one = kept or SpecialDay(day="")
        self.day = TextField(theme, tr("Day"), one.day, hint="12-25", compact=True)
        self.day.setFixedWidth(110)
        self.name = TextField(theme, tr("Name"), one.name, hint=tr("Name"), compact=True)
        self.name.setMaxLength(120)
        self.name.setCursorPosition(0)  # of a long name the beginning is seen
        self.times = TextField(
            theme, tr("Opening hours"), times_words(one.times), hint=tr("closed"), compact=True
        )
        for widget in (self.day, self.name, self.times):
            self.row.addWidget(widget, 0 if widget is self.day else 1)
            widget.textEdited.connect(self.touch)
        self.closed()
        self.past = Label(
            theme,
            tr("This day is over: it changes nothing any more."),
            "caption",
            "status.warnText",
        )
        self.below.addWidget(self.past)
        self.day.textChanged.connect(self._show_past)
        self._show_past()

    def _show_past(self) -> None:
        try:
            day = day_of(self.day.text())
        except NoValue:
            day = ""
        whole = len(day) > len("12-25")
        self.past.setVisible(whole and day < QDate.currentDate().toString(Qt.DateFormat.ISODate))

    def wrong(self) -> QWidget:
        """The day, or the times of one that can be read."""
        try:
            day_of(self.day.text())
        except NoValue:
            return self.day
        return self.times

    def first(self) -> QWidget:
        """The day."""
        return self.day

    def value(self) -> SpecialDay | None:
        """The day; None for an empty line. Raises NoValue."""
        if not self.day.text().strip():
            return None
        name = " ".join(self.name.text().split())
        return SpecialDay(day=day_of(self.day.text()), name=name, times=times_of(self.times.text()))


class SpecialRow(LineRow):
    """Special days; a tuple of `SpecialDay`. More come out of a file: what is left of their hours by the rows of the
    week and of the zone. Those count at once, and get their lines a few at a time, so that the window goes on."""

    def __init__(self, theme: Theme, name: str, label: str, about: str, add: str) -> None:
        super().__init__(theme, name, label, about, add)
        self._coming: list[SpecialDay] = []
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._put_some)

    def made(self, value: object | None) -> Line:
        """See `LineRow`."""
        assert value is None or isinstance(value, SpecialDay)
        return SpecialLine(self.theme, value)

    def take_files(self, hours: Row, zone: Row) -> None:
        """Let days come out of files."""
        self.holidays = HolidayImport(self.theme, hours, zone, self)
        self.acts.insertWidget(1, self.holidays.button)
        self._column.insertWidget(1, self.holidays)
        self.holidays.wanted.connect(self._take)

    def _take(self, days: object) -> None:
        assert isinstance(days, tuple)
        self._coming += days
        self._next.start()
        self._touched()

    def _put_some(self) -> None:
        few, self._coming = self._coming[:AT_ONCE], self._coming[AT_ONCE:]
        for one in few:
            self._put(one)
        if not self._coming:
            self._next.stop()

    def value(self) -> tuple[object, ...]:
        """See `LineRow`; with those whose lines are still to come."""
        return (*self.said(), *self._coming)

    def show_value(self, value: object) -> None:
        """See `LineRow`."""
        if not (self._coming and value == self.value()):
            self._coming.clear()
            super().show_value(value)


class CalendarsBook(Book[Calendar]):
    """See the module."""

    topic = Topic.CALENDARS
    kind = Calendar
    removes = True

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Calendars"),
            icon="calendar-clock",
            about=tr("When the house is open. Routing rules ask for it by the calendar's name."),
            add=tr("Add a calendar"),
            new=tr("New calendar"),
            empty=tr("There are no calendars yet."),
        )

    def form(self, theme: Theme) -> Form[Calendar]:
        """See `Book`."""
        name = TextRow(theme, "name", tr("Name"), required=True)
        zone = ZoneRow(theme, "zone", tr("Time zone"))
        hours = WeekRow(
            theme, "hours", tr("Opening hours"), tr("Times like 9:00–12:30, 14–18. Empty: closed.")
        )
        special = SpecialRow(
            theme,
            "special",
            tr("Special days"),
            tr("2026-12-25 is one day, 12-25 that day of every year. Without times it is closed."),
            tr("Add a day"),
        )
        special.take_files(hours, zone)
        groups = (
            Group(theme, tr("The calendar"), (name, zone)),
            Group(theme, tr("Every week"), (hours,)),
            Group(theme, tr("Holidays and exceptions"), (special,)),
        )
        return Form(theme, groups, (name, zone, hours, special), removes=True)

    def records(self, kept: Kept) -> Mapping[str, Calendar]:
        """See `Book`."""
        assert isinstance(kept, Calendars)
        return {one.id: one for one in kept.calendars}

    def entry(self, record: Calendar, known: Administration) -> Entry:
        """See `Book`."""
        days = len(record.special)
        return Entry(
            key=record.id,
            title=record.name,
            detail=hours_words(record.hours) or tr("Open on special days alone"),
            icon="calendar-clock",
            state=plural(days, "{n} special day", "{n} special days") if days else "",
        )

    def blank(self) -> Calendar:
        """See `Book`: in the time of this computer."""
        here = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
        return Calendar(id="", zone=here or "UTC")

    def named(self, record: Calendar, chance: str) -> Calendar:
        """See `Book`."""
        return replace(record, id=id_of(record.name, chance))

    def key(self, record: Calendar) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: Calendar) -> str:
        """See `Book`."""
        return record.name

    def keep(self, record: Calendar, before: Calendar | None, form: Form[Calendar]) -> Order:
        """See `Book`."""
        return KeepCalendar(calendar=record, before=before)

    def remove(self, record: Calendar) -> Order:
        """See `Book`."""
        return RemoveCalendar(calendar_id=record.id)
