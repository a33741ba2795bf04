"""All subscriptions of a user agent, ours and those of others with us.

Promises that the first NOTIFY finds its subscription even when it overtakes the answer (RFC 6665, 4.1.2.4).
"""

from __future__ import annotations

from agent_desktop.sip.agent import message_summary
from agent_desktop.sip.agent.core import Core
from agent_desktop.sip.agent.line import Line
from agent_desktop.sip.agent.notifier import Notifier, SubscriptionAsked, too_brief
from agent_desktop.sip.agent.output import MessagesWaiting
from agent_desktop.sip.agent.subscription import Subscription
from agent_desktop.sip.fields import BadValue, Event
from agent_desktop.sip.flow import Flow
from agent_desktop.sip.message import Request
from agent_desktop.sip.transactions import TransactionKey, matching


class Watching:
    """The subscriptions that are not over."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self.subscriptions: list[Subscription] = []
        self.notifiers: list[Notifier] = []

    def subscribe(self, line: Line, to: str, package: str, expires_s: int) -> Subscription:
        """Want to know."""
        made = Subscription(self._core, line, to, package, expires_s, self.subscriptions.remove)
        self.subscriptions.append(made)
        made.start()
        return made

    def asked(self, key: TransactionKey, request: Request, flow: Flow, line: Line) -> None:
        """A SUBSCRIBE that belongs to no dialog."""
        core = self._core
        try:
            package = Event.parse(request.headers.get("Event") or "").package.lower()
            if package not in core.config.packages:
                allowed = ", ".join(core.config.packages)
                core.answer(key, request, 489, **({"Allow_Events": allowed} if allowed else {}))
                return
            if (least := too_brief(request)) is not None:
                core.answer(key, request, 423, Min_Expires=str(least))
                return
            made = Notifier(core, line, key, request, flow, self._forget)
        except BadValue:
            core.answer(key, request, 400)
            return
        self.notifiers.append(made)
        core.say(SubscriptionAsked(made))

    def notified(
        self, key: TransactionKey, request: Request, flow: Flow, line: Line | None
    ) -> None:
        """A NOTIFY whose dialog we do not know: the first of a subscription, or of a mailbox that nobody asked."""
        call_id = request.headers.get("Call-ID") or ""
        tag = matching.tag(request.headers, "To")
        for one in self.subscriptions:
            if tag and (one.call_id, one.tag) == (call_id, tag):
                one.request(key, request, flow)
                return
        event = (request.headers.get("Event") or "").lower()
        known = line is not None and flow == line.flow
        if tag or not known or not event.startswith("message-summary"):
            self._core.answer(key, request, 481)
            return
        summary = message_summary.read(request.body)
        self._core.answer(key, request, 200 if summary is not None else 400)
        if summary is not None and line is not None:
            self._core.say(MessagesWaiting(line.account.name, summary))

    def flow_lost(self, flow: Flow) -> None:
        """A connection is gone."""
        for subscription in self.subscriptions:
            subscription.flow_lost(flow)
        for notifier in list(self.notifiers):
            notifier.flow_lost(flow)

    def _forget(self, notifier: Notifier) -> None:
        if notifier in self.notifiers:
            self.notifiers.remove(notifier)
