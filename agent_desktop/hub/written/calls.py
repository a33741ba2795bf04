"""HTTP calls to a network: asked once, and after a failure it is told whether the other side may have acted.

Promises that an answer is read up to a limit; that a redirect is never followed with our secrets; that nothing of a
request (its URL may hold a secret) is logged or stands in an error. Refuses to repeat anything by itself.
"""

import logging
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import httpx
import msgspec

from agent_desktop.hub.doors.faults import TooLarge
from agent_desktop.model.base import Millis
from agent_desktop.model.words import later

MAX_ANSWER: Final = 8 * 1024 * 1024
ASK_S: Final = 60.0
CONNECT_S: Final = 15.0

# Both write each request's URL at INFO or DEBUG, and the one of a bot's API holds its token.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class NoAnswer(Exception):
    """The other side could not be asked, or did not answer. `acted`: it may have acted; False: certainly not.

    `status` of a file that it does not give, else 0.
    """

    def __init__(self, words: str, *, acted: bool, status: int = 0) -> None:
        super().__init__(words)
        self.words = words
        self.acted = acted
        self.status = status


@dataclass(frozen=True)
class Reply:
    """An answer. `body` is its JSON object, empty when it was none; `headers` in lower case."""

    status: int
    body: dict[str, Any]
    headers: Mapping[str, str]
    items: tuple[Any, ...] = ()
    """What was in the answer when it was a JSON list."""

    @property
    def good(self) -> bool:
        """Whether it is a success."""
        return 200 <= self.status < 300

    @property
    def wait_ms(self) -> Millis | None:
        """How long `Retry-After` asks to wait, where it is in seconds (RFC 9110 section 10.2.3)."""
        seconds = self.headers.get("retry-after", "")
        return int(seconds) * 1000 if seconds.isdecimal() and len(seconds) < 8 else None


class Calls:
    """Calls to one base URL. `headers` go with each of them, and to nobody else."""

    def __init__(
        self, base: str, headers: Mapping[str, str] | None = None, *, patience_s: float = ASK_S
    ) -> None:
        patience = httpx.Timeout(patience_s, connect=CONNECT_S)
        trust = _trust()
        self._client = httpx.AsyncClient(
            base_url=base, headers=dict(headers or {}), timeout=patience, verify=trust
        )
        self._bare = httpx.AsyncClient(timeout=patience, verify=trust)

    async def ask(self, method: str, path: str, **about: Any) -> Reply:
        """One call; `about` as httpx takes it (params, json, data, files, headers, timeout). Raises NoAnswer."""
        try:
            async with self._client.stream(method, path, **about) as answer:
                body = await _read(answer, MAX_ANSWER)
                status, headers = answer.status_code, dict(answer.headers)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, TooLarge) as error:
            raise _no_answer(error) from None
        try:
            found = msgspec.json.decode(body) if body else {}
        except msgspec.DecodeError:
            found = {}
        return Reply(
            status=status,
            body=found if isinstance(found, dict) else {},
            headers=headers,
            items=tuple(found) if isinstance(found, list) else (),
        )

    async def fetch(self, url: str, limit: int, headers: Mapping[str, str] | None = None) -> bytes:
        """The bytes behind a whole URL; only `headers` go there, none of the others.

        Raises NoAnswer (also for a refusal: nothing was changed by asking), TooLarge.
        """
        try:
            async with self._bare.stream("GET", url, headers=dict(headers or {})) as answer:
                if not answer.is_success:
                    status = answer.status_code
                    raise NoAnswer(
                        later(f"The server answered {status}."), acted=False, status=status
                    )
                return await _read(answer, limit)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise _no_answer(error) from None

    async def close(self) -> None:
        """Let all connections go."""
        await self._client.aclose()
        await self._bare.aclose()


@cache
def _trust() -> ssl.SSLContext:
    """The authorities that are believed: they take a while to read, so they are read once for all entry points."""
    return httpx.create_ssl_context()


async def _read(answer: httpx.Response, limit: int) -> bytes:
    """The body, up to `limit` bytes. Raises TooLarge."""
    parts: list[bytes] = []
    size = 0
    async for part in answer.aiter_bytes():
        size += len(part)
        if size > limit:
            raise TooLarge(f"The answer is larger than {limit} bytes.")
        parts.append(part)
    return b"".join(parts)


def _no_answer(error: Exception) -> NoAnswer:
    """What it means, in words; httpx' own would name the URL."""
    if isinstance(error, (httpx.ConnectTimeout, httpx.ConnectError, httpx.PoolTimeout)):
        return NoAnswer(later("The server cannot be reached."), acted=False)
    if isinstance(error, (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError)):
        return NoAnswer(later("The server's address cannot be used."), acted=False)
    if isinstance(error, httpx.TimeoutException):
        return NoAnswer(later("The server did not answer in time."), acted=True)
    if isinstance(error, TooLarge):
        return NoAnswer(later("The server's answer is too large."), acted=True)
    return NoAnswer(later("The connection broke before the server answered."), acted=True)
