"""How sound finds its way and what is known of it: ICE with and without a peer's, reports about what we send."""

import sys
from pathlib import Path

import msgspec
import pytest

from agent_desktop.media.thrift import BIT_RATE
from agent_desktop.media.transport import reporting
from agent_desktop.model.calls import QualityReason
from agent_desktop.phone.carrier import voice
from agent_desktop.phone.engine import lines
from agent_desktop.phone.setup import IceServer, PhoneAccount
from tests.contracts.asynchronous import asynchronous
from tests.peers.kamailio import Kamailio
from tests.phone.engines import ALICE, BOB, IN_THE_CLEAR, of
from tests.phone.networks import Seat, seats, sign_on

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(sys.platform != "linux", reason="the peers are Debian packages"),
]
#: Nobody answers there.
DEAD = (IceServer(uris=("stun:127.0.0.1:9",)),)


def with_ice(account: PhoneAccount) -> PhoneAccount:
    return msgspec.structs.replace(account, ice=DEAD)


@IN_THE_CLEAR
@pytest.mark.expected_log("a server for ICE")
@pytest.mark.parametrize("both", [True, False], ids=["both", "only-us"])
def test_ice_with_a_dead_server_and_with_peers_without(
    both: bool, tmp_path: Path, proxy: Kamailio
) -> None:
    _ice(tmp_path, proxy, both)


@asynchronous
async def _ice(tmp_path: Path, proxy: Kamailio, both: bool) -> None:
    alice, bob = Seat(tmp_path, ALICE, "127.0.0.2"), Seat(tmp_path, BOB, "127.0.0.3")
    async with seats(alice, bob):
        await sign_on(alice, with_ice(of("alice", proxy)))
        await sign_on(bob, with_ice(of("bob", proxy)) if both else of("bob", proxy))
        alice.call("alice", "bob")
        await alice.hears_only(BOB)
        await bob.hears_only(ALICE)
        [line] = alice.network._stations["alice"]._lines.values()
        session = line._voice.session
        assert session is not None
        assert (session.path is not None) is both
        assert bob.line is not None
        bob.line.hang_up()
        await alice.until(lines.Ended)
        # The other way round: whoever is called answers as it was asked.
        alice.told.clear()
        bob.call("bob", "alice")
        await alice.hears_only(BOB)
        await bob.hears_only(ALICE)


@asynchronous
async def _upload(tmp_path: Path, proxy: Kamailio) -> None:
    alice, bob = Seat(tmp_path, ALICE, "127.0.0.2"), Seat(tmp_path, BOB, "127.0.0.3")
    async with seats(alice, bob):
        opus = [
            msgspec.structs.replace(of(one, proxy), codecs=("opus",)) for one in ("alice", "bob")
        ]
        await sign_on(alice, opus[0])
        await sign_on(bob, opus[1])
        alice.call("alice", "bob")
        await bob.hears_only(ALICE)
        [line] = alice.network._stations["alice"]._lines.values()
        session, sender = line._voice.session, line._voice._sender
        assert session is not None
        assert sender is not None
        assert sender.figures().bit_rate == BIT_RATE
        send, count = session.send, iter(range(1_000_000))
        # A third of what leaves gets lost on the way.
        session.send = lambda packet: next(count) % 3 == 0 or send(packet)  # type: ignore[method-assign]
        told = await alice.until(lines.Sounds, lambda one: one.quality.upload_loss_percent > 15)
        assert QualityReason.UPLOAD in told.quality.reasons
        assert told.quality.loss_percent < 5
        assert sender.figures().bit_rate < BIT_RATE


@IN_THE_CLEAR
def test_what_the_far_party_misses_of_us_is_told_and_fewer_bits_are_sent(
    tmp_path: Path, proxy: Kamailio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reporting, "INTERVAL_S", 0.5)
    monkeypatch.setattr(voice, "_VERDICT_FRAMES", 50)
    _upload(tmp_path, proxy)
