"""E-mail and social posts give way to what is live, and are never lost by it."""

from __future__ import annotations

from agent_desktop.hub.routing import (
    Blending,
    InteractionEnded,
    OfferEnded,
    PulledByHand,
    Rules,
    WorkSetAside,
    WorkTakenUp,
    WrapUpCompleted,
)
from tests.hub.routing.script import Script, offers


def used(script: Script) -> int:
    """The units that ann's work takes."""
    state = script.engine.agent("ann")
    assert state is not None
    return state.used


def writing(*names: str) -> Script:
    """Ann answers mails."""
    s = Script()
    s.queue()
    s.agent("ann", channels={"voice": 1, "chat": 3, "email": 5})
    for name in names:
        s.arrive(name, "email")
        s.accept(name)
    return s


def test_a_call_sets_mails_aside_and_its_end_takes_them_up() -> None:
    s = writing("m1", "m2")
    told = s.arrive("call", "voice")
    assert told[:2] == (WorkSetAside("m2", "ann"), WorkSetAside("m1", "ann"))
    assert offers(told) == [("call", "ann")]
    assert used(s) == 100
    assert s.where("m1") == ("active", "ann")
    s.accept("call")
    s.arrive("m3", "email")
    done = s.end("call")
    assert [one for one in done if isinstance(one, WorkTakenUp)] == [
        WorkTakenUp("m1", "ann"),
        WorkTakenUp("m2", "ann"),
    ]
    assert offers(done) == [("m3", "ann")]  # after what was there before
    assert used(s) == 30


def test_what_declines_a_call_goes_on_with_the_mail() -> None:
    s = writing("m1")
    s.arrive("call", "voice")
    s.agent("ben", channels={"voice": 1})
    declined = s.decline("call")
    assert WorkTakenUp("m1", "ann") in declined
    assert offers(declined) == [("call", "ben")]


def test_only_as_much_gives_way_as_must() -> None:
    s = writing("m1", "m2", "m3")
    s.arrive("c1")
    s.arrive("c2")
    assert used(s) == 96
    assert s.arrive("c3")[:3] == tuple(WorkSetAside(name, "ann") for name in ("m3", "m2", "m1"))
    assert used(s) == 99  # three chats, and no mail fits beside them
    assert s.where("m3") == ("active", "ann")


def test_a_mail_that_is_offered_goes_back_instead() -> None:
    s = Script()
    s.queue()
    s.agent("ann")
    s.arrive("m1", "email")
    told = s.arrive("call", "voice")
    assert told[0] == OfferEnded("m1", "ann", 1, "rescinded", "interrupted")
    assert offers(told) == [("call", "ann")]
    assert s.where("m1") == ("line", "")
    s.accept("call")
    assert offers(s.end("call")) == [("m1", "ann")]


def test_live_work_goes_first_when_both_wait() -> None:
    s = Script()
    s.queue()
    s.arrive("m1", "email", late=60_000)
    s.arrive("call", "voice")
    assert offers(s.agent("ann")) == [("call", "ann")]


def test_an_agent_who_may_mix_keeps_the_mail() -> None:
    s = Script()
    s.queue()
    s.agent("ann", units=200, blending=Blending(others_while_exclusive=True))
    s.arrive("m1", "email")
    s.accept("m1")
    assert offers(s.arrive("call", "voice")) == [("call", "ann")]
    assert used(s) == 110


def test_a_mail_finished_while_it_was_aside_is_wrapped_up() -> None:
    s = Script()
    s.queue(wrap_up_ms=None)
    s.agent("ann")
    s.arrive("m1", "email")
    s.accept("m1")
    s.arrive("call", "voice")
    s.accept("call")
    s.tell(InteractionEnded("m1"))
    assert used(s) == 110
    s.tell(WrapUpCompleted("m1", "ann"))
    assert used(s) == 100
    assert s.where("m1") == ("gone", "")


def test_a_call_taken_by_hand_sets_aside_too() -> None:
    s = writing("m1")
    s.agent("ben", channels={"voice": 1})
    s.arrive("call", "voice")
    taken = s.tell(PulledByHand("call", "ann"))
    assert WorkTakenUp("m1", "ann") not in taken
    assert used(s) == 100
    assert s.where("call") == ("active", "ann")


def test_nothing_gives_way_where_nothing_is_interruptible() -> None:
    s = Script(Rules(interruptible=()))
    s.queue()
    s.agent("ann")
    s.arrive("m1", "email")
    assert offers(s.arrive("call", "voice")) == []
