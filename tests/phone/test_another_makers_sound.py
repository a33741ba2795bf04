"""Another maker's telephone, by every codec and every way to encrypt that both know: both hear each other, and keys."""

import asyncio
import sys
import time
from pathlib import Path

import msgspec
import pytest

from agent_desktop.phone.engine import lines
from agent_desktop.phone.setup import PhoneAccount
from tests.contracts.asynchronous import asynchronous
from tests.media.sounds import tone
from tests.peers.baresip import Baresip, baresip
from tests.peers.kamailio import Kamailio
from tests.phone.engines import IN_THE_CLEAR, by_tls, of
from tests.phone.listening import heard_in, tones, write_wav
from tests.phone.networks import PATIENCE_S, Seat, seats, sign_on
from tests.sip.certificates import Authority

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(sys.platform != "linux", reason="the peers are Debian packages"),
]
PEER, ALICE = 440.0, 1900.0
PART = 8000


def until_written(peer: Baresip, count: int) -> None:
    """Wait until the other telephone has written so many bytes of what it hears: after the call its file is whole."""
    until = time.monotonic() + PATIENCE_S
    while not any(one.stat().st_size > count for one in peer.folder.glob("dump-*-dec.wav")):
        assert time.monotonic() < until, "baresip hears nothing"
        time.sleep(0.05)


def was_heard(peer: Baresip, hz: float) -> bool:
    """Whether the other telephone heard this tone alone for half a second of its call, which is over."""
    line = heard_in(peer.heard)
    return any(tones(line[at : at + PART]) == {hz} for at in range(0, len(line) - PART, PART))


def account_of(protection: str, codec: str, proxy: Kamailio, authority: Authority) -> PhoneAccount:
    """Keys stand in descriptions where nobody can read them; else certificates make them."""
    made = by_tls("alice", proxy, authority) if protection == "srtp-mand" else of("alice", proxy)
    return msgspec.structs.replace(made, codecs=(codec.partition("/")[0],), secure=bool(protection))


@pytest.mark.parametrize(
    ("protection", "codec", "rate"),
    [
        pytest.param("", "G722/16000/1", 16_000, marks=IN_THE_CLEAR),
        pytest.param("srtp-mand", "PCMA/8000/1", 8000),
        pytest.param("dtls_srtp", "PCMU/8000/1", 8000, marks=IN_THE_CLEAR),
    ],
)
def test_both_hear_each_other_and_keys(
    protection: str, codec: str, rate: int, tmp_path: Path, proxy: Kamailio, authority: Authority
) -> None:
    folder = tmp_path / "peer"
    folder.mkdir()
    wav = write_wav(folder / "says.wav", tone(30.0, rate, PEER, 6000), rate)

    @asynchronous
    async def run() -> None:
        alice = Seat(tmp_path, ALICE, "127.0.0.2")
        async with seats(alice):
            await sign_on(alice, account_of(protection, codec, proxy, authority))
            alice.call("alice", "peer")
            assert (await alice.until(lines.Answered)).secure is bool(protection)
            await alice.hears_only(PEER)
            await asyncio.to_thread(until_written, peer, 4 * rate)
            assert alice.line is not None
            with peer.keys() as pressed:
                alice.line.press("42#")
                assert await asyncio.to_thread(pressed, 3) == "42#"
            await asyncio.to_thread(peer.command, "sndcode", "7")
            await alice.until(lines.KeyPressed, lambda one: one.key == "7")
            alice.line.hang_up()
            await alice.until(lines.Ended)

    with baresip(
        folder,
        server=proxy.sip,
        user="peer",
        wav=wav,
        codecs=(codec,),
        protection=protection,
    ) as peer:
        run()
    assert was_heard(peer, ALICE)
