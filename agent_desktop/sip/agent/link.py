"""One way from an account to one of its servers: opened when it is wanted, asked for signs of life, recovered.

Promises that everybody who waits for it hears once, with the flow or with None. Refuses to register:
`registration.py` does.
"""

from __future__ import annotations

from collections.abc import Callable

from agent_desktop.sip.agent.config import Account
from agent_desktop.sip.agent.core import Core, Exchange
from agent_desktop.sip.agent.events import CloseFlow
from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.message import Headers, Request, Response


class Link:
    """`flow` is None while there is no way. `lost` hears why an open one is gone, `alive` gets the answers."""

    def __init__(
        self,
        core: Core,
        account: Account,
        server: Target,
        lost: Callable[[str], None],
        alive: Callable[[Response], None],
    ) -> None:
        self.server = server
        self.flow: Flow | None = None
        self._core = core
        self._account = account
        self._lost = lost
        self._answered = alive

    def open(self, then: Callable[[Flow | None], None]) -> None:
        """Have the way; `then` hears of it, at once when it is open."""
        if self.flow is not None:
            then(self.flow)
            return

        def opened(flow: Flow | None) -> None:
            if flow is not None and self.flow is None:
                self.flow = flow
                self._core.held[flow] += 1
                self._watch()
            then(flow)

        self._core.open(self.server, opened)

    def broke(self, why: str) -> None:
        """The open way is gone, or does not do any more."""
        if self.flow is None:
            return
        self.close(failed=True)
        self._lost(why)

    def close(self, *, failed: bool = False) -> None:
        """It is not needed any more, or its server did not do."""
        self._core.wakeups.stop(self)
        if self.flow is not None:
            self._core.held[self.flow] -= 1
            if failed or not self._core.held[self.flow]:  # else another account goes that way, too
                self._core.say(CloseFlow(self.flow, failed))
                del self._core.held[self.flow]
            self.flow = None

    def ask(self, patience_s: float) -> None:
        """Something is silent: is the server there? Without an answer in so many seconds the way counts as broken."""
        if self.flow is not None and not self._core.wakeups.waits(self, "silence"):
            self._core.after(self, "silence", patience_s)
            self.rang("ping")

    def rang(self, name: str) -> None:
        """Ask the server whether it is there; any answer says yes."""
        if self.flow is None:
            return
        if name == "silence":
            self.broke("the server does not answer")
            return
        core = self._core
        headers = Headers()
        host = self._account.aor.partition("@")[2]
        headers.add("Max-Forwards", "70")
        headers.add("From", f"<{self._account.aor}>;tag={core.tokens()}")
        headers.add("To", f"<sip:{host}>")
        headers.add("Call-ID", core.tokens())
        headers.add("CSeq", "1 OPTIONS")
        exchange = Exchange(core, self.flow, self._alive, None, lambda: 2, self._account.name)
        exchange.send(Request("OPTIONS", f"sip:{host}", headers))

    def _alive(self, exchange: Exchange, response: Response) -> None:
        if exchange.way != self.flow or response.status < 200:
            return
        if exchange.local:
            self.broke("the server does not answer")
        else:
            self._core.wakeups.stop(self, "silence")
            self._watch()
            self._answered(response)

    def _watch(self) -> None:
        if self.flow is not None and not self.flow.reliable and self._account.keep_alive_s > 0:
            self._core.after(self, "ping", self._account.keep_alive_s)
