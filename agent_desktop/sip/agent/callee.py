"""Being called: the INVITE until its answer is acknowledged (RFC 3261, 13.3; PRACK, RFC 3262).

Promises one final answer whatever crosses it, provisional responses that arrive where the caller wants them to, and a
2xx that is repeated until its ACK. Refuses intervals that are too small (422).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agent_desktop.sip.agent.call_events import MediaAgreed
from agent_desktop.sip.agent.confirming import Confirming
from agent_desktop.sip.agent.core import Core, Exchange
from agent_desktop.sip.agent.extensions import asks_for
from agent_desktop.sip.agent.leg import Leg, sdp_of
from agent_desktop.sip.agent.outcome import ended_by, local_outcome
from agent_desktop.sip.agent.provisionals import Provisionals
from agent_desktop.sip.audio_terms import Terms, Unacceptable, WrongMoment
from agent_desktop.sip.message import Request, Response
from agent_desktop.sip.sdp import BadSdp, Sdp
from agent_desktop.sip.transactions import TransactionKey, reply

if TYPE_CHECKING:
    from agent_desktop.sip.agent.call import Call

#: A proxy gives up after three minutes of silence (RFC 3261, 13.3.1.1).
_RING_AGAIN_S = 60.0
#: So long after a change of ways, when what we say of ourselves has arrived.
_CHECK_S = 1.0


class Callee:
    """One call that comes in. `offer` is what the caller wants to speak; None when we are to say first."""

    def __init__(
        self, core: Core, call: Call, leg: Leg, key: TransactionKey, invite: Request
    ) -> None:
        self.offer: Sdp | None = None
        self.invite = invite
        self.done = False
        self.confirming: Confirming | None = None
        self._core = core
        self._call = call
        self.leg = leg
        self._key = key
        self._must = asks_for(invite.headers, "Require", "100rel")
        self._may = self._must or asks_for(invite.headers, "Supported", "100rel")
        self._provisionals = Provisionals(core, key, self._unheard, self._idle)
        self._said: Response | None = None
        self._body = b""  # our description, as it stands in a provisional response
        self._body_arrived = False
        self._answer: Terms | None = None

    def begin(self) -> bool:
        """Look at the INVITE; whether it is a call. If not, it is refused already."""
        core, headers = self._core, self.invite.headers
        least = self._call.timer.refused(self.invite)
        if least is not None:
            core.answer(self._key, self.invite, 422, Min_SE=str(least))
            return False
        try:
            self.offer = sdp_of(self.invite)
        except BadSdp:
            status = 400 if "sdp" in (headers.get("Content-Type") or "").lower() else 415
            core.answer(self._key, self.invite, status, Accept="application/sdp")
            return False
        if self.offer is not None:
            self.leg.talk.consider(self.offer)
        self.leg.learn(self.invite)
        core.arriving[self._key] = self.interrupted
        return True

    @property
    def answers_later(self) -> bool:
        """Whether the caller's offer is without an answer that has arrived for sure (RFC 3311, 5.2)."""
        return not self.done and not self._body_arrived

    def interrupted(self, cancel: Request | None) -> None:
        """A CANCEL came, or the way to the caller broke."""
        if self.done:
            return
        if cancel is None:
            self._stop()
            self._call.ended(local_outcome(503, "the connection is gone", "check_connection"))
            self._call.forget()
            return
        self._final(487)
        outcome = ended_by(cancel)  # with SIP;cause=200 the call was answered elsewhere
        if outcome.reason is None:
            outcome = local_outcome(487, "the caller hung up")
        self._call.ended(outcome)
        self._call.forget()

    def ring(self, status: int = 180) -> None:
        """Say that we ring."""
        if not self.done and self._answer is None:
            self._provisional(status)
            self._core.after(self, "ring", _RING_AGAIN_S)

    def progress(self, terms: Terms) -> None:
        """Let the caller hear something before the answer (183). Raises `Unacceptable`; the call goes on."""
        if self.done or self._body:
            return
        if self.offer is not None:
            sdp, agreed = self.leg.talk.answer(terms)
            self._body = sdp.format()
            self._provisional(183, self._body)
            self._core.say(MediaAgreed(self._call, agreed, early=True))
        elif self._reliable:
            self._body = self.leg.talk.offer(terms).format()
            self._provisional(183, self._body)
        else:
            self._provisional(183)

    def answer(self, terms: Terms) -> None:
        """Take the call. Waits for the PRACKs of what was said before. Raises `Unacceptable`: refuse it then."""
        if self.done or self._answer is not None:
            return
        self._core.wakeups.stop(self)
        self._answer = terms
        if not self._provisionals.waiting:
            self._take()

    def refuse(self, status: int, reason: str = "", contacts: Sequence[str] = ()) -> None:
        """Say no; with contacts, where else to try (3xx)."""
        if not self.done:
            self._final(status, reason, contacts)

    def check(self) -> None:
        """Say by our new way that we ring, and soon ask whether the caller waits still: a CANCEL may have been lost.

        UPDATE also tells where we are now (RFC 3311, 5.1).
        """
        if not self.done and self._said is not None:
            self._core.after(self, "check", _CHECK_S)

    def _ask(self) -> None:
        leg = self.leg
        request = leg.compose("UPDATE" if "UPDATE" in leg.allows else "OPTIONS")
        leg.dress(request.headers)
        leg.ask(request, self._checked)

    def _checked(self, exchange: Exchange, response: Response) -> None:
        if response.status == 481 and not self.done:
            self._final(487)
            self._call.ended(local_outcome(487, "the caller hung up"))
            self._call.forget()

    def pracked(self, key: TransactionKey | None, request: Request) -> None:
        """A PRACK came; it may carry an answer, or an offer (RFC 3262, 5)."""
        core = self._core
        if not self._provisionals.acknowledged(request):
            core.answer(key, request, 481)
            return
        body = b""
        try:
            sdp = sdp_of(request)
            if sdp is not None and self.leg.talk.waiting == "theirs":
                agreed = self.leg.talk.accept(sdp)
                core.say(MediaAgreed(self._call, agreed, early=True))
            elif sdp is not None:
                terms = self._answer or self._call.terms
                if terms is None:
                    raise WrongMoment("there are no terms yet")
                self.leg.talk.consider(sdp)
                answer, agreed = self.leg.talk.answer(terms)
                body = answer.format()
                core.say(MediaAgreed(self._call, agreed, early=True))
        except (BadSdp, Unacceptable, WrongMoment):
            core.answer(key, request, 488)
        else:
            if key is not None:
                response = reply(request, 200)
                if body:
                    response.headers.add("Content-Type", "application/sdp")
                    response.body = body
                core.layer.respond(key, response, core.now)
        if self._body:
            self._body_arrived = True
        self._provisionals.go_on()

    def rang(self, name: str) -> None:
        """Say again that we ring, so that no proxy gives up; or ask."""
        if name == "check":
            if not self.done and self._answer is None:
                self._ask()
        elif self._said is not None and not self.done:
            if not self._reliable:
                self._core.layer.respond(self._key, self._said, self._core.now)
            self._core.after(self, "ring", _RING_AGAIN_S)

    # Inside

    @property
    def _reliable(self) -> bool:
        return self._must or (self._may and self._core.config.reliable_provisionals)

    def _response(self, status: int, reason: str = "") -> Response:
        response = reply(self.invite, status, reason or None, tag=self.leg.dialog.local_tag)
        for value in self.invite.headers.all("Record-Route"):
            if status < 300:
                response.headers.add("Record-Route", value)
        if status < 300:
            self.leg.dress(response.headers)
        return response

    def _provisional(self, status: int, body: bytes = b"") -> None:
        response = self._response(status)
        if body:
            response.headers.add("Content-Type", "application/sdp")
            response.body = body
        self._said = response
        # Without a description it is made reliable only for a caller who insists.
        if self._must or (body and self._reliable):
            self._provisionals.send(response)
        else:
            self._core.layer.respond(self._key, response, self._core.now)

    def _idle(self) -> None:
        if self._answer is not None and not self.done:
            try:
                self._take()
            except (Unacceptable, BadSdp, WrongMoment) as error:
                self.refuse(488)
                why = getattr(error, "why", "the description does not fit")
                self._call.ended(local_outcome(488, why))
                self._call.forget()

    def _take(self) -> None:
        terms, leg = self._answer, self.leg
        if terms is None:
            return
        body, agreed = b"", leg.talk.agreed
        if leg.talk.waiting == "ours":
            try:
                sdp, agreed = leg.talk.answer(terms)
            except (Unacceptable, BadSdp):
                self._answer = None
                if self.offer is not None:  # other terms may do better
                    leg.talk.consider(self.offer)
                raise
            body = sdp.format()
        elif self._body and not self._body_arrived:
            body = self._body
        elif agreed is None:
            body = leg.talk.offer(terms).format()
        self._stop()
        response = self._response(200)
        self._call.timer.grant(self.invite, response.headers)
        if body:
            response.headers.add("Content-Type", "application/sdp")
            response.body = body
        self.confirming = Confirming(self._core, self._key, response, self._acked)
        self._call.answered(leg, agreed)

    def _acked(self, ack: Request | None) -> None:
        """The ACK came, with the answer to our offer if we made one; or it never did."""
        self.confirming = None
        leg, call = self.leg, self._call
        if ack is None:
            call.confirmed()
            call.drop(local_outcome(408, "the caller never acknowledged the answer"))
            return
        if leg.talk.waiting == "theirs":
            try:
                sdp = sdp_of(ack)
                if sdp is None:
                    raise BadSdp("the ACK describes nothing")
                call.agree(leg.talk.accept(sdp))
            except (BadSdp, Unacceptable) as error:
                call.confirmed()
                call.drop(local_outcome(488, error.why, "check_sound"))
                return
        call.confirmed()

    def _unheard(self) -> None:
        """A PRACK never came (RFC 3262, 3)."""
        self._final(504)
        self._call.ended(local_outcome(408, "the caller never acknowledged our progress"))
        self._call.forget()

    def _final(self, status: int, reason: str = "", contacts: Sequence[str] = ()) -> None:
        self._stop()
        response = self._response(status, reason)
        for contact in contacts:
            response.headers.add("Contact", f"<{contact}>")
        self._core.layer.respond(self._key, response, self._core.now)

    def stop(self) -> None:
        """The call is forgotten."""
        self._stop()
        if self.confirming is not None:
            self.confirming.stop()

    def _stop(self) -> None:
        self.done = True
        self._provisionals.stop()
        self._core.wakeups.stop(self)
        self._core.arriving.pop(self._key, None)
