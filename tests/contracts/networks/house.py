"""A hub's own side of one network, whole: centre, letters, post office and courier, on a database that outlives it.

Promises that what a `with` leaves on the disk is all that the next one has. An agent is there, and takes what comes.
Refuses webhooks by HTTP: who has some is told of the session that runs (`tests/hub/channels/sms_peer.py`).
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

import msgspec
from sqlalchemy import select

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.thread import CentreThread
from agent_desktop.hub.doors.uploads import Uploads
from agent_desktop.hub.journal.published import Published
from agent_desktop.hub.server.house import rows_of
from agent_desktop.hub.storage.networks import KeptNetwork
from agent_desktop.hub.storage.sealed import KEY_BYTES, Seal
from agent_desktop.hub.storage.settings import AgentProfile, EntryPointSettings, QueueSettings
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import items
from agent_desktop.hub.written.door import WrittenCalls, WrittenDoor
from agent_desktop.hub.written.office import PostOffice
from agent_desktop.model.base import new_id, wall_clock
from agent_desktop.model.commands import AnswerOffer, ChoosePresence, SendMessage
from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.events import MessageReceived, OfferMade
from agent_desktop.model.people import PresenceState
from agent_desktop.model.timeline import Delivery, Message, TimelineItem
from tests.contracts.networks.peer import Peer
from tests.hub import databases

ENTRY: Final = "entry-point"
AGENT: Final = "anna"
PATIENCE_S: Final = 30.0
"""So long may nothing happen at all."""
_SEAL: Final = Seal(b"k" * KEY_BYTES)
_THERE: Final = (Delivery.SENT, Delivery.DELIVERED, Delivery.READ)
_OVER: Final = (*_THERE, Delivery.REFUSED, Delivery.UNCLEAR)
T = TypeVar("T")
_read = msgspec.json.Decoder(TimelineItem).decode


def kept(folder: Path) -> list[Message]:
    """All messages of a hub that does not run, in the order of their conversation."""
    storage = Storage.reading(databases.at(folder / "hub.db"))
    with contextlib.closing(storage), storage.transaction():
        rows = storage.rows(select(items.c.body).order_by(items.c.conversation_id, items.c.seq))
    return [item for (body,) in rows if isinstance(item := _read(body), Message)]


class Cutting:
    """The centre, for its post office, until the hub is cut off: from then on nobody gets an answer any more, until it
    is `buried` and whoever still asks hears that nothing was kept."""

    def __init__(self, calls: WrittenCalls) -> None:
        self._calls = calls
        self._left = -1
        self.dead = asyncio.Event()
        self.buried = asyncio.Event()

    def arm(self, step: int) -> None:
        """Die at this step: the first call from now on before it is written (0) or after (1), the next one, …"""
        self._left = step

    async def call(self, job: Callable[[WrittenDoor], T]) -> T:
        """Run it, unless the hub is dead by then."""
        step, self._left = self._left, self._left - 2
        if not self.dead.is_set() and step not in (0, 1):
            return await self._calls.call(job)
        if step == 1 and not self.dead.is_set():
            await self._calls.call(job)
        self.dead.set()
        await self.buried.wait()
        raise StoreFailed("The hub is dead.")


class House:
    """The hub while it runs."""

    def __init__(self, thread: CentreThread, office: PostOffice, cutting: Cutting) -> None:
        self._thread = thread
        self._office = office
        self.cutting = cutting
        self._changed = asyncio.Event()
        self._accepted: set[str] = set()
        self._beside: set[asyncio.Task[None]] = set()
        self.conversation_id = ""
        self.incoming: set[str] = set()
        self.held_up: set[str] = set()
        self.settled: set[str] = set()

    def hear(self, news: Sequence[Published]) -> None:
        """What the hub publishes."""
        for one in news:
            match one.event:
                case MessageReceived(message=message) if message.incoming:
                    self.incoming.add(message.id)
                    self.conversation_id = message.conversation_id
                case MessageReceived(message=message) if message.delivery in _THERE:
                    self.settled.add(message.id)
                case MessageReceived(message=message) if message.problem:
                    self.held_up.add(message.id)
                case OfferMade(offer=offer) if offer.interaction_id not in self._accepted:
                    self._accepted.add(offer.interaction_id)
                    accepting = AnswerOffer(
                        interaction_id=offer.interaction_id, epoch=offer.epoch, accept=True
                    )
                    task = asyncio.ensure_future(self._accept(accepting))
                    self._beside.add(task)
                    task.add_done_callback(self._went)
        self._changed.set()

    async def _accept(self, command: AnswerOffer) -> None:
        key = f"{command.interaction_id} {command.epoch}"
        await self._thread.call(lambda centre: centre.perform(AGENT, key, command))

    def _went(self, task: asyncio.Task[None]) -> None:
        task.result()
        self._beside.discard(task)
        self._changed.set()

    async def accepted(self) -> None:
        """Wait until the customer has an agent."""
        await self.until(lambda: bool(self._accepted) and not self._beside)

    async def until(self, fits: Callable[[], bool]) -> None:
        """Wait until it is so, as long as anything happens."""
        while not fits():
            self._changed.clear()
            async with asyncio.timeout(PATIENCE_S):
                await self._changed.wait()

    async def stood(self, code: str) -> None:
        """Wait until the entry point stands so."""
        async with asyncio.timeout(PATIENCE_S):
            # How it stands nobody is told.
            while (now := self._office.standings.get(ENTRY)) is None or now.code != code:  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    async def over(self) -> None:
        """Wait until it is known of all that was written what became of it, or the hub is dead."""
        async with asyncio.timeout(PATIENCE_S):
            # A dead hub tells nobody anything.
            while not self.cutting.dead.is_set() and not await self._thread.call(self._all_over):  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    def _all_over(self, centre: Centre) -> bool:
        items = centre.timeline(self.conversation_id).items
        ours = [one for one in items if isinstance(one, Message) and not one.incoming]
        return all(one.delivery in _OVER for one in ours)

    async def write(self, texts: Sequence[str]) -> None:
        """The agent answers with each, and all are kept when this returns."""

        def perform(centre: Centre) -> None:
            channel = centre.snapshot(AGENT)[1].interactions[0].channel
            for text in texts:
                command = SendMessage(
                    client_id=text,
                    conversation_id=self.conversation_id,
                    channel=channel,
                    text=text,
                )
                centre.perform(AGENT, text, command)

        await self._thread.call(perform)


@contextlib.asynccontextmanager
async def house(peer: Peer, folder: Path) -> AsyncIterator[House]:
    """The hub whose database is in `folder`, with an entry point at the peer's network, until this ends."""

    def made() -> Centre:
        storage = Storage.open(databases.at(folder / "hub.db"))
        databases.hasten(storage)
        return Centre(storage, wall_clock)

    async def seal() -> Seal:
        return _SEAL

    thread = CentreThread(made, wall_clock)
    await thread.start()
    uploads = Uploads(folder / "files", rows_of(thread), wall_clock)
    cutting = Cutting(thread)
    office = PostOffice(cutting, uploads, seal, wall_clock, lambda _: peer.network)
    hub = House(thread, office, cutting)
    ends = [thread.subscribe(hub.hear), thread.subscribe_posted(office.nudge)]
    try:
        await thread.call(lambda centre: _furnish(centre, peer))
        await office.start()
        yield hub
    finally:
        for end in ends:
            end()
        await office.stop()
        cutting.buried.set()
        await thread.stop()


def _furnish(centre: Centre, peer: Peer) -> None:
    """The same again changes nothing."""
    network = peer.network
    centre.define_queue(QueueSettings(id="support", name="Support"))
    place = EntryPointSettings(id=ENTRY, channel=network.channel, name="Entry", queue_id="support")
    centre.define_entry_point(place)
    centre.define_network(
        KeptNetwork(
            entry_point_id=ENTRY,
            network=network.name,
            settings=dict(peer.settings),
            sealed=_SEAL.sealed(ENTRY, dict(peer.secrets)),
        )
    )
    centre.define_agent(
        AgentProfile(id=AGENT, name="Anna", queues=("support",), capacity={network.channel: 5})
    )
    centre.connected(AGENT)
    centre.perform(AGENT, new_id(), ChoosePresence(state=PresenceState.READY))
