"""Who calls, and whom: what an INVITE from outside says, and who is let in at all.

Promises that only the trunk's networks can begin a call, whatever their messages claim; that what comes out is one
short line of text. Refuses nothing silently: whoever is not let in hears 403.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from typing import Final

from agent_desktop.sip.agent.config import Refused
from agent_desktop.sip.fields import BadValue, NameAddr, elements
from agent_desktop.sip.flow import Flow
from agent_desktop.sip.message import Request
from agent_desktop.sip.uri import SipUri, TelUri, parse_uri

_LONGEST: Final = 200
#: Registrations prove who they are by digest; OPTIONS only asks whether we are here.
_FOR_ALL: Final = frozenset({"REGISTER", "OPTIONS"})


class Doorway:
    """`networks` are those of the trunk. Raises `ValueError` for what is no network."""

    def __init__(self, networks: Sequence[str]) -> None:
        self._networks = [ipaddress.ip_network(one) for one in networks]
        self.closed = False

    def judge(self, request: Request, flow: Flow, now: float) -> Refused | None:
        """The user agent's gate: None lets in."""
        if request.method in _FOR_ALL:
            return None
        if not self._trusts(flow.remote[0]):
            return Refused(403)
        return Refused(503, (("Retry-After", "10"),)) if self.closed else None

    def _trusts(self, host: str) -> bool:
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            return False
        if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        return any(address in one for one in self._networks)


def caller_of(invite: Request) -> str:
    """The number of who calls: what the trusted network asserts (RFC 3325), else what the caller says."""
    try:
        for value in elements(invite.headers, "P-Asserted-Identity"):
            return _number(NameAddr.parse(value, "P-Asserted-Identity").uri)
        return _number(NameAddr.parse(invite.headers.get("From") or "", "From").uri)
    except BadValue:
        return ""


def dialled_of(invite: Request) -> str:
    """The number that was called."""
    try:
        return _number(parse_uri(invite.uri))
    except BadValue:
        return ""


def _number(uri: object) -> str:
    match uri:
        case SipUri(user=user) as known:
            text = user or known.bare_host
        case TelUri():
            text = str(uri).removeprefix("tel:").partition(";")[0]
        case _:
            text = ""
    return "".join(sign for sign in text if sign.isprintable())[:_LONGEST]
