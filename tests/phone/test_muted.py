"""A microphone that is muted: the far party hears noise of a room instead of a dead line, and the line is spared."""

import asyncio
import sys
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from agent_desktop.media.frames import silence
from agent_desktop.media.transport.session import MediaSession
from agent_desktop.phone.audio.backend import RATE
from agent_desktop.phone.engine import lines
from tests.contracts.asynchronous import asynchronous
from tests.peers.kamailio import Kamailio
from tests.phone.engines import ALICE, BOB, IN_THE_CLEAR, of
from tests.phone.networks import PATIENCE_S, Seat, seats, sign_on

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(sys.platform != "linux", reason="the peers are Debian packages"),
]
COMFORT = 13


class Wire:
    """Counts what leaves by its payload type."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.kinds: Counter[int] = Counter()
        self._grown = asyncio.Event()
        send = MediaSession.send

        def counting(session: MediaSession, packet: bytes) -> bool:
            self.kinds[packet[1] & 0x7F] += 1
            self._grown.set()
            return send(session, packet)

        patch.setattr(MediaSession, "send", counting)

    async def until(self, kind: int, count: int) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while self.kinds[kind] < count:
                self._grown.clear()
                await self._grown.wait()


@IN_THE_CLEAR
@asynchronous
async def test_both_may_be_muted_and_hear_each_other_again(
    tmp_path: Path, proxy: Kamailio, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice, bob = Seat(tmp_path, ALICE, "127.0.0.2"), Seat(tmp_path, BOB, "127.0.0.3")
    said = alice._tone, bob._tone
    async with seats(alice, bob):
        for name, seat in (("alice", alice), ("bob", bob)):
            await sign_on(seat, msgspec.structs.replace(of(name, proxy), codecs=("PCMU",)))
        alice.call("alice", "bob")
        await alice.until(lines.Answered)
        await alice.hears_only(BOB)
        await bob.hears_only(ALICE)
        wire = Wire(monkeypatch)
        alice._tone = bob._tone = silence(RATE)
        await wire.until(COMFORT, 4)
        sound = wire.kinds[0]
        await wire.until(COMFORT, 8)
        assert wire.kinds[0] == sound, "nothing else is sent meanwhile"
        alice._tone, bob._tone = said
        await alice.hears_only(BOB)
        await bob.hears_only(ALICE)
