"""Servers that help sound through firewalls, as they are written: `stun:`, `turn:` and `turns:` (RFC 7064, RFC 7065).

Promises that what is not well formed raises `ValueError` before anything is sent. Refuses to ask any server.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qs, urlsplit

from agent_desktop.media.transport.ice import TurnServer

_STUN_PORT: Final = 3478
_TURNS_PORT: Final = 5349


def helpers(
    uris: Iterable[str], user: str, password: str
) -> tuple[tuple[tuple[str, int], ...], tuple[TurnServer, ...]]:
    """(STUN servers, relays); `user` and `password` are for the relays. Raises `ValueError`."""
    stun: list[tuple[str, int]] = []
    turn: list[TurnServer] = []
    for uri in uris:
        scheme, _, rest = uri.partition(":")
        place, _, query = rest.partition("?")
        host, port = _place(place, _TURNS_PORT if scheme == "turns" else _STUN_PORT)
        transport = parse_qs(query).get("transport", ["tcp" if scheme == "turns" else "udp"])[0]
        match scheme, transport:
            case "stun", _:
                stun.append((host, port))
            case "turn", "udp":
                turn.append(TurnServer(host, port, user, password, "udp"))
            case "turn", "tcp":
                turn.append(TurnServer(host, port, user, password, "tcp"))
            case "turns", "tcp":
                turn.append(TurnServer(host, port, user, password, "tls"))
            case _:
                raise ValueError("that is no server for ICE that is known here")
    return tuple(stun), tuple(turn)


def _place(text: str, usual: int) -> tuple[str, int]:
    """HOST[:PORT], IPv6 in brackets."""
    parts = urlsplit(f"//{text}")
    if not parts.hostname or parts.path or parts.username is not None:
        raise ValueError("that is no server for ICE")
    return parts.hostname, parts.port or usual
