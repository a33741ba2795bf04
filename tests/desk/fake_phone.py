"""A softphone in memory that enters by the phone port.

Promises the port's semantics: who answers, resumes or joins holds the others, unless they are joined; each call ends in
one `CallOver`; a command for a call that is over is refused. `Exchange` is the telephone alone, without a loop;
`FakePhone` is the port over it. Refuses sound.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from agent_desktop.model import calls as ca
from agent_desktop.model import phone as ph
from agent_desktop.model.base import Millis
from agent_desktop.model.call_log import RecordedCall
from agent_desktop.model.devices import (
    AudioDevice,
    DeviceChoice,
    DeviceKind,
    DevicesInUse,
    EchoPhase,
)
from agent_desktop.model.errors import Conflict, DeskError, Offline, Problem
from agent_desktop.model.registrations import Registration, RegistrationState
from agent_desktop.phone.audio.choice import resolve
from tests.desk.samples import NOW

WORK, DIRECT = "work", "direct"
HEADSET = "Jabra Evolve2 65"
IN_USE = DevicesInUse(microphone=HEADSET, speaker=HEADSET, ringer="Speakers")


def registration(
    account_id: str = WORK, state: RegistrationState = RegistrationState.REGISTERED
) -> Registration:
    return Registration(account_id=account_id, state=state, since=NOW)


class Exchange:
    """Everything that a softphone and the network behind it do. Every method returns what the phone then reports."""

    def __init__(self, now: Callable[[], Millis] = lambda: NOW) -> None:
        self.now = now
        self.running = True
        self.registrations = [registration(WORK), registration(DIRECT)]
        self.in_use = IN_USE
        self.devices: tuple[AudioDevice, ...] = (
            AudioDevice(name=HEADSET, kind=DeviceKind.INPUT, default=True),
            AudioDevice(name="Webcam", kind=DeviceKind.INPUT),
            AudioDevice(name=HEADSET, kind=DeviceKind.OUTPUT, default=True),
            AudioDevice(name="Speakers", kind=DeviceKind.OUTPUT),
        )
        self.choice = DeviceChoice()
        self.calls: dict[str, ca.Call] = {}
        self.over: dict[str, ca.Call] = {}
        self.done: list[ca.PhoneCommand] = []
        self.tapes: dict[str, tuple[RecordedCall, bytes]] = {}
        """Finished recordings that nobody has taken."""
        self.faults: dict[type, DeskError] = {}
        """Kinds of commands that fail, and how."""
        self.deaf: set[type] = set()
        """Kinds of commands that are accepted and never done."""
        self._count = 0

    # --- what is seen of it

    def state(self) -> ph.PhoneState:
        return ph.PhoneState(
            running=self.running,
            registrations=tuple(self.registrations),
            calls=tuple(self.calls.values()) if self.running else (),
            devices=self.devices,
            choice=self.choice,
            in_use=self.in_use,
        )

    def whole(self) -> ph.PhoneChanged:
        return ph.PhoneChanged(state=self.state())

    # --- the world

    def plugged(self, *devices: AudioDevice) -> ph.DevicesChanged:
        """These devices are there; the chosen ones are used, as the engine does it."""
        self.devices = devices
        self.in_use = resolve(self.choice, devices)
        return ph.DevicesChanged(devices=devices, choice=self.choice, in_use=self.in_use)

    def rings(self, number: str = "+33612489017", **about: Any) -> list[ph.PhoneEvent]:
        self._count += 1
        given: dict[str, Any] = {
            "id": f"in-{self._count}",
            "account_id": WORK,
            "direction": ca.Direction.INCOMING,
            "state": ca.CallState.RINGING,
            "far": ca.FarParty(number=number, shown=about.pop("shown", "")),
            "began_at": self.now(),
        }
        call = ca.Call(**{**given, **about})
        if call.offer_token and any(
            isinstance(one, ca.ExpectCall) and one.offer_token == call.offer_token
            for one in self.done
        ):
            rung = self._put(call)
            return [rung, *self._do(ca.AnswerCall(call_id=call.id))]
        return [self._put(call)]

    def far_rings(self, call_id: str) -> list[ph.PhoneEvent]:
        return [self._change(call_id, state=ca.CallState.RINGING)]

    def far_answers(self, call_id: str) -> list[ph.PhoneEvent]:
        return [self._change(call_id, state=ca.CallState.ACTIVE, answered_at=self.now())]

    def ends(
        self, call_id: str, code: ca.EndCode = ca.EndCode.FAR_HUNG_UP, status: int = 0
    ) -> list[ph.PhoneEvent]:
        call = self.calls.pop(call_id)
        end = ca.CallEnd(code=code, status=status)
        ended = replace(call, state=ca.CallState.ENDED, ended_at=self.now(), end=end)
        self.over[call_id] = ended
        return [ph.CallOver(call=ended)]

    def transfer_fails(self, call_id: str) -> list[ph.PhoneEvent]:
        back = self._change(call_id, transferring=ca.Transferring.NONE)
        problem = Problem(code="refused", message="The number did not answer.")
        return [back, ph.TransferFailed(call_id=call_id, problem=problem)]

    def dies(self) -> list[ph.PhoneEvent]:
        """The engine crashes: its calls are over."""
        gone = [one for key in list(self.calls) for one in self.ends(key, ca.EndCode.PHONE_STOPPED)]
        self.running = False
        return [self.whole(), *gone]

    def vanishes(self) -> list[ph.PhoneEvent]:
        """The engine cannot be reached; its calls live on."""
        self.running = False
        return [self.whole()]

    def returns(self) -> list[ph.PhoneEvent]:
        self.running = True
        return [self.whole()]

    # --- commands

    def perform(self, command: ca.PhoneCommand) -> list[ph.PhoneEvent]:
        """Do it. Raises what the port raises."""
        if not self.running:
            raise Offline("The telephone is starting.")
        fault = self.faults.get(type(command))
        if fault is not None:
            raise fault
        self.done.append(command)
        if type(command) in self.deaf:
            return []
        return self._do(command)

    def _do(self, command: ca.PhoneCommand) -> list[ph.PhoneEvent]:
        match command:
            case ca.PlaceCall():
                call = ca.Call(
                    id=command.call_id,
                    account_id=command.account_id,
                    direction=ca.Direction.OUTGOING,
                    state=ca.CallState.DIALING,
                    far=ca.FarParty(number=command.number),
                    began_at=self.now(),
                    interaction_id=command.interaction_id,
                )
                return [self._put(call)]
            case ca.AnswerCall():
                held = self._hold_others(command.call_id)
                answered = {"state": ca.CallState.ACTIVE, "answered_at": self.now()}
                return [*held, self._change(command.call_id, **answered)]
            case ca.RejectCall():
                return self.ends(self._live(command.call_id).id, ca.EndCode.REJECTED)
            case ca.HangUp():
                return self.ends(self._live(command.call_id).id, ca.EndCode.HUNG_UP)
            case ca.HoldCall():
                return [self._hold(command.call_id, True)]
            case ca.ResumeCall():
                held = self._hold_others(command.call_id)
                return [*held, self._hold(command.call_id, False)]
            case ca.SwapCalls():
                held = [self._hold(command.hold_id, True), *self._hold_others(command.resume_id)]
                return [*held, self._hold(command.resume_id, False)]
            case ca.MuteCall():
                return [self._change(command.call_id, muted=command.muted)]
            case ca.TransferBlind():
                return [self._change(command.call_id, transferring=ca.Transferring.BLIND)]
            case ca.TransferConsult():
                both = (command.call_id, command.consult_id)
                return [one for key in both for one in self._transferred(key)]
            case ca.JoinCalls():
                joined = [
                    self._change(one, joined=True, hold=ca.Hold.NONE) for one in command.call_ids
                ]
                return [*joined, *self._hold_others(command.call_ids[0])]
            case ca.StartRecording() | ca.ResumeRecording():
                on = {"recording": ca.Recording.ON, "pause_reason": ""}
                return [self._change(command.call_id, **on)]
            case ca.PauseRecording():
                paused = {"recording": ca.Recording.PAUSED, "pause_reason": command.reason}
                return [self._change(command.call_id, **paused)]
            case ca.StopRecording():
                return [self._change(command.call_id, recording=ca.Recording.OFF)]
            case ca.ChooseDevices():
                self.choice = command.choice
                return [self.plugged(*self.devices)]
            case ca.StartEchoTest():
                return [ph.EchoTestChanged(phase=EchoPhase.LISTENING)]
            case ca.StartRinging() | ca.StopRinging():
                return [ph.RingingChanged(ringing=isinstance(command, ca.StartRinging))]
            case _:
                return []

    def _transferred(self, call_id: str) -> list[ph.PhoneEvent]:
        return self.ends(self._live(call_id).id, ca.EndCode.TRANSFERRED)

    def _live(self, call_id: str) -> ca.Call:
        if call_id not in self.calls:
            raise Conflict("That call is over.")
        return self.calls[call_id]

    def _put(self, call: ca.Call) -> ph.CallChanged:
        self.calls[call.id] = call
        return ph.CallChanged(call=call)

    def _change(self, call_id: str, **about: Any) -> ph.CallChanged:
        return self._put(replace(self._live(call_id), **about))

    def _hold(self, call_id: str, local: bool) -> ph.CallChanged:
        call = self._live(call_id)
        hold = ca.Hold.of(local=local, remote=call.hold.remote)
        return self._change(call_id, hold=hold, held_at=self.now() if local else None)

    def _hold_others(self, call_id: str) -> list[ph.PhoneEvent]:
        joined = self._live(call_id).joined
        return [
            self._hold(one.id, True)
            for one in list(self.calls.values())
            if one.id != call_id
            and one.state is ca.CallState.ACTIVE
            and not one.hold.local
            and not (joined and one.joined)
        ]


class FakePhone:
    """The port. `tell(*events)` delivers news and returns when the desk has them."""

    def __init__(self, exchange: Exchange | None = None) -> None:
        self.exchange = exchange or Exchange()
        self.closed: list[bool] = []
        self._deliver: ph.DeliverPhone | None = None
        self._ready = asyncio.Event()

    async def run(self, deliver: ph.DeliverPhone) -> None:
        self._deliver = deliver
        await deliver(self.exchange.whole())
        self._ready.set()
        try:
            await asyncio.Event().wait()
        finally:
            self._deliver = None

    async def perform(self, command_id: str, command: ca.PhoneCommand) -> None:
        events = self.exchange.perform(command)
        await asyncio.sleep(0)
        for event in events:
            if self._deliver is not None:
                await self._deliver(event)

    async def tell(self, events: list[ph.PhoneEvent]) -> None:
        await self._ready.wait()
        assert self._deliver is not None
        for event in events:
            await self._deliver(event)

    async def recordings(self) -> tuple[RecordedCall, ...]:
        return tuple(facts for facts, _ in self.exchange.tapes.values())

    async def recording(self, recording_id: str) -> bytes:
        return self.exchange.tapes[recording_id][1]

    async def forget_recording(self, recording_id: str) -> None:
        self.exchange.tapes.pop(recording_id, None)

    async def close(self, *, keep_calls: bool) -> None:
        self.closed.append(keep_calls)
