"""An account at work: its registrations, the way that its requests take, the names that it goes by.

Promises that an account whose servers are reached by TLS never sends anything another way. Refuses to resolve names:
the endpoint does.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import replace

from agent_desktop.sip.agent.auth import Authenticator
from agent_desktop.sip.agent.config import Account
from agent_desktop.sip.agent.core import Core
from agent_desktop.sip.agent.registration import Registration
from agent_desktop.sip.flow import DEFAULT_PORTS, SECURE, TRANSPORTS, Flow, Target, Transport
from agent_desktop.sip.grammar import quote
from agent_desktop.sip.uri import SipUri, parse_uri


class Line:
    """One account. `auth` answers the challenges to all of its requests.

    Raises `ValueError` for servers of which some are reached in the clear and some are not.
    """

    def __init__(self, core: Core, account: Account) -> None:
        if len({server.transport in SECURE for server in account.servers}) > 1:
            raise ValueError("an account is reached by protected ways only, or by others only")
        if not account.contact_user:
            account = replace(account, contact_user=core.tokens())
        self.account = account
        self._core = core
        self.auth = Authenticator(account.credentials, core.tokens)
        servers = account.servers if account.outbound and account.instance else account.servers[:1]
        self.registrations = [
            Registration(core, account, server, number, self.auth)
            for number, server in enumerate(servers)
        ]
        for one in self.registrations:
            one.siblings = self.registrations

    @property
    def secure(self) -> bool:
        """Whether nothing of this account may travel where others can read it."""
        return any(server.transport in SECURE for server in self.account.servers)  # then all are

    @property
    def flow(self) -> Flow | None:
        """The way of its requests: a registered one first."""
        ranked = sorted(self.registrations, key=lambda one: not one.registered)
        return next((one.link.flow for one in ranked if one.link.flow is not None), None)

    @property
    def own(self) -> str:
        """The account's address as it stands in From."""
        name = f"{quote(self.account.display)} " if self.account.display else ""
        return f"{name}<{self.account.aor}>"

    def contact(self, flow: Flow | None) -> str:
        """The value of Contact for requests on a flow."""
        if self.registrations and flow is not None:
            return f"<{self.registrations[0].contact_on(flow)}>"
        user = self.account.contact_user
        if flow is None:
            return f"<sip:{user}@anonymous.invalid>"
        host, port = flow.local
        where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        extra = "" if flow.transport == "udp" else f";transport={flow.transport}"
        return f"<sip:{user}@{where}{extra}>"

    def reach(self, uri: str, then: Callable[[Flow | None], None]) -> None:
        """Have a way for requests that open something: to the account's server, without one to `uri` itself.

        `then` hears None when there is none. Raises `BadValue` for an address that leads nowhere.
        """
        way = self.flow
        if way is not None:
            then(way)
        elif self.registrations:
            self.registrations[0].link.open(then)
        elif isinstance(where := self.way(uri, None), Flow):
            then(where)
        else:
            self._core.open(where, then)

    def target_of(self, uri: str, flow: Flow) -> Target | None:
        """What `reach` opened when it found this flow; None when it was open without."""
        for one in self.registrations:
            if one.link.flow == flow:
                return one.link.server
        where = self.way(uri, None) if not self.registrations else None
        return where if isinstance(where, Target) else None

    def answers_to(self, uri: str) -> bool:
        """Whether a request URI means this account."""
        user = uri.partition(":")[2].partition("@")[0]
        mine = self.account.aor.partition(":")[2].partition("@")[0]
        return user in {self.account.contact_user, mine}

    def way(self, uri: str, flow: Flow | None) -> Flow | Target:
        """How to reach the next hop of a request, coming from `flow`.

        A connection is used again, since the peer may sit behind it where nobody else can reach it (RFC 5626, 5.3;
        RFC 7118). Raises `BadValue` for an address that leads nowhere.
        """
        here = flow or self.flow
        if here is not None and here.reliable:
            return here
        hop = parse_uri(uri)
        if self.secure and self.account.servers:
            return self.flow or self.account.servers[0]
        if not isinstance(hop, SipUri):
            return here or (self.account.servers[0] if self.account.servers else _nowhere())
        transport = _transport(hop)
        host, port = hop.bare_host, hop.port or 0
        if transport == "udp" and here is not None and _is_address(host):
            return replace(here, remote=(host, port or DEFAULT_PORTS["udp"]))
        return Target(transport, host, port)


def _transport(uri: SipUri) -> Transport:
    named = (uri.params.get("transport") or "").lower()
    if is_sips(str(uri)):
        return "wss" if named in {"ws", "wss"} else "tls"
    return next((one for one in TRANSPORTS if one == named), "udp")


def is_sips(uri: str) -> bool:
    """Whether an address must not be asked in the clear (RFC 3261, 19.1; RFC 5630)."""
    return uri[:5].lower() == "sips:"


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _nowhere() -> Target:
    return Target("udp", "nowhere.invalid")
