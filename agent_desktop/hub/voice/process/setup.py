"""What a media worker's process is told at its start: the first line of its stdin.

Promises plain values that both processes understand, and records that show no password when they are printed. Refuses
to trust anybody by itself: who is not in a trunk's networks, or not the provider that it is registered at, calls
nobody.
"""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from agent_desktop.hub.voice.dialplan import NumberForm
from agent_desktop.hub.voice.policy import Policy
from agent_desktop.hub.voice.worker.centre import Farewell
from agent_desktop.model.telephone import SoundServer

#: How long a call waits for a server that helps sound through firewalls: it is nearby, or of no use.
PATIENCE_S: Final = 2.0


class TrunkSetup(Struct, frozen=True, kw_only=True):
    """A way to the telephone network. `port` 0 leaves port and servers to DNS.

    Calls from `networks` ("192.0.2.0/24") are let in. `domain` stands behind numbers that are called; empty: the host.
    With a `user` one says so when asked; with `registers` the provider is told where we are, and may call from there.
    `numbers` are those that it brings (patterns of `best_match`; empty: all), `caller_ids` what its calls show, by
    queue, else `caller_id`. A `paused` one does nothing.
    """

    id: str
    name: str = ""
    transport: Literal["udp", "tcp", "tls"]
    host: str
    port: int = 0
    networks: tuple[str, ...] = ()
    domain: str = ""
    user: str = ""
    password: str = ""
    registers: bool = False
    encryption: Literal["none", "offered", "required"] = "none"
    numbers: tuple[str, ...] = ()
    caller_id: str = ""
    caller_ids: dict[str, str] = {}
    form: NumberForm = "plus"
    paused: bool = False

    def __repr__(self) -> str:
        return f"TrunkSetup({self.id!r})"


class Setup(Struct, frozen=True, kw_only=True):
    """All that a worker needs. `address` is the IP address of this computer to use.

    SIP is spoken on `sip_port` (UDP and TCP; 0 is any free one) and, with the two files of TLS, on the next; None:
    only by the hub's own WebSocket, and to the trunks. `prompts` is the folder of uploaded prompts, `codecs` names,
    best first; empty: all that work here. `servers` help this worker's own sound through firewalls. `orphans` are legs
    of a worker that died: nobody else can tell their peers.
    """

    address: str
    recordings: str
    prompts: str
    policy: Policy
    sip_port: int | None = None
    tls_certificate: str = ""
    tls_key: str = ""
    trunks: tuple[TrunkSetup, ...] = ()
    codecs: tuple[str, ...] = ()
    servers: tuple[SoundServer, ...] = ()
    orphans: tuple[Farewell, ...] = ()

    def __repr__(self) -> str:
        return f"Setup({self.address!r})"
