"""What is agreed before the answer and with it: early media, reliable progress, late offers (RFC 3262, 6337)."""

import pytest

from agent_desktop.sip.agent.config import Config
from agent_desktop.sip.message import Message, Request, Response
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
