"""The mailbox of an account at its server: how many messages wait there (RFC 3842).

Promises to ask once the account is registered, and to hear servers that tell without being asked. Refuses to ask a
server again that does not know of mailboxes; a hub is not asked at all, its messages are work.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from agent_desktop.model.registrations import Mailbox
from agent_desktop.phone.carrier.numbers import far_party
from agent_desktop.sip.agent.events import Event, MessagesWaiting, Notified, SubscriptionChanged
from agent_desktop.sip.agent.message_summary import MessageSummary
from agent_desktop.sip.agent.subscription import Subscription, is_refusal
from agent_desktop.sip.transport.endpoint import Endpoint

_PACKAGE: Final = "message-summary"
_EXPIRES_S: Final = 3600


class MailboxWatch:
    """Of the account called `name` at `endpoint`, whose address is `address`; `changed` hears what is in it."""

    def __init__(
        self, endpoint: Endpoint, name: str, address: str, changed: Callable[[Mailbox], None]
    ) -> None:
        self.holds: Mailbox | None = None
        self._endpoint, self._name, self._address = endpoint, name, address
        self._changed = changed
        self._asked: Subscription | None = None
        self._refused = False

    def registered(self, *, moved: bool) -> None:
        """The server knows us, `moved` says by another way: it can be asked, and must know where to tell."""
        if moved and self._asked is not None:
            asked, self._asked = self._asked, None
            self._endpoint.act(asked.stop)
        if self._asked is None and not self._refused:
            self._endpoint.act(self._ask)

    def _ask(self, now: float) -> None:
        agent = self._endpoint.agent
        self._asked = agent.subscribe(
            self._name, self._address, _PACKAGE, now, expires_s=_EXPIRES_S
        )

    def heard(self, event: Event) -> None:
        """Something that the user agent says; what is about no mailbox is left alone."""
        match event:
            case Notified(subscription=asked, news=MessageSummary() as summary):
                if asked is self._asked:
                    self._holds(summary)
            case MessagesWaiting(summary=summary):
                self._holds(summary)
            case SubscriptionChanged(subscription=asked, state="terminated", outcome=outcome):
                if asked is self._asked:
                    self._asked = None
                    self._refused = is_refusal(outcome)
            case _:
                pass

    def leave(self) -> None:
        """Want to know no longer."""
        asked, self._asked, self._refused = self._asked, None, True
        if asked is not None:
            self._endpoint.act(asked.stop)

    def _holds(self, summary: MessageSummary) -> None:
        # Some servers count nothing, and say only that something waits.
        new = max(summary.new, 1) if summary.waiting else summary.new
        number = far_party(f"<{summary.account}>").number if summary.account else ""
        found = Mailbox(new=new, old=summary.old, number=number)
        if found != self.holds:
            self.holds = found
            self._changed(found)
