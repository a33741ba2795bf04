"""Letting others know: a subscription of somebody with us (RFC 6665, 4.2).

Promises a NOTIFY for every SUBSCRIBE, one at a time and the newest news last, and an end when the time is up or the
subscriber does not answer. Refuses intervals that are too short (423).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from agent_desktop.sip.agent import output
from agent_desktop.sip.agent.core import Core, Exchange
from agent_desktop.sip.agent.line import Line
from agent_desktop.sip.dialog import Dialog, came_directly
from agent_desktop.sip.fields import BadValue, Event, SubscriptionState, integer
from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.message import Request, Response
from agent_desktop.sip.transactions import TransactionKey, reply

LEAST_S: Final = 60
MOST_S: Final = 3600


class Notifier:
    """One subscriber. `watcher` is its From, unproven; `about` the request URI; `package` what it wants to know."""

    def __init__(
        self,
        core: Core,
        line: Line,
        key: TransactionKey,
        request: Request,
        flow: Flow,
        forget: Callable[[Notifier], None],
    ) -> None:
        self.package = Event.parse(request.headers.get("Event") or "").package.lower()
        self.about = request.uri
        self.watcher = request.headers.get("From") or ""
        self._asked = request
        self.state: Literal["asked", "pending", "active", "terminated"] = "asked"
        self._core = core
        self._line = line
        self._key = key
        self._flow = flow
        self._forget = forget
        self._event = request.headers.get("Event") or ""
        self._dialog = Dialog.of_callee(request, core.tokens())
        self._direct = came_directly(request) and not self._dialog.routes
        self._until = 0.0
        self._body = b""
        self._kind = ""
        self._sending = False
        self._dirty = False
        self._reason = ""
        core.dialogs[self._dialog.id] = self

    def accept(self, kind: str, body: bytes, now: float, *, pending: bool = False) -> None:
        """Let it know, beginning with this; `pending` says that somebody must still allow it."""
        self._core.now = now
        if self.state != "asked":
            return
        self.state = "pending" if pending else "active"
        self._kind, self._body = kind, body
        self._grant(self._key, self._asked)

    def refuse(self, now: float, status: int = 403) -> None:
        """Do not."""
        self._core.now = now
        if self.state == "asked":
            self._core.answer(self._key, self._asked, status)
            self._gone()

    def notify(self, kind: str, body: bytes, now: float) -> None:
        """Tell something new; what was not told yet is left out."""
        self._core.now = now
        if self.state in {"pending", "active"}:
            self.state = "active"
            self._kind, self._body = kind, body
            self._tell()

    def end(self, now: float, reason: str = "noresource") -> None:
        """Tell that there is nothing more to know."""
        self._core.now = now
        if self.state == "asked":
            self.refuse(now)
        elif self.state != "terminated":
            self._terminate(reason)

    def rang(self, name: str) -> None:
        """The time is up."""
        self._terminate("timeout")

    def request(self, key: TransactionKey | None, request: Request, flow: Flow) -> None:
        """A request of the subscriber."""
        core = self._core
        if request.method != "SUBSCRIBE" or key is None:
            core.answer(key, request, 405, Allow="SUBSCRIBE")
        elif self.state in {"asked", "terminated"}:
            core.answer(key, request, 481)
        elif not self._dialog.in_order(request):
            core.answer(key, request, 500)
        elif (least := too_brief(request)) is not None:
            core.answer(key, request, 423, Min_Expires=str(least))
        else:
            self._dialog.refresh(request)
            self._flow = flow
            self._grant(key, request)

    def flow_lost(self, flow: Flow) -> None:
        """A connection is gone, and a subscriber that was behind it."""
        if flow == self._flow and self.state != "terminated":
            self._gone()

    # Inside

    def _grant(self, key: TransactionKey, request: Request) -> None:
        core = self._core
        seconds = granted_s(request)
        response = reply(request, 200, tag=self._dialog.local_tag)
        for value in request.headers.all("Record-Route"):
            response.headers.add("Record-Route", value)
        response.headers.add("Contact", self._line.contact(self._flow))
        response.headers.add("Expires", str(seconds))
        core.layer.respond(key, response, core.now)
        self._until = core.now + seconds
        if seconds == 0:
            self._terminate("timeout")
        else:
            core.after(self, "over", seconds)
            self._tell()

    def _terminate(self, reason: str) -> None:
        self._core.wakeups.stop(self)
        self.state, self._reason = "terminated", reason
        self._tell()

    def _tell(self) -> None:
        self._dirty = True
        if self._sending:
            return
        self._dirty, self._sending = False, True
        core = self._core
        request = self._dialog.request("NOTIFY", self._dialog.next_seq())
        left = max(0, int(self._until - core.now))
        state = (
            SubscriptionState("terminated", reason=self._reason)
            if self.state == "terminated"
            else SubscriptionState(self.state, expires=left)
        )
        request.headers.add("Contact", self._line.contact(self._flow))
        request.headers.add("Event", self._event)
        request.headers.add("Subscription-State", str(state))
        if self._body and self.state != "pending":
            request.headers.add("Content-Type", self._kind)
            request.body = self._body
        way: Flow | Target = self._flow
        if not self._direct:
            way = self._line.way(self._dialog.next_hop, self._flow)
        exchange = Exchange(
            core,
            way,
            self._heard,
            self._line.auth,
            self._dialog.next_seq,
            self._line.account.name,
        )
        exchange.send(request)

    def _heard(self, exchange: Exchange, response: Response) -> None:
        if response.status < 200:
            return
        self._sending = False
        if response.status >= 300:
            self._gone()
        elif self._dirty:
            self._tell()
        elif self.state == "terminated":
            self._gone()

    def _gone(self) -> None:
        self._core.wakeups.stop(self)
        self.state = "terminated"
        if self._core.dialogs.pop(self._dialog.id, None) is not None:
            self._core.say(SubscriberGone(self))
        self._forget(self)


@dataclass(frozen=True, slots=True)
class SubscriptionAsked(output.Event):
    """Somebody wants to know: `notifier.accept(…)` or `.refuse(…)`."""

    notifier: Notifier


@dataclass(frozen=True, slots=True)
class SubscriberGone(output.Event):
    """A notifier of ours ended: it ran out, was given up, or the subscriber is not there."""

    notifier: Notifier


def granted_s(request: Request) -> int:
    """The seconds that a SUBSCRIBE gets."""
    try:
        wanted = integer(request.headers, "Expires")
    except BadValue:
        wanted = None
    return MOST_S if wanted is None else min(wanted, MOST_S)


def too_brief(request: Request) -> int | None:
    """Our least interval, when a SUBSCRIBE wants less and is no end of one."""
    seconds = granted_s(request)
    return LEAST_S if 0 < seconds < LEAST_S else None
