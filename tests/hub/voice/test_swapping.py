"""Between the customer and somebody who is asked aside: who hears whom, and what becomes of it, as scripts."""

from __future__ import annotations

import pytest

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from tests.hub.voice.script import Script, agent, both, connected, news, number, plays


def asking(s: Script) -> tuple[str, str]:
    """Ann talks to the customer ("in") and asks Cid aside; her leg and his."""
    s.wait()
    ann = s.accept()
    s.tell(i.LegAnswered(ann))
    s.tell(i.ConsultStarted("c", "ann", agent("cid")))
    cid = s.dialled()
    s.tell(i.LegAnswered(cid))
    return ann, cid


def test_back_and_forth_and_whoever_waits_hears_music() -> None:
    s = Script()
    ann, cid = asking(s)
    for _ in range(2):
        s.tell(i.ConsultSwapped("c", "ann"))
        assert connected(s.out) == both(ann, "in")
        assert plays(s.out) == {cid: ("music/waiting",)}
        assert (s.call().asker, [one.aside for one in s.call().legs]) == (ann, [False, False, True])
        s.tell(i.ConsultSwapped("c", "ann"))
        assert connected(s.out) == both(ann, cid)
        assert plays(s.out) == {"in": ("music/waiting",)}


@pytest.mark.parametrize("told", [i.ConsultCompleted, i.ConsultJoined, i.ConsultCancelled])
def test_it_is_completed_joined_and_cancelled_from_either_side(told: type) -> None:
    s = Script()
    ann, cid = asking(s)
    s.tell(i.ConsultSwapped("c", "ann"))
    s.tell(told("c", "ann"))
    assert s.call().asker == ""
    assert not any(one.aside for one in s.call().legs)
    if told is i.ConsultCompleted:
        assert connected(s.out) == both("in", cid)
    elif told is i.ConsultJoined:
        assert connected(s.out) == both("in", ann, cid)
    else:
        assert d.HangUp(cid, "cancelled") in s.out


def test_who_is_left_with_the_consulted_is_with_them() -> None:
    s = Script()
    ann, cid = asking(s)
    s.tell(i.ConsultSwapped("c", "ann"))
    s.end("in")
    assert connected(s.out) == both(ann, cid)


def test_when_the_consulted_leaves_meanwhile_all_is_as_before() -> None:
    s = Script()
    ann, cid = asking(s)
    s.tell(i.ConsultSwapped("c", "ann"))
    s.end(cid)
    assert s.call().asker == ""
    s.tell(i.PartyAdded("c", "ann", number("+4989333")))
    assert news(s.out) == []
    assert {one.id for one in s.call().legs} >= {"in", ann}


def test_one_at_a_time_and_only_who_asks() -> None:
    s = Script()
    ann, cid = asking(s)
    s.tell(i.ConsultSwapped("c", "cid"))
    assert news(s.out) == [d.Refused("not_consulting", "call", "c")]
    s.tell(i.ConsultSwapped("c", "ann"))
    s.tell(i.PartyAdded("c", "ann", number("+4989333")))
    assert news(s.out) == [d.Refused("consulting", "call", "c")]
    s.tell(i.Held("c", "ann"))
    assert connected(s.out) == set()
    s.tell(i.ConsultSwapped("c", "ann"))
    s.tell(i.ConsultSwapped("c", "ann"))
    assert connected(s.out) == both(ann, "in"), "who comes back is heard"
    assert cid


@pytest.mark.parametrize("gone", ["in", "cid"])
def test_nobody_is_swapped_with_who_is_not_there(gone: str) -> None:
    s = Script()
    s.wait()
    ann = s.accept()
    s.tell(i.LegAnswered(ann))
    s.tell(i.ConsultStarted("c", "ann", agent("cid")))
    cid = s.dialled()
    if gone == "in":
        s.tell(i.LegAnswered(cid))
        s.end("in")
    s.tell(i.ConsultSwapped("c", "ann"))
    assert news(s.out) == [d.Refused("not_up", "leg", cid)]
