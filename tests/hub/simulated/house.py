"""What the house of a simulated day says: rules that tag, business hours, surveys, teams, shifts, and its figures."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from agent_desktop.hub.centre import rule_book, shifts
from agent_desktop.hub.centre.figures import define_rules
from agent_desktop.hub.storage.counting import Seen
from agent_desktop.model.administration_calls import OpenHours
from agent_desktop.model.calendars import Calendar
from agent_desktop.model.figures import FigureRules
from agent_desktop.model.rules import Rule
from agent_desktop.model.shifts import Shift, ShiftPart
from agent_desktop.model.surveys import Survey, SurveyKind
from agent_desktop.model.work import Channel
from tests.hub.centre.leading import scopes

if TYPE_CHECKING:
    from tests.hub.simulated.day import Day

MINUTE_MS = 60_000
HOURS: Final = ((30, 240), (300, 540), (600, 1_380))
"""From which minute until which of each day the house is open."""
WITHOUT: Final = "queue5"
"""The queue that has no business hours."""
TAGS: Final = ("refund", "first")


def furnish(day: Day) -> None:
    """Say all of it."""
    floor = day.floor
    hours = tuple(
        OpenHours(weekday=weekday, opens=opens, closes=closes)
        for weekday in range(7)
        for opens, closes in HOURS
    )
    with floor.centre.request() as book:
        rule_book.define_calendar(
            book, Calendar(id="office", name="Office", zone=day.zone, hours=hours)
        )
    rules = FigureRules(
        zone=day.zone,
        again_ms=4 * 3_600_000,
        unresolved=("not_solved",),
        calendar="office",
        calendars={WITHOUT: ""},
    )
    with floor.centre.storage.transaction():
        define_rules(floor.centre.storage, rules)
    scopes(floor, day.agents[0], "admin")
    refund, first = TAGS
    run_as = day.agents[0]
    with floor.centre.request() as book:
        wished = (
            Rule(id=refund, words=("refund",), tag=refund, go_on=True),
            Rule(id=first, queues=("queue0", "queue1"), tag=first, go_on=True),
        )
        rule_book.draft_rules(book, wished)
    with floor.centre.request() as book:
        rule_book.publish(book, run_as, "")
    kinds = (("queue1", SurveyKind.NPS), ("queue2", SurveyKind.CES), ("queue3", SurveyKind.CSAT))
    for queue, kind in kinds:
        floor.centre.define_survey(
            Survey(
                id=kind.value,
                name=kind.value,
                kind=kind,
                queues=(queue,),
                channels=(Channel.CHAT,),
                pause_ms=0,
            )
        )
    _plan(day)


def _plan(day: Day) -> None:
    """Half of the agents have shifts on the local day that lies a while ahead."""
    begin = day.start + 3 * 3_600_000
    on = datetime.fromtimestamp(begin / 1_000, UTC).astimezone(ZoneInfo(day.zone)).date()
    for number, agent_id in enumerate(day.agents):
        if number % 2:
            continue
        starts = 60 + 15 * (number % 5)
        shift = Shift(
            id=f"s{number}",
            agent_id=agent_id,
            day=on.isoformat(),
            starts=starts,
            ends=starts + 300,
            parts=(ShiftPart(starts=starts + 120, ends=starts + 150),),
        )
        with day.floor.centre.request() as book:
            shifts.define(book, day.agents[0], shift)


def openings(day: Day) -> list[tuple[str, int, int]]:
    """When each queue with business hours is open, by the clock on the wall."""
    zone = ZoneInfo(day.zone)
    first = datetime.fromtimestamp(day.start / 1_000, zone).date() - timedelta(days=1)
    queues = [f"queue{number}" for number in range(6) if f"queue{number}" != WITHOUT]

    def at(on: date, minute: int) -> int:
        local = datetime.combine(on, time(minute // 60, minute % 60), zone)
        return round(local.timestamp()) * 1_000

    return [
        (queue, at(one, opens), at(one, closes))
        for one in (first + timedelta(days=number) for number in range(5))
        for opens, closes in HOURS
        for queue in queues
    ]


def teams(day: Day) -> dict[str, Seen]:
    """Two teams that overlap in their queues: by agents, and the queues that these serve."""
    found = {}
    for name, members in (("red", day.agents[::2]), ("blue", day.agents[1::2])):
        served = {
            queue
            for at, one in enumerate(day.agents)
            if one in members
            for queue in (f"queue{at % 6}", f"queue{(at + 1) % 6}")
        }
        found[name] = Seen(tuple(members), tuple(sorted(served)))
    return found
