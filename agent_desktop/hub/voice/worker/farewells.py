"""How to end a leg whose worker has died: the BYE of its dialog (RFC 3261, 15), written down while it lives.

Promises a CSeq beyond all that the dead one can have used. Refuses legs behind WebSockets: their connections have died
too, and such a telephone asks by its next one, and hears that there is no such call.
"""

from __future__ import annotations

from typing import Final

from agent_desktop.hub.voice.worker.centre import Farewell
from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.agent.leg import Leg
from agent_desktop.sip.fields import BadValue
from agent_desktop.sip.flow import TRANSPORTS, Target, Transport
from agent_desktop.sip.uri import SipUri, parse_uri

#: So many requests no call has seen.
_BEYOND: Final = 1_000_000


def farewell_of(call: Call, trunk: str) -> Farewell | None:
    """That of a call that is up; None where nobody else can send one."""
    leg = call.leg
    if leg is None or call.state not in {"active", "held", "transferring"}:
        return None
    try:
        request, way = leg.dialog.request("BYE", _BEYOND), _way(leg)
    except BadValue:  # nobody can reach the peer
        return None
    if way is None:
        return None
    return Farewell(
        uri=request.uri,
        headers=tuple(request.headers),
        transport=way.transport,
        host=way.host,
        port=way.port,
        trunk=trunk,
    )


def _way(leg: Leg) -> Target | None:
    """Where a peer is found without the connections of now. Raises `BadValue`."""
    way = leg.way
    if isinstance(way, Target):
        return way
    if way.transport == "udp":
        return Target("udp", *way.remote)
    # A connection may have come from a port where nobody listens.
    return _named(leg.dialog.next_hop) if way.transport in {"tcp", "tls"} else None


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
