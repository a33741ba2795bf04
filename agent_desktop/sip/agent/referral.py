"""A REFER of the peer: it wants us to call somebody else, and to hear how that goes (RFC 3515, 2.4; RFC 4488).

Promises news in their order, ended by a last one. Refuses everything but calls to addresses that can be read.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desktop.sip.agent.core import Core, Exchange
from agent_desktop.sip.agent.leg import Leg
from agent_desktop.sip.agent.outcome import Outcome
from agent_desktop.sip.audio_terms import Terms
from agent_desktop.sip.fields import BadValue, NameAddr, Replaces
from agent_desktop.sip.message import Request, Response
from agent_desktop.sip.transactions import TransactionKey, matching, reply
from agent_desktop.sip.uri import SipUri

if TYPE_CHECKING:
    from agent_desktop.sip.agent.call import Call


class Referral:
    """`target` is whom to call; `replaces` the call that the new one takes over; `by` who says so, unproven."""

    def __init__(
        self, core: Core, call: Call, leg: Leg, key: TransactionKey, request: Request
    ) -> None:
        self.call = call
        self.target = ""
        self.replaces: Replaces | None = None
        self.by: str | None = None
        self._core = core
        self._leg = leg
        self._key = key
        self._request = request
        self._answered = False
        self._quiet = (request.headers.get("Refer-Sub") or "").lower().startswith("false")
        self._queue: list[tuple[Outcome, bool]] = []
        self._sending = False
        self._over = False

    def read(self) -> bool:
        """Whether it can be followed; if not, it is refused."""
        headers = self._request.headers
        try:
            uri = NameAddr.parse(headers.get("Refer-To") or "", "Refer-To").uri
            if isinstance(uri, SipUri):
                if (uri.params.get("method") or "INVITE").upper() != "INVITE":
                    self._core.answer(self._key, self._request, 501)
                    return False
                asked = uri.header("Replaces")
                self.replaces = Replaces.parse(asked) if asked else None
                uri = replace(uri, headers=(), params=uri.params.without("method"))
        except BadValue:
            self._core.answer(self._key, self._request, 400)
            return False
        self.target = str(uri)
        self.by = headers.get("Referred-By")
        return True

    def follow(self, terms: Terms, now: float) -> Call | None:
        """Call them. The new call; None when this was answered already, or the old call is over."""
        self._core.now = now
        if self._answered or self.call.state == "ended":
            return None
        self._answered = True
        response = reply(self._request, 202)
        self._leg.dress(response.headers)
        if self._quiet:
            response.headers.add("Refer-Sub", "false")
        self._core.layer.respond(self._key, response, now)
        self._tell(Outcome(100, "Trying"), final=False)
        headers = []
        if self.by:
            headers.append(("Referred-By", self.by))
        if self.replaces is not None:
            headers.append(("Replaces", str(self.replaces)))
        made = self.call.forward(self._leg.line, self.target, terms, headers)
        made.watchers.append(self._tell)
        return made

    def refuse(self, now: float, status: int = 603) -> None:
        """Do not."""
        self._core.now = now
        if not self._answered:
            self._answered = True
            self._core.answer(self._key, self._request, status)

    def _tell(self, outcome: Outcome, final: bool) -> None:
        if self._quiet or self._over:
            return
        self._over = final
        self._queue.append((outcome, final))
        self._next()

    def _next(self) -> None:
        if self._sending or not self._queue or self.call.state == "ended":
            return
        self._sending = True
        outcome, final = self._queue.pop(0)
        words = outcome.phrase.replace("\r", " ").replace("\n", " ")
        body = f"SIP/2.0 {outcome.status} {words}\r\n".encode("utf-8", "surrogateescape")
        request = self._leg.compose("NOTIFY", body, "message/sipfrag;version=2.0")
        place = matching.cseq(self._request.headers)
        request.headers.add("Event", f"refer;id={place.number}" if place is not None else "refer")
        state = "terminated;reason=noresource" if final else "active;expires=180"
        request.headers.add("Subscription-State", state)
        self._leg.dress(request.headers)
        self._leg.ask(request, self._heard)

    def _heard(self, exchange: Exchange, response: Response) -> None:
        if response.status < 200:
            return
        self._sending = False
        if response.status >= 300:  # the transferor does not want to know
            self._over = True
            self._queue.clear()
        self._next()
