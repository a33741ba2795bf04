"""Who calls, and whom: what an INVITE from outside says, and who is let in at all.

Promises that only trunks can begin a call, whatever messages claim; that who guesses passwords is soon not listened
to; that what comes out is one short line of text. Refuses nothing silently: whoever is not let in hears 403.
"""

from __future__ import annotations

import ipaddress
from collections import OrderedDict
from collections.abc import Mapping, Sequence
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
    """`networks` are those of each trunk, by its id, `providers` the addresses of those that we are registered at.

    Raises `ValueError` for what is no network.
    """

    def __init__(self, networks: Mapping[str, Sequence[str]]) -> None:
        self.closed = False
        self.providers: dict[str, str] = {}
        self._guesses = Guesses()
        self.define(networks)

    def define(self, networks: Mapping[str, Sequence[str]]) -> None:
        """These are the trunks' networks from now on. Raises `ValueError`."""
        self._networks = {
            trunk: [ipaddress.ip_network(one) for one in those] for trunk, those in networks.items()
        }

    def judge(self, request: Request, flow: Flow, now: float) -> Refused | None:
        """The user agent's gate: None lets in."""
        if request.method == "REGISTER" and request.headers.get("Authorization") is not None:
            return None if self._guesses.listen(flow.remote[0], now) else Refused(403)
        if request.method in _FOR_ALL:
            return None
        # What comes by a WebSocket comes from an agent's telephone, whatever its address is.
        if flow.transport in {"ws", "wss"} or not self.trunks_at(flow.remote[0]):
            return Refused(403)
        return Refused(503, (("Retry-After", "10"),)) if self.closed else None

    def proved(self) -> None:
        """Who was judged last has the right password."""
        self._guesses.forgive()

    def trunks_at(self, host: str) -> list[str]:
        """The ids of the trunks that may call from there, in their order."""
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            return []
        if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        return [
            trunk
            for trunk, networks in self._networks.items()
            if self.providers.get(trunk) == host or any(address in one for one in networks)
        ]


class Guesses:
    """Wrong passwords by network address: `FREE` within a minute, then nobody looks at one until the minute is over.

    A right one shows that people work there, and the count begins anew.
    """

    FREE: Final = 20
    SPAN_S: Final = 60.0
    _KEPT: Final = 10_000

    def __init__(self) -> None:
        self._counts: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._last = ""

    def listen(self, host: str, now: float) -> bool:
        """Whether to look at the password that came from there; it counts as wrong until `forgive`."""
        since, count = self._counts.pop(host, (now, 0))
        if now - since > self.SPAN_S:
            since, count = now, 0
        self._counts[host] = since, count + 1
        if len(self._counts) > self._KEPT:
            self._counts.popitem(last=False)
        self._last = host
        return count < self.FREE

    def forgive(self) -> None:
        """The last one was right."""
        self._counts.pop(self._last, None)


def caller_of(invite: Request) -> str:
    """The number of who calls: what the trusted network asserts (RFC 3325), else what the caller says."""
    try:
        for value in elements(invite.headers, "P-Asserted-Identity"):
            return _number(NameAddr.parse(value, "P-Asserted-Identity").uri)
        return _number(NameAddr.parse(invite.headers.get("From") or "", "From").uri)
    except BadValue:
        return ""


def asked_of(invite: Request) -> str:
    """The user of the request's address: the called number, or the name that we are registered by."""
    try:
        return _number(parse_uri(invite.uri))
    except BadValue:
        return ""


def dialled_of(invite: Request, registered: str = "") -> str:
    """The number that was called. A call to the name that we are `registered` by is for the number in To."""
    try:
        number = _number(parse_uri(invite.uri))
        if registered and number == registered:
            return _number(NameAddr.parse(invite.headers.get("To") or "", "To").uri)
        return number
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
