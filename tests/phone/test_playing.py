"""Sounds played by the real engine process: heard as they were recorded, moved through, faster, never in a call."""

from pathlib import Path

import numpy as np
import pytest

from agent_desktop.media.frames import Samples
from agent_desktop.media.recording_kind import Kind
from agent_desktop.model import sounds
from agent_desktop.model.base import new_id
from agent_desktop.model.calls import HangUp, PlaceCall
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.phone import CallOver, LevelsMeasured, PhoneChanged, PlaybackChanged
from agent_desktop.model.sounds import Playback, PlayState
from tests.contracts.asynchronous import asynchronous
from tests.media.sounds import speech
from tests.media.tapes import recorded
from tests.phone.listening import alike, heard_in, similar
from tests.phone.test_engine import gone
from tests.phone.windows import Window, setup, window

pytestmark = pytest.mark.sound

RATE = 16_000


async def give(made: Window, data: bytes, sound_id: str = "voicemail") -> None:
    for at in range(0, len(data), sounds.PART):
        part = data[at : at + sounds.PART]
        await made.do(sounds.TakeSound(sound_id=sound_id, offset=at, size=len(data), data=part))


async def stands(made: Window, state: PlayState) -> Playback:
    """Wait until it plays, or is over."""
    event = await made.until(
        PlaybackChanged, lambda one: one.playback is not None and one.playback.state is state
    )
    assert event.playback is not None
    return event.playback


def together(seconds: float) -> tuple[Samples, Samples]:
    return speech(seconds, RATE, seed=11, peak=8000), speech(seconds, RATE, seed=12, peak=8000)


def both(agent: Samples, customer: Samples) -> Samples:
    added: Samples = np.clip(agent.astype(np.int32) + customer, -32768, 32767).astype(np.int16)
    return added


@asynchronous
async def test_a_recording_is_heard_as_it_was_said_with_both_sides(
    tmp_path: Path, in_time: None
) -> None:
    agent, customer = together(3.0)
    data = recorded(agent, customer, Kind.OPUS)
    async with window(tmp_path) as made:
        await give(made, data)
        await made.do(sounds.PlaySound(sound_id="voicemail"))
        over = await stands(made, PlayState.ENDED)
        assert abs(over.at_ms - 3000) <= 40
        places = [
            one.playback.at_ms
            for one in made.all
            if isinstance(one, PlaybackChanged) and one.playback
        ]
        assert places == sorted(places)
        assert len(places) > 10
        # No microphone listens, so nothing that it hears is measured.
        levels = [one for one in made.all if isinstance(one, LevelsMeasured)]
        assert all(one.microphone == 0 for one in levels)
    heard = heard_in(tmp_path / "speaker.wav")
    assert similar(both(agent, customer), heard) > 0.8  # coded with losses, and two clocks
    # Nothing of it was ever a file beside the engine's own.
    assert not [one for one in (tmp_path / "phone").rglob("*") if one.suffix in (".ogg", ".wav")]


@asynchronous
async def test_moving_pausing_and_going_on(tmp_path: Path, in_time: None) -> None:
    agent, customer = together(6.0)
    async with window(tmp_path) as made:
        await give(made, recorded(agent, customer, Kind.WAV))
        await made.do(sounds.MoveSound(sound_id="voicemail", at_ms=4000))
        assert (await stands(made, PlayState.PAUSED)).at_ms == 0
        assert (await stands(made, PlayState.PAUSED)).at_ms == 4000
        await made.do(sounds.PlaySound(sound_id="voicemail"))
        await made.until(
            PlaybackChanged, lambda one: bool(one.playback and one.playback.at_ms > 4500)
        )
        await made.do(sounds.PauseSound(sound_id="voicemail"))
        paused = await stands(made, PlayState.PAUSED)
        assert 4500 < paused.at_ms < 6000
        await made.do(sounds.PlaySound(sound_id="voicemail"))
        await stands(made, PlayState.ENDED)
    heard = heard_in(tmp_path / "speaker.wav")
    said = both(agent, customer)
    # A speaker that was let go while it stood still is another file, so only the end is there for certain.
    assert alike(said[5 * RATE : 5 * RATE + RATE // 2], heard)[0] > 0.9
    assert alike(said[RATE : 2 * RATE], heard)[0] < 0.5  # the beginning was not played


@asynchronous
async def test_faster_is_shorter_at_the_same_pitch(tmp_path: Path, in_time: None) -> None:
    time = np.arange(4 * RATE) / RATE
    hum = (9000 * np.sin(2 * np.pi * 220 * time)).astype(np.int16)
    async with window(tmp_path) as made:
        await give(made, recorded(hum, np.zeros_like(hum), Kind.WAV))
        await made.do(sounds.PlaySound(sound_id="voicemail", speed=2.0))
        assert (await stands(made, PlayState.ENDED)).speed == 2.0
    heard = heard_in(tmp_path / "speaker.wav").astype(np.float64)
    loud = np.flatnonzero(np.abs(heard) > 500)
    assert 1.85 * RATE < loud[-1] - loud[0] < 2.2 * RATE
    middle = heard[loud[0] + RATE // 2 :][: RATE // 2]
    pitch = np.abs(np.fft.rfft(middle * np.hanning(len(middle)))).argmax() * 2.0
    assert abs(pitch - 220) <= 4


@asynchronous
async def test_a_call_comes_first(tmp_path: Path) -> None:
    agent, customer = together(20.0)
    async with window(tmp_path) as made:
        await give(made, recorded(agent, customer, Kind.WAV))
        await made.do(sounds.PlaySound(sound_id="voicemail"))
        await stands(made, PlayState.PLAYING)
        await made.do(PlaceCall(call_id="c1", account_id="line", number="ring"))
        await stands(made, PlayState.PAUSED)
        with pytest.raises(Conflict, match="There is a call"):
            await made.do(sounds.PlaySound(sound_id="voicemail"))
        await made.do(HangUp(call_id="c1"))
        await made.until(CallOver)
        await made.do(sounds.PlaySound(sound_id="voicemail", speed=1.5))
        await stands(made, PlayState.PLAYING)


@asynchronous
async def test_what_cannot_be_played_is_refused_or_told(tmp_path: Path) -> None:
    async with window(tmp_path) as made:
        with pytest.raises(Conflict, match="does not have this sound"):
            await made.do(sounds.PlaySound(sound_id="nothing"))
        with pytest.raises(Refused, match="too large"):
            await made.do(
                sounds.TakeSound(sound_id="a", offset=0, size=sounds.LARGEST + 1, data=b"x")
            )
        await made.do(sounds.TakeSound(sound_id="a", offset=0, size=9, data=b"RIFF"))
        for offset, data in ((5, b"x"), (4, b"123456")):
            with pytest.raises(Conflict, match="in between"):
                await made.do(sounds.TakeSound(sound_id="a", offset=offset, size=9, data=data))
        for data in (b"no sound", b"OggS" + bytes(300), b"RIFF1234WAVEfmt "):
            sound_id = new_id()
            await give(made, data, sound_id)
            given = await stands(made, PlayState.PAUSED)
            assert given.sound_id == sound_id
            await made.do(sounds.PlaySound(sound_id=sound_id))
            failed = await stands(made, PlayState.FAILED)
            assert failed.problem is not None
            assert "sound" in failed.problem.message


@asynchronous
async def test_nobody_listens_to_a_window_that_is_gone(tmp_path: Path) -> None:
    agent, customer = together(20.0)
    async with window(tmp_path, grace_ms=20_000) as made:
        await give(made, recorded(agent, customer, Kind.WAV))
        await made.do(sounds.PlaySound(sound_id="voicemail"))
        await stands(made, PlayState.PLAYING)
        pid = made.client.pid
        assert pid is not None
        await made.vanish()
        other = Window(setup(tmp_path, 20_000))
        other.open()
        welcome = await other.until(PhoneChanged, lambda one: one.state.running)
        # The engine may hear of the first window's end after the second has come in.
        if welcome.state.playback is not None:
            await other.until(PlaybackChanged, lambda one: one.playback is None)
        await other.close()
        await gone(pid)
