"""A hub, an agent's desk and visitors who all write at once, and what must be true of it in the end.

The hub's database is the record of what was truly delivered: it is compared with what was typed, with what the desk
showed as its own, and with what every pane and widget shows afterwards.
"""

import asyncio
import contextlib
import random
import secrets
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from agent_desktop.hub.storage.database import Target
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.timeline import AuthorKind, Message, TimelineItem
from tests.hub import databases
from tests.hub.server.desk import make_agent, owner_token
from tests.hub.server.hub_process import repeat_complaints
from tests.journeys.kills.desk_life import REPLY, DeskWords, Shown
from tests.journeys.kills.hub_life import HubWords
from tests.journeys.kills.lives import PATIENCE_S, Arms, DeskLife, HubLife
from tests.journeys.kills.visitors import Writer

AGENT = "ann"
CAPACITY = 6
"""Chats at once: as many as fit into an agent's units."""


@dataclass
class Typed:
    """Every reply that was ever typed, by number, with its conversation; and those whose bubble was shown."""

    asked: dict[int, str] = field(default_factory=dict)
    shown: dict[int, str] = field(default_factory=dict)
    sent: set[int] = field(default_factory=set)
    parked: list[str] = field(default_factory=list)
    aside: bool = False

    def hear(self, word: str, more: list[str]) -> None:
        """Take a word of a desk."""
        match word:
            case "asked":
                self.asked[int(more[0])] = more[1]
            case "shown":
                self.shown[int(more[0])] = more[1]
            case "sent":
                self.sent.add(int(more[0]))
            case "parked":
                self.parked.append(" ".join(more))
            case "aside":
                self.aside = True

    @property
    def next(self) -> int:
        """The number of the next reply."""
        return max(self.asked, default=0) + 1


class Stage:
    """Everything that plays together. `data` is the hub's folder, `database` the desk's file; tests may move them.

    `server`: the address of the hub's database on a server, whose password stands in the environment.
    """

    def __init__(self, arms: Arms, folder: Path, chance: random.Random, server: str = "") -> None:
        self.arms = arms
        self.chance = chance
        self.typed = Typed()
        self.key = secrets.token_hex(32)
        self.token = ""
        self.url = ""
        self.writers: list[Writer] = []
        self.kills: list[str] = []
        self.data = folder / "hub"
        self.server = server
        self.database = folder / "desk.db"
        self._tasks: list[asyncio.Task[None]] = []
        self.port = 0

    # --- the hub

    def hub(self, ticket: str = "") -> HubLife:
        """A life of the hub, on the same data and port as before, that has not begun."""
        words = HubWords(data=str(self.data), port=self.port, database=self.server)
        return HubLife(self.arms, words, ticket)

    @property
    def kept(self) -> Target:
        """The hub's database."""
        return self.server or self.data / "hub.sqlite"

    async def found(self) -> HubLife:
        """The first life of the hub, with an agent who can hold everybody."""
        ticket = secrets.token_urlsafe(32)
        hub = self.hub(ticket)
        hub.begin()
        self.url = (await hub.ready()).url
        self.port = int(self.url.rpartition(":")[2])
        owner = await asyncio.to_thread(owner_token, self.url, ticket)
        self.token = await asyncio.to_thread(
            make_agent, self.url, owner, AGENT, capacity={"chat": CAPACITY}
        )
        return hub

    # --- the desk

    def desk(self, *, window: int = 3, most: int = 1_000_000, address: str = "") -> DeskLife:
        """A life of the desk, on the same database as before, that has not begun."""
        words = DeskWords(
            database=str(self.database),
            key=self.key,
            address=address or self.url,
            token=self.token,
            first=self.typed.next,
            window=window,
            most=most,
        )
        return DeskLife(self.arms, words, self.typed.hear)

    async def at_work(self, visitors: int, address: str = "") -> DeskLife:
        """A life of the desk that has begun, and so many visitors whom it serves."""
        desk = self.desk(address=address)
        desk.begin()
        self.admit(visitors)
        await self.served()
        return desk

    # --- visitors

    def admit(self, count: int) -> None:
        """So many more visitors begin to write."""
        for _ in range(count):
            writer = Writer(self.url, f"visitor{len(self.writers)}", self.chance)
            self.writers.append(writer)
            self._tasks.append(asyncio.create_task(writer.run(), name=writer.name))

    async def served(self) -> None:
        """Every visitor has an agent."""
        for writer in self.writers:
            await writer.served()

    async def dismiss(self) -> None:
        """All visitors close their tabs. Raises what one of them tripped over."""
        for task in self._tasks:
            task.cancel()
        for end in await asyncio.gather(*self._tasks, return_exceptions=True):
            if isinstance(end, Exception):
                raise end

    # --- the end

    async def finish(self, hub: HubLife, desk: DeskLife | None = None) -> None:
        """Let everything come to rest with a desk (a fresh one by itself); then compare all that there is."""
        if desk is None:
            desk = self.desk(window=1)
            desk.begin()
        await self.served()
        # a reply more to each visitor, and a line more of each: nobody is stuck
        before = set(self.typed.sent)
        said = {one.name: len(one.written) for one in self.writers}
        places = {one.conversation_id for one in self.writers}
        await desk.until(
            lambda: {self.typed.asked[n] for n in self.typed.sent - before} >= places,
            "every conversation goes on",
        )
        for writer in self.writers:
            await writer.wrote(said[writer.name] + 1)
            await writer.settled()
        await desk.drained()
        record = await self._record_of_visitors()
        views = await _current_views(desk, {place: len(items) for place, items in record.items()})
        await desk.life.end(kill=False)
        await self.dismiss()
        await hub.life.end(kill=False)
        assert desk.life.errors == b"", desk.life.errors.decode()
        assert hub.life.errors == b"", hub.life.errors.decode()
        repeat_complaints(self.data)
        self._compare(record, views)

    async def _record_of_visitors(self) -> dict[str, list[TimelineItem]]:
        """The hub's record, once every visitor has been shown all of it."""
        record = read_record(self.kept)
        for writer in self.writers:
            assert writer.conversation_id is not None
            last = max(i.seq for i in record[writer.conversation_id] if isinstance(i, Message))
            await writer.shown(last)
        return record

    def _compare(
        self, record: dict[str, list[TimelineItem]], views: dict[str, list[Shown]]
    ) -> None:
        assert not self.typed.aside, "a killed desk's database was set aside"
        assert self.typed.parked == []
        assert set(record) == {one.conversation_id for one in self.writers}
        arrived: list[int] = []
        for writer in self.writers:
            conversation_id = writer.conversation_id or ""
            items = record[conversation_id]
            assert [item.seq for item in items] == list(range(1, len(items) + 1)), "a gap"
            messages = [item for item in items if isinstance(item, Message)]
            ours = [_number(one) for one in messages if one.author.kind is AuthorKind.AGENT]
            assert ours == sorted(set(ours)), "replies doubled or out of order"
            assert all(self.typed.asked[number] == conversation_id for number in ours)
            arrived += ours
            theirs = [one.text for one in messages if one.author.kind is AuthorKind.CUSTOMER]
            assert theirs == writer.written, "what the visitor wrote differs"
            assert writer.texts == [one.text for one in messages], "the widget differs"
            view = views[conversation_id]
            kept = {(i.seq, i.id, getattr(i, "text", "")) for i in items[-len(view) :]}
            seen = [(one.seq, one.id, one.text) for one in view]
            assert set(seen) == kept, (
                f"the thread pane of {conversation_id} ({seen[0][0]} to {seen[-1][0]}) differs: "
                f"it lacks {sorted(kept - set(seen))[:9]}, more is {sorted(set(seen) - kept)[:9]}"
            )
            assert seen == sorted(seen), "the thread pane is out of order"
        lost = set(self.typed.shown) - set(arrived)
        assert not lost, f"shown and lost: {sorted(lost)}"
        storage = Storage.open(self.kept)
        try:
            assert storage.checked() == []
        finally:
            storage.close()

    def figures(self) -> str:
        """What happened, in one line."""
        return (
            f"{len(self.kills)} kills, {len(self.typed.shown)} replies shown, "
            f"{sum(len(one.written) for one in self.writers)} written by visitors, "
            f"{sum(one.reconnects for one in self.writers)} reconnects of visitors"
        )


async def _current_views(desk: DeskLife, lengths: dict[str, int]) -> dict[str, list[Shown]]:
    """The thread panes, once they show everything; what is missing for good is found by the comparison.

    An answer may overtake news that came before it, so that for a moment there is a gap before our own reply.
    """
    views: dict[str, list[Shown]] = {}
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE_S):
            while not all(_complete(views.get(one, []), length) for one, length in lengths.items()):
                await asyncio.sleep(0.05)
                views = await desk.look()
    return views


def _complete(view: list[Shown], length: int) -> bool:
    return bool(view) and view[-1].seq == length and len(view) == length - view[0].seq + 1


def _number(message: Message) -> int:
    found = REPLY.match(message.text)
    assert found is not None, message.text
    return int(found[1])


def read_record(kept: Target) -> dict[str, list[TimelineItem]]:
    """Every conversation of the hub, read from its database."""
    words = "SELECT conversation_id, body FROM items ORDER BY conversation_id, seq"
    if isinstance(kept, str):
        rows = databases.ask(kept, words)
    else:
        with contextlib.closing(sqlite3.connect(f"file:{kept}?mode=ro", uri=True)) as file:
            rows = file.execute(words).fetchall()
    record: dict[str, list[TimelineItem]] = {}
    decoder = msgspec.json.Decoder(TimelineItem)
    for conversation_id, body in rows:
        record.setdefault(conversation_id, []).append(decoder.decode(body))
    return record
