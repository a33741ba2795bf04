"""Shifts at the centre: planned within reach, never meeting, whole weeks and files; and figures that follow them."""

import csv
import io
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import text

from agent_desktop.hub.centre import followed, shift_plans, shifts
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.figures import Asked, keep_everything, made, of_teams
from agent_desktop.hub.centre.figures_checked import rebuilt, recounted
from agent_desktop.hub.centre.reach import OutOfReach
from agent_desktop.hub.server.report_sheets import as_csv
from agent_desktop.hub.storage.counting import Seen
from agent_desktop.model.commands import ChoosePresence
from agent_desktop.model.errors import DeskError, Refused
from agent_desktop.model.figures import FigureRow
from agent_desktop.model.people import PresenceState
from agent_desktop.model.shifts import PartKind, Planned, Shift, ShiftPart, Shifts
from tests.hub.centre.floor import START, Floor
from tests.hub.centre.leading import scopes, team
from tests.hub.centre.test_figures import FIRST
from tests.hub.centre.test_reports import report

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
NEXT = (FIRST + timedelta(days=1)).isoformat()
"""The day that the tests plan: the floor opens shortly before its midnight."""
LUNCH = ShiftPart(starts=120, ends=150)


@pytest.fixture(autouse=True)
def led(floor: Floor) -> None:
    """Lea leads Anna, Lou leads Ben, Olga administers."""
    for name, scope in (("cleo", "admin"),):
        scopes(floor, name, scope)
    scopes(floor, "ben", "supervisor")
    team(floor, "east", ("anna",), ("ben",))
    team(floor, "west", ("cleo",), ())


@dataclass(frozen=True)
class Planner:
    """Somebody who plans."""

    floor: Floor
    who: str = "ben"

    def define(self, key: str = "one", /, **more: object) -> None:
        """Anna works for an hour from 1:00 on."""
        wish = {"agent_id": "anna", "day": NEXT, "starts": 60, "ends": 120, **more}
        shift = Shift(id=key, **wish)  # type: ignore[arg-type]
        with self.floor.centre.request() as book:
            shifts.define(book, self.who, shift)

    def remove(self, key: str = "one", agent_id: str = "anna") -> None:
        """No more."""
        with self.floor.centre.request() as book:
            shifts.remove(book, self.who, agent_id, key)

    def copied(self, to: str, first: str = NEXT, team_id: str = "") -> Planned:
        """A week like the one that begins with `first`."""
        with self.floor.centre.request() as book:
            whom = shift_plans.plannable(book, self.who, team_id)
            return self._kept(book, shift_plans.copied(book.storage, whom, first, to))

    def imported(self, *lines: str) -> Planned:
        """A file."""
        text = "\n".join(("agent,day,start,end,breaks", *lines))
        with self.floor.centre.request() as book:
            whom = shift_plans.plannable(book, self.who)
            return self._kept(book, shift_plans.imported(book.storage, whom, text))

    def _kept(self, book: Book, draft: shift_plans.Draft) -> Planned:
        assert shift_plans.keep(book, self.who, draft)
        shifts.tell(book, draft.agents)
        return draft.planned

    def week(self, first: str = NEXT, team_id: str = "") -> Shifts:
        """What is planned."""
        with self.floor.centre.request() as book:
            return shifts.listed(book, self.who, first, 7, team_id)


@pytest.fixture
def planner(floor: Floor) -> Planner:
    """The lead of Anna."""
    return Planner(floor)


def until(floor: Floor, minute: int) -> None:
    """Wait until that minute of the planned day."""
    midnight = START - START % DAY + DAY
    floor.wait(midnight + minute * MINUTE - floor.now)


def row(floor: Floor, every: str = "day", agent: str = "anna", count: int = 2) -> FigureRow:
    """The figures of an agent up to now."""
    asked = Asked(first=FIRST, count=count, every=every, by=("interval", "agent"), agents=(agent,))
    with floor.centre.storage.transaction():
        return made(floor.centre.storage, asked, floor.now).total


def work(floor: Floor, begin: int, end: int) -> None:
    """Anna is ready for that time."""
    until(floor, begin)
    floor.ready("anna")
    until(floor, end)
    floor.ask("anna", ChoosePresence(state=PresenceState.OFFLINE))


def test_fifteen_minutes_late_and_fifteen_minutes_longer(floor: Floor, planner: Planner) -> None:
    planner.define()
    work(floor, 75, 135)
    until(floor, 200)
    found = row(floor)
    assert (found.figures["adherence"], found.figures["conformance"]) == (0.75, 1.0)
    assert found.figures["utilisation"] == 1.0
    assert found.sums["planned_ms"] == found.sums["worked_ms"] == found.sums["paid_ms"] == HOUR
    short = row(floor, every="15")
    assert short.sums == found.sums
    assert row(floor, agent="cleo").figures["adherence"] is None


def test_the_file_of_agents_days_has_adherence_conformance_and_paid_time(
    floor: Floor, planner: Planner
) -> None:
    planner.define()
    work(floor, 75, 135)
    until(floor, 200)
    asked = report(floor, "agents", by=("interval", "agent"))
    lines = csv.DictReader(io.StringIO(as_csv(asked).decode("utf-8-sig")))
    names = ("Planned (s)", "Paid (s)", "Adherence", "Conformance")
    shown = [[line[name] for name in names] for line in lines if "Anna" in line.values()]
    assert shown == [["3600.0", "3600.0", "0.75", "1.0"]]


def test_breaks_are_kept_and_paid_time_is_the_shifts(floor: Floor, planner: Planner) -> None:
    """Four hours with half an hour of lunch, through which she works; then nothing for an hour."""
    planner.define(starts=60, ends=300, parts=(LUNCH,))
    work(floor, 60, 240)
    until(floor, 600)
    found = row(floor)
    sums = found.sums
    assert sums["planned_ms"] == 240 * MINUTE
    assert sums["planned_work_ms"] == 210 * MINUTE
    assert sums["in_plan_ms"] == 150 * MINUTE
    assert sums["worked_ms"] == 180 * MINUTE
    assert sums["paid_ms"] == 210 * MINUTE
    assert found.figures["utilisation"] == 180 / 210
    assert found.figures["conformance"] == 180 / 210


def test_what_lies_ahead_is_not_planned_yet(floor: Floor, planner: Planner) -> None:
    planner.define(starts=60, ends=180)
    work(floor, 60, 90)
    floor.ready("anna")
    assert (row(floor).figures["adherence"], row(floor).sums["planned_ms"]) == (1.0, 30 * MINUTE)


def test_a_day_without_a_shift_counts_the_time_signed_in(floor: Floor, planner: Planner) -> None:
    """And a day with one only its paid time: both together."""
    floor.ready("anna")
    floor.wait(30 * MINUTE)
    floor.ask("anna", ChoosePresence(state=PresenceState.MEAL))
    floor.wait(30 * MINUTE)
    floor.ask("anna", ChoosePresence(state=PresenceState.OFFLINE))
    assert row(floor).figures["utilisation"] == 0.5
    assert row(floor).figures["conformance"] is None
    planner.define(starts=60, ends=180)
    work(floor, 60, 120)
    until(floor, 600)
    assert row(floor).figures["utilisation"] == 90 / 180
    assert row(floor).figures["conformance"] == 0.5


def test_kept_days_say_the_same_and_follow_corrections(floor: Floor, planner: Planner) -> None:
    planner.define(starts=60, ends=240, parts=(LUNCH,))
    planner.define("late", starts=1380, ends=90)
    work(floor, 75, 250)
    until(floor, 1400)
    floor.ready("anna")
    floor.wait(2 * DAY)
    storage = floor.centre.storage
    before = row(floor, count=4)
    with storage.transaction():
        made_before = followed.fresh_day(storage)
        keep_everything(storage, floor.now)
        rows = storage.rows(text("select count(*) from days_followed"))
        assert (rows[0][0], made_before) == (2, None)
        assert recounted(storage, floor.now).wrong == ()
    assert row(floor, count=4) == before
    planner.remove()
    with storage.transaction():
        left = storage.rows(text("select count(*) from days_followed"))
        stale = followed.fresh_day(storage)
    assert left[0][0] == 1
    corrected = row(floor, count=4)
    assert corrected.sums["planned_ms"] == before.sums["planned_ms"] - 3 * HOUR
    planner.define("other", starts=600, ends=660)
    with storage.transaction():
        assert stale is not None
        assert not followed.keep(storage, stale), "shifts were changed since it was made"
        keep_everything(storage, floor.now)
        assert recounted(storage, floor.now).wrong == ()
    kept = row(floor, count=4)
    assert kept.sums["planned_ms"] == corrected.sums["planned_ms"] + HOUR
    with storage.transaction():
        storage.execute(text("update days_followed set in_plan_ms = in_plan_ms + 1"))
        wrong = recounted(storage, floor.now).wrong
        assert wrong
        assert all(one.startswith("followed") for one in wrong)
        rebuilt(storage, floor.now)
        assert recounted(storage, floor.now).wrong == ()
    assert row(floor, count=4) == kept


def test_a_team_has_the_sums_of_its_agents(floor: Floor, planner: Planner) -> None:
    planner.define()
    Planner(floor, "cleo").define("two", agent_id="cleo")
    work(floor, 75, 135)
    until(floor, 200)
    teams = [Seen(("anna",), ()), Seen(("anna", "cleo"), ()), Seen(("ben",), ())]
    asked = Asked(first=FIRST, count=2, every="day", by=())
    with floor.centre.storage.transaction():
        found = [one.total for one in of_teams(floor.centre.storage, asked, teams, floor.now)]
    assert [one.figures["adherence"] for one in found] == [0.75, 0.375, None]


def test_leads_plan_for_their_own_alone(floor: Floor, planner: Planner) -> None:
    planner.define()
    for who, agent_id in (("ben", "cleo"), ("ben", "ben"), ("ben", "moon"), ("anna", "anna")):
        mine = Planner(floor, who)
        with pytest.raises(OutOfReach):
            mine.define("mine", agent_id=agent_id)
        with pytest.raises(OutOfReach):
            mine.remove("one", agent_id)
    with pytest.raises(OutOfReach):
        planner.week(team_id="west")
    with pytest.raises(OutOfReach):
        planner.copied("2023-12-01", team_id="west")
    with pytest.raises(OutOfReach):
        Planner(floor, "anna").week()
    admin = Planner(floor, "cleo")
    admin.define("two", agent_id="cleo")
    assert [one.id for one in admin.week().shifts] == ["one", "two"]
    week = planner.week()
    assert [one.id for one in week.shifts] == ["one"]
    assert [one.name for one in week.agents] == ["Anna"]
    assert [one.id for one in week.teams] == ["east"]
    with pytest.raises(Refused):
        admin.define("three", agent_id="moon")
    with pytest.raises(Refused):
        admin.define("one", agent_id="ben")
    with pytest.raises(Refused):
        admin.remove("one", "ben")


def test_shifts_of_an_agent_never_meet(floor: Floor, planner: Planner) -> None:
    planner.define(starts=1320, ends=360)
    morning = (FIRST + timedelta(days=2)).isoformat()
    wishes: list[dict[str, object]] = [
        {"starts": 1320, "ends": 360},
        {"starts": 1380, "ends": 30},
        {"day": morning, "starts": 300, "ends": 600},
    ]
    for wish in wishes:
        with pytest.raises(Refused) as error:
            planner.define("two", **wish)
        assert error.value.problem.field == "starts"
        assert NEXT in error.value.problem.value
    planner.define("two", day=morning, starts=360, ends=600)
    planner.define(starts=1330, ends=350)
    assert [(one.id, one.starts) for one in planner.week().shifts] == [("one", 1330), ("two", 360)]
    assert planner.week().shifts[0].paid_ms == 460 * MINUTE


def test_a_week_is_copied_once_and_as_a_whole(floor: Floor, planner: Planner) -> None:
    berlin = {"zone": "Europe/Berlin", "starts": 1320, "ends": 360}
    first = "2026-03-23"
    part = ShiftPart(starts=0, ends=30, kind=PartKind.PAID_BREAK)
    planner.define(day="2026-03-23", parts=(part,), **berlin)
    planner.define("two", day="2026-03-28", **berlin)
    assert planner.copied("2026-03-30", first) == Planned(planned=2, known=0)
    assert planner.copied("2026-03-30", first) == Planned(planned=0, known=2)
    night, saturday = planner.week("2026-03-30").shifts
    assert (night.starts, night.ends, night.parts) == (1320, 360, (part,))
    lengths = [one.ends_at - one.starts_at for one in planner.week(first).shifts]
    assert lengths == [8 * HOUR, 7 * HOUR]
    assert saturday.ends_at - saturday.starts_at == 8 * HOUR
    planner.define("odd", day="2026-04-06", starts=1380, ends=1410)
    with pytest.raises(Refused):
        planner.copied("2026-04-06", first)
    assert [one.id for one in planner.week("2026-04-06").shifts] == ["odd"]
    with pytest.raises(Refused):
        planner.copied("2026-04-06", "2027-01-04")


def test_a_file_is_planned_as_a_whole(floor: Floor, planner: Planner) -> None:
    good = f"anna,{NEXT},9:00,17:00,12:00-12:30"
    bad = {
        f"anna@team.example,{NEXT},16:00,18:00,": "another shift",
        f"cleo,{NEXT},9:00,17:00,": "do not lead",
        f"nobody,{NEXT},9:00,17:00,": "do not lead",
        f"anna,{NEXT},19:00,18:00,": "at most 16 hours",
        f"anna,{NEXT},18:00,19:00,20:00-20:30": "not within",
    }
    for line, words in bad.items():
        with pytest.raises(DeskError) as error:
            planner.imported(good, line)
        assert words in error.value.problem.message
        assert "line 3 " in error.value.problem.remedy
        assert planner.week().shifts == ()
    assert planner.imported(good, f"ANNA@team.example,{NEXT},18:00,19:00,") == Planned(
        planned=2, known=0
    )
    assert planner.imported(good) == Planned(planned=0, known=1)
    assert [one.paid_ms for one in planner.week().shifts] == [450 * MINUTE, HOUR]
    with pytest.raises(Refused) as missing:
        Planner(floor, "cleo").imported(f"nobody,{NEXT},9:00,17:00,")
    assert "line 2 " in missing.value.problem.remedy


def test_what_was_worked_out_is_not_planned_where_something_changed_since(
    floor: Floor, planner: Planner
) -> None:
    planner.define()
    with floor.centre.request() as book:
        whom = shift_plans.plannable(book, "ben")
        draft = shift_plans.copied(book.storage, whom, NEXT, "2023-11-22")
    planner.define("two", starts=600, ends=660)
    with floor.centre.request() as book:
        assert not shift_plans.keep(book, "ben", draft), "it might meet what is new"
    assert planner.week("2023-11-22").shifts == ()
    with floor.centre.request() as book:
        draft = shift_plans.copied(book.storage, whom, NEXT, "2023-11-22")
    team(floor, "east", (), ("ben",))
    with floor.centre.request() as book:
        assert not shift_plans.keep(book, "ben", draft), "the agent is led by others now"
    assert Planner(floor, "cleo").week("2023-11-22").shifts == ()
