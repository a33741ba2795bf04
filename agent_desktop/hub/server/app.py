"""The hub's Starlette application: the gate that everything passes, the agents' routes, the channels' routes.

Promises that a foreign `Host` reaches no route, that every answer carries the security headers, and that requests and
sockets are limited by network address. Refuses to serve any file by path.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final

import msgspec
from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from agent_desktop.hub.doors.answers import HANDLERS, JSON, deny, refusal
from agent_desktop.hub.doors.faults import Stopping, TooMany
from agent_desktop.hub.doors.lines import Line, turn_away
from agent_desktop.hub.doors.origins import REFUSAL_FOR_ALL, check_host, check_origin
from agent_desktop.hub.doors.shared import Shared, peer_of
from agent_desktop.hub.server import (
    admin,
    alert_routes,
    audit_routes,
    behind_routes,
    desk_routes,
    figure_routes,
    network_consent_routes,
    network_routes,
    opt_out_routes,
    quarantine_routes,
    report_customers,
    report_routes,
    report_schedule_routes,
    rule_routes,
    shift_routes,
    signing_in,
    sound_server_routes,
    survey_routes,
    target_routes,
    team_routes,
    trunk_routes,
    voice_admin,
    wallboard_routes,
    why_routes,
)
from agent_desktop.hub.server.front import RELAYED
from agent_desktop.hub.server.house import House
from agent_desktop.hub.server.live import LiveDesk
from agent_desktop.hub.server.network_door import network_routes as network_doors
from agent_desktop.hub.server.openapi import document
from agent_desktop.hub.server.operations import Operation, route
from agent_desktop.hub.server.phone_door import PhoneDoor
from agent_desktop.hub.server.phone_lines import PATH
from agent_desktop.hub.server.wallboard_door import wallboard_doors
from agent_desktop.model.errors import DeskError

OPERATIONS: Final[tuple[Operation, ...]] = (
    *desk_routes.OPERATIONS,
    *signing_in.OPERATIONS,
    *admin.OPERATIONS,
    *voice_admin.OPERATIONS,
    *sound_server_routes.OPERATIONS,
    *trunk_routes.OPERATIONS,
    *network_routes.OPERATIONS,
    *quarantine_routes.OPERATIONS,
    *opt_out_routes.OPERATIONS,
    *network_consent_routes.OPERATIONS,
    *figure_routes.OPERATIONS,
    *behind_routes.OPERATIONS,
    *report_routes.OPERATIONS,
    *report_customers.OPERATIONS,
    *report_schedule_routes.OPERATIONS,
    *rule_routes.OPERATIONS,
    *why_routes.OPERATIONS,
    *survey_routes.OPERATIONS,
    *alert_routes.OPERATIONS,
    *target_routes.OPERATIONS,
    *wallboard_routes.OPERATIONS,
    *shift_routes.OPERATIONS,
    *team_routes.OPERATIONS,
    *audit_routes.OPERATIONS,
)
"""Every HTTP route of agents and administrators."""

HEADERS: Final = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
"""Set on every answer unless the route has set its own."""


def build_app(house: House, channels: Sequence[BaseRoute] = ()) -> ASGIApp:
    """The application. `channels` are the routes of the visitors' doors."""

    async def openapi(request: Request) -> Response:
        check_origin(request.headers)
        return Response(_described(), media_type=JSON)

    async def live(websocket: WebSocket) -> None:
        try:
            check_origin(websocket.headers)
            if (why := house.shared.lines.parting) is not None:  # it is read before any hello
                raise Stopping(why.message, remedy=why.remedy, field=why.field)
        except DeskError as error:
            await deny(websocket, error)
            return
        line = Line(websocket)
        with house.shared.lines.holding(line):
            relayed = RELAYED in websocket.scope
            await line.run(lambda line: LiveDesk(house, line, relayed=relayed).talk())

    routes: list[BaseRoute] = [route(house, operation) for operation in OPERATIONS]
    routes.append(Route("/v1/openapi.json", openapi))
    routes.append(WebSocketRoute("/v1/live", live))
    routes.append(WebSocketRoute(PATH, PhoneDoor(house).enter))
    routes.extend(network_doors(house))
    routes.extend(wallboard_doors(house))
    routes.extend(channels)
    app = Starlette(routes=routes, exception_handlers=HANDLERS)
    app.router.redirect_slashes = False
    return Gate(app, house.shared)


@cache
def _described() -> bytes:
    """The document of the HTTP interface, made when somebody reads it."""
    return msgspec.json.encode(document(OPERATIONS))


class Gate:
    """What stands before every route: host, limits, headers."""

    def __init__(self, app: ASGIApp, shared: Shared) -> None:
        self._app = app
        self._shared = shared

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it with a ProblemBody."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            self._check(scope)
        except DeskError as error:
            await self._refuse(error, scope, receive, send_with_headers)
            return
        await self._app(scope, receive, send_with_headers)

    def _check(self, scope: Scope) -> None:
        check_host(Headers(scope=scope), self._shared.names)
        peer = peer_of(HTTPConnection(scope))
        if scope["type"] == "websocket":
            self._shared.limits.sockets.take(peer, "new sockets")
        else:
            self._shared.limits.requests.take(peer, "requests")

    @staticmethod
    async def _refuse(error: DeskError, scope: Scope, receive: Receive, send: Send) -> None:
        # pages read neither an answer without this header nor a refused opening
        told = isinstance(error, TooMany) and scope["path"].startswith("/chat/")
        if scope["type"] == "websocket":
            websocket = WebSocket(scope, receive, send)
            if told:
                await turn_away(websocket, error.problem)
            else:
                await deny(websocket, error)
        else:
            await refusal(error, REFUSAL_FOR_ALL if told else None)(scope, receive, send)
