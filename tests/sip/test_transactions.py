"""The four transactions of RFC 3261 (17) and RFC 6026 as scripts: events in, outputs out, with their times."""

import pytest

from agent_desktop.sip.flow import Target, Transport
from agent_desktop.sip.message import Request, Response
from agent_desktop.sip.transactions import (
    TransactionLayer,
    Transmit,
    reply,
)
from tests.sip.transaction_script import Script, Tokens, flow_of, request_of

REPEATS = ["0.5", "1.5", "3.5", "7.5", "15.5", "31.5"]
SLOW = ["0.5", "1.5", "3.5", "7.5", "11.5", "15.5", "19.5", "23.5", "27.5", "31.5"]


def test_an_invite_that_nobody_answers() -> None:
    silence = [f"{at} → INVITE" for at in REPEATS]
    Script().play(
        ("send INVITE", ["0 → INVITE"]),
        ("wait 100", [*silence, "32 timed out", "32 ended"]),
    )
    Script("tcp").play(
        ("send INVITE", ["0 → INVITE"]),
        ("wait 100", ["32 timed out", "32 ended"]),
    )


def test_an_invite_that_is_answered() -> None:
    script = Script().play(
        ("send INVITE", ["0 → INVITE"]),
        ("wait 0.6", ["0.5 → INVITE"]),
        ("get 100", ["0.6 ← 100"]),
        ("wait 90", []),
        ("get 180", ["90 ← 180"]),
        ("get 200", ["90 ← 200"]),
        ("get 180", []),
        ("get 200", ["90 ← 200"]),
        ("get 486", []),
        ("wait 200", ["122 ended"]),
        ("get 200", []),
    )
    assert len(script.layer) == 0


@pytest.mark.parametrize(("transport", "after"), [("udp", ["33 ended"]), ("tls", [])])
def test_an_invite_that_is_refused(transport: Transport, after: list[str]) -> None:
    reliable = transport != "udp"
    again = [] if reliable else ["1 → ACK"]
    Script(transport).play(
        ("send INVITE", ["0 → INVITE"]),
        ("wait 0.4", []),
        ("get 183", ["0.4 ← 183"]),
        ("wait 1", []),
        ("get 486", ["1 ← 486", "1 → ACK", *(["1 ended"] if reliable else [])]),
        ("get 486", again),
        ("get 200", []),
        ("wait 100", after),
        ("get 486", []),
    )


def test_the_ack_of_a_refusal_is_made_by_the_rules() -> None:
    layer = TransactionLayer(Tokens())
    invite = request_of("INVITE")
    invite.headers.add("Route", "<sip:p1.example.org;lr>")
    invite.headers.add("Route", "<sip:p2.example.org;lr>")
    key = layer.send(invite, flow_of(), 0)
    [sent] = layer.take()
    assert isinstance(sent, Transmit)
    assert isinstance(sent.message, Request)
    response = reply(sent.message, 404, tag="them")
    layer.receive(response, flow_of(), 1)
    ack = next(
        one.message
        for one in layer.take()
        if isinstance(one, Transmit) and isinstance(one.message, Request)
    )
    assert (ack.method, ack.uri) == ("ACK", invite.uri)
    assert ack.headers.all("via") == sent.message.headers.all("via")
    assert ack.headers.get("to") == "<sip:bob@example.org>;tag=them"
    assert ack.headers.get("cseq") == "1 ACK"
    assert ack.headers.all("route") == invite.headers.all("route")
    assert key.method == "INVITE"


def test_a_request_that_nobody_answers() -> None:
    Script().play(
        ("send OPTIONS", ["0 → OPTIONS"]),
        ("wait 100", [*(f"{at} → OPTIONS" for at in SLOW), "32 timed out", "32 ended"]),
    )


def test_a_request_that_is_answered_late() -> None:
    Script().play(
        ("send REGISTER", ["0 → REGISTER"]),
        ("wait 0.7", ["0.5 → REGISTER"]),
        ("get 100", ["0.7 ← 100"]),
        ("wait 9", ["1.5 → REGISTER", "5.5 → REGISTER"]),
        ("get 401", ["9 ← 401"]),
        ("get 401", []),
        ("wait 20", ["14 ended"]),
    )
    Script("ws").play(
        ("send REGISTER", ["0 → REGISTER"]),
        ("wait 9", []),
        ("get 200", ["9 ← 200", "9 ended"]),
        ("wait 99", []),
    )


def test_cancel_waits_for_a_sign_of_life() -> None:
    Script().play(
        ("send INVITE", ["0 → INVITE"]),
        ("cancel", []),
        ("wait 0.3", []),
        ("get 100", ["0.3 ← 100", "0.3 → CANCEL"]),
        ("cancel", []),
        ("wait 0.9", ["0.8 → CANCEL"]),
        ("get 180", ["0.9 ← 180"]),
        ("get 487", ["0.9 ← 487", "0.9 → ACK"]),
        (
            "wait 50",
            [f"{at} → CANCEL" for at in (1.8, 3.8, 7.8, 11.8, 15.8, 19.8, 23.8, 27.8, 31.8)]
            + ["32.9 ended"],
        ),
    )


def test_cancel_that_comes_too_late() -> None:
    Script().play(
        ("send INVITE", ["0 → INVITE"]),
        ("cancel", []),
        ("get 200", ["0 ← 200"]),
        ("wait 40", ["32 ended"]),
        ("cancel", []),
    )


def test_a_cancelled_invite_does_not_wait_for_ever() -> None:
    Script("tcp").play(
        ("send INVITE", ["0 → INVITE"]),
        ("get 180", ["0 ← 180"]),
        ("wait 500", []),
        ("cancel", ["500 → CANCEL"]),
        ("wait 600", ["532 timed out", "532 ended"]),
    )


def test_the_answer_to_a_cancel_stays_here() -> None:
    layer = TransactionLayer(Tokens())
    flow = flow_of("tcp")
    key = layer.send(request_of("INVITE"), flow, 0)
    [sent] = layer.take()
    assert isinstance(sent, Transmit)
    assert isinstance(sent.message, Request)
    layer.receive(reply(sent.message, 180, tag="x"), flow, 0)
    layer.take()
    layer.cancel(key, 1)
    [cancel] = layer.take()
    assert isinstance(cancel, Transmit)
    assert isinstance(cancel.message, Request)
    assert cancel.message.headers.all("via") == sent.message.headers.all("via")
    assert cancel.message.headers.get("cseq") == "1 CANCEL"
    layer.receive(reply(cancel.message, 200, tag="x"), flow, 1)
    assert layer.take() == []
    assert len(layer) == 1


def test_a_call_that_comes_in_and_is_answered() -> None:
    Script().play(
        ("get INVITE", ["0 ← INVITE"]),
        ("wait 0.1", []),
        ("get INVITE", []),
        ("wait 0.3", ["0.2 → 100"]),
        ("get INVITE", ["0.3 → 100"]),
        ("respond 180", ["0.3 → 180"]),
        ("get INVITE", ["0.3 → 180"]),
        ("respond 200", ["0.3 → 200"]),
        ("get INVITE", []),
        ("wait 1", []),
        ("respond 200", ["1 → 200"]),
        ("respond 486", []),
        ("get ACK SIP/2.0/UDP_192.0.2.2:5070;branch=z9hG4bKother us", ["1 ← ACK of nothing"]),
        ("get ACK", ["1 ← ACK of nothing"]),
        ("wait 40", ["32.3 ended"]),
        ("respond 200", []),
    )


def test_a_call_that_comes_in_and_is_refused() -> None:
    Script().play(
        ("get INVITE", ["0 ← INVITE"]),
        ("respond 486", ["0 → 486"]),
        ("wait 2", ["0.5 → 486", "1.5 → 486"]),
        ("respond 200", []),
        ("get ACK", []),
        ("get ACK", []),
        ("get INVITE", []),
        ("wait 60", ["7 ended"]),
    )
    Script("tcp").play(
        ("get INVITE", ["0 ← INVITE"]),
        ("respond 486", ["0 → 486"]),
        ("wait 2", []),
        ("get ACK", ["2 ended"]),
    )


def test_a_refusal_that_nobody_acknowledges() -> None:
    repeats = ["0.5", "1.5", "3.5", "7.5", "11.5", "15.5", "19.5", "23.5", "27.5", "31.5"]
    Script().play(
        ("get INVITE", ["0 ← INVITE"]),
        ("respond 603", ["0 → 603"]),
        ("wait 60", [*(f"{at} → 603" for at in repeats), "32 timed out", "32 ended"]),
    )


def test_a_request_that_comes_in() -> None:
    Script().play(
        ("get OPTIONS", ["0 ← OPTIONS"]),
        ("get OPTIONS", []),
        ("respond 200", ["0 → 200"]),
        ("wait 5", []),
        ("get OPTIONS", ["5 → 200"]),
        ("respond 404", []),
        ("wait 60", ["32 ended"]),
        ("get OPTIONS", ["60 ← OPTIONS"]),
    )
    Script("wss").play(
        ("get BYE", ["0 ← BYE"]),
        ("respond 200", ["0 → 200", "0 ended"]),
    )


def test_a_request_that_the_application_forgets() -> None:
    Script().play(("get INFO", ["0 ← INFO"]), ("wait 60", ["32 ended"]), ("respond 200", []))


def test_a_cancel_that_comes_in() -> None:
    script = Script().play(
        ("get INVITE", ["0 ← INVITE"]),
        ("respond 180", ["0 → 180"]),
        ("get CANCEL", ["0 → 200", "0 ← CANCEL of INVITE"]),
        ("get CANCEL", ["0 → 200"]),
        ("respond 487", ["0 → 487"]),
        ("get CANCEL", ["0 → 200"]),
        ("get ACK", []),
        ("wait 60", ["5 ended"]),
    )
    answer = next(
        one.message
        for one in script.outputs
        if isinstance(one, Transmit)
        and isinstance(one.message, Response)
        and one.message.headers.get("cseq") == "1 CANCEL"
    )
    assert answer.headers.get("to") == "<sip:bob@example.org>;tag=us"
    assert len(script.layer) == 0


def test_a_cancel_after_the_answer_changes_nothing() -> None:
    Script().play(
        ("get INVITE", ["0 ← INVITE"]),
        ("respond 200", ["0 → 200"]),
        ("get CANCEL", ["0 → 200"]),
        ("wait 99", ["32 ended"]),
    )


def test_a_cancel_of_nothing() -> None:
    script = Script().play(("get CANCEL", ["0 → 481"]), ("get CANCEL", ["0 → 481"]))
    first, second = [one.message for one in script.outputs if isinstance(one, Transmit)]
    assert first.headers.get("to") == second.headers.get("to") != "<sip:bob@example.org>"


def test_a_request_that_came_on_two_ways_is_taken_once() -> None:
    other = "SIP/2.0/UDP_192.0.2.9;branch=z9hG4bKforked"
    Script().play(
        ("get INVITE", ["0 ← INVITE"]),
        (f"get INVITE {other}", ["0 → 482"]),
        ("respond 200", ["0 → 200"]),
        ("wait 40", ["32 ended"]),
        (f"get INVITE {other}", ["40 ← INVITE"]),
    )


def test_within_a_dialog_nothing_is_merged() -> None:
    other = "SIP/2.0/UDP_192.0.2.9;branch=z9hG4bKforked"
    via = "SIP/2.0/UDP_192.0.2.9;branch=z9hG4bKone"
    Script().play(
        (f"get BYE {via} us", ["0 ← BYE"]),
        (f"get BYE {other} us", ["0 ← BYE"]),
    )


def test_a_peer_of_the_old_standard() -> None:
    via = "SIP/2.0/UDP 192.0.2.2:5070"
    Script(via=via).play(
        ("get INVITE", ["0 ← INVITE"]),
        ("get INVITE", []),
        ("respond 180", ["0 → 180"]),
        ("get CANCEL", ["0 → 200", "0 ← CANCEL of INVITE"]),
        ("respond 487", ["0 → 487"]),
        ("get ACK SIP/2.0/UDP_192.0.2.2:5070 us", []),
        ("wait 9", ["5 ended"]),
    )
    Script(via=via + ";branch=1").play(
        ("get INVITE", ["0 ← INVITE"]),
        ("respond 200", ["0 → 200"]),
        ("get ACK SIP/2.0/UDP_192.0.2.2:5070;branch=1 us", ["0 ← ACK of nothing"]),
    )


@pytest.mark.parametrize("what", ["flow", "key"])
def test_a_flow_that_breaks(what: str) -> None:
    Script("tcp").play(
        ("send INVITE", ["0 → INVITE"]),
        (f"break {what}", ["0 failed", "0 ended"]),
        ("wait 99", []),
    )
    Script("tcp").play(
        ("get INVITE", ["0 ← INVITE"]),
        ("respond 180", ["0 → 180"]),
        (f"break {what}", ["0 failed", "0 ended"]),
        ("respond 200", []),
    )
    Script("udp").play(
        ("send INFO", ["0 → INFO"]),
        ("get 200", ["0 ← 200"]),
        (f"break {what}", ["0 ended"]),
    )
    Script("udp").play(
        ("get INVITE", ["0 ← INVITE"]),
        ("respond 486", ["0 → 486"]),
        (f"break {what}", ["0 ended"]),
    )


def test_a_target_that_cannot_be_opened() -> None:
    Script(target=Target("tcp", "pbx.example.org")).play(
        ("send REGISTER", ["0 → REGISTER"]),
        ("break target", ["0 failed", "0 ended"]),
    )


def test_a_target_that_became_a_flow() -> None:
    script = Script("tcp", target=Target("tcp", "pbx.example.org")).play(
        ("send INVITE", ["0 → INVITE"]),
        ("open", []),
        ("get 180", ["0 ← 180"]),
        ("cancel", ["0 → CANCEL"]),
        ("break flow", ["0 failed", "0 ended"]),
    )
    assert [one.to for one in script.outputs if isinstance(one, Transmit)] == [
        Target("tcp", "pbx.example.org"),
        script.flow,
    ]
    assert len(script.layer) == 0


def test_the_ack_of_an_answer_keeps_its_branch() -> None:
    layer = TransactionLayer(Tokens())
    for to_tag in ("one", "one", "two"):
        layer.send(request_of("ACK", to_tag=to_tag), flow_of(), 0)
    first, again, other = [one for one in layer.take() if isinstance(one, Transmit)]
    assert first.message.encode() == again.message.encode()
    assert first.message.headers.get("via") != other.message.headers.get("via")
    assert first.key is None
    assert len(layer) == 0
