"""What a worker is told at its start: where it listens, whom it trusts, how sound is protected, where recordings go.

Promises frozen records; passwords are never here, a callback gives their digests. Refuses defaults that trust anybody:
without a trunk nobody outside can call or be called.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from agent_desktop.hub.voice.dialplan import NumberForm
from agent_desktop.hub.voice.studio.words import Reach, StudioSetup
from agent_desktop.hub.voice.worker.centre import Farewell
from agent_desktop.hub.voice.worker.roll_call import USUAL_PACE, Pace
from agent_desktop.media.transport.ice import IceSettings
from agent_desktop.media.transport.ports import DEFAULT_PORTS, PortRange
from agent_desktop.sip.audio_terms import Encryption
from agent_desktop.sip.digest import Credentials
from agent_desktop.sip.digest_server import Secrets
from agent_desktop.sip.flow import Target


@dataclass(frozen=True, slots=True)
class Trunk:
    """A way to the telephone network. Calls from `networks` ("192.0.2.0/24") are trusted, with the number they give.

    `domain` stands behind numbers that are called; empty: the server's host. One that `registers` tells the provider
    where we are, and is trusted from there too. `numbers` are those that it brings (patterns of `best_match`; none:
    all), `caller_ids` what its calls show, by queue, else `caller_id`; `form` is how it wants numbers.
    """

    id: str
    server: Target
    networks: tuple[str, ...]
    domain: str = ""
    credentials: Credentials | None = None
    encryption: Encryption = "none"
    registers: bool = False
    numbers: tuple[str, ...] = ()
    caller_id: str = ""
    caller_ids: Mapping[str, str] = field(default_factory=dict)
    form: NumberForm = "plus"

    @property
    def house(self) -> str:
        """What stands behind the @ of its addresses; an IPv6 address in brackets (RFC 3261, 25.1)."""
        name = self.domain or self.server.host
        return f"[{name}]" if ":" in name and not name.startswith("[") else name


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSetup:
    """`address` is the IP address of this host to use; a port of None is not listened on, 0 is any free one.

    `secrets` and `may` judge registrations: (user, algorithm) → ha1 or None, and whether a user may be an address.
    `agents` says how calls to their telephones are encrypted. `ice` is offered to telephones behind WebSockets, and
    answered to whoever offers it. `codecs` are names, best first; empty: all that work here. A leg from which nothing
    was heard for `lost_after_s` is lost. `digests` are what telephones may prove themselves with: some old ones give up
    when they are offered anything beside MD5. `pace` is how often registered ones are asked whether they are there.
    `orphans` are what a worker before this one has left when it died.
    """

    address: str
    domain: str
    secrets: Secrets
    may: Callable[[str, str], bool]
    recordings: Path
    udp_port: int | None = 5060
    tcp_port: int | None = 5060
    tls_port: int | None = 5061
    tls: ssl.SSLContext | None = None
    trunks: tuple[Trunk, ...] = ()
    agents: Encryption = "offered"
    ice: IceSettings | None = None
    media_ports: PortRange = field(default=DEFAULT_PORTS)
    codecs: tuple[str, ...] = ()
    lost_after_s: float = 20.0
    digests: tuple[str, ...] = ("SHA-256", "MD5")
    pace: Pace = USUAL_PACE
    orphans: tuple[Farewell, ...] = ()

    def studio(self, ice: IceSettings | None, prompts: str = "") -> StudioSetup:
        """The same for a studio, with the `ice` of now; `prompts` is the folder of uploaded ones."""
        return StudioSetup(
            address=self.address,
            recordings=str(self.recordings),
            prompts=prompts,
            first=self.media_ports.first,
            last=self.media_ports.last,
            reach=Reach.of(ice) if ice is not None else None,
            lost_after_s=self.lost_after_s,
            codecs=self.codecs,
        )
