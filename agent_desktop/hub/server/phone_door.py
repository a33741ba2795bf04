"""`/v1/phone`: the agents' telephones speak SIP here, over a WebSocket that the worker answers at its other end.

Promises that only a session of an agent comes through, from no foreign page; that the socket ends with the session;
that what one side says reaches the other unread, a slow reader holding up nobody else; that neither end outlives the
other. Refuses sockets that do not speak the subprotocol `sip`, and more than `MOST` of one agent.
"""

import asyncio
import contextlib
from collections import Counter
from typing import TYPE_CHECKING, Final

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from agent_desktop.hub.doors.answers import deny
from agent_desktop.hub.doors.bodies import bearer
from agent_desktop.hub.doors.faults import Forbidden, Malformed, TooMany, close_code_of
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.doors.keys import NOT_GOOD
from agent_desktop.hub.doors.origins import check_origin
from agent_desktop.hub.doors.shared import peer_of
from agent_desktop.hub.server.house import House
from agent_desktop.hub.server.telephones import Telephones
from agent_desktop.hub.storage.tokens import Token
from agent_desktop.hub.voice.process.frames import PEER_HEADER
from agent_desktop.model.errors import DeskError, Offline, Problem

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection

SUBPROTOCOL: Final = "sip"
MOST: Final = 8
CLOSE_WITHIN: Final = 3.0
WORKER_WITHIN: Final = 8.0
"""Less than the patience of telephones, so that they hear why."""
AGAIN_AFTER: Final = 0.1
PING_EVERY: Final = 6.0
PONG_WITHIN: Final = 9.0
"""A telephone that is gone must not be offered calls for longer than these together."""
_GONE: Final = Offline("The hub's telephones start again.", remedy="Connect again.").problem


class PhoneDoor:
    """The door, and who is in it."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._open: Counter[str] = Counter()

    async def enter(self, websocket: WebSocket) -> None:
        """One telephone, from its knock to its end."""
        try:
            telephones, token = await self._judged(websocket)
            self._open[token.subject] += 1
            try:
                async with await _worker_for(telephones, peer_of(websocket)) as inner:
                    await Pipe(self._house, telephones, token, websocket, inner).run()
            finally:
                self._open -= Counter({token.subject: 1})
        except DeskError as error:
            if websocket.application_state is WebSocketState.CONNECTING:
                await deny(websocket, error)

    async def _judged(self, websocket: WebSocket) -> tuple[Telephones, Token]:
        """Who knocks. Raises DeskError."""
        check_origin(websocket.headers)
        token = await self._house.shared.keys.check(bearer(websocket), "agent")
        if "agent" not in token.scopes:
            raise Forbidden(
                "This account has no place at a desk.",
                field="scopes",
                value=", ".join(token.scopes),
            )
        offered = websocket.scope.get("subprotocols", [])
        if SUBPROTOCOL not in offered:
            raise Malformed(
                "This socket speaks SIP alone.",
                field="Sec-WebSocket-Protocol",
                value=shown(", ".join(offered)),
            )
        if self._open[token.subject] >= MOST:
            raise TooMany("Too many telephones of one agent.", 10_000)
        return self._house.with_telephones(), token


async def _worker_for(telephones: Telephones, peer: str) -> "ClientConnection":
    """The way to a worker, also to one that just starts in place of another. Raises Offline."""
    from websockets.asyncio.client import connect
    from websockets.exceptions import WebSocketException
    from websockets.typing import Subprotocol

    try:
        async with asyncio.timeout(WORKER_WITHIN):
            while True:
                try:
                    return await connect(
                        await telephones.board.door(),
                        additional_headers={PEER_HEADER: peer},
                        subprotocols=[Subprotocol(SUBPROTOCOL)],
                        compression=None,
                        ping_interval=None,
                        proxy=None,
                    )
                except (OSError, WebSocketException):  # it has just died
                    await asyncio.sleep(AGAIN_AFTER)
    except TimeoutError:
        raise Offline(
            "The hub's telephones are not ready.", remedy="Try again in a moment."
        ) from None


class Pipe:
    """What goes through the door, in both directions."""

    def __init__(
        self,
        house: House,
        telephones: Telephones,
        token: Token,
        websocket: WebSocket,
        inner: "ClientConnection",
    ) -> None:
        self._house, self._telephones, self._token = house, telephones, token
        self._websocket, self._inner = websocket, inner
        self._ending = asyncio.Event()
        self._parting: Problem | None = None

    def goodbye(self, problem: Problem) -> None:
        """End, and say why by the close code. The first one counts."""
        if not self._ending.is_set():
            self._parting = problem
            self._ending.set()

    async def run(self) -> None:
        """Let everything through until one side is gone, or a goodbye comes."""
        shared, loop = self._house.shared, asyncio.get_running_loop()
        unwatch = shared.keys.watch(self._token.id, self.goodbye)
        left = (self._token.expires_at - shared.clock()) / 1000
        expiry = loop.call_later(max(0.0, left), self.goodbye, NOT_GOOD)
        renewing = asyncio.create_task(self._telephones.lines.renew(self._token))
        tasks: set[asyncio.Task[object]] = set()
        beat = self._websocket.scope.get("state", {}).get("beat")
        if beat is not None:
            beat(PING_EVERY, PONG_WITHIN)
        with shared.lines.holding(self):
            await self._websocket.accept(subprotocol=SUBPROTOCOL)
            for work in (self._up(), self._down(), self._ending.wait()):
                tasks.add(asyncio.create_task(work))
            try:
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            finally:
                expiry.cancel()
                unwatch()
                for task in (*tasks, renewing):
                    task.cancel()
                await asyncio.gather(*tasks, renewing, return_exceptions=True)
            await self._close()

    async def _up(self) -> None:
        """What the telephone says."""
        from websockets.exceptions import ConnectionClosed

        take = self._house.shared.limits.frames.take
        try:
            while (message := await self._websocket.receive())["type"] == "websocket.receive":
                said = message.get("text")
                await self._inner.send(message.get("bytes") or b"" if said is None else said)
                take(self._token.id, "messages")
        except DeskError as error:
            self.goodbye(error.problem)
        except (OSError, ConnectionClosed):
            self.goodbye(_GONE)

    async def _down(self) -> None:
        """What the worker says."""
        with contextlib.suppress(OSError, RuntimeError, WebSocketDisconnect):
            async for said in self._inner:
                if isinstance(said, str):
                    await self._websocket.send_text(said)
                else:
                    await self._websocket.send_bytes(said)
        self.goodbye(_GONE)

    async def _close(self) -> None:
        if self._websocket.client_state is not WebSocketState.CONNECTED:
            return
        code = close_code_of(self._parting) if self._parting is not None else 1000
        try:
            async with asyncio.timeout(CLOSE_WITHIN):
                with contextlib.suppress(OSError, RuntimeError, WebSocketDisconnect):
                    await self._websocket.close(code)
        except TimeoutError:
            abort = self._websocket.scope.get("state", {}).get("abort")
            if abort is not None:
                abort()
