"""The files that the chat serves: the widget's script and the demo page.

Promises that the script holds the product's own colours and words, and nothing of any visitor; that the demo page runs
under a strict Content-Security-Policy which names its inline style and script by their hashes. Refuses to put anything
of a request into a page.
"""

import base64
import gzip
import hashlib
import re
from functools import cache
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from agent_desktop.files import resource

_SHIPPED: Final = '"@shipped@"'
_COLOURS: Final = {
    "accent": ("accent", "fill"),
    "accent-hover": ("accent", "fillHover"),
    "accent-pressed": ("accent", "fillPressed"),
    "accent-text": ("accent", "text"),
    "on-accent": ("text", "onAccent"),
    "surface": ("bg", "surface"),
    "sunken": ("bg", "sunken"),
    "hover": ("bg", "hover"),
    "theirs": ("bg", "bubbleIn"),
    "mine": ("bg", "bubbleOut"),
    "text": ("text", "primary"),
    "muted": ("text", "secondary"),
    "faint": ("text", "tertiary"),
    "link": ("text", "link"),
    "line": ("border", "subtle"),
    "control": ("border", "control"),
    "ring": ("focus", "ring"),
    "online": ("presenceDot", "ready"),
    "warn": ("status", "warnText"),
    "warn-bg": ("status", "warnBg"),
    "danger": ("status", "dangerText"),
    "danger-bg": ("status", "dangerBg"),
    "badge": ("status", "dangerFill"),
    "star": ("presenceDot", "idle"),
}

_PARTS: Final = ("page", "hub", "looks", "calls", "deeds")
"""The script's source files in `resources/widget`, in the order in which they are put together."""
_ATTRIBUTE: Final = re.compile(r'(\w+)="([^"]*)"')
_ICONS: Final = (
    *("message-circle", "chevron-down", "x", "send", "paperclip", "download"),
    *("log-out", "file", "star", "refresh-cw"),
    *("phone", "mic", "mic-off", "grid-3x3"),
)


@cache
def words() -> dict[str, dict[str, str]]:
    """The chat's words: language, then name."""
    return msgspec.json.decode(
        resource("widget", "words.json").read_bytes(), type=dict[str, dict[str, str]]
    )


def words_for(language: str) -> dict[str, str]:
    """The words of a language tag ("de", "de-AT"), English where there are none."""
    known = words()
    return known.get(language.split("-")[0].lower(), known["en"])


def _colours(scheme: str) -> dict[str, str]:
    tokens: dict[str, Any] = msgspec.json.decode(resource("theme", "tokens.json").read_bytes())
    shades = tokens["color"][scheme]
    return {name: shades[group][shade] for name, (group, shade) in _COLOURS.items()}


def _shapes(name: str) -> list[str]:
    """The paths of an icon; its rectangles as paths."""
    picture = resource("icons", f"{name}.svg").read_text("utf-8")
    rects = [dict(_ATTRIBUTE.findall(one)) for one in re.findall(r"<rect ([^>]+)/>", picture)]
    return [*re.findall(r'<path d="([^"]+)"', picture), *map(_outline, rects)]


def _outline(rect: dict[str, str]) -> str:
    x, y, width, height, r = (float(rect[name]) for name in ("x", "y", "width", "height", "rx"))
    a, b = width - 2 * r, height - 2 * r
    arc = f"a{r:g} {r:g} 0 0 1"
    return (
        f"M{x + r:g} {y:g}h{a:g}{arc} {r:g} {r:g}v{b:g}{arc} {-r:g} {r:g}"
        f"h{-a:g}{arc} {-r:g} {-r:g}v{-b:g}{arc} {r:g} {-r:g}z"
    )


@cache
def widget() -> bytes:
    """The script, with the theme's colours, the icons, the style and the words in their place."""
    shipped = {
        "light": _colours("light"),
        "dark": _colours("dark"),
        "icons": {name: _shapes(name) for name in _ICONS},
        "css": resource("widget", "widget.css").read_text("utf-8"),
        "words": words(),
    }
    text = "".join(resource("widget", f"{part}.js").read_text("utf-8") for part in _PARTS)
    text = text.replace(_SHIPPED, msgspec.json.encode(shipped).decode())
    # one scope for all parts that leaves nothing in the page, and once in a page
    return f'window.AgentDesktopChat || (() => {{\n"use strict";\n{text}}})();\n'.encode()


@cache
def _packed() -> tuple[bytes, str]:
    script = widget()
    return gzip.compress(script, mtime=0), f'"{hashlib.sha256(script).hexdigest()[:32]}"'


def serve_widget(request: Request) -> Response:
    """`GET /widget.js`: for every page, so that it can be embedded; whether the page may chat is asked later."""
    packed, tag = _packed()
    headers = {
        "cache-control": "public, max-age=300",
        "etag": tag,
        "vary": "Accept-Encoding",
        "cross-origin-resource-policy": "cross-origin",
        "x-content-type-options": "nosniff",
    }
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    content = widget()
    if "gzip" in request.headers.get("accept-encoding", ""):
        content = packed
        headers["content-encoding"] = "gzip"
    return Response(content, headers=headers, media_type="text/javascript")


@cache
def _demo() -> tuple[bytes, str]:
    page = resource("widget", "demo.html").read_text("utf-8")
    hashes = {
        tag: " ".join(
            f"'sha256-{base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()}'"
            for inside in re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        )
        for tag in ("style", "script")
    }
    policy = (
        "default-src 'none'; "
        f"script-src 'self' {hashes['script']}; style-src {hashes['style']}; "
        "img-src data:; connect-src 'self' ws: wss:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return page.encode(), policy


def serve_demo(_: Request) -> Response:
    """`GET /demo`: a small shop that embeds the widget."""
    page, policy = _demo()
    return Response(
        page,
        media_type="text/html",
        headers={
            "content-security-policy": policy,
            "x-content-type-options": "nosniff",
            "referrer-policy": "no-referrer",
            "cache-control": "no-cache",
            "permissions-policy": "camera=(), geolocation=(), microphone=(self)",
        },
    )
