"""Colleagues call each other: ringing, refusal, hold, consultation, handing on; as scripts."""

from __future__ import annotations

import pytest

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.records import Caller, Cause, Target
from tests.hub.voice.script import (
    ANN,
    BOB,
    Script,
    agent,
    both,
    connected,
    news,
    noted,
    number,
    plays,
    queue,
)

WHO = Caller("201", "Ann")


def placed(s: Script) -> str:
    """Ann calls Bob; her leg."""
    bob = Target(kind="agent", id="bob", number=BOB, caller=WHO)
    s.tell(
        i.CallPlaced(
            call="c", agent="ann", agent_number=ANN, token="t", number="202", colleague=bob
        )
    )
    return s.dialled()


def rung(s: Script) -> tuple[str, str]:
    """Ann is on the line, and Bob's telephone rings."""
    ann = placed(s)
    s.tell(i.LegAnswered(ann))
    return ann, s.dialled()


def talk(s: Script) -> tuple[str, str]:
    """Both talk."""
    ann, bob = rung(s)
    s.tell(i.LegAnswered(bob))
    return ann, bob


def told_of(s: Script) -> list[d.Noted]:
    return [one for one in s.out if isinstance(one, d.Noted)]


def test_the_colleague_is_in_the_call_from_the_first_moment_and_rung_second() -> None:
    s = Script()
    ann = placed(s)
    assert [one.token for one in s.out if isinstance(one, d.Originate)] == ["t"]
    call = s.call()
    assert (call.internal, call.owner) == (True, "")
    assert [(one.agent, one.state) for one in call.legs] == [
        ("ann", "dialling"),
        ("bob", "awaited"),
    ]
    s.tell(i.LegAnswered(ann))
    (dialled,) = [one for one in s.out if isinstance(one, d.Originate)]
    assert (dialled.part, dialled.number, dialled.token) == ("agent", BOB, "")
    assert (dialled.caller_id, dialled.name) == ("201", "Ann")
    assert plays(s.out) == {ann: ("tone/ringback",)}
    s.tell(i.LegAnswered(dialled.leg))
    assert connected(s.out) == both(ann, dialled.leg)
    assert news(s.out) == []
    s.end(ann)
    assert d.HangUp(dialled.leg, "hung_up") in s.out
    assert news(s.out) == [d.CallOver("c")]


@pytest.mark.parametrize(
    ("cause", "told"),
    [("busy", "rejected"), ("rejected", "rejected"), ("not_found", "not_found"), ("lost", "lost")],
)
def test_a_colleague_who_does_not_come_is_told_of_and_the_caller_hears_it(
    cause: Cause, told: str
) -> None:
    s = Script()
    ann, bob = rung(s)
    s.end(bob, cause)
    assert told_of(s) == [d.Noted("c", "not_reached", told, "ann", "bob")]
    assert plays(s.out) == {ann: ("not_reached",)}
    s.heard(ann)
    assert s.out == (d.HangUp(ann, "hung_up"), d.CallOver("c"))


def test_a_colleague_is_rung_no_longer_than_the_desk_offers_it() -> None:
    s = Script()
    _, bob = rung(s)
    s.after(18_999)
    assert s.call().stage == "talking"
    s.after(1)
    assert d.HangUp(bob, "no_answer") in s.out
    assert told_of(s) == [d.Noted("c", "not_reached", "no_answer", "ann", "bob")]


@pytest.mark.parametrize("up", [True, False])
def test_who_gives_up_leaves_nobody_ringing(up: bool) -> None:
    s = Script()
    ann = placed(s)
    rings = ""
    if up:
        s.tell(i.LegAnswered(ann))
        rings = s.dialled()
    s.end(ann, "hung_up" if up else "no_answer")
    assert s.is_over()
    assert told_of(s) == []
    assert [one.leg for one in s.out if isinstance(one, d.HangUp)] == ([rings] if up else [])


def test_each_may_hold_the_other() -> None:
    s = Script()
    ann, bob = talk(s)
    s.tell(i.Held("c", "bob"))
    assert connected(s.out) == set()
    assert plays(s.out) == {ann: ("music/waiting",)}
    s.tell(i.Held("c", "ann", bob))
    assert plays(s.out) == {}
    s.tell(i.Resumed("c", "bob"))
    s.tell(i.Resumed("c", "ann"))
    assert connected(s.out) == both(ann, bob)


def test_a_colleague_is_handed_on_to_another_who_sees_who_calls() -> None:
    s = Script()
    ann, bob = talk(s)
    cid = Target(kind="agent", id="cid", number="sip:cid@hub", caller=Caller("202", "Bob"))
    s.tell(i.Held("c", "ann"))
    s.tell(i.Transferred("c", "ann", cid))
    assert d.HangUp(ann, "hung_up") in s.out
    (dialled,) = [one for one in s.out if isinstance(one, d.Originate)]
    assert (dialled.caller_id, dialled.name) == ("202", "Bob")
    assert plays(s.out) == {bob: ("tone/ringback",)}
    s.tell(i.LegAnswered(dialled.leg))
    assert connected(s.out) == both(bob, dialled.leg)
    assert news(s.out) == []


def test_who_was_handed_on_is_told_that_nobody_came() -> None:
    s = Script()
    _, bob = talk(s)
    s.tell(i.Transferred("c", "ann", agent("cid")))
    s.end(s.dialled(), "busy")
    assert told_of(s) == [d.Noted("c", "party_unreached", "rejected", "bob", "cid")]
    assert d.HangUp(bob, "hung_up") in s.out
    assert s.is_over()


@pytest.mark.parametrize("asker", ["ann", "bob"])
def test_another_colleague_is_asked_aside_and_takes_over(asker: str) -> None:
    s = Script()
    legs = dict(zip(("ann", "bob"), talk(s), strict=True))
    asks = legs.pop(asker)
    (waits,) = legs.values()
    s.tell(i.ConsultStarted("c", asker, agent("cid")))
    assert plays(s.out) == {waits: ("music/waiting",), asks: ("tone/ringback",)}
    cid = s.dialled()
    s.tell(i.LegAnswered(cid))
    assert connected(s.out) == both(asks, cid)
    s.tell(i.ConsultCompleted("c", asker))
    assert connected(s.out) == both(waits, cid)
    assert news(s.out) == []
    s.end(cid)
    assert s.is_over()


def test_colleagues_confer() -> None:
    s = Script()
    ann, bob = talk(s)
    s.tell(i.PartyAdded("c", "bob", agent("cid")))
    cid = s.dialled()
    s.tell(i.LegAnswered(cid))
    assert connected(s.out) == both(ann, bob, cid)
    s.tell(i.Transferred("c", "ann", agent("dee")))
    assert news(s.out) == [d.Refused("conference", "call", "c")]
    s.end(ann)
    assert connected(s.out) == both(bob, cid)


def test_it_waits_in_no_queue() -> None:
    s = Script()
    talk(s)
    for told in (
        i.Transferred("c", "ann", queue("help")),
        i.ConsultStarted("c", "ann", queue("help")),
        i.PartyAdded("c", "bob", queue("help")),
    ):
        s.tell(told)
        assert s.out == (d.Refused("bad_value", "target", "help"),)


def outside(s: Script) -> tuple[str, str, str]:
    """Ann and Bob talk, and Bob has called somebody outside into it."""
    ann, bob = talk(s)
    s.tell(i.PartyAdded("c", "bob", number("+4989333")))
    (dialled,) = [one for one in s.out if isinstance(one, d.Originate)]
    assert (dialled.part, dialled.number) == ("outside", "+4989333")
    assert (dialled.caller_id, dialled.name) == ("+4930999000", ""), "they see the house"
    s.tell(i.LegAnswered(dialled.leg))
    return ann, bob, dialled.leg


def test_an_outside_number_is_called_into_it() -> None:
    s = Script()
    ann, bob, out = outside(s)
    assert connected(s.out) == both(ann, bob, out)
    assert not s.call().may_record
    s.tell(i.Transferred("c", "ann", agent("cid")))
    assert news(s.out) == [d.Refused("conference", "call", "c")]
    s.end(ann)
    assert connected(s.out) == both(bob, out)
    s.tell(i.Held("c", "bob"))
    assert plays(s.out) == {out: ("music/waiting",)}
    s.end(bob)
    assert d.HangUp(out, "hung_up") in s.out, "nobody of the house is left"
    assert s.is_over()


def test_who_asked_for_a_number_that_does_not_come_is_told_and_the_colleagues_go_on() -> None:
    s = Script()
    ann, bob = talk(s)
    s.tell(i.PartyAdded("c", "bob", number("+4989333")))
    s.end(s.dialled(), "not_found")
    assert told_of(s) == [d.Noted("c", "party_unreached", "not_found", "bob", "+4989333")]
    assert s.call().stage == "talking"
    s.tell(i.PartyAdded("c", "ann", number("+4989333")))
    out = s.dialled()
    s.end(bob)
    s.tell(i.LegAnswered(out))
    s.end(out)
    assert ("not_reached", "hung_up") not in noted(s.out), "they had spoken"
    assert d.HangUp(ann, "hung_up") in s.out


def test_an_outside_number_is_asked_aside_and_takes_over() -> None:
    s = Script()
    ann, bob = talk(s)
    s.tell(i.ConsultStarted("c", "ann", number("+4989333")))
    out = s.dialled()
    s.tell(i.LegAnswered(out))
    assert connected(s.out) == both(ann, out)
    s.tell(i.ConsultCompleted("c", "ann"))
    assert connected(s.out) == both(bob, out)


def test_a_colleague_is_sent_to_a_number() -> None:
    s = Script()
    ann, bob = talk(s)
    s.tell(i.Transferred("c", "ann", number("+4989333")))
    assert d.HangUp(ann, "hung_up") in s.out
    out = s.dialled()
    s.tell(i.LegAnswered(out))
    assert connected(s.out) == both(bob, out)


def test_outside_numbers_are_never_left_to_each_other() -> None:
    s = Script()
    ann, bob, out = outside(s)
    s.end(ann)
    s.tell(i.Transferred("c", "bob", number("+4989444")))
    assert s.out == (d.Refused("no_colleague", "target", "+4989444"),)
    s.tell(i.ConsultStarted("c", "bob", number("+4989444")))
    second = s.dialled()
    s.tell(i.LegAnswered(second))
    s.tell(i.ConsultCompleted("c", "bob"))
    assert s.out == (d.Refused("no_colleague", "leg", second),)
    s.tell(i.ConsultJoined("c", "bob"))
    assert connected(s.out) == both(bob, out, second)
    s.end(bob)
    assert {d.HangUp(out, "hung_up"), d.HangUp(second, "hung_up")} <= set(s.out)
    assert s.is_over()


def test_who_is_sent_to_a_colleague_that_does_not_come_hears_it() -> None:
    s = Script()
    ann, _, out = outside(s)
    s.end(ann)
    s.tell(i.Transferred("c", "bob", agent("cid")))
    assert plays(s.out) == {out: ("tone/ringback",)}
    s.end(s.dialled(), "busy")
    assert plays(s.out) == {out: ("not_reached",)}
    s.heard(out)
    assert s.is_over()


def test_a_call_for_help_out_of_it_says_who_made_it() -> None:
    s = Script()
    talk(s)
    s.tell(i.PartyAdded("c", "bob", number("112")))
    (dialled,) = [one for one in s.out if isinstance(one, d.Originate)]
    assert (dialled.emergency, dialled.caller_id) == (True, "+4930999112")
    assert d.Noted("c", "emergency_called", "112", "bob") in s.out


def test_it_is_neither_recorded_nor_supervised() -> None:
    s = Script()
    ann = placed(s)
    s.tell(i.LegAnswered(ann))
    s.tell(i.LegAnswered(s.dialled()))
    assert not s.call().may_record
    s.tell(i.RecordingAsked("c", "ann", "start"))
    assert s.out == (d.Refused("not_allowed", "recording", "by_hand"),)
    s.tell(i.Supervised(call="c", supervisor="sue", mode="monitor", number="sip:sue@hub"))
    assert s.out == (d.Refused("not_allowed", "call", "c"),)


def test_nobody_calls_themselves() -> None:
    s = Script()
    me = Target(kind="agent", id="ann", number=ANN)
    s.tell(
        i.CallPlaced(call="c", agent="ann", agent_number=ANN, token="t", number="201", colleague=me)
    )
    assert news(s.out) == [d.Refused("bad_value", "colleague", "ann"), d.CallOver("c")]


def test_a_lost_worker_ends_it_once() -> None:
    s = Script()
    ann, bob = talk(s)
    s.tell(i.WorkerLost((ann, bob)))
    assert news(s.out) == [d.CallOver("c")]
    assert ("party_unreached", "lost") not in noted(s.out)
