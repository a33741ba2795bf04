"""Another maker's telephone is handed on by us, and hands us on."""

import sys
from pathlib import Path

import msgspec
import pytest

from agent_desktop.model.calls import EndCode, TransferBlind
from agent_desktop.model.phone import CallChanged
from agent_desktop.phone.engine import lines
from tests.contracts.asynchronous import asynchronous
from tests.media.sounds import tone
from tests.peers.baresip import baresip
from tests.peers.kamailio import Kamailio
from tests.phone.engines import CAROL, IN_THE_CLEAR, engine, of
from tests.phone.listening import write_wav
from tests.phone.networks import Seat, seats, sign_on

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(sys.platform != "linux", reason="the peers are Debian packages"),
]
PEER, ALICE = 440.0, 1900.0


@IN_THE_CLEAR
@asynchronous
async def test_baresip_is_handed_on_and_hands_us_on(tmp_path: Path, proxy: Kamailio) -> None:
    folder = tmp_path / "peer"
    folder.mkdir()
    carol = Seat(tmp_path, CAROL, "127.0.0.5")
    wav = write_wav(folder / "says.wav", tone(40.0, 8000, PEER, 6000), 8000)
    with baresip(folder, server=proxy.sip, user="peer", wav=wav) as peer:
        async with seats(carol):
            await sign_on(carol, of("carol", proxy))
            # Baresip finds addresses by itself, so that they must say where the exchange is.
            account = msgspec.structs.replace(
                of("alice", proxy), address=f"sip:alice@127.0.0.1:{proxy.sip}"
            )
            async with engine(tmp_path / "a", ALICE, account, bind="127.0.0.2") as alice:
                first = await alice.call("alice", "peer")
                assert await alice.talks() == first
                await alice.hears_only(PEER)
                await alice.do(TransferBlind(call_id=first, number="carol"))
                assert await alice.over(first) is EndCode.TRANSFERRED
                await carol.hears_only(PEER)
                assert carol.line is not None
                carol.line.hang_up()
                await carol.until(lines.Ended)
                second = await alice.call("alice", "peer")
                assert await alice.talks() == second
                await alice.hears_only(PEER)
                peer.command("transfer", f"sip:carol@127.0.0.1:{proxy.sip}")
                await alice.until(CallChanged, lambda one: one.call.far.number == "carol")
                await alice.hears_only(CAROL)
                await carol.hears_only(ALICE)
