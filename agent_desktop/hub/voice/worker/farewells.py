"""How to end a leg whose worker has died, written down while it lives: the BYE of its dialog (RFC 3261, 15), or the
INVITE that still rings somewhere, for its CANCEL (9.1).

Promises a CSeq beyond all that the dead one can have used. Refuses legs behind WebSockets: their connections have died
too, and such a telephone asks by its next one, and hears that there is no such call.
"""

from __future__ import annotations

from typing import Final

from agent_desktop.hub.voice.worker.centre import Farewell
from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.fields import BadValue
from agent_desktop.sip.flow import TRANSPORTS, Flow, Target, Transport
from agent_desktop.sip.message import Headers, Request
from agent_desktop.sip.uri import SipUri, parse_uri

#: So many requests no call has seen.
_BEYOND: Final = 1_000_000
#: A CANCEL has no body, and its INVITE's is nobody's business any more.
_OF_BODY: Final = frozenset({"Content-Type", "Content-Length"})


def farewell_of(call: Call, trunk: str) -> Farewell | None:
    """That of a call that is up, or that rings there; None where nobody else can send one."""
    try:
        found = _up(call) or _ringing(call)
    except BadValue:  # nobody can reach the peer
        return None
    if found is None:
        return None
    request, way = found
    return Farewell(
        uri=request.uri,
        headers=tuple(request.headers),
        transport=way.transport,
        host=way.host,
        port=way.port,
        trunk=trunk,
    )


def _up(call: Call) -> tuple[Request, Target] | None:
    leg = call.leg
    if leg is None or call.state not in {"active", "held", "transferring"}:
        return None
    request, way = leg.dialog.request("BYE", _BEYOND), _way(leg.way, leg.dialog.next_hop)
    return None if way is None else (request, way)


def _ringing(call: Call) -> tuple[Request, Target] | None:
    exchange = call.caller.exchange if call.caller is not None else None
    if exchange is None or call.state not in {"dialing", "early"}:
        return None
    sent = exchange.sent
    if sent is None:
        return None
    headers = Headers((name, value) for name, value in sent.headers if name not in _OF_BODY)
    way = _way(exchange.way, sent.headers.get("Route") or sent.uri)
    return None if way is None else (Request("INVITE", sent.uri, headers), way)


def _way(way: Flow | Target, next_hop: str) -> Target | None:
    """Where a peer is found without the connections of now. Raises `BadValue`."""
    if isinstance(way, Target):
        return way
    if way.transport == "udp":
        return Target("udp", *way.remote)
    # A connection may have come from a port where nobody listens.
    return _named(next_hop) if way.transport in {"tcp", "tls"} else None


def _named(uri: str) -> Target | None:
    """The place that an address names."""
    try:
        known = parse_uri(uri)
    except BadValue:
        return None
    if not isinstance(known, SipUri):
        return None
    named = (known.params.get("transport") or "").lower()
    secure = uri.lower().startswith("sips:")
    usual: Transport = "tls" if secure else "tcp"
    transport = next((one for one in TRANSPORTS if one == named), usual)
    return Target("tls" if secure else transport, known.bare_host, known.port or 0)
