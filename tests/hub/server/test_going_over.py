"""A real desk goes from node to node, each killed under it, and hears everything once, in order.

How long it was without a link is printed and kept with the test's report, never judged: that is `bench nodes`.
"""

import asyncio
import contextlib
import itertools
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import msgspec
import pytest
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from agent_desktop.connectors.hub.connector import HubConnector
from agent_desktop.hub.protocol import (
    PROTOCOL_VERSION,
    ChatStarted,
    Introduce,
    Say,
    SayAccepted,
    StartChat,
    ToVisitor,
    VisitorHello,
    Welcome,
)
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import AnswerOffer, ChoosePresence
from agent_desktop.model.events import (
    JournalEvent,
    LinkState,
    MessageReceived,
    OfferMade,
    Snapshot,
)
from agent_desktop.model.people import PresenceState
from agent_desktop.model.ports import Session
from tests.contracts.asynchronous import asynchronous
from tests.contracts.connector.watched import Watched
from tests.hub.databases import always_served, fresh_served
from tests.hub.server.desk import Desk, body, http, make_agent, owner_token
from tests.hub.server.hub_process import HubProcess
from tests.hub.server.nodes import Nodes, running_nodes
from tests.peers.postgres import PASSWORD

pytestmark = [pytest.mark.serial, always_served]

NODES = 3
WITHIN = 15.0
EVERY_S = 0.15  # quicker, and the hub would ask the customer to slow down
MEANWHILE = 6
_heard = msgspec.json.Decoder(ToVisitor)
_event = msgspec.json.Decoder(JournalEvent)


class Customer(threading.Thread):
    """Writes one number after the other, at whichever node answers; each again until a hub has it."""

    def __init__(self, nodes: Nodes) -> None:
        super().__init__(daemon=True)
        self._nodes = nodes
        self._token = ""
        self._stopping = threading.Event()
        self._wish: Introduce | Say = Introduce(client_id=new_id(), name="Vera", question="0")
        self.written = 0

    def run(self) -> None:
        """Write until told to stop."""
        for hub in itertools.cycle(self._nodes.hubs):
            if self._stopping.is_set():
                return
            with contextlib.suppress(OSError, EOFError, WebSocketException, httpx.HTTPError):
                self._write_at(hub)

    def stop(self) -> None:
        """Let the last word be taken, and stop."""
        self._stopping.set()
        self.join(WITHIN)

    def _write_at(self, hub: HubProcess) -> None:
        """Write at this node until told to stop. Raises whatever breaks."""
        with http(hub.url) as client:
            if not self._token:
                start = StartChat(entry_point="website", language="en")
                answer = client.post("/chat/v1/sessions", content=body(start))
                self._token = msgspec.json.decode(answer.content, type=ChatStarted).token
        live = hub.url.replace("http", "ws", 1) + "/chat/v1/live"
        with connect(live, open_timeout=2, proxy=None) as line:
            line.send(body(VisitorHello(protocol=PROTOCOL_VERSION, token=self._token)).decode())
            while not self._stopping.wait(EVERY_S):
                line.send(body(self._wish).decode())
                while True:
                    frame = _heard.decode(line.recv(WITHIN))
                    if isinstance(frame, SayAccepted) and frame.client_id == self._wish.client_id:
                        break
                self.written += 1
                self._wish = Say(client_id=new_id(), text=str(self.written))


def until_all_know(nodes: Nodes, token: str) -> None:
    """Wait until each node that lives tells desks of all of them."""
    living = sorted(hub.url for hub in nodes.hubs if hub.process.poll() is None)
    waiting = threading.Event()
    for hub in nodes.hubs:
        for _ in range(100):
            with Desk.open(hub.live, token) as desk:
                (welcome,) = [one for one in desk.frames if isinstance(one, Welcome)]
                if sorted(welcome.nodes) == living:
                    break
            waiting.wait(0.1)
        else:
            raise AssertionError(f"{hub.url} does not tell of {living}")


async def killed_under(nodes: Nodes, watched: Watched, session: Session) -> float:
    """Kill the node where the desk is; the seconds until the desk was live again."""
    address = session._door.address.base  # type: ignore[attr-defined]
    dying = next(hub for hub in nodes.hubs if hub.url == address)
    before = len(watched.links)
    began = time.monotonic()
    dying.process.kill()
    broken = await watched.until_link(LinkState.OFFLINE, before)
    await watched.until_link(LinkState.LIVE, watched.links.index(broken))
    return time.monotonic() - began


@asynchronous
async def test_a_desk_goes_from_node_to_node_and_hears_everything_once(
    tmp_path: Path, record_property: Callable[[str, object], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    with running_nodes(tmp_path, fresh_served(), NODES, direct=True) as nodes:
        first = nodes.leading()  # the worst that can happen: what decides dies with the door
        owner = owner_token(first.url, first.ticket)
        token = make_agent(first.url, owner, "ann", capacity={"chat": 9})
        await asyncio.to_thread(until_all_know, nodes, token)
        session = await HubConnector().sign_in({"address": first.url, "token": token})
        watched = Watched(session)
        customer = Customer(nodes)
        async with watched.following():
            began = watched.batches[0].cursor
            assert began is not None
            await session.perform(new_id(), ChoosePresence(state=PresenceState.READY))
            customer.start()
            offer = (await watched.until(OfferMade)).offer
            answer = AnswerOffer(
                interaction_id=offer.interaction_id, epoch=offer.epoch, accept=True
            )
            await session.perform(new_id(), answer)
            for moved in range(NODES - 1):
                await watched.until_text(str(customer.written + MEANWHILE))
                gap = await killed_under(nodes, watched, session)
                record_property(f"gap_{moved}_s", gap)
                print(f"without a link for {gap:.2f} s")  # noqa: T201
            await watched.until_text(str(customer.written + MEANWHILE))
            await asyncio.to_thread(customer.stop)
            await watched.until_text(str(customer.written - 1))
        await session.close()
        heard = [
            event
            for batch in watched.batches
            if batch.cursor is not None
            for event in batch.events
            if not isinstance(event, Snapshot)
        ]
        assert watched.cursor is not None
        kept = nodes.ask(
            "SELECT body FROM journal WHERE audience = ANY(%s) AND seq > %s AND seq <= %s ORDER BY seq",
            ["agent:ann", "queue:support", "everyone"],
            began.seq,
            watched.cursor.seq,
        )
        assert heard == [_event.decode(row[0]) for row in kept]
        said = [one.message.text for one in heard if isinstance(one, MessageReceived)]
        assert said == [str(number) for number in range(customer.written)]
        assert sum(isinstance(one, Snapshot) for one in watched.events) == 1, "it began again"
