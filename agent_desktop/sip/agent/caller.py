"""Calling somebody: the INVITE until its end (RFC 3261, 13.2; PRACK, RFC 3262; forking; 422, RFC 4028).

Promises that every 2xx gets its ACK, that of several phones which answer one is talked to and the others are hung up,
and that a CANCEL which crosses a 2xx ends in a BYE. Redirections are followed only as far as the configuration allows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agent_desktop.sip.agent.call_events import CallProgressed, MediaAgreed
from agent_desktop.sip.agent.core import Core, Exchange
from agent_desktop.sip.agent.elsewhere import Elsewhere
from agent_desktop.sip.agent.extensions import asks_for
from agent_desktop.sip.agent.leg import Leg, sdp_of
from agent_desktop.sip.agent.line import Line, is_sips
from agent_desktop.sip.agent.outcome import Outcome, local_outcome, outcome_of
from agent_desktop.sip.audio_terms import Agreed, Terms, Unacceptable, WrongMoment
from agent_desktop.sip.dialog import Dialog
from agent_desktop.sip.fields import BadValue, CSeq, RAck, integer
from agent_desktop.sip.flow import SECURE, Flow, Target
from agent_desktop.sip.grammar import readable
from agent_desktop.sip.message import Headers, Request, Response
from agent_desktop.sip.offer_answer import Negotiation
from agent_desktop.sip.sdp import BadSdp, Sdp
from agent_desktop.sip.transactions import matching

if TYPE_CHECKING:
    from agent_desktop.sip.agent.call import Call


class Caller:
    """One call that goes out. `way` overrides that of the account (the hub knows where a phone is registered)."""

    def __init__(
        self,
        core: Core,
        line: Line,
        call: Call,
        *,
        uri: str,
        to: str,
        terms: Terms,
        late: bool,
        headers: Sequence[tuple[str, str]] = (),
        way: Flow | Target | None = None,
    ) -> None:
        self._core = core
        self._line = line
        self._call = call
        self._uri = uri
        self._to = to
        self.terms = terms
        self._late = late
        self._extra = tuple(headers)
        self._given = way
        self._talk = Negotiation(core.chance.getrandbits(31), core.keys)
        self._call_id = core.tokens()
        self._tag = core.tokens()
        self._seq = 0
        self._redirects = core.config.redirects
        self._visited = {uri}
        self._targets: list[str] = []
        self.exchange: Exchange | None = None
        self._flow: Flow | None = None
        self._gone: Outcome | None = None
        self._closing = 0
        self._answered: set[str] = set()
        self._elsewhere = Elsewhere(core, self._move)
        self.legs: dict[str, Leg] = {}
        self.chosen: Leg | None = None

    def anew(self, terms: Terms, way: Target | None = None) -> Caller:
        """The same call once more, to be started, if need be by another way; `hang_up` this one."""
        return Caller(
            self._core,
            self._line,
            self._call,
            uri=self._uri,
            to=self._to,
            terms=terms,
            late=self._late,
            headers=self._extra,
            way=way or self._given,
        )

    def start(self) -> None:
        """Find the way and call."""
        if isinstance(self._given, Flow):
            self._opened(self._given)
        elif self._given is not None:
            self._core.open(self._given, self._opened)
        else:
            try:
                self._line.reach(self._uri, self._opened)
            except BadValue:
                self._fail(local_outcome(416))

    def hang_up(self, outcome: Outcome, reason: str = "") -> None:
        """Cancel, for that `reason`. What comes across is dealt with here; the call is over for its user."""
        self._gone = outcome
        self._core.wakeups.stop(self)
        self._elsewhere.stop()
        if self.exchange is not None and not self.exchange.done:
            self.exchange.cancel(reason)
        elif self.exchange is None:
            self._finish()

    def rang(self, name: str) -> None:
        """Nobody answered for too long."""
        outcome = local_outcome(408, "nobody answered", "try_later")
        self._call.ended(outcome)
        self.hang_up(outcome)

    def early_leg(self) -> Leg | None:
        """The only dialog that is open yet."""
        return next(iter(self.legs.values())) if len(self.legs) == 1 else None

    # Inside

    def _opened(self, flow: Flow | None) -> None:
        if self._gone is not None:
            return
        if flow is None:
            self._fail(local_outcome(503, "the server cannot be reached", "check_connection"))
        elif is_sips(self._uri) and flow.transport not in SECURE:
            self._fail(local_outcome(480, "the way there is not protected", "ask_administrator"))
        else:
            self._invite(flow)

    def _next_seq(self) -> int:
        self._seq += 1
        return self._seq

    def _invite(self, way: Flow) -> None:
        core, headers = self._core, Headers()
        headers.add("Max-Forwards", "70")
        headers.add("From", f"{self._line.own};tag={self._tag}")
        headers.add("To", f"<{self._to}>")
        headers.add("Call-ID", self._call_id)
        headers.add("CSeq", f"{self._next_seq()} INVITE")
        for name, value in self._extra:
            headers.add(name, value)
        request = Request("INVITE", self._uri, headers)
        self._flow = way
        shape = Leg(core, self._line, _no_dialog(), self._talk, way)
        shape.sips = is_sips(self._uri)
        shape.dress(headers)
        self._call.timer.ask(headers)
        if not self._late:
            self._talk.withdraw()
            request.body = self._talk.offer(self.terms).format()
            headers.add("Content-Type", "application/sdp")
        self.exchange = Exchange(
            core, way, self._heard, self._line.auth, self._next_seq, self._line.account.name
        )
        core.after(self, "ring", core.config.ring_s)
        self._elsewhere.sent(way, self._found_by(way))
        self.exchange.send(request)

    def _found_by(self, way: Flow) -> Target | None:
        """The target that led to a flow; None when the flow itself was given."""
        if isinstance(self._given, Flow):
            return None
        return self._given or self._line.target_of(self._uri, way)

    def _heard(self, exchange: Exchange, response: Response) -> None:
        if exchange is not self.exchange:
            return
        if not exchange.local:
            self._elsewhere.stop()
        if 200 <= response.status < 300:
            self._accepted(exchange, response)
        elif self._gone is not None:
            if response.status >= 300:
                self._finish()
        elif response.status < 200:
            self._progress(exchange, response)
        elif self.chosen is None:
            self._refused(exchange, response)

    def _progress(self, exchange: Exchange, response: Response) -> None:
        self._call.noticed = True
        self._elsewhere.noticed()
        if response.status == 100 or self.chosen is not None:
            return
        leg = self._leg(exchange, response)
        body = response.body
        reliable = asks_for(response.headers, "Require", "100rel")
        if leg is not None:
            leg.learn(response)
            if reliable and not self._prack(leg, response):
                return
            if not reliable and body:
                self._preview(leg, response)
        self._core.say(
            CallProgressed(
                self._call,
                response.status,
                readable(response.reason),
                response.status == 180 and not body,
            )
        )
        self._call.early()

    def _preview(self, leg: Leg, response: Response) -> None:
        """Sound before the answer: what an unreliable response describes may still change (RFC 6337, 3.1.1)."""
        if self._late or leg.talk.waiting != "theirs" or leg.preview is not None:
            return
        trial = leg.talk.fork()
        try:
            sdp = sdp_of(response)
            if sdp is None:
                return
            agreed = trial.accept(sdp)
        except (BadSdp, Unacceptable):
            return
        leg.preview = (response.body, agreed)
        self._core.say(MediaAgreed(self._call, agreed, early=True))

    def _prack(self, leg: Leg, response: Response) -> bool:
        """Acknowledge a reliable response (RFC 3262, 4); whether it is new."""
        try:
            number = integer(response.headers, "RSeq")
            place = CSeq.parse(response.headers.get("CSeq") or "")
        except BadValue:
            return False
        if number is None or (leg.last_rseq is not None and number != leg.last_rseq + 1):
            return False
        leg.last_rseq = number
        body = b""
        try:
            sdp = sdp_of(response)
            if sdp is not None and leg.talk.waiting == "theirs":
                self._early_media(leg.talk.accept(sdp))
            elif sdp is not None and leg.talk.agreed is None:
                leg.talk.consider(sdp)
                answer, agreed = leg.talk.answer(self.terms)
                body = answer.format()
                self._early_media(agreed)
        except (BadSdp, Unacceptable, WrongMoment) as error:
            why = getattr(error, "why", "the description does not fit")
            outcome = local_outcome(488, why, "check_sound")
            self._call.ended(outcome)
            self.hang_up(outcome)
            return False
        request = leg.compose("PRACK", body)
        request.headers.add("RAck", str(RAck(number, place.number, place.method)))
        leg.ask(request, lambda *_: None)
        return True

    def _early_media(self, agreed: Agreed) -> None:
        self._core.say(MediaAgreed(self._call, agreed, early=True))

    def _leg(self, exchange: Exchange, response: Response) -> Leg | None:
        """The dialog of a response: one for each phone that a proxy forked to. None when it opens none."""
        tag = matching.tag(response.headers, "To")
        if tag in self.legs:
            return self.legs[tag]
        if not tag and response.status < 200:
            return None
        try:
            dialog = Dialog.of_caller(exchange.request, response)
        except BadValue:
            return None
        leg = Leg(self._core, self._line, dialog, self._talk.fork(), self._flow)
        leg.direct = isinstance(self._given, Flow) and not dialog.routes
        leg.sips = is_sips(self._uri)
        self.legs[tag] = leg
        self._core.dialogs[dialog.id] = self._call
        return leg

    def _accepted(self, exchange: Exchange, response: Response) -> None:
        self._core.wakeups.stop(self)
        leg = self._leg(exchange, response)
        if leg is None:  # it cannot even be acknowledged
            if self._gone is None and self.chosen is None:
                self._fail(local_outcome(500, "the answer cannot be read", "ask_administrator"))
            return
        tag = leg.dialog.remote_tag
        if tag in self._answered:
            leg.ack(exchange.request)  # it came again
            return
        self._answered.add(tag)
        try:
            # The route of the 2xx is the one that counts (13.2.2.4).
            fresh = Dialog.of_caller(exchange.request, response)
            leg.dialog.routes, leg.dialog.target = fresh.routes, fresh.target
        except BadValue:
            pass
        leg.learn(response)
        if self._gone is not None or self.chosen is not None:
            leg.ack(exchange.request)
            self._hang_up_leg(leg)
            return
        self.chosen = leg
        for other in [one for one in self.legs.values() if one is not leg]:
            self._core.dialogs.pop(other.dialog.id, None)
        try:
            agreed, body = self._settle(leg, response)
        except (BadSdp, Unacceptable, WrongMoment) as error:
            leg.ack(exchange.request)
            self._gone = local_outcome(
                488, getattr(error, "why", "the description does not fit"), "check_sound"
            )
            self._hang_up_leg(leg)
            self._call.ended(self._gone)
            return
        leg.ack(exchange.request, body)
        self._call.timer.granted(response)
        self._call.answered(leg, agreed)

    def _settle(self, leg: Leg, response: Response) -> tuple[Agreed, bytes]:
        """What to speak, and the body of the ACK."""
        sdp = sdp_of(response)
        if leg.talk.waiting == "theirs":
            if sdp is not None:
                return leg.talk.accept(sdp), b""
            if leg.preview is not None:
                return leg.talk.accept(Sdp.parse(leg.preview[0])), b""
            raise Unacceptable("the answer describes nothing")
        if leg.talk.agreed is not None:
            return leg.talk.agreed, b""
        if sdp is None:
            raise Unacceptable("the answer describes nothing")
        leg.talk.consider(sdp)
        answer, agreed = leg.talk.answer(self.terms)
        return agreed, answer.format()

    def _hang_up_leg(self, leg: Leg) -> None:
        self._closing += 1
        self._core.dialogs.pop(leg.dialog.id, None)

        def closed(exchange: Exchange, response: Response) -> None:
            if response.status >= 200:
                self._closing -= 1
                if self._gone is not None:
                    self._finish()

        leg.bye(closed)

    def _refused(self, exchange: Exchange, response: Response) -> None:
        outcome = outcome_of(response, local=exchange.local)
        if self._elsewhere.wanted(exchange, response):
            self.exchange = None  # whoever hangs up meanwhile has nothing to cancel
            self._elsewhere.look(lambda: self._lost(outcome))
            return
        if response.status == 422 and self._call.timer.too_small(response):
            self._again()
            return
        if 300 <= response.status < 400:
            self._targets += [one for one in outcome.contacts if one not in self._visited]
        if self._targets and self._redirects > 0 and response.status != 603:
            self._redirects -= 1
            self._uri = self._targets.pop(0)
            self._visited.add(self._uri)
            self._drop_legs()
            self.exchange = None
            self.start()  # it may lie elsewhere
            return
        self._fail(outcome)

    def _move(self, way: Target) -> None:
        """Another server is there."""
        if self._gone is None:
            self._call.place_anew(self.terms, way)

    def _lost(self, outcome: Outcome) -> None:
        """There is no other server."""
        if self._gone is None:
            self._fail(outcome)

    def _again(self) -> None:
        self._drop_legs()
        if self._flow is not None:
            self._invite(self._flow)

    def _drop_legs(self) -> None:
        for leg in self.legs.values():
            self._core.dialogs.pop(leg.dialog.id, None)
        self.legs.clear()

    def _fail(self, outcome: Outcome) -> None:
        self._gone = outcome
        self._call.ended(outcome)
        self._finish()

    def _finish(self) -> None:
        if self._closing:
            return
        self._core.wakeups.stop(self)
        self._elsewhere.stop()
        self._drop_legs()
        self._call.over()


def _no_dialog() -> Dialog:
    return Dialog("", "", "", "", "", "", (), 0)
