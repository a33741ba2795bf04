"""Calls recorded by the real engine process: both lanes, pauses, holds, policies, dying windows and engines, disks."""

import asyncio
import os
import signal
import stat
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import numpy as np
import pytest

from agent_desktop.media.frames import Samples
from agent_desktop.media.sound_file import blocks
from agent_desktop.model import calls as ca
from agent_desktop.model.attachments import AudioPause
from agent_desktop.model.call_log import RecordedCall
from agent_desktop.model.calls import Recording
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.phone import CallChanged, CallOver, RecordingFailed, RecordingKept
from agent_desktop.phone.setup import PhoneAccount, Setup
from agent_desktop.phone.whereabouts import read
from tests.contracts.asynchronous import asynchronous
from tests.media.sounds import speech
from tests.phone.listening import alike, comes, heard_in, tones
from tests.phone.test_engine import gone
from tests.phone.windows import ACCOUNT, Window, setup

pytestmark = pytest.mark.sound

RATE = 16_000
KEY = os.urandom(32).hex()
HUM = (6000 * np.sin(2 * np.pi * 250 * np.arange(RATE) / RATE)).astype(np.int16)


def recording(folder: Path, policy: str, grace_ms: int = 3000, key: str = KEY) -> Setup:
    account: PhoneAccount = msgspec.structs.replace(ACCOUNT, recording=policy, keep_days=30)
    given = setup(folder, grace_ms)
    return msgspec.structs.replace(given, accounts=(account,), recording_key=key)


async def opened(given: Setup) -> Window:
    made = Window(given)
    made.open()
    await made.runs()
    return made


async def recorded(made: Window, state: Recording) -> ca.Call:
    event = await made.until(CallChanged, lambda one: one.call.recording is state)
    return event.call


async def taken(made: Window) -> tuple[RecordedCall, Samples]:
    """The only recording and its sound, shape (samples, 2), as a window takes it."""
    (facts,) = await made.client.recordings()
    data = await made.client.recording(facts.id)
    assert data[:4] == b"OggS"
    return facts, np.concatenate(list(blocks(data)))


async def spoken(folder: Path, seconds: float) -> None:
    """Wait until so much more of the far party was heard; where the computer stalled is nothing to hear."""
    path = folder / "speaker.wav"

    def loud() -> int:
        return int(np.count_nonzero(heard_in(path))) if path.exists() else 0

    before = loud()

    def enough() -> bool:
        nonlocal before
        now = loud()
        before = min(before, now)  # a speaker that was let go and taken again begins its file anew
        return now >= before + seconds * RATE

    await comes("the far party", enough)


def between(sound: Samples, from_ms: int, to_ms: int) -> Samples:
    """This part of a recording, both lanes."""
    return sound[from_ms * 16 : to_ms * 16]


def files(folder: Path) -> list[Path]:
    return [one for one in (folder / "phone" / "recordings").glob("*") if one.is_file()]


@asynchronous
async def test_a_call_is_recorded_with_both_sides_and_no_word_of_it_on_the_disk(
    tmp_path: Path, in_time: None
) -> None:
    made = await opened(recording(tmp_path, "by_hand"))
    call_id = await made.hum()
    await made.do(ca.StartRecording(call_id=call_id))
    assert (await recorded(made, Recording.ON)).pause_reason == ""
    await spoken(tmp_path, 2.5)
    (path,) = files(tmp_path)
    assert path.suffix == ".part"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    await made.do(ca.HangUp(call_id=call_id))
    await made.until(RecordingKept)
    (path,) = files(tmp_path)
    assert b"OggS" not in path.read_bytes()
    assert b"OpusHead" not in path.read_bytes()
    facts, sound = await taken(made)
    assert (facts.call_id, facts.account_id, facts.number) == (call_id, "line", "hum")
    assert (facts.complete, facts.keep_days, facts.pauses) == (True, 30, ())
    assert abs(len(sound) / 16 - facts.length_ms) < 40
    assert facts.length_ms > 2000
    assert alike(HUM[: RATE // 2], sound[:, 1])[0] > 0.97
    microphone = speech(3.0, RATE)
    best = max(
        alike(microphone[at : at + RATE // 2], sound[:, 0])[0]
        for at in range(0, 2 * RATE, RATE // 2)
    )
    assert best > 0.85
    assert alike(HUM[: RATE // 2], sound[:, 0])[0] < 0.4
    await made.client.forget_recording(facts.id)
    assert await made.client.recordings() == ()
    assert files(tmp_path) == []
    await made.close()


@asynchronous
async def test_a_pause_leaves_silence_and_a_hold_leaves_nothing(
    tmp_path: Path, in_time: None
) -> None:
    made = await opened(recording(tmp_path, "all"))
    call_id = await made.hum()
    await recorded(made, Recording.ON)
    await spoken(tmp_path, 1.0)
    began = time.monotonic()
    await made.do(ca.PauseRecording(call_id=call_id, reason="card"))
    assert (await recorded(made, Recording.PAUSED)).pause_reason == "card"
    await spoken(tmp_path, 1.5)
    await made.do(ca.ResumeRecording(call_id=call_id))
    await recorded(made, Recording.ON)
    paused_ms = (time.monotonic() - began) * 1000
    await spoken(tmp_path, 1.0)
    await made.do(ca.HoldCall(call_id=call_id))
    await made.do(ca.ResumeCall(call_id=call_id))
    await spoken(tmp_path, 1.0)
    with pytest.raises(Refused, match="Every call of this account is recorded"):
        await made.do(ca.StopRecording(call_id=call_id))
    await made.do(ca.HangUp(call_id=call_id))
    await made.until(RecordingKept)
    facts, sound = await taken(made)
    card, hold = facts.pauses
    assert (card.reason, hold.reason) == ("card", "hold")
    # The engine makes up for a tenth of a second at most.
    assert 800 < card.to_ms - card.from_ms < paused_ms + 150
    assert hold.from_ms == hold.to_ms > card.to_ms
    silent(sound, card)
    assert np.abs(between(sound, card.to_ms, hold.from_ms)[:, 1]).max() > 3000
    await made.close()


def silent(sound: Samples, pause: AudioPause) -> None:
    """Nothing is in a pause but what the codec lets die away of the sound before it, which takes up to 150 ms."""
    assert np.abs(between(sound, pause.from_ms + 60, pause.to_ms - 60)).max() < 600
    assert np.abs(between(sound, pause.from_ms + 300, pause.to_ms - 60)).max() < 30


@asynchronous
async def test_of_what_is_said_in_a_pause_an_engine_that_stands_still_records_nothing(
    tmp_path: Path,
) -> None:
    made = await opened(recording(tmp_path, "all"))
    call_id = await made.hum()
    await recorded(made, Recording.ON)
    await spoken(tmp_path, 0.5)

    def says(hz: int) -> ca.SendDigits:
        return ca.SendDigits(call_id=call_id, digits=f"{hz}#")

    async with still(made):
        paused = asyncio.gather(
            made.do(ca.PauseRecording(call_id=call_id, reason="card")), made.do(says(1150))
        )
        await asyncio.sleep(0.5)
    await paused
    await spoken(tmp_path, 1.0)
    assert 1150 in tones(heard_in(tmp_path / "speaker.wav")[-RATE // 2 :])
    async with still(made):
        resumed = asyncio.gather(made.do(says(250)), made.do(ca.ResumeRecording(call_id=call_id)))
        await asyncio.sleep(0.5)
    await resumed
    await spoken(tmp_path, 1.0)
    await made.do(ca.HangUp(call_id=call_id))
    await made.until(RecordingKept)
    facts, sound = await taken(made)
    (card,) = facts.pauses
    silent(sound, card)
    for at in range(0, len(sound) - 1600, 800):
        assert 1150 not in tones(sound[at : at + 1600, 1])
    assert np.abs(between(sound, card.to_ms, facts.length_ms)[:, 1]).max() > 3000
    await made.close()


@asynccontextmanager
async def still(made: Window) -> AsyncIterator[None]:
    """The engine stands still, as on a computer that is short of memory."""
    pid = made.client.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


@asynchronous
async def test_accounts_that_do_not_record_refuse(tmp_path: Path) -> None:
    made = await opened(recording(tmp_path, "off"))
    call_id = await made.hum()
    with pytest.raises(Refused, match="are not recorded"):
        await made.do(ca.StartRecording(call_id=call_id))
    with pytest.raises(Conflict, match="not recorded"):
        await made.do(ca.PauseRecording(call_id=call_id))
    # What the settings say now counts for what begins now.
    account = recording(tmp_path, "by_hand").accounts[0]
    await made.client.change_accounts([account])
    await made.do(ca.StartRecording(call_id=call_id))
    await recorded(made, Recording.ON)
    await made.do(ca.StopRecording(call_id=call_id))
    await recorded(made, Recording.OFF)
    await made.until(RecordingKept)
    await made.do(ca.HangUp(call_id=call_id))
    await made.until(CallOver)
    with pytest.raises(Conflict):
        await made.do(ca.StartRecording(call_id=call_id))
    await made.close()


@asynchronous
async def test_without_a_key_nothing_is_recorded(tmp_path: Path) -> None:
    made = await opened(recording(tmp_path, "all", key=""))
    call_id = await made.hum()
    with pytest.raises(Refused):
        await made.do(ca.StartRecording(call_id=call_id))
    assert await made.client.recordings() == ()
    await made.close()


@asynchronous
async def test_the_next_window_gets_what_was_recorded_without_one(tmp_path: Path) -> None:
    given = recording(tmp_path, "all", grace_ms=500)
    made = await opened(given)
    await made.hum()
    await recorded(made, Recording.ON)
    await spoken(tmp_path, 1.0)
    place = read(tmp_path / "phone")
    assert place is not None
    await made.vanish()
    # The call goes on without a window; ended from outside, as when the computer is shut down.
    os.kill(place.pid, signal.SIGTERM)
    await gone(place.pid)
    other = await opened(given)
    facts, sound = await taken(other)
    assert facts.complete
    assert len(sound) > RATE // 2
    await other.close()


@asynchronous
async def test_what_a_killed_engine_recorded_is_kept_to_its_last_second(tmp_path: Path) -> None:
    given = recording(tmp_path, "all")
    made = await opened(given)
    call_id = await made.hum()
    await recorded(made, Recording.ON)
    await made.do(ca.PauseRecording(call_id=call_id, reason="card"))
    await spoken(tmp_path, 3.0)
    pid = made.client.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    await made.until(CallOver)
    await made.runs()
    facts, sound = await taken(made)
    assert (facts.call_id, facts.complete) == (call_id, False)
    assert [one.reason for one in facts.pauses] == ["card"]
    assert len(sound) > RATE
    await made.close()


@asynchronous
async def test_a_disk_that_fails_is_told_at_once_and_the_call_goes_on(tmp_path: Path) -> None:
    made = await opened(recording(tmp_path, "by_hand"))
    call_id = await made.hum()
    # Where the folder should be stands a file.
    (tmp_path / "phone" / "recordings").write_bytes(b"")
    await made.do(ca.StartRecording(call_id=call_id))
    failed = await made.until(RecordingFailed)
    assert failed.call_id == call_id
    assert "The call goes on" in failed.problem.message
    calls = [one.call for one in made.all if isinstance(one, CallChanged)]
    assert [calls[-1].recording, calls[-1].live] == [Recording.OFF, True]
    with pytest.raises(Conflict, match="not recorded"):
        await made.do(ca.PauseRecording(call_id=call_id))
    await made.do(ca.HangUp(call_id=call_id))
    await made.until(CallOver)
    await made.close()
