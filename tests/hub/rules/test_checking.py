"""Rules that cannot be right are told, each at its line."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from agent_desktop.hub.rules.checking import MAX_RULES, House, checked, checked_rules
from agent_desktop.hub.rules.evaluating import Arrival, plan, ready
from agent_desktop.model.rules import (
    FAULT_REMEDIES,
    FAULT_WORDS,
    AfterHours,
    Band,
    Fault,
    Overflow,
    Relaxed,
    Rule,
    Step,
)
from agent_desktop.model.work import Channel
from tests.hub.rules.strategies import RULES

HOUSE = House(
    queues=frozenset({"a", "b", "c"}),
    agents=frozenset({"anna"}),
    skills=frozenset({"German"}),
    calendars=frozenset({"office"}),
    countries=frozenset({"DE", "AT"}),
    entry_points={"website": Channel.CHAT, "mail": Channel.EMAIL, "shop": Channel.CHAT},
    silent=frozenset({"website"}),
)


LATE_CALLBACK = Overflow(step=Step.CALLBACK, after_ms=60_000)
LATE_VOICEMAIL = Overflow(step=Step.VOICEMAIL, after_ms=60_000)


def faults(*rules: Rule) -> list[tuple[int, Fault, str]]:
    return [(one.line, one.fault, one.field) for one in checked_rules(rules, HOUSE)[2]]


def test_two_rules_of_one_name_are_told_at_the_second() -> None:
    first, again = (
        Rule(id="one", name="Refunds", vip=True),
        Rule(id="two", name="refunds ", vip=False),
    )
    assert faults(first, again) == [(4, Fault.RULE_TWICE, "name")]
    assert faults(first, replace(again, name="")) == []


@pytest.mark.parametrize(
    ("fields", "line", "fault", "name"),
    [
        ({"queue": "x"}, 2, Fault.UNKNOWN_QUEUE, "queue"),
        ({"vip": True, "queues": ("a", "x")}, 2, Fault.UNKNOWN_QUEUE, "queues"),
        ({"agents": ("x",)}, 2, Fault.UNKNOWN_AGENT, "agents"),
        ({"skills": {"x": 1}}, 2, Fault.UNKNOWN_SKILL, "skills"),
        ({"entry_points": ("x",)}, 2, Fault.UNKNOWN_ENTRY_POINT, "entry_points"),
        ({"calendar": "x"}, 2, Fault.UNKNOWN_CALENDAR, "calendar"),
        ({"opens": "x"}, 2, Fault.UNKNOWN_CALENDAR, "opens"),
        ({"countries": ("de", "XX")}, 2, Fault.UNKNOWN_COUNTRY, "countries"),
        ({"waiting": -1}, 2, Fault.NEGATIVE, "waiting"),
        ({"reserve_ms": -1}, 2, Fault.NEGATIVE, "reserve_ms"),
        ({"strict": -1}, 2, Fault.NEGATIVE, "strict"),
        ({"points": -10_001}, 2, Fault.NEGATIVE, "points"),
        ({"points": 10_001}, 2, Fault.TOO_MUCH, "points"),
        ({"skills": {"German": 11}}, 2, Fault.LEVEL, "skills"),
        ({"words": ("x", "x")}, 2, Fault.TWICE, "words"),
        ({"words": ("?!",)}, 2, Fault.NO_VALUE, "words"),
        ({"message": "About {wiat}."}, 2, Fault.NO_VALUE, "message"),
        ({"go_on": True}, 1, Fault.NOTHING, ""),
        ({"after_hours": AfterHours.HOLD}, 2, Fault.NO_CALENDAR, "after_hours"),
        (
            {"channels": (Channel.EMAIL,), "overflow": (LATE_CALLBACK,)},
            3,
            Fault.NOT_HERE,
            "overflow",
        ),
        (
            {"channels": (Channel.CHAT,), "overflow": (LATE_VOICEMAIL,)},
            3,
            Fault.NOT_HERE,
            "overflow",
        ),
        (
            {"entry_points": ("website",), "overflow": (LATE_CALLBACK,)},
            3,
            Fault.NOT_HERE,
            "overflow",
        ),
    ],
)
def test_a_fault_stands_at_its_line(
    fields: dict[str, Any], line: int, fault: Fault, name: str
) -> None:
    if "vip" in fields:  # conditions stand in an order of their own
        line = 2
    assert faults(replace(Rule(id="one"), **fields)) == [(line, fault, name)]


def test_a_step_that_means_something_to_somebody_is_no_fault() -> None:
    places = Rule(id="one", entry_points=("website", "shop"), overflow=(LATE_CALLBACK,))
    mixed = Rule(id="two", overflow=(LATE_CALLBACK, LATE_VOICEMAIL))
    words = Overflow(step=Step.MESSAGE, target="We are coming.", after_ms=1_000)
    silent = Rule(id="three", entry_points=("website",), overflow=(words,))
    assert faults(silent, places, mixed) == []


def test_steps_are_told_at_the_line_of_the_step() -> None:
    steps = (
        Overflow(step=Step.ADD_QUEUE, target="b", after_ms=1),
        Overflow(step=Step.ADD_QUEUE, target="x", after_ms=2),
        Overflow(step=Step.DROP_SKILL, target="Tax", after_ms=-3),
    )
    found = faults(
        Rule(
            id="one",
            skills={"German": 1},
            relaxed=(Relaxed(skill="Tax", after_ms=1),),
            overflow=steps,
        )
    )
    assert found == [
        (3, Fault.NOT_ASKED, "relaxed"),
        (5, Fault.UNKNOWN_QUEUE, "overflow"),
        (6, Fault.NEGATIVE, "overflow"),
        (6, Fault.NOT_ASKED, "overflow"),
    ]


def test_steps_of_a_rule_in_the_shadow_of_one_that_goes_on_are_told() -> None:
    steps = (Overflow(step=Step.CLOSE, after_ms=60_000),)
    first = Rule(id="first", name="All", overflow=steps, go_on=True)
    second = Rule(id="second", vip=True, points=1, overflow=steps)
    assert faults(first, second) == [(8, Fault.DECIDED_BEFORE, "overflow")]
    assert faults(first, replace(second, overflow=())) == []
    assert faults(replace(first, vip=False), second) == []
    assert faults(replace(first, paused=True), second) == []
    assert faults(replace(first, overflow=(), points=2), second) == []
    ends = replace(first, overflow=(), after_hours=AfterHours.CLOSE)
    assert faults(ends, second) == [(8, Fault.DECIDED_BEFORE, "overflow")]
    moves = replace(first, queues=("a",), queue="b")
    assert faults(moves, replace(second, queues=("a",))) == [], "it sees the other queue"
    over_all = Rule(id="wide", points=3)
    assert [one[1] for one in faults(over_all, first, second)] == [
        Fault.UNREACHABLE,
        Fault.UNREACHABLE,
        Fault.DECIDED_BEFORE,
    ]


def test_relaxing_that_asks_for_no_less_is_told_and_times_as_they_are_written() -> None:
    rings = (
        Relaxed(skill="German", after_ms=60_000, level=9),
        Relaxed(skill="German", after_ms=180_000, level=1),
        Relaxed(skill="German", after_ms=120_000),
        Relaxed(skill="German", after_ms=-60_000, level=2),
    )
    text, _, found = checked_rules([Rule(id="one", skills={"German": 3}, relaxed=rings)], HOUSE)
    assert [(one.line, one.fault, one.value) for one in found] == [
        (3, Fault.NOT_LOWER, "German 9"),
        (4, Fault.NOT_LOWER, "German 1"),
        (6, Fault.NEGATIVE, "-1 min"),
    ], text
    more = Rule(id="more", vip=True, skills={"German": 10}, go_on=True)
    one = Rule(id="one", skills={"German": 3}, relaxed=rings[:1])
    assert faults(more, one) == [], "by then German 10 may be asked for"


def test_each_fault_has_words_and_a_remedy() -> None:
    assert set(FAULT_WORDS) == set(FAULT_REMEDIES) == set(Fault)


def test_what_a_negative_point_is_for() -> None:
    assert faults(Rule(id="one", points=-5)) == []


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ({}, {"vip": True}),
        ({"vip": True}, {"vip": True, "channels": (Channel.CHAT,)}),
        ({"channels": (Channel.CHAT, Channel.EMAIL)}, {"entry_points": ("website", "mail")}),
        ({"channels": tuple(Channel)}, {}),
        ({"bands": tuple(Band)}, {}),
        ({"bands": (Band.TOP, Band.HIGH)}, {"bands": (Band.TOP,)}),
        ({"addresses": ("*@example.org",)}, {"addresses": ("Anna@example.org",)}),
        ({"languages": ("de",)}, {"languages": ("de-AT", "de")}),
        ({"words": ("money",)}, {"words": ("money back",)}),
        ({"tags": ("segment",)}, {"tags": ("Segment=partner",)}),
        ({"calendar": "office"}, {"calendar": "office", "vip": False}),
        ({"queues": ("a",), "waiting": 3}, {"queues": ("a",), "waiting": 5}),
        ({"waiting": 0}, {}),
    ],
)
def test_a_rule_in_the_shadow_of_another(wide: dict[str, Any], narrow: dict[str, Any]) -> None:
    first, second = Rule(id="first", **wide), Rule(id="second", **narrow)
    ((_, fault, _),) = faults(first, second)
    assert fault is Fault.UNREACHABLE
    assert faults(replace(first, paused=True), second) == []
    assert faults(replace(first, go_on=True, points=1), second) == []


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ({"vip": True}, {}),
        ({"vip": True}, {"vip": False}),
        ({"channels": (Channel.CHAT,)}, {"entry_points": ("mail",)}),
        ({"words": ("money back",)}, {"words": ("money",)}),
        ({"words": ("money",)}, {"words": ("money*",)}),
        ({"languages": ("de-AT",)}, {"languages": ("de",)}),
        ({"addresses": ("*@example.org",)}, {"addresses": ("*@*",)}),
        ({"waiting": 5}, {"waiting": 3}),
        ({"calendar": "office"}, {}),
    ],
)
def test_a_rule_that_may_be_reached(wide: dict[str, Any], narrow: dict[str, Any]) -> None:
    assert faults(Rule(id="first", **wide), Rule(id="second", **narrow)) == []


def test_a_queue_that_is_changed_between_two_rules_makes_the_second_one_reachable() -> None:
    first, second = Rule(id="1", queues=("a",)), Rule(id="3", queues=("a",), vip=True)
    assert [one[1] for one in faults(first, second)] == [Fault.UNREACHABLE]
    assert faults(first, Rule(id="2", queue="a", go_on=True), second) == []


def test_queues_that_are_added_in_a_circle() -> None:
    def rule(key: str, queue: str, to: str) -> Rule:
        step = Overflow(step=Step.ADD_QUEUE, target=to, after_ms=1)
        return Rule(id=key, queues=(queue,), overflow=(step,))

    assert faults(rule("1", "a", "b"), rule("2", "b", "c")) == []
    _, _, (found,) = checked_rules(
        [rule("1", "a", "b"), rule("2", "b", "c"), rule("3", "c", "a")], HOUSE
    )
    assert (found.fault, found.rule, found.line) == (Fault.CYCLE, "3", 11)
    assert found.value == "c → a → b → c"
    own = Rule(id="x", queue="a", overflow=rule("", "", "a").overflow)
    assert [one[1] for one in faults(own)] == [Fault.CYCLE]


def test_there_are_bounds() -> None:
    many = [Rule(id=f"r{n}", words=(f"w{n}",)) for n in range(MAX_RULES + 1)]
    assert [one[1] for one in faults(*many)] == [Fault.TOO_MUCH]


def test_faults_of_reading_and_of_meaning_stand_in_one_list() -> None:
    _, found = checked("rule a\n  to queue x\n  nonsense\n  prefer nobody", HOUSE)
    assert [(one.line, one.fault) for one in found] == [
        (2, Fault.UNKNOWN_QUEUE),
        (3, Fault.NO_SENTENCE),
        (4, Fault.UNKNOWN_AGENT),
    ]


ARRIVALS = st.builds(
    Arrival,
    at=st.just(0),
    channel=st.sampled_from(Channel),
    queue=st.sampled_from(["a", "b"]),
    entry_point=st.sampled_from(["", "x"]),
    address=st.sampled_from(["", "a@b", "+49"]),
    language=st.sampled_from(["", "de", "de-AT"]),
    band=st.sampled_from(Band),
    vip=st.booleans(),
    text=st.sampled_from(["", "money", "money back", "back"]),
)
FEW = st.builds(
    Rule,
    id=st.just("x"),
    channels=st.lists(st.sampled_from(Channel), max_size=2).map(tuple),
    queues=st.lists(st.sampled_from(["a", "b"]), max_size=1).map(tuple),
    queue=st.sampled_from(["", "", "a", "b"]),
    languages=st.lists(st.sampled_from(["de", "de-AT"]), max_size=1).map(tuple),
    bands=st.lists(st.sampled_from(Band), max_size=2).map(tuple),
    words=st.lists(st.sampled_from(["money", "back", "money*"]), max_size=1).map(tuple),
    vip=st.sampled_from([None, None, True]),
    waiting=st.sampled_from([None, 0, 3]),
    points=st.just(1),
    go_on=st.booleans(),
)


@given(st.lists(FEW, min_size=2, max_size=5), ARRIVALS, st.integers(0, 4))
def test_what_is_called_unreachable_is_never_reached(
    rules: list[Rule], arrival: Arrival, waiting: int
) -> None:
    rules = [replace(rule, id=f"r{number}") for number, rule in enumerate(rules)]
    _, kept, found = checked_rules(rules, HOUSE)
    never = {one.rule for one in found if one.fault is Fault.UNREACHABLE}
    made = plan(ready(kept), arrival, {}, lambda queue: waiting)
    assert not never & {one.rule for one in made.because}


@given(st.lists(RULES, max_size=4))
def test_no_rule_is_too_strange_to_be_judged(rules: list[Rule]) -> None:
    text, _, found = checked_rules(rules, HOUSE)
    lines = text.count("\n") + 1
    assert all(0 <= one.line <= lines for one in found)
