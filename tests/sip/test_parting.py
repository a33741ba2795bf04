"""Ending a call that another user agent had, by what it wrote down of its dialog; also where we prove who we are."""

from __future__ import annotations

import random

import pytest

from agent_desktop.sip.agent.config import Account, Config
from agent_desktop.sip.agent.user_agent import UserAgent
from agent_desktop.sip.digest import Credentials
from agent_desktop.sip.flow import Flow
from agent_desktop.sip.message import Request
from agent_desktop.sip.transactions import Transmit, reply
from tests.sip.agent_script import Stage, state, terms_of
from tests.sip.transaction_script import Tokens

FLOW = Flow("udp", ("192.0.2.1", 5060), ("192.0.2.9", 5060), "udp-1")
HEADERS = (
    ("Route", "<sip:192.0.2.1;lr>"),
    ("Max-Forwards", "70"),
    ("From", "<sip:house@192.0.2.1>;tag=ours"),
    ("To", "<sip:+4989333@192.0.2.1>;tag=theirs"),
    ("Call-ID", "the-call"),
    ("CSeq", "1000000 BYE"),
)


def agent() -> UserAgent:
    made = UserAgent(Config(), Tokens("next"), random.Random(1))
    known = Credentials("house", "good")
    made.add(Account("orphan", "sip:house@192.0.2.1", credentials=known, registers=False))
    return made


def sent(made: UserAgent) -> Request:
    (left,) = [one.message for one in made.take() if isinstance(one, Transmit)]
    assert isinstance(left, Request)
    return left


def test_the_dialog_is_ended_and_a_challenge_answered() -> None:
    made = agent()
    made.part("orphan", "sip:+4989333@192.0.2.7", HEADERS, FLOW, 0.0)
    first = sent(made)
    assert (first.method, first.uri) == ("BYE", "sip:+4989333@192.0.2.7")
    assert [first.headers.get(name) for name, _ in HEADERS] == [value for _, value in HEADERS]
    asked = reply(first, 407)
    asked.headers.add("Proxy-Authenticate", 'Digest realm="r", nonce="n", qop="auth"')
    made.receive(asked, FLOW, 1.0)
    again = sent(made)
    assert again.headers.get("CSeq") == "1000001 BYE"
    assert 'username="house"' in (again.headers.get("Proxy-Authorization") or "")
    made.receive(reply(again, 481), FLOW, 2.0)
    made.tick(100.0)
    assert made.idle


def rings() -> tuple[Stage, UserAgent]:
    """`a` calls `b`, who rings, and dies; the next one at its place has what it wrote down."""
    stage = Stage("a", "b")
    call = stage.call("a", "b")
    stage.run()
    stage.calls["b"][-1].ring(stage.now)
    stage.run()
    assert call.caller is not None
    assert call.caller.exchange is not None
    invite = call.caller.exchange.sent
    assert invite is not None
    stage.agents["a"] = after = UserAgent(Config(), Tokens("next"), random.Random(9))
    after.add(Account("orphan", "sip:a@192.0.2.1", registers=False))
    after.part("orphan", invite.uri, tuple(invite.headers), stage.flow("a", "b"), stage.now)
    return stage, after


def test_what_rings_is_cancelled_for_the_dead() -> None:
    stage, after = rings()
    stage.wait(1)
    assert state(stage.calls["b"][-1]) == "ended"
    methods = [one.method for _, _, one in stage.wire if isinstance(one, Request)]
    assert methods == ["INVITE", "CANCEL", "ACK"]
    (invite,), (cancel,) = stage.sent("INVITE"), stage.sent("CANCEL")
    for name in ("Via", "From", "To", "Call-ID"):
        assert cancel.headers.get(name) == invite.headers.get(name)
    stage.wait(64)
    assert after.idle


def test_who_answers_in_that_moment_is_acknowledged_and_hung_up() -> None:
    stage, after = rings()
    callee = stage.calls["b"][-1]
    callee.answer(terms_of(5000), stage.now)
    stage.wait(1)
    assert state(callee) == "ended"
    assert len(stage.sent("BYE")) == 1
    assert len(stage.sent("ACK")) >= 1
    stage.wait(64)
    assert after.idle


@pytest.mark.parametrize("via", [(), (("Via", "SIP/2.0/UDP 192.0.2.9;branch=old"),)])
def test_an_invite_that_left_without_a_branch_is_refused(via: tuple[tuple[str, str], ...]) -> None:
    headers = (*via, *HEADERS[:-1], ("CSeq", "1 INVITE"))
    with pytest.raises(ValueError, match="no branch"):
        agent().part("orphan", "sip:b@192.0.2.1", headers, FLOW, 0.0)


def test_what_is_no_request_is_refused() -> None:
    with pytest.raises(ValueError, match="breaks out"):
        agent().part("orphan", "sip:b@192.0.2.1", (("CSeq", "1 BYE\r\nX: y"),), FLOW, 0.0)


def test_who_asks_about_a_call_of_a_dead_one_hears_that_it_is_over() -> None:
    """A telephone that has found its next way tells it to an agent that knows nothing of the call."""
    stage = Stage("a", "b")
    call = stage.call("a", "b")
    stage.run()
    stage.calls["b"][-1].answer(terms_of(5000), stage.now)
    stage.run()
    assert state(call) == "active"
    next_one = UserAgent(Config(), Tokens("next"), random.Random(9))
    next_one.add(Account("b", "sip:b@192.0.2.2"))
    stage.agents["b"] = next_one
    call.renew(terms_of(4444), stage.now)
    stage.wait(1)
    assert state(call) == "ended"
    assert call.outcome is not None
    assert (call.outcome.status, call.outcome.local) == (481, False)
