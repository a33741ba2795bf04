"""All sockets of one user agent: opens targets, uses again what is open, listens, sends, closes.

Promises one connection for each target however many ask at once, the next server when one cannot be reached, and that
`send` never waits. Refuses to choose another transport than the target names.
"""

from __future__ import annotations

import asyncio
import itertools
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.message import Message
from agent_desktop.sip.parse import BadMessage
from agent_desktop.sip.transport import tcp, websocket
from agent_desktop.sip.transport.carrier import Carrier, Limits, Receiver, Unreachable
from agent_desktop.sip.transport.dns import Directory, Server
from agent_desktop.sip.transport.tls import client_context, explained
from agent_desktop.sip.transport.udp import UdpSocket


@dataclass(frozen=True, slots=True)
class Manner:
    """How to open: `authorities` are trusted besides the system's, `path` is where WebSockets are, `headers` open them.

    `host` and `host6` are the local addresses of UDP; or `source` says them for each peer, and raises `OSError` when
    there is none. `patience_s` is for one server, not for all together.
    """

    authorities: Path | None = None
    path: str = field(default="/", repr=False)
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    source: Callable[[str], str] | None = None
    host: str = "0.0.0.0"
    host6: str = "::"
    port: int = 0
    limits: Limits = field(default_factory=Limits)
    patience_s: float = 10.0


class Ways:
    """The sockets. What comes in goes to `receiver`. Make it, and use it, on the event loop's thread."""

    def __init__(
        self, receiver: Receiver, manner: Manner | None = None, directory: Directory | None = None
    ) -> None:
        self._receiver = receiver
        self._manner = manner or Manner()
        self._directory = directory
        self._count = itertools.count(1)
        self._carriers: dict[str, Carrier] = {}
        self._sockets: dict[str, UdpSocket] = {}
        self._own: set[str] = set()  # the sockets that nobody listens on but for answers
        self._broken: list[UdpSocket] = []
        self._by_target: dict[Target, Flow] = {}
        self._servers: dict[Flow, Server] = {}
        self._opening: dict[Target, asyncio.Task[Flow]] = {}
        self._listeners: list[tcp.Listener] = []

    async def open(self, target: Target) -> Flow:
        """The flow to a target: the open one, or a new one. Raises `Unreachable` that says why the last try failed."""
        if (flow := self._by_target.get(target)) is not None:
            return flow
        if (task := self._opening.get(target)) is None:
            task = asyncio.create_task(self._open(target))
            self._opening[target] = task
            task.add_done_callback(lambda done: self._opened(target, done))
        # Whoever stops waiting must not stop the others.
        return await asyncio.shield(task)

    def send(self, message: Message, flow: Flow) -> None:
        """Let a message leave on an open flow. Raises `Unreachable`."""
        if (udp := self._sockets.get(flow.id)) is not None:
            udp.send(message.encode(), flow)
            return
        carrier = self._carriers.get(flow.id)
        if carrier is None:
            raise Unreachable("the connection is closed")
        carrier.send(message.encode())

    def ping(self, flow: Flow) -> None:
        """Ask the other end of a connection for a sign of life; `ponged` says that it came."""
        if (carrier := self._carriers.get(flow.id)) is not None:
            carrier.ping()

    def failed(self, flow: Flow, for_s: float = 60.0) -> None:
        """The server behind a flow answered 503 or not at all: the next `open` takes another first.

        A socket of UDP that was opened for it goes too: the hole in a firewall that it used may be the trouble.
        """
        if (server := self._servers.get(flow)) is not None and self._directory is not None:
            self._directory.failed(server, for_s)
        self._forget(flow)
        if flow.id in self._own:
            self._own.discard(flow.id)
            self._broken.append(self._sockets.pop(flow.id))

    async def close(self, flow: Flow) -> None:
        """Close a flow of a connection. UDP's sockets stay, since others share them."""
        self._forget(flow)
        while self._broken:
            await self._broken.pop().close()
        for listener in self._listeners:
            listener.gone(flow)
        if (carrier := self._carriers.pop(flow.id, None)) is not None:
            await carrier.close()

    @property
    def connections(self) -> list[Flow]:
        """The open ones, whoever opened them."""
        return [one.flow for one in self._carriers.values()]

    async def close_all(self) -> None:
        """Close everything."""
        for task in list(self._opening.values()):
            task.cancel()
        for listener in self._listeners:
            await listener.close()
        for carrier in list(self._carriers.values()):
            await self.close(carrier.flow)
        for udp in [*self._sockets.values(), *self._broken]:
            await udp.close()
        self._sockets.clear()
        self._by_target.clear()

    async def listen_udp(self, host: str, port: int = 0) -> UdpSocket:
        """Take datagrams on a local IP address. Raises `Unreachable`."""
        made = await UdpSocket.bind(self._receiver, f"udp-{next(self._count)}", host, port)
        self._sockets[made.id] = made
        return made

    async def listen_tcp(
        self, host: str, port: int = 0, *, tls: ssl.SSLContext | None = None
    ) -> tcp.Listener:
        """Take connections on a local IP address. Raises `Unreachable`."""
        listener = await tcp.Listener.start(
            self,
            self._keep,
            lambda: f"in-{next(self._count)}",
            host,
            port,
            tls=tls,
            limits=self._manner.limits,
        )
        self._listeners.append(listener)
        return listener

    async def serve(self, accepted: websocket.AcceptedSocket, flow: Flow) -> None:
        """Speak SIP on a WebSocket that a web server accepted, until its peer is gone."""
        carrier = websocket.WebSocketCarrier(accepted, flow, self, self._manner.limits)
        self._keep(carrier)
        await carrier.finished()

    # As a receiver: what connections say goes on to ours

    def message(self, message: Message, flow: Flow) -> None:
        """A message came on a connection."""
        self._receiver.message(message, flow)

    def bad_message(self, bad: BadMessage, flow: Flow) -> None:
        """Something else came on a connection."""
        self._receiver.bad_message(bad, flow)

    def closed(self, flow: Flow, why: str) -> None:
        """A connection is gone."""
        self._forget(flow)
        self._carriers.pop(flow.id, None)
        for listener in self._listeners:
            listener.gone(flow)
        self._receiver.closed(flow, why)

    def ponged(self, flow: Flow) -> None:
        """A ping was answered."""
        self._receiver.ponged(flow)

    # Inside

    def _keep(self, carrier: Carrier) -> None:
        self._carriers[carrier.flow.id] = carrier

    def _forget(self, flow: Flow) -> None:
        self._servers.pop(flow, None)
        for target in [one for one, kept in self._by_target.items() if kept == flow]:
            del self._by_target[target]

    def _opened(self, target: Target, task: asyncio.Task[Flow]) -> None:
        del self._opening[target]
        if not task.cancelled() and task.exception() is None:
            self._by_target[target] = task.result()

    async def _open(self, target: Target) -> Flow:
        if self._directory is None:
            self._directory = Directory()
        why = Unreachable(f"{target.host} has no address")
        for server in await self._directory.locate(target):
            try:
                flow = await self._try(target, server)
            except Unreachable as error:
                self._directory.failed(server)
                why = error
                continue
            self._servers[flow] = server
            if target.besides:  # who asks by the name alone is to be led to one that does, too
                self._by_target.pop(replace(target, besides=frozenset()), None)
            return flow
        raise why

    async def _try(self, target: Target, server: Server) -> Flow:
        manner, place = self._manner, (server.host, server.port)
        name, flow_id = target.host.strip("[]"), f"out-{next(self._count)}"
        if server.transport == "udp":
            return (await self._udp_for(server.host)).flow_to(*place)
        tls = client_context(manner.authorities) if server.transport in {"tls", "wss"} else None
        if server.transport in {"ws", "wss"}:
            made = await websocket.connect(
                place,
                self,
                flow_id,
                name=name,
                path=manner.path,
                headers=manner.headers,
                tls=tls,
                patience_s=manner.patience_s,
            )
            self._keep(made)
            return made.flow
        connection = await tcp.connect(
            place,
            self,
            flow_id,
            tls=tls,
            name=name,
            limits=manner.limits,
            patience_s=manner.patience_s,
        )
        self._keep(connection)
        return connection.flow

    async def _udp_for(self, host: str) -> UdpSocket:
        """A socket of the peer's family, with the address that the system would send from."""
        manner = self._manner
        wanted = manner.host6 if ":" in host else manner.host
        try:
            if manner.source is not None:
                local = manner.source(host)
            else:
                local = wanted if wanted not in {"0.0.0.0", "::"} else source_for(host)
        except OSError as error:
            raise explained(error, host, 9) from error
        for udp in self._sockets.values():
            if udp.local[0] == local:
                return udp
        made = await self.listen_udp(local, manner.port)
        self._own.add(made.id)
        return made


def source_for(host: str) -> str:
    """The local address that the system's routes choose for a peer's. Raises `OSError` when there is no way there.

    It goes into Via and Contact, where "any" would mean nothing.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.connect((host, 9))  # sends nothing
        return str(probe.getsockname()[0])


def is_here(host: str) -> bool:
    """Whether this computer has an address still."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.bind((host, 0))
    except OSError:
        return False
    return True
