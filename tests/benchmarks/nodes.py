"""`nodes`: messages a second through 1, 2 and 3 nodes on one PostgreSQL database, and how soon another node leads.

Agents sit at all nodes alike and write as fast as they are answered, a few messages each on their way; every one is on
the server's disk before its answer. Where nodes, server and agents share two processors, messages a second say little
of nodes: so it is measured as well how much of a processor each message costs at the node that leads, at those that
follow, at the server, and here. `leader_bound_per_s` follows: what the leader could take with a processor of its own,
whatever stands beside it. Then the leader of three nodes is stopped amid everything (SIGSTOP), and the next one killed
(SIGKILL): the time until an agent at another node is welcome counts, its own tries included. Beside it, in the same run
on the same server: plain inserts of rows of that size, with a commit for each and for each 64.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import httpx
import msgspec
import psutil
import psycopg
from websockets.exceptions import ConnectionClosed, InvalidStatus

from agent_desktop.hub.protocol import (
    PROTOCOL_VERSION,
    Answer,
    Entries,
    FromDesk,
    Hello,
    Perform,
    Refusal,
    SnapshotFrame,
    ToDesk,
    Welcome,
)
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import AnswerOffer, ChoosePresence, SendMessage
from agent_desktop.model.events import InteractionChanged, OfferMade
from agent_desktop.model.people import PresenceState
from agent_desktop.model.work import Channel, InteractionState
from tests.benchmarks.hub_load import owner_token, tokens_of
from tests.benchmarks.load import many_files, open_socket
from tests.benchmarks.report import report
from tests.hub.server.desk import Visitor
from tests.hub.server.nodes import Nodes, running_nodes
from tests.peers.postgres import PASSWORD, Server, postgres

AGENTS = 48
"""So many that none of them asks for more than a hub takes from one."""
NODES = (1, 2, 3)
ON_THEIR_WAY = 8
GOALS = {"stalled_takeover_ms": 5_000, "killed_takeover_ms": 5_000}
DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on")
TEXT = (
    "Your parcel left our house on Monday and should be with you tomorrow, thank you for waiting."
)
_desk: msgspec.json.Decoder[ToDesk] = msgspec.json.Decoder(ToDesk)


class Writer:
    """An agent in one conversation, writing as fast as the hub answers."""

    def __init__(self, name: str, live: str, token: str) -> None:
        self._name, self._live, self._token = name, live, token
        self._turns = asyncio.Semaphore(ON_THEIR_WAY)
        self.talks: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.answered = 0

    async def start(self) -> None:
        """Connect, be ready, and take the first chat that is offered."""
        self._socket = await open_socket(self._live)
        await self._send(Hello(protocol=PROTOCOL_VERSION, token=self._token))
        while not isinstance(_desk.decode(await self._socket.recv()), SnapshotFrame):
            pass
        self._reading = asyncio.create_task(self._read())
        await self._send(Perform(id="ready", command=ChoosePresence(state=PresenceState.READY)))

    async def write(self, until: float) -> None:
        """Write until that moment."""
        conversation = await self.talks
        while time.perf_counter() < until:
            await self._turns.acquire()
            if self._reading.done():
                raise RuntimeError("no answers any more") from self._reading.exception()
            message = SendMessage(
                client_id=new_id(), conversation_id=conversation, channel=Channel.CHAT, text=TEXT
            )
            await self._send(Perform(id=message.client_id, command=message))

    async def stop(self) -> None:
        """Leave."""
        await self._socket.close()
        await asyncio.gather(self._reading, return_exceptions=True)

    async def _send(self, frame: FromDesk) -> None:
        await self._socket.send(msgspec.json.encode(frame).decode())

    async def _read(self) -> None:
        try:
            await self._listen()
        finally:
            self._turns.release()  # the writer looks what became of this

    async def _listen(self) -> None:
        async for data in self._socket:
            frame = _desk.decode(data)
            if isinstance(frame, Refusal):
                raise RuntimeError(frame.problem.message)
            if isinstance(frame, Answer) and frame.item is not None:
                self.answered += 1
                self._turns.release()
            elif isinstance(frame, Entries):
                for entry in frame.entries:
                    await self._hear(entry.event)

    async def _hear(self, event: object) -> None:
        if isinstance(event, OfferMade):
            answer = AnswerOffer(
                interaction_id=event.offer.interaction_id, epoch=event.offer.epoch, accept=True
            )
            await self._send(Perform(id=new_id(), command=answer))
        elif isinstance(event, InteractionChanged) and not self.talks.done():
            one = event.interaction
            if one.state is InteractionState.ACTIVE and one.agent_id == self._name:
                self.talks.set_result(one.conversation_id)


def used(processes: Sequence[psutil.Process]) -> float:
    """Seconds of a processor that these have taken."""
    found = 0.0
    for one in processes:
        with suppress(psutil.Error):
            spent = one.cpu_times()
            found += spent.user + spent.system
    return found


class Costs:
    """What the leader, the followers, the database's server and the agents take of a processor while they write."""

    def __init__(self, nodes: Nodes, server: int) -> None:
        leading = nodes.leading()
        above = psutil.Process(server)
        self._parts = {
            "leader": [psutil.Process(leading.process.pid)],
            "followers": [
                psutil.Process(hub.process.pid) for hub in nodes.hubs if hub is not leading
            ],
            "server": [above, *above.children(recursive=True)],
            "agents": [psutil.Process()],
        }
        self._before = {name: used(parts) for name, parts in self._parts.items()}

    def per_message(self, count: int) -> dict[str, float]:
        """Milliseconds of a processor for each of `count` messages, since this was made."""
        return {
            f"{name}_cpu_ms_per_message": (used(parts) - self._before[name]) * 1000 / count
            for name, parts in self._parts.items()
            if parts
        }


async def written(
    nodes: Nodes, server: int, choice: argparse.Namespace
) -> tuple[dict[str, float], list[str]]:
    """Messages a second and what each costs, and the agents' tokens."""
    async with httpx.AsyncClient(base_url=nodes.hubs[0].url, timeout=60) as http:
        owner = await owner_token(http, nodes.leading().ticket)
        tokens = await tokens_of(http, owner, choice.agents)
    writers = []
    for number, token in enumerate(tokens):
        writer = Writer(f"agent-{number}", nodes.hubs[number % len(nodes.hubs)].live, token)
        await writer.start()
        writers.append(writer)
    await asyncio.to_thread(_customers, nodes.hubs[0].url, choice.agents)
    async with asyncio.timeout(60):
        await asyncio.gather(*(one.talks for one in writers))
    costs = Costs(nodes, server)
    began = time.perf_counter()
    await asyncio.gather(*(one.write(began + choice.seconds) for one in writers))
    lasted = time.perf_counter() - began
    count = sum(one.answered for one in writers)
    figures = {"messages_per_s": count / lasted, **costs.per_message(count)}
    await asyncio.gather(*(one.stop() for one in writers))
    return figures, tokens


def _customers(url: str, count: int) -> None:
    for number in range(count):
        with Visitor(url) as visitor:
            visitor.introduce(f"Where is parcel {number}?")


async def taken_over(nodes: Nodes, token: str, blow: signal.Signals) -> float:
    """Milliseconds from the leader's end until an agent is welcome at another node that leads or follows another."""
    leading, other = nodes.leading(), nodes.following()
    term = nodes.leader().term
    began = time.perf_counter()
    leading.process.send_signal(blow)
    while True:
        with suppress(ConnectionClosed, InvalidStatus, OSError, TimeoutError):
            async with asyncio.timeout(1), open_socket(other.live) as socket:
                hello = Hello(protocol=PROTOCOL_VERSION, token=token)
                await socket.send(msgspec.json.encode(hello).decode())
                welcome = isinstance(_desk.decode(await socket.recv()), Welcome)
                if welcome and nodes.leader().term > term:
                    break
        await asyncio.sleep(0.02)
    lasted = (time.perf_counter() - began) * 1000
    if blow is signal.SIGSTOP:
        leading.process.send_signal(signal.SIGCONT)
    return lasted


def plain_inserts(server: Server, seconds: float) -> dict[str, float | int]:
    """Rows a second into a table like the journal's, with a commit for each and for each 64."""
    found: dict[str, float | int] = {}
    with psycopg.connect(server.address(), autocommit=True) as connection:
        connection.execute("CREATE TABLE plain (seq bigserial PRIMARY KEY, body bytea NOT NULL)")
        row = (TEXT.encode() * 4,)
        for size in (1, 64):
            count, until = 0, time.perf_counter() + seconds
            while time.perf_counter() < until:
                with connection.transaction():
                    connection.cursor().executemany(
                        "INSERT INTO plain (body) VALUES (%s)", [row] * size
                    )
                count += size
            found[f"inserts_per_s_by_{size}"] = count / seconds
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print the report."""
    parser = argparse.ArgumentParser(prog="nodes", description="Several nodes of one hub.")
    parser.add_argument("--agents", type=int, default=AGENTS)
    parser.add_argument("--seconds", type=float, default=10.0)
    choice = parser.parse_args(argv)
    many_files()
    os.environ["PGPASSWORD"] = PASSWORD
    figures: dict[str, float | int] = {"agents": choice.agents, "cores": os.cpu_count() or 1}
    with (
        postgres(*DURABLE, in_memory=False) as server,
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
    ):
        beside = plain_inserts(server, 3.0)
        for count in NODES:
            server.ask(f"CREATE DATABASE hub_{count}")
            place = Path(folder) / str(count)
            with running_nodes(place, server.address(f"hub_{count}"), count) as nodes:
                found, tokens = asyncio.run(written(nodes, server.pid, choice))
                found["leader_bound_per_s"] = 1000 / found["leader_cpu_ms_per_message"]
                figures |= {f"{name}_{count}_nodes": one for name, one in found.items()}
                if count == NODES[-1]:
                    for name, blow in (("stalled", signal.SIGSTOP), ("killed", signal.SIGKILL)):
                        lasted = asyncio.run(taken_over(nodes, tokens[0], blow))
                        figures[f"{name}_takeover_ms"] = lasted
    met = {name: figures[name] <= goal for name, goal in GOALS.items()}
    report("nodes", figures, beside, GOALS, met)
    return 0 if all(met.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
