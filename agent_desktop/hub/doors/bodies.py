"""Reading requests: the body into a record, numbers from the query, the secret from `Authorization`.

Promises a bound on bytes and on time for every read. Refuses bodies that claim another type than
`application/json`, and query parameters that the route does not know.
"""

import asyncio
from collections.abc import AsyncIterator, Collection
from typing import Final, TypeVar

import msgspec
from starlette.requests import ClientDisconnect, HTTPConnection, Request

from agent_desktop.hub.doors.faults import Malformed, MediaTypeRefused, TooLarge, TooSlow
from agent_desktop.hub.doors.frames import decode, shown
from agent_desktop.model.base import Record
from agent_desktop.model.errors import NeedsSignIn

R = TypeVar("R", bound=Record)

MAX_BODY: Final = 64 * 1024
CHUNK_WITHIN: Final = 20.0
"""Seconds in which the next piece of a body must come."""
_LARGEST: Final = 2**53 - 1


async def pieces(request: Request, limit: int) -> AsyncIterator[bytes]:
    """The body as it comes. Raises TooLarge beyond `limit` bytes (before reading, if announced), TooSlow, Malformed."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > limit:
        raise _too_large(int(announced), limit)
    seen = 0
    stream = request.stream()
    while True:
        try:
            async with asyncio.timeout(CHUNK_WITHIN):
                piece = await anext(stream, None)
        except TimeoutError:
            raise TooSlow("The body came too slowly.") from None
        except ClientDisconnect:
            raise Malformed("The body ended too early.") from None
        if piece is None:
            return
        seen += len(piece)
        if seen > limit:
            raise _too_large(seen, limit)
        yield piece


def _too_large(size: int, limit: int) -> TooLarge:
    return TooLarge(
        f"The body is larger than {limit} bytes.", field="content-length", value=str(size)
    )


async def read_record(
    request: Request, decoder: msgspec.json.Decoder[R], limit: int = MAX_BODY
) -> R:
    """The JSON body as a record. Raises Malformed, MediaTypeRefused, TooLarge, TooSlow."""
    kind = request.headers.get("content-type", "")
    if kind.split(";")[0].strip().lower() not in ("", "application/json"):
        raise MediaTypeRefused(
            "The body must be JSON.",
            field="Content-Type",
            value=shown(kind),
            remedy="Send Content-Type: application/json.",
        )
    data = b"".join([piece async for piece in pieces(request, limit)])
    return decode(decoder, data)


def check_query(request: Request, known: Collection[str]) -> None:
    """Raises Malformed for a query parameter that is not `known`, or that comes twice."""
    seen: set[str] = set()
    for name, value in request.query_params.multi_items():
        if name not in known:
            raise Malformed("This parameter is not known.", field=shown(name), value=shown(value))
        if name in seen:
            raise Malformed("This parameter came twice.", field=shown(name), value=shown(value))
        seen.add(name)


def query_int(
    request: Request, name: str, default: int, lowest: int = 1, highest: int = _LARGEST
) -> int:
    """A whole number from the query. Raises Malformed unless it lies between `lowest` and `highest`."""
    text = request.query_params.get(name)
    if text is None:
        return default
    if not (
        text.isascii() and text.isdecimal() and len(text) < 20 and lowest <= int(text) <= highest
    ):
        raise Malformed(
            f"`{name}` is a whole number from {lowest} to {highest}.", field=name, value=shown(text)
        )
    return int(text)


def bearer(request: HTTPConnection) -> str:
    """The token of the `Authorization: Bearer …` header. Raises NeedsSignIn when there is none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not token:
        raise NeedsSignIn(
            "This needs a sign-in.",
            field="Authorization",
            remedy="Send the header Authorization: Bearer and the token of a sign-in.",
        )
    return token
