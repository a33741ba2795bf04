"""The engine as a real process: windows that come and go, killed engines, secrets. Nothing is listened to."""

import asyncio
import json
import os
import signal
import socket
import stat
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from pathlib import Path

import msgspec
import psutil
import pytest

from agent_desktop.model.base import new_id
from agent_desktop.model.calls import (
    AnswerCall,
    CallState,
    EndCode,
    ExpectCall,
    HangUp,
    MuteCall,
    PlaceCall,
    SendDigits,
    SoundAlert,
    StartRinging,
    WatchLevels,
)
from agent_desktop.model.errors import Offline, Refused
from agent_desktop.model.phone import (
    CallChanged,
    CallOver,
    DigitReceived,
    LevelsMeasured,
    PhoneChanged,
    PhoneEvent,
    PhoneProblem,
    RingingChanged,
)
from agent_desktop.model.registrations import RegistrationState
from agent_desktop.phone import starting, whereabouts, wire
from agent_desktop.phone.audio import ringtones
from agent_desktop.phone.client import PhoneClient
from agent_desktop.phone.starting import LOG
from tests.contracts.asynchronous import asynchronous
from tests.phone.listening import alike, comes, heard_in
from tests.phone.windows import PASSWORD, REHEARSAL, Window, setup, window

pytestmark = pytest.mark.serial


def network(folder: Path) -> list[str]:
    return (folder / "network.log").read_text(encoding="utf-8").split("\n")


async def gone(pid: int) -> None:
    """Wait until a process that may not be our child has ended."""
    await asyncio.to_thread(_until, lambda: not alive(pid))


def alive(pid: int) -> bool:
    """Whether a process runs."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


async def heard(path: Path, seconds: float) -> None:
    """Wait until so much was written to a speaker's file."""
    size = seconds * 32_000 + 44
    await asyncio.to_thread(_until, lambda: path.exists() and path.stat().st_size >= size)


def _until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.05)


def mode(path: Path) -> int:
    """Who may read and write it."""
    return stat.S_IMODE(path.stat().st_mode)


async def child(folder: Path, grace_ms: int = 3000) -> tuple[Process, int, str]:
    """A window as a process, in a call: (process, the engine's pid, the call's id)."""
    words = (*REHEARSAL[:2], "tests.phone.windows")
    process = await asyncio.create_subprocess_exec(*words, stdin=PIPE, stdout=PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(msgspec.json.encode(setup(folder, grace_ms)) + b"\n")
    pid, call_id = (await process.stdout.readline()).split()
    return process, int(pid), call_id.decode()


@asynchronous
async def test_a_call_from_its_beginning_to_its_end(tmp_path: Path) -> None:
    async with window(tmp_path) as made:
        call_id = await made.hum()
        await made.do(SendDigits(call_id=call_id, digits="5#"))
        keys = [(await made.until(DigitReceived)).digit for _ in range(2)]
        assert keys == ["5", "#"]
        await made.do(HangUp(call_id=call_id))
        over = await made.until(CallOver)
        assert over.call.end is not None
        assert over.call.end.code is EndCode.HUNG_UP
        pid = made.client.pid
    assert pid is not None
    await gone(pid)
    assert "sign off line" in network(tmp_path)
    assert {one.name for one in (tmp_path / "phone").iterdir()} == {LOG}


@asynchronous
async def test_without_a_window_the_engine_ends_a_while_after_the_call(tmp_path: Path) -> None:
    process, pid, call_id = await child(tmp_path, grace_ms=500)
    process.kill()
    await process.wait()
    await heard(tmp_path / "speaker.wav", 2)
    assert alive(pid), "a call lasts"
    made = Window(setup(tmp_path, 500))
    made.open()
    await made.runs()
    await made.do(HangUp(call_id=call_id))
    await made.until(CallOver)
    await made.vanish()
    await gone(pid)
    assert {one.name for one in (tmp_path / "phone").iterdir()} == {LOG}
    assert "sign off line" in network(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="kills")
@asynchronous
async def test_a_killed_engine_is_told_and_started_again(tmp_path: Path) -> None:
    async with window(tmp_path) as made:
        call_id = await made.hum()
        pid = made.client.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        over = (await made.until(CallOver)).call
        assert over.id == call_id
        assert over.end is not None
        assert over.end.code is EndCode.PHONE_STOPPED
        assert not (await made.until(PhoneChanged)).state.running
        problem = (await made.until(PhoneProblem)).problem
        assert "the call with it" in problem.message
        with pytest.raises(Offline):
            await made.do(HangUp(call_id=call_id))
        state = (await made.runs()).state
        assert state.calls == ()
        assert state.registrations[0].state is RegistrationState.REGISTERED
        assert made.client.pid not in {None, pid}
        await made.hum()
    assert sum(isinstance(one, CallOver) and one.call.id == call_id for one in made.all) == 1


@pytest.mark.skipif(os.name == "nt", reason="stops a process")
@pytest.mark.expected_log("engine hangs")
@asynchronous
async def test_an_engine_that_hangs_is_ended_and_started_again(tmp_path: Path) -> None:
    async with window(tmp_path) as made:
        call_id = await made.hum()
        pid = made.client.pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        assert (await made.until(CallOver)).call.id == call_id
        await made.runs()
        assert made.client.pid != pid
        await gone(pid)


@asynchronous
async def test_two_windows_see_the_same_and_one_may_leave(tmp_path: Path) -> None:
    async with window(tmp_path) as first:
        second = Window(setup(tmp_path))
        second.open()
        await second.runs()
        assert first.client.pid == second.client.pid
        call_id = await first.hum()
        seen = await second.until(CallChanged, lambda one: one.call.state is CallState.ACTIVE)
        assert seen.call.id == call_id
        await second.do(HangUp(call_id=call_id))
        await first.until(CallOver)
        await second.close()
        await first.hum()


@asynchronous
async def test_windows_that_vanish_break_no_news_of_the_others(tmp_path: Path) -> None:
    async with window(tmp_path) as made:
        call_id = await made.hum()
        place = whereabouts.read(tmp_path / "phone")
        assert place is not None
        hello = wire.line(wire.Hello(version=wire.VERSION, token=place.token))
        for _ in range(40):
            other = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            other.connect(place.path)
            other.sendall(hello)
            assert other.recv(1)
            mutes = [MuteCall(call_id=call_id, muted=muted) for muted in (True, False) * 3]
            doing = asyncio.gather(*(made.do(mute) for mute in mutes))
            await asyncio.sleep(0)
            other.close()
            await doing
        linked = [event for event in made.all if isinstance(event, PhoneChanged)]
        assert len(linked) == 1
    assert "Unhandled" not in (tmp_path / "phone" / LOG).read_text(encoding="utf-8")


@asynchronous
async def test_a_window_that_closes_as_it_comes_leaves_nothing_open(tmp_path: Path) -> None:
    async with window(tmp_path):
        before = asyncio.all_tasks()
        told = asyncio.Event()

        async def deliver(_: PhoneEvent) -> None:
            told.set()
            await asyncio.Event().wait()

        run = asyncio.create_task(PhoneClient(setup(tmp_path), REHEARSAL).run(deliver))
        await told.wait()
        run.cancel()
        await asyncio.gather(run, return_exceptions=True)
        assert asyncio.all_tasks() <= before


@asynchronous
async def test_two_windows_that_start_together_share_one_engine(tmp_path: Path) -> None:
    windows = [Window(setup(tmp_path)) for _ in range(3)]
    for made in windows:
        made.open()
    for made in windows:
        await made.runs()
    pids = {made.client.pid for made in windows}
    assert len(pids) == 1
    await asyncio.gather(
        *(made.close() for made in windows)
    )  # one by one, the first waits for the others
    for pid in pids:
        assert pid is not None
        await gone(pid)


@asynchronous
async def test_the_same_command_again_takes_effect_once(tmp_path: Path) -> None:
    async with window(tmp_path) as made:
        command = PlaceCall(call_id=new_id(), account_id="line", number="ring")
        await made.client.perform("same", command)
        await made.client.perform("same", command)
        await made.client.perform("other", command)
        wrong = PlaceCall(call_id=new_id(), account_id="none", number="ring")
        for _ in range(2):
            with pytest.raises(Refused):
                await made.client.perform("wrong", wrong)
    assert network(tmp_path).count("place ring") == 1


@asynchronous
async def test_an_accepted_offer_is_answered_by_itself_and_others_ring(tmp_path: Path) -> None:
    async with window(tmp_path) as made:
        await made.do(ExpectCall(offer_token="t0ken", interaction_id="i-1"))
        await made.do(PlaceCall(call_id=new_id(), account_id="line", number="call t0ken"))
        active = await made.until(CallChanged, lambda one: one.call.state is CallState.ACTIVE)
        assert active.call.interaction_id == "i-1"
        await made.do(HangUp(call_id=active.call.id))
        await made.do(PlaceCall(call_id=new_id(), account_id="line", number="call"))
        ringing = await made.until(CallChanged, lambda one: one.call.state is CallState.RINGING)
        assert (await made.until(RingingChanged)).ringing
        await made.do(AnswerCall(call_id=ringing.call.id))
        assert not (await made.until(RingingChanged)).ringing


async def say(path: str, words: bytes, most_s: float = 3.0) -> bytes:
    """Connect, say this, and what comes back until the engine leaves; it need not leave who is allowed in."""
    reader, writer = await asyncio.open_unix_connection(path, limit=4_000_000)
    answer = b""
    try:
        async with asyncio.timeout(most_s):
            writer.write(words)
            await writer.drain()
            writer.write_eof()
            answer = await reader.read()
    except (TimeoutError, OSError):
        pass
    finally:
        writer.transport.abort()
    return answer


@asynchronous
async def test_secrets_stay_out_of_sight(tmp_path: Path) -> None:
    async with window(tmp_path) as made:
        await made.hum()
        assert made.client.pid is not None
        engine = psutil.Process(made.client.pid)
        seen = [*engine.cmdline(), *engine.environ().values()]
        folder = tmp_path / "phone"
        place = whereabouts.read(folder)
        assert place is not None
        assert not any(PASSWORD in text or place.token in text for text in seen)
        file = folder / whereabouts.FILE
        assert PASSWORD not in file.read_text()
        assert (mode(file), mode(Path(place.path)), mode(folder)) == (0o600, 0o600, 0o700)
        assert set(json.loads(file.read_text())) == {"pid", "token", "path"}
        await say(place.path, wire.line(wire.Hello(version=1, token="wrong")), 30)
        assert PASSWORD not in repr(setup(tmp_path))
    log = (tmp_path / "phone" / LOG).read_text()
    assert "without the token" in log
    assert PASSWORD not in log
    assert place.token not in log
    assert "+4930123" not in log


@asynchronous
async def test_levels_and_ringing_come_over_the_socket(tmp_path: Path) -> None:
    async with window(tmp_path) as made:
        await made.do(StartRinging(loudness=0.0))
        assert (await made.until(RingingChanged)).ringing
        await made.do(WatchLevels(on=True))
        assert (await made.until(LevelsMeasured, lambda one: one.microphone > 0.1)).speaker == 0


@asynchronous
async def test_an_alert_comes_over_the_socket(tmp_path: Path) -> None:
    speaker = tmp_path / "speaker.wav"
    async with window(tmp_path) as made:
        await made.do(SoundAlert())
        whole = ringtones.alert()
        sounds = lambda: speaker.exists() and alike(whole, heard_in(speaker))[0] > 0.9  # noqa: E731
        await comes("the alert", sounds)


@pytest.mark.expected_log("does not start: offline")
@asynchronous
async def test_an_engine_that_does_not_start_says_why(tmp_path: Path) -> None:
    given = setup(tmp_path)
    with pytest.raises(Offline, match="ended before"):
        await starting.start(given, (REHEARSAL[0], "-c", "raise SystemExit(3)"))
    blocked = msgspec.structs.replace(given, folder=str(tmp_path / "microphone.wav"))
    with pytest.raises(Offline, match="cannot be started"):
        await starting.start(blocked, REHEARSAL)
    made = Window(given, (REHEARSAL[0], "-c", "raise SystemExit(3)"))
    made.open()
    problem = (await made.until(PhoneProblem)).problem
    assert problem.remedy
    await made.vanish()
