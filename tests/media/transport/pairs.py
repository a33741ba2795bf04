"""Sessions in pairs on loopback, and a bare socket as a peer that sees what is on the wire."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TypeVar

from agent_desktop.media.rtp import Packet
from agent_desktop.media.secure.srtp import SUITES, Keys
from agent_desktop.media.transport.dtls import Certificate
from agent_desktop.media.transport.ice import IceSettings
from agent_desktop.media.transport.plan import (
    Dtls,
    MediaPlan,
    RemoteIce,
    Sdes,
    SessionEvent,
    SessionSettings,
)
from agent_desktop.media.transport.session import MediaSession

E = TypeVar("E")
CLOCKS = {0: 8000, 8: 8000, 96: 8000, 111: 48000}
PLAIN = SessionSettings("127.0.0.1", "pair@test")
SECURE = replace(PLAIN, certificate=Certificate())
ICE = replace(SECURE, ice=IceSettings(addresses=("127.0.0.1",)))


def packet(number: int, ssrc: int = 1, kind: int = 0, payload: bytes = b"voice" * 20) -> bytes:
    return Packet(kind, number & 0xFFFF, 160 * number & 0xFFFFFFFF, ssrc, payload).encode()


def keys(suite: str = "AES_CM_128_HMAC_SHA1_80") -> Keys:
    return Keys(suite, os.urandom(SUITES[suite].size))


class End:
    """One session with what it heard and said."""

    def __init__(self) -> None:
        self.packets: asyncio.Queue[bytes] = asyncio.Queue()
        self.events: asyncio.Queue[SessionEvent] = asyncio.Queue()
        self.all_events: list[SessionEvent] = []
        self.session: MediaSession

    async def open(self, settings: SessionSettings, *, controlling: bool = False) -> End:
        self.session = await MediaSession.open(
            settings,
            heard=lambda data, _: self.packets.put_nowait(data),
            said=self._said,
            controlling=controlling,
        )
        return self

    def _said(self, event: SessionEvent) -> None:
        self.all_events.append(event)
        self.events.put_nowait(event)

    async def event(self, kind: type[E]) -> E:
        """The next event of that kind; the others are passed over."""
        while True:
            event = await asyncio.wait_for(self.events.get(), 20)
            if isinstance(event, kind):
                return event

    async def hears(self, data: bytes) -> None:
        """Waits for a packet, which must be the next."""
        assert await asyncio.wait_for(self.packets.get(), 10) == data

    def remote_ice(self) -> RemoteIce:
        """What our description would say."""
        agent = self.session.ice
        assert agent is not None
        return RemoteIce(agent.username, agent.password, tuple(agent.candidates))


async def talk(one: End, other: End, number: int = 1) -> None:
    for us, them in ((one, other), (other, one)):
        assert us.session.send(packet(number))
        await them.hears(packet(number))


@asynccontextmanager
async def ends(settings: SessionSettings) -> AsyncIterator[tuple[End, End]]:
    one = await End().open(settings, controlling=True)
    other = await End().open(settings)
    try:
        yield one, other
    finally:
        await asyncio.gather(one.session.close(), other.session.close())


def plans(
    one: End, other: End, security: tuple[Sdes | Dtls | None, Sdes | Dtls | None] = (None, None)
) -> tuple[MediaPlan, MediaPlan]:
    """What both are told after signalling, RTCP on the same port."""
    if one.session.ice is not None:
        return (
            MediaPlan(CLOCKS, security=security[0], ice=other.remote_ice()),
            MediaPlan(CLOCKS, security=security[1], ice=one.remote_ice()),
        )
    return (
        MediaPlan(CLOCKS, other.session.local, security=security[0]),
        MediaPlan(CLOCKS, one.session.local, security=security[1]),
    )


def by_dtls(one: End, other: End) -> tuple[Dtls, Dtls]:
    ours, theirs = one.session.fingerprint, other.session.fingerprint
    assert ours is not None
    assert theirs is not None
    return Dtls("server", (theirs,)), Dtls("client", (ours,))


def by_sdes(suite: str = "AES_CM_128_HMAC_SHA1_80") -> tuple[Sdes, Sdes]:
    ours, theirs = keys(suite), keys(suite)
    return Sdes(ours, theirs), Sdes(theirs, ours)


class Wire:
    """A bare socket as the peer of one session."""

    def __init__(self) -> None:
        self._socket = socket.socket(type=socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self.address: tuple[str, int] = self._socket.getsockname()

    def send(self, data: bytes, to: tuple[str, int] | None) -> None:
        assert to is not None
        self._socket.sendto(data, to)

    async def receive(self) -> bytes:
        loop = asyncio.get_running_loop()
        return await asyncio.wait_for(loop.sock_recv(self._socket, 65536), 10)

    def pending(self) -> list[bytes]:
        """What has come until now."""
        found = []
        while True:
            try:
                found.append(self._socket.recv(65536))
            except BlockingIOError:
                return found

    def close(self) -> None:
        self._socket.close()
