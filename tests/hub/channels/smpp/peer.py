"""An SMSC with a phone, as the contract of all networks sees it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping

from agent_desktop.hub.channels.smpp.network import NETWORK
from agent_desktop.hub.channels.smpp.session import SmppSession
from agent_desktop.hub.channels.smpp.settings import SmppSettings
from agent_desktop.hub.written.port import Network
from agent_desktop.hub.written.records import Letter
from agent_desktop.model.base import new_id
from tests.hub.channels.post import MemoryPost
from tests.peers.smsc import OURS, PASSWORD, PHONE, USER, Smsc


def settings(port: int, **more: str) -> dict[str, str]:
    """An entry point's settings for an SMSC on this computer."""
    return {
        "host": "127.0.0.1",
        "port": str(port),
        "tls": "no",
        "user": USER,
        "rate": "1000",
        "sender": f"+{OURS}",
        **more,
    }


def letter(text: str, key: str = "", to: str = f"+{PHONE}") -> Letter:
    """A letter to the phone."""
    return Letter(
        id=key or new_id(),
        entry_point_id="entry-point",
        conversation_id="c",
        to=to,
        text=text,
        written_at=0,
    )


class SmppPeer:
    """The `Peer`."""

    orderly = True
    network: Network = NETWORK

    def __init__(self, smsc: Smsc) -> None:
        self.smsc = smsc
        self._tried = 0

    @property
    def settings(self) -> Mapping[str, str]:
        return settings(self.smsc.port)

    @property
    def secrets(self) -> Mapping[str, str]:
        return {"password": PASSWORD}

    @property
    def wrong(self) -> tuple[str, str]:
        return "password", "guessed"

    def letter(self, text: str, key: str = "") -> Letter:
        return letter(text, key)

    async def writes(self, text: str) -> None:
        await self.smsc.writes(text)

    async def again(self) -> None:
        """An SMSC repeats only what was not acknowledged; see test_session for that."""

    async def received(self, count: int) -> list[str]:
        return [one["text"] for one in await self.smsc.submitted(count)]

    def tries(self) -> int:
        return self.smsc.tries_now()

    @contextlib.asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        async with self.smsc.away():
            yield

    @contextlib.asynccontextmanager
    async def deaf(self) -> AsyncIterator[None]:
        await self.smsc.set(deaf=True)
        try:
            yield
        finally:
            await self.smsc.set(deaf=False)

    @contextlib.asynccontextmanager
    async def slow(self) -> AsyncIterator[None]:
        await self.smsc.set(hold=True)
        try:
            yield
        finally:
            await self.smsc.set(hold=False)


@contextlib.asynccontextmanager
async def bound(
    server: Smsc, post: MemoryPost, idle_s: float = 30.0, **more: str
) -> AsyncIterator[SmppSession]:
    """A session that is live."""
    seen = len(post.standings)
    chosen = SmppSettings(settings(server.port, **more), {"password": PASSWORD})
    session = SmppSession(chosen, post, idle_s)
    running = asyncio.ensure_future(session.run())
    try:
        await post.stood("live", seen)
        yield session
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
