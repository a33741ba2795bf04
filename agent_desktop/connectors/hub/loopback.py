"""Waits on this computer's loopback address for a browser that comes back from a provider (RFC 8252 section 7.3).

Promises to listen at 127.0.0.1 alone, at a port of chance, and to take one answer: the first that is a page somebody
went to, addressed to us, with the state that was waited for. Whatever else comes (a foreign page, a wrong state, a
second answer) gets a page that says so, and changes nothing. The browser hears what came of it. Refuses to keep, show
or log what came.
"""

import asyncio
import contextlib
import hmac
from dataclasses import dataclass, field
from html import escape
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl

from agent_desktop.model.administration_networks import ConsentPages

LONGEST: Final = 16 * 1024
READ_S: Final = 10.0
HELD_S: Final = 60.0
_LAST_S: Final = 0.5
MOST: Final = 16
"""So many connections at once: browsers open some before they need them."""
_PAGE: Final = (
    '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>{title}</title><style>body{{font:18px/1.5 system-ui,sans-serif;margin:15vh auto;max-width:32em;"
    "padding:0 1.5em;color-scheme:light dark}}</style><h1>{title}</h1><p>{words}</p>"
)
_HEADERS: Final = (
    "Content-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
    "X-Content-Type-Options: nosniff\r\nConnection: close\r\n"
    "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'\r\n"
)


@dataclass(frozen=True)
class CameBack:
    """What the browser brought: a code, or the provider's error."""

    code: str = field(default="", repr=False)
    error: str = ""


def read(head: bytes, port: int, state: str) -> CameBack | HTTPStatus:
    """What a request's head means to who listens at `port` for `state`; a status for what is none of theirs."""
    try:
        line, *rest = head.decode("ascii").split("\r\n")
        method, target, version = line.split(" ")
        pairs = [one.split(":", 1) for one in rest if one]
        headers = [(name.lower(), value.strip()) for name, value in pairs]
    except ValueError:  # UnicodeDecodeError is one
        return HTTPStatus.BAD_REQUEST
    named = dict(headers)
    hosts = [value.lower() for name, value in headers if name == "host"]
    if not version.startswith("HTTP/1.") or hosts not in (
        [f"127.0.0.1:{port}"],
        [f"localhost:{port}"],
    ):
        return HTTPStatus.BAD_REQUEST
    if method != "GET":
        return HTTPStatus.METHOD_NOT_ALLOWED
    path, _, query = target.partition("?")
    if path != "/":
        return HTTPStatus.NOT_FOUND
    # A person's browser goes to a page; scripts, pictures and frames of other pages ask otherwise.
    if "origin" in named or named.get("sec-fetch-dest", "document") != "document":
        return HTTPStatus.FORBIDDEN
    return _answer(query, state)


def _answer(query: str, state: str) -> CameBack | HTTPStatus:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=True, max_num_fields=30)
    except ValueError:
        return HTTPStatus.BAD_REQUEST
    values = dict(pairs)
    for name in ("state", "code", "error"):
        if sum(one == name for one, _ in pairs) > 1:
            return HTTPStatus.BAD_REQUEST
    same = hmac.compare_digest(values.get("state", "").encode(), state.encode())
    if not state or not same:
        return HTTPStatus.FORBIDDEN
    code, error = values.get("code", ""), values.get("error", "")
    if bool(code) == bool(error) or len(code) > 4_000:
        return HTTPStatus.BAD_REQUEST
    return CameBack(code=code, error=error[:200])


class Loopback:
    """One such address. `expect` the state, await `came`, then `tell` the browser what came of it."""

    def __init__(self, pages: ConsentPages) -> None:
        self._pages = pages
        self._state = ""
        self._server: asyncio.Server | None = None
        self._busy: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self._came: asyncio.Future[CameBack] = asyncio.get_running_loop().create_future()
        self._outcome: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.port = 0

    async def open(self) -> None:
        """Listen. Raises OSError."""
        self._server = await asyncio.start_server(self._greet, "127.0.0.1", 0, limit=LONGEST)
        self.port = self._server.sockets[0].getsockname()[1]

    def expect(self, state: str) -> None:
        """From now on an answer with this state is taken, once."""
        self._state = state

    async def came(self) -> CameBack:
        """What the browser brought."""
        return await asyncio.shield(self._came)

    def tell(self, *, given: bool) -> None:
        """Let the browser say what came of it."""
        if not self._outcome.done():
            self._outcome.set_result(self._pages.given if given else self._pages.refused)

    async def close(self) -> None:
        """Listen no more; a browser that waits hears the end first."""
        if self._server is None:
            return
        server, self._server = self._server, None
        server.close()
        self.tell(given=False)
        if self._busy:
            _, late = await asyncio.wait(self._busy, timeout=_LAST_S)
            for one in late:
                self._busy[one].transport.abort()  # whoever reads from it hears an end
            if late:
                await asyncio.wait(late)

    async def _greet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._busy[task] = writer
        try:
            if len(self._busy) <= MOST:
                status, words = await self._serve(reader)
                await _write(writer, status, self._pages.title, words)
        except (OSError, EOFError, TimeoutError, asyncio.LimitOverrunError):
            pass  # it went away, or never said what it wants
        finally:
            del self._busy[task]
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader) -> tuple[HTTPStatus, str]:
        async with asyncio.timeout(READ_S):
            head = await reader.readuntil(b"\r\n\r\n")
        found = read(head.removesuffix(b"\r\n\r\n"), self.port, self._state)
        if isinstance(found, HTTPStatus):
            return found, self._pages.foreign
        if self._came.done():
            return HTTPStatus.GONE, self._pages.foreign
        self._came.set_result(found)
        async with asyncio.timeout(HELD_S):
            return HTTPStatus.OK, await asyncio.shield(self._outcome)


async def _write(writer: asyncio.StreamWriter, status: HTTPStatus, title: str, words: str) -> None:
    body = _PAGE.format(title=escape(title), words=escape(words)).encode()
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Length: {len(body)}\r\n{_HEADERS}\r\n"
    )
    writer.write(head.encode() + body)
    await writer.drain()
