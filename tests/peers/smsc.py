"""An SMSC: npm's `smpp` with a phone behind it, which can be killed, deaf, slow and overrun.

Promises that it answers when handed out and that it ends with the block. `seen` is what was submitted, as it came.
"""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx

from tests.peers.node import node
from tests.peers.process import free_ports, listens, running

USER, PASSWORD = "hub", "hubpw"
PHONE, OURS = "48601234567", "48600100200"
_SCRIPT = Path(__file__).with_name("smsc.js")
_PATIENCE_S = 20.0
_NO_AUTHORITIES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""To read those of this computer takes longer than all else that a call does."""


class Smsc:
    """The network. Its process may be ended and started again; what was submitted before is remembered here."""

    def __init__(self, folder: Path, keys: tuple[Path, Path] | None = None) -> None:
        command, env = node("smpp")
        self._command = [command, str(_SCRIPT)]
        self._folder = folder
        self.port, self._http_port = free_ports(2)
        self._env = {
            **env,
            "SMSC_PORT": str(self.port),
            "SMSC_HTTP_PORT": str(self._http_port),
            "SMSC_USER": USER,
            "SMSC_PASSWORD": PASSWORD,
        }
        if keys is not None:
            self._env |= {"SMSC_KEY": str(keys[0]), "SMSC_CERT": str(keys[1])}
        self._earlier: list[dict[str, Any]] = []
        self._tried = 0
        self._process = contextlib.ExitStack()

    def start(self) -> None:
        """Begin, or begin again."""

        def ready() -> bool:
            return listens(self.port) and listens(self._http_port)

        log = self._folder / "smsc.log"
        self._process.enter_context(running(self._command, log, ready, env=self._env))

    def end(self) -> None:
        """End the process at once."""
        self._process.close()

    @contextlib.asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """As long as it lasts nobody listens, and whoever was connected is cut off."""
        self._earlier = await self.seen()
        self._tried += (await self._ask("/state"))["binds"]
        await asyncio.to_thread(self.end)
        try:
            yield
        finally:
            await asyncio.to_thread(self.start)

    async def seen(self) -> list[dict[str, Any]]:
        """What was submitted, in order."""
        found: list[dict[str, Any]] = await self._ask("/seen")
        return self._earlier + found

    async def submitted(self, count: int) -> list[dict[str, Any]]:
        """The same, as soon as there are `count`."""
        found: list[dict[str, Any]] = await _when(self.seen, lambda found: len(found) >= count)
        return found

    async def state(self, fits: Callable[[dict[str, Any]], bool] = bool) -> dict[str, Any]:
        """Binds, who is bound, what waits; as soon as it fits."""
        found: dict[str, Any] = await _when(lambda: self._ask("/state"), fits)
        return found

    async def writes(self, text: str, **about: Any) -> None:
        """A phone writes."""
        await self._ask("/mo", {"from": PHONE, "to": OURS, "text": text, **about})

    async def set(self, **mood: Any) -> None:
        """How it behaves from now on."""
        await self._ask("/set", mood)

    async def do(self, what: str, **about: Any) -> None:
        """Release receipts that it held back, drop the link, or say good-bye."""
        await self._ask(f"/{what}", about)

    def calm(self) -> None:
        """As it was in the beginning, and nothing waits."""
        httpx.post(f"http://127.0.0.1:{self._http_port}/calm").raise_for_status()

    def tries_now(self) -> int:
        """How often somebody tried to sign in."""
        state = httpx.get(f"http://127.0.0.1:{self._http_port}/state").json()
        return self._tried + int(state["binds"])

    async def _ask(self, path: str, body: object = None) -> Any:
        base = f"http://127.0.0.1:{self._http_port}"
        async with httpx.AsyncClient(base_url=base, verify=_NO_AUTHORITIES) as client:
            answer = await client.post(path, json=body if body is not None else {})
        answer.raise_for_status()
        return answer.json()


@contextlib.contextmanager
def smsc(folder: Path, keys: tuple[Path, Path] | None = None) -> Iterator[Smsc]:
    """A running SMSC, with encryption when `keys` (its key's and certificate's files) are given."""
    found = Smsc(folder, keys)
    found.start()
    try:
        yield found
    finally:
        found.end()


async def _when(ask: Callable[[], Any], fits: Callable[[Any], bool]) -> Any:
    """What it answers, as soon as it fits: the peer is another process, and tells nothing by itself."""
    async with asyncio.timeout(_PATIENCE_S):
        while not fits(found := await ask()):  # noqa: ASYNC110 (it is another process)
            await asyncio.sleep(0.02)
    return found


def letter_text(parts: list[dict[str, Any]]) -> str:
    """What a phone shows of the parts of one message, joined by their headers."""
    return "".join(one["text"] for one in sorted(parts, key=lambda one: one["udh"][-2:]))
