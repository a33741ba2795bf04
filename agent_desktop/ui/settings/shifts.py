"""The page of shifts: a week of those whom one leads, and the form of a shift.

Promises times as the clock on the wall of the shift's own time zone shows them. Refuses to give a shift to somebody
else: it is removed, and another one planned.
"""

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from agent_desktop.desk.administration_state import Administration
from agent_desktop.desk.api import DeskView
from agent_desktop.model.administration import Kept, Order, Topic
from agent_desktop.model.intents import Administer
from agent_desktop.model.shifts import (
    KeepShift,
    PartKind,
    RemoveShift,
    Shift,
    ShiftPart,
    Shifts,
    monday,
    sought,
)
from agent_desktop.ui.kit.format import local
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.notices import Level
from agent_desktop.ui.settings.book import Book, Page, Words
from agent_desktop.ui.settings.editing import id_of
from agent_desktop.ui.settings.finding import ZoneRow
from agent_desktop.ui.settings.form import Form, Group
from agent_desktop.ui.settings.hours import date_of
from agent_desktop.ui.settings.listing import Entry, Rows
from agent_desktop.ui.settings.picking import PickRow
from agent_desktop.ui.settings.rows import FactRow, TextRow
from agent_desktop.ui.settings.shift_bar import WeekBar
from agent_desktop.ui.settings.shift_grid import WeekGrid
from agent_desktop.ui.settings.shift_words import (
    clock,
    day_words,
    hours,
    minute_of,
    parts_of,
    parts_words,
    span,
)
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_KINDS = {"parts": PartKind.BREAK, "paid": PartKind.PAID_BREAK, "other": PartKind.OTHER}


class _AgentRow(PickRow):
    """Whose shift it is."""

    fixed = True


class _DayRow(TextRow):
    """A day; a str such as 2026-06-01."""

    def value(self) -> str:
        """The day. Raises NoValue."""
        return date_of(super().value()).isoformat()


class _TimeRow(TextRow):
    """A time of day; its minute."""

    def value(self) -> int:  # type: ignore[override]
        """The minute. Raises NoValue."""
        return minute_of(super().value())

    def show_value(self, value: object) -> None:
        """Show a minute."""
        assert isinstance(value, int)
        super().show_value(clock(value))


class _PartsRow(TextRow):
    """Breaks of one kind; a tuple of `ShiftPart`."""

    def value(self) -> tuple[ShiftPart, ...]:  # type: ignore[override]
        """The breaks. Raises NoValue."""
        return parts_of(super().value(), _KINDS[self.name])

    def show_value(self, value: object) -> None:
        """Show breaks."""
        assert isinstance(value, tuple)
        super().show_value(parts_words(value))


class ShiftForm(Form[Shift]):
    """The form."""

    def __init__(self, theme: Theme) -> None:
        self.agent = _AgentRow(theme, "agent_id", tr("Agent"))
        day = _DayRow(theme, "day", tr("Day"), tr("On which it begins."), required=True)
        starts = _TimeRow(theme, "starts", tr("From"), required=True)
        ends = _TimeRow(
            theme,
            "ends",
            tr("Until"),
            tr("A time that is not after the beginning is on the next day."),
            required=True,
        )
        for row in (day, starts, ends):
            row.field.setMaximumWidth(140)
        unpaid = _PartsRow(
            theme, "parts", tr("Breaks"), tr("They are not paid."), hint="12:00–12:30"
        )
        paid = _PartsRow(theme, "paid", tr("Paid breaks"), hint="10:00–10:15, 15:00–15:15")
        other = _PartsRow(
            theme,
            "other",
            tr("Other times"),
            tr("Meetings or trainings: paid, without customers."),
        )
        zone = ZoneRow(theme, "zone", tr("Time zone"))
        told = FactRow(theme, "paid_ms", tr("Paid"), words=_paid)
        when = (self.agent, day, starts, ends, zone)
        within = (unpaid, paid, other, told)
        groups = (
            Group(theme, tr("When"), when),
            Group(theme, tr("Within it"), within, tr("Times, with commas between them.")),
        )
        super().__init__(theme, groups, (*when, *within), removes=True)

    def kept(self, record: Shift, name: str) -> object:
        """See `Form`."""
        if name in _KINDS:
            return tuple(one for one in record.parts if one.kind is _KINDS[name])
        return super().kept(record, name)

    def values(self, record: Shift) -> tuple[dict[str, object], dict[str, str]]:
        """See `Form`: breaks of all kinds are one value."""
        values, wrong = super().values(record)
        parts: list[ShiftPart] = []
        for name in _KINDS:
            found = values.pop(name, self.kept(record, name))
            assert isinstance(found, tuple)
            parts += found
        values["parts"] = tuple(sorted(parts, key=lambda one: _order(record, one)))
        return values, wrong


def _order(shift: Shift, part: ShiftPart) -> tuple[bool, int]:
    return part.starts < shift.starts, part.starts


def _paid(value: object) -> tuple[str, Level | None]:
    assert isinstance(value, int)
    return (hours(value) if value else tr("Known when it is saved."), None)


class ShiftsBook(Book[Shift]):
    """See the module."""

    topic = Topic.SHIFTS
    kind = Shift
    told = ("starts_at", "ends_at", "paid_ms")
    removes = True
    wide = True

    def __init__(self, desk: DeskView) -> None:
        self._desk = desk
        self._next = ("", "")
        self._names: dict[str, str] = {}
        self._zone = ""
        self.bar: WeekBar | None = None
        self.grid: WeekGrid | None = None

    def words(self) -> Words:
        """See `Book`."""
        return Words(
            title=tr("Shifts"),
            icon="clock",
            about=tr(
                "When your agents are to work. Adherence and conformance in figures tell how they follow it."
            ),
            add=tr("Plan a shift"),
            new=tr("New shift"),
            empty=tr("There is nobody here whom you could plan for."),
        )

    def form(self, theme: Theme) -> Form[Shift]:
        """See `Book`."""
        return ShiftForm(theme)

    def rows(self, theme: Theme) -> Rows:
        """See `Book`."""
        self.grid = WeekGrid(theme, tr("Shifts"))
        return self.grid

    def above(self, theme: Theme, page: Page) -> QWidget:
        """See `Book`: another week is asked for, and a day without a shift begins one."""
        assert self.grid is not None

        def send(ask_id: str, order: Order) -> None:
            self._desk.post(Administer(ask_id=ask_id, order=order))

        def blank(agent_id: str, day: str) -> None:
            self._next = (agent_id, day)
            page.begin_new()
            self._next = ("", "")

        made = self.bar = WeekBar(theme, self._today(), send)
        made.wanted.connect(page.look)
        self.grid.blank.connect(blank)
        return made

    def _today(self) -> date:
        return local(self._desk.now()).date()

    def sought(self) -> str:
        """See `Book`: the week that is shown."""
        if self.bar is None:
            return ""
        return sought(self.bar.first.isoformat(), self.bar.team.current)

    def stale(self, known: Administration) -> bool:
        """See `Book`: another week than the line above says."""
        state = known.topic(Topic.SHIFTS)
        failed = state.problem is not None and not state.reading
        return failed and state.words != self.sought()

    def offer(self, form: Form[Shift], known: Administration) -> None:
        """See `Book`."""
        assert isinstance(form, ShiftForm)
        kept = known.topic(Topic.SHIFTS).kept
        week = kept if isinstance(kept, Shifts) else None
        if week is not None:
            self._zone = week.zone
            self._names = {one.id: single_line(one.name, 60) for one in week.agents}
            form.agent.set_options(list(self._names.items()))
        if self.bar is not None:
            self.bar.follow(known, week)

    def entries(self, kept: Kept, known: Administration) -> list[Entry]:
        """See `Book`: also days without a shift."""
        assert isinstance(kept, Shifts)
        assert self.grid is not None
        return self.grid.show_week(kept, self._today().isoformat())

    def records(self, kept: Kept) -> Mapping[str, Shift]:
        """See `Book`."""
        assert isinstance(kept, Shifts)
        return {one.id: one for one in kept.shifts}

    def entry(self, record: Shift, known: Administration) -> Entry:
        """See `Book`."""
        return Entry(key=record.id, title=self.title(record))

    def blank(self) -> Shift:
        """See `Book`: of the agent and the day that were pressed."""
        agent_id, day = self._next
        today = self._today()
        first = self.bar.first if self.bar is not None else monday(today)
        return Shift(
            id="",
            agent_id=agent_id,
            day=day or (today if monday(today) == first else first).isoformat(),
            zone=self._zone,
        )

    def named(self, record: Shift, chance: str) -> Shift:
        """See `Book`."""
        return replace(record, id=id_of(f"{record.agent_id} {record.day}", chance))

    def key(self, record: Shift) -> str:
        """See `Book`."""
        return record.id

    def title(self, record: Shift) -> str:
        """See `Book`."""
        name = self._names.get(record.agent_id, record.agent_id)
        day = day_words(date.fromisoformat(record.day))
        return f"{name}, {day}, {span(record.starts, record.ends)}"

    def keep(self, record: Shift, before: Shift | None, form: Form[Shift]) -> Order:
        """See `Book`."""
        return KeepShift(shift=record, before=before)

    def remove(self, record: Shift) -> Order:
        """See `Book`."""
        return RemoveShift(agent_id=record.agent_id, shift_id=record.id)
