"""One way from an account to one of its servers: opened when it is wanted, asked for signs of life, recovered.

A connection is asked by a ping (RFC 5626, 4.4.1; RFC 6455, 5.5.2), and by OPTIONS when that is not answered: not every
server knows pings. UDP is asked by OPTIONS. Promises that everybody who waits for the way hears once, with the flow or
with None; that a way which leads nowhere any more is told within the time of `pulse.py`. Refuses to register:
`registration.py` does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from agent_desktop.sip.agent.config import Account
from agent_desktop.sip.agent.core import Core, Exchange
from agent_desktop.sip.agent.output import CloseFlow, Ping
from agent_desktop.sip.agent.pulse import Pulse
from agent_desktop.sip.agent.stranded import Stranded
from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.message import Headers, Request, Response


class Link:
    """`flow` is None while there is no way. `lost` hears why an open one is gone, `alive` gets answers to OPTIONS."""

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
        self.stranded = Stranded(core)
        self._core = core
        self._account = account
        self._lost = lost
        self._answered = alive
        self._pulse = Pulse(account.keep_alive_s)
        self._asked_at: float | None = None
        #: Whether the server knows pings, as far as it has shown; and a ping that has had no answer yet.
        self._pongs = server.reliable
        self._pinged = self._doubted = False
        self._question: Exchange | None = None

    def open(
        self,
        then: Callable[[Flow | None], None],
        *,
        besides: frozenset[tuple[str, int]] = frozenset(),
    ) -> None:
        """Have the way; `then` hears of it, at once when it is open. `besides`: not to these (see `Target`)."""
        if self.flow is not None:
            then(self.flow)
            return

        def opened(flow: Flow | None) -> None:
            if flow is not None and self.flow is None:
                self.flow = flow
                self._core.held[flow] += 1
                self._watch()
            then(flow)

        self._core.open(replace(self.server, besides=besides), opened)

    def broke(self, why: str) -> None:
        """The open way is gone, or does not do any more."""
        if self.flow is None:
            return
        self.stranded.strand(self.flow)
        self.close(failed=True)
        self._lost(why)

    def close(self, *, failed: bool = False) -> None:
        """It is not needed any more, or its server did not do."""
        self._core.wakeups.stop(self)
        self._asked_at, self._question = None, None
        self._pinged = self._doubted = False
        if self.flow is not None:
            self._core.held[self.flow] -= 1
            if failed or not self._core.held[self.flow]:  # else another account goes that way, too
                self._core.say(CloseFlow(self.flow, failed))
                del self._core.held[self.flow]
                self._core.silences.forget(self.flow)
            self.flow = None

    # Signs of life

    def within(self, seconds: int | None) -> None:
        """The server takes us for gone after so many seconds of silence; None when it does not say."""
        self._pulse.within(seconds)
        if self._asked_at is None and not self._doubted:
            self._watch()

    def ask(self, patience_s: float) -> None:
        """Something is silent: is the server there? Without an answer in so many seconds the way counts as broken."""
        if self.flow is not None and not self._doubted:
            self._doubted, self._pinged = True, False
            self._core.after(self, "silence", patience_s)
            self._ask_by_options()

    def ponged(self) -> None:
        """The other end of the way answered a ping."""
        self._pinged = False
        self._lives()

    def rang(self, name: str) -> None:
        """It is time to ask, or the answer is late."""
        if self.flow is None:
            return
        if name == "ping" and self._doubted:
            return  # it is being asked; the answer sets the next time
        if name == "ping":
            self._asked_at = self._core.now
            self._pinged = self._pongs
            if self._pinged:
                self._core.say(Ping(self.flow))
                self._core.after(self, "silence", self._pulse.answer_s / 2)
            else:
                self._core.after(self, "silence", self._pulse.answer_s)
                self._ask_by_options()
        elif self._pinged and not self._doubted:
            self._doubted = True
            self._core.after(self, "silence", self._pulse.answer_s / 2)
            self._ask_by_options()
        else:
            self.broke("the server does not answer")

    def _ask_by_options(self) -> None:
        """Any answer says that the server is there."""
        assert self.flow is not None
        core = self._core
        headers = Headers()
        host = self._account.aor.partition("@")[2]
        headers.add("Max-Forwards", "70")
        headers.add("From", f"<{self._account.aor}>;tag={core.tokens()}")
        headers.add("To", f"<sip:{host}>")
        headers.add("Call-ID", core.tokens())
        headers.add("CSeq", "1 OPTIONS")
        self._question = exchange = Exchange(
            core, self.flow, self._alive, None, lambda: 2, self._account.name
        )
        exchange.send(Request("OPTIONS", f"sip:{host}", headers))

    def _alive(self, exchange: Exchange, response: Response) -> None:
        if exchange.way != self.flow or response.status < 200:
            return
        if exchange.local:
            if exchange is self._question:  # an older one says nothing of now
                self.broke("the server does not answer")
            return
        if self._pinged and exchange is self._question:  # before this question, without an answer
            self._pongs = self._pinged = False
            self._asked_at = None
        self._lives()
        self._answered(response)

    def _lives(self) -> None:
        if self._asked_at is not None:
            self._pulse.answered(self._core.now - self._asked_at)
        self._asked_at, self._question, self._doubted = None, None, False
        self._core.wakeups.stop(self, "silence")
        self._watch()

    def _watch(self) -> None:
        if self.flow is not None and self._pulse.beats:
            self._core.after(self, "ping", self._pulse.every_s)
