"""`/wallboard` and `/wallboard/live`: the page for big screens, and the socket that its figures come by.

Promises that the link's secret travels in the first frame alone, never in an address; that a link which is revoked ends
every screen at once; that the page runs under a strict Content-Security-Policy which names its style and script by
their hashes, and loads nothing from anywhere. Refuses pages of other origins, and any wish but to look.
"""

import asyncio
import base64
import hashlib
from collections.abc import Callable
from functools import cache
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from agent_desktop.files import resource
from agent_desktop.hub.centre.wallboards import KIND
from agent_desktop.hub.doors.answers import deny
from agent_desktop.hub.doors.faults import Malformed, TooSlow
from agent_desktop.hub.doors.frames import decode
from agent_desktop.hub.doors.hello import check_first
from agent_desktop.hub.doors.lines import Line
from agent_desktop.hub.doors.origins import check_origin
from agent_desktop.hub.protocol import PROTOCOL_VERSION, FromWall, WallAsk, WallHello, WallWelcome
from agent_desktop.hub.server.house import House
from agent_desktop.hub.storage.tokens import Token
from agent_desktop.model.base import Record
from agent_desktop.model.errors import DeskError
from agent_desktop.model.wallboards import PAGE
from agent_desktop.model.words import later

HELLO_WITHIN: Final = 10.0
_COLOURS: Final = {
    "window": ("bg", "window"),
    "surface": ("bg", "surface"),
    "text": ("text", "primary"),
    "soft": ("text", "secondary"),
    "faint": ("text", "tertiary"),
    "line": ("border", "subtle"),
    "track": ("border", "strong"),
    "good": ("sla", "met"),
    "good-bg": ("sla", "metBg"),
    "warn": ("sla", "atRisk"),
    "warn-bg": ("sla", "atRiskBg"),
    "bad": ("sla", "breached"),
    "bad-bg": ("sla", "breachedBg"),
    "working": ("accent", "text"),
    "ready": ("presenceDot", "ready"),
    "away": ("presenceDot", "idle"),
    "offline": ("presenceDot", "offline"),
}
_frames: msgspec.json.Decoder[FromWall] = msgspec.json.Decoder(FromWall)


def wallboard_doors(house: House) -> list[BaseRoute]:
    """What the hub's application mounts."""

    async def live(websocket: WebSocket) -> None:
        try:
            check_origin(websocket.headers)
        except DeskError as error:
            await deny(websocket, error)
            return
        line = Line(websocket)
        with house.shared.lines.holding(line):
            await line.run(lambda line: _talk(house, line))

    return [Route(PAGE, serve_page, methods=["GET"]), WebSocketRoute(f"{PAGE}/live", live)]


# --- the socket


async def _talk(house: House, line: Line) -> None:
    """One screen, from its hello to its end."""
    walls = house.boards.walls
    unwatch: Callable[[], None] | None = None
    try:
        token = await _hello(house, line)
        unwatch = house.shared.keys.watch(token.id, line.goodbye)
        line.send(
            WallWelcome(
                protocol=PROTOCOL_VERSION,
                hub=house.team,
                page=_page().tag,
                at=house.shared.clock(),
            )
        )
        walls.show(line, token.subject)
        while True:
            frame = decode(_frames, await line.read())
            if not isinstance(frame, WallAsk):
                raise Malformed("A hello comes once.", field="type", value="hello")
            house.shared.limits.frames.take(token.id, "questions")
            walls.ask(line)
    except DeskError as error:
        line.goodbye(error.problem)
    finally:
        walls.leave(line)
        if unwatch is not None:
            unwatch()


async def _hello(house: House, line: Line) -> Token:
    """Whose link this is. Raises WrongVersion before it looks at anything else, NeedsSignIn, TooSlow, Malformed."""
    try:
        async with asyncio.timeout(HELLO_WITHIN):
            data = await line.read()
    except TimeoutError:
        raise TooSlow("No hello came in time.", field="hello") from None
    check_first(data, later("Load the page anew."))
    hello = decode(_frames, data)
    assert isinstance(hello, WallHello)
    return await house.shared.keys.check(hello.token, KIND)


# --- the page


class _Page(Record, frozen=True):
    """Everything of it. `tag` tells it from the pages of other versions."""

    body: bytes
    policy: str
    tag: str


def serve_page(_: Request) -> Response:
    """`GET /wallboard`: the same for everybody; the link's secret stays in the browser until the socket is open."""
    page = _page()
    return Response(
        page.body,
        media_type="text/html",
        headers={"content-security-policy": page.policy, "cache-control": "no-cache"},
    )


@cache
def _page() -> _Page:
    """The page in one piece, with the theme's colours and the words in their place."""
    style = resource("wallboard", "page.css").read_text("utf-8")
    for scheme in ("dark", "light"):
        style = style.replace(f"/*@{scheme}@*/", _colours(scheme))
    words = resource("wallboard", "words.json").read_text("utf-8").replace("<", "\\u003c")
    script = "".join(
        resource("wallboard", f"{part}.js").read_text("utf-8")
        for part in ("words", "show", "alerts", "queues", "cards", "link")
    )
    script = f'(() => {{\n"use strict";\n{script}}})();\n'.replace('"@words@"', words)
    tag = hashlib.sha256((style + script).encode()).hexdigest()[:16]
    script = script.replace("@page@", tag)
    page = resource("wallboard", "page.html").read_text("utf-8")
    page = page.replace("@style@", style).replace("@script@", script)
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "img-src data:; connect-src 'self' ws: wss:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return _Page(body=page.encode(), policy=policy, tag=tag)


def _hash(inside: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()}'"


def _colours(scheme: str) -> str:
    tokens: dict[str, Any] = msgspec.json.decode(resource("theme", "tokens.json").read_bytes())
    shades = tokens["color"][scheme]
    return " ".join(f"--{name}: {shades[group][one]};" for name, (group, one) in _COLOURS.items())
