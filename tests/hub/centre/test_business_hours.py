"""Answers in business hours: by the calendar of the queue or the house, over a weekend and a change of clocks."""

import pytest

from agent_desktop.hub.centre import rule_book
from agent_desktop.hub.centre.figures import Asked, define_rules, keep_everything, made
from agent_desktop.hub.centre.figures_checked import recounted as recounted_
from agent_desktop.hub.metrics.days import day_of
from agent_desktop.model.administration_calls import OpenHours
from agent_desktop.model.calendars import Calendar
from agent_desktop.model.figures import FigureRules, Figures, zone_of
from tests.hub.centre.floor import Floor

MINUTE = 60_000
HOUR = 60 * MINUTE
FRIDAY = 1_774_627_200_000  # 2026-03-27 17:00 in Berlin, where clocks change on Sunday
OFFICE = Calendar(
    id="office",
    name="Office",
    zone="Europe/Berlin",
    hours=tuple(OpenHours(weekday=day, opens=9 * 60, closes=18 * 60) for day in range(5)),
)
NIGHT = Calendar(
    id="night",
    name="Night",
    zone="Europe/Berlin",
    hours=tuple(OpenHours(weekday=day, opens=0, closes=24 * 60) for day in range(7)),
)


@pytest.fixture
def office(floor: Floor) -> Floor:
    """A house with hours, on a Friday afternoon; one of its queues is always open."""
    for calendar in (OFFICE, NIGHT):
        with floor.centre.request() as book:
            rule_book.define_calendar(book, calendar)
    rules = FigureRules(zone="Europe/Berlin", calendar="office", calendars={"billing": "night"})
    with floor.centre.storage.transaction():
        define_rules(floor.centre.storage, rules)
    floor.now = FRIDAY
    return floor


def figures(floor: Floor, *by: str) -> Figures:
    """The figures of these days."""
    first = day_of(FRIDAY, zone_of("Europe/Berlin"))
    with floor.centre.storage.transaction():
        return made(floor.centre.storage, Asked(first=first, count=5, by=by), floor.now)


def answer(floor: Floor, agent: str) -> None:
    """The agent takes what is there, and answers."""
    floor.ready(agent)
    taken = floor.accept(agent)
    floor.send(agent, taken.conversation_id, "Yes?")


def test_a_weekend_is_no_wait_in_business_hours(office: Floor) -> None:
    office.arrive("vera")
    office.wait(59 * HOUR)  # Monday at 5, since the clocks lost an hour
    office.wait(4 * HOUR + 20 * MINUTE)
    answer(office, "anna")
    found = figures(office).total.figures
    assert (found["first_response"], found["response"]) == (63 * HOUR + 20 * MINUTE,) * 2
    assert (found["first_response_in_hours"], found["response_in_hours"]) == (80 * MINUTE,) * 2
    office.centre.say("vera", office.id(), "And then?")
    office.wait(10 * MINUTE)
    held = office.centre.snapshot("anna")[1].interactions[0]
    office.send("anna", held.conversation_id, "Then nothing.")
    found = figures(office).total.figures
    assert found["first_response_in_hours"] == 80 * MINUTE
    assert found["response_in_hours"] == 45 * MINUTE
    with office.centre.storage.transaction():
        keep_everything(office.centre.storage, office.now + 48 * HOUR)
        assert recounted_(office.centre.storage, office.now + 48 * HOUR).wrong == ()
    assert figures(office).total.figures["response_in_hours"] == 45 * MINUTE


def test_a_queue_has_hours_of_its_own_and_without_a_calendar_there_are_none(office: Floor) -> None:
    office.arrive("max", queue_id="billing")
    office.wait(3 * HOUR)
    answer(office, "ben")
    (row,) = (one for one in figures(office, "queue").rows if one.queue_id == "billing")
    assert row.figures["first_response_in_hours"] == 3 * HOUR
    with office.centre.storage.transaction():
        define_rules(office.centre.storage, FigureRules(zone="Europe/Berlin"))
    office.arrive("vera")
    office.wait(HOUR)
    answer(office, "anna")
    (row,) = (one for one in figures(office, "queue").rows if one.queue_id == "support")
    assert row.figures["first_response"] == HOUR
    assert row.figures["first_response_in_hours"] is None
    assert row.figures["response_in_hours"] is None
