"""How long a lane waits while the backend takes nothing, and what ends it."""

from agent_desktop.desk.errands import Perform
from agent_desktop.desk.pauses import AFTER_SIGN, LONGEST_WAIT
from agent_desktop.model import changes as ch
from agent_desktop.model import events as ev
from agent_desktop.model.commands import BackendCommand, SendMessage
from agent_desktop.model.errors import Problem
from agent_desktop.model.intents import ChangeSetting
from agent_desktop.model.settings import UNDO
from agent_desktop.model.work import Queue
from tests.desk.samples import CUSTOMER, batch, live, offline
from tests.desk.script import Script, at_work, commands, notices, reply

FULL = Problem(code="offline", message="The hub's disk is full, so nothing was saved.")


def tried(script: Script) -> list[BackendCommand]:
    return [one for one in commands(script) if isinstance(one, SendMessage)]


def refused(times: int) -> Script:
    """A live desk whose one reply was turned away so often; it waits for its next try."""
    script = at_work().take(ChangeSetting(name=UNDO, value="off")).take(reply())
    for number in range(times):
        assert len(tried(script)) == 1
        script.take(ev.CommandFailed(command_id="r1", problem=FULL))
        if number < times - 1:
            script.wait(LONGEST_WAIT)
    assert tried(script) == []
    return script


def waits(script: Script) -> int:
    """After how many milliseconds, in steps of 500, it tries again."""
    for step in range(1, 100):
        if tried(script.wait(500)):
            return step * 500
    raise AssertionError("it never tries again")


def news(seq: int) -> ev.BackendBatch:
    return batch(ev.QueueChanged(queue=Queue(id="q1", name="Support", waiting=seq)), seq=seq)


def test_without_any_sign_a_pause_grows_to_a_bound() -> None:
    assert [waits(refused(times)) for times in (1, 2, 3)] == [1_000, 2_000, 4_000]
    assert waits(refused(4)) == waits(refused(40)) == LONGEST_WAIT


def test_what_the_backend_wrote_or_did_ends_a_pause() -> None:
    assert waits(refused(9).take(news(7))) == AFTER_SIGN
    assert waits(refused(9).take(ev.CommandDone(command_id="another"))) == AFTER_SIGN
    assert len(tried(refused(9).take(offline()).take(live()))) == 1


def test_what_no_disk_had_to_take_says_nothing_of_its_health() -> None:
    typing = batch(ev.TypingShown(conversation_id="v1", author=CUSTOMER, typing=True))
    assert waits(refused(9).take(typing)) == LONGEST_WAIT
    assert waits(refused(9).take(batch(seq=8))) == LONGEST_WAIT
    assert waits(refused(9).take(live())) == LONGEST_WAIT


def test_many_signs_are_no_hammer() -> None:
    script = refused(9)
    tries = 0
    for step in range(
        1, 101
    ):  # ten seconds of news, ten a second, and the backend goes on refusing
        script.take(news(step))
        script.wait(100)
        if tried(script):
            tries += 1
            script.take(ev.CommandFailed(command_id="r1", problem=FULL))
    assert tries == 10_000 // AFTER_SIGN


def test_trouble_is_told_ever_more_seldom() -> None:
    script = at_work().take(ChangeSetting(name=UNDO, value="off")).take(reply())
    told = []
    for number in range(1, 30):
        assert [one.command_id for one in script.sends if isinstance(one, Perform)] == ["r1"]
        script.take(ev.CommandFailed(command_id="r1", problem=FULL))
        if ch.NoticeKind.REFUSED in notices(script):
            told.append(number)
        script.wait(LONGEST_WAIT)
    assert told == [3, 6, 12, 24]
