"""Setting up and ending calls, as ladders of two columns (RFC 3261, 13 to 15; RFC 3262)."""

from agent_desktop.sip.agent.config import Account, Config
from agent_desktop.sip.agent.events import OpenFlow
from agent_desktop.sip.flow import Target
from agent_desktop.sip.message import Message, Request, Response
from tests.sip.agent_script import Stage, state, terms_of


def test_a_call_that_is_answered_and_hung_up() -> None:
    stage = Stage().play(
        (lambda s: s.call("a", "b"), ["a: dialing", "a→b INVITE", "b: rings"]),
        (
            lambda s: s.calls["b"][0].ring(s.now),
            ["b→a 180", "a: hears 180", "a: early"],
        ),
        (
            lambda s: s.calls["b"][0].answer(terms_of(5000), s.now),
            [
                "b: active",
                "b: media sendrecv",
                "b→a 200",
                "a: active",
                "a: media sendrecv",
                "a→b ACK",
            ],
        ),
        (
            lambda s: s.calls["a"][0].hang_up(s.now),
            ["a: ended 200", "a→b BYE", "b: ended 200", "b→a 200"],
        ),
    )
    agreed = stage.calls["a"][0].agreed
    assert agreed is not None
    assert agreed.remote == ("192.0.2.9", 5000)
    stage.ends_clean()


def test_the_called_side_hangs_up() -> None:
    stage = Stage()
    stage.established()
    stage.play(
        (
            lambda s: s.calls["b"][0].hang_up(s.now),
            ["b: ended 200", "b→a BYE", "a: ended 200", "a→b 200"],
        )
    )
    stage.ends_clean()


def test_a_call_that_is_cancelled_before_and_after_it_rings() -> None:
    stage = Stage()
    stage.filter = lambda *_: False
    stage.play(
        (lambda s: s.call("a", "b"), ["a: dialing", "a→b INVITE"]),
        (lambda s: s.calls["a"][0].hang_up(s.now), ["a: ended 200"]),
    )
    stage.ends_clean()

    def cancel(one: Stage) -> None:
        one.calls["a"][0].hang_up(one.now)

    stage = Stage()
    stage.play(
        (lambda s: s.call("a", "b"), ["a: dialing", "a→b INVITE", "b: rings"]),
        ("wait 1", ["b→a 100"]),
        (
            cancel,
            [
                "a: ended 200",
                "a→b CANCEL",
                "b→a 200",
                "b: ended 487",
                "b→a 487",
                "a→b ACK",
            ],
        ),
    )
    stage.ends_clean()


def test_a_cancel_that_crosses_the_answer_ends_in_a_bye() -> None:
    stage = Stage()
    stage.call("a", "b")
    stage.run()
    stage.calls["b"][0].ring(0)
    stage.run()
    stage.slow = True
    stage.calls["b"][0].answer(terms_of(5000), 0)
    stage.calls["a"][0].hang_up(0)
    stage.run()
    stage.slow = False
    stage.said.clear()
    stage.run()
    assert stage.said[-4:] == ["b→a 200", "a→b BYE", "b: ended 200", "b→a 200"] or (
        "b: ended 200" in stage.said and "a→b BYE" in stage.said
    )
    assert stage.said.count("a: ended 200") == 0, "it had ended for its user"
    stage.ends_clean()


def test_a_refusal_says_what_can_be_done() -> None:
    stage = Stage().play(
        (lambda s: s.call("a", "b"), ["a: dialing", "a→b INVITE", "b: rings"]),
        (
            lambda s: s.calls["b"][0].refuse(s.now, 486),
            ["b: ended 486", "b→a 486", "a: ended 486", "a→b ACK"],
        ),
    )
    outcome = stage.calls["a"][0].outcome
    assert outcome is not None
    assert (outcome.can_do, outcome.phrase, outcome.local) == ("try_later", "Busy Here", False)
    stage.ends_clean()


def test_redirections_are_followed_only_when_that_was_asked_for() -> None:
    def refuse(one: Stage) -> None:
        one.calls["b"][0].refuse(one.now, 302, contacts=["sip:c@192.0.2.2", "sip:b@192.0.2.2"])

    stage = Stage()
    stage.call("a", "b")
    stage.run()
    refuse(stage)
    stage.run()
    outcome = stage.calls["a"][0].outcome
    assert outcome is not None
    assert (outcome.status, outcome.contacts[0]) == (302, "sip:c@192.0.2.2")
    stage.ends_clean()
    stage = Stage(config=Config(redirects=1))
    stage.call("a", "b")
    stage.run()
    refuse(stage)
    stage.run()
    assert [one.uri for one in stage.sent("INVITE")] == ["sip:b@192.0.2.2", "sip:c@192.0.2.2"]
    stage.calls["b"][1].answer(terms_of(), stage.now)
    stage.run()
    assert state(stage.calls["a"][0]) == "active"


def test_a_lost_ack_is_sent_again_and_without_any_the_call_ends() -> None:
    lost: list[Message] = []

    def lose(sender: str, receiver: str, message: Message) -> bool:
        is_ack = isinstance(message, Request) and message.method == "ACK"
        if is_ack and len(lost) < 2:
            lost.append(message)
            return False
        return True

    stage = Stage()
    stage.filter = lose
    stage.established()
    stage.wait(3)
    first, _, third = stage.sent("ACK")
    assert first.encode() == third.encode()
    stage.filter = lambda _, __, one: not (isinstance(one, Request) and one.method == "ACK")
    ours, theirs = stage.established()
    stage.wait(40)
    assert theirs.outcome is not None
    assert theirs.outcome.status == 408
    assert ours.outcome is not None
    assert ours.outcome.reason is not None
    assert ours.outcome.reason.cause == 408
    for name in "ab":
        for call in stage.calls[name]:
            call.hang_up(stage.now)
    stage.ends_clean()


def test_hanging_up_before_the_ack_waits_for_it() -> None:
    stage = Stage()
    stage.call("a", "b")
    stage.run()
    stage.slow = True
    stage.calls["b"][0].answer(terms_of(5000), 0)
    stage.calls["b"][0].hang_up(0)
    stage.run()
    assert not stage.sent("BYE")
    stage.slow = False
    stage.run()
    assert len(stage.sent("BYE")) == 1
    assert state(stage.calls["a"][0]) == "ended"
    stage.ends_clean()


def test_both_hang_up_at_once() -> None:
    stage = Stage()
    ours, theirs = stage.established()
    stage.slow = True
    ours.hang_up(0)
    theirs.hang_up(0)
    stage.run()
    stage.slow = False
    stage.run()
    assert len(stage.sent("BYE")) == 2
    stage.ends_clean()


def test_nobody_answers() -> None:
    stage = Stage(config=Config(ring_s=60))
    stage.call("a", "b")
    stage.run()
    stage.calls["b"][0].ring(0)
    stage.wait(61)
    outcome = stage.calls["a"][0].outcome
    assert outcome is not None
    assert (outcome.status, outcome.local) == (408, True)
    assert state(stage.calls["b"][0]) == "ended"
    stage.ends_clean()


def test_a_peer_of_rfc_2543_has_no_tag_and_repeats_itself() -> None:
    stage = Stage("a", "b")
    call = stage.call("a", "b")
    stage.filter = lambda *_: False
    stage.run()
    invite = stage.sent("INVITE")[0]
    sdp = terms_bytes()
    text = (
        "SIP/2.0 200 OK\r\n"
        f"Via: {invite.headers.get('Via')}\r\nFrom: {invite.headers.get('From')}\r\n"
        f"To: {invite.headers.get('To')}\r\nCall-ID: {invite.headers.get('Call-ID')}\r\n"
        f"CSeq: {invite.headers.get('CSeq')}\r\nContact: <sip:b@192.0.2.2>\r\n"
        f"Content-Type: application/sdp\r\nContent-Length: {len(sdp)}\r\n\r\n"
    ).encode() + sdp
    for _ in range(2):
        stage.agents["a"].receive(text, stage.flow("a", "b"), 0)
        stage.run()
    assert state(call) == "active"
    assert len(stage.sent("ACK")) == 2
    bye = (
        "BYE sip:a@192.0.2.1 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.2\r\n"
        f"From: {invite.headers.get('To')}\r\nTo: {invite.headers.get('From')}\r\n"
        f"Call-ID: {invite.headers.get('Call-ID')}\r\nCSeq: 7 BYE\r\n\r\n"
    ).encode()
    stage.agents["a"].receive(bye, stage.flow("a", "b"), 0)
    stage.run()
    assert state(call) == "ended"
    stage.ends_clean()


def terms_bytes() -> bytes:
    """A plain description."""
    return b"v=0\r\no=- 1 1 IN IP4 192.0.2.2\r\ns=-\r\nc=IN IP4 192.0.2.2\r\nt=0 0\r\nm=audio 5000 RTP/AVP 0\r\n"


def test_two_phones_answer_and_one_is_talked_to() -> None:
    """A proxy forked: one rings, both answer."""
    stage = Stage("a", "b", "c")
    call = stage.agents["a"].call("a", "sip:b@192.0.2.2", terms_of(), 0)
    stage.filter = lambda sender, *_: sender != "a"
    stage.run()
    invite = stage.sent("INVITE")[0]
    for name, flow in (("b", "b"), ("c", "c")):
        stage.agents[name].receive(invite.encode(), stage.flow(flow, "a"), 0)
    stage.run()
    stage.filter = lambda *_: True
    for name in "bc":
        stage.calls[name][0].ring(0)
    stage.run()
    assert call.caller is not None
    assert len(call.caller.legs) == 2
    for name in "cb":
        stage.calls[name][0].answer(terms_of(5000), 0)
        stage.run()
    assert state(call) == "active"
    assert state(stage.calls["c"][0]) == "active"
    assert state(stage.calls["b"][0]) == "ended"
    call.hang_up(0)
    stage.run()
    assert state(stage.calls["c"][0]) == "ended"
    stage.ends_clean()


def test_what_cannot_be_taken_is_refused_in_the_right_words() -> None:
    stage = Stage()
    stage.filter = lambda sender, *_: sender != "a"
    stage.call("a", "b")
    stage.run()
    base = stage.sent("INVITE")[0]

    def answer(**changes: str) -> int:
        request = Request(base.method, base.uri, base.headers.copy(), base.body)
        for name, value in changes.items():
            request.headers.set(name.replace("_", "-"), value)
        request.headers.set("Via", f"SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK{len(stage.wire)}")
        request.headers.set("Call-ID", f"other{len(stage.wire)}")
        stage.agents["b"].receive(request.encode(), stage.flow("b", "a"), 0)
        stage.run()
        found = stage.wire[-1][2]
        return found.status if isinstance(found, Response) else 0

    assert answer(Require="magic") == 420
    assert answer(Session_Expires="30", Supported="timer") == 422
    assert answer(Content_Type="text/plain") == 415
    assert answer(Contact="*") == 400
    assert answer(Replaces="no;to-tag=1;from-tag=2") == 481
    assert answer(To="<sip:b@192.0.2.2>;tag=gone") == 481
    base.uri = "tel:+49123"
    assert answer() == 416
    for call in stage.calls["b"]:
        call.refuse(0)
    stage.wait(300)
    assert stage.agents["b"].idle


def test_a_cancel_may_say_that_the_call_was_answered_elsewhere() -> None:
    def explain(_: str, __: str, message: Message) -> bool:
        if isinstance(message, Request) and message.method == "CANCEL":
            message.headers.add("Reason", 'SIP;cause=200;text="Call completed elsewhere"')
        return True

    stage = Stage()
    stage.filter = explain
    call = stage.call("a", "b")
    stage.run()
    stage.calls["b"][0].ring(0)
    stage.run()
    call.hang_up(0)
    stage.run()
    outcome = stage.calls["b"][0].outcome
    assert outcome is not None
    assert (outcome.good, outcome.phrase) == (True, "Call completed elsewhere")
    stage.ends_clean()


def test_a_sips_address_is_never_asked_in_the_clear() -> None:
    plain = Account(
        "a", "sip:a@192.0.2.1", (Target("udp", "192.0.2.2"),), registers=False, keep_alive_s=0
    )
    stage = Stage("a", "b", a=plain)
    call = stage.agents["a"].call("a", "sips:b@192.0.2.2", terms_of(), 0)
    watching = stage.agents["a"].subscribe("a", "SIPS:b@192.0.2.2", "dialog", 0)
    given = stage.agents["a"].call(
        "a", "sip:b@192.0.2.2", terms_of(), 0, uri="sips:b@h", way=stage.flow("a", "b")
    )
    stage.run()
    for one in (call, given):
        assert one.outcome is not None
        assert (one.outcome.status, one.outcome.can_do) == (480, "ask_administrator")
    assert watching.state == "terminated"
    assert not stage.wire
    direct = Stage("a", "b")
    direct.agents["a"].call("a", "sips:b@192.0.2.2;transport=udp", terms_of(), 0)
    opened = direct.agents["a"].take()
    assert OpenFlow(Target("tls", "192.0.2.2")) in opened


def test_a_call_to_a_sips_address_names_us_by_one() -> None:
    stage = Stage(transport="tls")
    ours, theirs = stage.established(uri="sips:b@192.0.2.2")
    ours.hold(0)
    theirs.hold(0)
    stage.run()
    said = [
        one.headers.get("Contact")
        for _, _, one in stage.wire
        if "INVITE" in (one.headers.get("CSeq") or "") and one.headers.get("Contact")
    ]
    assert len(said) >= 4
    assert all(one is not None and one.startswith("<sips:") for one in said)
