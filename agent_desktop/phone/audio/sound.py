"""The engine's sound as a whole: which devices are open, who hears whom, what rings, which tests run.

Promises devices open only while somebody hears or is heard, so that no microphone listens without a call; the chosen
device taken again when it comes back; changes told once. Opening, closing and listing happen in a thread of their own.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final, Protocol, TypeVar

from agent_desktop.media.frames import Samples
from agent_desktop.model.devices import AudioDevice, DeviceChoice, DevicesInUse, EchoPhase
from agent_desktop.model.errors import Problem
from agent_desktop.model.phone import (
    DevicesChanged,
    EchoTestChanged,
    LevelsMeasured,
    PhoneEvent,
    PhoneProblem,
    RingingChanged,
)
from agent_desktop.phone.audio import ringtones
from agent_desktop.phone.audio.backend import Backend, DeviceFailed, Microphone, Speaker
from agent_desktop.phone.audio.choice import resolve
from agent_desktop.phone.audio.echo_test import EchoTest
from agent_desktop.phone.audio.processing import Processing
from agent_desktop.phone.audio.pump import Party, Pump, Seat
from agent_desktop.phone.audio.slot import Slot

log = logging.getLogger(__name__)

#: The devices are looked at so often; it takes 15 ms.
_LOOK_S: Final = 2.0
#: Meters move five times a second, an echo test is watched as often.
_METER_S: Final = 0.2
_ECHO: Final = "echo test"
_FOLLOW: Final = DeviceChoice()

Result = TypeVar("Result")


class Tap(Protocol):
    """Who listens to calls besides those who talk."""

    def tapped(self, name: str, party: Party) -> Party:
        """The party that shall be seated in place of this one."""

    def unseated(self, name: str) -> None:
        """It is not seated any more."""


class Sound:
    """The sound of one engine. `tell` is called in the loop with every change."""

    def __init__(
        self,
        backend: Backend,
        tell: Callable[[PhoneEvent], None],
        *,
        choice: DeviceChoice = _FOLLOW,
        processing: bool = True,
    ) -> None:
        self._backend = backend
        self._tell = tell
        self._choice = choice
        self._wants_processing = processing
        self._processing: Processing | None = None
        self._pump = Pump(lambda: self._processing)
        self._threads = ThreadPoolExecutor(1, "devices")
        self._microphone: Slot[Microphone] = Slot(backend.open_microphone)
        self._speaker: Slot[Speaker] = Slot(backend.open_speaker)
        self._ringer: Slot[Speaker] = Slot(backend.open_speaker)
        self._devices: tuple[AudioDevice, ...] = ()
        self._in_use = DevicesInUse()
        self._needs: set[Hashable] = set()
        self._played: set[str] = set()
        self._loudness: dict[Hashable, float] = {}
        self._tone: str = ""
        self._echo: EchoTest | None = None
        self._phase = EchoPhase.OFF
        self._watched = False
        self._wake = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._silent = False
        self.tap: Tap | None = None

    # What is known

    @property
    def devices(self) -> tuple[AudioDevice, ...]:
        """What is plugged in."""
        return self._devices

    @property
    def choice(self) -> DeviceChoice:
        """What the agent wants."""
        return self._choice

    @property
    def in_use(self) -> DevicesInUse:
        """What stands for it now."""
        return self._in_use

    @property
    def echo(self) -> EchoPhase:
        """Where the echo test is."""
        return self._phase

    @property
    def ringing(self) -> bool:
        """Whether the ringer rings."""
        return bool(self._loudness)

    @property
    def pump(self) -> Pump:
        """The turns of 20 ms."""
        return self._pump

    # Life

    async def start(self) -> None:
        """List the devices once, then keep watching them."""
        await self._look()
        self._tasks = [asyncio.create_task(self._tend()), asyncio.create_task(self._measure())]

    async def close(self) -> None:
        """Let go of all devices."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._pump.stop()
        self._needs.clear()
        self._played.clear()
        self._loudness.clear()
        await self._fit()
        await self._run(self._backend.close)
        self._threads.shutdown(wait=False)

    # Who hears and is heard

    def seat(self, name: str, party: Party, *, muted: bool, joined: bool) -> None:
        """Let a call hear and be heard; again to change how."""
        if self.tap is not None:
            party = self.tap.tapped(name, party)
        self._pump.place(name, Seat(party, muted=muted, joined=joined))
        self.need(name)

    def unseat(self, name: str) -> None:
        """The call hears and is heard no more."""
        self._pump.leave(name)
        self.need_no_more(name)
        if self.tap is not None:
            self.tap.unseated(name)

    def need(self, reason: Hashable) -> None:
        """Have microphone and speaker open: opening takes a while, so do it when a call is to come."""
        self._needs.add(reason)
        self._pump.run()
        self._wake.set()

    def need_no_more(self, reason: Hashable) -> None:
        """The opposite; devices are closed when nothing needs them."""
        self._needs.discard(reason)
        self._wake.set()

    def play(self, name: str, party: Party) -> None:
        """Let the agent hear this; no microphone is opened for it. Again is no failure."""
        if name in self._played:
            return
        self._played.add(name)
        self._pump.place(name, Seat(party, muted=True))
        self._pump.run()
        self._wake.set()

    def play_no_more(self, name: str) -> None:
        """The opposite."""
        if name not in self._played:
            return
        self._played.discard(name)
        self._pump.leave(name)
        self._wake.set()

    def choose(self, choice: DeviceChoice) -> None:
        """Use these devices from now on."""
        if choice != self._choice:
            other = choice.ringtone is not self._choice.ringtone
            self._choice = choice
            if other and self.ringing:
                self._play_ringtone()
            self._resolve(changed=True)

    def ring(self, reason: Hashable, loudness: float | None) -> None:
        """Ring for this reason, with a loudness from 0 to 1; None ends it. The loudest reason is heard."""
        before = self.ringing
        if loudness is None:
            self._loudness.pop(reason, None)
        else:
            self._loudness[reason] = max(0.0, min(1.0, loudness))
        if self.ringing and not before:
            self._play_ringtone()
        elif not self.ringing:
            self._pump.ring = None
        if self.ringing != before:
            self._tell(RingingChanged(ringing=self.ringing))
            self._pump.run()
            self._wake.set()

    def _play_ringtone(self) -> None:
        loop = ringtones.Loop(ringtones.ringing(self._choice.ringtone))
        self._pump.ring = lambda: loop.frame(
            max(self._loudness.values(), default=0.0) * self._choice.loudness
        )

    def tone(self, kind: str) -> None:
        """Let the agent hear "ringback" or "waiting"; empty ends it."""
        if kind == self._tone:
            return
        self._tone = kind
        sounds: dict[str, Callable[[], Samples]] = {
            "ringback": ringtones.ringback,
            "waiting": ringtones.waiting,
        }
        self._pump.tone = ringtones.Loop(sounds[kind]()).frame if kind else None
        (self.need if kind else self.need_no_more)("tone")

    def announce(self) -> None:
        """Let the agent hear that a call answers itself, as soon as the headset is open."""
        self._pump.signal = ringtones.Once(ringtones.announcement())

    def alert(self) -> None:
        """Let an alert be heard once on the ringer, as loud as ringing; while that rings, it is not."""
        if not self.ringing:
            self._pump.sound_alert(self._choice.loudness)
            self._wake.set()

    # Tests

    def start_echo(self) -> None:
        """Begin an echo test, anew if one runs."""
        self._echo = EchoTest()
        self._phase = EchoPhase.OFF
        self.seat(_ECHO, self._echo, muted=False, joined=False)
        self._watch_echo()

    def stop_echo(self) -> None:
        """End it."""
        if self._echo is not None:
            loudest, self._echo = self._echo.loudest, None
            self.unseat(_ECHO)
            self._phase = EchoPhase.OFF
            self._tell(EchoTestChanged(phase=EchoPhase.OFF, loudest=loudest))

    def watch(self, on: bool) -> None:
        """Measure levels although there is no call."""
        self._watched = on
        (self.need if on else self.need_no_more)("meters")

    def _watch_echo(self) -> None:
        echo = self._echo
        if echo is None or echo.phase is self._phase:
            return
        if echo.phase is EchoPhase.OFF:
            self.stop_echo()
            return
        self._phase = echo.phase
        self._tell(EchoTestChanged(phase=echo.phase, loudest=echo.loudest))

    async def _measure(self) -> None:
        while True:
            await asyncio.sleep(_METER_S)
            self._watch_echo()
            if self._watched or self._pump.seats:
                peaks = self._pump.take_peaks()
                self._tell(LevelsMeasured(microphone=peaks.microphone, speaker=peaks.speaker))
                if not all(self._alive()):
                    self._wake.set()

    def _alive(self) -> list[bool]:
        slots = (self._microphone.device, self._speaker.device, self._ringer.device)
        return [device.alive for device in slots if device is not None]

    # Devices

    async def _run(self, call: Callable[..., Result], *values: object) -> Result:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, partial(call, *values))

    async def _tend(self) -> None:
        while True:
            self._wake.clear()
            await self._fit()
            try:
                async with asyncio.timeout(_LOOK_S):
                    await self._wake.wait()
            except TimeoutError:
                await self._look()

    async def _look(self) -> None:
        try:
            devices = await self._run(self._backend.devices)
        except DeviceFailed as error:
            if not self._silent:
                self._silent = True
                log.warning("no sound: %s", error)
                self._tell(PhoneProblem(problem=_NO_SOUND))
            devices = ()
        else:
            self._silent = False
        if devices != self._devices:
            self._devices = devices
            self._resolve(changed=True)

    def _resolve(self, *, changed: bool = False) -> None:
        in_use = resolve(self._choice, self._devices)
        if in_use != self._in_use or changed:
            self._in_use = in_use
            self._tell(DevicesChanged(devices=self._devices, choice=self._choice, in_use=in_use))
        self._wake.set()

    async def _fit(self) -> None:
        """Have open what is needed, and nothing else."""
        talks, rings = bool(self._needs), self.ringing or self._pump.alert is not None
        if talks and self._wants_processing and self._processing is None:
            await self._load_processing()
        use = self._in_use
        failed = await self._run(self._microphone.fit, use.microphone if talks else None)
        hears = talks or bool(self._played)
        failed |= await self._run(self._speaker.fit, use.speaker if hears else None)
        await self._run(self._ringer.fit, use.ringer if rings else None)
        self._pump.microphone = self._microphone.device
        self._pump.speaker = self._speaker.device
        self._pump.ringer = self._ringer.device
        if failed:
            self._tell(PhoneProblem(problem=_NO_DEVICE))
        if rings and self._ringer.device is None:
            self._pump.alert = None  # nobody can hear it, and later it would be old
        if not (self._needs or self._played or self._loudness or self._pump.alert):
            self._pump.stop()

    async def _load_processing(self) -> None:
        """Once; a computer on which it cannot run has none."""
        self._wants_processing = False
        try:
            self._processing = await self._run(Processing)
        except (ImportError, OSError, RuntimeError) as error:
            log.error("no echo cancellation: %s", error)


_NO_SOUND: Final = Problem(
    code="no_sound",
    message="This computer has no microphone and no speaker that can be used.",
    remedy="Plug in a headset; it is taken as soon as it is there.",
)
_NO_DEVICE: Final = Problem(
    code="device_failed",
    message="Microphone or speaker cannot be opened.",
    remedy="Close other programs that use it, or choose another device in the settings.",
)
