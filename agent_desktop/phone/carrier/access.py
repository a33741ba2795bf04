"""How an account's servers are reached: its settings, read into the words of the SIP and media rooms.

Promises that what is not well formed is refused (`ValueError`) before anything is sent, and that no secret stands in
what is printed. Refuses to open anything.
"""

from __future__ import annotations

import ipaddress
import logging
import ssl
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from agent_desktop.media.transport.helping import helpers
from agent_desktop.media.transport.ice import IceSettings, TurnServer
from agent_desktop.phone.setup import PhoneAccount
from agent_desktop.sip.agent.config import Account
from agent_desktop.sip.agent.pulse import EVERY_S
from agent_desktop.sip.digest import Credentials
from agent_desktop.sip.fields import BadValue
from agent_desktop.sip.flow import Target
from agent_desktop.sip.transport.ways import Manner
from agent_desktop.sip.uri import SipUri, parse_uri

log = logging.getLogger(__name__)

WEB: Final = frozenset({"ws", "wss"})
#: Names of this installation's file.
_NAMED: Final = "installation"
#: What the library writes itself when it opens a WebSocket.
_TAKEN: Final = frozenset({"host", "upgrade", "connection", "content-length"})
_TOKEN: Final = frozenset("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz")
#: How long to wait for a connection; a network that has changed is then tried again.
PATIENCE_S: Final = 5.0


@dataclass(frozen=True)
class Access:
    """What the user agent is told of an account, and how its sockets are opened."""

    account: Account
    manner: Manner

    @property
    def web(self) -> bool:
        """Whether it is reached by a WebSocket."""
        return self.account.servers[0].transport in WEB


def read(account: PhoneAccount, instance: str, source: Callable[[str], str]) -> Access:
    """An account's access; `instance` names this telephone for ever. Raises `ValueError` for what cannot be."""
    own = parse_uri(account.address)
    if not isinstance(own, SipUri) or not own.user:
        raise BadValue("address", account.address)
    path = "/"
    if "://" in account.server:
        target, path = _web(account.server)
    elif account.server:
        server = parse_uri(f"sip:{account.server}")
        assert isinstance(server, SipUri)
        target = Target(account.transport, server.bare_host, server.port or 0)
    else:
        target = Target(account.transport, own.bare_host, own.port or 0)
    known = Account(
        name=account.id,
        aor=f"sip:{own.user}@{account.address.partition('@')[2]}",
        servers=(target,),
        credentials=Credentials(account.user or own.user, account.password),
        display=account.shown,
        keep_alive_s=EVERY_S,
        instance=f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{instance}/{account.id}')}",
    )
    manner = Manner(
        authorities=Path(account.authorities) if account.authorities else None,
        path=path,
        headers=_headers(account),
        source=source,
        patience_s=PATIENCE_S,
    )
    return Access(known, manner)


def _web(url: str) -> tuple[Target, str]:
    """(target, path with its query) of a WebSocket's URL."""
    parts = urlsplit(url)
    scheme, host = parts.scheme.lower(), parts.hostname
    if scheme not in WEB or not host or parts.username is not None or parts.fragment:
        raise ValueError("that is no address of a WebSocket")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not path.isascii() or not path.isprintable() or " " in path:
        raise ValueError("that is no address of a WebSocket")
    return Target("wss" if scheme == "wss" else "ws", host, parts.port or 0), path


def _headers(account: PhoneAccount) -> tuple[tuple[str, str], ...]:
    found = list(account.headers)
    if account.bearer:
        found.append(("Authorization", f"Bearer {account.bearer}"))
    for name, value in found:
        low = name.lower()
        if not low or not set(low) <= _TOKEN or low in _TAKEN or low.startswith("sec-"):
            raise ValueError("a header's name cannot be used")
        if not value.isascii() or not value.isprintable():
            raise ValueError("a header's value cannot be used")
    return tuple(found)


def ice_settings(account: PhoneAccount, address: str) -> IceSettings:
    """How the account's sound finds its way; `address` is ours towards the server. Raises `ValueError`, `OSError`."""
    stun: tuple[tuple[str, int], ...] = ()
    turn: tuple[TurnServer, ...] = ()
    for server in account.ice:
        more_stun, more_turn = helpers(server.uris, server.user, server.password)
        stun, turn = stun + more_stun, turn + more_turn
    secure = any(one.transport == "tls" for one in turn)
    trust = None
    if secure and account.authorities:
        trust = ssl.create_default_context()
        trust.load_verify_locations(cafile=account.authorities)
    # With a telephone system on this computer, its own address is the only way; else that is nobody's business.
    local = ipaddress.ip_address(address).is_loopback
    return IceSettings(
        stun=stun,
        turn=turn,
        addresses=(address,) if local else None,
        relay_only=account.relay_only,
        trust=trust,
    )


def installation(folder: Path) -> str:
    """The name of this installation, made once and kept in its folder: servers replace its old registration by it."""
    file = folder / _NAMED
    try:
        return str(uuid.UUID(file.read_text(encoding="ascii").strip()))
    except (OSError, ValueError):
        fresh = str(uuid.uuid4())
    try:
        file.write_text(fresh, encoding="ascii")
    except OSError as error:
        log.warning("the telephone's name cannot be kept: %s", error.strerror)
    return fresh
