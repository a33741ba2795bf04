"""The far party hands our call on: somebody else is called, and takes its place on the same line.

Promises that the agent sees who it is to be before they answer; that the call goes on as before when they do not; that
nobody is called but addresses of telephones. Refuses a second one meanwhile.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Final, Protocol

from agent_desktop.phone.carrier.home import Home
from agent_desktop.phone.carrier.numbers import far_party
from agent_desktop.phone.carrier.voice import Voice
from agent_desktop.phone.engine import lines
from agent_desktop.sip.agent import events
from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.agent.outcome import Outcome
from agent_desktop.sip.agent.referral import Referral
from agent_desktop.sip.audio_terms import Terms

log = logging.getLogger(__name__)

#: Who hands us on hangs up as soon as it hears that we arrived; after so long we do.
_FAREWELL_S: Final = 5.0


class Followed(Protocol):
    """What the journey needs of the line that is handed on."""

    call: Call | None

    def become(self, call: Call, voice: Voice, terms: Terms) -> None:
        """Who came takes the far party's place."""

    def stay(self) -> None:
        """Who was to come did not: all is as before."""

    def lose(self, outcome: Outcome | None) -> None:
        """Neither the far party is there any more, nor who was to take its place."""

    def without_ice(self) -> None:
        """They know nothing of ICE: speak by plain ports."""

    def tell(self, news: lines.LineNews) -> None:
        """Pass news on to the engine."""


class Following:
    """One such journey. The line passes on what becomes of `call`, the new one."""

    def __init__(self, home: Home, line: Followed, referral: Referral, voice: Voice) -> None:
        self.call: Call | None = None
        self._home = home
        self._line = line
        self._referral = referral
        self._voice = voice
        self._terms: Terms | None = None
        self._before = line.call
        self._old_gone = self._arrived = False
        self._closing: asyncio.Task[None] | None = None
        self._work = asyncio.get_running_loop().create_task(self._begin())

    async def _begin(self) -> None:
        referral, endpoint = self._referral, self._home.endpoint
        try:
            referral.target = self._home.address_of(referral.target)
            self._terms = terms = await self._home.prepare(self._voice, None)
        except (OSError, ValueError) as error:
            log.warning("a call was not handed on: %s", type(error).__name__)
            endpoint.act(referral.refuse)
            self._fail(None)
            return
        self._line.tell(lines.Named(far_party(f"<{referral.target}>")))
        self.call = endpoint.act(lambda now: referral.follow(terms, now))
        if self.call is None:
            self._fail(None)

    # What becomes of the new call

    def heard(self, event: events.Event) -> None:
        """Something became of it."""
        match event:
            case events.CallChanged(state="ended", outcome=outcome):
                self._fail(outcome)
            case events.MediaAgreed(agreed=agreed, early=early):
                fits = self._voice.fits(agreed)
                if fits:
                    self._voice.follow(agreed)
                if not early:
                    self._take_over(secure=agreed.security is not None)
                    if not fits:
                        self._line.without_ice()
            case _:
                pass

    def _take_over(self, *, secure: bool) -> None:
        call, terms, old = self.call, self._terms, self._before
        assert call is not None
        assert terms is not None
        self._arrived = True
        self._line.become(call, self._voice, terms)
        self._line.tell(lines.Answered(secure=secure))
        if old is not None and not self._old_gone:
            endpoint = self._home.endpoint
            asyncio.get_running_loop().call_later(
                _FAREWELL_S, lambda: endpoint.act(lambda now: old.hang_up(now))
            )

    def _fail(self, outcome: Outcome | None) -> None:
        self._closing = asyncio.get_running_loop().create_task(self._voice.close())
        if self._old_gone:
            self._line.lose(outcome)
        else:
            if self._before is not None:
                self._line.tell(lines.Named(far_party(self._before.remote)))
            self._line.stay()

    # What becomes of the old one

    def stays(self) -> bool:
        """The old call ended: whether the line goes on all the same, with the one that is being called."""
        self._old_gone = True
        return not self._arrived

    def give_up(self) -> None:
        """The agent hangs up."""
        call = self.call
        if call is not None:
            self._home.endpoint.act(lambda now: call.hang_up(now))

    async def close(self) -> None:
        """Free the sound."""
        if self._work is not asyncio.current_task():
            self._work.cancel()
        if not self._arrived:
            await self._voice.close()
