"""Who gets what, as scripts: the order of those who wait, the choice among agents, skills, capacity."""

from __future__ import annotations

import pytest

from agent_desktop.hub.routing import (
    AgentSignedOut,
    Blending,
    FirstInLine,
    IdleSince,
    InteractionArrived,
    InteractionQueued,
    LeastLoaded,
    NoOtherCandidate,
    OfferMade,
    PresenceSet,
    QueueDefined,
    Ring,
    SkillMatched,
    StickyAgent,
    TimePassed,
)
from tests.hub.routing.script import START, Script, offers


def test_first_come_first_served_in_a_queue_and_across_queues() -> None:
    s = Script()
    s.queue("a")
    s.queue("b")
    s.arrive("second", queue="b", late=2_000)
    s.arrive("third", queue="a", late=1_000)
    s.arrive("first", queue="a", late=3_000)
    assert offers(s.agent("ann", "a", "b")) == [
        ("first", "ann"),
        ("second", "ann"),
        ("third", "ann"),
    ]


def test_equal_arrivals_go_by_id() -> None:
    s = Script()
    s.queue()
    for name in ("b", "a", "c"):
        s.arrive(name)
    assert [one for one, _ in offers(s.agent("ann"))] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("points", "behind_ms", "overtakes"),
    [
        (1, 59_999, True),
        (1, 60_001, False),
        (10, 599_999, True),
        (10, 600_001, False),
        (-1, 0, False),
    ],
)
def test_a_point_is_worth_a_minute_and_no_more(
    points: int, behind_ms: int, overtakes: bool
) -> None:
    s = Script()
    s.queue()
    s.arrive("patient", late=behind_ms)
    s.arrive("hurried", priority=points)
    expected = ["hurried", "patient"] if overtakes else ["patient", "hurried"]
    assert list(s.engine.waiting_ids("q")) == expected
    assert [one for one, _ in offers(s.agent("ann"))] == expected


def test_the_weight_of_a_queue_and_the_rank_of_a_customer_count_alike() -> None:
    s = Script()
    s.queue("heavy", weight=2)
    s.queue("q")
    s.arrive("plain", late=100_000)
    s.arrive("weighty", queue="heavy")
    vip = InteractionArrived(id="vip", channel="chat", queue="q", arrived_at=START, vip=3)
    s.tell(vip)
    assert [one for one, _ in offers(s.agent("ann", "q", "heavy"))] == ["vip", "weighty", "plain"]


def test_the_priority_of_a_queue_serves_those_who_bring_none() -> None:
    s = Script()
    s.tell(QueueDefined(id="q", priority=5))
    s.arrive("own", late=10_000, priority=0)
    s.tell(InteractionArrived(id="default", channel="chat", queue="q", arrived_at=START))
    assert s.engine.waiting_ids("q") == ("default", "own")


def test_nobody_starves_under_a_stream_of_priority() -> None:
    s = Script()
    s.queue()
    s.agent("ann", channels={"voice": 1})
    s.arrive("busy", "voice")
    s.accept("busy")
    s.arrive("patient", "voice")
    current = "busy"
    for minute in range(1, 20):
        s.now = START + minute * 60_000
        s.arrive(f"hurried{minute:02}", "voice", priority=10)
        made = offers(s.end(current))
        current = made[0][0]
        s.accept(current)
        if current == "patient":
            break
    assert (minute, current) == (11, "patient")


def test_less_loaded_then_longer_idle_then_by_id() -> None:
    s = Script()
    s.queue()
    s.agent("ben")
    s.agent("ann")
    s.now += 1
    s.agent("cid")
    assert offers(s.arrive("1")) == [("1", "ann")]
    assert offers(s.arrive("2")) == [("2", "ben")]
    assert offers(s.arrive("3")) == [("3", "cid")]
    for name in ("2", "1"):
        s.accept(name)
        s.now += 1
        s.end(name)
    s.accept("3")
    assert offers(s.arrive("4")) == [("4", "ben")]
    assert offers(s.arrive("5")) == [("5", "ann")]


def test_load_is_a_fraction_of_the_agents_own_budget() -> None:
    s = Script()
    s.queue()
    s.agent("small", channels={"chat": 9}, units=100)
    s.agent("wide", channels={"chat": 9}, units=400)
    taken = [offers(s.arrive(str(number)))[0][1] for number in range(5)]
    assert taken == ["small", "wide", "wide", "wide", "wide"]


def test_best_skill_only_where_the_queue_wants_the_best() -> None:
    s = Script()
    s.queue("best", best=True)
    s.queue("idle")
    s.agent("novice", "best", "idle", skills={"german": 2})
    s.now += 1
    s.agent("expert", "best", "idle", skills={"german": 5})
    german = {"german": 1}
    assert offers(s.arrive("1", queue="idle", skills=german)) == [("1", "novice")]
    assert offers(s.arrive("2", queue="best", skills=german)) == [("2", "expert")]
    assert offers(s.arrive("3", queue="best", skills=german)) == [("3", "expert")]
    s.now += 1
    s.agent("idle novice", "best", skills={"german": 2})
    assert offers(s.arrive("4", queue="best", skills=german)) == [("4", "expert")]
    assert offers(s.arrive("5", queue="best", skills=german)) == [("5", "idle novice")]


@pytest.mark.parametrize(
    ("has", "needs", "gets"),
    [
        ({"german": 3}, {"german": 3}, True),
        ({"german": 2}, {"german": 3}, False),
        ({}, {"german": 0}, False),
        ({"german": 5}, {"german": 1, "billing": 1}, False),
        ({"german": 5, "billing": 1}, {}, True),
    ],
)
def test_skills_have_levels(has: dict[str, int], needs: dict[str, int], gets: bool) -> None:
    s = Script()
    s.queue()
    s.agent("ann", skills=has)
    assert bool(offers(s.arrive("1", skills=needs))) is gets


def test_a_queue_asks_for_skills_unless_the_interaction_names_its_own_level() -> None:
    s = Script()
    s.queue(skills={"german": 3})
    s.agent("ann", skills={"german": 2})
    assert not offers(s.arrive("strict"))
    assert offers(s.arrive("lenient", skills={"german": 1})) == [("lenient", "ann")]


def test_rings_drop_skills_in_time() -> None:
    s = Script()
    s.queue(rings=(Ring(10_000, "billing"), Ring(20_000, "german")))
    s.agent("ann", skills={"german": 1})
    s.arrive("1", skills={"german": 1, "billing": 1})
    s.arrive("2", skills={"german": 2, "billing": 1})
    assert offers(s.at(9_999)) == []
    made = s.at(10_000)
    assert offers(made) == [("1", "ann")]
    assert isinstance(made[0], OfferMade)
    assert made[0].why[:2] == (SkillMatched("billing", 0, 0), SkillMatched("german", 1, 1))
    assert offers(s.at(20_000)) == [("2", "ann")]


@pytest.mark.parametrize(
    ("channel", "limit", "units", "taken"),
    [
        ("voice", 3, 100, 1),
        ("chat", 9, 100, 3),
        ("chat", 2, 100, 2),
        ("email", 9, 100, 9),
        ("email", 99, 100, 10),
        ("chat", 9, 32, 0),
        ("chat", 0, 100, 0),
    ],
)
def test_limits_by_channel_and_budget_by_units(
    channel: str, limit: int, units: int, taken: int
) -> None:
    s = Script()
    s.queue()
    s.agent("ann", channels={channel: limit}, units=units)
    for number in range(12):
        s.arrive(f"{number:02}", channel)
    assert s.engine.waiting("q") == 12 - taken


@pytest.mark.parametrize(
    ("first", "second", "blending", "both"),
    [
        ("voice", "email", Blending(), False),
        ("chat", "voice", Blending(), False),
        ("email", "voice", Blending(), True),
        ("voice", "email", Blending(others_while_exclusive=True), True),
        ("chat", "voice", Blending(others_while_exclusive=True), False),
        ("email", "voice", Blending(exclusive_while_others=True), True),
        ("voice", "email", Blending(exclusive_while_others=True), False),
        ("chat", "email", Blending(), True),
    ],
)
def test_voice_is_exclusive_unless_blended(
    first: str, second: str, blending: Blending, both: bool
) -> None:
    s = Script()
    s.queue()
    s.agent("ann", units=200, blending=blending)
    s.arrive("1", first)
    s.accept("1")
    assert bool(offers(s.arrive("2", second))) is both


def test_the_preferred_agent_comes_first_even_when_more_loaded() -> None:
    s = Script()
    s.queue()
    s.agent("ann")
    s.agent("ben")
    assert offers(s.arrive("1")) == [("1", "ann")]
    made = s.arrive("2", preferred="ann")
    assert offers(made) == [("2", "ann")]
    assert isinstance(made[0], OfferMade)
    assert made[0].why == (StickyAgent(),)


def test_held_for_a_busy_agent_until_the_time_is_over() -> None:
    s = Script()
    s.queue()
    s.agent("ann", channels={"chat": 1})
    s.arrive("1")
    s.accept("1")
    s.agent("ben", channels={"chat": 1})
    assert s.arrive("2", preferred="ann", sticky_until=START + 5_000) == (
        InteractionQueued("2", "q", 1),
    )
    assert s.where("2") == ("held", "")
    assert offers(s.at(4_999)) == []
    assert offers(s.at(5_000)) == [("2", "ben")]


def test_held_until_its_agent_is_free() -> None:
    s = Script()
    s.queue()
    s.agent("ann", channels={"chat": 1})
    s.arrive("1")
    s.accept("1")
    s.arrive("2", preferred="ann")
    s.agent("ben", channels={"chat": 1})
    assert s.where("2") == ("held", "")
    assert offers(s.end("1")) == [("2", "ann")]


def test_the_queue_bounds_the_hold_whatever_the_interaction_asks() -> None:
    s = Script()
    s.queue()
    s.agent("ann", channels={"chat": 1})
    s.arrive("1")
    s.accept("1")
    s.arrive("2", preferred="ann", sticky_until=START + 10**12)
    s.agent("ben", channels={"chat": 1})
    assert offers(s.at(60_000)) == [("2", "ben")]


@pytest.mark.parametrize("absence", ["unknown", "signed out", "break"])
def test_an_absent_preferred_agent_is_skipped_at_once(absence: str) -> None:
    s = Script()
    s.queue()
    if absence != "unknown":
        s.agent("ann")
        s.tell(AgentSignedOut("ann") if absence == "signed out" else PresenceSet("ann"))
    s.agent("ben")
    assert offers(s.arrive("1", preferred="ann")) == [("1", "ben")]


def test_a_hold_ends_when_its_agent_goes_away() -> None:
    s = Script()
    s.queue()
    s.agent("ann", channels={"chat": 1})
    s.arrive("1")
    s.accept("1")
    s.arrive("2", preferred="ann")
    s.agent("ben", channels={"chat": 1})
    assert offers(s.tell(PresenceSet("ann"))) == [("2", "ben")]


def test_the_reasons_of_an_offer() -> None:
    s = Script()
    s.queue()
    s.agent("ann", skills={"german": 4})
    chosen = s.arrive("1", skills={"german": 2})
    assert isinstance(chosen[0], OfferMade)
    assert chosen[0].why == (SkillMatched("german", 4, 2), LeastLoaded(0, 100), IdleSince(START))
    s.arrive("2", "voice", late=5_000, priority=2)
    s.accept("1")
    freed = s.end("1")
    assert isinstance(freed[-1], OfferMade)
    assert freed[-1].why == (FirstInLine(START - 5_000, 2),)
    alone = s.decline("2")
    assert isinstance(alone[-1], OfferMade)
    assert NoOtherCandidate() in alone[-1].why


def test_positions_and_estimates() -> None:
    s = Script()
    s.queue()
    s.agent("ann", channels={"voice": 1})
    s.agent("ben", channels={"voice": 1})
    for name in ("1", "2", "3", "4", "5"):
        s.arrive(name, "voice")
    s.arrive("mail", "email", late=9_000)
    assert [s.engine.position(name) for name in ("1", "3", "5", "mail")] == [None, 1, 3, 1]
    usual = s.rules.handle_ms["voice"]
    assert s.engine.expected("5") == 3 * usual // 2
    assert s.engine.expected("mail") is None
    assert s.engine.expected("1") is None


def test_not_before_its_time() -> None:
    s = Script()
    s.queue()
    s.agent("ann")
    later = InteractionArrived(
        id="1", channel="chat", queue="q", arrived_at=START, not_before=START + 1_000
    )
    assert s.tell(later) == (InteractionQueued("1", "q", None),)
    assert s.engine.next_deadline() == START + 1_000
    assert offers(s.at(1_000)) == [("1", "ann")]
    assert s.tell(TimePassed()) == ()
