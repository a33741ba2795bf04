"""Changing calls that stand: hold, resume, codecs, ICE, glare, session timers, digits (RFC 3261, 14; 3311; 4028)."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.agent.config import Config
from agent_desktop.sip.agent.events import TermsWanted
from agent_desktop.sip.message import Message, Request, Response
from agent_desktop.sip.sdp_attributes import Ice
from tests.sip.agent_script import PCMA, PCMU, Stage, state, terms_of


def test_hold_and_resume_from_both_sides() -> None:
    stage = Stage()
    ours, theirs = stage.established()
    stage.play(
        (
            lambda s: ours.hold(s.now),
            [
                "a→b INVITE",
                "b: media recvonly",
                "b: held remote",
                "b→a 200",
                "a: media sendonly",
                "a: held local",
                "a→b ACK",
            ],
        ),
        (
            lambda s: theirs.hold(s.now),
            [
                "b→a INVITE",
                "a: media inactive",
                "a: held both",
                "a→b 200",
                "b: media inactive",
                "b: held both",
                "b→a ACK",
            ],
        ),
        (lambda s: theirs.hold(s.now), []),
        (
            lambda s: ours.resume(s.now),
            [
                "a→b INVITE",
                "b: media sendonly",
                "b: held local",
                "b→a 200",
                "a: media recvonly",
                "a: held remote",
                "a→b ACK",
            ],
        ),
        (
            lambda s: theirs.resume(s.now),
            [
                "b→a INVITE",
                "a: media sendrecv",
                "a: active",
                "a→b 200",
                "b: media sendrecv",
                "b: active",
                "b→a ACK",
            ],
        ),
    )
    ours.hang_up(stage.now)
    stage.ends_clean()


def test_both_hold_at_once_and_the_one_who_called_waits_longer() -> None:
    stage = Stage()
    ours, theirs = stage.established()
    stage.slow = True
    ours.hold(0)
    theirs.hold(0)
    stage.run()
    stage.slow = False
    stage.run()
    assert stage.said.count("a→b 491") == stage.said.count("b→a 491") == 1
    assert (state(ours), state(theirs)) == ("active", "active")
    stage.wait(2.05)
    assert (ours.held, theirs.held) == ("remote", "local")
    stage.wait(2)
    assert (ours.held, theirs.held) == ("both", "both")


def test_the_last_wish_wins() -> None:
    stage = Stage()
    ours, theirs = stage.established()
    stage.slow = True
    ours.hold(0)
    ours.resume(0)
    ours.hold(0)
    ours.resume(0)
    stage.run()
    stage.slow = False
    stage.run()
    assert len(stage.sent("INVITE")) == 3  # the call, hold, resume
    assert (ours.held, theirs.held) == (None, None)


def test_another_codec_and_one_that_nobody_has() -> None:
    stage = Stage()
    ours, _ = stage.established()
    ours.renew(terms_of(4000, PCMA), 0)
    stage.run()
    assert stage.said[-2:] == ["a: change refused 488", "a→b ACK"]
    assert ours.agreed is not None
    assert ours.agreed.send_codec.name == "PCMU"
    assert ours.terms is not None
    assert ours.terms.codecs == (PCMU,)
    ours.hold(0)
    stage.run()
    assert state(ours) == "held"


def test_ice_starts_anew_with_fresh_terms_from_both() -> None:
    stage = Stage()

    def with_ice(port: int, name: str) -> object:
        ice = Ice(name * 4, name * 24, ("1 1 UDP 2130706431 192.0.2.9 4000 typ host",))
        return replace(terms_of(port), ice=ice)

    first = with_ice(4000, "a")
    call = stage.agents["a"].call("a", "sip:b@192.0.2.2", first, 0)  # type: ignore[arg-type]
    stage.run()
    stage.calls["b"][0].answer(with_ice(5000, "b"), 0)  # type: ignore[arg-type]
    stage.run()
    call.renew(with_ice(4002, "c"), 0)  # type: ignore[arg-type]
    stage.run()
    assert isinstance(stage.last("b", TermsWanted), TermsWanted)
    stage.calls["b"][0].accept(with_ice(5002, "d"), 0)  # type: ignore[arg-type]
    stage.run()
    assert call.agreed is not None
    assert call.agreed.ice_restarted
    assert call.agreed.remote[1] == 5002
    call.renew(with_ice(4004, "e"), 0)  # type: ignore[arg-type]
    stage.run()
    call.hang_up(0)
    stage.run()
    assert stage.said[-3:] == ["b→a 487", "b→a 200", "a→b ACK"] or "b→a 487" in stage.said
    stage.ends_clean()


@pytest.mark.parametrize("who", ["a", "b"])
def test_a_change_of_a_peer_that_is_gone_ends_the_call(who: str) -> None:
    stage = Stage()
    ours, theirs = stage.established()
    stage.filter = lambda *_: False
    call: Call = ours if who == "a" else theirs
    call.hold(0)
    stage.wait(40)
    assert call.outcome is not None
    assert (call.outcome.status, call.outcome.local) == (408, True)
    assert call.outcome.can_do == "check_connection"


def test_a_reinvite_before_the_ack_and_two_at_once_are_turned_away() -> None:
    stage = Stage()
    ours, theirs = stage.established()
    acks: list[Message] = []

    def no_ack(_: str, __: str, one: Message) -> bool:
        if isinstance(one, Request) and one.method == "ACK":
            acks.append(one)
            return False
        return True

    stage.filter = no_ack
    ours.hold(0)
    stage.run()
    ours.resume(0)
    stage.run()
    assert "b→a 500" in stage.said
    stage.filter = lambda *_: True
    stage.wait(12)
    assert (ours.held, theirs.held) == (None, None)


def test_refreshes_by_update_keep_a_call_alive() -> None:
    stage = Stage(config=Config(session_s=600))
    ours, theirs = stage.established()
    stage.wait(3000)
    assert (state(ours), state(theirs)) == ("active", "active")
    assert len(stage.sent("UPDATE")) == 10
    assert {one.headers.get("Session-Expires") for one in stage.sent("UPDATE")} == {
        "600;refresher=uac"
    }
    ours.hang_up(stage.now)
    stage.ends_clean()


@pytest.mark.parametrize("refresher", ["a", "b"])
def test_without_refreshes_the_call_ends_on_both_sides(refresher: str) -> None:
    stage = Stage(config=Config(session_s=600))
    ours, theirs = stage.established()
    stage.filter = lambda *_: False
    stage.wait(700)
    assert (state(ours), state(theirs)) == ("ended", "ended")
    for call in (ours, theirs):
        assert call.outcome is not None
        assert call.outcome.status == 408


def test_who_refreshes_goes_on_doing_so_whoever_changes_the_call() -> None:
    """RFC 4028, 7.4: a change by the other side is a refresh, too, and leaves the roles as they are."""
    stage = Stage(config=Config(session_s=600))
    ours, theirs = stage.established()
    stage.wait(200)
    theirs.hold(stage.now)
    stage.run()
    hold = stage.sent("INVITE")[-1]
    assert hold.headers.get("Session-Expires") == "600;refresher=uas"
    assert theirs.held == "local"
    stage.wait(299)
    assert not stage.sent("UPDATE"), "the hold was a refresh"
    stage.wait(2)
    [refresh] = stage.sent("UPDATE")
    assert ("a", "b", refresh) in stage.wire
    stage.wait(3000)
    assert {one[:2] for one in stage.wire if one[2] in stage.sent("UPDATE")} == {("a", "b")}
    assert (state(ours), state(theirs)) == ("held", "held")


def without(option: str) -> Callable[[str, str, Message], bool]:
    """Peers that do not know an extension, on the way from `a`."""

    def strip(sender: str, _: str, message: Message) -> bool:
        if sender == "a":
            for name in ("Supported", "Allow", "Session-Expires", "Min-SE"):
                values = message.headers.all(name)
                message.headers.remove(name)
                kept = ", ".join(one for one in values if name in {"Supported", "Allow"})
                words = [
                    one.strip() for one in kept.split(",") if one.strip() not in {option, "UPDATE"}
                ]
                if words and words != [""]:
                    message.headers.add(name, ", ".join(words))
        return True

    return strip


def test_for_a_caller_without_session_timers_the_called_side_refreshes() -> None:
    """By INVITE, since this peer knows no UPDATE; and nothing is required of it (RFC 4028, 9)."""
    stage = Stage()
    stage.agents["a"]._core.config = Config(session_s=0)
    stage.agents["b"]._core.config = Config(session_s=600)
    stage.filter = without("timer")
    ours, theirs = stage.established()
    final = next(
        one for _, _, one in reversed(stage.wire) if isinstance(one, Response) and one.status == 200
    )
    assert final.headers.get("Session-Expires") == "600;refresher=uas"
    assert "timer" not in (final.headers.get("Require") or "")
    stage.wait(1501)
    invites = [one for one in stage.wire if one[2] in stage.sent("INVITE")]
    assert [one[:2] for one in invites] == [("a", "b")] + [("b", "a")] * 5
    assert (state(ours), state(theirs)) == ("active", "active")


def test_a_refresh_that_is_put_off_comes_again_and_one_that_is_refused_ends_the_call_in_time() -> (
    None
):
    stage = Stage(config=Config(session_s=600))
    ours, theirs = stage.established()
    statuses = iter([491, 500])

    def refuse(_: str, __: str, one: Message) -> bool:
        if isinstance(one, Response) and "UPDATE" in (one.headers.get("CSeq") or ""):
            one.status = next(statuses, 403)
            one.headers.remove("Session-Expires")
            if one.status == 500:
                one.headers.add("Retry-After", "2")
        return True

    stage.filter = refuse
    stage.wait(310)
    assert len(stage.sent("UPDATE")) == 3
    assert state(ours) == "active"
    stage.filter = lambda sender, _, one: not (isinstance(one, Request) and one.method == "UPDATE")
    stage.wait(300)
    assert (state(ours), state(theirs)) == ("ended", "ended")


@pytest.mark.parametrize("method", ["INFO", "UPDATE", "REFER", "INVITE", "BYE"])
def test_what_a_request_requires_is_known_or_it_is_refused(method: str) -> None:
    stage = Stage()
    ours, theirs = stage.established()
    assert ours.leg is not None
    heard: list[Response] = []
    request = ours.leg.compose(method)
    request.headers.add("Require", "timer, magic")
    request.headers.add("Require", "wonder")
    ours.leg.ask(request, lambda _, response: heard.append(response))
    stage.run()
    assert [one.status for one in heard] == [420]
    assert heard[0].headers.get("Unsupported") == "magic, wonder"
    assert state(theirs) == "active"


def test_an_interval_that_is_too_small_is_raised() -> None:
    stage = Stage("a", "b")
    stage.agents["a"]._core.config = Config(session_s=120)
    stage.agents["b"]._core.config = Config(session_s=120, min_session_s=300)
    ours, _ = stage.established()
    assert [one.headers.get("Session-Expires") for one in stage.sent("INVITE")] == ["120", "300"]
    assert state(ours) == "active"
    finals = [one for _, _, one in stage.wire if isinstance(one, Response)]
    assert [one.status for one in finals] == [422, 200]


def test_digits_by_info() -> None:
    stage = Stage()
    ours, theirs = stage.established()
    stage.play(
        (lambda s: ours.send_digit("5", s.now), ["a→b INFO", "b: digit 5 160", "b→a 200"]),
        (
            lambda s: theirs.send_digit("#", s.now, 250),
            ["b→a INFO", "a: digit # 250", "a→b 200"],
        ),
    )
    with pytest.raises(ValueError, match="no such key"):
        ours.send_digit("x", 0)


def test_requests_out_of_order_and_unknown_ones() -> None:
    stage = Stage()
    ours, theirs = stage.established()
    assert ours.leg is not None
    late = ours.leg.dialog.request("INFO", 0)
    odd = ours.leg.compose("MESSAGE")
    for request in (late, odd):
        request.headers.add_first("Via", f"SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK{request.method}")
        stage.agents["b"].receive(request.encode(), stage.flow("b", "a"), 0)
        stage.run()
    assert stage.said == ["b→a 500", "b→a 405"]
    assert state(theirs) == "active"


def test_options_are_answered_inside_and_outside() -> None:
    stage = Stage()
    ours, _ = stage.established()
    assert ours.leg is not None
    heard: list[int] = []
    ours.leg.ask(ours.leg.compose("OPTIONS"), lambda _, response: heard.append(response.status))
    stage.run()
    assert heard == [200]
    answer = stage.wire[-1][2]
    assert "INVITE" in (answer.headers.get("Allow") or "")
