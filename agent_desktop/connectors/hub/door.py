"""The hub over HTTP: signing in, history, downloads.

Promises that nothing but the hub's own JSON is ever taken for an answer, that redirects are not followed, that the
token travels in one header alone and only while somebody vouches for who listens at the address, and that a downloaded
file is there whole or not at all. Loads httpx.
"""

import asyncio
import contextlib
import os
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

import httpx
import msgspec

from agent_desktop.connectors.hub.address import HubAddress
from agent_desktop.connectors.hub.translate import broke_off, error_of, stranger, unreachable
from agent_desktop.hub.protocol import ProblemBody, SignedIn, SignIn, TicketSignIn
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Record, new_id
from agent_desktop.model.errors import Offline, StoreFailed, Unclear

R = TypeVar("R", bound=Record)
ANSWER_WITHIN_S = 20.0
CONNECT_WITHIN_S = 10.0
#: Where there are other nodes to try.
IMPATIENT_S = 3.0
CHUNK = 256 * 1024
_LONGEST_JSON = 32 * 1024 * 1024


async def open_door(address: HubAddress) -> "Door":
    """A door to the hub at `address`; nothing is sent yet."""
    trust = await asyncio.to_thread(ssl.create_default_context) if address.secure else None
    return Door(address, trust)


class Door:
    """One hub's HTTP side. `trust` is the TLS context, None for plain http to this computer."""

    def __init__(self, address: HubAddress, trust: ssl.SSLContext | None) -> None:
        self.address = address
        self.trust = trust
        self.impatient = False
        """Whether there are other nodes to try."""
        self.vouched: Callable[[], bool] = lambda: True
        self._client = httpx.AsyncClient(
            timeout=httpx.Timeout(ANSWER_WITHIN_S, connect=CONNECT_WITHIN_S),
            limits=httpx.Limits(max_connections=8),
            verify=trust if trust is not None else False,  # without TLS there is nothing to verify
            trust_env=not address.this_computer,  # no proxy stands between a computer and itself
            follow_redirects=False,
        )

    def reach(self) -> HubAddress:
        """Where the hub answers. Raises Offline while nobody vouches that it is the hub who listens there."""
        if not self.vouched():
            raise Offline("There is no connection to the hub.")
        return self.address

    async def post(
        self, method: str, path: str, kind: type[R], token: str, query: dict[str, str], body: bytes
    ) -> R:
        """Send bytes; the record that the hub answers."""
        headers = {"Content-Type": "application/octet-stream"}
        return await self._json(
            method, path, kind, token=token, query=query, content=body, headers=headers
        )

    async def sign_in(self, wish: SignIn | TicketSignIn) -> SignedIn:
        """A token for an e-mail and password, or for a ticket."""
        path = "/v1/sign-in" if isinstance(wish, SignIn) else "/v1/sign-in/ticket"
        return await self._json("POST", path, SignedIn, content=msgspec.json.encode(wish))

    async def sign_out(self, token: str) -> None:
        """Revoke the token."""
        async with self._answer("POST", "/v1/sign-out", token):
            pass

    async def get(self, path: str, kind: type[R], token: str, **query: int | str) -> R:
        """A record that the hub answers."""
        return await self._json("GET", path, kind, token=token, query=query)

    async def get_in(
        self, language: str, path: str, kind: type[R], token: str, query: Mapping[str, str]
    ) -> R:
        """The same, its words in a language that the hub speaks."""
        headers = {"Accept-Language": language}
        return await self._json("GET", path, kind, token=token, query=query, headers=headers)

    async def read_in(
        self, language: str, path: str, token: str, query: Mapping[str, str]
    ) -> bytes:
        """The answer as it came, for who reads long ones in parts."""
        headers = {"Accept-Language": language}
        async with self._answer("GET", path, token, query, None, headers) as answer:
            return await _body(answer)

    async def do(
        self,
        method: str,
        path: str,
        token: str,
        body: bytes | None = None,
        *,
        media_type: str = "application/json",
        within_s: float = ANSWER_WITHIN_S,
    ) -> None:
        """Ask for something that is answered with nothing but that it is done. Raises Unclear too."""
        headers = {"Content-Type": media_type} if body is not None else None
        try:
            async with self._answer(
                method, path, token, content=body, headers=headers, within_s=within_s
            ):
                pass
        except Offline as error:
            if isinstance(
                error.__cause__, httpx.ReadError | httpx.ReadTimeout | httpx.RemoteProtocolError
            ):
                raise Unclear("The link broke before the hub answered.") from error
            raise

    async def ask(
        self, method: str, path: str, kind: type[R], token: str, body: bytes, within_s: float
    ) -> R:
        """Ask for something that takes a while; what is found out. `body` is JSON."""
        return await self._json(method, path, kind, token=token, content=body, within_s=within_s)

    async def download(self, attachment: Attachment, target: Path, token: str) -> None:
        """Write the file to `target`. Raises StoreFailed when the disk refuses."""
        part = target.with_name(f".{new_id()}.part")
        try:
            async with self._answer(
                "GET", f"/v1/attachments/{quote(attachment.id, safe='')}", token
            ) as answer:
                size = await self._write(answer, part, attachment.size)
            if size != attachment.size:
                raise stranger()
            await asyncio.to_thread(os.replace, part, target)
        except OSError as error:
            raise _unkept(attachment.name, error) from error
        finally:
            with contextlib.suppress(OSError):
                await asyncio.to_thread(part.unlink, missing_ok=True)

    async def draw(
        self,
        path: str,
        target: Path,
        token: str,
        query: Mapping[str, int | str],
        headers: dict[str, str],
        *,
        most: int,
        within_s: float,
        whole: Callable[[Path], bool] = lambda _: True,
    ) -> None:
        """Write what the hub makes of a question to `target`, whole or not at all: `whole` judges what came where no
        length was told. `within_s` is how long the hub may be silent. Raises StoreFailed when the disk refuses."""
        part = target.with_name(f".{new_id()}.part")
        try:
            async with self._answer(
                "GET", path, token, query, headers=headers, within_s=within_s
            ) as answer:
                told = answer.headers.get("content-length", "")
                size = await self._write(answer, part, most)
            if size > most or (told and told != str(size)):
                raise stranger()
            if not await asyncio.to_thread(whole, part):
                raise broke_off()
            await asyncio.to_thread(os.replace, part, target)
        except OSError as error:
            raise _unkept(target.name, error) from error
        finally:
            with contextlib.suppress(OSError):
                await asyncio.to_thread(part.unlink, missing_ok=True)

    async def read(self, attachment: Attachment, token: str, path: str = "") -> bytes:
        """The file's bytes, those of an attachment unless they are at another `path`."""
        path = path or f"/v1/attachments/{quote(attachment.id, safe='')}"
        body = await self.read_up_to(attachment.size, token, path)
        if len(body) != attachment.size:
            raise stranger()
        return body

    async def read_up_to(self, most: int, token: str, path: str) -> bytes:
        """The bytes at `path`, of which nobody knows more than that there are at most so many."""
        body = bytearray()
        async with self._answer("GET", path, token) as answer:
            async for chunk in answer.aiter_bytes(CHUNK):
                body += chunk
                if len(body) > most:
                    raise stranger()
        return bytes(body)

    async def close(self) -> None:
        """Release the connections."""
        await self._client.aclose()

    @staticmethod
    async def _write(answer: httpx.Response, part: Path, most: int) -> int:
        size = 0
        with await asyncio.to_thread(part.open, "xb") as file:
            async for chunk in answer.aiter_bytes(CHUNK):
                size += len(chunk)
                if size > most:
                    break
                await asyncio.to_thread(file.write, chunk)
            await asyncio.to_thread(file.flush)
        return size

    async def _json(
        self,
        method: str,
        path: str,
        kind: type[R],
        *,
        token: str = "",
        query: Mapping[str, int | str] | None = None,
        content: bytes | AsyncIterator[bytes] | None = None,
        headers: dict[str, str] | None = None,
        within_s: float = ANSWER_WITHIN_S,
    ) -> R:
        async with self._answer(method, path, token, query, content, headers, within_s) as answer:
            body = await _body(answer)
        try:
            return msgspec.json.decode(body, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise stranger() from None

    @contextlib.asynccontextmanager
    async def _answer(
        self,
        method: str,
        path: str,
        token: str,
        query: Mapping[str, int | str] | None = None,
        content: bytes | AsyncIterator[bytes] | None = None,
        headers: dict[str, str] | None = None,
        within_s: float = ANSWER_WITHIN_S,
    ) -> AsyncIterator[httpx.Response]:
        """A good answer, its body not yet read. Raises DeskError for every other end."""
        more = {"Accept-Encoding": "identity", **(headers or {})}
        if isinstance(content, bytes):
            more.setdefault("Content-Type", "application/json")
        if token:
            more["Authorization"] = f"Bearer {token}"
        address = self.reach()
        connect_s = IMPATIENT_S if self.impatient else CONNECT_WITHIN_S

        async def still_there(step: str, _: object) -> None:
            """Connecting took a while: the secret goes only to who was vouched for all the time."""
            if step == "http11.send_request_headers.started" and self.reach() != address:
                raise Offline("There is no connection to the hub.")

        try:
            async with self._client.stream(
                method,
                address.base + path,
                params=query,
                content=content,
                headers=more,
                timeout=httpx.Timeout(within_s, connect=connect_s),
                extensions={"trace": still_there},
            ) as answer:
                if not answer.is_success:
                    raise await _refusal(answer)
                yield answer
        except httpx.LocalProtocolError:
            raise
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError) as error:
            raise unreachable(error) from error


def _unkept(name: str, error: OSError) -> StoreFailed:
    return StoreFailed(
        f"“{name[:80]}” could not be saved: {error.strerror or 'the disk refused'}.",
        remedy="Choose another folder or free some space, and try again.",
    )


async def _refusal(answer: httpx.Response) -> Exception:
    if not answer.is_error:
        return stranger()  # a redirect: hubs make none
    try:
        return error_of(msgspec.json.decode(await _body(answer), type=ProblemBody).problem)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return stranger()


async def _body(answer: httpx.Response) -> bytes:
    body = bytearray()
    async for chunk in answer.aiter_bytes():
        body += chunk
        if len(body) > _LONGEST_JSON:
            raise stranger()
    return bytes(body)
