"""Networks that speak HTTP, for a hub that is a process of its own: its webhooks are called over the wire.

Promises what its peers promise; WhatsApp here tells the status of what it took, as the real one does.
"""

import contextlib
import secrets
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx
from aiohttp import web

from tests.contracts.networks.peer import Peer
from tests.hub.channels.mastodon.peer import MastodonPeer
from tests.hub.channels.meta.peer import CUSTOMER, MetaPeer
from tests.hub.channels.telegram.test_contract import TelegramPeer
from tests.hub.channels.twilio.peer import twilio
from tests.peers.telegram import BotApi

OTHER_PHONE = "+48601234999"
"""The customer of an SMSC has the usual one, and who has one number is one customer."""


class HubHook:
    """The webhook of one entry point at whichever hub lives; 503 where none does."""

    def __init__(self, entry_point_id: str, client: httpx.AsyncClient) -> None:
        self._path = f"/networks/{entry_point_id}"
        self._client = client
        self.hub = ""

    async def answer(
        self,
        method: str,
        rest: str,
        query: str,
        headers: Mapping[str, str],
        body: AsyncIterator[bytes],
    ) -> tuple[int, dict[str, str], bytes]:
        """One call, and what came of it."""
        data = b"".join([piece async for piece in body])
        url = (
            f"{self.hub}{self._path}"
            + (f"/{rest}" if rest else "")
            + (f"?{query}" if query else "")
        )
        try:
            answer = await self._client.request(method, url, headers=dict(headers), content=data)
        except httpx.HTTPError:
            return 503, {}, b""
        return answer.status_code, {}, answer.content


class _Whatsapp(MetaPeer):
    async def _messages(self, request: web.Request) -> web.Response:
        answer = await super()._messages(request)
        told = {
            "id": f"wamid.out{len(self.taken)}",
            "status": "sent",
            "recipient_id": CUSTOMER,
            "biz_opaque_callback_data": self.taken[-1]["biz_opaque_callback_data"],
        }
        self.tells(self.change({"statuses": [told]}))
        return answer


class Hooked:
    """The peers by the ids of their entry points, and the webhooks that they call."""

    def __init__(self, peers: dict[str, Peer], hooks: list[HubHook]) -> None:
        self.peers = peers
        self._hooks = hooks

    def hub_is_at(self, url: str) -> None:
        """Where the hub answers, in all its lives."""
        for hook in self._hooks:
            hook.hub = url


@contextlib.asynccontextmanager
async def hooked(emulator: str) -> AsyncIterator[Hooked]:
    """A customer at each of Telegram, Twilio, WhatsApp and Mastodon."""
    token = f"{secrets.randbelow(10**9)}:right-token_of-a-bot"
    async with (
        httpx.AsyncClient() as client,
        BotApi(emulator, token).open() as bot,
        twilio() as by_twilio,
        _Whatsapp("whatsapp").open() as whatsapp,
        MastodonPeer().open() as mastodon,
    ):
        server: Any = by_twilio.provider
        writes = server.writes
        server.page = 1000  # as many as it is asked for: the lives leave long lists
        server.writes = lambda text: writes(text, From=OTHER_PHONE)
        for_twilio, for_whatsapp = HubHook("twilio", client), HubHook("whatsapp", client)
        by_twilio.hook, whatsapp.session = for_twilio, for_whatsapp
        peers: dict[str, Peer] = {
            "telegram": TelegramPeer(bot, token),
            "twilio": by_twilio,
            "whatsapp": whatsapp,
            "mastodon": mastodon,
        }
        yield Hooked(peers, [for_twilio, for_whatsapp])
