"""Calls whose sound is made in another process: heard, recorded, lost with it and with nothing else."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice.process.apart import Apart
from agent_desktop.hub.voice.studio.kept import length_ms
from agent_desktop.hub.voice.worker import studios
from agent_desktop.hub.voice.worker.centre import Recorded
from agent_desktop.sip.agent.events import CallChanged
from tests.contracts.asynchronous import asynchronous
from tests.hub.voice.worker.house import House, house

pytestmark = pytest.mark.serial


async def with_another(home: House) -> Apart:
    """Let the next call be elsewhere."""
    inside = home.worker.studios.inside
    await home.waiting(home.telephone(300.0))
    while not home.worker.studios.apart:
        await home.telephones[0].listens(0.1)
    inside.load, inside.look = 1.0, lambda: None  # type: ignore[method-assign]
    (found,) = home.worker.studios.apart
    assert isinstance(found, Apart)
    return found


@pytest.mark.expected_log("a process for the sound of calls ended with code -9")
@asynchronous
async def test_a_process_that_dies_ends_its_own_calls_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(studios, "FULL", 0.0)
    async with house(tmp_path, studios=2) as home:
        apart = await with_another(home)
        here = home.telephones[0]
        caller, waiter = home.telephone(440.0), home.telephone(550.0)
        agent = await home.agent("ann", 700.0)
        call = await home.talking(caller, "ann")
        assert call not in home.bridges
        await caller.hears_only(700.0)
        await agent.hears_only(440.0)
        waits = await home.waiting(waiter)
        assert waits not in home.bridges
        os.kill(apart.pid, signal.SIGKILL)
        ended = await home.desk.until(d.WorkEnded)
        assert (ended.call, ended.agent, ended.talked) == (call, "ann", True)
        kept = await home.desk.until(d.CallbackAsked)
        assert (kept.call, kept.number) == (waits, "+49301112223")
        assert not home.desk.all(d.Left)
        for one in (caller, waiter, agent):
            assert one.talking is not None
            await one.until(CallChanged, lambda event: event.state == "ended")
        assert here.talking is not None
        assert here.talking.state == "active"
        await home.agent("bob", 1150.0)
        first = home.desk.all(d.Arrived)[0].call
        home.accept(first, "bob")
        await home.desk.until(d.Talking, lambda one: one.call == first)
        await here.hears_only(1150.0)
        picture = home.worker.switch.call(waits)
        assert picture is not None
        assert picture.stage == "kept"


@pytest.mark.expected_log("a process for the sound of calls ended with code -9")
@asynchronous
async def test_what_was_recorded_in_a_process_until_it_died_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(studios, "FULL", 0.0)
    async with house(tmp_path, studios=2) as home:
        apart = await with_another(home)
        caller, speaker = home.telephone(440.0), home.telephone(550.0)
        await home.agent("ann", 700.0)
        call = await home.waiting(caller, "+4930999200", key="2")
        home.accept(call, "ann")
        await caller.hears_only(700.0)
        await speaker.dial("+4930999200", home.port)
        await speaker.listens(0.5)
        speaker.press("3")
        await speaker.listens(0.5)
        speaker.press("#")
        folder = tmp_path / "recordings"
        while len([one for one in folder.glob("*.kept") if length_ms(one) > 2_000]) < 2:
            await speaker.listens(0.1)
        os.kill(apart.pid, signal.SIGKILL)
        kept = await home.desk.until(d.MessageKept)
        for wanted in (kept.call, call):
            told = await home.desk.until(Recorded, lambda one, wanted=wanted: one.call == wanted)  # type: ignore[misc]
            assert told.message == (wanted == kept.call)
            assert (told.path.exists(), told.keep_days) == (True, 90)
            assert told.length_ms > 2_000
            assert told.problem


@asynchronous
async def test_recordings_of_another_process_are_completed_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(studios, "FULL", 0.0)
    async with house(tmp_path, studios=2) as home:
        await with_another(home)
        caller = home.telephone(440.0)
        await home.agent("ann", 700.0)
        call = await home.waiting(caller, "+4930999200", key="2")
        home.accept(call, "ann")
        await caller.hears_only(700.0)
        assert call not in home.bridges
        await home.worker.stop()
        (recorded,) = [one for one in home.desk.all(Recorded) if one.call == call]
        assert length_ms(recorded.path) == recorded.length_ms > 0
        assert not recorded.problem


def test_a_worker_at_rest_has_nothing_of_sound_in_memory() -> None:
    heavy = ("numpy", "av", "soxr", "OpenSSL", "pylibsrtp")
    program = (
        "import sys, agent_desktop.hub.voice.process.life\n"
        f"print([one for one in {heavy!r} if one in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "[]"
