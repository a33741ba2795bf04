"""Option tags (RFC 3261, 19.2): what we know, what a message asks for.

Promises that a request which requires what we do not know is refused by name (8.2.2.3). Refuses to judge what is only
supported.
"""

from __future__ import annotations

from typing import Final

from agent_desktop.sip.fields import BadValue, tokens
from agent_desktop.sip.message import Headers, Request

SUPPORTED: Final = ("100rel", "timer", "replaces", "norefersub", "path", "outbound")


def asks_for(headers: Headers, name: str, option: str) -> bool:
    """Whether a list of option tags (Require, Supported) has that one; no when it cannot be read."""
    try:
        return option in {one.lower() for one in tokens(headers, name)}
    except BadValue:
        return False


def unknown(request: Request) -> str:
    """What a request requires and we do not know, as Unsupported writes it; "" when there is nothing."""
    try:
        wanted = tokens(request.headers, "Require")
    except BadValue:
        return ""
    return ", ".join(one for one in wanted if one.lower() not in SUPPORTED)
