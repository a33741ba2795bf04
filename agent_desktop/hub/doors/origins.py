"""Which site a request names and which page it comes from.

Promises that a `Host` which is not this hub's is turned away before anything else (DNS rebinding), and that a page's
origin is compared exactly: scheme, host and port. Refuses wildcards.
"""

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from agent_desktop.hub.doors.faults import Forbidden, Malformed, WrongHost
from agent_desktop.hub.doors.frames import shown

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
_HOST = re.compile(r"^(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(?P<port>\d{1,5}))?$", re.ASCII)


def host_name(host: str) -> str | None:
    """The name in a `Host` header, lower case and without its port; None when it is no host at all."""
    match = _HOST.match(host.strip().lower())
    return match["name"].removesuffix(".") if match is not None else None


def check_host(headers: Headers, names: Collection[str]) -> None:
    """Raises WrongHost unless the one `Host` header names one of `names` (lower case, any port)."""
    hosts = headers.getlist("host")
    name = host_name(hosts[0]) if len(hosts) == 1 else None
    if name is None or name not in names:
        raise WrongHost(
            "This hub is not the site that the request names.",
            field="Host",
            value=shown(", ".join(hosts)),
            remedy="Use the address that the hub printed when it started.",
        )


def normal_origin(origin: str) -> str | None:
    """`scheme://host[:port]` in lower case without a default port; None for anything else, "null" included."""
    try:
        parts = urlsplit(origin.strip().lower())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    if parts.path or parts.query or parts.fragment or parts.username is not None:
        return None
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    if host_name(name) != name:
        return None
    default = {"http": 80, "https": 443}[parts.scheme]
    return (
        f"{parts.scheme}://{name}" if port in (None, default) else f"{parts.scheme}://{name}:{port}"
    )


def checked_origin(origin: str) -> str:
    """An origin that an administrator typed, normalised. Raises Malformed for anything that is no origin."""
    normal = normal_origin(origin)
    if normal is None:
        raise Malformed(
            "This is no web origin.",
            field="origin",
            value=shown(origin),
            remedy="Write scheme, host and port alone, for example https://www.example.com.",
        )
    return normal


def origin_of(headers: Headers) -> str | None:
    """The page's origin as the browser tells it, None when there is no such header."""
    return headers.get("origin")


def is_own_origin(headers: Headers) -> bool:
    """Whether the origin is the very site that the (already checked) `Host` header names."""
    origin = normal_origin(headers.get("origin", ""))
    host = headers.get("host", "").lower()
    return origin is not None and origin in (
        normal_origin(f"http://{host}"),
        normal_origin(f"https://{host}"),
    )


def check_origin(headers: Headers, allowed: Collection[str] = ()) -> None:
    """Raises Forbidden for a page that is neither the hub's own nor in `allowed` (normalised); no header is good.

    Programs send no `Origin`; browsers always do with WebSockets and unsafe methods.
    """
    origin = origin_of(headers)
    if origin is None or is_own_origin(headers) or normal_origin(origin) in allowed:
        return
    raise Forbidden(
        "Pages of this origin may not use the hub.",
        field="Origin",
        value=shown(origin),
        remedy="An administrator can allow the origin at the entry point.",
    )


REFUSAL_FOR_ALL = {"access-control-allow-origin": "*"}
"""For refusals of the visitors' doors alone: they hold nothing of anybody, and every page must be able to say why."""


def cross_origin_headers(headers: Headers, allowed: Collection[str]) -> dict[str, str]:
    """The CORS headers for an answer to a page of an allowed origin; none for the hub's own and for programs.

    Without credentials: the hub uses no cookies. Never a wildcard: that is for refusals.
    """
    origin = origin_of(headers)
    if origin is None or normal_origin(origin) not in allowed:
        return {}
    return {
        "access-control-allow-origin": origin,
        "access-control-allow-methods": "GET, POST, PUT, DELETE",
        "access-control-allow-headers": "authorization, content-type, x-file-name",
        "access-control-max-age": "600",
        "vary": "Origin",
    }
