"""HTTP answers: a record, or a problem.

Promises that every answer from 400 on has a `ProblemBody`, whoever raised it, with `Retry-After` and `Allow` where they
belong. Refuses to show an unexpected error's text: it goes to the log, the client gets a plain sentence.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.websockets import WebSocket

from agent_desktop.hub.doors.faults import (
    Forbidden,
    Malformed,
    MethodRefused,
    NotFound,
    TooLarge,
    TooMany,
    TooSlow,
    status_of,
    whole_seconds,
)
from agent_desktop.hub.doors.frames import encode, shown
from agent_desktop.hub.protocol import ProblemBody
from agent_desktop.model.base import Record
from agent_desktop.model.errors import DeskError, Offline, Problem

JSON: Final = "application/json"
FAULT: Final = Problem(
    code="failed",
    message="The hub could not do this; the fault is on its side.",
    remedy="Try again. If it stays, look at the hub's log.",
)
_log = logging.getLogger("agent_desktop.hub")


def answer(record: Record, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """The record as a JSON answer."""
    return Response(encode(record), status_code=status, media_type=JSON, headers=headers)


def refusal(error: DeskError, headers: Mapping[str, str] | None = None) -> Response:
    """The answer for an expected failure."""
    more = dict(headers or {})
    if isinstance(error, TooMany):
        more["retry-after"] = str(whole_seconds(error.retry_after_ms))
    if isinstance(error, MethodRefused):
        more["allow"] = error.allowed
    if isinstance(error, (TooLarge, TooSlow)):
        more["connection"] = "close"  # the rest of the body is not wanted
    if error.problem.code == "needs_sign_in":
        more["www-authenticate"] = "Bearer"
    return answer(ProblemBody(problem=error.problem), status_of(error.problem), more)


async def deny(websocket: WebSocket, error: DeskError) -> None:
    """Answer a WebSocket's opening with an HTTP problem instead of accepting it."""
    await websocket.send_denial_response(refusal(error))


async def on_desk_error(request: Request | WebSocket, error: Exception) -> Response:
    """Starlette's handler for every `DeskError` that a route raises."""
    assert isinstance(error, DeskError)
    # That something beyond the hub is silent is told where it is looked after, not once for each who asks.
    if status_of(error.problem) >= 500 and not isinstance(error, Offline):
        _log.error("%s failed: %s", request.url.path.split("/")[1], error.problem.code)
    return refusal(error)


async def on_http_exception(request: Request | WebSocket, error: Exception) -> Response:
    """Starlette's handler for what its router raises: no such route, wrong method."""
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        method = request.scope.get("method", "")
        return refusal(MethodRefused(shown(method), (error.headers or {}).get("Allow", "")))
    if error.status_code == 404:
        return refusal(
            NotFound(
                "There is nothing at this address.", field="path", value=shown(request.url.path)
            )
        )
    if error.status_code == 403:
        return refusal(Forbidden(error.detail))
    if error.status_code == 413:
        return refusal(TooLarge(error.detail))
    return refusal(Malformed(error.detail))


async def on_fault(request: Request | WebSocket, error: Exception) -> Response:
    """Starlette's handler for everything that nobody expected; the log names the kind and the place, not the data."""
    where = error.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where is not None else "?"
    _log.error("unexpected %s at %s", type(error).__name__, place)
    return answer(ProblemBody(problem=FAULT), 500)


HANDLERS: Final[
    dict[type[Exception], Callable[[Request | WebSocket, Exception], Awaitable[Response]]]
] = {DeskError: on_desk_error, HTTPException: on_http_exception, Exception: on_fault}
