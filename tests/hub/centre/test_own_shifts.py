"""Agents see their own shifts: in the snapshot, and at once when a lead changes them."""

from agent_desktop.model.shifts import Shift, ShiftsPlanned
from tests.hub.centre.floor import Floor
from tests.hub.centre.leading import told
from tests.hub.centre.test_shifts import NEXT, Planner, led, planner, until

__all__ = ["led", "planner"]


def own(floor: Floor, who: str = "anna") -> tuple[Shift, ...]:
    """What the desk of an agent begins with."""
    return floor.centre.snapshot(who)[1].shifts


def heard(floor: Floor, who: str = "anna") -> list[list[str]]:
    """The days of the shifts that an agent was told of since."""
    return [[one.day for one in event.shifts] for event in told(floor, who, ShiftsPlanned)]


def test_whose_shifts_are_changed_hears_it_and_nobody_else(floor: Floor, planner: Planner) -> None:
    floor.listen()
    planner.define()
    assert heard(floor) == [[NEXT]]
    planner.define()
    assert heard(floor) == [], "nothing changed"
    planner.define(ends=180)
    news = floor.listen()
    assert {one.audience for one in news} == {"agent:anna"}
    (mine,) = own(floor)
    assert (mine.ends, mine.ends_at - mine.starts_at) == (180, 120 * 60_000)
    assert own(floor, "cleo") == ()
    planner.remove()
    assert heard(floor) == [[]]
    assert own(floor) == ()


def test_a_file_and_a_copied_week_are_told_once(floor: Floor, planner: Planner) -> None:
    floor.listen()
    planner.imported(f"anna@team.example,{NEXT},9:00,17:00,", f"anna,{NEXT},20:00,22:00,")
    assert heard(floor) == [[NEXT, NEXT]]
    planner.copied("2023-11-22")
    assert heard(floor) == [[NEXT, NEXT, "2023-11-22", "2023-11-22"]]


def test_those_that_are_over_or_far_ahead_are_not_listed(floor: Floor, planner: Planner) -> None:
    planner.define()
    planner.define("far", day="2023-12-20")
    assert [one.id for one in own(floor)] == ["one"]
    until(floor, 119)
    assert [one.id for one in own(floor)] == ["one"], "it goes on"
    until(floor, 121)
    assert own(floor) == ()
