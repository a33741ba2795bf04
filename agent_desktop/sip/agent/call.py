"""A call, as the application sees it: what can be done with it, and the states that it goes through.

idle → dialing | ringing → early → active ⇄ held (local, remote, both) → transferring (blind, consult) → ended (why).

Promises one `ended` with an outcome; that every method may be called at any moment and does nothing where it makes no
sense; media apart from state (`agreed`). Refuses to touch sound. Methods take the time (`now`) last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal, TypeAlias

from agent_desktop.sip.agent import digits
from agent_desktop.sip.agent.call_events import CallChanged, CallReplaced, CallState, MediaAgreed
from agent_desktop.sip.agent.callee import Callee
from agent_desktop.sip.agent.caller import Caller
from agent_desktop.sip.agent.core import Core, Exchange
from agent_desktop.sip.agent.inside import Inside
from agent_desktop.sip.agent.leg import Leg
from agent_desktop.sip.agent.line import Line
from agent_desktop.sip.agent.modifier import Modifier
from agent_desktop.sip.agent.outcome import GOES_ON, Outcome, ended_by, local_outcome
from agent_desktop.sip.agent.session_timer import SessionTimer
from agent_desktop.sip.agent.transfer import Transfer, consult_address
from agent_desktop.sip.audio_terms import Agreed, Held, Terms
from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.message import Request, Response
from agent_desktop.sip.sdp import Sdp
from agent_desktop.sip.transactions import TransactionKey

#: Calls somebody else on a line, with headers of its own.
Forward: TypeAlias = Callable[[Line, str, Terms, Sequence[tuple[str, str]]], "Call"]


class Call:
    """One call. `remote` is the other side's From or To as written, hostile; `headers` of an incoming one are in
    `invite`. `terms` are our side of what was agreed last."""

    def __init__(
        self,
        core: Core,
        line: Line,
        name: str,
        remote: str,
        forward: Forward,
        forget: Callable[[str], None],
    ) -> None:
        self.name = name
        self.forward = forward
        self.line = line
        self.remote = remote
        self.state: CallState = "idle"
        self.held: Held | None = None
        self.outcome: Outcome | None = None
        self.agreed: Agreed | None = None
        self.terms: Terms | None = None
        self.leg: Leg | None = None
        #: Whether the network has said anything to our INVITE, if only that it tries.
        self.noticed = False
        self.replaces: Call | None = None
        self.caller: Caller | None = None
        self.callee: Callee | None = None
        #: Told of progress and of the end of the set-up: (outcome, whether it is the end).
        self.watchers: list[Callable[[Outcome, bool], None]] = []
        self.timer = SessionTimer(core, self._refresh, self._expired)
        self._core = core
        self._forget = forget
        self._inside = Inside(core, self)
        self.modifiers: dict[int, Modifier] = {}
        self.handing: Transfer | None = None
        self._confirmed = False
        self._bye: str | None = None
        self._forgotten = False

    # What is so

    @property
    def outgoing(self) -> bool:
        """Whether we called."""
        return self.caller is not None

    @property
    def invite(self) -> Request | None:
        """The INVITE of an incoming call."""
        return self.callee.invite if self.callee is not None else None

    @property
    def offers(self) -> Sdp | None:
        """What the caller of an incoming call wants to speak; None when we are to say first."""
        return self.callee.offer if self.callee is not None else None

    @property
    def transferring(self) -> Literal["blind", "consult"] | None:
        """How the call is being handed on."""
        return self.handing.kind if self.handing is not None else None

    @property
    def legs(self) -> list[Leg]:
        """Every dialog that the call has now."""
        found = list(self.caller.legs.values()) if self.caller is not None else []
        found += [self.callee.leg] if self.callee is not None else []
        return found + ([self.leg] if self.leg is not None and self.leg not in found else [])

    # How it begins

    def place(self, caller: Caller) -> None:
        """Begin as the one who calls."""
        self.caller = caller
        self._become("dialing")
        caller.start()

    def take(self, callee: Callee) -> bool:
        """Begin as the one who is called; False when the INVITE had to be refused."""
        self.callee = callee
        if not callee.begin():
            self.state = "ended"
            self.forget()
            return False
        self._become("ringing")
        return True

    # What an incoming call can be told

    def ring(self, now: float, status: int = 180) -> None:
        """Say that somebody is being asked (180), or that the call waits (182) or goes elsewhere (181)."""
        self._core.now = now
        if self.callee is not None and self.state == "ringing":
            self.callee.ring(status)

    def progress(self, terms: Terms, now: float) -> None:
        """Let the caller hear something before the answer. Raises `Unacceptable`; the call goes on ringing."""
        self._core.now = now
        if self.callee is not None and self.state == "ringing":
            self.terms = terms
            self.callee.progress(terms)

    def answer(self, terms: Terms, now: float) -> None:
        """Take the call. Raises `Unacceptable` when there is nothing that both can speak: refuse it then with 488."""
        self._core.now = now
        if self.callee is not None and self.state == "ringing":
            self.terms = terms
            self.callee.answer(terms)

    def refuse(
        self, now: float, status: int = 486, reason: str = "", contacts: Sequence[str] = ()
    ) -> None:
        """Do not take the call; a status from 300 to 399 with `contacts` sends it elsewhere."""
        self._core.now = now
        if self.callee is not None and self.state == "ringing":
            self.callee.refuse(status, reason, contacts)
            self.ended(local_outcome(status, reason, "nothing"))
            self.forget()

    # What any call can be told

    def hang_up(self, now: float, reason: str = "") -> None:
        """End it, whatever it does. `reason` is the value of a Reason header (RFC 3326)."""
        self._core.now = now
        if self.state == "ringing":
            self.refuse(now, 603)
        else:
            self.drop(local_outcome(200), reason)

    def hold(self, now: float) -> None:
        """Let the other side wait."""
        self._change(now, hold=True)

    def resume(self, now: float) -> None:
        """Talk again."""
        self._change(now, hold=False)

    def renew(self, terms: Terms, now: float) -> None:
        """Other terms: codecs, addresses, ICE anew. A call that is held stays so; one that nobody has answered is
        placed anew, since its answer would go to where we were (RFC 3261, 18.2.2)."""
        self._core.now = now
        if self.leg is not None and self.state != "ended":
            self.modifier(self.leg).renew(terms)
        else:
            self.place_anew(terms)

    def place_anew(self, terms: Terms, way: Target | None = None) -> None:
        """A call that nobody has answered: once more, if need be by another way."""
        before = self.caller
        if before is not None and self.state in {"dialing", "early"}:
            self.caller, self.terms = before.anew(terms, way), terms
            before.hang_up(local_outcome(487, "placed anew"), GOES_ON)
            self.caller.start()

    def check(self, now: float) -> None:
        """Our way is another one: ask the caller of a call that rings whether they wait still."""
        self._core.now = now
        if self.callee is not None and self.state == "ringing":
            self.callee.check()

    def accept(self, terms: Terms, now: float) -> None:
        """Answer `TermsWanted`. A call that is held stays so."""
        self._core.now = now
        if self.terms is not None:
            terms = replace(terms, hold=self.terms.hold)
        for modifier in self.modifiers.values():
            modifier.accept(terms)

    def send_digit(self, digit: str, now: float, duration_ms: int = 160) -> None:
        """Send a digit by INFO, for peers that take none as sound. Raises `ValueError` for what is no digit."""
        self._core.now = now
        body = digits.write(digit, duration_ms)
        if self.leg is not None and self.state != "ended":
            request = self.leg.compose("INFO", body, digits.RELAY)
            self.leg.dress(request.headers)
            self.leg.ask(request, lambda *_: None)

    def transfer(self, to: str, now: float) -> None:
        """Hand the call to an address without asking there first."""
        self._core.now = now
        self._refer(f"<{to}>", None)

    def transfer_to(self, other: Call, now: float) -> None:
        """Hand the call to the peer of another call of ours, which is talked to already."""
        self._core.now = now
        if other.leg is not None and other.state in {"active", "held"}:
            self._refer(consult_address(other.leg), other)

    # What the parts tell

    def early(self) -> None:
        """The other side rings."""
        if self.state == "dialing":
            self._become("early")

    def answered(self, leg: Leg, agreed: Agreed | None) -> None:
        """Both sides said yes."""
        self.leg = leg
        if self.caller is not None and self.terms is None:
            self.terms = self.caller.terms
        for watcher in self.watchers:
            watcher(Outcome(200, "OK"), True)
        self.watchers.clear()
        self._become("active")
        if agreed is not None:
            self.agree(agreed)
        if self.caller is not None:
            self.confirmed()
        if self.replaces is not None:
            old, self.replaces = self.replaces, None
            old.drop(local_outcome(200, "replaced"))
            self._core.say(CallReplaced(old, self))

    def confirmed(self) -> None:
        """The three-way handshake is over: now requests may leave."""
        self._confirmed = True
        if self._bye is not None:
            self._send_bye()
        elif self.leg is not None:
            self.modifier(self.leg).ready()

    def agree(self, agreed: Agreed) -> None:
        """What is spoken changed."""
        self.agreed = agreed
        if self.state == "ended":
            return
        self._core.say(MediaAgreed(self, agreed, early=self.leg is None))
        self._settle()

    def over(self) -> None:
        """Nothing of the set-up is left."""
        if self.state == "ended" and self.leg is None:
            self.forget()

    def transferred(self, *, good: bool) -> None:
        """The transfer is done with."""
        self.handing = None
        if good:
            self.drop(local_outcome(200, "transferred"))
        elif self.state == "transferring":
            self._settle()

    def drop(self, outcome: Outcome, reason: str = "") -> None:
        """End the call because of `outcome`, and tell the other side."""
        if self.state == "ended":
            return
        if self.leg is None:
            if self.caller is not None:
                self.ended(outcome)
                self.caller.hang_up(outcome, reason)
            elif self.callee is not None:
                self.callee.refuse(480)
                self.ended(outcome)
                self.forget()
            return
        self.ended(outcome)
        if not reason and outcome.status >= 300:
            reason = f"SIP;cause={outcome.status}"
        self._bye = reason
        if self._confirmed:
            self._send_bye()

    def hung_up(self, bye: Request) -> None:
        """The other side said BYE."""
        if self.state == "ringing" and self.callee is not None:
            self.callee.interrupted(bye)
        elif self.leg is not None:  # else a phone of several that has no say
            self.ended(ended_by(bye))
            if self._bye is None or not self._confirmed:
                self._bye = None
                self.forget()

    def ended(self, outcome: Outcome) -> None:
        """It is over, as far as anybody can see."""
        if self.state == "ended":
            return
        self.outcome = outcome
        self.timer.stop()
        for modifier in self.modifiers.values():
            modifier.stop()
        if self.handing is not None:
            self.handing.over()
            self.handing = None
        for watcher in self.watchers:
            watcher(outcome, True)
        self.watchers.clear()
        self._become("ended")

    def forget(self) -> None:
        """Nothing comes any more."""
        if self._forgotten:
            return
        self._forgotten = True
        if self.callee is not None:
            self.callee.stop()
        for leg in self.legs:
            self._core.dialogs.pop(leg.dialog.id, None)
        self._forget(self.name)

    # What the network says

    def request(self, key: TransactionKey | None, request: Request, flow: Flow) -> None:
        """A request within one of the call's dialogs."""
        self._inside.request(key, request, flow)

    def flow_lost(self, flow: Flow) -> None:
        """A connection, or a socket of UDP, is gone: the next request finds another way."""
        for leg in self.legs:
            if leg.home is not None and leg.home.id == flow.id:
                leg.home = None

    # Inside

    def _become(self, state: CallState) -> None:
        self.state = state
        if state != "held":
            self.held = None
        self._core.say(CallChanged(self, state, self.held, self.outcome))

    def _settle(self) -> None:
        """The state that follows from what was agreed."""
        if self.state not in {"active", "held", "transferring"} or self.handing is not None:
            return
        held = self.agreed.held if self.agreed is not None else None
        state: CallState = "held" if held else "active"
        if (state, held) != (self.state, self.held):
            self.held = held
            self._become(state)

    def modifier(self, leg: Leg) -> Modifier:
        """What changes a leg."""
        if id(leg) not in self.modifiers:
            self.modifiers[id(leg)] = Modifier(self._core, self, leg)
        return self.modifiers[id(leg)]

    def _change(self, now: float, *, hold: bool) -> None:
        self._core.now = now
        if self.leg is not None and self.state != "ended":
            self.modifier(self.leg).hold(hold)

    def _refer(self, to: str, other: Call | None) -> None:
        if self.leg is None or not self._confirmed or self.state not in {"active", "held"}:
            return
        self.handing = Transfer(self._core, self, self.leg, other)
        self._become("transferring")
        self.handing.start(to)

    def _send_bye(self) -> None:
        if self.leg is not None:
            self.leg.bye(self._left, self._bye or "")

    def _left(self, exchange: Exchange, response: Response) -> None:
        if response.status >= 200:
            self.forget()

    def _refresh(self) -> None:
        if self.leg is not None:
            self.modifier(self.leg).refresh()

    def _expired(self) -> None:
        self.drop(local_outcome(408, "the call was not refreshed in time"))
