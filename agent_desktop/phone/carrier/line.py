"""One SIP call as a line of the engine: ports first, then signalling; what the agent wants, in the words of SIP.

Promises that a line can be told anything at any moment, also before its ports are bound, and that its sound is freed
when it ends. Refuses to be sent elsewhere by the far party: only the agent hands calls on.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from agent_desktop.model.calls import CallEnd, EndCode
from agent_desktop.model.errors import Problem
from agent_desktop.phone.carrier.outcomes import ending, transfer_problem
from agent_desktop.phone.carrier.voice import Voice
from agent_desktop.phone.engine import lines
from agent_desktop.phone.engine.lines import Line, LineNews
from agent_desktop.sip.agent import events
from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.audio_terms import Terms, Unacceptable
from agent_desktop.sip.transport.endpoint import Endpoint

log = logging.getLogger(__name__)

Prepare: TypeAlias = Callable[[Voice], Awaitable[Terms]]
"""Opens the voice and says our side of it. Raises OSError."""


class SipLine:
    """One call. `tell` passes news on to the engine; `over` is called once, at the end."""

    def __init__(
        self,
        endpoint: Endpoint,
        call_id: str,
        prepare: Prepare,
        address_of: Callable[[str], str],
        tell: Callable[[LineNews], None],
        over: Callable[[SipLine], None],
    ) -> None:
        self.party = Voice(call_id, tell)
        self.call: Call | None = None
        self._endpoint = endpoint
        self._prepare = prepare
        self._address_of = address_of
        self._tell = tell
        self._over = over
        self._terms: Terms | None = None
        self._work: asyncio.Task[None] | None = None
        self._by_us = self._handed_on = self._answered = self._ended = False
        self._outgoing = True

    # How it begins

    def place(self, begin: Callable[[Terms, float], Call]) -> None:
        """Call: `begin` does it once the ports are bound."""

        async def work() -> None:
            terms = await self._ready()
            if terms is not None:
                self.call = self._endpoint.act(lambda now: begin(terms, now))

        self._work = asyncio.get_running_loop().create_task(work())

    def arrived(self, call: Call) -> None:
        """It is an incoming call."""
        self.call = call
        self._outgoing = False
        call.ring(self._endpoint.now)

    async def _ready(self) -> Terms | None:
        """Our side of the voice; None when there are no ports, and the line has ended for it."""
        try:
            self._terms = await self._prepare(self.party)
        except OSError as error:
            log.error("no ports for the voice: %s", type(error).__name__)
            self._end(CallEnd(code=EndCode.FAILED))
            return None
        return self._terms

    # What the agent wants

    def answer(self) -> None:
        """Take the call."""
        call = self.call
        if call is None or self._work is not None:
            return

        async def work() -> None:
            terms = await self._ready()
            if terms is None:
                self._endpoint.act(lambda now: call.refuse(now, 500))
                return
            try:
                self._endpoint.act(lambda now: call.answer(terms, now))
            except Unacceptable as error:
                log.warning("a call without common sound: %s", error.why)
                self._endpoint.act(lambda now: call.refuse(now, 488))

        self._work = asyncio.get_running_loop().create_task(work())

    def reject(self, *, everywhere: bool) -> None:
        """Refuse it."""
        self._by_us = True
        self._act(lambda call, now: call.refuse(now, 603 if everywhere else 486))

    def hang_up(self) -> None:
        """End it."""
        self._by_us = True
        if self.call is None:
            if self._work is not None:
                self._work.cancel()
            self._end(CallEnd(code=EndCode.CANCELLED))
            return
        self._act(lambda call, now: call.hang_up(now))

    def hold(self, on: bool) -> None:
        """Hold or resume."""
        self._act(lambda call, now: call.hold(now) if on else call.resume(now))

    def press(self, keys: str) -> None:
        """Send keys, in the sound's way or by INFO."""
        if not self.party.press(keys):
            for key in keys.replace(",", "").upper():
                self._act(lambda call, now, key=key: call.send_digit(key, now))  # type: ignore[misc]

    def transfer(self, number: str) -> None:
        """Hand the call on without asking."""
        try:
            address = self._address_of(number)
        except ValueError:
            self._tell(lines.TransferRefused(_BAD_NUMBER))
            return
        self._handed_on = True
        self._act(lambda call, now: call.transfer(address, now))

    def transfer_to(self, other: Line) -> None:
        """Hand the call on to the peer of another call."""
        assert isinstance(other, SipLine)
        theirs = other.call
        if theirs is not None:
            self._handed_on = True
            self._act(lambda call, now: call.transfer_to(theirs, now))

    def _act(self, deed: Callable[[Call, float], None]) -> None:
        call = self.call
        if call is not None:
            self._endpoint.act(lambda now: deed(call, now))

    # What the network says

    def heard(self, event: events.Event) -> None:
        """Something became of this call."""
        match event:
            case events.CallProgressed(ring=True):
                self._tell(lines.Rings())
            case events.MediaAgreed(agreed=agreed, early=early):
                self.party.follow(agreed)
                if early:
                    self._tell(lines.EarlySound())
                else:
                    self._tell(lines.Answered(secure=agreed.security is not None))
                    self._tell(lines.FarHolds(agreed.held_by_them))
            case events.CallChanged(state="active"):
                self._answered = True
            case events.CallChanged(state="ended", outcome=outcome):
                end = ending(
                    outcome, answered=self._answered, outgoing=self._outgoing, by_us=self._by_us
                )
                if self._handed_on and outcome is not None and outcome.good:
                    end = CallEnd(code=EndCode.TRANSFERRED)
                self._end(end)
            case events.TransferChanged(outcome=outcome, done=True) if not outcome.good:
                self._handed_on = False
                self._tell(lines.TransferRefused(transfer_problem(outcome)))
            case events.TransferAsked(referral=referral):
                self._endpoint.act(referral.refuse)
            case events.TermsWanted(call=call) if self._terms is not None:
                terms = self._terms
                self._endpoint.act(lambda now: call.accept(terms, now))
            case events.DigitArrived(digit=digit):
                self._tell(lines.KeyPressed(digit))
            case _:
                pass

    def _end(self, end: CallEnd) -> None:
        if not self._ended:
            self._ended = True
            if self._work is not None and self._work is not asyncio.current_task():
                self._work.cancel()  # ports that come now would stay open
            self._over(self)
            self._tell(lines.Ended(end))


_BAD_NUMBER = Problem(
    code="bad_number",
    message="That is no number that can be called.",
    remedy="Look at it and try again.",
)
