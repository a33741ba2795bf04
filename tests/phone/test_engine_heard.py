"""The sound of the engine's process goes on without a break: a window is killed, strangers send garbage."""

import asyncio
from pathlib import Path

import numpy as np
import pytest

from agent_desktop.model.calls import CallState, HangUp, WatchLevels
from agent_desktop.model.phone import CallOver
from agent_desktop.model.registrations import RegistrationState
from agent_desktop.phone import whereabouts, wire
from tests.contracts.asynchronous import asynchronous
from tests.phone.listening import heard_in, longest_silence_ms
from tests.phone.test_engine import child, gone, heard, say
from tests.phone.windows import Window, setup, window

pytestmark = pytest.mark.sound


@asynchronous
async def test_a_killed_window_does_not_stop_the_sound_and_the_next_finds_the_call(
    tmp_path: Path,
) -> None:
    process, pid, call_id = await child(tmp_path)
    speaker = tmp_path / "speaker.wav"
    await heard(speaker, 1.5)
    process.kill()
    await process.wait()
    await heard(speaker, 3)
    made = Window(setup(tmp_path))
    made.open()
    state = (await made.runs()).state
    assert [(call.id, call.state) for call in state.calls] == [(call_id, CallState.ACTIVE)]
    assert state.registrations[0].state is RegistrationState.REGISTERED
    assert made.client.pid == pid
    await heard(speaker, 4.5)
    await made.do(HangUp(call_id=call_id))
    await made.until(CallOver)
    await made.close()
    await gone(pid)
    sound = heard_in(speaker)
    assert len(sound) > 4 * 16_000
    assert longest_silence_ms(sound) <= 40


@asynchronous
async def test_strangers_and_garbage_are_refused_while_the_sound_goes_on(tmp_path: Path) -> None:
    async with window(tmp_path) as made:
        await made.hum()
        speaker = tmp_path / "speaker.wav"
        await heard(speaker, 1)
        place = whereabouts.read(tmp_path / "phone")
        assert place is not None
        good = wire.line(wire.Hello(version=wire.VERSION, token=place.token))
        bad = wire.line(wire.Hello(version=wire.VERSION, token="x" * len(place.token)))
        other = wire.line(wire.Hello(version=99, token=place.token))
        answers = [await say(place.path, words, 30) for words in (bad, other, bad + good)]
        for answer in answers:
            assert isinstance(wire.from_engine.decode(answer.split(b"\n")[0]), wire.Denied)
            assert b"Welcome" not in answer
        noise = np.random.default_rng(1).bytes(2_000_000)
        for words in (noise, b"", b"{}\n", b"\x00" * 300_000, good + noise, good[:-1] + b"[" * 500):
            answer = await say(place.path, words)
            assert b"Welcome" not in answer or words.startswith(good)
        beat = wire.line(wire.Beat())
        await asyncio.gather(*(say(place.path, good + 20_000 * beat) for _ in range(3)))
        await heard(speaker, 5)
        await made.do(WatchLevels(on=True))
    assert longest_silence_ms(heard_in(tmp_path / "speaker.wav")) <= 40
