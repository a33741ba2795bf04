"""Two customers on the telephone of one agent, over the hub's line alone: who hears whom, told by tones; also while the
agent's window and telephone die.
"""

import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.worker.setup import WorkerSetup
from agent_desktop.model.calls import CallState, EndCode, ExpectCall, HangUp, JoinCalls, SwapCalls
from agent_desktop.model.phone import CallChanged
from agent_desktop.phone.setup import PhoneAccount
from tests.contracts.asynchronous import asynchronous
from tests.hub.voice.worker.carriers import Carrier
from tests.hub.voice.worker.house import House, house
from tests.phone.engines import Engine, engine
from tests.phone.listening import longest_silence_ms

pytestmark = pytest.mark.sound
FIRST, ANN, SECOND = 440.0, 700.0, 1150.0


async def expect(ann: Engine, call: str) -> str:
    """The hub's call shall answer itself at the agent's telephone; its token."""
    await ann.do(ExpectCall(offer_token=call, interaction_id=call, for_ms=30_000))
    return call


async def talks(ann: Engine, call: str) -> str:
    """When this call of the hub's stands at the telephone; its id there."""
    there = await ann.until(
        CallChanged,
        lambda one: one.call.interaction_id == call and one.call.state is CallState.ACTIVE,
    )
    return there.call.id


async def calls_beside(home: House, ann: Engine, first: str) -> str:
    """What the hub orders when an agent in a call calls somebody; the second call at the telephone."""
    await expect(ann, "second")
    home.worker.tell(i.Held(first, "ann"))
    placed = i.CallPlaced(
        call="second",
        agent="ann",
        agent_number="sip:ann@127.0.0.1",
        token="second",
        number="+49301234567",
        queue="orders",
    )
    home.worker.tell(placed)
    return await talks(ann, "second")


@asynchronous
async def test_two_customers_are_swapped_joined_let_go_and_given_back(tmp_path: Path) -> None:
    other = Carrier("carrier", hz=SECOND)
    other.port = (await other.endpoint.ways.listen_udp("127.0.0.1")).local[1]

    def by_the_carrier(setup: WorkerSetup) -> WorkerSetup:
        return replace(setup, trunks=(other.trunk(),))

    async with house(tmp_path, change=by_the_carrier) as home:
        home.add(other)
        line = PhoneAccount(
            id="line",
            address="sip:ann@127.0.0.1",
            password="secret",
            server=f"127.0.0.1:{home.port}",
        )
        caller = home.telephone(FIRST)
        async with engine(tmp_path / "ann", ANN, line) as begun:
            call = await home.waiting(caller)
            home.accept(call, "ann", await expect(begun, call))
            first = await talks(begun, call)
            second = await calls_beside(home, begun, call)
            await other.hears_only(ANN)
            await begun.hears_only(SECOND)
            await caller.hears_only()

            at = await other.listens(0.1)
            await begun.killed()
            async with begun.next_window() as ann:
                found = {one.id: one for one in (await ann.runs()).state.calls}
                assert {key: (one.state, one.hold.local) for key, one in found.items()} == {
                    first: (CallState.ACTIVE, True),
                    second: (CallState.ACTIVE, False),
                }
                await other.listens(0.3)
                assert longest_silence_ms(other.heard[at:], rate=8000) <= 40

                await ann.do(SwapCalls(hold_id=second, resume_id=first))
                await caller.hears_only(ANN)
                await ann.hears_only(FIRST)
                await other.hears_only()

                await ann.do(JoinCalls(call_ids=(first, second)))
                await ann.hears_only(FIRST, SECOND)
                await caller.hears_only(ANN, SECOND)
                await other.hears_only(ANN, FIRST)

                await ann.do(HangUp(call_id=second))
                assert (await home.desk.until(d.CallOver)).call == "second"
                await caller.hears_only(ANN)

                assert ann.client.pid is not None
                os.kill(ann.client.pid, signal.SIGKILL)
                assert await ann.over(first) is EndCode.PHONE_STOPPED
                home.worker.tell(i.HungUp(call, "ann", lost=True))
                back = await home.desk.until(d.Returned)
                assert (back.call, back.agent, back.wrap_up) == (call, "ann", True)
                await ann.runs()
                await ann.registered("line")
                home.accept(call, "ann", await expect(ann, call))
                await caller.hears_only(ANN)
                await ann.hears_only(FIRST)
