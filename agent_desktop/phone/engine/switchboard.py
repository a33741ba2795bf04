"""The rules for calls: one is talked to at a time unless they are joined, what rings, who is answered by itself.

Promises that every change is told once, as the whole call; that a command which makes no sense is refused with words;
that ended calls are remembered for a while, for a window that was away. No I/O: lines and sound do what is decided.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import msgspec

from agent_desktop.model import calls as vocabulary
from agent_desktop.model.base import Millis
from agent_desktop.model.calls import (
    Call,
    CallEnd,
    CallState,
    Direction,
    EndCode,
    FarParty,
    Hold,
    PhoneCommand,
    Recording,
    Transferring,
)
from agent_desktop.model.errors import Conflict, Problem, Refused, Unsupported
from agent_desktop.model.phone import (
    CallChanged,
    CallOver,
    DigitReceived,
    PhoneEvent,
    PhoneProblem,
    QualityMeasured,
    RegistrationChanged,
    TransferFailed,
)
from agent_desktop.model.registrations import Registration
from agent_desktop.phone.engine import lines, sound_checks
from agent_desktop.phone.engine.lines import Line, LineNews, Network, SoundDesk

REMEMBERED: Final = 20  # ended calls
KEYS: Final = frozenset("0123456789*#ABCDabcd,")


class Switchboard:
    """The calls of one engine."""

    def __init__(
        self,
        network: Network,
        sound: SoundDesk,
        tell: Callable[[PhoneEvent], None],
        clock: Callable[[], Millis],
    ) -> None:
        self._network = network
        self._sound = sound
        self._tell = tell
        self._clock = clock
        self._calls: dict[str, Call] = {}
        self._lines: dict[str, Line] = {}
        self._expected: dict[str, vocabulary.ExpectCall] = {}
        self._expected_until: dict[str, Millis] = {}
        self._registrations: dict[str, Registration] = {}
        self._seated: dict[str, tuple[bool, bool]] = {}

    # What is known

    @property
    def calls(self) -> tuple[Call, ...]:
        """Live calls and the last ended ones, in the order of their beginning."""
        return tuple(self._calls.values())

    @property
    def registrations(self) -> tuple[Registration, ...]:
        """The accounts."""
        return tuple(self._registrations.values())

    @property
    def busy(self) -> bool:
        """Whether a call lives."""
        return bool(self._lines)

    # Commands

    def perform(self, command: PhoneCommand) -> None:
        """Do it. Raises Refused, Conflict or Unsupported, and nothing has happened then."""
        match command:
            case vocabulary.PlaceCall():
                self._place(command)
            case vocabulary.ExpectCall():
                self._expect(command)
            case vocabulary.AnswerCall(call_id=call_id, announced=announced):
                self._answer(self._ringing(call_id))
                if announced:
                    self._sound.announce()
            case vocabulary.RejectCall(call_id=call_id, everywhere=everywhere):
                self._lines[self._ringing(call_id).id].reject(everywhere=everywhere)
            case vocabulary.HangUp(call_id=call_id):
                self._lines[self._live(call_id).id].hang_up()
            case vocabulary.HoldCall(call_id=call_id):
                self._hold(self._talking(call_id), True)
            case vocabulary.ResumeCall(call_id=call_id):
                self._resume(self._talking(call_id))
            case vocabulary.SwapCalls(hold_id=hold_id, resume_id=resume_id):
                held, resumed = self._talking(hold_id), self._talking(resume_id)
                self._hold(held, True)
                self._resume(resumed)
            case vocabulary.MuteCall(call_id=call_id, muted=muted):
                self._change(self._live(call_id), muted=muted)
            case vocabulary.SendDigits(call_id=call_id, digits=digits):
                self._press(call_id, digits)
            case vocabulary.TransferBlind(call_id=call_id, number=number):
                call = self._transferable(call_id)
                self._change(call, transferring=Transferring.BLIND)
                self._lines[call_id].transfer(number)
            case vocabulary.TransferConsult(call_id=call_id, consult_id=consult_id):
                self._consult(call_id, consult_id)
            case vocabulary.JoinCalls(call_ids=call_ids):
                self._join(call_ids)
            case _ if isinstance(command, sound_checks.DeviceCommand):
                sound_checks.perform(self._sound, command, busy=self.busy)
            case _:
                raise Unsupported("That is nothing for the rules of calls.")
        self._settle()

    def recorded(self, call_id: str, recording: Recording, reason: str) -> None:
        """A call is recorded, or is not; one that is over stays as it was."""
        call = self._calls.get(call_id)
        if call is not None and call.live:
            self._change(call, recording=recording, pause_reason=reason)

    def _live(self, call_id: str) -> Call:
        call = self._calls.get(call_id)
        if call is None or not call.live:
            raise Refused("That call is over.", field="call_id", value=call_id)
        return call

    def _ringing(self, call_id: str) -> Call:
        call = self._live(call_id)
        if call.direction is not Direction.INCOMING or call.state is not CallState.RINGING:
            raise Conflict("That call does not ring here any more.", value=call_id)
        return call

    def _talking(self, call_id: str) -> Call:
        call = self._live(call_id)
        if call.state is not CallState.ACTIVE:
            raise Conflict("That call has not been answered yet.", value=call_id)
        return call

    def _transferable(self, call_id: str) -> Call:
        call = self._talking(call_id)
        if call.transferring is not Transferring.NONE:
            raise Conflict("That call is being transferred already.", value=call_id)
        return call

    def _place(self, command: vocabulary.PlaceCall) -> None:
        if command.call_id in self._calls:
            return
        if not command.call_id or not command.number.strip():
            raise Refused("There is no number to call.", field="number", value=command.number)
        line = self._network.place(command.call_id, command.account_id, command.number.strip())
        self._hold_others("")
        self._sound.stop_echo()
        self._lines[command.call_id] = line
        self._add(
            Call(
                id=command.call_id,
                account_id=command.account_id,
                direction=Direction.OUTGOING,
                state=CallState.DIALING,
                far=FarParty(number=command.number.strip()),
                began_at=self._clock(),
                interaction_id=command.interaction_id,
            )
        )

    def _expect(self, command: vocabulary.ExpectCall) -> None:
        if not command.offer_token:
            raise Refused("An offer without a token cannot be expected.", field="offer_token")
        now = self._clock()
        for token, until in list(self._expected_until.items()):
            if until < now:
                del self._expected_until[token], self._expected[token]
        for call in self._calls.values():
            if call.offer_token == command.offer_token and call.state is CallState.RINGING:
                changed = self._change(call, interaction_id=command.interaction_id)
                self._answer(changed)
                return
        self._expected[command.offer_token] = command
        self._expected_until[command.offer_token] = now + command.for_ms

    def _answer(self, call: Call) -> None:
        self._hold_others(call.id)
        self._sound.stop_echo()
        self._sound.need(call.id)
        self._lines[call.id].answer()

    def _hold(self, call: Call, on: bool) -> None:
        if call.hold.local == on:
            return
        held_at = self._clock() if on else None
        self._lines[call.id].hold(on)
        self._change(call, hold=Hold.of(local=on, remote=call.hold.remote), held_at=held_at)

    def _resume(self, call: Call) -> None:
        if not call.joined:
            self._hold_others(call.id)
        self._hold(call, False)

    def _hold_others(self, call_id: str) -> None:
        for other in self.calls:
            if other.state is CallState.ACTIVE and other.id != call_id:
                self._hold(other, True)

    def _press(self, call_id: str, digits: str) -> None:
        call = self._live(call_id)
        if call.state not in {CallState.ACTIVE, CallState.EARLY}:
            raise Conflict("Keys can be sent once the call is answered.", value=call_id)
        if not digits or not set(digits) <= KEYS:
            raise Refused("Only 0-9, *, # and A-D are keys.", field="digits", value=digits)
        self._lines[call_id].press(digits)

    def _consult(self, call_id: str, consult_id: str) -> None:
        call, consult = self._transferable(call_id), self._talking(consult_id)
        if call.id == consult.id or call.account_id != consult.account_id:
            raise Refused("These two calls cannot be connected.", field="consult_id")
        self._change(call, transferring=Transferring.CONSULT)
        self._lines[call_id].transfer_to(self._lines[consult_id])

    def _join(self, call_ids: tuple[str, ...]) -> None:
        chosen = [self._talking(call_id) for call_id in dict.fromkeys(call_ids)]
        if len(chosen) < 2:
            raise Refused("A conference needs two calls.", field="call_ids")
        for call in chosen:
            self._change(call, joined=True)
        for call in chosen:
            self._hold(self._calls[call.id], False)
        for other in self.calls:
            if other.state is CallState.ACTIVE and not other.joined:
                self._hold(other, True)

    # The network

    def incoming(
        self, call_id: str, account_id: str, far: FarParty, offer_token: str, line: Line
    ) -> None:
        """A call comes in: it rings, or is answered because its offer was accepted."""
        now = self._clock()
        expected = self._expected.pop(offer_token, None) if offer_token else None
        until = self._expected_until.pop(offer_token, 0)
        self._lines[call_id] = line
        call = Call(
            id=call_id,
            account_id=account_id,
            direction=Direction.INCOMING,
            state=CallState.RINGING,
            far=far,
            began_at=now,
            offer_token=offer_token,
            interaction_id=expected.interaction_id if expected is not None else "",
        )
        self._add(call)
        if expected is not None and now <= until:
            self._answer(call)
        self._settle()

    def news(self, call_id: str, news: LineNews) -> None:
        """Something became of a call. News of one that is over are passed over."""
        call = self._calls.get(call_id)
        if call is None or not call.live:
            return
        match news:
            case lines.Rings() if call.state is CallState.DIALING:
                self._change(call, state=CallState.RINGING)
            case lines.EarlySound() if call.direction is Direction.OUTGOING:
                if call.state in {CallState.DIALING, CallState.RINGING}:
                    self._change(call, state=CallState.EARLY)
            case lines.Answered(secure=secure):
                if call.state is not CallState.ACTIVE:
                    self._hold_others(call_id)
                at = call.answered_at or self._clock()
                self._change(call, state=CallState.ACTIVE, answered_at=at, secure=secure)
            case lines.FarHolds(on=on):
                self._change(call, hold=Hold.of(local=call.hold.local, remote=on))
            case lines.Named(far=far):
                self._change(call, far=far)
            case lines.KeyPressed(key=key):
                self._tell(DigitReceived(call_id=call_id, digit=key))
            case lines.Sounds(quality=quality):
                self._tell(QualityMeasured(quality=quality))
            case lines.TransferRefused(problem=problem):
                self._change(call, transferring=Transferring.NONE)
                self._tell(TransferFailed(call_id=call_id, problem=problem))
            case lines.Ended(end=end):
                self._end(call, end)
        self._settle()

    def registered(self, registration: Registration) -> None:
        """An account is reachable, or is not."""
        self._registrations[registration.account_id] = registration
        self._tell(RegistrationChanged(registration=registration))

    def left_alone(self) -> None:
        """No window is there: what was tried or rung for one ends, calls go on."""
        sound_checks.left_alone(self._sound)

    def forgotten(self, account_id: str) -> None:
        """There is no such account any more."""
        self._registrations.pop(account_id, None)

    def problem(self, problem: Problem) -> None:
        """Something that the agent must know."""
        self._tell(PhoneProblem(problem=problem))

    def hang_up_all(self) -> None:
        """The engine ends: so do all calls."""
        for call in self.calls:
            if call.live:
                self._lines[call.id].hang_up()
                self.news(call.id, lines.Ended(CallEnd(code=EndCode.HUNG_UP)))

    # Inside

    def _add(self, call: Call) -> None:
        self._calls[call.id] = call
        self._tell(CallChanged(call=call))

    def _change(self, call: Call, **fields: Any) -> Call:
        changed = msgspec.structs.replace(call, **fields)
        if changed != call:
            self._calls[call.id] = changed
            self._tell(CallChanged(call=changed))
        return changed

    def _end(self, call: Call, end: CallEnd) -> None:
        over = msgspec.structs.replace(
            call,
            state=CallState.ENDED,
            ended_at=self._clock(),
            end=end,
            transferring=Transferring.NONE,
        )
        self._calls[call.id] = over
        del self._lines[call.id]
        self._sound.need_no_more(call.id)
        self._tell(CallOver(call=over))
        ended = [one.id for one in self.calls if not one.live]
        for call_id in ended[:-REMEMBERED]:
            del self._calls[call_id]
        joined = [one for one in self.calls if one.live and one.joined]
        if len(joined) == 1:
            self._change(joined[0], joined=False)

    def _settle(self) -> None:
        """Let the sound follow the calls: who sits where, what rings, which tone is heard."""
        live = [call for call in self._calls.values() if call.live]
        wanted = {
            call.id: (call.muted, call.joined)
            for call in live
            if call.state in {CallState.ACTIVE, CallState.EARLY} and not call.hold.local
        }
        for call_id in self._seated.keys() - wanted.keys():
            self._sound.unseat(call_id)
            del self._seated[call_id]
        for call_id, (muted, joined) in wanted.items():
            if self._seated.get(call_id) != (muted, joined):
                party = self._lines[call_id].party
                self._sound.seat(call_id, party, muted=muted, joined=joined)
                self._seated[call_id] = (muted, joined)
        rings = [
            call
            for call in live
            if call.direction is Direction.INCOMING
            and call.state is CallState.RINGING
            and not call.offer_token
        ]
        talks = any(call.id in wanted for call in live)
        self._sound.ring("calls", 0.7 if rings and not talks else None)
        waits = any(
            call.direction is Direction.OUTGOING and call.state is CallState.RINGING
            for call in live
        )
        self._sound.tone("ringback" if waits else "waiting" if rings and talks else "")
