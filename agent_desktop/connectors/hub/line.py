"""One WebSocket to the hub, from its Hello to its end.

Promises that silence is noticed, that every command which was sent gets an answer or an Unclear, and that the token is
sent to nobody but the address that was asked for. Loads websockets.
"""

import asyncio
import contextlib
import ssl
from collections.abc import Callable
from typing import Any

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

from agent_desktop.connectors.hub.address import HubAddress
from agent_desktop.connectors.hub.translate import error_of, stranger, unreachable
from agent_desktop.hub.protocol import (
    MAX_FRAME_BYTES,
    PROTOCOL_VERSION,
    Answer,
    FromDesk,
    Goodbye,
    Hello,
    Perform,
    Ping,
    Pong,
    ProblemBody,
    Refusal,
    ToDesk,
    Welcome,
)
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import BackendCommand, Cursor
from agent_desktop.model.errors import DeskError, NeedsSignIn, Offline, Refused, Unclear
from agent_desktop.model.events import CommandDone

CONNECT_WITHIN_S = 10.0
IMPATIENT_S = 3.0
SILENCE_S = 15.0
ANSWER_WITHIN_S = 30.0
_LONGEST_FRAME = 64 * 1024 * 1024
_NOT_SIGNED_IN = 4401
_frames: msgspec.json.Decoder[ToDesk] = msgspec.json.Decoder(ToDesk)
_encode = msgspec.json.Encoder().encode


class _Straight(connect):
    """A connection that follows no redirect: the Hello holds the token."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc


class Line:
    """An open socket whose Hello was answered by `welcome`. `parted`: the hub itself said goodbye."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._answers: dict[str, asyncio.Future[CommandDone]] = {}
        self._pings: dict[str, float] = {}
        self._over = False
        self.parted = False
        self.welcome: Welcome
        self.latency_ms: int | None = None

    @classmethod
    async def open(
        cls,
        reach: Callable[[], HubAddress],
        trust: ssl.SSLContext | None,
        token: str,
        since: Cursor | None,
        client: str,
        *,
        impatient: bool = False,
    ) -> "Line":
        """Connect, say hello, read the welcome. Raises Offline, NeedsSignIn, Refused, and what `reach` raises.

        `reach` gives the address; it is asked again before the token is sent, because connecting took a while.
        """
        address = reach()
        options: dict[str, Any] = {"proxy": None} if address.this_computer else {}
        if trust is not None:
            options["ssl"] = trust
        try:
            socket = await _Straight(
                address.live,
                open_timeout=IMPATIENT_S if impatient else CONNECT_WITHIN_S,
                close_timeout=1,
                ping_interval=None,  # the hub's heartbeat tells more than a ping would
                max_size=_LONGEST_FRAME,
                max_queue=16,
                compression=None,
                **options,
            )
        except InvalidStatus as error:
            raise _denied(error) from error
        except (OSError, WebSocketException, TimeoutError) as error:
            raise unreachable(error) from error
        line = cls(socket)
        try:
            if reach() != address:
                raise Offline("There is no connection to the hub.")
            hello = Hello(protocol=PROTOCOL_VERSION, token=token, since=since, client=client)
            await line._send(hello)
            first = await line.read()
            if not isinstance(first, Welcome):
                raise stranger()
            line.welcome = first
        except BaseException:
            line.drop()
            raise
        return line

    async def read(self) -> ToDesk:
        """The next frame; answers also go to those who wait for them.

        Raises Offline when the line broke, was silent, or speaks nonsense, and what a Goodbye says; then it is over.
        """
        try:
            return await self._read()
        except DeskError:
            self.drop()
            raise

    async def _read(self) -> ToDesk:
        try:
            async with asyncio.timeout(SILENCE_S):
                data = await self._socket.recv()
        except TimeoutError:
            raise Offline("The hub went silent.", remedy="Check the network.") from None
        except ConnectionClosed as error:
            if error.rcvd is not None and error.rcvd.code == _NOT_SIGNED_IN:
                raise NeedsSignIn("You were signed out.", remedy="Sign in again.") from None
            raise Offline("The connection to the hub broke.", remedy="Check the network.") from None
        try:
            frame = _frames.decode(data)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise Offline(
                "The hub said something that this program does not understand.",
                remedy="Update Agent Desktop, or check the address.",
            ) from None
        self._note(frame)
        if isinstance(frame, Goodbye):
            self.parted = True
            raise error_of(frame.problem)
        return frame

    async def perform(self, command_id: str, command: BackendCommand) -> CommandDone:
        """Do a command. See `Session.perform`."""
        while command_id in self._answers:  # the same id again: one after the other
            await asyncio.wait({self._answers[command_id]})
        if self._over:
            raise Offline("There is no connection to the hub.")
        answer: asyncio.Future[CommandDone] = asyncio.get_running_loop().create_future()
        self._answers[command_id] = answer
        try:
            await self._send(Perform(id=command_id, command=command))
            async with asyncio.timeout(ANSWER_WITHIN_S):
                return await answer
        except TimeoutError:
            raise _unclear() from None
        finally:
            self._answers.pop(command_id, None)
            if answer.done() and not answer.cancelled():
                answer.exception()

    async def ping(self) -> None:
        """Measure the way to the hub and back; `latency_ms` has it later."""
        ping_id = new_id()
        self._pings = {ping_id: asyncio.get_running_loop().time()}
        await self._send(Ping(id=ping_id))

    def drop(self) -> None:
        """End the socket at once. Commands without an answer are unclear."""
        self._over = True
        for answer in self._answers.values():
            if not answer.done():
                answer.set_exception(_unclear())
        self._socket.transport.abort()

    async def close(self) -> None:
        """End the socket politely."""
        with contextlib.suppress(OSError, WebSocketException):
            await self._socket.close()
        self.drop()

    def _note(self, frame: ToDesk) -> None:
        match frame:
            case Answer(id=command_id, item=item):
                answer = self._answers.get(command_id)
                if answer is not None and not answer.done():
                    answer.set_result(CommandDone(command_id=command_id, item=item))
            case Refusal(id=command_id, problem=problem):
                answer = self._answers.get(command_id)
                if answer is not None and not answer.done():
                    answer.set_exception(error_of(problem))
            case Pong(id=ping_id):
                sent = self._pings.pop(ping_id, None)
                if sent is not None:
                    self.latency_ms = round((asyncio.get_running_loop().time() - sent) * 1000)
            case _:
                pass

    async def _send(self, frame: FromDesk) -> None:
        data = _encode(frame)
        if len(data) > MAX_FRAME_BYTES:
            raise Refused(
                "This is longer than the hub takes at once.",
                remedy="Send it in parts, or as a file.",
                field="text",
                value=f"{len(data)} bytes",
            )
        try:
            await self._socket.send(data.decode())
        except (OSError, WebSocketException) as error:
            raise _unclear() from error


def _unclear() -> Unclear:
    return Unclear(
        "The connection broke before the hub answered.",
        remedy="Whether it arrived shows when the connection is back.",
    )


def _denied(error: InvalidStatus) -> DeskError:
    """The hub (or someone else) answered the handshake with a page instead of a socket."""
    try:
        return error_of(msgspec.json.decode(error.response.body or b"", type=ProblemBody).problem)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return stranger()
