"""Real devices of a real sound server: heard through virtual cables, unplugged in use, plugged in again."""

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from agent_desktop.media.frames import Samples
from agent_desktop.model.devices import AudioDevice, DeviceChoice, DeviceKind
from agent_desktop.model.phone import DevicesChanged
from agent_desktop.phone.audio.backend import DeviceFailed
from agent_desktop.phone.audio.native import NativeBackend
from tests.contracts.asynchronous import asynchronous
from tests.media.sounds import speech
from tests.peers.pulse import Pulse, pulse
from tests.phone.listening import longest_silence_ms, similar, write_wav
from tests.phone.test_sound import Tape, running

pytestmark = [
    pytest.mark.alone,
    pytest.mark.skipif(not shutil.which("pulseaudio"), reason="needs PulseAudio"),
]
VOICE = speech(4.0, 16_000)
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
            await asyncio.sleep(2.5)  # virtual devices take more than a second to begin
            with server.speaking("headset-mic", said):
                tape = Tape(VOICE)
                sound.seat("call", tape, muted=False, joined=False)
                await asyncio.sleep(6)
    heard = np.frombuffer(raw.read_bytes(), np.int16)
    assert similar(VOICE, heard) > 0.9
    assert similar(VOICE, tape.heard) > 0.9


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
            await asyncio.sleep(4)
        server.unplug(*microphone, speaker)
        gone = await told.until(DevicesChanged, lambda one: one.in_use.speaker == "desk")
        assert {one.name for one in gone.in_use.missing} == {"headset", "headset-mic"}
        with server.recording("desk", raws[1]):
            await asyncio.sleep(4)
        server.plug_microphone("headset-mic")
        server.plug_speaker("headset")
        await told.until(DevicesChanged, lambda one: one.in_use.speaker == "headset")
        with server.recording("headset", raws[2]):
            await asyncio.sleep(4)
        assert sound.in_use.missing == ()
    for raw in raws:
        heard = np.frombuffer(raw.read_bytes(), np.int16)
        hum = heard[np.flatnonzero(np.abs(heard.astype(np.int32)) > 1000)[0] :]
        assert len(hum) > 8000, f"nothing was heard in {raw.stem}"
        assert longest_silence_ms(hum, quiet=200) < 100
