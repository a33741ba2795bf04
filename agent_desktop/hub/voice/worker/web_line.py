"""A leg from a web page: a browser's offer with all its candidates, our answer, and sound by ICE and DTLS-SRTP alone.

Promises that the leg is up when sound can go both ways, not before; that the page is told once why it is over, unless
the page ended it. One without an offer waits for the page to bring it. Refuses offers without certificates or ICE; a
second offer: a page whose way changes calls again.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from typing import Final

from agent_desktop.hub.voice import inputs as told
from agent_desktop.hub.voice.records import Cause
from agent_desktop.hub.voice.studio import words
from agent_desktop.hub.voice.worker.line import Line, Prepare
from agent_desktop.hub.voice.worker.voice import Do
from agent_desktop.sip.audio_terms import Unacceptable
from agent_desktop.sip.offer_answer import Negotiation
from agent_desktop.sip.sdp import BadSdp, Sdp

_log: Final = logging.getLogger(__name__)


class WebLine(Line):
    """`answered` hears our description, `dismissed` why it is over when the page does not know it."""

    def __init__(
        self,
        leg: str,
        call_id: str,
        offer: str,
        prepare: Prepare,
        *,
        studio: Do,
        tell: Callable[[told.Input], None],
        keyed: Callable[[Line, str], None],
        over: Callable[[Line], None],
        answered: Callable[[str], None],
        dismissed: Callable[[Cause], None],
    ) -> None:
        super().__init__(leg, call_id, studio=studio, tell=tell, keyed=keyed, over=over)
        self._offer, self._prepare = offer, prepare
        self._answered, self._dismissed = answered, dismissed

    def take(self, offer: str) -> None:
        """The page, which was called, answers with its offer; the first one counts."""
        if self._work is None:
            self._offer = offer
            self.answer()

    def answer(self) -> None:
        """Describe our side to the page."""
        if self._work is None:
            self._start(self._answer())

    async def _answer(self) -> None:
        if not await self._ready(self._prepare) or self._ended:
            return
        assert self._terms is not None
        talk = Negotiation(secrets.randbits(31), secrets.token_bytes)
        try:
            talk.consider(Sdp.parse(self._offer.encode("utf-8", "surrogatepass")))
            sdp, agreed = talk.answer(self._terms)
        except (BadSdp, Unacceptable) as error:
            _log.info("a page's offer cannot be taken: %s", error.why)
            self.end("failed")
            return
        self.voice.follow(agreed)
        self._answered(sdp.format().decode())

    def hang_up(self, cause: Cause, reason: str = "") -> None:
        """End it, and tell the page."""
        self.end(cause)

    def leave(self) -> None:
        """The page has hung up, or is gone."""
        self._dismissed = _nobody
        self.end("hung_up" if self.up else "cancelled")

    def press(self, key: str) -> None:
        """A page takes keys beside its sound, or none."""

    def key(self, key: str) -> None:
        """The visitor pressed a key of the page."""
        self._keyed(self, key)

    def end(self, cause: Cause) -> None:
        """It is over; told once."""
        if not self._ended:
            super().end(cause)
            self._dismissed(cause)

    def heard_of(self, event: words.Heard) -> None:
        """Something became of its sound."""
        match event:
            case words.Connected():
                self._came_up()
            case words.PeerLeft():
                self.end("hung_up")
            case _:
                super().heard_of(event)


def _nobody(cause: Cause) -> None:
    """Hears it for a page that knows."""
