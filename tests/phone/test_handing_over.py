"""Real calls among real telephones through a real exchange, told apart by their tones: held, keyed, handed on."""

import sys
from pathlib import Path

import pytest

from agent_desktop.model.calls import (
    CallState,
    EndCode,
    HoldCall,
    ResumeCall,
    SendDigits,
    TransferBlind,
)
from agent_desktop.model.phone import CallChanged, DigitReceived, TransferFailed
from agent_desktop.phone.engine import lines
from agent_desktop.phone.setup import PhoneAccount
from tests.contracts.asynchronous import asynchronous
from tests.peers.kamailio import Kamailio
from tests.phone.engines import ALICE, BOB, CAROL, IN_THE_CLEAR, by_tls, engine, of
from tests.phone.networks import Seat, seats, sign_on
from tests.sip.certificates import Authority

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(sys.platform != "linux", reason="the peers are Debian packages"),
]


@pytest.mark.parametrize(
    "secure", [pytest.param(False, id="udp", marks=IN_THE_CLEAR), pytest.param(True, id="tls-sdes")]
)
def test_a_call_is_held_keyed_and_handed_on(
    tmp_path: Path, proxy: Kamailio, authority: Authority, secure: bool
) -> None:
    _handed_on(tmp_path, proxy, authority if secure else None)


@asynchronous
async def _handed_on(tmp_path: Path, proxy: Kamailio, authority: Authority | None) -> None:
    def account(name: str) -> PhoneAccount:
        return by_tls(name, proxy, authority) if authority is not None else of(name, proxy)

    bob, carol = Seat(tmp_path, BOB, "127.0.0.3"), Seat(tmp_path, CAROL, "127.0.0.4")
    async with seats(bob, carol):
        await sign_on(bob, account("bob"))
        await sign_on(carol, account("carol"))
        async with engine(tmp_path / "a", ALICE, account("alice"), bind="127.0.0.2") as alice:
            first = await alice.call("alice", "bob")
            await alice.until(CallChanged, lambda one: one.call.state is CallState.ACTIVE)
            await alice.hears_only(BOB)
            await bob.hears_only(ALICE)
            # Hold: neither hears the other.
            await alice.do(HoldCall(call_id=first))
            await bob.until(lines.FarHolds, lambda one: one.on)
            await alice.hears_only()
            await bob.hears_only()
            await alice.do(ResumeCall(call_id=first))
            await alice.hears_only(BOB)
            await bob.hears_only(ALICE)
            # Keys both ways.
            await alice.do(SendDigits(call_id=first, digits="19#"))
            await bob.until(lines.KeyPressed, lambda one: one.key == "#")
            keys = [one.key for one in bob.told if isinstance(one, lines.KeyPressed)]
            assert keys == ["1", "9", "#"]
            assert bob.line is not None
            bob.line.press("7*")
            assert [(await alice.until(DigitReceived)).digit for _ in "7*"] == ["7", "*"]
            # A transfer to nobody fails, and the call goes on.
            await alice.do(TransferBlind(call_id=first, number="nobody"))
            await alice.until(TransferFailed, lambda one: one.call_id == first)
            await alice.hears_only(BOB)
            # Bob is handed to Carol: he sees whom he talks to, and so does she hear him.
            await alice.do(TransferBlind(call_id=first, number="carol"))
            assert await alice.over(first) is EndCode.TRANSFERRED
            named = [one.far.number for one in bob.told if isinstance(one, lines.Named)]
            assert named[-1] == "carol"
            await bob.hears_only(CAROL)
            await carol.hears_only(BOB)
            assert not bob.over()
            bob.line.hang_up()
            await carol.until(lines.Ended)
