"""The softphone as the desk sees it: what it reports, and the port through which commands leave.

Promises that the first event after every start is the whole state, so that nothing need be remembered over a restart.
"""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeAlias

from agent_desktop.model.base import Record, Tagged
from agent_desktop.model.call_log import RecordedCall
from agent_desktop.model.calls import Call, CallQuality, PhoneCommand
from agent_desktop.model.devices import AudioDevice, DeviceChoice, DevicesInUse, EchoPhase
from agent_desktop.model.errors import Problem
from agent_desktop.model.registrations import Registration
from agent_desktop.model.sounds import Playback


class PhoneState(Record, frozen=True):
    """Everything about the softphone at one moment. `running` is false while its engine starts or starts again."""

    running: bool
    registrations: tuple[Registration, ...] = ()
    calls: tuple[Call, ...] = ()
    devices: tuple[AudioDevice, ...] = ()
    choice: DeviceChoice = DeviceChoice()
    in_use: DevicesInUse = DevicesInUse()
    echo: EchoPhase = EchoPhase.OFF
    ringing: bool = False
    playback: Playback | None = None


class PhoneChanged(Tagged, frozen=True):
    """The whole state: after a start, after a restart, and when the engine goes away (`running` is false then)."""

    state: PhoneState


class RegistrationChanged(Tagged, frozen=True):
    """An account is reachable, or is not any more."""

    registration: Registration


class CallChanged(Tagged, frozen=True):
    """A call is new or has changed."""

    call: Call


class CallOver(Tagged, frozen=True):
    """A call has ended; `call.end` says why. Comes once for each call."""

    call: Call


class TransferFailed(Tagged, frozen=True):
    """A transfer was refused by the other side; the call goes on."""

    call_id: str
    problem: Problem


class DevicesChanged(Tagged, frozen=True):
    """A device came or went, or another one is in use."""

    devices: tuple[AudioDevice, ...]
    choice: DeviceChoice
    in_use: DevicesInUse


class LevelsMeasured(Tagged, frozen=True):
    """How loud microphone and speaker are now, from 0 to 1 (full scale), by peak. A few times a second."""

    microphone: float
    speaker: float


class EchoTestChanged(Tagged, frozen=True):
    """The echo test listens, plays or is over. `loudest` is the peak that it heard, from 0 to 1."""

    phase: EchoPhase
    loudest: float = 0.0


class RingingChanged(Tagged, frozen=True):
    """The ringer rings, or is quiet."""

    ringing: bool


class RecordingFailed(Tagged, frozen=True):
    """A call is not recorded any more although it should be; the call goes on."""

    call_id: str
    problem: Problem


class RecordingKept(Tagged, frozen=True):
    """A recording is finished and waits to be taken."""

    recording_id: str


class PlaybackChanged(Tagged, frozen=True):
    """A sound plays, goes on, stands still or is over; a few times a second while it plays. None: there is none."""

    playback: Playback | None


class QualityMeasured(Tagged, frozen=True):
    """How a call sounds, every few seconds."""

    quality: CallQuality


class DigitReceived(Tagged, frozen=True):
    """The far party pressed a key."""

    call_id: str
    digit: str


class PhoneProblem(Tagged, frozen=True):
    """Something about the softphone that the agent must know."""

    problem: Problem


PhoneEvent: TypeAlias = (
    PhoneChanged
    | RegistrationChanged
    | CallChanged
    | CallOver
    | TransferFailed
    | DevicesChanged
    | LevelsMeasured
    | EchoTestChanged
    | RingingChanged
    | PlaybackChanged
    | RecordingFailed
    | RecordingKept
    | QualityMeasured
    | DigitReceived
    | PhoneProblem
)

DeliverPhone: TypeAlias = Callable[[PhoneEvent], Awaitable[None]]
"""Hands news of the softphone to the desk."""


class Phone(Protocol):
    """The softphone. It keeps its engine running by itself."""

    async def run(self, deliver: DeliverPhone) -> None:
        """Find the engine or start it, and report until cancelled. Never raises for an engine that dies.

        Calls that died with it are reported as `CallOver`, and why as `PhoneProblem`.
        """

    async def perform(self, command_id: str, command: PhoneCommand) -> None:
        """Do `command`; the same id again takes effect once. Returns when the engine has accepted it, not when the
        world has: that comes as an event.

        Raises Offline (nothing was done), Unclear (no answer came), Refused, Conflict, Unsupported.
        """

    async def recordings(self) -> tuple[RecordedCall, ...]:
        """The finished recordings that nobody has taken yet. Raises StoreFailed."""

    async def recording(self, recording_id: str) -> bytes:
        """The sound file of one of them. Raises StoreFailed."""

    async def forget_recording(self, recording_id: str) -> None:
        """It was taken: delete it here. Raises StoreFailed."""

    async def close(self, *, keep_calls: bool) -> None:
        """Leave. Without calls, or without `keep_calls`, the engine hangs up, signs off and ends; with them it goes on,
        and the next start finds it."""
