"""What a follower passes on to the leader: requests and sockets, as they come, and the answers, as they come back.

Promises that bodies are passed on while they come; that a request which reached nobody is tried again at the next
leader; that one whose leader went away amid it is said to be unclear; that nothing goes to anybody but the holder of
the certificate that stands beside the lock. Refuses to look inside.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

import httpx
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocket
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus, WebSocketException
from websockets.typing import Subprotocol

from agent_desktop.hub.doors.answers import deny, refusal
from agent_desktop.hub.server.front import CLIENT, PATIENCE_S, TOKEN, nobody_leads
from agent_desktop.hub.storage.leading import Leader
from agent_desktop.model.errors import DeskError, Problem, Unclear

T = TypeVar("T")
CONNECT_S: Final = 3.0
AGAIN_AFTER_S: Final = 0.2
GONE: Final = 1012
"""The close code of a socket whose leader went away: connect again (IANA's registry of RFC 6455)."""
_HOP: Final = frozenset(
    b"connection expect keep-alive proxy-connection te trailer transfer-encoding upgrade".split()
)
_OURS: Final = (b"x-hub-", b"x-forwarded-", b"forwarded", b"sec-websocket-")


class LeaderGone(Exception):
    """The leader went away before it answered."""


class Way:
    """The way to one leader, until it leads no more (`over`)."""

    def __init__(self, leader: Leader) -> None:
        self.leader = leader
        self.over = asyncio.Event()
        parts = urlsplit(leader.url)
        self.host = parts.hostname or ""
        self.secure = parts.scheme == "https"
        self.port = parts.port or (443 if self.secure else 80)
        self.trust = _trust(leader.certificate) if self.secure else None
        self.client = httpx.AsyncClient(
            timeout=httpx.Timeout(None, connect=CONNECT_S),
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=64),
            verify=self.trust if self.trust is not None else False,
            trust_env=False,
            follow_redirects=False,
        )

    async def close(self) -> None:
        """It leads no more: whatever waits for its answer learns it."""
        self.over.set()
        await self.client.aclose()

    async def while_it_leads(self, work: Coroutine[Any, Any, T]) -> T:
        """What `work` gives. Raises LeaderGone when the leader goes first, and what `work` raises."""
        doing = asyncio.ensure_future(work)
        gone = asyncio.ensure_future(self.over.wait())
        try:
            await asyncio.wait({doing, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not doing.done():
                raise LeaderGone
            return doing.result()
        finally:
            for one in (doing, gone):
                one.cancel()
            await asyncio.gather(doing, gone, return_exceptions=True)

    async def socket(self, scope: Scope) -> ClientConnection:
        """The same socket at the leader. Raises InvalidStatus for one that it refuses, OSError, WebSocketException."""
        headers = dict(scope["headers"])
        scheme = "wss" if self.secure else "ws"
        name = headers.get(b"host", b"localhost").decode("latin-1")
        tls: dict[str, Any] = (
            {"ssl": self.trust, "server_hostname": self.host} if self.secure else {}
        )
        return await connect(
            f"{scheme}://{name}{_target(scope)}",
            host=self.host,
            port=self.port,
            subprotocols=[Subprotocol(one) for one in scope.get("subprotocols", ())] or None,
            additional_headers=[
                (key.decode("latin-1"), value.decode("latin-1"))
                for key, value in self.headers(scope)
                if key != b"host"
            ],
            user_agent_header=None,
            compression=None,
            proxy=None,
            open_timeout=CONNECT_S,
            max_size=None,
            **tls,
        )

    def headers(self, scope: Scope) -> list[tuple[bytes, bytes]]:
        """The headers that go on, and who asks."""
        client = scope["client"][0] if scope.get("client") else "?"
        return [
            *((key, value) for key, value in scope["headers"] if _goes_on(key)),
            (TOKEN, self.leader.token.encode()),
            (CLIENT, str(client).encode()),
        ]


class Forwarder:
    """Passes on. `way` waits for a leader and raises TimeoutError when none comes."""

    def __init__(self, way: Callable[[], Awaitable[Way]]) -> None:
        self.why: Problem | None = None  # nobody leads, where that is known
        self._way = way

    async def open(self, scope: Scope) -> tuple[Way, ClientConnection]:
        """The same socket at the leader. Raises Stopping when there is none, InvalidStatus when it refuses."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while True:
                    way = await self._way()
                    with suppress(OSError, TimeoutError, LeaderGone):
                        try:
                            return way, await way.while_it_leads(way.socket(scope))
                        except InvalidStatus as error:
                            if error.response.status_code != 503:
                                raise
                        except WebSocketException:
                            pass
                    await asyncio.sleep(AGAIN_AFTER_S)
        except TimeoutError:
            raise nobody_leads(self.why) from None

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request and its answer."""
        try:
            await self._http(scope, receive, send)
        except DeskError as error:
            await refusal(error)(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        deadline = asyncio.get_running_loop().time() + PATIENCE_S
        while True:
            try:
                async with asyncio.timeout_at(deadline):
                    way = await self._way()
            except TimeoutError:
                raise nobody_leads(self.why) from None
            try:
                answer = await way.while_it_leads(_asked(way, scope, receive))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                await asyncio.sleep(AGAIN_AFTER_S)  # it reached nobody
                continue
            except (httpx.HTTPError, LeaderGone):
                raise Unclear(
                    "The node that leads went away before it answered.",
                    remedy="Look whether it was done before you do it again.",
                ) from None
            try:
                await way.while_it_leads(_answered(answer, send))
            finally:
                await answer.aclose()
            return

    async def socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One socket, to its end at either side."""
        near = WebSocket(scope, receive, send)
        try:
            way, far = await self.open(scope)
        except InvalidStatus as error:
            await refused(near, error)
            return
        except DeskError as error:
            await deny(near, error)
            return
        await near.accept(subprotocol=far.subprotocol)
        down, up = asyncio.ensure_future(_down(far, near)), asyncio.ensure_future(_up(near, far))
        gone = asyncio.ensure_future(way.over.wait())
        try:
            await asyncio.wait({down, up, gone}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in (down, up, gone):
                one.cancel()
            await asyncio.gather(down, up, gone, return_exceptions=True)
            if way.over.is_set():
                far.transport.abort()
            await far.close()
            with suppress(RuntimeError, OSError):
                code = far.close_code or GONE
                await near.close(GONE if code in (1005, 1006) else code, far.close_reason or "")


async def refused(near: WebSocket, error: InvalidStatus) -> None:
    """Tell the client what the leader answered to the opening of its socket."""
    answer = error.response
    kept = {"content-type", "retry-after", "www-authenticate"}
    headers = {key: value for key, value in answer.headers.raw_items() if key.lower() in kept}
    await near.send_denial_response(
        Response(bytes(answer.body or b""), status_code=answer.status_code, headers=headers)
    )


async def _asked(way: Way, scope: Scope, receive: Receive) -> httpx.Response:
    carries = any(key in (b"content-length", b"transfer-encoding") for key, _ in scope["headers"])
    request = httpx.Request(
        scope["method"],
        httpx.URL(way.leader.url).copy_with(raw_path=_target(scope).encode("latin-1")),
        headers=way.headers(scope),
        content=_body(receive) if carries else None,
    )
    return await way.client.send(request, stream=True)


async def _body(receive: Receive) -> AsyncIterator[bytes]:
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise httpx.WriteError("the client went away")
        yield message.get("body", b"")
        more = message.get("more_body", False)


async def _answered(answer: httpx.Response, send: Send) -> None:
    headers = [(key.lower(), value) for key, value in answer.headers.raw]
    start: Message = {
        "type": "http.response.start",
        "status": answer.status_code,
        "headers": [one for one in headers if one[0] not in _HOP and one[0] != b"date"],
    }
    await send(start)
    async for piece in answer.aiter_raw():
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _down(far: ClientConnection, near: WebSocket) -> None:
    async for message in far:
        if isinstance(message, str):
            await near.send_text(message)
        else:
            await near.send_bytes(message)


async def _up(near: WebSocket, far: ClientConnection) -> None:
    while True:
        message = await near.receive()
        if message["type"] != "websocket.receive":
            return
        text = message.get("text")
        await far.send(text if text is not None else message["bytes"])


def _goes_on(key: bytes) -> bool:
    return key not in _HOP and not key.startswith(_OURS)


def _target(scope: Scope) -> str:
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    path = raw.partition(b"?")[0].decode("latin-1")
    query = scope.get("query_string", b"").decode("latin-1")
    return f"{path}?{query}" if query else path


def _trust(certificate: str) -> ssl.SSLContext:
    """Trust in this one certificate, whatever name it bears: it stands beside the lock."""
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trust.check_hostname = False
    trust.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    trust.load_verify_locations(cadata=certificate)
    return trust
