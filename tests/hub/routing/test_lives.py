"""The lives of offers, interactions and agents, as scripts."""

from __future__ import annotations

import pytest

from agent_desktop.hub.routing import (
    AgentBecameNotResponding,
    AgentSignedIn,
    AgentSignedOut,
    AgentUpdated,
    Engine,
    Input,
    InteractionArrived,
    InteractionAssigned,
    InteractionClosed,
    InteractionEnded,
    InteractionQueued,
    InteractionWithdrawn,
    OfferAnswered,
    OfferEnded,
    PresenceSet,
    Profile,
    PulledByHand,
    Refused,
    Repeated,
    Requeued,
    RestoredActive,
    Ring,
    Rules,
    TimePassed,
    WrapUpCompleted,
    WrapUpEnded,
    WrapUpStarted,
)
from agent_desktop.hub.routing.deadlines import SWEEP_FROM
from tests.hub.routing.script import START, Script, offers


def test_accept_assigns_and_the_same_accept_gets_the_same_reply() -> None:
    s = Script()
    s.queue()
    s.agent("ann")
    s.arrive("1")
    assigned = InteractionAssigned("1", "ann", 1, START, "accepted")
    assert s.accept("1") == (OfferEnded("1", "ann", 1, "accepted"), assigned)
    s.now += 5
    again = OfferAnswered("1", 1, "ann", "accept")
    assert s.tell(again) == (Repeated(assigned),)
    assert s.tell(OfferAnswered("1", 1, "ben", "accept")) == (Refused("stale_offer", "epoch", "1"),)


def test_an_accept_at_the_very_end_is_too_late() -> None:
    s = Script()
    s.queue()
    s.agent("ann")
    s.arrive("1")
    s.now += 30_000
    decisions = s.tell(OfferAnswered("1", 1, "ann", "accept"))
    assert decisions == (
        OfferEnded("1", "ann", 1, "timed_out"),
        AgentBecameNotResponding("ann", "1"),
        InteractionQueued("1", "q", 1),
        Refused("stale_offer", "epoch", "1"),
    )


def test_a_missed_offer_takes_all_other_offers_with_it_until_the_agent_is_back() -> None:
    s = Script()
    s.queue()
    s.agent("ann")
    s.arrive("1")
    s.now += 1_000
    s.arrive("2")
    decisions = s.at(30_000)
    assert OfferEnded("2", "ann", 1, "rescinded", "agent_not_responding") in decisions
    state = s.engine.agent("ann")
    assert state is not None
    assert (state.not_responding, state.routable, state.used) == (True, (), 0)
    assert offers(s.tell(PresenceSet("ann", ("chat",)))) == [("1", "ann"), ("2", "ann")]


def test_a_declined_one_keeps_its_place_and_passes_over_that_agent() -> None:
    s = Script()
    s.queue()
    s.agent("ann", channels={"chat": 1})
    s.agent("ben", channels={"chat": 1})
    s.arrive("0")
    s.accept("0")
    s.arrive("1")
    s.arrive("2", late=-1)
    s.arrive("3", late=-2)
    assert s.where("1") == ("offered", "ben")
    assert offers(s.decline("1")) == [("2", "ben")]
    assert s.engine.waiting_ids("q") == ("1", "3")
    assert offers(s.end("0")) == [("1", "ann")]


def test_passed_over_only_for_a_minute() -> None:
    s = Script()
    s.queue()
    s.agent("ann", channels={"chat": 1})
    s.agent("ben", channels={"chat": 1})
    s.arrive("0")
    s.accept("0")
    s.arrive("1")
    s.decline("1")
    assert offers(s.at(59_999)) == []
    assert offers(s.at(60_000)) == [("1", "ben")]


def test_who_declined_is_better_than_nobody() -> None:
    s = Script()
    s.queue()
    s.agent("ann", channels={"chat": 1})
    s.agent("ben", channels={"chat": 1})
    s.arrive("0")
    s.accept("0")
    s.arrive("1")
    assert offers(s.decline("1")) == []
    assert offers(s.tell(AgentSignedOut("ann"))) == [("1", "ben")]


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (AgentSignedOut("ann"), "agent_signed_out"),
        (PresenceSet("ann"), "agent_unavailable"),
        (PresenceSet("ann", ("email",)), "agent_unavailable"),
        (AgentUpdated("ann", Profile(queues=("other",), channels={"chat": 1})), "agent_updated"),
        (
            AgentUpdated("ann", Profile(queues=("q",), channels={"chat": 1}, units=5)),
            "agent_updated",
        ),
        (PulledByHand("1", "ben"), "pulled"),
        (Requeued(interaction="1", queue="other"), "moved"),
        (InteractionWithdrawn("1", "abandoned"), "abandoned"),
    ],
)
def test_what_takes_an_offer_back(told: Input, reason: str) -> None:
    s = Script()
    s.queue()
    s.queue("other")
    s.agent("ann")
    s.arrive("1")
    s.agent("ben", "none")
    decisions = s.tell(told)
    ended = decisions[0]
    assert isinstance(ended, OfferEnded)
    assert (ended.outcome, ended.reason) == ("rescinded", reason)
    state = s.engine.agent("ann")
    assert state is None or state.used == 0


def test_a_smaller_profile_takes_the_newest_offers_back() -> None:
    s = Script()
    s.queue()
    s.agent("ann")
    for name in ("1", "2", "3"):
        s.arrive(name)
    s.accept("1")
    decisions = s.tell(AgentUpdated("ann", Profile(queues=("q",), channels={"chat": 2})))
    assert [one.interaction for one in decisions if isinstance(one, OfferEnded)] == ["3"]
    assert s.where("1") == ("active", "ann")


def test_wrap_up_holds_the_capacity() -> None:
    s = Script()
    s.queue(wrap_up_ms=10_000)
    s.agent("ann", channels={"voice": 1})
    s.arrive("1", "voice")
    s.accept("1")
    s.arrive("2", "voice")
    started = WrapUpStarted("1", "ann", START, START + 10_000)
    assert s.end("1") == (started,)
    assert s.tell(InteractionEnded("1", "ann")) == (Repeated(started),)
    assert s.tell(InteractionEnded("1", "ben")) == (Refused("not_active", "interaction", "1"),)
    decisions = s.at(10_000)
    assert decisions[:2] == (WrapUpEnded("1", "ann", "elapsed"), InteractionClosed("1", "done"))
    assert offers(decisions) == [("2", "ann")]


def test_wrap_up_without_end_waits_for_the_agent() -> None:
    s = Script()
    s.queue(wrap_up_ms=None)
    s.agent("ann")
    s.arrive("1")
    s.accept("1")
    s.end("1")
    assert s.at(10**9) == ()
    done = WrapUpCompleted("1", "ann")
    assert s.tell(done) == (WrapUpEnded("1", "ann", "completed"), InteractionClosed("1", "done"))
    assert s.tell(done) == (Refused("not_in_wrap_up", "interaction", "1"),)


def test_signing_out_ends_the_wrap_up() -> None:
    s = Script()
    s.queue(wrap_up_ms=None)
    s.agent("ann")
    s.arrive("1")
    s.accept("1")
    s.end("1")
    assert s.tell(AgentSignedOut("ann")) == (
        WrapUpEnded("1", "ann", "signed_out"),
        InteractionClosed("1", "done"),
    )
    assert s.engine.agent("ann") is None


def test_a_transfer_starts_the_rings_again() -> None:
    s = Script()
    s.queue(rings=(Ring(10_000, "german"),))
    s.agent("ann", skills={"german": 1}, channels={"chat": 1})
    s.arrive("1", skills={"german": 1})
    s.accept("1")
    s.agent("ben", channels={"chat": 1})
    s.at(50_000)
    s.tell(PresenceSet("ann"))
    assert offers(s.tell(Requeued(interaction="1"))) == []
    assert offers(s.at(59_999)) == []
    assert offers(s.at(60_000)) == [("1", "ben")]


def test_a_transfer_keeps_the_arrival_and_leaves_wrap_up_behind() -> None:
    s = Script()
    s.queue("q", wrap_up_ms=5_000)
    s.queue("second")
    s.agent("ann", "q", "second")
    s.arrive("1", late=70_000)
    s.accept("1")
    s.arrive("other", queue="second", late=60_000)
    s.agent("ben", "second", channels={"chat": 1})
    decisions = s.tell(Requeued(interaction="1", queue="second", wrap_up=True))
    assert decisions[0] == WrapUpStarted("1", "ann", START, START + 5_000)
    assert offers(decisions) == [("1", "ben")]
    state = s.engine.interaction("1")
    assert state is not None
    assert (state.arrived_at, state.excluded) == (START - 70_000, {"ann": START + 60_000})
    assert s.at(5_000) == (WrapUpEnded("1", "ann", "elapsed"),)
    assert s.where("1") == ("offered", "ben")


def test_a_transfer_to_a_person_waits_for_that_person() -> None:
    s = Script()
    s.queue()
    s.agent("ann", channels={"chat": 1})
    s.agent("ben", channels={"chat": 1})
    s.agent("cid", channels={"chat": 1})
    for name in ("1", "2"):
        s.arrive(name)
        s.accept(name)
    assert offers(s.tell(Requeued(interaction="1", preferred_agents=("ben",)))) == []
    assert offers(s.end("2")) == [("1", "ben")]


def test_pulling_keeps_to_capacity_unless_overridden() -> None:
    s = Script()
    s.queue()
    s.agent("ann", channels={"voice": 1})
    s.arrive("1", "voice")
    s.accept("1")
    s.arrive("2", "voice")
    assert s.tell(PulledByHand("2", "ann")) == (Refused("no_capacity", "agent", "ann"),)
    assigned = InteractionAssigned("2", "ann", 1, START, "pulled", True)
    assert s.tell(PulledByHand("2", "ann", True)) == (assigned,)
    assert s.tell(PulledByHand("2", "ann")) == (Repeated(assigned),)
    s.end("1")
    s.arrive("3", "voice")
    assert s.where("3") == ("line", "")
    assert offers(s.end("2")) == [("3", "ann")]


def test_an_offer_that_was_pulled_away_cannot_be_accepted() -> None:
    s = Script()
    s.queue()
    s.agent("ann")
    s.arrive("1")
    s.agent("ben")
    s.tell(PulledByHand("1", "ben"))
    assert s.tell(OfferAnswered("1", 1, "ann", "accept")) == (Refused("stale_offer", "epoch", "1"),)
    assert s.where("1") == ("active", "ben")


def test_work_outlives_the_sign_out_and_a_restart_without_snapshot() -> None:
    s = Script()
    s.queue()
    s.agent("ann", channels={"chat": 1})
    s.arrive("1", late=500)
    s.accept("1")
    s.tell(AgentSignedOut("ann"))
    assert s.where("1") == ("active", "ann")

    fresh = Script()
    fresh.queue()
    restored = RestoredActive(
        id="1",
        channel="chat",
        queue="q",
        arrived_at=START - 500,
        agent="ann",
        epoch=1,
        assigned_at=START,
    )
    assert fresh.tell(restored) == (InteractionAssigned("1", "ann", 1, START, "restored"),)
    waiting = InteractionArrived(id="2", channel="chat", queue="q", arrived_at=START, epoch=4)
    fresh.tell(waiting)
    assert offers(fresh.agent("ann", channels={"chat": 1})) == []
    made = fresh.end("1")
    assert offers(made) == [("2", "ann")]
    state = fresh.engine.interaction("2")
    assert state is not None
    assert state.epoch == 5


def test_a_clock_that_runs_backwards_or_below_zero_counts_as_the_latest_time_seen() -> None:
    s = Script()
    s.queue()
    s.agent("ann")
    assert s.engine.apply(TimePassed(), -5) == ()
    made = s.engine.apply(
        InteractionArrived(id="1", channel="chat", queue="q", arrived_at=START), START - 10**6
    )
    assert offers(made) == [("1", "ann")]
    assert s.engine.next_deadline() == START + 30_000
    assert Engine(Rules()).snapshot().now == 0


def test_an_agent_who_signs_in_twice_keeps_work_and_presence() -> None:
    s = Script()
    s.queue()
    s.agent("ann")
    s.arrive("1")
    s.accept("1")
    state = s.engine.agent("ann")
    assert state is not None
    assert s.tell(AgentSignedIn("ann", state.profile)) == ()
    assert s.engine.agent("ann") == state


def test_no_deadline_is_lost_where_there_are_so_many_that_they_are_swept() -> None:
    s = Script()
    s.queue(rings=(Ring(600_000, "german"),))
    many = SWEEP_FROM + 2
    for number in range(many):
        s.arrive(str(number), skills={"german": 1})
    s.at(600_000)
    assert len(offers(s.agent("ann", channels={"chat": many}, units=33 * many))) == many
