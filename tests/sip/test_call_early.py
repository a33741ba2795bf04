"""What is agreed before the answer and with it: early media, reliable progress, late offers (RFC 3262, 6337)."""

from dataclasses import replace

import pytest

from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.agent.config import Config
from agent_desktop.sip.agent.events import MediaAgreed
from agent_desktop.sip.agent.leg import Leg
from agent_desktop.sip.message import Message, Request, Response
from agent_desktop.sip.sdp import Sdp
from tests.sip.agent_script import Stage, state, terms_of


def test_early_media_that_arrives_for_sure() -> None:
    stage = Stage()
    stage.play(
        (lambda s: s.call("a", "b"), ["a: dialing", "a→b INVITE", "b: rings"]),
        (
            lambda s: s.calls["b"][0].progress(terms_of(5000), s.now),
            [
                "b: early media sendrecv",
                "b→a 183",
                "a: early media sendrecv",
                "a: hears 183",
                "a: early",
                "a→b PRACK",
                "b→a 200",
            ],
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
    )
    final = next(
        one
        for _, _, one in reversed(stage.wire)
        if isinstance(one, Response) and "INVITE" in (one.headers.get("CSeq") or "")
    )
    assert final.body == b"", "what was said for sure is not said again"


def test_an_answer_waits_for_the_prack_and_a_lost_one_ends_the_call() -> None:
    def no_prack(sender: str, receiver: str, message: Message) -> bool:
        return not (isinstance(message, Request) and message.method == "PRACK")

    stage = Stage()
    stage.filter = no_prack
    stage.call("a", "b")
    stage.run()
    stage.calls["b"][0].progress(terms_of(5000), 0)
    stage.calls["b"][0].answer(terms_of(5000), 0)
    stage.run()
    assert state(stage.calls["b"][0]) == "ringing"
    stage.wait(40)
    assert (state(stage.calls["b"][0]), state(stage.calls["a"][0])) == ("ended", "ended")
    assert stage.calls["a"][0].outcome is not None
    assert stage.calls["a"][0].outcome.status == 504
    stage.ends_clean()


def test_early_media_without_100rel_may_be_changed_by_the_answer() -> None:
    stage = Stage(config=Config(reliable_provisionals=False))
    stage.call("a", "b")
    stage.run()
    stage.calls["b"][0].progress(terms_of(5000), 0)
    stage.run()
    assert "a: early media sendrecv" in stage.said
    stage.calls["b"][0].answer(terms_of(5000), 0)
    stage.run()
    assert state(stage.calls["a"][0]) == "active"
    bodies = [one.body for _, _, one in stage.wire if isinstance(one, Response) and one.body]
    assert bodies[0] == bodies[1]


@pytest.mark.parametrize("early", [False, True])
def test_a_late_offer(early: bool) -> None:
    stage = Stage()
    stage.call("a", "b", late=True)
    stage.run()
    assert stage.calls["b"][0].offers is None
    if early:
        stage.calls["b"][0].progress(terms_of(5000), 0)
        stage.run()
        assert stage.sent("PRACK")[0].body
    stage.calls["b"][0].answer(terms_of(5000), 0)
    stage.run()
    ours, theirs = stage.calls["a"][0], stage.calls["b"][0]
    assert (state(ours), state(theirs)) == ("active", "active")
    assert ours.agreed is not None
    assert theirs.agreed is not None
    assert (ours.agreed.remote[1], theirs.agreed.remote[1]) == (5000, 4000)
    assert bool(stage.sent("ACK")[0].body) is not early


def early_leg(call: Call) -> Leg:
    assert call.caller is not None
    [leg] = call.caller.legs.values()
    return leg


def update(stage: Stage, leg: Leg, offer: Sdp) -> Response:
    """The answer to an UPDATE that offers something before the call is answered."""
    heard: list[Response] = []
    leg.ask(leg.compose("UPDATE", offer.format()), lambda _, response: heard.append(response))
    stage.run()
    assert len(heard) == 1
    return heard[0]


def test_an_update_between_the_prack_and_the_answer_changes_what_is_spoken() -> None:
    stage = Stage()
    call = stage.call("a", "b")
    stage.run()
    stage.calls["b"][0].progress(terms_of(5000), 0)
    stage.run()
    leg = early_leg(call)
    response = update(stage, leg, leg.talk.offer(replace(terms_of(4000), hold=True)))
    assert response.status == 200
    agreed = leg.talk.accept(Sdp.parse(response.body))
    assert agreed.direction == "sendonly"
    told = stage.last("b", MediaAgreed)
    assert isinstance(told, MediaAgreed)
    assert (told.early, told.agreed.direction) == (True, "recvonly")
    assert state(stage.calls["b"][0]) == "ringing"
    stage.calls["b"][0].answer(terms_of(5000), 0)
    stage.run()
    assert call.held == "local"
    final = next(
        one
        for _, _, one in reversed(stage.wire)
        if isinstance(one, Response) and "INVITE" in (one.headers.get("CSeq") or "")
    )
    assert final.body == b"", "the answer arrived with the PRACK, and the UPDATE changed it"
    call.hang_up(0)
    stage.ends_clean()


def progressed(stage: Stage, *, reliable: bool) -> None:
    """b describes itself before it answers; a PRACK never arrives."""
    if not reliable:
        stage.agents["b"]._core.config = Config(reliable_provisionals=False)
    stage.filter = lambda _, __, one: not (isinstance(one, Request) and one.method == "PRACK")
    stage.calls["b"][0].progress(terms_of(5000), 0)
    stage.run()


@pytest.mark.parametrize("before", ["nothing", "unsure", "no prack"])
def test_an_offer_before_the_first_one_is_answered_for_sure_is_put_off(before: str) -> None:
    """RFC 3311, 5.2: 500 with a time, and the call is answered as if nothing had happened."""
    stage = Stage()
    call = stage.call("a", "b")
    stage.run()
    if before == "nothing":
        stage.calls["b"][0].ring(0)
        stage.run()
    else:
        progressed(stage, reliable=before == "no prack")
    leg = early_leg(call)
    rival = leg.talk.fork()
    rival.withdraw()
    response = update(stage, leg, rival.offer(terms_of(4444)))
    assert response.status == 500
    assert "Retry-After" in response.headers
    stage.filter = lambda *_: True
    stage.wait(5)
    stage.calls["b"][0].answer(terms_of(5000), stage.now)
    stage.run()
    theirs = stage.calls["b"][0].agreed
    assert theirs is not None
    assert theirs.remote[1] == 4000
    assert state(call) == "active"


def test_two_updates_at_once_are_both_turned_away() -> None:
    stage = Stage()
    ours, theirs = stage.established()
    assert ours.leg is not None
    assert theirs.leg is not None
    stage.slow = True
    heard: list[int] = []
    for call in (ours, theirs):
        leg = call.leg
        assert leg is not None
        offer = leg.talk.offer(replace(terms_of(4000), hold=True))
        leg.ask(leg.compose("UPDATE", offer.format()), lambda _, one: heard.append(one.status))
    stage.run()
    stage.slow = False
    stage.run()
    assert heard == [491, 491]
    assert (state(ours), state(theirs)) == ("active", "active")
