"""Several hub processes on one PostgreSQL database, and agents who follow whichever of them answers."""

import itertools
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import psycopg
from websockets.exceptions import ConnectionClosed, InvalidStatus

from agent_desktop.hub.protocol import Entries, Perform, SnapshotFrame, Welcome
from agent_desktop.hub.storage.leading import Leader
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import AnswerOffer, Cursor
from agent_desktop.model.events import InteractionChanged, OfferMade
from agent_desktop.model.work import InteractionState
from tests.hub.server.desk import Desk
from tests.hub.server.hub_process import HubProcess
from tests.peers.postgres import PASSWORD
from tests.peers.process import free_ports

Starts = Callable[..., HubProcess]
"""Starts a node's process, as `HubProcess` does."""


def without_password(address: str) -> str:
    """As a command line takes it: the password stands in the environment."""
    return address.replace(f":{PASSWORD}@", "@")


@dataclass
class Nodes:
    """The nodes, and their database."""

    address: str
    hubs: list[HubProcess]

    def ask(self, words: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the database in plain SQL."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            answer = connection.execute(words.encode(), values)
            return answer.fetchall() if answer.description is not None else []

    def leader(self) -> Leader:
        """What stands beside the lock."""
        ((kept,),) = self.ask("SELECT value FROM settings WHERE name = 'leader'")
        return msgspec.json.decode(kept, type=Leader)

    def leading(self) -> HubProcess:
        """The node that leads."""
        url = self.leader().url
        return next(hub for hub in self.hubs if hub.url == url)

    def following(self) -> HubProcess:
        """One that lives and does not lead."""
        url = self.leader().url
        return next(hub for hub in self.hubs if hub.url != url and hub.process.poll() is None)

    def heard_by(self, *audiences: str, since: int) -> list[int]:
        """The sequences that these audiences hear, by plain SQL."""
        words = "SELECT seq FROM journal WHERE audience = ANY(%s) AND seq > %s ORDER BY seq"
        return [row[0] for row in self.ask(words, list(audiences), since)]


@contextmanager
def running_nodes(
    folder: Path,
    address: str,
    count: int,
    *options: str,
    direct: bool = False,
    ways: Sequence[str] = (),
    start: Starts = HubProcess,
) -> Iterator[Nodes]:
    """So many nodes on the database; the first one leads. Those that were not killed stop cleanly.

    All of them with these further `options`. `direct`: they tell desks of one another. `ways`: by which address each
    node reaches the database, where that is not the same for all. `start`: what starts each.
    """
    shared = ("--node", "--files", str(folder / "files"))

    ports = free_ports(count) if direct else ()
    own: list[tuple[str, ...]] = [
        ("--port", str(one), "--desks", f"http://127.0.0.1:{one}") for one in ports
    ]
    own = own or [()] * count

    def started(number: int) -> HubProcess:
        way = without_password(ways[number] if ways else address)
        place = folder / f"node-{number}"
        return start(place, *shared, "--database", way, *options, *own[number])

    hubs = [started(0)]
    try:
        with ThreadPoolExecutor() as workers:
            hubs += workers.map(started, range(1, count))
        for hub in hubs:
            assert "ready" in hub.said, hub.said
        yield Nodes(address, hubs)
    finally:
        ends = []
        for hub in hubs:
            if hub.process.poll() is None:
                ends.append(hub.stop())
            else:
                hub.kill()
    assert ends == [(0, "")] * len(ends)


class Seat:
    """One agent, accepting every offer, at one node after the other as each goes away. `seqs` is all that was heard.

    Offers are answered while `may_answer` is set. `failed` is what went wrong and never may.
    """

    def __init__(
        self,
        token: str,
        lives: list[str],
        on_active: Callable[[str, str], None] | None = None,
        may_answer: threading.Event | None = None,
    ) -> None:
        self._token = token
        self._lives = itertools.cycle(lives)
        self._on_active = on_active
        self._may_answer = may_answer
        self.failed: list[BaseException] = []
        self._stopping = threading.Event()
        self._cursor: Cursor | None = None
        self._desk: Desk | None = None
        self.began = 0
        self.seqs: list[int] = []
        self.moves = 0
        self.resyncs: list[str] = []
        self.at = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def start(self) -> None:
        """Take the seat."""
        self._thread.start()

    @property
    def position(self) -> int:
        """How far in the journal the desk is."""
        return self._desk.position if self._desk is not None else 0

    def stop(self) -> None:
        """Leave it."""
        self._stopping.set()
        if self._desk is not None:
            self._desk.socket.close()
        self._thread.join(20)

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                with Desk.open(next(self._lives), self._token, self._cursor) as desk:
                    self._sit(desk)
            except (ConnectionClosed, InvalidStatus, OSError, EOFError):
                self._stopping.wait(0.1)
            except BaseException as error:  # a doubled entry, an interaction in two hands
                self.failed.append(error)
                return

    def _sit(self, desk: Desk) -> None:
        self._desk = desk
        (welcome,) = [one for one in desk.frames if isinstance(one, Welcome)]
        if self._cursor is None:
            self.began = next(one.position for one in desk.frames if isinstance(one, SnapshotFrame))
            desk.ready()
        else:
            self.moves += 1
            self.resyncs.append(welcome.resync)
        self.at.set()
        seen = 0
        try:
            while True:
                for entry in desk.entries[seen:]:
                    self._hear(desk, entry.event)
                seen = len(desk.entries)
                desk.until(Entries)
        finally:
            self.seqs += [one.seq for one in desk.entries]
            self._cursor = desk.cursor

    def _hear(self, desk: Desk, event: object) -> None:
        if isinstance(event, OfferMade):
            if self._may_answer is not None:
                self._may_answer.wait()
            answer = AnswerOffer(
                interaction_id=event.offer.interaction_id, epoch=event.offer.epoch, accept=True
            )
            desk.send(Perform(id=new_id(), command=answer))
        elif isinstance(event, InteractionChanged) and self._on_active is not None:
            one = event.interaction
            if one.state is InteractionState.ACTIVE and one.agent_id is not None:
                self._on_active(one.id, one.agent_id)
