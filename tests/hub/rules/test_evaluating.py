"""What rules make of a piece of work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from agent_desktop.hub.rules.evaluating import Arrival, plan, ready
from agent_desktop.hub.rules.matching import like
from agent_desktop.model.administration_calls import OpenHours
from agent_desktop.model.calendars import Calendar
from agent_desktop.model.rules import AfterHours, Band, Because, Fact, Hour, Plan, Rule
from agent_desktop.model.work import Channel
from tests.hub.rules.strategies import RULES

MONDAY = 1_767_571_200_000  # 2026-01-05 00:00 UTC
HOUR = 3_600_000
OFFICE = Calendar(
    id="office",
    name="Office",
    hours=tuple(OpenHours(weekday=day, opens=540, closes=1_020) for day in range(5)),
)
ARRIVAL = Arrival(
    at=MONDAY + 10 * HOUR,
    channel=Channel.EMAIL,
    queue="support",
    entry_point="mail",
    address="Anna@Example.org",
    country="DE",
    language="de-AT",
    band=Band.HIGH,
    vip=True,
    tags={"Segment": "partner", "empty": ""},
    text="I want my money\nback. REFUNDING?",
)


def planned(*rules: Rule, arrival: Arrival = ARRIVAL, waiting: int = 3) -> Plan:
    return plan(ready(rules), arrival, {"office": OFFICE}, lambda queue: waiting, version=7)


def test_without_rules_all_is_as_it_was() -> None:
    assert planned() == Plan(queue="support", asked="support", version=7)


@pytest.mark.parametrize(
    "condition",
    [
        {"channels": (Channel.CHAT, Channel.EMAIL)},
        {"entry_points": ("mail",)},
        {"queues": ("support",)},
        {"addresses": ("+49*", "*@example.ORG")},
        {"countries": ("at", "de")},
        {"languages": ("de",)},
        {"bands": (Band.TOP, Band.HIGH)},
        {"vip": True},
        {"tags": ("segment=Partner",)},
        {"tags": ("segment",)},
        {"words": ("money back",)},
        {"words": ("refund*",)},
        {"calendar": "office"},
        {"waiting": 3},
    ],
)
def test_a_condition_that_holds(condition: dict[str, object]) -> None:
    made = planned(replace(Rule(id="a", queue="other"), **condition))
    assert made.queue == "other"
    (name,) = condition
    assert [fact.name for fact in made.because[0].facts] == [name]


@pytest.mark.parametrize(
    "condition",
    [
        {"channels": (Channel.CHAT,)},
        {"entry_points": ("website",)},
        {"queues": ("other",)},
        {"addresses": ("*@example.com", "anna")},
        {"countries": ("AT",)},
        {"languages": ("de-DE", "d")},
        {"bands": (Band.TOP,)},
        {"vip": False},
        {"tags": ("empty", "segment=other", "partner")},
        {"words": ("refund", "back money")},
        {"calendar": "office", "hour": Hour.CLOSED},
        {"calendar": "gone"},
        {"waiting": 4},
    ],
)
def test_a_condition_that_does_not_hold(condition: dict[str, object]) -> None:
    assert planned(replace(Rule(id="a", queue="other"), **condition)).because == ()


def test_the_first_rule_that_holds_is_the_last() -> None:
    made = planned(
        Rule(id="paused", paused=True, queue="x"),
        Rule(id="a", name="A", vip=True, points=5),
        Rule(id="b", queue="other"),
    )
    because = Because(rule="a", name="A", facts=(Fact(name="vip", value="yes"),))
    assert made == Plan(queue="support", asked="support", points=5, version=7, because=(because,))


def test_going_on_keeps_what_was_said_first() -> None:
    made = planned(
        Rule(id="a", queue="billing", points=0, tag="x", skills={"German": 5}, go_on=True),
        Rule(id="b", queues=("support",), tag="never"),
        Rule(
            id="c",
            queues=("billing",),
            queue="third",
            points=9,
            tag="y",
            skills={"German": 1, "Tax": 2},
        ),
    )
    assert (made.queue, made.points, made.tags) == ("billing", 0, ("x", "y"))
    assert made.skills == {"German": 5, "Tax": 2}
    assert [one.rule for one in made.because] == ["a", "c"]


def test_work_is_held_until_the_house_opens() -> None:
    rule = Rule(
        id="a", calendar="office", hour=Hour.CLOSED, after_hours=AfterHours.HOLD, message="Later"
    )
    assert planned(rule).because == ()
    made = planned(rule, arrival=replace(ARRIVAL, at=MONDAY + 18 * HOUR))
    assert made.held_until == MONDAY + 33 * HOUR
    assert made.messages == ("Later",)
    called = planned(rule, arrival=replace(ARRIVAL, at=MONDAY, channel=Channel.VOICE))
    assert (called.held_until, called.messages) == (MONDAY + 9 * HOUR, ("Later",))
    always = Rule(id="b", after_hours=AfterHours.HOLD, opens="office")
    assert planned(always).held_until is None
    assert planned(Rule(id="c", after_hours=AfterHours.CLOSE)).closed


@given(st.lists(RULES, max_size=6))
def test_every_plan_can_be_explained(rules: list[Rule]) -> None:
    made = planned(*rules)
    assert made == planned(*rules)
    named = [one.rule for one in made.because]
    holding = [rule for rule in rules if not rule.paused]
    assert made.queue == "support" or any(made.queue == rule.queue for rule in holding)
    if not named:
        assert made == Plan(queue="support", asked="support", version=7)
    # Rules after the one that ended it change nothing.
    ends = next((n for n, r in enumerate(rules) if planned(*rules[: n + 1]) == made), 0)
    assert planned(*rules[: ends + 1]) == made


PIECES = st.lists(st.sampled_from(["a", "b", "ab", "*"]), max_size=6).map("".join)


@given(PIECES.map(lambda text: text.replace("*", "")), PIECES)
def test_a_pattern_says_what_an_expression_would(text: str, pattern: str) -> None:
    import re

    wanted = re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), text)
    assert like(text, pattern) == (wanted is not None)
