"""Twilio, Vonage and Sinch as their documentation describes them: small servers that check what they are asked.

None of them has a server that could be installed. Promises that a request which its documentation would refuse is
refused, and that webhooks are signed as documented. A provider repeats webhooks that failed where the real one does.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any, Protocol

from aiohttp import web

from agent_desktop.hub.written.port import Webhook
from tests.peers.front import Front

PHONE, OURS = "+48601234567", "+48600100200"
ADDRESS = "https://hub.example.org/networks/entry-point"


class _Hooked(Protocol):
    """Whoever takes webhooks now, None while nobody runs."""

    @property
    def hook(self) -> Webhook | None: ...


async def _pieces(body: bytes) -> AsyncIterator[bytes]:
    for at in range(0, len(body), 100):
        yield body[at : at + 100]


class FakeProvider:
    """What the three have in common."""

    repeats = True

    def __init__(self) -> None:
        self.front = Front(self._answer, self.carries)
        self.letters: list[dict[str, Any]] = []
        self.came: list[dict[str, Any]] = []
        self.refusals: list[web.Response] = []
        self.fails: Callable[[web.Request], bool] = lambda _: False
        """Which requests it answers with a fault of its own."""
        self.files: dict[str, bytes] = {}
        self.told: list[tuple[str, str, dict[str, str], bytes]] = []
        self.taker: _Hooked | None = None
        self._unsaid: list[tuple[str, str, dict[str, str], bytes]] = []
        self._saying: asyncio.Task[None] | None = None
        self._heard = asyncio.Condition()

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator["FakeProvider"]:
        """Serve as long as this lasts."""
        async with self.front.open():
            try:
                yield self
            finally:
                if self._saying is not None:
                    self._saying.cancel()
                    await asyncio.gather(self._saying, return_exceptions=True)

    def carries(self, request: web.Request) -> bool:
        """Whether a request carries a letter."""
        return request.method == "POST"

    async def say(
        self,
        rest: str,
        query: str,
        headers: dict[str, str],
        body: bytes,
        taker: Webhook | None = None,
    ) -> int:
        """One call to the webhook; the status of its answer, 0 where nobody answers."""
        taker = taker or (self.taker.hook if self.taker is not None else None)
        if taker is None:
            return 0
        return (await taker.answer("POST", rest, query, headers, _pieces(body)))[0]

    async def tell(self, rest: str, query: str, headers: dict[str, str], body: bytes) -> None:
        """A call that is repeated until it is taken, by a provider that repeats."""
        call = (rest, query, headers, body)
        self.told.append(call)
        if not self._unsaid and 200 <= await self.say(*call) < 300:
            return
        if self.repeats:
            self._unsaid.append(call)
            if self._saying is None or self._saying.done():
                self._saying = asyncio.ensure_future(self._repeat())

    async def again(self) -> None:
        """Everything that was told, once more."""
        for call in list(self.told):
            await self.say(*call)

    async def received(self, count: int) -> list[str]:
        """The texts that phones got."""
        assert len(self.letters) >= count, self.letters
        return [self.text_of(one) for one in self.letters]

    async def _repeat(self) -> None:
        while self._unsaid:
            if 200 <= await self.say(*self._unsaid[0]) < 300:
                self._unsaid.pop(0)
            else:
                await asyncio.sleep(0.1)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        if request.path in self.files:
            return web.Response(body=self.files[request.path])
        if not self.knows(request):
            return web.json_response({"code": 20003, "title": "Unauthorized"}, status=401)
        if self.fails(request):
            return web.json_response({"code": 0}, status=500)
        if self.refusals and self.carries(request):
            return self.refusals.pop(0)
        answer = await self.serve(request)
        async with self._heard:
            self._heard.notify_all()
        return answer

    async def carried(self, count: int) -> None:
        """Wait for so many letters."""
        async with asyncio.timeout(20), self._heard:
            await self._heard.wait_for(lambda: len(self.letters) >= count)

    def knows(self, request: web.Request) -> bool:
        """Whether the request proves who asks."""
        raise NotImplementedError

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """What is answered to somebody known."""
        raise NotImplementedError

    def text_of(self, letter: dict[str, Any]) -> str:
        """The text of a letter."""
        raise NotImplementedError
