"""Handing calls on: blind, consulted, refused, without news; as the one who hands on, is handed on, and gets the
call."""

from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.agent.config import Config
from agent_desktop.sip.agent.events import CallArrived, CallReplaced, TransferAsked, TransferChanged
from agent_desktop.sip.agent.referral import Referral
from agent_desktop.sip.message import Message, Request
from tests.sip.agent_script import Stage, state, terms_of


def asked(stage: Stage, name: str) -> Referral:
    event = stage.last(name, TransferAsked)
    assert isinstance(event, TransferAsked)
    return event.referral


def followed(stage: Stage, name: str) -> Call:
    made = asked(stage, name).follow(terms_of(7000), stage.now)
    assert made is not None
    stage.calls[name].append(made)
    return made


def test_blind() -> None:
    stage = Stage("a", "b", "c")
    ours, theirs = stage.established()
    stage.play(
        (
            lambda s: ours.transfer("sip:c@192.0.2.3", s.now),
            ["a: transferring blind", "a→b REFER", "b: asked to call sip:c@192.0.2.3"],
        ),
        (
            lambda s: followed(s, "b"),
            [
                "b: dialing",
                "b: open 192.0.2.3",
                "b→a 202",
                "b→a NOTIFY",
                "b→c INVITE",
                "a: transfer 100",
                "a→b 200",
                "c: rings",
            ],
        ),
        (
            lambda s: s.calls["c"][0].answer(terms_of(8000), s.now),
            [
                "c: active",
                "c: media sendrecv",
                "c→b 200",
                "b: active",
                "b: media sendrecv",
                "b→c ACK",
                "b→a NOTIFY",
                "a: transfer 200 done",
                "a: ended 200",
                "a→b 200",
                "a→b BYE",
                "b: ended 200",
                "b→a 200",
            ],
        ),
    )
    assert state(theirs) == "ended"
    assert stage.sent("INVITE")[-1].headers.get("Referred-By") == "<sip:a@192.0.2.1>"
    stage.calls["c"][0].hang_up(stage.now)
    stage.ends_clean()


def test_a_transfer_that_fails_leaves_the_call_as_it_was() -> None:
    stage = Stage("a", "b", "c")
    ours, theirs = stage.established()
    ours.hold(0)
    stage.run()
    ours.transfer("sip:c@192.0.2.3", 0)
    stage.run()
    followed(stage, "b")
    stage.run()
    stage.calls["c"][0].refuse(0, 486)
    stage.run()
    changed = stage.last("a", TransferChanged)
    assert isinstance(changed, TransferChanged)
    assert (changed.outcome.status, changed.done, changed.outcome.can_do) == (
        486,
        True,
        "try_later",
    )
    assert (state(ours), ours.held) == ("held", "local")
    ours.resume(0)
    stage.run()
    assert (state(ours), state(theirs)) == ("active", "active")
    ours.hang_up(0)
    stage.ends_clean()


def test_a_transfer_that_is_refused() -> None:
    stage = Stage("a", "b", "c")
    ours, _ = stage.established()
    ours.transfer("sip:c@192.0.2.3", 0)
    stage.run()
    stage.play(
        (
            lambda s: asked(s, "b").refuse(s.now),
            ["b→a 603", "a: transfer 603 done", "a: active"],
        )
    )
    assert asked(stage, "b").follow(terms_of(), 0) is None


def test_a_peer_that_sends_no_news_is_believed() -> None:
    """RFC 4488, tolerated: the answer to the REFER says that none will come."""
    stage = Stage("a", "b", "c")
    ours, _ = stage.established()

    def quiet(_: str, __: str, one: Message) -> bool:
        if isinstance(one, Request) and one.method == "REFER":
            one.headers.add("Refer-Sub", "false")
        return True

    stage.filter = quiet
    ours.transfer("sip:c@192.0.2.3", 0)
    stage.run()
    followed(stage, "b")
    stage.run()
    assert not stage.sent("NOTIFY")
    assert state(ours) == "ended"


def test_silence_after_a_transfer_gives_the_call_back() -> None:
    stage = Stage("a", "b", "c", config=Config(transfer_s=60, session_s=0))
    ours, _ = stage.established()
    ours.transfer("sip:c@192.0.2.3", 0)
    stage.run()
    followed(stage, "b")
    stage.run()
    stage.filter = lambda *_: False
    stage.wait(61)
    assert state(ours) == "active"


def test_consulted_through_replaces() -> None:
    """a talks to b, consults c, and brings both together."""
    stage = Stage("a", "b", "c")
    ours, theirs = stage.established()
    ours.hold(0)
    consult, at_c = stage.established("a", "c")
    ours.transfer_to(consult, 0)
    stage.run()
    assert (state(ours), ours.transferring) == ("transferring", "consult")
    new = followed(stage, "b")
    stage.run()
    arrived = stage.last("c", CallArrived)
    assert isinstance(arrived, CallArrived)
    assert arrived.replaces is at_c
    arrived.call.answer(terms_of(8000), 0)
    stage.run()
    replaced = stage.last("c", CallReplaced)
    assert isinstance(replaced, CallReplaced)
    assert (replaced.old, replaced.new) == (at_c, arrived.call)
    assert [state(one) for one in (ours, theirs, consult, at_c)] == ["ended"] * 4
    assert [state(one) for one in (new, arrived.call)] == ["active"] * 2
    new.hang_up(0)
    stage.ends_clean()


def test_replaces_of_what_is_over_or_still_rings_here_is_refused() -> None:
    stage = Stage("a", "b", "c")
    _, theirs = stage.established()
    assert theirs.leg is not None
    dialog = theirs.leg.dialog
    value = f"{dialog.call_id};to-tag={dialog.local_tag};from-tag={dialog.remote_tag}"
    for extra, status in ((";early-only", 486), ("x", 481)):
        call = stage.call("c", "b", headers=[("Replaces", value + extra)])
        stage.run()
        assert call.outcome is not None
        assert call.outcome.status == status


def test_a_refer_that_cannot_be_followed() -> None:
    stage = Stage()
    ours, _ = stage.established()
    assert ours.leg is not None
    heard: list[int] = []
    for to in ("<sip:c@192.0.2.3;method=BYE>", "<", "<sip:c@x?Replaces=broken>"):
        request = ours.leg.compose("REFER")
        request.headers.add("Refer-To", to)
        ours.leg.ask(request, lambda _, response: heard.append(response.status))
        stage.run()
    assert heard == [501, 400, 400]


def test_the_peer_may_hang_up_while_it_is_handed_on() -> None:
    stage = Stage("a", "b", "c")
    ours, theirs = stage.established()
    ours.transfer("sip:c@192.0.2.3", 0)
    stage.run()
    theirs.hang_up(0)
    stage.run()
    assert state(ours) == "ended"
    assert asked(stage, "b").follow(terms_of(), 0) is None
    stage.ends_clean()
