"""A thousand letters that wait for a network: all of the hub's own side, and a courier who is cut off amid them."""

import asyncio
from pathlib import Path

import pytest

from agent_desktop.hub.centre import letters
from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.thread import CentreThread
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.written.courier import Courier
from agent_desktop.hub.written.records import Letter, NotNow, Outcome, Sent
from agent_desktop.model.base import wall_clock
from agent_desktop.model.commands import SendMessage
from agent_desktop.model.people import Address, AddressKind
from agent_desktop.model.timeline import Delivery, Message
from agent_desktop.model.work import Channel
from tests.contracts.asynchronous import asynchronous
from tests.contracts.networks.house import kept
from tests.hub import databases
from tests.hub.centre.floor import Floor
from tests.hub.centre.post import MAIL, Post

CONVERSATIONS, EACH = 5, 200


class Network:
    """Away, until it is told that it is there; knows what it took."""

    def __init__(self) -> None:
        self.away = True
        self.tried: set[str] = set()
        self.took: list[Letter] = []
        self.wanted = CONVERSATIONS
        self.reached = asyncio.Event()

    async def run(self) -> None:
        await asyncio.Event().wait()

    async def send(self, letter: Letter) -> Outcome:
        if self.away:
            self.tried.add(letter.conversation_id)
            self._count(len(self.tried))
            return NotNow(problem="It is away.")
        self.took.append(letter)
        self._count(len(self.took))
        await asyncio.sleep(0)  # here it may be cut off, with the letter taken
        return Sent(remote_ids=(f"<{letter.id}>",))

    def _count(self, so_far: int) -> None:
        if so_far == self.wanted:
            self.reached.set()

    async def look(self, letter: Letter) -> Outcome:
        if any(one.id == letter.id for one in self.took):
            return Sent(remote_ids=(f"<{letter.id}>",))
        return NotNow(problem="It is not there.")

    async def until(self, count: int) -> None:
        """So many were taken."""
        self.wanted = count
        if len(self.took) < count:
            self.reached.clear()
            await self.reached.wait()


def written(folder: Path) -> None:
    """Customers wrote by mail, and Anna answered each of them so often."""
    floor = Floor(databases.at(folder / "hub.db"))
    floor.now = wall_clock()
    floor.furnish()
    post = Post(floor)
    for number in range(CONVERSATIONS):
        address = Address(kind=AddressKind.EMAIL, value=f"customer{number}@example.org")
        post.take(post.arrived("Hello?", address=address))
        floor.accept("anna")
    ids = [one.conversation_id for one in floor.centre.snapshot("anna")[1].interactions]
    for number in range(EACH):
        for place, conversation_id in enumerate(ids):
            command = SendMessage(
                client_id=f"{place} {number}",
                conversation_id=conversation_id,
                channel=Channel.EMAIL,
                text=f"{number}",
            )
            floor.ask("anna", command, command.client_id)
    floor.centre.storage.close()


async def carried(folder: Path, network: Network, count: int, *, cut: bool) -> None:
    """One life of the courier, until the network has taken `count`; `cut` off wherever it is then."""
    thread = CentreThread(lambda: Centre(_storage(folder), wall_clock), wall_clock)
    await thread.start()
    courier = Courier(MAIL, network, thread)
    end = thread.subscribe_posted(lambda _: courier.nudge())
    task = asyncio.create_task(courier.run())
    try:
        if network.away:
            await network.reached.wait()
            network.away = False
        await network.until(count)
        # What was taken last is written down in a moment.
        while not cut and await thread.call(_sending):  # noqa: ASYNC110
            await asyncio.sleep(0)
    finally:
        end()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await thread.stop()


def _sending(centre: Centre) -> bool:
    return bool(centre.unfinished_letters(MAIL))


def _storage(folder: Path) -> Storage:
    storage = Storage.open(databases.at(folder / "hub.db"))
    databases.hasten(storage)
    return storage


@asynchronous
async def test_a_thousand_that_wait_leave_once_and_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "WAITS_MS", (20,))
    written(tmp_path)
    network = Network()
    await carried(tmp_path, network, 400, cut=True)
    await carried(tmp_path, network, CONVERSATIONS * EACH, cut=False)
    took: dict[str, list[str]] = {}
    for one in network.took:
        took.setdefault(one.conversation_id, []).append(one.text)
    assert list(took.values()) == [[f"{number}" for number in range(EACH)]] * CONVERSATIONS
    ours = [one for one in kept(tmp_path) if not one.incoming]
    assert len(ours) == CONVERSATIONS * EACH
    assert {_state(one) for one in ours} == {(Delivery.SENT, "")}


def _state(message: Message) -> tuple[Delivery, str]:
    return message.delivery, message.problem
