"""An HTTP provider of SMS as the contract of all networks sees it.

Promises that webhooks reach a session only while it runs, as in a hub; the network stands between to know that.
"""

import contextlib
from collections.abc import AsyncIterator, Mapping
from typing import Any

from agent_desktop.hub.written.port import Network, NetworkSession, Post, Webhook
from agent_desktop.hub.written.records import Letter, Outcome, Step
from agent_desktop.hub.written.sms.provider import ProviderSession
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import new_id, wall_clock
from tests.peers.front import Front
from tests.peers.sms_providers import ADDRESS, OURS, PHONE, FakeProvider


def letter(text: str, key: str = "", to: str = PHONE, files: tuple[Attachment, ...] = ()) -> Letter:
    """A letter to the phone."""
    return Letter(
        id=key or new_id(),
        entry_point_id="entry-point",
        conversation_id="c",
        to=to,
        text=text,
        written_at=wall_clock(),
        attachments=files,
    )


async def nothing() -> AsyncIterator[bytes]:
    """The body of a request that has none."""
    yield b""


class _Session:
    """A session that says whether it runs."""

    def __init__(self, inner: ProviderSession, peer: "ProviderPeer") -> None:
        self._inner = inner
        self._peer = peer

    async def run(self) -> None:
        self._peer.hook = self._inner
        try:
            await self._inner.run()
        finally:
            self._peer.hook = None

    async def send(self, letter: Letter) -> Outcome:
        return await self._inner.send(letter)

    async def look(self, letter: Letter) -> Outcome:
        return await self._inner.look(letter)


class ProviderPeer:
    """The `Peer`, which is the network too."""

    orderly = True

    def __init__(
        self,
        inner: Network,
        provider: Any,
        settings: Mapping[str, str],
        secrets: Mapping[str, str],
        wrong: tuple[str, str],
    ) -> None:
        self._inner = inner
        self.provider = provider
        self._settings = settings
        self._secrets = secrets
        self._wrong = wrong
        self.hook: Webhook | None = None
        self.name, self.channel, self.limits = inner.name, inner.channel, inner.limits
        provider.taker = self
        self.network: Network = self

    @property
    def settings(self) -> Mapping[str, str]:
        url = self.provider.front.url
        return {"server": url, "address": ADDRESS, "sender": OURS, **self._settings}

    @property
    def secrets(self) -> Mapping[str, str]:
        return self._secrets

    @property
    def wrong(self) -> tuple[str, str]:
        return self._wrong

    def check(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> None:
        self._inner.check(settings, secrets)

    def open(
        self, settings: Mapping[str, str], secrets: Mapping[str, str], post: Post
    ) -> NetworkSession:
        opened = self._inner.open(settings, secrets, post)
        assert isinstance(opened, ProviderSession)
        return _Session(opened, self)

    def probe(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> AsyncIterator[Step]:
        return self._inner.probe(settings, secrets)

    def letter(self, text: str, key: str = "") -> Letter:
        return letter(text, key)

    async def writes(self, text: str) -> None:
        await self.provider.writes(text)

    async def again(self) -> None:
        await self.provider.again()

    async def received(self, count: int) -> list[str]:
        found: list[str] = await self.provider.received(count)
        return found

    def tries(self) -> int:
        return len(self.provider.front.asked)

    def away(self) -> contextlib.AbstractAsyncContextManager[None]:
        return self._front.away()

    def deaf(self) -> contextlib.AbstractAsyncContextManager[None]:
        return self._front.deaf()

    def slow(self) -> contextlib.AbstractAsyncContextManager[None]:
        return self._front.slow()

    @property
    def _front(self) -> Front:
        provider: FakeProvider = self.provider
        return provider.front
