"""Real devices, by miniaudio: WASAPI, Core Audio, PulseAudio, ALSA, whichever the system has.

Promises callbacks that only copy into and out of a ring; devices found by name, as the system lists them now. All
but reading and writing may wait for the system's sound server.
"""

from __future__ import annotations

import logging
from collections.abc import Generator
from typing import Any, Final, Generic, TypeVar

import miniaudio
import numpy as np
from miniaudio import ffi, lib

from agent_desktop.media.frames import Samples
from agent_desktop.model.devices import AudioDevice, DeviceKind
from agent_desktop.phone.audio.backend import PERIOD_MS, RATE, DeviceFailed, Slips
from agent_desktop.phone.audio.bridge import FromDevice, ToDevice

log = logging.getLogger(__name__)

_NAME: Final = "Agent Desktop"
#: Two periods wait in the device itself, more or less: what the ring cannot see.
_DEVICE_MS: Final = 2.0 * PERIOD_MS


class _Listing:
    """The library's list of devices. Made anew when the sound server was started again."""

    def __init__(self) -> None:
        self._context = miniaudio.Devices()
        if self._context.backend == "Null":
            raise miniaudio.MiniaudioError("no sound server and no sound card")

    def read(self) -> list[tuple[AudioDevice, Any]]:
        """Devices with the library's ids, which hold only as long as the device is plugged in."""
        outs, out_count = ffi.new("ma_device_info**"), ffi.new("ma_uint32*")
        ins, in_count = ffi.new("ma_device_info**"), ffi.new("ma_uint32*")
        result = lib.ma_context_get_devices(self._context._context, outs, out_count, ins, in_count)
        if result != lib.MA_SUCCESS:
            raise miniaudio.MiniaudioError("the devices cannot be listed", result)
        found = []
        for infos, count, kind in (
            (ins[0], in_count[0], DeviceKind.INPUT),
            (outs[0], out_count[0], DeviceKind.OUTPUT),
        ):
            for number in range(count):
                info = infos[number]
                if self._context.backend == "ALSA" and _is_plugin(info.id):
                    continue
                name = ffi.string(info.name).decode("utf-8", "replace")
                device = AudioDevice(name=name, kind=kind, default=bool(info.isDefault))
                found.append((device, ffi.new("ma_device_id*", info.id)))
        return found


def _is_plugin(number: Any) -> bool:
    """ALSA lists its plug-ins, such as one that discards all sound, among the devices; those of cards name the card."""
    name = bytes(ffi.buffer(ffi.addressof(number))).split(b"\0", 1)[0]
    return b":" not in name and name != b"default"


class NativeBackend:
    """The computer's own devices."""

    def __init__(self) -> None:
        self._listing: _Listing | None = None

    def devices(self) -> tuple[AudioDevice, ...]:
        """What is plugged in now. Raises DeviceFailed when there is no sound on this computer."""
        return tuple(device for device, _ in self._read())

    def _read(self) -> list[tuple[AudioDevice, Any]]:
        try:
            if self._listing is None:
                self._listing = _Listing()
            return self._listing.read()
        except miniaudio.MiniaudioError as error:
            self._listing = None
            raise DeviceFailed(str(error)) from error

    def _id(self, name: str, kind: DeviceKind) -> Any:
        if not name:
            return None
        for device, number in self._read():
            if device.name == name and device.kind is kind:
                return number
        raise DeviceFailed("the device is not plugged in")

    def open_microphone(self, name: str) -> NativeMicrophone:
        """Open the device of this name, the system's choice for an empty one. Raises DeviceFailed."""
        try:
            return NativeMicrophone(name, self._id(name, DeviceKind.INPUT))
        except miniaudio.MiniaudioError as error:
            raise DeviceFailed(str(error)) from error

    def open_speaker(self, name: str) -> NativeSpeaker:
        """As above, for being heard."""
        try:
            return NativeSpeaker(name, self._id(name, DeviceKind.OUTPUT))
        except miniaudio.MiniaudioError as error:
            raise DeviceFailed(str(error)) from error

    def close(self) -> None:
        """Let go of the list's link to the sound server."""
        self._listing = None


B = TypeVar("B", FromDevice, ToDevice)


class _Native(Generic[B]):
    """An open device, and the bridge to its clock."""

    def __init__(
        self,
        name: str,
        bridge: B,
        device: miniaudio.AbstractDevice,
        callback: Generator[Any, Any, None],
    ) -> None:
        self.name = name
        self._bridge: B = bridge
        self._device: miniaudio.AbstractDevice | None = device
        _start(device, callback)

    @property
    def alive(self) -> bool:
        """Whether the device calls."""
        return self._bridge.alive

    @property
    def delay_ms(self) -> float:
        """What waits in the ring and in the device."""
        return self._bridge.fill_ms + _DEVICE_MS

    @property
    def slips(self) -> Slips:
        """What went wrong between the clocks."""
        return self._bridge.slips

    def close(self) -> None:
        """Let go of the device."""
        device, self._device = self._device, None
        if device is not None:
            _close(device)


class NativeMicrophone(_Native[FromDevice]):
    """An open device that hears."""

    def __init__(self, name: str, number: Any) -> None:
        bridge = FromDevice()
        device = miniaudio.CaptureDevice(
            miniaudio.SampleFormat.SIGNED16, 1, RATE, PERIOD_MS, number, app_name=_NAME
        )
        super().__init__(name, bridge, device, _hearing(bridge))

    def read(self) -> Samples:
        """The next 20 ms."""
        return self._bridge.read()


class NativeSpeaker(_Native[ToDevice]):
    """An open device that is heard."""

    def __init__(self, name: str, number: Any) -> None:
        bridge = ToDevice()
        device = miniaudio.PlaybackDevice(
            miniaudio.SampleFormat.SIGNED16, 1, RATE, PERIOD_MS, number, app_name=_NAME
        )
        super().__init__(name, bridge, device, _speaking(bridge))

    def write(self, frame: Samples) -> None:
        """The next 20 ms."""
        self._bridge.write(frame)


def _hearing(bridge: FromDevice) -> Generator[None, bytearray, None]:
    """The callback of a microphone."""
    while True:
        data = yield
        bridge.put(np.frombuffer(data, np.int16))


def _speaking(bridge: ToDevice) -> Generator[bytes, int, None]:
    """The callback of a speaker."""
    count = yield b""
    while True:
        count = yield bridge.take(count).tobytes()


def _start(device: miniaudio.AbstractDevice, callback: Generator[Any, Any, None]) -> None:
    next(callback)  # runs to the first yield, as the library wants it
    try:
        device.start(callback)
    except miniaudio.MiniaudioError:
        _close(device)
        raise


def _close(device: miniaudio.AbstractDevice) -> None:
    """Close the device and, what the library forgets, its link to the sound server."""
    device.close()
    context, device._context = device._context, ffi.NULL
    if context != ffi.NULL:
        lib.ma_context_uninit(context)
