"""matrix-nio as this channel uses it: each request once, failures with their code, and syncs as the server's own JSON.

Promises that no secret is in a URL or in a log; that a file is read up to a limit. Refuses nio's own state of rooms and
events: it needs every event to fit a schema, and ours must not.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

import aiohttp
import msgspec
import nio

from agent_desktop.hub.channels.matrix.settings import Settings
from agent_desktop.hub.doors.faults import TooLarge
from agent_desktop.model.base import Millis
from agent_desktop.model.words import later

API: Final = "/_matrix/client/v3"
MEDIA: Final = "/_matrix/client/v1/media/download"
ASK_S: Final = 60
LONGEST_SYNC: Final = 64 * 1024 * 1024
_PIECE: Final = 65_536

# It says at WARNING what does not fit its schemas, with the values.
logging.getLogger("nio").setLevel(logging.CRITICAL)


class Failed(Exception):
    """A request that came to nothing. `code` is the server's (M_FORBIDDEN), empty without an answer.

    `acted`: the server may have done it; False: certainly not.
    """

    def __init__(
        self,
        words: str,
        *,
        code: str = "",
        status: int = 0,
        wait_ms: Millis | None = None,
        acted: bool = False,
    ) -> None:
        super().__init__(words)
        self.words = words
        self.code = code
        self.status = status
        self.wait_ms = wait_ms
        self.acted = acted


class Client:
    """One signed-in device. `device` is its stable name: transactions are recognised by it."""

    def __init__(self, settings: Settings, device: str) -> None:
        config = nio.AsyncClientConfig(
            max_limit_exceeded=0, max_timeouts=0, request_timeout=ASK_S, encryption_enabled=False
        )
        self._settings = settings
        self._nio = nio.AsyncClient(settings.server, settings.user, device, config=config)

    @property
    def signed_in(self) -> bool:
        """Whether there is a token that the server took."""
        return bool(self._nio.access_token)

    async def sign_in(self) -> None:
        """Sign in with the token or the password. Raises Failed (M_FORBIDDEN, M_UNKNOWN_TOKEN, …)."""
        if self._settings.token:
            self._nio.access_token = self._settings.token
            try:
                found = await _done(self._nio.whoami())
            except Failed:
                self.sign_out()
                raise
            if found.user_id != self._settings.user:
                self.sign_out()
                raise Failed(later("The access token is somebody else's."), code="M_UNKNOWN_TOKEN")
            self._nio.user_id = found.user_id
        else:
            await _done(self._nio.login(self._settings.password, "Agent Desktop"))

    def sign_out(self) -> None:
        """Forget the token, which the server does not take any more."""
        self._nio.access_token = ""

    async def sync(self, since: str, timeout_ms: Millis) -> dict[str, Any]:
        """What happened after `since` (empty: how it is now). Waits so long for news. Raises Failed."""
        query = {"timeout": str(timeout_ms), "filter": _FILTER} | (
            {"since": since} if since else {}
        )
        return await self.get(f"{API}/sync?{urlencode(query)}", timeout_ms / 1000 + ASK_S)

    async def earlier(self, room: str, start: str, end: str, limit: int) -> dict[str, Any]:
        """Events of a room before `start`, the latest first, back to `end` (empty: the beginning). Raises Failed."""
        query = {"dir": "b", "from": start, "to": end, "limit": str(limit)}
        query = {name: value for name, value in query.items() if value}
        path = f"{API}/rooms/{quote(room, safe='')}/messages?{urlencode(query)}"
        return await self.get(path)

    async def encrypted(self, room: str) -> bool:
        """Whether what is said in a room is encrypted. Raises Failed."""
        try:
            await self.get(f"{API}/rooms/{quote(room, safe='')}/state/m.room.encryption")
        except Failed as error:
            if error.code == "M_NOT_FOUND":
                return False
            raise
        return True

    async def join(self, room: str) -> None:
        """Accept an invitation. Raises Failed."""
        await _done(self._nio.join(room))

    async def put(
        self, room: str, content: dict[str, Any], key: str, kind: str = "m.room.message"
    ) -> str:
        """Say something in a room, as the transaction `key`; the event's id. Raises Failed."""
        answer = await _done(self._nio.room_send(room, kind, content, key))
        return str(answer.event_id)

    async def redact(self, room: str, event: str, key: str) -> None:
        """Take back what an event says, as the transaction `key`. Raises Failed."""
        await _done(self._nio.room_redact(room, event, tx_id=key))

    async def types(self, room: str, typing: bool, timeout_ms: Millis) -> None:
        """Show that we type, so long, or stopped. Raises Failed."""
        await _done(self._nio.room_typing(room, typing, timeout_ms))

    async def upload(self, path: Path, name: str, media_type: str, size: int) -> str:
        """Bring a file to the server; its mxc URI. Raises Failed, OSError."""

        def pieces(*_: int) -> AsyncIterator[bytes]:
            return _pieces(path)

        upload = self._nio.upload(pieces, media_type, name, filesize=size)
        answer, _ = await _paired(upload)
        return str(answer.content_uri)

    async def download(self, url: str, limit: int) -> bytes:
        """The bytes of an mxc URI. Raises Failed, TooLarge."""
        parts = urlsplit(url)
        if parts.scheme != "mxc" or not parts.netloc or not parts.path.strip("/"):
            raise Failed(later("The file's address cannot be used."), code="M_NOT_FOUND")
        server, key = quote(parts.netloc, safe=":"), quote(parts.path.strip("/"), safe="")
        return await self._read("GET", f"{MEDIA}/{server}/{key}", limit, ASK_S)

    async def read_to(self, room: str, event: str) -> None:
        """Say that everything up to an event was read. Raises Failed."""
        await _done(self._nio.room_read_markers(room, event, event))

    async def direct_rooms(self) -> dict[str, list[str]]:
        """The rooms in which we speak with one person each, by person. Raises Failed."""
        try:
            found = await self.get(self._direct())
        except Failed as error:
            if error.code == "M_NOT_FOUND":
                return {}
            raise
        return {
            user: [one for one in rooms if isinstance(one, str)]
            for user, rooms in found.items()
            if isinstance(rooms, list)
        }

    async def keep_direct(self, rooms: dict[str, list[str]]) -> None:
        """Tell the server which rooms are with one person each. Raises Failed."""
        body = msgspec.json.encode(rooms)
        await self._read("PUT", self._direct(), LONGEST_SYNC, ASK_S, body)

    async def joined(self) -> set[str]:
        """The rooms in which we are. Raises Failed."""
        return set((await _done(self._nio.joined_rooms())).rooms)

    async def create_direct(self, user: str) -> str:
        """A new room with one person, who is invited; its id. Raises Failed."""
        preset = nio.RoomPreset.trusted_private_chat
        answer = await _done(self._nio.room_create(invite=[user], is_direct=True, preset=preset))
        return str(answer.room_id)

    async def get(self, path: str, patience_s: float = ASK_S) -> dict[str, Any]:
        """A JSON object of the server's. Raises Failed."""
        try:
            found = msgspec.json.decode(await self._read("GET", path, LONGEST_SYNC, patience_s))
        except msgspec.DecodeError:
            found = None
        except TooLarge as error:
            raise Failed(error.problem.message) from None
        if not isinstance(found, dict):
            raise Failed(later("The homeserver's answer cannot be read."))
        return found

    async def close(self) -> None:
        """Let all connections go."""
        await self._nio.close()

    def _direct(self) -> str:
        return f"{API}/user/{quote(self._settings.user, safe='')}/account_data/m.direct"

    async def _read(
        self, method: str, path: str, limit: int, patience_s: float, body: bytes | None = None
    ) -> bytes:
        token = self._nio.access_token
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            answer = await self._nio.send(method, path, body, headers, timeout=patience_s)
            async with answer:
                parts: list[bytes] = []
                async for piece in answer.content.iter_chunked(_PIECE):
                    limit -= len(piece)
                    if limit < 0:
                        raise TooLarge(later("The file is too large."))
                    parts.append(piece)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _unanswered(error) from None
        found = b"".join(parts)
        if answer.status != 200:
            raise _refused(answer.status, found)
        return found


_FILTER: Final = msgspec.json.encode(
    {
        "presence": {"types": []},
        "account_data": {"types": []},
        "room": {
            "timeline": {"limit": 100, "lazy_load_members": True},
            "state": {"lazy_load_members": True, "include_redundant_members": True},
            "ephemeral": {"types": ["m.receipt", "m.typing"]},
            "account_data": {"types": []},
        },
    }
).decode()


async def _pieces(path: Path) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(path.open, "rb") as file:
        while piece := await asyncio.to_thread(file.read, _PIECE):
            yield piece


async def _done(asked: Awaitable[Any]) -> Any:
    """A request's answer. Raises Failed."""
    try:
        answer = await asked
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise _unanswered(error) from None
    _check(answer)
    return answer


async def _paired(asked: Awaitable[Any]) -> Any:
    try:
        answer = await asked
    except (aiohttp.ClientError, TimeoutError) as error:
        raise _unanswered(error) from None
    _check(answer[0])
    return answer


def _check(answer: Any) -> None:
    if isinstance(answer, nio.ErrorResponse):
        transport = answer.transport_response
        status = transport.status if transport is not None else 0
        raise _failed(str(answer.status_code or ""), status, answer.retry_after_ms)


def _unanswered(error: Exception) -> Failed:
    if isinstance(error, (aiohttp.ClientConnectorError, aiohttp.InvalidURL)):
        return Failed(later("The homeserver cannot be reached."))
    if isinstance(error, TimeoutError):
        return Failed(later("The homeserver did not answer in time."), acted=True)
    return Failed(later("The connection broke before the homeserver answered."), acted=True)


def _refused(status: int, body: bytes) -> Failed:
    try:
        about = msgspec.json.decode(body)
    except msgspec.DecodeError:
        about = {}
    about = about if isinstance(about, dict) else {}
    wait = about.get("retry_after_ms")
    return _failed(str(about.get("errcode", "")), status, wait if isinstance(wait, int) else None)


def _failed(code: str, status: int, wait_ms: Millis | None) -> Failed:
    """What an error of the server's means (Client-Server API section 3, standard error response)."""
    if code == "M_LIMIT_EXCEEDED" or status == 429:
        words = later("The homeserver takes no more so quickly.")
        return Failed(words, code="M_LIMIT_EXCEEDED", status=status, wait_ms=wait_ms or 5_000)
    if status >= 500 or not code:
        words = later(f"The homeserver answered {status}.")
        return Failed(words, code=code, status=status, acted=status >= 500)
    return Failed(later(f"The homeserver refused it ({code})."), code=code, status=status)
