"""What is held until an opening follows its calendar: earlier, later, a holiday, never; over crashes; calls too."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from agent_desktop.hub.centre import rule_book
from agent_desktop.hub.crm.visitors import VisitorCard
from agent_desktop.hub.rules.hours import next_opening
from agent_desktop.hub.storage import rules
from agent_desktop.model.administration_calls import OpenHours
from agent_desktop.model.calendars import Calendar, SpecialDay
from agent_desktop.model.commands import PullInteraction
from agent_desktop.model.rules import AfterHours, Hour, Overflow, Rule, Step
from agent_desktop.model.supervising import TransferWork
from tests.hub.centre.call_words import come
from tests.hub.centre.floor import START, Floor, opened
from tests.hub.centre.telephones import Telephones
from tests.hub.centre.test_ruling import DAY, MONDAY, NEVER, one, run

HOLD = Rule(id="night", calendar="office", hour=Hour.CLOSED, after_hours=AfterHours.HOLD)
HOUR = 3_600_000
WEDNESDAY = 1_700_006_400_000
"""The first midnight after the floor's clock begins."""
ALWAYS = tuple(OpenHours(weekday=day, opens=0, closes=1_440) for day in range(7))
CHRISTMAS = SpecialDay(day="2023-11-20", name="Closed")


def define(floor: Floor, calendar: Calendar) -> None:
    with floor.centre.request() as book:
        rule_book.define_calendar(book, calendar)


def held(floor: Floor, key: str) -> int:
    """Before when routing offers it to nobody."""
    with floor.centre.request() as book:
        state = book.engine.interaction(key)
        assert state is not None
        plan = rules.plans_of(book.storage, [key])[key]
        assert (plan.held_until or 0) == state.not_before or (plan.held_until or 0) <= floor.now
        return state.not_before if state.state == "deferred" else 0


def waiting(floor: Floor) -> str:
    """A visitor writes while the house is closed until Monday."""
    define(floor, NEVER)
    run(floor, HOLD)
    floor.arrive("vera")
    key = one(floor)
    assert held(floor, key) == MONDAY
    return key


@pytest.mark.parametrize(
    ("calendar", "until"),
    [
        (replace(NEVER, hours=(OpenHours(weekday=2, opens=60, closes=120),)), WEDNESDAY + HOUR),
        (replace(NEVER, special=(CHRISTMAS,)), MONDAY + 7 * DAY),
        (replace(NEVER, zone="Etc/GMT+2"), MONDAY + 2 * HOUR),
        (
            replace(NEVER, special=(SpecialDay(day="11-16", times=((600, 660),)),)),
            WEDNESDAY + 34 * HOUR,
        ),
        (replace(NEVER, hours=ALWAYS), 0),
        (replace(NEVER, hours=()), 0),
        (replace(NEVER, name="Another name"), MONDAY),
    ],
)
def test_it_is_held_until_the_opening_that_the_calendar_says_now(
    floor: Floor, calendar: Calendar, until: int
) -> None:
    key = waiting(floor)
    define(floor, replace(NEVER, id="other", name="Another"))
    assert held(floor, key) == MONDAY, "it waits for no opening of that"
    define(floor, calendar)
    assert held(floor, key) == until
    floor.crash()
    assert held(floor, key) == until
    floor.ready("anna")
    if until:
        floor.wait(until - floor.now - 1)
        assert floor.centre.snapshot("anna")[1].offers == ()
        floor.wait(1)
    assert floor.offer("anna").interaction_id == key
    assert floor.offer("anna").arrived_at == START


def test_rules_that_were_changed_since_do_not_matter_to_what_they_decided(floor: Floor) -> None:
    key = waiting(floor)
    run(floor, Rule(id="night", points=1))
    define(floor, replace(NEVER, special=(CHRISTMAS,)))
    assert held(floor, key) == MONDAY + 7 * DAY


@pytest.mark.parametrize("crashes", [False, True])
def test_who_comes_later_sees_what_is_held_and_can_take_it(floor: Floor, crashes: bool) -> None:
    key = waiting(floor)
    if crashes:
        floor.crash()
    floor.ready("anna")
    assert [one.id for one in floor.centre.snapshot("anna")[1].interactions] == [key]
    floor.ask("anna", PullInteraction(interaction_id=key))
    assert floor.held("anna").id == key


def test_who_came_out_of_the_line_by_hand_is_not_held_back_again(floor: Floor) -> None:
    key = waiting(floor)
    floor.ready("anna")
    floor.ask("anna", PullInteraction(interaction_id=key))
    define(floor, replace(NEVER, special=(CHRISTMAS,)))
    assert floor.held("anna").id == key
    floor.ask("anna", TransferWork(interaction_id=key, queue_id="billing"))
    for _ in range(2):
        with floor.centre.request() as book:
            state = book.engine.interaction(key)
            assert state is not None
            assert (state.state, state.queue) == ("line", "billing")
        define(floor, NEVER)
        floor.crash()


@pytest.mark.parametrize("crashes", [False, True])
def test_a_caller_is_called_back_at_the_opening_of_now(lines: Telephones, crashes: bool) -> None:
    floor = lines.floor
    define(floor, NEVER)
    run(floor, HOLD)
    call = lines.call_in()
    lines.heard(f"{call}/in")
    lines.heard(f"{call}/in")
    define(floor, replace(NEVER, special=(CHRISTMAS,)))
    define(floor, replace(NEVER, hours=(OpenHours(weekday=2, opens=60, closes=120),)))
    if crashes:
        floor.crash()
        lines.die()
        lines.begin()
    come(lines, "anna")
    lines.wait(WEDNESDAY + HOUR - floor.now - 1)
    assert floor.centre.snapshot("anna")[1].offers == ()
    lines.wait(1)
    assert floor.offer("anna").interaction_id == call


MINUTES = st.sampled_from([0, 60, 480, 720, 1_300, 1_440])
HOURS = st.builds(
    lambda weekday, first, last: OpenHours(
        weekday=weekday, opens=min(first, last), closes=max(first, last)
    ),
    st.integers(0, 6),
    MINUTES,
    MINUTES,
).filter(lambda one: one.opens < one.closes)
SPECIAL = st.builds(
    lambda day, open_: SpecialDay(day=day, times=((600, 660),) if open_ else ()),
    st.sampled_from(["11-15", "11-16", "2023-11-20", "2023-11-21", "11-22"]),
    st.booleans(),
)
CALENDARS = st.builds(
    lambda zone, hours, special: Calendar(
        id="office", name="Office", zone=zone, hours=tuple(hours), special=tuple(special)
    ),
    st.sampled_from(["UTC", "Europe/Berlin", "Pacific/Kiritimati"]),
    st.lists(HOURS, max_size=3, unique_by=lambda one: one.weekday),
    st.lists(SPECIAL, max_size=2, unique_by=lambda one: one.day),
)
DOINGS = st.lists(
    CALENDARS | st.sampled_from([HOUR, DAY, 5 * DAY]) | st.just("crash"), min_size=1, max_size=6
)


@given(doings=DOINGS)
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_is_changed_it_waits_for_the_next_opening_of_now(
    tmp_path_factory: pytest.TempPathFactory, doings: list[Calendar | int | str]
) -> None:
    path: Path = tmp_path_factory.mktemp("hub") / "hub.db"
    with opened(path) as floor:
        floor.furnish()
        key = waiting(floor)
        until = MONDAY
        for doing in doings:
            if doing == "crash":
                floor.crash()
            elif isinstance(doing, int):
                floor.wait(doing)
            elif isinstance(doing, Calendar):
                define(floor, doing)
                if until > floor.now:
                    until = max(next_opening(doing, floor.now) or 0, floor.now)
            assert held(floor, key) == (until if until > floor.now else 0)


@pytest.mark.parametrize("crashes", [False, True])
def test_the_night_does_not_count_for_steps_of_who_waits_too_long(
    floor: Floor, crashes: bool
) -> None:
    define(floor, NEVER)
    run(floor, replace(HOLD, overflow=(Overflow(step=Step.CLOSE, after_ms=600_000),)))
    floor.arrive("vera")
    key = one(floor)
    floor.wait(MONDAY + 1_000 - floor.now)
    if crashes:
        floor.crash()
    floor.wait(598_000)
    assert held(floor, key) == 0, "nobody is put out as soon as the house opens"
    floor.wait(1_000)
    with floor.centre.request() as book:
        assert key not in book.live.interactions


def test_after_the_opening_it_is_held_for_its_agents_as_long_as_rules_say(floor: Floor) -> None:
    define(floor, NEVER)
    run(floor, replace(HOLD, agents=("anna",), reserve_ms=60_000))
    floor.arrive("vera")
    key = one(floor)
    for calendar, opens in (
        (NEVER, MONDAY),
        (replace(NEVER, special=(CHRISTMAS,)), MONDAY + 7 * DAY),
    ):
        define(floor, calendar)
        with floor.centre.request() as book:
            state = book.engine.interaction(key)
            assert state is not None
            assert (state.preferred_agents, state.sticky_until) == (("anna",), opens + 60_000)
            assert book.live.interactions[key].kept.sticky_until == opens + 60_000


SAYING = replace(HOLD, message="We are closed. We open {opens}. Thank you!")


def told(floor: Floor) -> list[str]:
    """What the house said in the only conversation, oldest first."""
    with floor.centre.request() as book:
        (one,) = book.live.interactions.values()
        said = book.said(book.thread(one.shown.conversation_id))
        return [message.text for message in said if not message.incoming][::-1]


def closed(floor: Floor, rule: Rule = SAYING, language: str = "de") -> None:
    """A visitor of this language writes while the house is closed until Monday."""
    define(floor, NEVER)
    run(floor, rule)
    card = VisitorCard(id="vera", entry_point_id="support-web", language=language)
    floor.centre.start_chat(card)
    floor.centre.introduce("vera", floor.id(), "Vera", "", "Hello?")


@pytest.mark.parametrize("crashes", [False, True])
def test_who_was_told_the_opening_is_told_each_other_one_once(floor: Floor, crashes: bool) -> None:
    closed(floor)
    expected = ["We are closed. We open Montag, 00:00. Thank you!"]
    assert told(floor) == expected
    for minutes, words in (
        (5, ""),  # still what they were told
        (7, "We open Montag, 00:07."),
        (3, ""),
        (10, ""),
        (13, "We open Montag, 00:13."),
        (13, ""),
        (0, "We open Montag, 00:00."),
    ):
        hours = (OpenHours(weekday=0, opens=minutes, closes=60),)
        define(floor, replace(NEVER, hours=hours))
        expected += [words] * bool(words)
        assert told(floor) == expected
        if crashes:
            floor.crash()
            assert told(floor) == expected
    define(floor, replace(NEVER, special=(CHRISTMAS,)))
    assert told(floor) == [*expected, "We open Montag, 27.11., 00:00."]
    define(floor, replace(NEVER, hours=ALWAYS))
    assert len(told(floor)) == len(expected) + 1, "agents are asked at once"


@pytest.mark.parametrize("message", ["We are closed.", "", "Number {place}, open {opens}."])
def test_who_was_told_no_opening_is_told_none_later(floor: Floor, message: str) -> None:
    closed(floor, replace(HOLD, message=message))
    before = told(floor)
    define(floor, replace(NEVER, special=(CHRISTMAS,)))
    assert told(floor) == before
    assert not any("{" in one for one in before)


def test_the_opening_is_told_by_the_clock_of_its_calendar(floor: Floor) -> None:
    closed(floor, language="")
    define(floor, replace(NEVER, zone="Asia/Tokyo"))
    assert told(floor) == [
        "We are closed. We open 2023-11-20 00:00. Thank you!",
        "We open 2023-11-20 00:00.",
    ]


def test_who_is_turned_away_is_told_the_opening_too(floor: Floor) -> None:
    define(floor, NEVER)
    run(floor, replace(SAYING, after_hours=AfterHours.CLOSE))
    floor.centre.start_chat(VisitorCard(id="vera", entry_point_id="support-web", language="en"))
    floor.centre.introduce("vera", floor.id(), "Vera", "", "Hello?")
    said = [one.text for one in floor.centre.chat_items("vera")]
    assert "We are closed. We open Monday, 00:00. Thank you!" in said


def test_a_caller_hears_the_opening(lines: Telephones) -> None:
    define(lines.floor, NEVER)
    run(lines.floor, replace(SAYING, message="We open {opens}. You are {place}."))
    call = lines.call_in()
    assert lines.playing[f"{call}/in"].prompts[0] == "spoken:closed:We open Monday, 00:00."
