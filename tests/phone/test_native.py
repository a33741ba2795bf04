"""Real devices of a real sound server: heard through virtual cables, unplugged in use, plugged in again."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from agent_desktop.media.frames import Samples
from agent_desktop.model.devices import AudioDevice, DeviceChoice, DeviceKind
from agent_desktop.model.phone import DevicesChanged, LevelsMeasured
from agent_desktop.phone.audio.backend import DeviceFailed
from agent_desktop.phone.audio.native import NativeBackend
from tests.contracts.asynchronous import asynchronous
from tests.media.sounds import speech
from tests.peers.pulse import Pulse, pulse
from tests.phone.listening import comes, longest_silence_ms, similar, write_wav
from tests.phone.test_sound import Tape, running

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(not shutil.which("pulseaudio"), reason="needs PulseAudio"),
]
VOICE = speech(4.0, 16_000)
#: Samples of the hum, so that a break in it would be among them.
LONG_ENOUGH = 2 * 16_000
CHOICE = DeviceChoice(microphone="headset-mic", speaker="headset", ringer="desk")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pulse]:
    folder = Path(tempfile.mkdtemp(prefix="pulse-"))
    try:
        with pulse(folder / "p") as made:
            for name, value in made.environment.items():
                monkeypatch.setenv(name, value)
            made.plug_speaker("desk")
            yield made
    finally:
        shutil.rmtree(folder)


class Endless(Tape):
    """Speaks for as long as anybody listens."""

    def __init__(self) -> None:
        super().__init__(VOICE)
        self._hum = (3000 * np.sin(2 * np.pi * 200 * np.arange(320) / 16_000)).astype(np.int16)

    def speak(self) -> Samples:
        return self._hum


def test_plug_ins_of_a_computer_without_sound_are_no_devices(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    try:
        names = [one.name for one in NativeBackend().devices()]
    except DeviceFailed:
        return  # not even ALSA's own library is here
    assert not [name for name in names if "Discard" in name or "Plugin" in name]


def test_devices_are_listed_with_their_kinds(server: Pulse) -> None:
    server.plug_microphone("headset-mic")
    server.plug_speaker("headset")
    backend = NativeBackend()
    devices = backend.devices()
    assert AudioDevice(name="headset", kind=DeviceKind.OUTPUT) in devices
    assert AudioDevice(name="desk", kind=DeviceKind.OUTPUT, default=True) in devices
    assert any(one.name == "headset-mic" and one.kind is DeviceKind.INPUT for one in devices)
    backend.close()


@asynchronous
async def test_both_sides_hear_each_other_through_virtual_cables(server: Pulse) -> None:
    server.plug_microphone("headset-mic")
    server.plug_speaker("headset")
    said = write_wav(server.folder / "said.wav", VOICE)
    raw = server.folder / "heard.raw"
    async with running(NativeBackend()) as (sound, told):
        sound.choose(CHOICE)
        await told.until(DevicesChanged, lambda one: one.in_use.speaker == "headset")
        sound.need("call")
        with server.recording("headset", raw):
            # Virtual devices take more than a second to begin: who speaks first is not heard from the beginning.
            with server.speaking("headset-mic", said):
                sound.watch(True)
                await told.until(LevelsMeasured, lambda one: one.microphone > 0.02)
                sound.watch(False)
            await comes("a recorder that runs", lambda: raw.exists() and raw.stat().st_size)
            with server.speaking("headset-mic", said):
                tape = Tape(VOICE)
                sound.seat("call", tape, muted=False, joined=False)
                size = raw.stat().st_size
                await comes("six seconds", lambda: raw.stat().st_size > size + 6 * 32_000)
    heard = np.frombuffer(raw.read_bytes(), np.int16)
    assert similar(VOICE, heard) > 0.9
    assert similar(VOICE, tape.heard) > 0.9


def hum_in(raw: Path) -> Samples:
    """What was recorded, from its first loud moment on."""
    data = raw.read_bytes() if raw.exists() else b""
    heard: Samples = np.frombuffer(data[: len(data) // 2 * 2], np.int16)
    loud = np.flatnonzero(np.abs(heard.astype(np.int32)) > 1000)
    return heard[loud[0] :] if len(loud) else heard[:0]


@asynchronous
async def test_a_headset_unplugged_in_a_call_is_replaced_and_taken_again(server: Pulse) -> None:
    microphone = server.plug_microphone("headset-mic")
    speaker = server.plug_speaker("headset")
    async with running(NativeBackend()) as (sound, told):
        sound.choose(CHOICE)
        await told.until(DevicesChanged, lambda one: one.in_use.speaker == "headset")
        sound.seat("call", Endless(), muted=False, joined=False)
        raws = [server.folder / f"{name}.raw" for name in ("before", "without", "again")]
        with server.recording("headset", raws[0]):
            await comes("the hum", lambda: len(hum_in(raws[0])) > LONG_ENOUGH)
        server.unplug(*microphone, speaker)
        gone = await told.until(DevicesChanged, lambda one: one.in_use.speaker == "desk")
        assert {one.name for one in gone.in_use.missing} == {"headset", "headset-mic"}
        with server.recording("desk", raws[1]):
            await comes("the hum without it", lambda: len(hum_in(raws[1])) > LONG_ENOUGH)
        server.plug_microphone("headset-mic")
        server.plug_speaker("headset")
        await told.until(DevicesChanged, lambda one: one.in_use.speaker == "headset")
        with server.recording("headset", raws[2]):
            await comes("the hum again", lambda: len(hum_in(raws[2])) > LONG_ENOUGH)
        assert sound.in_use.missing == ()
    for raw in raws:
        assert longest_silence_ms(hum_in(raw), quiet=200) < 100, raw.stem
