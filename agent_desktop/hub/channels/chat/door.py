"""The visitors' door: its routes, the gate before each, and what they share.

Promises that an answer to a page of an allowed origin can be read by that page and no other, and a refusal by every
page, so that it can say why; that a visitor's token opens that visitor's chat and files and nothing else. Refuses
cookies, and wildcards for anything but refusals.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from agent_desktop.hub.channels.chat.calling import Calling, WebVoice
from agent_desktop.hub.channels.chat.pages import serve_demo, serve_widget, words_for
from agent_desktop.hub.channels.chat.rates import ChatLimits, ChatRates
from agent_desktop.hub.channels.chat.sessions import Sessions
from agent_desktop.hub.channels.chat.tabs import Tabs
from agent_desktop.hub.channels.chat.talk import Talk
from agent_desktop.hub.channels.chat.transcript import transcript
from agent_desktop.hub.crm.visitors import VisitorCalls
from agent_desktop.hub.doors.answers import answer, deny, on_fault, refusal
from agent_desktop.hub.doors.bodies import bearer, check_query, query_int
from agent_desktop.hub.doors.faults import Forbidden
from agent_desktop.hub.doors.lines import Line
from agent_desktop.hub.doors.origins import (
    REFUSAL_FOR_ALL,
    check_origin,
    cross_origin_headers,
    is_own_origin,
)
from agent_desktop.hub.doors.shared import Shared, peer_of
from agent_desktop.hub.doors.uploads import nothing_here
from agent_desktop.hub.protocol import Uploaded
from agent_desktop.hub.storage.tokens import Token
from agent_desktop.model.errors import DeskError, Refused

AWAY_AFTER: Final = 4.0
"""Seconds after the last tab closed until the agent is told: longer than loading a page anew."""
_WHOLE_CHAT: Final = 100_000
_EXPOSED: Final = {"access-control-expose-headers": "Retry-After, Content-Disposition"}
Handler = Callable[[Request], Awaitable[Response]]


class ChatDoor:
    """The visitors' door of one running hub."""

    def __init__(
        self,
        calls: VisitorCalls,
        shared: Shared,
        rates: ChatRates | None = None,
        away_after: float = AWAY_AFTER,
        voice: WebVoice | None = None,
    ) -> None:
        self._calls = calls
        self._shared = shared
        self._limits = ChatLimits(rates or ChatRates())
        self._sessions = Sessions(calls, shared, self._limits)
        self._tabs = Tabs(calls, away_after)
        self._calling = Calling(calls, voice, self._limits, self._tabs.tell)

    def routes(self) -> list[BaseRoute]:
        """What the hub's application mounts."""
        file = "/chat/v1/attachments/{attachment_id}"
        return [
            self._open("/chat/v1/sessions", {"POST": self._start}),
            self._open(file, {"PUT": self._receive, "GET": self._give}),
            self._open(
                "/chat/v1/uploads/{upload_id}",
                {"POST": self._begin, "PUT": self._go_on, "DELETE": self._give_up},
            ),
            self._open("/chat/v1/transcript", {"GET": self._transcript}),
            WebSocketRoute("/chat/v1/live", self._live),
            Route("/widget.js", serve_widget, methods=["GET"]),
            Route("/demo", serve_demo, methods=["GET"]),
        ]

    def _open(self, path: str, handlers: dict[str, Handler]) -> Route:
        """A route that pages of other origins may use, where an entry point names them."""

        async def endpoint(request: Request) -> Response:
            headers: dict[str, str] = {}
            try:
                if "origin" in request.headers and not is_own_origin(request.headers):
                    origins = await self._calls.call(lambda door: door.chat_origins())
                    headers = cross_origin_headers(request.headers, origins) | {"vary": "Origin"}
                if request.method == "OPTIONS":
                    return _preflight(request, headers)
                method = "GET" if request.method == "HEAD" else request.method
                response = await handlers[method](request)
            except DeskError as error:
                return refusal(error, REFUSAL_FOR_ALL | headers | _EXPOSED)
            except Exception as error:
                return await on_fault(request, error)
            if headers:
                response.headers.update(headers | _EXPOSED)
            return response

        return Route(path, endpoint, methods=[*handlers, "OPTIONS"])

    async def _start(self, request: Request) -> Response:
        started = await self._sessions.start(request)
        return answer(started, headers={"cache-control": "no-store"})

    async def _visitor(self, request: Request) -> Token:
        """Whose token this is, from a page that may use it."""
        token = await self._shared.keys.check(bearer(request), "visitor")
        entry_point = await self._calls.call(lambda door: door.entry_point(token.entry_point_id))
        check_origin(request.headers, entry_point.origins)
        return token

    async def _receive(self, request: Request) -> Response:
        token = await self._visitor(request)
        check_query(request, ("name",))
        self._limits.files.take(token.subject, "files")
        await self._check_begun(token)
        kept = await self._shared.uploads.receive(
            request,
            f"visitor:{token.subject}",
            request.path_params["attachment_id"],
            self._limits.uploads,
        )
        return answer(Uploaded(attachment=kept))

    async def _begin(self, request: Request) -> Response:
        token = await self._visitor(request)
        check_query(request, ("name", "size", "sha256"))
        self._limits.files.take(token.subject, "files")
        await self._check_begun(token)
        stands = await self._shared.resuming.begin(
            f"visitor:{token.subject}",
            request.path_params["upload_id"],
            request.query_params.get("name", ""),
            query_int(request, "size", 0),
            request.query_params.get("sha256", ""),
            self._limits.uploads,
        )
        return answer(stands)

    async def _go_on(self, request: Request) -> Response:
        token = await self._visitor(request)
        check_query(request, ("offset",))
        self._limits.parts.take(token.subject, "parts")
        stands = await self._shared.resuming.add(
            request,
            f"visitor:{token.subject}",
            request.path_params["upload_id"],
            query_int(request, "offset", 0, lowest=0),
            self._limits.uploads,
        )
        return answer(stands)

    async def _give_up(self, request: Request) -> Response:
        token = await self._visitor(request)
        check_query(request, ())
        upload_id = request.path_params["upload_id"]
        await self._shared.resuming.give_up(f"visitor:{token.subject}", upload_id)
        return Response(status_code=204)

    async def _check_begun(self, token: Token) -> None:
        chat = await self._calls.call(lambda door: door.chat(token.subject))
        if chat.conversation_id is None:
            raise Refused(
                "Files belong to a chat, and this one has not begun.",
                remedy="Write a message first.",
            )

    async def _give(self, request: Request) -> Response:
        token = await self._visitor(request)
        check_query(request, ())
        attachment_id = request.path_params["attachment_id"]
        file = await self._shared.uploads.find(attachment_id)
        if file.owner != f"visitor:{token.subject}":
            chat = await self._calls.call(lambda door: door.chat(token.subject))
            if file.conversation_id is None or file.conversation_id != chat.conversation_id:
                raise nothing_here(attachment_id)
        return self._shared.uploads.download(file)

    async def _transcript(self, request: Request) -> Response:
        token = await self._visitor(request)
        check_query(request, ("language",))
        self._limits.transcripts.take(token.subject, "transcripts")
        items = await self._calls.call(
            lambda door: door.chat_items(token.subject, limit=_WHOLE_CHAT)
        )
        entry_point = await self._calls.call(lambda door: door.entry_point(token.entry_point_id))
        words = words_for(request.query_params.get("language", "en"))
        text = transcript(entry_point.title or entry_point.name, items, words)
        day = datetime.fromtimestamp(self._shared.clock() / 1000, UTC).strftime("%Y-%m-%d")
        return Response(
            text.encode("utf-8", "replace"),
            media_type="text/plain",
            headers={
                "content-disposition": f'attachment; filename="chat-{day}.txt"',
                "content-security-policy": "sandbox; default-src 'none'",
                "x-content-type-options": "nosniff",
                "cache-control": "private, no-store",
            },
        )

    async def _live(self, websocket: WebSocket) -> None:
        try:
            origins = await self._calls.call(lambda door: door.chat_origins())
            check_origin(websocket.headers, origins)
        except DeskError as error:
            await deny(websocket, error)
            return
        talk = Talk(
            self._calls,
            self._shared,
            self._tabs,
            self._calling,
            self._limits,
            websocket.headers,
            peer_of(websocket),
        )
        line = Line(websocket)
        with self._shared.lines.holding(line):
            await line.run(talk.run)


def _preflight(request: Request, headers: dict[str, str]) -> Response:
    if "access-control-allow-origin" not in headers:
        check_origin(request.headers)
        raise Forbidden("Only pages of other origins ask this.", field="Origin")
    return Response(status_code=204, headers=headers)


def routes(
    calls: VisitorCalls,
    shared: Shared,
    rates: ChatRates | None = None,
    away_after: float = AWAY_AFTER,
    voice: WebVoice | None = None,
) -> list[BaseRoute]:
    """The visitors' routes, for the hub's application to mount. With a `voice` pages may call."""
    return ChatDoor(calls, shared, rates, away_after, voice).routes()
