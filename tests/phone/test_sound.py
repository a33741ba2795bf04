"""The engine's sound on files: what is said is heard, tests and tones run, devices are open only while needed."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar, cast

import numpy as np
import pytest

from agent_desktop.media.frames import Samples
from agent_desktop.model.devices import (
    AudioDevice,
    DeviceChoice,
    DeviceKind,
    EchoPhase,
    Ringtone,
)
from agent_desktop.model.phone import (
    DevicesChanged,
    EchoTestChanged,
    LevelsMeasured,
    PhoneEvent,
    PhoneProblem,
    RingingChanged,
)
from agent_desktop.phone.audio import ringtones
from agent_desktop.phone.audio.backend import RATE, Backend, DeviceFailed
from agent_desktop.phone.audio.file_backend import RINGER, SPEAKER, FileBackend
from agent_desktop.phone.audio.sound import Sound
from tests.contracts.asynchronous import asynchronous
from tests.media.sounds import speech
from tests.phone.listening import alike, comes, heard_in, similar, write_wav

#: Devices keep time whatever else this computer does.
pytestmark = [pytest.mark.sound, pytest.mark.usefixtures("in_time")]
Kind = TypeVar("Kind", bound=PhoneEvent)
VOICE = speech(2.0, 16_000)
#: How many frames of 20 ms a tape hears: the voice, and a while for it to arrive.
LENGTH = 130
TRIES = 3


class Told:
    """What the sound told, and waiting for more of it."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[PhoneEvent] = asyncio.Queue()
        self.all: list[PhoneEvent] = []

    def __call__(self, event: PhoneEvent) -> None:
        self.all.append(event)
        self._queue.put_nowait(event)

    async def until(self, kind: type[Kind], fits: Callable[[Kind], bool] = lambda _: True) -> Kind:
        while True:
            event = await self._queue.get()
            if isinstance(event, kind) and fits(event):
                return event


class Tape:
    """A party that says one sound and keeps what it hears."""

    def __init__(self, says: Samples) -> None:
        self._says = [says[at : at + 320] for at in range(0, len(says) // 320 * 320, 320)]
        self._heard: list[Samples] = []
        self.done = asyncio.Event()

    @property
    def heard(self) -> Samples:
        return np.concatenate(self._heard)

    def hear(self, frame: Samples) -> None:
        self._heard.append(frame)
        if len(self._heard) >= LENGTH:
            self.done.set()

    def speak(self) -> Samples:
        return self._says.pop(0) if self._says else np.zeros(320, np.int16)


def backend(folder: Path) -> FileBackend:
    return FileBackend(
        write_wav(folder / "microphone.wav", VOICE), folder / "speaker.wav", folder / "ringer.wav"
    )


def lately(path: Path) -> Samples:
    """The last seconds: who compares all of it again and again holds up the very sound that is to come.

    After a stall it is a little faster for a while, so a whole second is never the same: its halves are alike.
    """
    return heard_in(path)[-4 * RATE :]


@asynccontextmanager
async def running(made: Backend) -> AsyncIterator[tuple[Sound, Told]]:
    told = Told()
    sound = Sound(made, told, processing=False)
    await sound.start()
    try:
        yield sound, told
    finally:
        await sound.close()


@asynchronous
async def test_both_sides_hear_each_other(tmp_path: Path) -> None:
    far = speech(2.0, 16_000, seed=9)
    async with running(backend(tmp_path)) as (sound, _):
        tape = Tape(far)
        sound.seat("call", tape, muted=False, joined=False)
        await tape.done.wait()
        sound.unseat("call")
    assert similar(VOICE, tape.heard) > 0.9
    # The file begins when the device opens; the far party had begun a moment before.
    assert similar(far[8000:], heard_in(tmp_path / "speaker.wav")) > 0.9


@asynchronous
async def test_a_muted_call_hears_nothing_and_joined_calls_hear_each_other(tmp_path: Path) -> None:
    async with running(backend(tmp_path)) as (sound, _):
        muted, first, second = Tape(VOICE), Tape(VOICE), Tape(speech(2.0, 16_000, seed=5))
        sound.seat("muted", muted, muted=True, joined=False)
        sound.seat("first", first, muted=True, joined=True)
        sound.seat("second", second, muted=True, joined=True)
        await muted.done.wait()
    assert not muted.heard.any()
    assert alike(speech(2.0, 16_000, seed=5), first.heard)[0] > 0.99
    assert alike(VOICE, second.heard)[0] > 0.99


@asynchronous
async def test_the_echo_test_plays_what_it_heard_and_ends(tmp_path: Path) -> None:
    async with running(backend(tmp_path)) as (sound, told):
        sound.start_echo()
        events = [await told.until(EchoTestChanged) for _ in range(3)]
        assert [one.phase for one in events] == [
            EchoPhase.LISTENING,
            EchoPhase.PLAYING,
            EchoPhase.OFF,
        ]
        assert events[-1].loudest > 0.2
        assert not sound.pump.seats
    assert similar(VOICE, heard_in(tmp_path / "speaker.wav")) > 0.9


@asynchronous
async def test_ringing_is_heard_on_the_ringer_alone(tmp_path: Path) -> None:
    async with running(backend(tmp_path)) as (sound, told):
        sound.choose(DeviceChoice(ringer=RINGER))
        changed = await told.until(DevicesChanged, lambda one: one.in_use.ringer == RINGER)
        assert changed.in_use.speaker == SPEAKER
        sound.ring("offer", 0.5)
        assert (await told.until(RingingChanged)).ringing
        once, ringer = ringtones.ringing()[:RATE], tmp_path / "ringer.wav"
        await comes("it rings", lambda: ringer.exists() and similar(once, lately(ringer)) > 0.9)
        sound.choose(DeviceChoice(ringer=RINGER, ringtone=Ringtone.MARIMBA))
        other = ringtones.ringing(Ringtone.MARIMBA)[:RATE]
        await comes("it rings otherwise", lambda: similar(other, lately(ringer)) > 0.9)
        sound.ring("offer", None)
        assert not (await told.until(RingingChanged)).ringing
    assert not (tmp_path / "speaker.wav").exists(), "a headset is not opened to ring"


@asynchronous
async def test_an_alert_is_heard_once_on_the_ringer(tmp_path: Path) -> None:
    async with running(backend(tmp_path)) as (sound, told):
        sound.choose(DeviceChoice(ringer=RINGER))
        await told.until(DevicesChanged, lambda one: one.in_use.ringer == RINGER)
        whole, ringer = ringtones.alert(), tmp_path / "ringer.wav"
        for loudness in (1.0, 0.5):
            sound.choose(DeviceChoice(ringer=RINGER, loudness=loudness))
            heard, at = await _heard_alert(sound, ringer, whole)
            assert not heard[at + 2 * len(whole) :].any(), "it is heard once"
            loudest = np.abs(whole.astype(np.int32)).max() * loudness
            assert 0.9 * loudest < np.abs(heard.astype(np.int32)).max() < 1.1 * loudest
    assert not (tmp_path / "speaker.wav").exists(), "a headset is not opened for it"


async def _heard_alert(sound: Sound, ringer: Path, whole: Samples) -> tuple[Samples, int]:
    """All that the ringer played, and where in it the alert is.

    A computer that is busy with other things spoils one of them; an alert that is bad is so every time.
    """
    tries: list[float] = []
    while True:
        sound.alert()
        await comes("the ringer is opened", lambda: sound.pump.ringer is not None)
        await comes("it is let go", lambda: sound.pump.ringer is None)
        heard = heard_in(ringer)
        fits, at = alike(whole, heard)
        if fits > 0.9:
            return heard, at
        tries.append(fits)
        assert len(tries) < TRIES, tries


@pytest.mark.expected_log("no sound: no server")
@pytest.mark.expected_log("cannot be opened: taken")
@asynchronous
async def test_an_alert_that_nobody_can_hear_does_not_come_late(tmp_path: Path) -> None:
    async with running(cast(Backend, Fickle(()))) as (sound, _):
        sound.alert()
        assert sound.pump.alert is not None
        await comes("it is let go", lambda: sound.pump.alert is None)


@asynchronous
async def test_levels_are_told_while_they_are_watched(tmp_path: Path) -> None:
    async with running(backend(tmp_path)) as (sound, told):
        sound.watch(True)
        loud = await told.until(LevelsMeasured, lambda one: one.microphone > 0.1)
        assert loud.speaker == 0.0
        sound.watch(False)
    assert (tmp_path / "speaker.wav").exists()


class Fickle:
    """Devices that cannot be opened, or are not there."""

    def __init__(self, devices: tuple[AudioDevice, ...]) -> None:
        self._devices = devices

    def devices(self) -> tuple[AudioDevice, ...]:
        if not self._devices:
            raise DeviceFailed("no server")
        return self._devices

    def open_microphone(self, name: str) -> object:
        raise DeviceFailed("taken")

    open_speaker = open_microphone

    def close(self) -> None:
        return None


@asynchronous
async def fails_once(devices: tuple[AudioDevice, ...], code: str) -> None:
    async with running(cast(Backend, Fickle(devices))) as (sound, told):
        tape = Tape(VOICE)
        sound.seat("call", tape, muted=False, joined=False)
        await tape.done.wait()
        assert tape.heard.shape == (LENGTH * 320,)
        problems = [one.problem.code for one in told.all if isinstance(one, PhoneProblem)]
    assert problems.count(code) == 1


@pytest.mark.expected_log("no sound: no server")
@pytest.mark.expected_log("cannot be opened: taken")
def test_without_any_device_that_is_told_once_and_calls_go_on() -> None:
    fails_once((), "no_sound")


@pytest.mark.expected_log("cannot be opened: taken")
def test_a_device_that_fails_is_told_once_and_calls_go_on() -> None:
    fails_once((AudioDevice(name="x", kind=DeviceKind.INPUT),), "device_failed")
