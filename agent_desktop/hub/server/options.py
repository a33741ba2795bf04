"""How a hub is run: what its command line says, and what follows from it.

Refuses to listen beyond this computer without TLS.
"""

import ipaddress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from agent_desktop.hub.channels.chat.rates import ChatRates
from agent_desktop.hub.doors.limits import Rate
from agent_desktop.hub.doors.origins import LOOPBACK_NAMES, host_name
from agent_desktop.hub.doors.shared import Rates
from agent_desktop.model.errors import Refused

MB: Final = 1024 * 1024
LONGEST_ADDRESS: Final = 200


@dataclass(frozen=True)
class HubOptions:
    """How to run a hub. `handshake` is false for a hub that nobody's program started.

    `database` is the address of a database on a server; empty: a file in the data folder. `node` makes it one of
    several on that database: where the others reach it, empty for its own address, None for a hub alone. `desks` is
    where desks reach this very node, empty where a proxy stands before all of them. `files` is the folder that nodes
    share.
    """

    data: Path
    database: str = ""
    host: str = "127.0.0.1"
    port: int = 0
    tls_cert: Path | None = None
    tls_key: Path | None = None
    names: tuple[str, ...] = ()
    proxy: str = ""
    rate_factor: float = 1.0
    visitor_file_mb: int = 10
    visitor_hourly_files: int = 20
    visitor_hourly_mb: int = 50
    voice: bool = True
    voice_address: str = ""
    sip_port: int | None = None
    handshake: bool = True
    node: str | None = None
    desks: str = ""
    files: Path | None = None

    @property
    def rates(self) -> Rates:
        """How much one address may ask of the hub."""
        usual = Rates()
        return replace(
            usual,
            requests=_times(usual.requests, self.rate_factor),
            sockets=_times(usual.sockets, self.rate_factor),
        )

    @property
    def chat_rates(self) -> ChatRates:
        """How much visitors may ask of the hub."""
        usual = ChatRates()
        return replace(
            usual,
            sessions=_times(usual.sessions, self.rate_factor),
            uploads=replace(
                usual.uploads,
                file=self.visitor_file_mb * MB,
                unsent=2 * self.visitor_hourly_mb * MB,
                hourly_files=self.visitor_hourly_files,
                hourly_bytes=self.visitor_hourly_mb * MB,
            ),
        )

    @property
    def all_names(self) -> frozenset[str]:
        """The names under which the hub may be asked for."""
        own = (self.host, urlsplit(self.desks).hostname or self.host)
        given_names = (*(f"[{one}]" if ":" in one else one for one in own), *self.names)
        names = {name for given in given_names if (name := host_name(given)) is not None}
        return frozenset(names | LOOPBACK_NAMES)

    @property
    def tls(self) -> tuple[Path, Path] | None:
        """The files for TLS. Raises Refused when one is missing, or both where they are needed."""
        if self.tls_cert is not None and self.tls_key is not None:
            return self.tls_cert, self.tls_key
        if self.tls_cert is not None or self.tls_key is not None:
            raise Refused("TLS needs both a certificate and a key.", field="tls")
        if not _is_loopback(self.host):
            raise Refused(
                "Beyond this computer the hub speaks TLS only.",
                field="host",
                value=self.host,
                remedy="Give --tls-cert and --tls-key, or listen on 127.0.0.1 behind a proxy.",
            )
        return None

    def check_node(self) -> None:
        """Raises Refused for a node that could not work."""
        if self.desks:
            self._check_desks()
        if self.node is None:
            return
        if not self.database:
            raise Refused(
                "Several nodes need a database on a server.",
                remedy="Give --database postgresql://user@host/name.",
                field="node",
            )
        if self.node and urlsplit(self.node).scheme != ("http" if self.tls is None else "https"):
            raise Refused(
                "The address of a node is one at which it listens.",
                remedy="Give it as http://host:port, with TLS as https://host:port.",
                field="node",
                value=self.node,
            )
        if self.files is None:
            raise Refused(
                "Several nodes need one folder for files, which all of them reach.",
                remedy="Give it with --files.",
                field="files",
            )

    def _check_desks(self) -> None:
        if self.node is None:
            raise Refused(
                "Only several nodes tell desks of one another.",
                remedy="Leave --desks out, or give --node.",
                field="desks",
            )
        if not _is_for_desks(self.desks):
            raise Refused(
                "This is no address at which desks could reach this node.",
                remedy="Give it as https://host:port, with plain http on this computer alone.",
                field="desks",
                value=self.desks[:LONGEST_ADDRESS],
            )


def _times(rate: Rate, factor: float) -> Rate:
    return Rate(per_minute=rate.per_minute * factor, burst=rate.burst * factor)


def _is_for_desks(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    safe = parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host or ""))
    return safe and bool(host) and len(address) <= LONGEST_ADDRESS


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
