"""Work that changes hands among agents who are in it together, as scripts."""

from __future__ import annotations

from agent_desktop.hub.routing import (
    HandedOver,
    InteractionAssigned,
    InteractionClosed,
    InteractionEnded,
    OfferEnded,
    Refused,
    Repeated,
    WrapUpCompleted,
    WrapUpEnded,
    WrapUpStarted,
)
from tests.hub.routing.script import START, Script, offers


def two_agents(wrap_up_ms: int | None) -> Script:
    """ "ann" has "1", and "ben" is there too."""
    s = Script()
    s.queue(wrap_up_ms=wrap_up_ms)
    s.agent("ann")
    s.arrive("1")
    s.accept("1")
    s.agent("ben")
    return s


def used(s: Script) -> dict[str, int]:
    """The units that each agent has committed."""
    return {one.id: one.used for one in s.engine.snapshot().agents}


def test_who_left_wraps_up_while_the_work_goes_on() -> None:
    s = two_agents(None)
    before = used(s)["ann"]
    assigned = InteractionAssigned("1", "ben", 2, START, "handed_over")
    told = HandedOver("1", "ann", "ben")
    assert s.tell(told) == (WrapUpStarted("1", "ann", START, None), assigned)
    assert s.tell(told) == (Repeated(assigned),)
    assert used(s) == {"ann": before, "ben": before}
    assert s.tell(WrapUpCompleted("1", "ann")) == (WrapUpEnded("1", "ann", "completed"),)
    assert used(s) == {"ann": 0, "ben": before}
    assert s.tell(InteractionEnded("1", "ann")) == (Refused("not_active", "interaction", "1"),)
    assert s.tell(InteractionEnded("1", "ben", wrap_up=False)) == (InteractionClosed("1", "done"),)
    assert used(s) == {"ann": 0, "ben": 0}


def test_without_wrap_up_the_one_who_left_is_free_at_once() -> None:
    s = two_agents(0)
    s.tell(HandedOver("1", "ann", "ben"))
    assert used(s)["ann"] == 0


def test_a_handover_beyond_capacity_is_recorded_and_takes_the_pending_offer_back() -> None:
    s = Script()
    s.queue(wrap_up_ms=0)
    s.agent("ann", channels={"chat": 1})
    s.arrive("1")
    s.accept("1")
    s.agent("ben", channels={"chat": 1})
    s.arrive("2")
    decisions = s.tell(HandedOver("1", "ann", "ben"))
    assert decisions[0] == InteractionAssigned("1", "ben", 2, START, "handed_over", override=True)
    assert decisions[1] == OfferEnded("2", "ben", 1, "rescinded", "agent_unavailable")
    assert offers(decisions) == [("2", "ann")]
