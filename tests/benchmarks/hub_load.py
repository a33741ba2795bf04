"""`hub-load`: 200 agents, 2,000 visitors, 100 messages a second; how late is a message at the agent's desk?

A real hub on one core, everybody else on the other, real sockets, every message on the disk before it is answered. The
load is open: each message has its moment, whether or not the ones before it have arrived, and its delay counts from
that moment. Beside it, in the same run: the same sockets and the same messages through a bare `websockets` server that
forwards from memory and keeps nothing. `--agents`, `--visitors`, `--rate`, `--seconds` make it smaller.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import httpx
import msgspec
import psutil
from websockets.asyncio.client import ClientConnection

from agent_desktop.hub.protocol import (
    PROTOCOL_VERSION,
    ChatStarted,
    ChatStateChanged,
    ChatWelcome,
    Entries,
    FromDesk,
    FromVisitor,
    Hello,
    Introduce,
    Perform,
    Refusal,
    Say,
    SayAccepted,
    SayRefused,
    SignedIn,
    SnapshotFrame,
    StartChat,
    ToDesk,
    ToVisitor,
    VisitorHello,
)
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import AnswerOffer, ChoosePresence
from agent_desktop.model.events import MessageReceived, OfferMade
from agent_desktop.model.people import PresenceState
from tests.benchmarks.bare_forwarder import bare_server, through_memory
from tests.benchmarks.load import Cost, Delays, many_files, on_schedule, open_socket, pin, spread
from tests.benchmarks.report import percentile, report
from tests.hub.server.hub_process import HubProcess

CHATS_EACH = 6
GOALS = {"fanout_p95_ms": 200, "fanout_p99_ms": 500, "rss_mb": 300}
_desk: msgspec.json.Decoder[ToDesk] = msgspec.json.Decoder(ToDesk)
_visitor: msgspec.json.Decoder[ToVisitor] = msgspec.json.Decoder(ToVisitor)
_encode = msgspec.json.encode


class Agent:
    """A desk that accepts every offer and notes when messages arrive."""

    def __init__(self, live: str, token: str, delays: Delays) -> None:
        self._live, self._token, self._delays = live, token, delays
        self._socket: ClientConnection
        self.accepted = 0

    async def start(self) -> None:
        """Connect and be ready for work."""
        self._socket = await open_socket(self._live)
        await self._send(Hello(protocol=PROTOCOL_VERSION, token=self._token))
        while not isinstance(_desk.decode(await self._socket.recv()), SnapshotFrame):
            pass
        self._reading = asyncio.create_task(self._read())
        await self._send(Perform(id=new_id(), command=ChoosePresence(state=PresenceState.READY)))

    async def _send(self, frame: FromDesk) -> None:
        await self._socket.send(_encode(frame).decode())

    async def _read(self) -> None:
        async for data in self._socket:
            frame = _desk.decode(data)
            if isinstance(frame, Refusal) and frame.problem.code != "conflict":
                raise RuntimeError(frame.problem.message)
            if not isinstance(frame, Entries):
                continue
            for entry in frame.entries:
                if isinstance(entry.event, MessageReceived):
                    self._delays.arrive(entry.event.message.client_id)
                elif isinstance(entry.event, OfferMade):
                    offer = entry.event.offer
                    self.accepted += 1
                    answer = AnswerOffer(
                        interaction_id=offer.interaction_id, epoch=offer.epoch, accept=True
                    )
                    await self._send(Perform(id=new_id(), command=answer))

    async def stop(self) -> None:
        """Leave."""
        await self._socket.close()
        await self._reading


class Visitor:
    """A visitor's tab; `with_agent` once somebody has accepted."""

    def __init__(
        self, http: httpx.AsyncClient, live: str, delays: Delays, taken: asyncio.Semaphore
    ) -> None:
        self._http, self._live, self._delays, self._taken = http, live, delays, taken
        self._socket: ClientConnection
        self.with_agent = False

    async def start(self) -> None:
        """Begin a chat and ask the first question."""
        wish = _encode(StartChat(entry_point="website"))
        answer = await self._http.post("/chat/v1/sessions", content=wish)
        answer.raise_for_status()
        token = msgspec.json.decode(answer.content, type=ChatStarted).token
        self._socket = await open_socket(self._live)
        await self._send(VisitorHello(protocol=PROTOCOL_VERSION, token=token))
        while not isinstance(_visitor.decode(await self._socket.recv()), ChatWelcome):
            pass
        self._reading = asyncio.create_task(self._read())
        await self._send(Introduce(client_id=new_id(), name="Vera", question="Where is my order?"))

    async def say(self, client_id: str) -> None:
        """Write a message."""
        await self._send(Say(client_id=client_id, text="It should have come on Monday, thank you."))

    async def _send(self, frame: FromVisitor) -> None:
        await self._socket.send(_encode(frame).decode())

    async def _read(self) -> None:
        async for data in self._socket:
            frame = _visitor.decode(data)
            if isinstance(frame, ChatStateChanged) and frame.state.phase == "with_agent":
                if not self.with_agent:
                    self.with_agent = True
                    self._taken.release()
            elif isinstance(frame, SayAccepted):
                self._delays.kept[frame.client_id] = time.perf_counter()
            elif isinstance(frame, SayRefused):
                raise RuntimeError(frame.problem.message)

    async def stop(self) -> None:
        """Leave."""
        await self._socket.close()
        await self._reading


# --- the hub


async def tokens_of(http: httpx.AsyncClient, owner: str, count: int) -> list[str]:
    """Make agents and sign them in."""
    admin = {"Authorization": f"Bearer {owner}"}

    async def one(number: int) -> str:
        name = f"agent-{number}"
        wish = {"type": "define_agent", "name": name, "email": f"{name}@example.org"}
        wish |= {"queues": ["support"], "capacity": {"chat": CHATS_EACH}}  # type: ignore[dict-item]
        password = {"type": "set_password", "password": f"{name} password"}
        secret = {"type": "sign_in", "email": f"{name}@example.org", "password": f"{name} password"}
        made = await http.put(f"/v1/admin/agents/{name}", json=wish, headers=admin)
        made.raise_for_status()
        kept = await http.put(f"/v1/admin/agents/{name}/password", json=password, headers=admin)
        kept.raise_for_status()
        answer = await http.post("/v1/sign-in", json=secret)
        answer.raise_for_status()
        return msgspec.json.decode(answer.content, type=SignedIn).token

    return await spread(partial(one, number) for number in range(count))


async def owner_token(http: httpx.AsyncClient, ticket: str) -> str:
    """The owner's token."""
    answer = await http.post("/v1/sign-in/ticket", json={"type": "ticket", "ticket": ticket})
    answer.raise_for_status()
    return msgspec.json.decode(answer.content, type=SignedIn).token


async def through_the_hub(hub: HubProcess, choice: argparse.Namespace) -> dict[str, float | int]:
    """The figures of the hub."""
    delays = Delays()
    async with httpx.AsyncClient(base_url=hub.url, timeout=60) as http:
        tokens = await tokens_of(http, await owner_token(http, hub.ticket), choice.agents)
        agents = [Agent(hub.live, token, delays) for token in tokens]
        await spread(agent.start for agent in agents)
        live = hub.live.replace("/v1/live", "/chat/v1/live")
        taken = asyncio.Semaphore(0)
        visitors = [Visitor(http, live, delays, taken) for _ in range(choice.visitors)]
        await spread(visitor.start for visitor in visitors)
        room = min(choice.visitors, choice.agents * CHATS_EACH)
        async with asyncio.timeout(120):
            for _ in range(room):
                await taken.acquire()
        talking = [visitor for visitor in visitors if visitor.with_agent]

        async def say(number: int, client_id: str) -> None:
            await talking[number % len(talking)].say(client_id)

        await on_schedule(choice.rate, choice.warm_up, say, delays)
        cost = Cost(psutil.Process(hub.process.pid))
        cost.begin()
        count = await on_schedule(choice.rate, choice.seconds, say, delays)
        fanout, kept = delays.from_due(), delays.to_kept()
        figures: dict[str, float | int] = {
            **{f"fanout_p{part}_ms": percentile(fanout, part) for part in (50, 95, 99)},
            **{f"kept_p{part}_ms": percentile(kept, part) for part in (50, 95, 99)},
            "messages": count,
            "rss_mb": cost.rss_mb(),
            "cpu_s_per_1000_messages": cost.per_thousand(count),
            "sockets": len(agents) + len(visitors),
            "in_talks": len(talking),
        }
        await spread([*(one.stop for one in agents), *(one.stop for one in visitors)])
        return figures


def main(argv: Sequence[str] | None = None) -> int:
    """Measure both and print the report."""
    parser = argparse.ArgumentParser(prog="hub-load", description="The hub under load.")
    parser.add_argument("--agents", type=int, default=200)
    parser.add_argument("--visitors", type=int, default=2_000)
    parser.add_argument("--rate", type=float, default=100.0, help="messages a second")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--warm-up", type=float, default=5.0)
    choice = parser.parse_args(argv)
    many_files()
    pin(os.getpid(), 1)
    with tempfile.TemporaryDirectory(prefix="agent-desktop-bench-") as folder:
        hub = HubProcess(Path(folder) / "hub", anew=True)
        try:
            pin(hub.process.pid, 0)
            figures = asyncio.run(through_the_hub(hub, choice))
        finally:
            code, errors = hub.stop()
        if code or errors:
            raise RuntimeError(f"the hub ended with {code}: {errors}")
    with bare_server() as (url, pid):
        pin(pid, 0)
        beside = asyncio.run(through_memory(url, pid, choice))
    met = {name: figures[name] <= goal for name, goal in GOALS.items()}
    report("hub-load", figures, beside, GOALS, met)
    return 0 if all(met.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
