"""What all usages of a user agent share: the transaction layer, the alarms, the open dialogs, the list of outputs.

Promises that a request of ours ends in exactly one final response: silence becomes a 408 and a broken way a 503
(RFC 3261, 8.1.3.1), both marked as local. Refuses to know calls, registrations or subscriptions.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from typing import Protocol

from agent_desktop.sip.agent.auth import Authenticator
from agent_desktop.sip.agent.config import Config
from agent_desktop.sip.agent.outcome import Outcome
from agent_desktop.sip.agent.output import OpenFlow, Output, Warned
from agent_desktop.sip.agent.silence import Silences
from agent_desktop.sip.agent.wakeups import Sleeper, Wakeups
from agent_desktop.sip.dialog import DialogId
from agent_desktop.sip.flow import SECURE, Flow, Target
from agent_desktop.sip.message import Request, Response
from agent_desktop.sip.transactions import (
    Ended,
    Failed,
    ResponseArrived,
    TimedOut,
    TransactionKey,
    TransactionLayer,
    reply,
)


class Usage(Protocol):
    """What a dialog is for."""

    def request(self, key: TransactionKey | None, request: Request, flow: Flow) -> None:
        """A request came within its dialog."""

    def flow_lost(self, flow: Flow) -> None:
        """A connection is gone."""


class Asking(Protocol):
    """Who hears the answers to a request."""

    def __call__(self, exchange: Exchange, response: Response) -> None:
        """A response came, or what stands for one (`exchange.local`)."""


class Exchange:
    """One request of ours, its repetition with an answer to a challenge included, until it is over."""

    def __init__(
        self,
        core: Core,
        way: Flow | Target,
        then: Asking,
        auth: Authenticator | None,
        renumber: Callable[[], int],
        account: str,
    ) -> None:
        self.local = False
        self.done = False
        self.way = way
        self.request = Request("", "")
        self.cancelled = False
        self._core = core
        self._then = then
        self._auth = auth
        self._renumber = renumber
        self._account = account
        self._tries = 0
        self._key: TransactionKey | None = None

    def send(self, request: Request) -> None:
        """Let the request leave."""
        core = self._core
        if self._auth is not None and self._auth.signs:
            self._warn()
            self._auth.sign(request)
        self.request = request
        if isinstance(self.way, Flow):
            core.silences.asked(self.way, core.now)
        self._key = core.layer.send(request, self.way, core.now)
        core.exchanges[self._key] = self

    @property
    def sent(self) -> Request | None:
        """The request as it left, with our Via; None when it is over."""
        return self._core.layer.sent(self._key) if self._key is not None else None

    def take_over(self, invite: Request) -> None:
        """Be that of an INVITE which somebody else sent (see `TransactionLayer.take_over`). Raises `ValueError`."""
        self.request = invite
        self._key = self._core.layer.take_over(invite, self.way, self._core.now)
        self._core.exchanges[self._key] = self

    def cancel(self, reason: str = "") -> None:
        """Cancel an INVITE."""
        self.cancelled = True
        if self._key is not None:
            self._core.layer.cancel(self._key, self._core.now, reason)

    def heard(self, key: TransactionKey, response: Response, local: bool = False) -> None:
        """A response to the request; one that asks who we are is answered here."""
        if isinstance(self.way, Flow) and not local:
            self._core.silences.heard(self.way, self._core.now)
        if key != self._key:  # of the try before
            return
        if response.status in {401, 407} and not self.cancelled and self._tries < 3:
            self._tries += 1
            first = self._tries == 1
            if self._auth is not None and self._auth.learn(response, self.request, first=first):
                again = Request(
                    self.request.method,
                    self.request.uri,
                    self.request.headers.copy(),
                    self.request.body,
                )
                again.headers.set("CSeq", f"{self._renumber()} {again.method}")
                self.send(again)
                return
        self.local = local
        self.done = self.done or response.status >= 200
        self._then(self, response)

    def _warn(self) -> None:
        if self.way.transport not in SECURE:
            self._core.warn(self._account)


class Core:
    """Shared by all usages of one agent. `now` is the time of what is being worked on."""

    def __init__(self, config: Config, tokens: Callable[[], str], chance: random.Random) -> None:
        self.config = config
        self.tokens = tokens
        self.chance = chance
        self.now = 0.0
        self.layer = TransactionLayer(
            tokens, times=config.times, limit=config.transactions, large=config.large
        )
        self.wakeups = Wakeups()
        self.dialogs: dict[DialogId, Usage] = {}
        self.exchanges: dict[TransactionKey, Exchange] = {}
        self.arriving: dict[TransactionKey, Callable[[Request | None], None]] = {}
        self.out: list[Output] = []
        #: How many accounts use a way to their server.
        self.held: Counter[Flow] = Counter()
        self.silences = Silences(self.held)
        #: Why ways could not be opened, the last time.
        self.hindered: dict[Target, Outcome] = {}
        self._openings: dict[Target, list[Callable[[Flow | None], None]]] = {}
        self._warned: set[str] = set()

    def say(self, output: Output) -> None:
        """Tell the application."""
        self.out.append(output)

    def open(self, target: Target, then: Callable[[Flow | None], None]) -> None:
        """Have a way; `then` hears of it once, with None when there is none."""
        waiting = self._openings.setdefault(target, [])
        waiting.append(then)
        if len(waiting) == 1:
            self.say(OpenFlow(target))

    def opened(self, target: Target, flow: Flow | None) -> None:
        """A way is there, or cannot be."""
        if flow is not None:
            self.hindered.pop(target, None)
        for then in self._openings.pop(target, []):
            then(flow)

    def warn(self, account: str) -> None:
        """Tell once that a password's proof travels where everybody can read it."""
        if account not in self._warned:
            self._warned.add(account)
            self.say(Warned(account, "digest-in-clear"))

    def keys(self, count: int) -> bytes:
        """So many bytes that nobody can guess."""
        return self.chance.randbytes(count)

    def after(self, owner: Sleeper, name: str, seconds: float) -> None:
        """Wake a sleeper in so many seconds."""
        self.wakeups.set(owner, name, self.now + seconds)

    def answer(
        self, key: TransactionKey | None, request: Request, status: int, **headers: str
    ) -> None:
        """Refuse or grant a request of the peer without a body."""
        if key is None:
            return
        response = reply(request, status, tag=self.tokens())
        for name, value in headers.items():
            response.headers.add(name.replace("_", "-"), value)
        self.layer.respond(key, response, self.now)

    def response_arrived(self, output: ResponseArrived) -> None:
        """A response of the network."""
        exchange = self.exchanges.get(output.key)
        if exchange is not None:
            exchange.heard(output.key, output.response)

    def gone(self, output: TimedOut | Failed) -> None:
        """Nobody answered, or the way broke; of a request of the peer, that nobody will hear our answer."""
        key = output.key
        if key.side == "client":
            exchange = self.exchanges.get(key)
            if exchange is not None:
                status = 408 if isinstance(output, TimedOut) else 503
                exchange.heard(key, reply(output.request, status), local=True)
        elif isinstance(output, Failed) and key in self.arriving:
            self.arriving[key](None)

    def ended(self, output: Ended) -> None:
        """A transaction is over."""
        self.exchanges.pop(output.key, None)
        self.arriving.pop(output.key, None)
