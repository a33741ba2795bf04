"""Busy lamps at a server over real sockets: free, ringing, talking, part by part, and unknown when nobody tells."""

from pathlib import Path

import pytest

from agent_desktop.model.registrations import Lamp, LampState, Registration
from agent_desktop.sip.agent.dialog_info import KIND, DialogInfo, WatchedDialog, write
from agent_desktop.sip.agent.events import SubscriptionAsked
from tests.contracts.asynchronous import asynchronous
from tests.phone.exchange import Exchange
from tests.phone.networks import Seat, seats

pytestmark = pytest.mark.expected_log("password over a connection in the clear")


def info(version: int, *dialogs: tuple[str, str], full: bool = True) -> bytes:
    """What a server tells: (id, state) of dialogs."""
    told = tuple(WatchedDialog(one, state) for one, state in dialogs)
    return write(DialogInfo("sip:bob@127.0.0.1", version, full, told))


async def lamp(seat: Seat, state: LampState, number: str = "bob") -> None:
    """Wait until a lamp shows this."""
    wanted = Lamp(number=number, state=state)
    await seat.until(Registration, lambda one: wanted in one.lamps)
    seat.told.clear()


@asynchronous
async def test_a_colleague_rings_talks_and_is_free_again(tmp_path: Path) -> None:
    server, alice = Exchange("dialog"), Seat(tmp_path, 440.0, "127.0.0.1")
    server.knows("bob")
    async with seats(alice):
        await alice.network.start([await server.account("bob")], alice)
        bob = (await server.until(SubscriptionAsked)).notifier
        server.act(lambda now: bob.accept(KIND, info(0), now))
        await lamp(alice, LampState.FREE)
        server.tell(bob, KIND, info(1, ("a", "early")))
        await lamp(alice, LampState.RINGING)
        server.tell(bob, KIND, info(2, ("a", "confirmed")))
        await lamp(alice, LampState.BUSY)
        # A second call rings while he talks: he still talks, until both are over.
        server.tell(bob, KIND, info(3, ("b", "early"), full=False))
        server.tell(bob, KIND, info(4, ("a", "terminated"), full=False))
        await lamp(alice, LampState.RINGING)
        server.tell(bob, KIND, info(5, ("b", "terminated"), full=False))
        await lamp(alice, LampState.FREE)
        server.act(lambda now: bob.end(now, "noresource"))
        await lamp(alice, LampState.UNKNOWN)
    await server.endpoint.close()


@asynchronous
async def test_a_server_that_lets_nobody_watch_is_asked_once(tmp_path: Path) -> None:
    server, alice = Exchange(), Seat(tmp_path, 440.0, "127.0.0.1")
    server.knows("bob")
    async with seats(alice):
        await alice.network.start([await server.account("bob", "no:number")], alice)
        await alice.until(
            Registration,
            lambda one: (
                one.lamps
                == (
                    Lamp(number="bob", state=LampState.UNKNOWN),
                    Lamp(number="no:number", state=LampState.UNKNOWN),
                )
            ),
        )
        while len(server.refused) < 2:  # the mailbox, and the one colleague
            await server.refused_it.wait()
            server.refused_it.clear()
    await server.endpoint.close()
    assert len(server.refused) == 2
