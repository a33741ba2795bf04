"""A real desk goes from node to node, each killed under it, and hears everything once, in order.

How long it was without a link is printed and kept with the test's report, never judged: that is `bench nodes`.
"""

import asyncio
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from agent_desktop.connectors.hub.connector import HubConnector
from agent_desktop.hub.protocol import Welcome
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import AnswerOffer, ChoosePresence
from agent_desktop.model.events import LinkState, OfferMade
from agent_desktop.model.people import PresenceState
from agent_desktop.model.ports import Session
from tests.contracts.asynchronous import asynchronous
from tests.contracts.connector.watched import Watched
from tests.hub.databases import always_served, fresh_served
from tests.hub.server.customer import Customer, check_heard_once
from tests.hub.server.desk import Desk, make_agent, owner_token
from tests.hub.server.nodes import Nodes, running_nodes
from tests.peers.postgres import PASSWORD

pytestmark = [pytest.mark.serial, always_served]

NODES = 3
MEANWHILE = 6


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
        customer = Customer([hub.url for hub in nodes.hubs])
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
        check_heard_once(nodes, watched, began, customer)
