"""Changing a call that stands: re-INVITE and UPDATE, from both sides (RFC 3261, 14; RFC 3311; RFC 6337).

Promises one change at a time, the last wish of the user in the end, and the standard's pauses after glare (491).
Refuses an offer while another is open.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_desktop.sip.agent.call_events import ChangeRefused, TermsWanted
from agent_desktop.sip.agent.confirming import Confirming
from agent_desktop.sip.agent.core import Core, Exchange
from agent_desktop.sip.agent.leg import Leg, sdp_of
from agent_desktop.sip.agent.outcome import local_outcome, outcome_of
from agent_desktop.sip.audio_terms import Agreed, Terms, Unacceptable, WrongMoment
from agent_desktop.sip.message import Request, Response
from agent_desktop.sip.sdp import BadSdp, Sdp
from agent_desktop.sip.sdp_attributes import ice_of
from agent_desktop.sip.transactions import TransactionKey, reply

if TYPE_CHECKING:
    from agent_desktop.sip.agent.call import Call


class Modifier:
    """The changes of one call, on its established leg."""

    def __init__(self, core: Core, call: Call, leg: Leg) -> None:
        self._core = core
        self._call = call
        self._leg = leg
        self._wanted: Terms | None = None
        self._offered: Terms | None = None
        self._refresh = False
        self._exchange: Exchange | None = None
        self._asked: tuple[TransactionKey, Request] | None = None
        self.confirming: Confirming | None = None
        self.confirmed = False

    def change(self, terms: Terms) -> None:
        """Have these terms as soon as possible."""
        self._wanted = terms
        self._go()

    def renew(self, terms: Terms) -> None:
        """These terms, but held as the user wants it."""
        latest = self.latest
        self.change(replace(terms, hold=latest.hold if latest is not None else terms.hold))

    def hold(self, on: bool) -> None:
        """Hold, or talk again."""
        if (latest := self.latest) is not None and latest.hold != on:
            self.change(replace(latest, hold=on))

    def refresh(self) -> None:
        """Show that the call lives (RFC 4028, 7.4)."""
        self._refresh = True
        self._go()

    def ready(self) -> None:
        """The call is confirmed: what was wished for before may begin."""
        self.confirmed = True
        self._go()

    def rang(self, name: str) -> None:
        """The pause after a glare is over."""
        self._go()

    def stop(self) -> None:
        """The call is over: only acknowledgements go on."""
        self._core.wakeups.stop(self)
        self._wanted, self._refresh = None, False
        if self._asked is not None:
            key, request = self._asked
            self._asked = None
            self._core.answer(key, request, 487)
        if self.confirming is not None:
            self.confirming.stop()
            self.confirming = None

    # What we want

    def _go(self) -> None:
        busy = self._exchange is not None or self._asked is not None or self.confirming is not None
        if busy or not self.confirmed or self._call.state == "ended":
            return
        if self._core.wakeups.waits(self, "glare"):
            return
        if self._wanted is not None:
            self._offer(self._wanted)
        elif self._refresh:
            if "UPDATE" in self._leg.allows:
                self._send("UPDATE", b"")
            elif self._call.terms is not None:
                self._offer(self._call.terms)

    def _offer(self, terms: Terms) -> None:
        try:
            body = self._leg.talk.offer(terms).format()
        except WrongMoment:
            return
        self._offered = terms
        self._send("INVITE", body)

    def _send(self, method: str, body: bytes) -> None:
        request = self._leg.compose(method, body)
        self._leg.dress(request.headers)
        self._call.timer.ask(request.headers)
        self._exchange = self._leg.ask(request, self._heard)

    def _heard(self, exchange: Exchange, response: Response) -> None:
        if response.status < 200:
            return
        if response.status < 300 and exchange.request.method == "INVITE":
            self._leg.ack(exchange.request)
        if exchange is not self._exchange:
            return
        self._exchange = None
        if self._call.state == "ended":
            return
        with_offer = bool(exchange.request.body)
        if response.status < 300:
            self._granted(response, with_offer)
        else:
            self._refused(exchange, response, with_offer)

    def _granted(self, response: Response, with_offer: bool) -> None:
        self._leg.dialog.refresh(response)
        self._leg.learn(response)
        self._refresh = False
        self._call.timer.granted(response)
        if not with_offer:
            self._go()
            return
        asked, self._wanted = self._offered, self._newer()
        try:
            sdp = sdp_of(response)
            if sdp is None:
                self._leg.talk.withdraw()
                raise Unacceptable("the answer describes nothing")
            agreed = self._leg.talk.accept(sdp)
        except (BadSdp, Unacceptable, WrongMoment) as error:
            why = getattr(error, "why", "the description does not fit")
            self._core.say(ChangeRefused(self._call, local_outcome(488, why)))
        else:
            if asked is not None:
                self._call.terms = asked
            self._call.agree(agreed)
        self._go()

    def _newer(self) -> Terms | None:
        """What was wished for since the offer left."""
        return self._wanted if self._wanted != self._offered else None

    def _refused(self, exchange: Exchange, response: Response, with_offer: bool) -> None:
        if with_offer:
            newer = self._newer()
            self._leg.talk.withdraw()
        else:
            newer = self._wanted
        status = response.status
        if status == 491 or (status == 500 and "Retry-After" in response.headers):
            # RFC 3261, 14.1: whoever made the Call-ID waits longer.
            chance = self._core.chance
            first, last = (210, 400) if self._leg.dialog.initiator else (0, 200)
            self._core.after(self, "glare", chance.randint(first, last) / 100)
            return
        outcome = outcome_of(response, local=exchange.local)
        if status in {408, 481}:
            self._call.drop(outcome)
            return
        if status == 422 and self._call.timer.too_small(response):
            self._go()
            return
        was_wish = with_offer and self._wanted is not None
        self._wanted, self._refresh = newer, False
        if was_wish:
            self._core.say(ChangeRefused(self._call, outcome))
        self._go()

    # What they want

    def request(self, key: TransactionKey, request: Request) -> None:
        """A re-INVITE or UPDATE of the peer; its CSeq is in order."""
        core, talk = self._core, self._leg.talk
        early = self._call.callee is not None and self._call.callee.answers_later
        open_offer = bool(request.body) and (talk.waiting == "ours" or early)
        if self._asked is not None or self.confirming is not None or open_offer:
            core.answer(key, request, 500, Retry_After=str(core.chance.randint(0, 10)))
            return
        if not self.confirmed and request.method == "INVITE":
            core.answer(key, request, 491)
            return
        ours = self._exchange is not None and self._exchange.request.method == "INVITE"
        if (ours and request.method == "INVITE") or (request.body and talk.waiting == "theirs"):
            core.answer(key, request, 491)
            return
        least = self._call.timer.refused(request)
        if least is not None:
            core.answer(key, request, 422, Min_SE=str(least))
            return
        try:
            offer = sdp_of(request)
            if offer is not None:
                talk.consider(offer)
        except BadSdp:
            core.answer(key, request, 488)
            return
        except WrongMoment:
            core.answer(key, request, 491)
            return
        self._leg.dialog.refresh(request)
        self._leg.learn(request)
        if offer is not None and self._restarts_ice(offer):
            self._asked = (key, request)
            core.arriving[key] = self._cancelled
            core.say(TermsWanted(self._call))
            return
        self._answer(key, request)

    @property
    def latest(self) -> Terms | None:
        """What the user wants at last: what is under way, else what holds."""
        if self._wanted is not None:
            return self._wanted
        return self._offered if self._exchange is not None and self._offered else self._call.terms

    @property
    def asked(self) -> bool:
        """Whether the peer waits for fresh terms of ours."""
        return self._asked is not None

    def accept(self, terms: Terms) -> None:
        """Answer what the peer waits for with these terms."""
        if self._asked is not None:
            key, request = self._asked
            self._asked = None
            self._call.terms = terms
            self._answer(key, request)

    def _cancelled(self, cancel: Request | None) -> None:
        if self._asked is not None:
            key, request = self._asked
            self._asked = None
            self._leg.talk.withdraw()
            self._core.answer(key, request, 487)
            self._go()

    def _answer(self, key: TransactionKey, request: Request) -> None:
        core, leg, call = self._core, self._leg, self._call
        body, agreed = b"", None
        terms = call.terms
        try:
            if leg.talk.waiting == "ours" and terms is not None:
                sdp, agreed = leg.talk.answer(terms)
                body = sdp.format()
            elif request.method == "INVITE" and terms is not None:
                body = leg.talk.offer(terms).format()
        except (BadSdp, Unacceptable, WrongMoment) as error:
            core.answer(key, request, 488)
            why = getattr(error, "why", "the description does not fit")
            core.say(ChangeRefused(call, local_outcome(488, why)))
            return
        response = reply(request, 200)
        leg.dress(response.headers)
        call.timer.grant(request, response.headers)
        if body:
            response.headers.add("Content-Type", "application/sdp")
            response.body = body
        if request.method == "INVITE":
            self.confirming = Confirming(core, key, response, self._acked)
        else:
            core.layer.respond(key, response, core.now)
        if agreed is not None:
            call.agree(agreed)

    def _acked(self, ack: Request | None) -> None:
        self.confirming = None
        if ack is None:
            self._call.drop(local_outcome(408, "the peer never acknowledged the change"))
            return
        if self._leg.talk.waiting == "theirs":
            try:
                sdp = sdp_of(ack)
                if sdp is None:
                    raise BadSdp("the ACK describes nothing")
                self._call.agree(self._leg.talk.accept(sdp))
            except (BadSdp, Unacceptable) as error:
                self._leg.talk.withdraw()
                self._core.say(ChangeRefused(self._call, local_outcome(488, error.why)))
        self._go()

    def _restarts_ice(self, offer: Sdp) -> bool:
        agreed: Agreed | None = self._leg.talk.agreed
        if agreed is None or agreed.ice is None:
            return False
        found = [ice_of(offer, section) for section in offer.sections]
        return all(one is None or one.ufrag != agreed.ice.ufrag for one in found) and any(found)
