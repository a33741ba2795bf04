"""A media session: one call's way for voice, by plain RTP, SDES or DTLS, with ICE or without.

Promises that voice leaves protected or not at all once protection was agreed; that every datagram, whatever it holds,
is delivered, or counted and forgotten; that what is heard comes from the peer's locked address. Refuses sound: packets
go in and out as bytes, and `heard` gets each valid RTP packet with its arrival by the loop's clock.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import secrets
import struct
from collections.abc import Callable
from typing import Final

from agent_desktop.media import rtcp, rtp
from agent_desktop.media.transport.demux import Protocol, protocol
from agent_desktop.media.transport.dtls import Fingerprint
from agent_desktop.media.transport.generations import Generations
from agent_desktop.media.transport.ice import IceAgent, Path
from agent_desktop.media.transport.latch import Address, Latch
from agent_desktop.media.transport.plan import (
    Connected,
    Dropped,
    Dtls,
    Failed,
    HeardAgain,
    MediaPlan,
    NoWay,
    PeerLeft,
    PeerMoved,
    RestartFailed,
    SessionEvent,
    SessionFigures,
    SessionSettings,
    Silent,
)
from agent_desktop.media.transport.protection import Protection
from agent_desktop.media.transport.reporting import Reporter
from agent_desktop.media.transport.resolving import numeric
from agent_desktop.media.transport.sockets import Sockets

#: How often silence and reports are looked at.
TICK_S: Final = 0.5
#: Payload type with its marker, sequence, timestamp and source of an RTP packet, after its first byte.
_HEAD: Final = struct.Struct("!xBHII")


class MediaSession:
    """Made by `open`, told by `apply` what was agreed (again after each new agreement), ended by `close`.

    `heard` may be exchanged at any time; `said` gets the events.
    """

    def __init__(
        self,
        settings: SessionSettings,
        *,
        heard: Callable[[bytes, float], None],
        said: Callable[[SessionEvent], None],
    ) -> None:
        """Use `open`: sockets are missing yet."""
        self.heard = heard
        self.dropped = Dropped()
        self._said, self._settings = said, settings
        self._loop = asyncio.get_running_loop()
        self._sockets: Sockets | None = None
        self._ice: Generations | None = None
        self._plan: MediaPlan | None = None
        self._applying = asyncio.Lock()
        self._protection = Protection(
            settings.certificate,
            send=self._transmit,
            ready=self._maybe_connected,
            failed=self._fail,
            left=lambda why: self._said(PeerLeft(why)),
        )
        self._connected = self._closed = self._silent = False
        self._latch, self._rtcp_latch = Latch(), Latch()
        now = self._loop.time()
        self._last_heard = now
        self._reporter = Reporter(
            secrets.randbits(32), settings.cname, now, random.random, lambda one: self._said(one)
        )
        self._clocks = [0] * 128
        self._timer = self._loop.call_later(TICK_S, self._tick)

    @classmethod
    async def open(
        cls,
        settings: SessionSettings,
        *,
        heard: Callable[[bytes, float], None],
        said: Callable[[SessionEvent], None] = lambda _: None,
        controlling: bool = False,
        found: Callable[[str | None], None] = lambda _: None,
    ) -> MediaSession:
        """Bind ports, or begin to gather candidates, each of which goes to `found`, at the end None.

        `controlling` for the side that offers. Raises `NoPort`, `OSError`.
        """
        session = cls(settings, heard=heard, said=said)
        try:
            if settings.ice is None:
                session._sockets = await Sockets.open(
                    settings.address, settings.ports, session._from_socket
                )
            else:
                session._ice = Generations(
                    settings.ice,
                    received=session._from_ice,
                    connected=session._ice_connected,
                    failed=session._ice_failed,
                )
                session._ice.begin(controlling, found)
        except BaseException:
            session._timer.cancel()
            raise
        return session

    # What our description says

    @property
    def local(self) -> Address | None:
        """The address and port of RTP; None with ICE, whose candidates say it."""
        return self._sockets.local if self._sockets is not None else None

    @property
    def local_rtcp(self) -> Address | None:
        """The port of RTCP while it is another one."""
        return self._sockets.local_rtcp if self._sockets is not None else None

    @property
    def ice(self) -> IceAgent | None:
        """The newest generation of ICE: its name, password and candidates go into the next description."""
        return self._ice.newest if self._ice is not None else None

    @property
    def fingerprint(self) -> Fingerprint | None:
        """Of our certificate; None when the session was made without."""
        certificate = self._settings.certificate
        return certificate.fingerprint() if certificate is not None else None

    @property
    def path(self) -> Path | None:
        """The way of ICE in use."""
        return self._ice.path if self._ice is not None else None

    @property
    def remote(self) -> Address | None:
        """Where packets go without ICE."""
        return self._latch.address

    async def gathered(self) -> None:
        """Wait until all candidates of the newest generation are known."""
        if self._ice is not None:
            await self._ice.gathered()

    def restart_ice(
        self,
        *,
        controlling: bool,
        found: Callable[[str | None], None] = lambda _: None,
        addresses: tuple[str, ...] | None = None,
    ) -> None:
        """Begin a new generation, to describe with new names; voice stays on the old way. `addresses`: if new."""
        if self._ice is not None:
            self._ice.begin(controlling, found, addresses)

    async def move(self, address: str) -> None:
        """Take other ports, at this address of ours, without ICE: voice leaves from there at once.

        The old ones hear until the next plan. Keys stay as they are. Raises `NoPort`, `OSError`.
        """
        if self._sockets is not None:
            await self._sockets.move(address, self._settings.ports)

    # What was agreed

    async def apply(self, plan: MediaPlan) -> None:
        """Do as agreed from now on. Raises `Exposed` or `NoWay` before anything has changed."""
        async with self._applying:  # a name that resolves slowly must not overtake a later plan
            await self._apply(plan)

    async def _apply(self, plan: MediaPlan) -> None:
        self._protection.check(plan.security)
        remote = remote_rtcp = None
        if self._ice is not None:
            if plan.ice is None:
                raise NoWay("the session was opened for ICE, and the peer has none")
            self._ice.check(plan.ice)
        elif self._sockets is not None:
            remote = await numeric(plan.remote, self._sockets.family)
            remote_rtcp = await numeric(plan.remote_rtcp, self._sockets.family)
        if self._closed:
            return
        before, self._plan = self._plan, plan
        self._clocks = [plan.clocks.get(number, 0) for number in range(128)]
        if plan.receives and not (before is not None and before.receives):
            self._last_heard, self._silent = self._loop.time(), False
        self._protection.follow(plan.security)
        if self._ice is not None and plan.ice is not None:
            self._ice.follow(plan.ice)
            if self.path is not None:
                self._protection.way_found()
        elif self._sockets is not None:
            self._sockets.leave()
            if before is None or plan.remote != before.remote:
                self._latch.tell(remote)
            if plan.remote_rtcp is None:
                self._sockets.share()
            elif isinstance(plan.security, Dtls):
                pass  # a second handshake would be needed there (RFC 5764, 4); such a peer gets no reports
            elif before is None or plan.remote_rtcp != before.remote_rtcp:
                self._rtcp_latch.tell(remote_rtcp)
            self._protection.way_found()
            self._maybe_connected()

    def _ice_connected(self, path: Path, again: bool) -> None:
        self._protection.way_found()
        self._maybe_connected()
        if again:
            self._said(PeerMoved(path))

    def _ice_failed(self, why: str, stays: bool) -> None:
        if stays:
            self._said(RestartFailed(why))
        else:
            self._fail(why)

    def _maybe_connected(self) -> None:
        way = self.path is not None or self._latch.address is not None
        if way and not self._connected and self._protection.ready:
            self._connected = True
            self._last_heard = self._loop.time()
            self._said(Connected(self.path))

    def _fail(self, why: str) -> None:
        if not self._closed:
            self._said(Failed(why))

    # Out

    def send(self, packet: bytes) -> bool:
        """Send an RTP packet; False when it did not leave: no agreement, no keys, no way."""
        data = self._protection.seal(packet)
        if data is None or not self._transmit(data):
            self.dropped.unsent += 1
            return False
        second, _, timestamp, ssrc = _HEAD.unpack_from(packet)
        clock = self._clocks[second & 0x7F] or 8000
        octets = len(packet) - 12
        self._reporter.packet_sent(ssrc, timestamp, octets, clock, self._loop.time())
        return True

    def _transmit(self, data: bytes) -> bool:
        if self._sockets is not None:
            return self._sockets.send(data, self._latch.address)
        return self._ice is not None and self._ice.send(data)

    def _report(self, *, goodbye: bool = False) -> None:
        """Send a report, protected like all else."""
        report = self._reporter.compose(self._loop.time(), goodbye=goodbye)
        data = self._protection.seal_rtcp(report)
        if data is None:
            return
        if self._sockets is not None and self._sockets.local_rtcp is not None:
            self._sockets.send_rtcp(data, self._rtcp_latch.address)
        else:
            self._transmit(data)

    # In

    def _from_socket(self, data: bytes, source: Address, to_rtcp: bool) -> None:
        self._arrived(data, self._loop.time(), source, to_rtcp)

    def _from_ice(self, data: bytes, arrival: float) -> None:
        self._arrived(data, arrival, None, False)

    def _arrived(self, data: bytes, arrival: float, source: Address | None, to_rtcp: bool) -> None:
        """A datagram of anybody; `source` None when ICE vouches for it."""
        match protocol(data):
            case Protocol.RTP if not to_rtcp:
                self._rtp_arrived(data, arrival, source)
            case Protocol.RTCP:
                self._rtcp_arrived(data, arrival, source, to_rtcp)
            case Protocol.DTLS if not to_rtcp:
                self._dtls_arrived(data, arrival, source)
            case _:
                self.dropped.stray += 1

    def _dtls_arrived(self, data: bytes, arrival: float, source: Address | None) -> None:
        dtls = self._protection.dtls
        if dtls is None:
            self.dropped.early += 1
        elif source is not None and not self._latch.accepts(source, arrival, genuine=False):
            self.dropped.strangers += 1
        else:
            dtls.receive(data)

    def _rtp_arrived(self, data: bytes, arrival: float, source: Address | None) -> None:
        clear = self._protection.open(data)
        if clear is None:
            self.dropped.early += not self._protection.ready
            return
        try:
            packet = rtp.parse(clear)
        except rtp.BadRtp:
            self.dropped.malformed += 1
            return
        clock = self._clocks[packet.payload_type]
        if not clock:
            self.dropped.unexpected += 1
            return
        if source is not None:
            was = self._latch.address
            if not self._latch.accepts(source, arrival, genuine=self._protection.secured):
                self.dropped.strangers += 1
                return
            if source != was:
                self._said(PeerMoved(None))
                self._maybe_connected()
        if not self._reporter.packet_received(packet, arrival, clock):
            self.dropped.unexpected += 1
            return
        self._last_heard = arrival
        if self._silent:
            self._silent = False
            self._said(HeardAgain())
        self.heard(clear, arrival)

    def _rtcp_arrived(
        self, data: bytes, arrival: float, source: Address | None, to_rtcp: bool
    ) -> None:
        clear = self._protection.open_rtcp(data)
        if clear is None:
            self.dropped.early += not self._protection.ready
            return
        try:
            reports = rtcp.parse(clear)
        except rtcp.BadRtcp:
            self.dropped.malformed += 1
            return
        if source is not None and not self._may_report(source, arrival, to_rtcp):
            self.dropped.strangers += 1
            return
        left = self._reporter.take(reports, arrival)
        if left is not None:
            self._said(PeerLeft(left))

    def _may_report(self, source: Address, arrival: float, to_rtcp: bool) -> bool:
        genuine = self._protection.secured
        if to_rtcp:
            return self._rtcp_latch.accepts(source, arrival, genuine=genuine)
        # A plain report is too easily made up to say where the voice comes from.
        return source == self._latch.address or (
            genuine and self._latch.accepts(source, arrival, genuine=True)
        )

    # Time, and the end

    def _tick(self) -> None:
        self._timer = self._loop.call_later(TICK_S, self._tick)
        now = self._loop.time()
        if not self._connected or self._plan is None:
            return
        if self._reporter.due(now):
            self._report()
        quiet = now - self._last_heard
        if self._plan.receives and not self._silent and quiet >= self._settings.silence_s:
            self._silent = True
            self._said(Silent(quiet))

    def figures(self) -> SessionFigures:
        """The totals until now."""
        return self._reporter.figures(self.dropped, self._protection.refused)

    async def close(self) -> None:
        """Say goodbye and free everything. Nothing is heard or said afterwards."""
        if self._closed:
            return
        self._closed = True
        self._timer.cancel()
        self._said = void
        self.heard = void
        if self._connected:
            self._report(goodbye=True)
        self._protection.end()
        if self._sockets is not None:
            self._sockets.close()
        if self._ice is not None:
            with contextlib.suppress(OSError):
                await self._ice.close()


def void(*_: object) -> None:
    """Hears and says nothing: what remains of the callbacks after `close`."""
