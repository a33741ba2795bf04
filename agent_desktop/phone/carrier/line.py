"""One SIP call as a line of the engine: ports first, then signalling; what the agent wants, in the words of SIP.

Promises that a line can be told anything at any moment, also before its ports are bound; that its sound is freed when
it ends; that it goes on by another way when the network changes, and with somebody else when the far party hands it on.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from agent_desktop.media.frames import Samples
from agent_desktop.model.calls import CallEnd, EndCode
from agent_desktop.model.errors import Problem
from agent_desktop.phone.carrier.following import Following
from agent_desktop.phone.carrier.home import Home
from agent_desktop.phone.carrier.outcomes import ending, transfer_problem
from agent_desktop.phone.carrier.voice import Voice
from agent_desktop.phone.engine import lines
from agent_desktop.phone.engine.lines import Line, LineNews
from agent_desktop.sip.agent import events
from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.agent.outcome import Outcome
from agent_desktop.sip.audio_terms import Agreed, Terms, Unacceptable
from agent_desktop.sip.sdp import Sdp

log = logging.getLogger(__name__)

#: A new way that could not be agreed on is offered again, so often and so much later.
_TRIES: Final = 3
_PAUSE_S: Final = 2.0
#: An ICE that is silent is begun anew, but not all the time.
_BETWEEN_S: Final = 8.0


class SipLine:
    """One call, and the party at the engine's table. `tell` passes news on to the engine."""

    def __init__(self, home: Home, call_id: str, tell: Callable[[LineNews], None]) -> None:
        self.call: Call | None = None
        self._home = home
        self._id = call_id
        self._tell = tell
        self._voice = self._new_voice()
        self._terms: Terms | None = None
        self._work: asyncio.Task[None] | None = None
        self._moving: asyncio.Task[None] | None = None
        self._closing: asyncio.Task[None] | None = None
        self._following: Following | None = None
        self._consulted: SipLine | None = None
        self._tries = 0
        self._ice_again_at = 0.0
        self._by_us = self._handed_on = self._answered = self._ended = False
        self._outgoing = True

    # The party

    @property
    def party(self) -> SipLine:
        """Its sound: whichever voice it has now."""
        return self

    def hear(self, frame: Samples) -> None:
        """20 ms of what the agent says."""
        self._voice.hear(frame)

    def speak(self) -> Samples:
        """20 ms of what the far party says."""
        return self._voice.speak()

    def _new_voice(self) -> Voice:
        return Voice(self._id, self._tell, self._fell_silent)

    @property
    def rings_there(self) -> bool:
        """Whether we call, and nobody has answered yet."""
        return self._outgoing and not (self._answered or self._ended)

    # How it begins

    def place(self, begin: Callable[[Terms, float], Call]) -> None:
        """Call: `begin` does it once the ports are bound."""

        async def work() -> None:
            terms = await self._ready(None)
            if terms is not None:
                self.call = self._home.endpoint.act(lambda now: begin(terms, now))

        self._work = asyncio.get_running_loop().create_task(work())

    def arrived(self, call: Call) -> None:
        """It is an incoming call."""
        self.call = call
        self._outgoing = False
        call.ring(self._home.endpoint.now)

    async def _ready(self, offer: Sdp | None) -> Terms | None:
        """Our side of the voice; None when there are no ports, and the line has ended for it."""
        try:
            self._terms = await self._home.prepare(self._voice, offer)
        except (OSError, ValueError) as error:
            if not self._ended:
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
            await self._home.reached()  # the answer says where we are
            terms = await self._ready(call.offers)
            if terms is None:
                self._home.endpoint.act(lambda now: call.refuse(now, 500))
                return
            try:
                self._home.endpoint.act(lambda now: call.answer(terms, now))
            except Unacceptable as error:
                log.warning("a call without common sound: %s", error.why)
                self._home.endpoint.act(lambda now: call.refuse(now, 488))

        self._work = asyncio.get_running_loop().create_task(work())

    def reject(self, *, everywhere: bool) -> None:
        """Refuse it."""
        self._by_us = True
        self._act(lambda call, now: call.refuse(now, 603 if everywhere else 486))

    def hang_up(self) -> None:
        """End it."""
        self._by_us = True
        if self._following is not None:
            self._following.give_up()
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
        if not self._voice.press(keys):
            for key in keys.replace(",", "").upper():
                self._act(lambda call, now, key=key: call.send_digit(key, now))  # type: ignore[misc]

    def transfer(self, number: str) -> None:
        """Hand the call on without asking."""
        try:
            address = self._home.address_of(number)
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
            self._handed_on = other._handed_on = True
            self._consulted = other
            self._act(lambda call, now: call.transfer_to(theirs, now))

    def _act(self, deed: Callable[[Call, float], None]) -> None:
        call = self.call
        if call is not None:
            self._home.endpoint.act(lambda now: deed(call, now))

    # What the network says

    def owns(self, call: Call) -> bool:
        """Whether news of that call are for this line."""
        return call is self.call or (self._following is not None and call is self._following.call)

    def heard(self, event: events.Event, call: Call) -> None:
        """Something became of this call, or of the one that it is to become."""
        if self._following is not None and call is self._following.call:
            self._following.heard(event)
            return
        match event:
            case events.CallProgressed(ring=True):
                self._tell(lines.Rings())
            case events.MediaAgreed(agreed=agreed, early=early):
                self._agreed(agreed, early=early)
            case events.CallChanged(state="active"):
                self._answered = True
            case events.CallChanged(state="ended", outcome=outcome):
                self._call_ended(outcome)
            case events.TransferChanged(outcome=outcome, done=True) if not outcome.good:
                self._handed_on = False
                if self._consulted is not None:
                    self._consulted._handed_on = False
                self._tell(lines.TransferRefused(transfer_problem(outcome)))
            case events.TransferAsked(referral=referral):
                if self._answered and self._following is None:
                    self._following = Following(self._home, self, referral, self._new_voice())
                else:
                    self._home.endpoint.act(referral.refuse)
            case events.TermsWanted():
                self._take_another_way(offering=False)
            case events.ChangeRefused(outcome=outcome):
                self._refused(outcome)
            case events.DigitArrived(digit=digit):
                self._tell(lines.KeyPressed(digit))
            case _:
                pass

    def _agreed(self, agreed: Agreed, *, early: bool) -> None:
        if not self._voice.fits(agreed):
            if not early:
                self._tell(lines.Answered(secure=agreed.security is not None))
                self.without_ice()
            return
        self._tries = 0
        self._voice.follow(agreed)
        if early:
            self._tell(lines.EarlySound())
        else:
            self._tell(lines.Answered(secure=agreed.security is not None))
            self._tell(lines.FarHolds(agreed.held_by_them))

    def _call_ended(self, outcome: Outcome | None) -> None:
        if self._following is not None and self._following.stays():
            return  # the far party left once it had handed us on: the line waits for the next one
        end = ending(outcome, answered=self._answered, outgoing=self._outgoing, by_us=self._by_us)
        if self._handed_on and outcome is not None and outcome.good:
            end = CallEnd(code=EndCode.TRANSFERRED)
        self._end(end)

    # Another way

    def _fell_silent(self) -> None:
        """Nothing comes any more: perhaps the network is another one now."""
        self._home.doubt()
        now = self._home.endpoint.now
        terms = self._terms
        if terms is not None and terms.ice is not None and now >= self._ice_again_at:
            self._ice_again_at = now + _BETWEEN_S
            self.renew(moved=True)

    def renew(self, *, moved: bool) -> None:
        """Our way to the server is another one: let the far party know; take the sound along when it `moved`."""
        call = self.call
        if call is None or call.state in {"idle", "ended"}:
            return
        if call.state == "ringing":
            self._act(lambda call, now: call.check(now))
        elif moved or self._voice.deaf:
            self._take_another_way(offering=True)
        elif self._terms is not None:
            terms = self._terms
            self._act(lambda call, now: call.renew(terms, now))

    def _take_another_way(self, *, offering: bool) -> None:
        call, voice = self.call, self._voice
        if call is None or self._terms is None or self._ended:
            return
        if self._moving is not None and not self._moving.done():
            if offering:
                return  # it is being taken already
            self._moving.cancel()
        before = self._terms

        async def work() -> None:
            try:
                self._terms = fresh = await self._home.anew(voice, before, offering=offering)
            except (OSError, ValueError) as error:
                log.warning("no other way for the voice: %s", type(error).__name__)
                self._again()
                return
            if offering:
                self._home.endpoint.act(lambda now: call.renew(fresh, now))
            else:
                self._home.endpoint.act(lambda now: call.accept(fresh, now))

        self._moving = asyncio.get_running_loop().create_task(work())

    def without_ice(self) -> None:
        """They know nothing of ICE: speak by plain ports instead, and say so."""
        call, voice = self.call, self._voice
        assert call is not None
        if self._moving is not None and not self._moving.done():
            return

        async def work() -> None:
            try:
                self._terms = fresh = await self._home.prepare(voice, None, ice=False)
            except (OSError, ValueError) as error:
                log.error("no ports for the voice: %s", type(error).__name__)
                self._home.endpoint.act(call.hang_up)
                return
            self._home.endpoint.act(lambda now: call.renew(fresh, now))

        self._moving = asyncio.get_running_loop().create_task(work())

    def _refused(self, outcome: Outcome) -> None:
        """A change was refused; when it was a new way that nobody heard of, it is offered again."""
        if self._voice.deaf and (outcome.local or outcome.status >= 500):
            self._again()

    def _again(self) -> None:
        self._tries += 1
        if self._tries <= _TRIES:
            loop = asyncio.get_running_loop()
            loop.call_later(_PAUSE_S, lambda: self.renew(moved=True))

    # Somebody else

    def become(self, call: Call, voice: Voice, terms: Terms) -> None:
        """The far party handed us on, and who came takes its place."""
        old, self.call = self.call, call
        before, self._voice = self._voice, voice
        self._terms, self._following = terms, None
        self._outgoing = True
        self._closing = asyncio.get_running_loop().create_task(before.close())
        if old is not None:
            self._tell(lines.FarHolds(False))

    def stay(self) -> None:
        """Who was to take the far party's place did not come: all is as before."""
        self._following = None

    def lose(self, outcome: Outcome | None) -> None:
        """Neither the far party is there any more, nor who was to take its place."""
        self._following = None
        self._call_ended(outcome)

    def tell(self, news: LineNews) -> None:
        """Pass news on."""
        self._tell(news)

    async def close(self) -> None:
        """Free the sound."""
        for task in (self._work, self._moving):
            if task is not None and task is not asyncio.current_task():
                task.cancel()  # ports that come now would stay open
        if self._following is not None:
            await self._following.close()
        await self._voice.close()

    def _end(self, end: CallEnd) -> None:
        if not self._ended:
            self._ended = True
            self._home.over(self)
            self._tell(lines.Ended(end))


_BAD_NUMBER = Problem(
    code="bad_number",
    message="That is no number that can be called.",
    remedy="Look at it and try again.",
)
