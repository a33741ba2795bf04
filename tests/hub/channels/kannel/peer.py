"""Kannel for tests: the real gateway before a real SMSC, and an entry point that knows it."""

import contextlib
from collections.abc import AsyncIterator
from typing import Any

from aiohttp import web

from agent_desktop.hub.channels.kannel.network import NETWORK
from agent_desktop.hub.written.port import Webhook
from tests.hub.channels.sms_peer import ProviderPeer
from tests.peers.front import Forward, Front
from tests.peers.kannel import ACCOUNT, ACCOUNT_PASSWORD, SECRET
from tests.peers.smsc import Smsc


class Gateway:
    """What `ProviderPeer` asks of a provider, by the real one. Its calls come to the port `hook`."""

    def __init__(self, url: str, smsc: Smsc, hook: int) -> None:
        self._forward = Forward(url)
        self.front = Front(self._forward, lambda request: "X-Kannel-To" in request.headers)
        self.smsc = smsc
        self._hook = hook
        self._seen = 0
        self.taker: Any = None
        self.told: list[tuple[str, str, str, dict[str, str], bytes]] = []

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator["Gateway"]:
        """Take and pass on as long as this lasts."""
        self._seen = len(await self.smsc.seen())
        app = web.Application()
        app.router.add_route("*", "/{rest}", self._called)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", self._hook, reuse_address=True).start()
        async with self.front.open():
            try:
                yield self
            finally:
                await runner.cleanup()
                await self._forward.close()

    async def _called(self, request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        rest, query = request.match_info["rest"], request.rel_url.raw_query_string
        call = (request.method, rest, query, headers, await request.read())
        status = await self.say(*call)
        if status == 200:
            self.told.append(call)
        return web.Response(status=status)

    async def say(
        self, method: str, rest: str, query: str, headers: dict[str, str], body: bytes
    ) -> int:
        """One call to the webhook; 503 where nobody listens."""
        hook: Webhook | None = self.taker.hook
        if hook is None:
            return 503
        return (await hook.answer(method, rest, query, headers, _pieces(body)))[0]

    async def writes(self, text: str) -> None:
        """A phone writes; Kannel has it when this returns."""
        await self.smsc.writes(text)
        await self.smsc.state(lambda state: state["bound"] and not state["waiting"])

    async def again(self) -> None:
        """Everything that Kannel told, once more."""
        for call in list(self.told):
            await self.say(*call)

    async def received(self, count: int) -> list[str]:
        """What phones got."""
        found = await self.smsc.submitted(self._seen + count)
        return [one["text"] for one in found[self._seen :]]


async def _pieces(body: bytes) -> AsyncIterator[bytes]:
    yield body


@contextlib.asynccontextmanager
async def gateway(
    url: str, smsc: Smsc, hook: int, *, direct: bool = False
) -> AsyncIterator[ProviderPeer]:
    """An entry point's peer at a running Kannel. `direct`: with nothing of ours in front of it."""
    async with Gateway(url, smsc, hook).open() as provider:
        yield ProviderPeer(
            NETWORK,
            provider,
            {
                "user": ACCOUNT,
                "address": f"http://127.0.0.1:{hook}",
                **({"server": url} if direct else {}),
            },
            {"password": ACCOUNT_PASSWORD, "secret": SECRET},
            ("password", "wrong-password-of-kannel"),
        )
