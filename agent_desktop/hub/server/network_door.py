"""The door for networks that speak to the hub by HTTP: `/networks/{entry point}/{rest}` goes to that session.

Promises a bounded body, and that sessions alone judge signatures, over the raw bytes. Refuses to say which entry points
there are: whatever is none answers as everything that is not there.
"""

from collections.abc import AsyncIterator
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from agent_desktop.hub.doors.answers import on_fault
from agent_desktop.hub.doors.bodies import pieces
from agent_desktop.hub.doors.faults import NotFound
from agent_desktop.hub.server.house import House
from agent_desktop.hub.written.port import Webhook
from agent_desktop.model.errors import DeskError

MAX_BODY: Final = 4 * 1024 * 1024
METHODS: Final = ["GET", "POST"]


def network_routes(house: House) -> list[Route]:
    """The route of all entry points."""

    async def enter(request: Request) -> Response:
        try:
            session: object = house.office.session(request.path_params["entry"])
            if not isinstance(session, Webhook):
                raise NotFound("There is nothing here.")
            headers = {name.lower(): value for name, value in request.headers.items()}
            status, more, body = await session.answer(
                request.method,
                request.path_params.get("rest", ""),
                request.url.query,
                headers,
                _body(request),
            )
            return Response(body, status, more)
        except DeskError:
            raise
        except Exception as error:
            return await on_fault(request, error)

    paths = ("/networks/{entry}", "/networks/{entry}/{rest:path}")
    return [Route(path, enter, methods=METHODS) for path in paths]


async def _body(request: Request) -> AsyncIterator[bytes]:
    async for piece in pieces(request, MAX_BODY):
        yield piece
