"""Input that means harm: refused with the value at fault, and nothing breaks."""

from __future__ import annotations

from typing import cast

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.hub.routing import (
    AgentSignedIn,
    AgentSignedOut,
    AgentUpdated,
    Engine,
    Input,
    InteractionArrived,
    InteractionEnded,
    InteractionWithdrawn,
    OfferAnswered,
    PresenceSet,
    Profile,
    PulledByHand,
    QueueDefined,
    QueueRemoved,
    Refused,
    Requeued,
    RestoredActive,
    Ring,
    TimePassed,
    WrapUpCompleted,
)
from tests.hub.routing.script import START, Script, offers


def test_a_skill_nobody_has_does_not_fill_the_memory_with_lines() -> None:
    s = Script()
    s.queue()
    for number in range(1_000):
        s.arrive("1", skills={f"odd{number}": 1})
        s.tell(InteractionWithdrawn("1", "abandoned"))
    s.agent("ann", skills={"odd1": 1})
    assert offers(s.arrive("2", skills={"odd1": 1})) == [("2", "ann")]


REFUSED: list[tuple[Input, Refused]] = [
    (QueueRemoved("nowhere"), Refused("unknown_queue", "id", "nowhere")),
    (AgentUpdated("no", Profile(queues=(), channels={})), Refused("unknown_agent", "id", "no")),
    (AgentSignedIn("", Profile(queues=(), channels={})), Refused("bad_value", "id", "")),
    (
        RestoredActive(
            id="1", channel="chat", queue="help", agent="", arrived_at=0, epoch=0, assigned_at=0
        ),
        Refused("bad_value", "agent", ""),
    ),
    (AgentSignedOut("no"), Refused("unknown_agent", "id", "no")),
    (PresenceSet("no", ("chat",)), Refused("unknown_agent", "agent", "no")),
    (InteractionWithdrawn("no", "abandoned"), Refused("unknown_interaction", "interaction", "no")),
    (OfferAnswered("no", 1, "ann", "accept"), Refused("unknown_interaction", "interaction", "no")),
    (InteractionEnded("no"), Refused("unknown_interaction", "interaction", "no")),
    (InteractionEnded("waits"), Refused("not_active", "interaction", "waits")),
    (WrapUpCompleted("waits", "ann"), Refused("not_in_wrap_up", "interaction", "waits")),
    (Requeued(interaction="no"), Refused("unknown_interaction", "interaction", "no")),
    (Requeued(interaction="waits", queue="no"), Refused("unknown_queue", "queue", "no")),
    (PulledByHand("no", "ann"), Refused("unknown_interaction", "interaction", "no")),
    (PulledByHand("waits", "no", True), Refused("unknown_agent", "agent", "no")),
    (
        InteractionArrived(id="x", channel="chat", queue="q", arrived_at=-1),
        Refused("bad_value", "arrived_at", "-1"),
    ),
    (
        InteractionArrived(id="x", channel="chat", queue="q", arrived_at=1 << 60),
        Refused("bad_value", "arrived_at", str(1 << 60)),
    ),
    (
        InteractionArrived(id="x", channel="chat", queue="q", arrived_at=1, priority=10**9),
        Refused("bad_value", "priority", "1000000000, 0"),
    ),
    (
        InteractionArrived(id="x", channel="chat", queue="q", arrived_at=1, epoch=-1),
        Refused("bad_value", "epoch", "-1"),
    ),
    (
        InteractionArrived(id="waits", channel="chat", queue="q", arrived_at=1),
        Refused("known_interaction", "id", "waits"),
    ),
    (QueueDefined(id="q", weight=10**9), Refused("bad_value", "weight", "1000000000")),
    (QueueDefined(id="q", offer_ms={"chat": 0}), Refused("bad_value", "offer_ms", "{'chat': 0}")),
    (QueueDefined(id="q", wrap_up_ms=-1), Refused("bad_value", "wrap_up_ms", "-1")),
    (QueueDefined(id="q", max_waiting=-1), Refused("bad_value", "max_waiting", "-1")),
    (QueueDefined(id="q", sticky_ms=-1), Refused("bad_value", "sticky_ms", "-1")),
    (
        QueueDefined(id="q", rings=(Ring(2, "a"), Ring(1, "b"))),
        Refused("bad_value", "rings", "[2, 1]"),
    ),
]


@pytest.mark.parametrize(("told", "refused"), REFUSED)
def test_a_refusal_names_the_value_and_changes_nothing(told: Input, refused: Refused) -> None:
    s = Script()
    s.queue()
    s.agent("ann", channels={"email": 1})
    s.arrive("waits")
    before = s.engine.snapshot()
    assert s.tell(told) == (refused,)
    assert s.engine.snapshot() == before


def test_what_is_not_an_input_raises() -> None:
    with pytest.raises(TypeError, match="dict"):
        Engine().apply(cast(Input, {}), START)


strange = st.text(max_size=3) | st.sampled_from(("q", "ann", "1", "chat", "german"))
numbers = st.integers(-(10**6), 10**6) | st.sampled_from((0, -1, 2**62, -(2**62)))


def inputs() -> st.SearchStrategy[Input]:
    """Any input at all, with ids, levels, limits and times from nowhere."""
    levels = st.dictionaries(strange, numbers, max_size=2)
    profile = st.builds(
        Profile,
        queues=st.lists(strange, max_size=2).map(tuple),
        channels=levels,
        skills=levels,
        units=numbers,
    )
    text = {"id": strange, "interaction": strange, "agent": strange, "queue": strange}
    return st.one_of(
        st.builds(
            QueueDefined,
            id=strange,
            weight=numbers,
            skills=levels,
            offer_ms=levels,
            wrap_up_ms=st.none() | numbers,
            max_waiting=st.none() | numbers,
            sticky_ms=numbers,
        ),
        st.builds(QueueRemoved, strange),
        st.builds(AgentSignedIn, strange, profile),
        st.builds(AgentUpdated, strange, profile),
        st.builds(AgentSignedOut, strange),
        st.builds(PresenceSet, strange, st.lists(strange, max_size=3).map(tuple)),
        st.builds(
            InteractionArrived,
            channel=strange,
            arrived_at=numbers,
            skills=levels,
            priority=st.none() | numbers,
            vip=numbers,
            preferred_agents=st.lists(strange, max_size=2).map(tuple),
            sticky_until=st.none() | numbers,
            not_before=numbers,
            queued_at=st.none() | numbers,
            epoch=numbers,
            id=text["id"],
            queue=text["queue"],
        ),
        st.builds(InteractionWithdrawn, strange, st.just("abandoned")),
        st.builds(OfferAnswered, strange, numbers, strange, st.sampled_from(("accept", "decline"))),
        st.builds(InteractionEnded, strange, st.none() | strange),
        st.builds(WrapUpCompleted, strange, strange),
        st.builds(Requeued, interaction=strange, queue=st.none() | strange, wrap_up=st.booleans()),
        st.builds(PulledByHand, strange, strange, st.booleans()),
        st.builds(
            RestoredActive,
            id=strange,
            channel=strange,
            queue=strange,
            arrived_at=numbers,
            agent=strange,
            epoch=numbers,
            assigned_at=numbers,
        ),
        st.just(TimePassed()),
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(inputs(), numbers), max_size=40))
def test_nothing_breaks_the_engine(script: list[tuple[Input, int]]) -> None:
    engine = Engine()
    engine.apply(QueueDefined(id="q"), 0)
    engine.apply(AgentSignedIn("ann", Profile(queues=("q",), channels={"chat": 2})), 0)
    engine.apply(PresenceSet("ann", ("chat",)), 0)
    for told, now in script:
        engine.apply(told, now)
        engine.next_deadline()
        kept = engine.snapshot()
        assert Engine.restore(kept).snapshot() == kept
        for state in kept.interactions:
            assert (state.agent == "") == (state.state in ("line", "held", "deferred"))
    assert msgspec.json.encode(engine.snapshot())
