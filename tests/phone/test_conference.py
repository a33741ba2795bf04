"""Real calls among real telephones through a real exchange, told apart by their tones: consulted, joined, connected."""

import sys
from pathlib import Path

import pytest

from agent_desktop.model.calls import (
    CallState,
    EndCode,
    JoinCalls,
    TransferConsult,
)
from agent_desktop.model.phone import CallChanged
from agent_desktop.phone.engine import lines
from tests.contracts.asynchronous import asynchronous
from tests.peers.kamailio import Kamailio
from tests.phone.engines import ALICE, BOB, CAROL, IN_THE_CLEAR, engine, of
from tests.phone.networks import Seat, seats, sign_on

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(sys.platform != "linux", reason="the peers are Debian packages"),
]


@IN_THE_CLEAR
@asynchronous
async def test_bob_and_carol_are_consulted_joined_and_connected(
    tmp_path: Path, proxy: Kamailio
) -> None:
    bob, carol = Seat(tmp_path, BOB, "127.0.0.3"), Seat(tmp_path, CAROL, "127.0.0.4")
    async with seats(bob, carol):
        await sign_on(bob, of("bob", proxy))
        await sign_on(carol, of("carol", proxy))
        async with engine(tmp_path / "a", ALICE, of("alice", proxy), bind="127.0.0.2") as alice:
            first = await alice.call("alice", "bob")
            await alice.until(CallChanged, lambda one: one.call.state is CallState.ACTIVE)
            await alice.hears_only(BOB)
            second = await alice.call("alice", "carol")
            await alice.until(
                CallChanged,
                lambda one: one.call.id == second and one.call.state is CallState.ACTIVE,
            )
            await alice.hears_only(CAROL)
            await carol.hears_only(ALICE)
            await bob.hears_only()
            # All three hear each other, and nobody hears himself.
            await alice.do(JoinCalls(call_ids=(first, second)))
            await alice.hears_only(BOB, CAROL)
            await bob.hears_only(ALICE, CAROL)
            await carol.hears_only(ALICE, BOB)
            # Alice leaves, by connecting the two.
            await alice.do(TransferConsult(call_id=first, consult_id=second))
            codes = {await alice.over(first), await alice.over(second)}
            assert codes == {EndCode.TRANSFERRED}
            await bob.hears_only(CAROL)
            await carol.hears_only(BOB)
            assert not bob.over()
            assert carol.line is not None
            carol.line.hang_up()
            await bob.until(lines.Ended)
