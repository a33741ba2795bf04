"""Queues: full ones, changed ones, removed ones; as scripts."""

from __future__ import annotations

from agent_desktop.hub.routing import (
    AgentSignedOut,
    Engine,
    InteractionQueued,
    InteractionWithdrawn,
    OfferEnded,
    PresenceSet,
    PriorityChanged,
    QueueDefined,
    QueueFull,
    QueueRemoved,
    Refused,
    Requeued,
)
from tests.hub.routing.script import Script, offers


def test_a_queue_takes_no_more_than_its_limit() -> None:
    s = Script()
    s.queue(max_waiting=2)
    assert [type(s.arrive(str(number))[0]) for number in range(4)] == [
        InteractionQueued,
        InteractionQueued,
        QueueFull,
        QueueFull,
    ]
    assert s.where("3") == ("gone", "")


def test_a_full_queue_still_lets_in_whom_an_agent_takes_at_once() -> None:
    s = Script()
    s.queue(max_waiting=0)
    s.agent("ann", channels={"chat": 1})
    assert offers(s.arrive("1")) == [("1", "ann")]
    assert s.arrive("2") == (QueueFull("2", "q", 0, 0),)


def test_a_returning_offer_is_never_put_out() -> None:
    s = Script()
    s.queue(max_waiting=1)
    s.agent("ann", channels={"chat": 1})
    s.arrive("1")
    s.arrive("2")
    s.tell(AgentSignedOut("ann"))
    assert s.engine.waiting_ids("q") == ("1", "2")
    assert isinstance(s.arrive("3")[0], QueueFull)


def test_what_an_agent_had_returns_to_its_full_queue_at_its_old_place() -> None:
    s = Script()
    s.queue(max_waiting=1)
    s.agent("ann", channels={"chat": 1})
    s.arrive("1")
    s.accept("1")
    s.tell(PresenceSet("ann"))
    s.arrive("2")
    assert isinstance(s.arrive("3")[0], QueueFull)
    s.tell(Requeued(interaction="1"))
    assert s.engine.waiting_ids("q") == ("1", "2")


def test_a_transfer_into_a_full_queue_stays_where_it_was() -> None:
    s = Script()
    s.queue()
    s.queue("full", max_waiting=1)
    s.arrive("waits", queue="full")
    s.agent("ann")
    s.arrive("1")
    s.accept("1")
    assert s.tell(Requeued(interaction="1", queue="full")) == (QueueFull("1", "full", 1, 1),)
    assert s.where("1") == ("active", "ann")


def test_who_gains_points_moves_forward_and_keeps_the_arrival() -> None:
    s = Script()
    s.queue()
    s.arrive("1")
    s.at(1_000)
    s.arrive("2")
    assert s.tell(PriorityChanged("2", 5)) == ()
    assert s.engine.waiting_ids("q") == ("2", "1")
    assert s.tell(PriorityChanged("2", 0)) == ()
    assert s.engine.waiting_ids("q") == ("1", "2")
    for told in (PriorityChanged("nobody", 1), PriorityChanged("1", 10**9)):
        assert [type(one) for one in s.tell(told)] == [Refused]
    s.agent("ann", channels={"chat": 1})
    assert s.tell(PriorityChanged("1", 5)) == ()
    assert s.where("1") == ("offered", "ann")


def test_a_changed_queue_sorts_those_who_wait_anew() -> None:
    s = Script()
    s.queue("light")
    s.queue("q")
    s.arrive("old", queue="q", late=30_000)
    s.arrive("new", queue="light")
    s.queue("light", weight=1)
    assert [one for one, _ in offers(s.agent("ann", "q", "light"))] == ["new", "old"]


def test_a_queue_that_asks_for_less_serves_those_who_wait_in_their_order() -> None:
    s = Script()
    s.queue(skills={"german": 1})
    s.agent("ann", channels={"chat": 1})
    s.arrive("late")
    s.arrive("early", late=5_000)
    assert offers(s.tell(QueueDefined(id="q"))) == [("early", "ann")]


def test_an_offer_under_older_demands_is_judged_alike_before_and_after_a_restart() -> None:
    s = Script()
    s.queue()
    s.agent("ann")
    s.arrive("1")
    s.queue(skills={"german": 1})
    again = Engine.restore(s.engine.snapshot())
    told = PresenceSet("ann", ("chat", "email"))
    decisions = s.tell(told)
    assert decisions[0] == OfferEnded("1", "ann", 1, "rescinded", "agent_unavailable")
    assert again.apply(told, s.now) == decisions


def test_a_queue_in_use_stays() -> None:
    s = Script()
    s.queue()
    s.agent("ann")
    s.arrive("1")
    assert s.tell(QueueRemoved("q")) == (Refused("queue_in_use", "id", "q"),)
    s.tell(InteractionWithdrawn("1", "cancelled"))
    assert s.tell(QueueRemoved("q")) == ()
    assert s.arrive("2") == (Refused("unknown_queue", "queue", "q"),)
    s.queue()
    assert offers(s.arrive("3")) == [("3", "ann")]
