"""Wanting to know: a subscription of ours, refreshed until it is given up (RFC 6665, 4.1).

Promises one `terminated`; that a subscription which the other side ends for a passing reason begins anew. Refuses news
of another package than it asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from agent_desktop.sip.agent import dialog_info, message_summary, output
from agent_desktop.sip.agent.core import Core, Exchange
from agent_desktop.sip.agent.dialog_info import DialogInfo
from agent_desktop.sip.agent.line import Line, is_sips
from agent_desktop.sip.agent.message_summary import MessageSummary
from agent_desktop.sip.agent.outcome import Outcome, local_outcome, outcome_of
from agent_desktop.sip.dialog import Dialog, id_of_request
from agent_desktop.sip.fields import BadValue, Event, SubscriptionState, integer
from agent_desktop.sip.flow import SECURE, Flow
from agent_desktop.sip.message import Headers, Request, Response
from agent_desktop.sip.transactions import TransactionKey

#: What each package is told in.
KINDS: Final = {"message-summary": message_summary.KIND, "dialog": dialog_info.KIND}
#: Reasons of an end after which asking again at once makes sense (RFC 6665, 4.1.3).
_AGAIN: Final = frozenset({"deactivated", "timeout"})
_LATER: Final = frozenset({"probation", "giveup"})
_PAUSE_S: Final = 60.0


class Subscription:
    """One wish. `package` is `message-summary`, `dialog` or another word; `to` whom it is about."""

    def __init__(
        self,
        core: Core,
        line: Line,
        to: str,
        package: str,
        expires_s: int,
        forget: Callable[[Subscription], None],
    ) -> None:
        self.line = line
        self.to = to
        self.package = package
        self.state: Literal["idle", "pending", "active", "terminated"] = "idle"
        self.call_id = ""
        self.tag = ""
        self._core = core
        self._expires_s = expires_s
        self._forget = forget
        self._dialog: Dialog | None = None
        self._seq = 0
        self._leaving = False
        self._flow: Flow | None = None
        self._exchange: Exchange | None = None
        self._shorter = 0

    def start(self) -> None:
        """Ask for the first time, or anew in another dialog."""
        self._drop()
        self.call_id, self.tag, self._seq = self._core.tokens(), self._core.tokens(), 0
        self.state = "idle"
        try:
            self.line.reach(self.to, self._opened)
        except BadValue:
            self._end(local_outcome(416))

    def stop(self, now: float) -> None:
        """Give it up."""
        self._core.now = now
        if self.state == "terminated" or self._leaving:
            return
        self._leaving = True
        self._core.wakeups.stop(self)
        if self.state == "idle" and self._exchange is None:
            self._end(None)
        else:
            self._subscribe(0)

    def renew(self, now: float) -> None:
        """Have everything told again, since something was missed: a refresh brings it (RFC 6665, 4.2.1.1)."""
        self._core.now = now
        if self.state == "active" and not self._leaving:
            self._subscribe(self._expires_s)

    def rang(self, name: str) -> None:
        """Refresh; begin anew; or stop waiting for the last word."""
        match name:
            case "refresh":
                self._subscribe(self._expires_s)
            case "again":
                self.start()
            case _:
                self._end(None if self._leaving else local_outcome(408, "no news came"))

    def request(self, key: TransactionKey | None, request: Request, flow: Flow) -> None:
        """A request of the notifier."""
        core = self._core
        if request.method != "NOTIFY":
            core.answer(key, request, 405, Allow="NOTIFY")
            return
        try:
            event = Event.parse(request.headers.get("Event") or "")
            state = SubscriptionState.parse(request.headers.get("Subscription-State") or "")
        except BadValue:
            core.answer(key, request, 400)
            return
        if event.package.lower() != self.package:
            core.answer(key, request, 489)
            return
        if self._dialog is None:
            try:
                self._dialog = Dialog.of_callee(request, self.tag)
            except BadValue:
                core.answer(key, request, 400)
                return
            self._dialog.local = f"{self.line.own};tag={self.tag}"
            self._dialog.local_seq = self._seq
            core.dialogs[self._dialog.id] = self
        elif id_of_request(request) != self._dialog.id:
            core.answer(key, request, 481)  # a fork that we do not follow
            return
        elif not self._dialog.in_order(request):
            core.answer(key, request, 500)
            return
        else:
            self._dialog.refresh(request)
        self._flow = flow
        core.answer(key, request, 200)
        core.wakeups.stop(self, "silence")
        if request.body:
            kind = (request.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
            core.say(Notified(self, news(kind, request.body), kind, request.body))
        self._told(state)

    def flow_lost(self, flow: Flow) -> None:
        """A connection is gone."""
        if self._flow == flow:
            self._flow = None

    # Inside

    def _opened(self, flow: Flow | None) -> None:
        if self.state == "terminated" or self._leaving:
            return
        if flow is None:
            self._end(local_outcome(503, "the server cannot be reached", "check_connection"))
            return
        if is_sips(self.to) and flow.transport not in SECURE:
            self._end(local_outcome(480, "the way there is not protected", "ask_administrator"))
            return
        self._flow = flow
        self._subscribe(self._expires_s)

    def _next_seq(self) -> int:
        if self._dialog is not None:
            return self._dialog.next_seq()
        self._seq += 1
        return self._seq

    def _subscribe(self, expires_s: int) -> None:
        core = self._core
        if self._dialog is not None:
            request = self._dialog.request("SUBSCRIBE", self._dialog.next_seq())
            hop = self._dialog.next_hop
        else:
            headers = Headers()
            headers.add("Max-Forwards", "70")
            headers.add("From", f"{self.line.own};tag={self.tag}")
            headers.add("To", f"<{self.to}>")
            headers.add("Call-ID", self.call_id)
            headers.add("CSeq", f"{self._next_seq()} SUBSCRIBE")
            request, hop = Request("SUBSCRIBE", self.to, headers), self.to
        headers = request.headers
        headers.add("Contact", self.line.contact(self._flow or self.line.flow))
        headers.add("Event", self.package)
        headers.add("Expires", str(expires_s))
        if self.package in KINDS:
            headers.add("Accept", KINDS[self.package])
        headers.add("User-Agent", core.config.product)
        outside = self._flow if self._dialog is None else None
        way = outside or self.line.way(hop, self._flow)
        core.after(self, "silence", core.config.times.patience + 1)
        self._exchange = Exchange(
            core, way, self._heard, self.line.auth, self._next_seq, self.line.account.name
        )
        self._exchange.send(request)

    def _heard(self, exchange: Exchange, response: Response) -> None:
        if exchange is not self._exchange or response.status < 200 or self.state == "terminated":
            return
        if response.status >= 300:
            self._refused(outcome_of(response, local=exchange.local), response)
            return
        if self._dialog is None:
            try:
                self._dialog = Dialog.of_caller(exchange.request, response)
            except BadValue:
                self._end(local_outcome(500, "the answer cannot be read"))
                return
            self._core.dialogs[self._dialog.id] = self
        else:
            self._dialog.refresh(response)
        if self._leaving:
            return  # the last NOTIFY comes, or "silence" rings
        try:
            given = integer(response.headers, "Expires")
        except BadValue:
            given = None
        self._become("pending" if self.state == "idle" else self.state)
        self._schedule(given if given is not None else self._expires_s)

    def _refused(self, outcome: Outcome, response: Response) -> None:
        if self._leaving:
            self._end(None)
        elif outcome.status == 423 and self._shorter < 2:
            self._shorter += 1
            try:
                least = integer(response.headers, "Min-Expires") or 0
            except BadValue:
                least = 0
            self._expires_s = min(max(least, self._expires_s * 2), 86400)
            self._subscribe(self._expires_s)
        elif outcome.status == 481 and self._dialog is not None:
            self.start()
        else:
            self._end(outcome)

    def _told(self, state: SubscriptionState) -> None:
        if state.state != "terminated":
            if not self._leaving:
                self._become("pending" if state.state == "pending" else "active")
                if state.expires is not None:
                    self._schedule(state.expires)
            return
        reason = (state.reason or "").lower()
        if self._leaving:
            self._end(None)
        elif reason in _AGAIN:
            self.start()
        elif reason in _LATER:
            self._drop()
            self.state = "idle"
            self._core.after(self, "again", float(state.retry_after or _PAUSE_S))
        else:
            self._end(local_outcome(480, reason or "the other side ended it"))

    def _schedule(self, seconds: int) -> None:
        self._core.after(self, "refresh", max(1.0, seconds - min(seconds * 0.5, 30)))

    def _become(self, state: Literal["idle", "pending", "active", "terminated"]) -> None:
        if state != self.state and state != "idle":
            self.state = state
            self._core.say(SubscriptionChanged(self, state))

    def _drop(self) -> None:
        self._core.wakeups.stop(self)
        if self._dialog is not None:
            self._core.dialogs.pop(self._dialog.id, None)
            self._dialog = None

    def _end(self, outcome: Outcome | None) -> None:
        if self.state == "terminated":
            return
        self._drop()
        self.state = "terminated"
        self._core.say(SubscriptionChanged(self, "terminated", outcome))
        self._forget(self)


@dataclass(frozen=True, slots=True)
class SubscriptionChanged(output.Event):
    """Ours, with somebody. `outcome` says why it ended."""

    subscription: Subscription
    state: Literal["pending", "active", "terminated"]
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Notified(output.Event):
    """What a subscription of ours tells."""

    subscription: Subscription
    news: MessageSummary | DialogInfo | None
    content_type: str
    body: bytes


def is_refusal(outcome: Outcome | None) -> bool:
    """Whether a subscription that ended so is not wanted there, now or later: silence, and trouble that passes, are no
    refusals (RFC 6665, 4.1.2)."""
    if outcome is None or outcome.local:
        return False
    return outcome.can_do not in {"try_again", "try_later"}


def news(kind: str, body: bytes) -> MessageSummary | DialogInfo | None:
    """What a body says, if it is of a kind that we can read."""
    if kind == message_summary.KIND:
        return message_summary.read(body)
    if kind == dialog_info.KIND:
        return dialog_info.read(body)
    return None
