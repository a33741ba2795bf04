"""More than two in a call: hold, transfer, consultation, conference, supervision; as scripts."""

from __future__ import annotations

import pytest

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.records import Mode
from tests.hub.voice.script import (
    BOB,
    SUE,
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

MUSIC = ("music/waiting",)


def test_hold_gives_music_and_resume_the_voice() -> None:
    s = Script()
    ann = s.talk()
    s.tell(i.Held("c", "ann"))
    assert connected(s.out) == set()
    assert plays(s.out) == {"in": MUSIC}  # and Ann chose the silence
    s.tell(i.Resumed("c", "ann"))
    assert connected(s.out) == both("in", ann)
    assert any(isinstance(one, d.StopPlaying) for one in s.out)


def test_a_blind_transfer_to_an_agent_or_queue_keeps_the_place() -> None:
    s = Script()
    ann = s.talk()
    arrived_at = s.call().arrived_at
    s.tell(i.Transferred("c", "ann", agent("bob")))
    assert news(s.out) == [
        d.Returned(call="c", agent="ann", why="transferred", preferred="bob", wrap_up=True)
    ]
    assert d.HangUp(ann, "hung_up") in s.out
    assert plays(s.out) == {"in": ("please_wait",)}
    bob = s.accept("bob", BOB)
    s.tell(i.LegAnswered(bob))
    s.tell(i.Transferred("c", "bob", queue("help")))
    assert news(s.out) == [
        d.Returned(call="c", agent="bob", why="transferred", queue="help", wrap_up=True)
    ]
    assert (s.call().queue, s.call().arrived_at) == ("help", arrived_at)


def test_a_blind_transfer_to_a_number_ends_the_work_when_it_is_answered() -> None:
    s = Script()
    s.talk()
    s.tell(i.Held("c", "ann"))
    s.tell(i.Transferred("c", "ann", number("0301234567")))
    outside = s.dialled()
    assert plays(s.out) == {"in": ("tone/ringback",)}
    assert news(s.out) == []
    s.tell(i.LegAnswered(outside))
    assert news(s.out) == [d.WorkEnded("c", "ann", "transferred", True)]
    assert connected(s.out) == both("in", outside)
    assert news(s.end(outside)) == [d.CallOver("c")]


def test_a_blind_transfer_that_fails_gives_the_place_back_with_the_same_agent_preferred() -> None:
    s = Script()
    s.talk()
    arrived_at = s.call().arrived_at
    s.tell(i.Transferred("c", "ann", number("0301234567")))
    s.end(s.dialled(), "busy")
    assert news(s.out) == [d.Returned(call="c", agent="ann", why="busy", preferred="ann")]
    assert plays(s.out) == {"in": ("back_in_line",)}
    assert s.call().arrived_at == arrived_at


def test_a_customer_who_hangs_up_during_a_transfer_ends_it() -> None:
    s = Script()
    s.talk()
    s.tell(i.Transferred("c", "ann", number("0301234567")))
    outside = s.dialled()
    s.end("in")
    assert news(s.out) == [d.WorkEnded("c", "ann", "customer_left", True), d.CallOver("c")]
    assert d.HangUp(outside, "hung_up") in s.out


def test_a_consultation_is_private_and_completes_into_a_handover() -> None:
    s = Script()
    ann = s.talk()
    bob = s.consult(agent("bob"), up=False)
    assert plays(s.out) == {"in": MUSIC, ann: ("tone/ringback",)}
    s.tell(i.LegAnswered(bob))
    assert connected(s.out) == both(ann, bob)
    s.tell(i.ConsultCompleted("c", "ann"))
    assert news(s.out) == [d.HandedOver("c", "ann", "bob")]
    assert connected(s.out) == both("in", bob)
    assert news(s.end("in")) == [d.WorkEnded("c", "bob", "customer_left", True), d.CallOver("c")]


def test_a_consulted_number_can_take_over() -> None:
    s = Script()
    s.talk()
    outside = s.consult(number("0301234567"))
    s.tell(i.ConsultCompleted("c", "ann"))
    assert news(s.out) == [d.WorkEnded("c", "ann", "left", True)]
    assert connected(s.out) == both("in", outside)


@pytest.mark.parametrize("up", [False, True])
def test_a_consultation_that_fails_or_is_cancelled_returns_to_the_customer(up: bool) -> None:
    s = Script()
    ann = s.talk()
    s.end(s.consult(agent("bob"), up=up), "busy")
    assert connected(s.out) == both("in", ann)
    assert noted(s.out) == [("consult_ended" if up else "consult_unreached", "busy")]
    bob = s.consult(agent("bob"), up=up)
    s.tell(i.ConsultCancelled("c", "ann"))
    assert connected(s.out) == both("in", ann)
    assert d.HangUp(bob, "cancelled") in s.out


def test_nobody_takes_over_before_they_answer() -> None:
    s = Script()
    s.talk()
    bob = s.consult(agent("bob"), up=False)
    for told in (i.ConsultCompleted("c", "ann"), i.ConsultJoined("c", "ann")):
        assert s.tell(told) == (d.Refused("not_up", "leg", bob),)
    again = i.ConsultStarted("c", "ann", agent("cid"))
    assert s.tell(again) == (d.Refused("consulting", "call", "c"),)


def test_a_customer_who_leaves_during_a_consultation_leaves_the_two_talking() -> None:
    s = Script()
    ann = s.talk()
    bob = s.consult(agent("bob"))
    assert news(s.end("in")) == []
    assert news(s.end(bob)) == [d.WorkEnded("c", "ann", "customer_left", True), d.CallOver("c")]
    assert d.HangUp(ann, "hung_up") in s.out


def test_a_telephone_that_dies_in_a_consultation_leaves_the_customer_with_the_consulted() -> None:
    s = Script()
    ann = s.talk()
    bob = s.consult(agent("bob"))
    s.end(ann, "lost")
    assert news(s.out) == [d.HandedOver("c", "ann", "bob")]
    assert connected(s.out) == both("in", bob)


def test_a_consulted_number_is_never_left_alone_with_a_customer_by_accident() -> None:
    s = Script()
    ann = s.talk()
    outside = s.consult(number("0301234567"))
    s.end(ann, "lost")
    assert news(s.out) == [d.Returned(call="c", agent="ann", why="lost", wrap_up=True)]
    assert d.HangUp(outside, "cancelled") in s.out


def test_an_agent_of_a_queue_is_consulted_by_an_offer() -> None:
    s = Script()
    ann = s.talk()
    (wanted,) = news(s.tell(i.ConsultStarted("c", "ann", queue("help"))))
    assert isinstance(wanted, d.ConsultWanted)
    assert (wanted.queue, wanted.agent) == ("help", "ann")
    assert plays(s.out)[ann] == ("tone/ringback",)
    s.tell(i.OfferAccepted(wanted.consult, "bob", BOB, "t"))
    assert s.dialled() == wanted.consult
    s.tell(i.LegAnswered(wanted.consult))
    s.tell(i.ConsultCompleted("c", "ann"))
    assert news(s.out) == [d.HandedOver("c", "ann", "bob")]
    assert d.ConsultOver("c", wanted.consult) in s.end("in")


def test_a_wanted_consultation_is_taken_back() -> None:
    s = Script()
    s.talk()
    s.tell(i.ConsultStarted("c", "ann", queue("help")))
    (over,) = news(s.tell(i.ConsultCancelled("c", "ann")))
    assert isinstance(over, d.ConsultOver)
    assert not [one for one in s.out if isinstance(one, d.HangUp)]  # nothing had been dialled


def test_a_conference_goes_on_without_whoever_leaves() -> None:
    s = Script()
    ann = s.talk()
    bob = s.consult(agent("bob"))
    s.tell(i.ConsultJoined("c", "ann"))
    assert connected(s.out) == both("in", ann, bob)
    s.tell(i.PartyAdded("c", "bob", number("0301234567")))
    outside = s.dialled()
    s.tell(i.LegAnswered(outside))
    assert connected(s.out) == both("in", ann, bob, outside)
    assert news(s.end(ann)) == [d.HandedOver("c", "ann", "bob")]
    assert news(s.end("in")) == []
    assert connected(s.out) == both(bob, outside)
    assert news(s.end(bob)) == [d.WorkEnded("c", "bob", "left", True), d.CallOver("c")]


def test_a_guests_own_consultation_ends_with_the_guest() -> None:
    s = Script()
    ann = s.talk()
    bob = s.consult(agent("bob"))
    s.tell(i.ConsultJoined("c", "ann"))
    cid = s.consult(agent("cid"), "bob")
    assert connected(s.out) == both("in", ann) | both(bob, cid)
    s.end(bob)
    assert d.HangUp(cid, "hung_up") in s.out
    assert s.consult(agent("cid")) != cid  # Ann can consult now
    assert connected(s.out) == both(ann, s.call().legs[-1].id)


def test_customer_and_outside_party_go_on_when_the_last_agent_leaves() -> None:
    s = Script()
    ann = s.talk()
    outside = s.consult(number("0301234567"))
    s.tell(i.ConsultJoined("c", "ann"))
    assert news(s.end(ann)) == [d.WorkEnded("c", "ann", "left", True)]
    assert connected(s.out) == both("in", outside)


def test_a_party_can_be_dropped_but_not_a_supervisor() -> None:
    s = Script()
    ann = s.talk()
    outside = s.consult(number("0301234567"))
    s.tell(i.ConsultJoined("c", "ann"))
    sue = _supervise(s, "monitor")
    refused = (d.Refused("unknown_leg", "leg", sue),)
    assert s.tell(i.PartyDropped("c", "ann", sue)) == refused
    s.tell(i.PartyDropped("c", "ann", outside))
    assert connected(s.out) == both("in", ann) | {f"{sue}<in", f"{sue}<{ann}"}


def test_a_conference_is_not_sent_away_blindly() -> None:
    s = Script()
    s.talk()
    s.consult(number("0301234567"))
    s.tell(i.ConsultJoined("c", "ann"))
    told = i.Transferred("c", "ann", queue("help"))
    assert s.tell(told) == (d.Refused("conference", "call", "c"),)


def test_only_who_is_in_the_call_commands_it() -> None:
    s = Script()
    s.talk()
    assert s.tell(i.Held("c", "bob")) == (d.Refused("not_in_call", "agent", "bob"),)
    assert s.tell(i.HungUp("nope", "ann")) == (d.Refused("unknown_call", "call", "nope"),)
    assert s.tell(i.ConsultJoined("c", "ann")) == (d.Refused("not_consulting", "call", "c"),)
    assert s.tell(i.Held("c", "")) == (d.Refused("not_in_call", "agent", ""),)
    bad = i.ConsultStarted("c", "ann", number("hello"))
    assert s.tell(bad) == (d.Refused("bad_value", "target", "hello"),)


def _supervise(s: Script, mode: Mode) -> str:
    s.tell(i.Supervised(call="c", supervisor="sue", mode=mode, number=SUE, token="t"))
    leg = s.dialled()
    s.tell(i.LegAnswered(leg))
    return leg


def test_monitor_whisper_and_barge_are_what_they_say() -> None:
    s = Script()
    ann = s.talk()
    sue = _supervise(s, "monitor")
    listens = both("in", ann) | {f"{sue}<in", f"{sue}<{ann}"}
    assert connected(s.out) == listens
    s.tell(i.Supervised(call="c", supervisor="sue", mode="whisper"))
    assert connected(s.out) == listens | {f"{ann}<{sue}"}
    s.tell(i.Supervised(call="c", supervisor="sue", mode="barge"))
    assert connected(s.out) == both("in", ann, sue)
    s.tell(i.Held("c", "ann"))
    assert connected(s.out) == both(ann, sue)


def test_a_supervisor_who_leaves_changes_nothing_and_one_is_enough() -> None:
    s = Script()
    ann = s.talk()
    sue = _supervise(s, "monitor")
    more = i.Supervised(call="c", supervisor="tim", mode="monitor", number="sip:tim@hub")
    assert s.tell(more) == (d.Refused("monitored", "call", "c"),)
    s.tell(i.SupervisionEnded("c", "sue"))
    assert s.out[0] == d.HangUp(sue, "hung_up")
    assert connected(s.out) == both("in", ann)
    assert news(s.out) == []


def test_a_supervisor_follows_the_agent_into_the_consultation() -> None:
    s = Script()
    ann = s.talk()
    sue = _supervise(s, "whisper")
    bob = s.consult(agent("bob"))
    assert connected(s.out) == both(ann, bob) | {f"{sue}<{ann}", f"{sue}<{bob}", f"{ann}<{sue}"}


def test_a_supervisor_is_let_go_with_the_last_agent() -> None:
    s = Script()
    ann = s.talk("+4930999600")
    sue = _supervise(s, "barge")
    s.end(ann)
    assert d.HangUp(sue, "hung_up") in s.out
    assert connected(s.out) == set()
