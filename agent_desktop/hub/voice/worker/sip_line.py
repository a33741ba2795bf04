"""A leg by SIP: a call, placed or taken, and its voice, from ports to farewell.

Refuses to be sent elsewhere by the far party: whom a customer talks to is decided by the switch.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from agent_desktop.hub.voice import inputs as told
from agent_desktop.hub.voice.records import Cause
from agent_desktop.hub.voice.worker.line import Line, Prepare
from agent_desktop.hub.voice.worker.outcomes import STATUSES, cause_of
from agent_desktop.hub.voice.worker.voice import Do
from agent_desktop.sip.agent import events
from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.agent.outcome import GOES_ON, Outcome, local_outcome
from agent_desktop.sip.audio_terms import Terms, Unacceptable
from agent_desktop.sip.transport.endpoint import Endpoint

_log: Final = logging.getLogger(__name__)
Begin: TypeAlias = Callable[[Terms, float], Call]
"""Places the call, by one of the ways to a peer."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to a peer: `prepare` says our side of the sound, `begin` places the call.

    `failed` hears how the call ended before anybody rang (None: nobody knows), and says whether the next way may lead
    further. A way from which no word came for `patience_s` is left for the next one; None: it never is.
    """

    prepare: Prepare
    begin: Begin
    failed: Callable[[Outcome | None], bool]
    patience_s: float | None = None


class SipLine(Line):
    """`holding` hears that the far party holds us or not; the rest is like any line's."""

    def __init__(
        self,
        leg: str,
        call_id: str,
        endpoint: Endpoint,
        *,
        studio: Do,
        tell: Callable[[told.Input], None],
        keyed: Callable[[Line, str], None],
        holding: Callable[[Line, bool], None],
        over: Callable[[Line], None],
    ) -> None:
        super().__init__(leg, call_id, studio=studio, tell=tell, keyed=keyed, over=over)
        self.call: Call | None = None
        #: All that it has been: one for each way that was tried.
        self.calls: list[Call] = []
        self._endpoint = endpoint
        self._holding = holding
        self._prepare: Prepare | None = None
        self._ways: list[Way] = []
        self._more: Callable[[], Sequence[Way]] | None = None
        self._way: Way | None = None
        self._patience: asyncio.TimerHandle | None = None
        self._held = self._dropped = self._rang = False

    def receive(self, call: Call, prepare: Prepare) -> None:
        """It is this call that came in, to be answered as `prepare` says."""
        self.begin_as(call)
        self._prepare = prepare

    def begin_as(self, call: Call) -> None:
        """This call is what becomes of the leg from now on."""
        self.call = call
        self.calls.append(call)

    # What the switch wants

    def place(
        self,
        ways: Sequence[Way],
        *,
        without: Cause = "not_found",
        more: Callable[[], Sequence[Way]] | None = None,
    ) -> None:
        """Call, by the first way that leads anywhere; `without` any it has ended so.

        `more` says which ways have come since, of a peer that moves: also while it rings.
        """
        self._ways, self._more = list(ways), more
        if self._ways:
            self._next_way()
        else:
            self.end(without)

    def _next_way(self) -> None:
        way, known = self._ways.pop(0), self._way
        self.call, self._way = None, way

        async def work() -> None:
            again = known is not None and known.prepare is way.prepare
            if (again or await self._ready(way.prepare)) and not self._ended:
                self._go(way)

        self._start(work())

    def _go(self, way: Way) -> None:
        terms = self._terms
        assert terms is not None
        try:
            call = self._endpoint.act(lambda now: way.begin(terms, now))
        except ValueError as error:
            _log.warning("a leg leads nowhere: %s", type(error).__name__)
            self.end("not_found")
            return
        if way.patience_s is not None and self._ways:
            loop = asyncio.get_running_loop()
            self._patience = loop.call_later(way.patience_s, self._impatient, way, call)

    def _impatient(self, way: Way, call: Call) -> None:
        """Nobody said a word: what says nothing now may still, and is told that it is too late."""
        silent = local_outcome(408, "the server does not answer", "check_connection")
        if self.call is call and not call.noticed and not self._dropped and way.failed(silent):
            self._next_way()
            self._endpoint.act(lambda now: call.hang_up(now, GOES_ON))

    def answer(self) -> None:
        """Take the call that came in."""
        call, prepare = self.call, self._prepare
        if call is None or prepare is None or self._work is not None:
            return

        async def work() -> None:
            if not await self._ready(prepare):
                self._endpoint.act(lambda now: call.refuse(now, 500))  # nothing, if it is over
                return
            terms = self._terms
            assert terms is not None
            try:
                self._endpoint.act(lambda now: call.answer(terms, now))
            except Unacceptable:
                self._endpoint.act(lambda now: call.refuse(now, 488))

        self._start(work())

    def hang_up(self, cause: Cause, reason: str = "") -> None:
        """End it, whatever it does. `reason` is the value of a Reason header (RFC 3326)."""
        self._dropped = True
        call = self.call
        if call is None:
            self.end("cancelled")
        elif call.state == "ringing":
            self._endpoint.act(lambda now: call.refuse(now, STATUSES[cause]))
        else:
            self._endpoint.act(lambda now: call.hang_up(now, reason))

    def press(self, key: str) -> None:
        """Pass a key on by INFO."""
        call = self.call
        if call is not None:
            self._endpoint.act(lambda now: call.send_digit(key, now))

    # What the network says

    def heard(self, event: events.Event) -> None:
        """Something became of this call."""
        if getattr(event, "call", None) is not self.call:
            return  # of a way that was left
        match event:
            case events.CallProgressed(status=status) if status >= 180:
                self._rang = True
                self._tell(told.LegRinging(self.leg))
            case events.MediaAgreed(agreed=agreed):
                self.voice.follow(agreed)
                self._maybe_up()
            case events.CallChanged(state="ended", outcome=outcome):
                self._call_ended(outcome)
            case events.CallChanged(held=held):
                self._maybe_up()
                self._hold(held in {"remote", "both"})
            case events.DigitArrived(digit=digit):
                self._keyed(self, digit)
            case events.TransferAsked(referral=referral):
                self._endpoint.act(referral.refuse)
            case events.TermsWanted():
                self._renew()
            case _:
                pass

    def _call_ended(self, outcome: Outcome | None) -> None:
        outgoing = self.call is not None and self.call.outgoing
        cause = cause_of(outcome, answered=self.up, outgoing=outgoing)
        way, moves = self._way, self._more is not None
        early = not self.up and not self._dropped and (moves or not self._rang)
        if way is not None and early and way.failed(outcome):
            if not self._ways and self._more is not None:
                self._ways += self._more()
            if self._ways:
                self._next_way()
                return
        self.end(cause)

    def end(self, cause: Cause) -> None:
        """It is over; told once."""
        if self._patience is not None:
            self._patience.cancel()
        super().end(cause)

    def _maybe_up(self) -> None:
        call = self.call
        talking = call is not None and call.state in {"active", "held"}
        if talking and self.voice.agreed is not None:
            self._came_up()

    def _hold(self, held: bool) -> None:
        if self.up and held != self._held:
            self._held = held
            self._holding(self, held)

    def _renew(self) -> None:
        call, terms = self.call, self._terms
        if call is None or terms is None:
            return

        async def work() -> None:
            try:
                self._terms = fresh = await self.voice.anew(terms)
            except OSError:
                return  # it is over
            self._endpoint.act(lambda now: call.accept(fresh, now))

        self._start(work())

    def lose(self) -> None:
        """Nothing can be heard any more: end it as lost."""
        call = self.call
        self.end("lost")
        if call is not None:
            self._endpoint.act(lambda now: call.hang_up(now, 'SIP;cause=503;text="No sound"'))
