"""A user agent on real sockets of loopback, with what it hears, to be awaited."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.agent.config import Account, Config
from agent_desktop.sip.agent.events import CallArrived, CallChanged, Event, RegistrationChanged
from agent_desktop.sip.agent.server import Rules
from agent_desktop.sip.audio_terms import Terms
from agent_desktop.sip.digest import Credentials
from agent_desktop.sip.flow import Flow, Target, Transport
from agent_desktop.sip.message import Message, Request
from agent_desktop.sip.sdp_attributes import Codec
from agent_desktop.sip.transport.endpoint import Endpoint
from agent_desktop.sip.transport.ways import Manner

E = TypeVar("E")
PATIENCE_S = 20.0


def voice(port: int = 40000) -> Terms:
    """Plain PCMU and PCMA on loopback."""
    codecs = (Codec("PCMU", 8000), Codec("PCMA", 8000))
    return Terms("127.0.0.1", port, codecs, "none", rtcp_mux=False)


def account_of(
    name: str, port: int, transport: Transport = "udp", password: str = "secret"
) -> Account:
    """One at a server on loopback."""
    host = "localhost" if transport in {"tls", "wss"} else "127.0.0.1"
    return Account(
        name,
        f"sip:{name}@127.0.0.1",
        (Target(transport, host, port),),
        Credentials(name, password),
        instance=f"urn:uuid:00000000-0000-4000-8000-{hash(name) & 0xFFFFFFFFFFFF:012x}",
        outbound=False,
        contact_user=name,
        keep_alive_s=0,
    )


class Phone:
    """One endpoint. `events` keeps everything that it heard."""

    def __init__(
        self,
        config: Config | None = None,
        *,
        rules: Rules | None = None,
        authority: Path | None = None,
        auto: bool = False,
    ) -> None:
        self.events: list[Event] = []
        self._news = asyncio.Event()
        self._auto = auto
        manner = Manner(authorities=authority, host="127.0.0.1")
        self.endpoint = Endpoint(config or Config(), self._heard, rules=rules, manner=manner)
        self.agent = self.endpoint.agent

    def _heard(self, event: Event) -> None:
        self.events.append(event)
        self._news.set()
        if self._auto and isinstance(event, CallArrived):
            self.act(lambda now: event.call.answer(voice(), now))

    def act(self, deed: Callable[[float], E]) -> E:
        """Do something."""
        return self.endpoint.act(deed)

    async def until(self, kind: type[E], fits: Callable[[E], bool] = lambda _: True) -> E:
        """The first event of a kind that fits, heard already or to come."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                for event in self.events:
                    if isinstance(event, kind) and fits(event):
                        return event
                self._news.clear()
                await self._news.wait()

    async def reaches(self, call: Call, state: str) -> CallChanged:
        """When a call comes to a state."""
        return await self.until(CallChanged, lambda one: one.call is call and one.state == state)

    async def register(self, account: Account) -> RegistrationChanged:
        """Be this account, and register it; how that ended."""
        self.agent.add(account)
        self.act(lambda now: self.agent.register(account.name, now))
        final = {"registered", "refused", "waiting"}
        return await self.until(
            RegistrationChanged, lambda one: one.account == account.name and one.state in final
        )

    async def call(self, account: str, to: str, *, late: bool = False) -> Call:
        """Call somebody."""
        return self.act(lambda now: self.agent.call(account, to, voice(), now, late=late))

    async def until_sent(self, method: str) -> None:
        """When the next request of that method leaves; for what no event tells."""
        left, ways = asyncio.Event(), self.endpoint.ways
        send = ways.send

        def noting(message: Message, flow: Flow) -> None:
            send(message, flow)
            if isinstance(message, Request) and message.method == method:
                left.set()

        ways.send = noting  # type: ignore[method-assign]
        await asyncio.wait_for(left.wait(), PATIENCE_S)

    async def close(self) -> None:
        """Leave."""
        await self.endpoint.close()
