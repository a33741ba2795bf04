"""SMS by SMPP, both ways, with a real SMSC (npm `smpp`, a process of its own) on loopback.

In: what customers wrote while nobody listened, from the bind to the last acknowledgement, through a whole hub: each
is on the disk, in its conversation, before the SMSC hears of it. Out: what ten agents answer, each to a customer,
through a whole hub, from the first command on a socket until the SMSC has the last one; each is on the disk before it
leaves. Beside that, letters through a session without the hub's disk, with as many at a time as the window allows,
and aiosmpplib's own client on the same SMSC, with its queue in memory, in both directions; it keeps nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import tempfile
import time
from pathlib import Path
from typing import Any

from aiosmpplib import ESME
from aiosmpplib.broker import SimpleBroker
from aiosmpplib.hook import AbstractHook
from aiosmpplib.protocol import DeliverSm, SubmitSm, SubmitSmResp
from aiosmpplib.state import NPI, TON, PhoneNumber

from agent_desktop.hub.channels.smpp.session import SmppSession
from agent_desktop.hub.channels.smpp.settings import SmppSettings
from agent_desktop.hub.protocol import Answer, Perform, Refusal
from agent_desktop.hub.written.records import Sent
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import SendMessage
from agent_desktop.model.work import Channel
from tests.benchmarks.report import report
from tests.hub.channels.post import MemoryPost
from tests.hub.channels.smpp.peer import letter, settings
from tests.hub.server.desk import Desk, http, make_agent, owner_token
from tests.hub.server.hub_process import throwaway_hub
from tests.peers.smsc import OURS, PASSWORD, PHONE, USER, Smsc, smsc

WINDOW = 50
AGENTS = tuple(f"agent{number}" for number in range(10))
"""One of them alone would send more than a hub takes from an agent."""
GOAL_PER_S = 100


class Counter(AbstractHook):  # type: ignore[misc]
    """Counts what the other client hears, and says when there is enough."""

    def __init__(self, kind: type[Any], count: int) -> None:
        self._kind = kind
        self._left = count
        self.done = asyncio.Event()

    async def sending(self, smpp_message: Any, pdu: bytes, client_id: str) -> None:
        """Nothing to do."""

    async def received(self, smpp_message: Any, pdu: bytes, client_id: str) -> None:
        """One more."""
        if type(smpp_message) is self._kind:
            self._left -= 1
            if not self._left:
                self.done.set()

    async def send_error(self, smpp_message: Any, error: Exception, client_id: str) -> None:
        """It must not happen here."""
        raise error


async def hub_takes(server: Smsc, count: int) -> float:
    """Messages a second from the bind of a whole hub's entry point to the last acknowledgement."""
    await server.writes("message", times=count)
    with throwaway_hub() as hub:
        owner = owner_token(hub.url, hub.ticket)
        wish = {
            "type": "define_network_entry",
            "name": "SMS",
            "queue_id": "support",
            "network": "smpp",
            "settings": settings(server.port),
            "secrets": {"password": PASSWORD},
        }
        with http(hub.url, owner) as admin:
            began = time.perf_counter()
            answer = admin.put("/v1/admin/networks/sms", json=wish)
            assert answer.status_code == 204, answer.text
        await server.state(lambda state: not state["waiting"])
        return count / (time.perf_counter() - began)


async def hub_sends(server: Smsc, count: int) -> float:
    """Answers a second through a whole hub, by all of `AGENTS`, each to a customer."""
    with throwaway_hub() as hub:
        owner = owner_token(hub.url, hub.ticket)
        wish = {
            "type": "define_network_entry",
            "name": "SMS",
            "queue_id": "support",
            "network": "smpp",
            "settings": settings(server.port, rate="10000", window=str(WINDOW)),
            "secrets": {"password": PASSWORD},
        }
        with http(hub.url, owner) as admin:
            answer = admin.put("/v1/admin/networks/sms", json=wish)
            assert answer.status_code == 204, answer.text
        with contextlib.ExitStack() as stack:
            desks = []
            for name in AGENTS:
                token = make_agent(hub.url, owner, name, capacity={"sms": 1})
                desks.append(stack.enter_context(Desk.open(hub.live, token)))
                await asyncio.to_thread(desks[-1].ready)
            for number in range(len(desks)):
                await server.writes("question", **{"from": f"4860010{number:04}"})
            talks = [(await asyncio.to_thread(desk.accept)).offer.conversation_id for desk in desks]
            before = len(await server.seen())
            each = count // len(desks)
            began = time.perf_counter()
            await asyncio.gather(
                *(
                    asyncio.to_thread(_answered, desk, talk, each)
                    for desk, talk in zip(desks, talks, strict=True)
                )
            )
            await server.submitted(before + each * len(desks))
            return each * len(desks) / (time.perf_counter() - began)


def _answered(desk: Desk, talk: str, count: int) -> None:
    """The agent answers so many times; the hub has them all."""
    asked = set()
    for number in range(count):
        message = SendMessage(
            client_id=new_id(),
            conversation_id=talk,
            channel=Channel.SMS,
            text=f"answer {number}",
        )
        desk.send(Perform(id=message.client_id, command=message))
        asked.add(message.client_id)
        while len(asked) >= WINDOW // len(AGENTS):
            asked.discard(_done(desk))
    while asked:
        asked.discard(_done(desk))


def _done(desk: Desk) -> str:
    """The id of the next command that the hub has kept."""
    frame = desk.until((Answer, Refusal))
    assert isinstance(frame, Answer), frame
    return frame.id


async def session_sends(server: Smsc, count: int, folder: Path) -> float:
    """Letters a second through a session, without the hub's disk."""
    chosen = SmppSettings(
        settings(server.port, rate="10000", window=str(WINDOW)), {"password": PASSWORD}
    )
    post = MemoryPost(folder)
    session = SmppSession(chosen, post)
    running = asyncio.ensure_future(session.run())
    await post.stood("live")
    letters = [letter(f"letter {number}") for number in range(count)]
    began = time.perf_counter()
    outcomes = await asyncio.gather(*(session.send(one) for one in letters))
    spent = time.perf_counter() - began
    assert all(isinstance(one, Sent) for one in outcomes)
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    return count / spent


async def other_client(server: Smsc, count: int, *, sends: bool) -> float:
    """Messages a second by aiosmpplib's own client."""
    hook = Counter(SubmitSmResp if sends else DeliverSm, count)
    broker = SimpleBroker(maxsize=count)
    if sends:
        for number in range(count):
            message = SubmitSm(
                short_message=f"letter {number}",
                source=PhoneNumber(OURS, TON.INTERNATIONAL, NPI.ISDN),
                destination=PhoneNumber(PHONE, TON.INTERNATIONAL, NPI.ISDN),
                log_id=str(number),
            )
            await broker.enqueue(message)
    else:
        await server.writes("message", times=count)
    client = ESME(
        "127.0.0.1",
        server.port,
        USER,
        PASSWORD,
        broker=broker,
        hook=hook,
        log_handler=logging.NullHandler(),
    )
    began = time.perf_counter()
    running = asyncio.ensure_future(client.start())
    await hook.done.wait()
    spent = time.perf_counter() - began
    await client.stop()
    await running
    return count / spent


async def measure(count: int, folder: Path) -> None:
    """All four, and the report."""
    with smsc(folder) as server:
        await server.set(receipts=False)
        taken = await hub_takes(server, count)
        answered = await hub_sends(server, count)
        sent = await session_sends(server, count, folder)
        other_sent = await other_client(server, count, sends=True)
        other_taken = await other_client(server, count, sends=False)
    report(
        "sms",
        {"hub_in_per_s": taken, "hub_out_per_s": answered, "messages": count},
        {
            "session_out_per_s": sent,
            "aiosmpplib_in_per_s": other_taken,
            "aiosmpplib_out_per_s": other_sent,
        },
        {"hub_in_per_s": GOAL_PER_S, "hub_out_per_s": GOAL_PER_S},
        {"hub_in_per_s": taken >= GOAL_PER_S, "hub_out_per_s": answered >= GOAL_PER_S},
    )


def main() -> None:
    """The command line."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--messages", type=int, default=2_000)
    count = words.parse_args().messages
    with tempfile.TemporaryDirectory(prefix="agent-desktop-sms-") as folder:
        asyncio.run(measure(count, Path(folder)))


if __name__ == "__main__":
    main()
