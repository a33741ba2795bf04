"""Handing a call on by REFER (RFC 3515), blind or to a call that is consulted (Replaces, RFC 3891; RFC 5589).

Promises one end: done, after which the call is hung up, or failed, after which it goes on as before. A peer that
sends no news, as RFC 4488 allows, is believed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from agent_desktop.sip.agent.call_events import TransferChanged
from agent_desktop.sip.agent.core import Core, Exchange
from agent_desktop.sip.agent.leg import Leg
from agent_desktop.sip.agent.outcome import CanDo, Outcome, local_outcome, outcome_of
from agent_desktop.sip.fields import BadValue, NameAddr, SubscriptionState
from agent_desktop.sip.grammar import readable
from agent_desktop.sip.message import Request, Response
from agent_desktop.sip.transactions import TransactionKey

if TYPE_CHECKING:
    from agent_desktop.sip.agent.call import Call

_STATUS = re.compile(rb"SIP/2\.0 ([1-6][0-9]{2})(?: ([^\r\n]{0,200}+))?")


class Transfer:
    """One transfer of ours. `other` is the consulted call."""

    def __init__(self, core: Core, call: Call, leg: Leg, other: Call | None) -> None:
        self.kind: Literal["blind", "consult"] = "blind" if other is None else "consult"
        self._core = core
        self._call = call
        self._leg = leg
        self._other = other
        self._done = False
        self._last: Outcome | None = None

    def start(self, to: str) -> None:
        """Ask the peer to call `to` instead."""
        request = self._leg.compose("REFER")
        self._leg.dress(request.headers)
        request.headers.add("Refer-To", to)
        request.headers.add("Referred-By", f"<{self._leg.line.account.aor}>")
        self._core.after(self, "silence", self._core.config.transfer_s)
        self._leg.ask(request, self._heard)

    def notified(self, key: TransactionKey, request: Request) -> None:
        """News of the peer's new call (RFC 3515, 2.4.4)."""
        core = self._core
        core.answer(key, request, 200)
        try:
            state = SubscriptionState.parse(request.headers.get("Subscription-State") or "active")
        except BadValue:
            state = SubscriptionState("active")
        match = _STATUS.match(request.body.lstrip())
        if match is not None:
            phrase = readable((match[2] or b"").decode("utf-8", "surrogateescape"))
            status = int(match[1])
            self._last = Outcome(status, phrase, _help(status))
            self._go_on(self._last, done=status >= 200)
        if state.state == "terminated" and not self._done:
            self._go_on(local_outcome(480, "the peer does not say how it ended"), done=True)

    def over(self) -> None:
        """The call is over, whoever ended it."""
        self._done = True
        self._core.wakeups.stop(self)

    def rang(self, name: str) -> None:
        """No news for too long."""
        self._go_on(local_outcome(408, "the peer does not say how it ended"), done=True)

    def _heard(self, exchange: Exchange, response: Response) -> None:
        if response.status < 200 or self._done:
            return
        if response.status >= 300:
            self._go_on(outcome_of(response, local=exchange.local), done=True)
        elif (response.headers.get("Refer-Sub") or "").lower().startswith("false"):
            self._go_on(Outcome(200, "Accepted"), done=True)

    def _go_on(self, outcome: Outcome, *, done: bool) -> None:
        if self._done:
            return
        self._core.say(TransferChanged(self._call, outcome, done))
        if not done:
            return
        self.over()
        call = self._call
        call.transferred(good=outcome.good)
        if outcome.good and self._other is not None and self._other.state != "ended":
            self._other.drop(local_outcome(200, "transferred"))


def consult_address(other: Leg) -> str:
    """The Refer-To that names the consulted call.

    Its Contact when nothing lies between (RFC 5589, 7.3), else its public address, which any proxy can find.
    """
    dialog = other.dialog
    target = dialog.target
    if dialog.routes:
        target = str(NameAddr.parse(dialog.remote, "To").uri)
    return f"<{target.partition('?')[0]}?Replaces={quote(str(dialog.replaces()), safe='')}>"


def _help(status: int) -> CanDo:
    return outcome_of(Response(status, "")).can_do if status >= 300 else "nothing"
