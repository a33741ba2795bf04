"""Nodes whose database server is full, crashes, and is stopped: words meanwhile, and nothing lost or doubled."""

import asyncio
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest

from agent_desktop.connectors.hub.connector import HubConnector
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import AddNote, AnswerOffer, ChoosePresence
from agent_desktop.model.errors import DeskError
from agent_desktop.model.events import LinkState, OfferMade
from agent_desktop.model.people import PresenceState
from agent_desktop.model.ports import Session
from tests.contracts.asynchronous import asynchronous
from tests.contracts.connector.watched import Watched
from tests.hub.databases import always_served
from tests.hub.server.customer import Customer, check_heard_once
from tests.hub.server.desk import make_agent, owner_token
from tests.hub.server.nodes import Nodes, running_nodes
from tests.hub.server.test_going_over import until_all_know
from tests.peers.postgres import PASSWORD, Cluster, cluster
from tests.small_disk import small_disk

pytestmark = [pytest.mark.serial, always_served]

MEANWHILE = 5
AWAY_S = 5.0
"""Longer than a leader believes that it still leads."""


@dataclass
class Stage:
    """Two nodes, and their database server with the small disk that it lies on."""

    nodes: Nodes
    made: Cluster
    disk: Path
    up: ExitStack

    def fill(self) -> None:
        """Leave no room at all."""
        with (self.disk / "filler").open("wb", buffering=0) as filler, suppress(OSError):
            while True:
                filler.write(bytes(65_536))

    def free(self) -> None:
        """Make room."""
        (self.disk / "filler").unlink()

    def stop(self) -> None:
        """The server ends as it was started to end."""
        self.up.close()

    def start(self, end: signal.Signals) -> None:
        """Let the server run, to end like this."""
        self.up.enter_context(self.made.running(end))


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with (
        pytest.MonkeyPatch.context() as patch,
        TemporaryDirectory(prefix="nodes-") as folder,
        cluster("synchronous_commit=on") as made,
        small_disk(made.folder / "small", 64) as disk,
        ExitStack() as up,
    ):
        patch.setenv("PGPASSWORD", PASSWORD)
        (disk / "space").mkdir()
        if os.geteuid() == 0:
            for one in (disk, disk / "space"):
                shutil.chown(one, "postgres", "postgres")
        server = up.enter_context(made.running(signal.SIGQUIT))
        server.ask(f"CREATE TABLESPACE small LOCATION '{disk / 'space'}'")
        server.ask("CREATE DATABASE hub TABLESPACE small")
        with running_nodes(Path(folder), server.address("hub"), 2, direct=True) as nodes:
            yield Stage(nodes, made, disk, up)


async def until(true: Callable[[], bool], what: str) -> None:
    for _ in range(600):
        if true():
            return
        await asyncio.sleep(0.05)
    raise AssertionError(what)


async def told(url: str) -> str:
    """Why a node cannot help, or not save, just now; empty when it can."""
    async with httpx.AsyncClient(timeout=20) as client:
        answer = await client.get(f"{url}/v1/health")
    said = answer.json()
    return str((said.get("trouble") or said.get("problem") or {"message": ""})["message"])


async def goes_on(watched: Watched, customer: Customer) -> None:
    await watched.until_text(str(customer.written + MEANWHILE))


async def full(stage: Stage, session: Session, customer: Customer, conversation: str) -> None:
    """No room: everybody is told, nobody loses the lead."""
    term = stage.nodes.leader().term
    stage.fill()
    await until(lambda: bool(customer.refused), "the customer is not told")
    assert {one.code for one in customer.refused} == {"store_failed"}
    assert "database server is full" in customer.refused[0].message
    note = AddNote(conversation_id=conversation, client_id=new_id(), text="x" * 9_000)
    with pytest.raises(DeskError, match="database server is full") as caught:
        await session.perform(new_id(), note)
    assert "Free some space" in caught.value.problem.remedy
    for hub in stage.nodes.hubs:
        assert await told(hub.url) == customer.refused[0].message, "and all can be read"
    assert stage.nodes.leader().term == term
    stage.free()


async def away(stage: Stage, next_end: signal.Signals, away_s: float) -> None:
    """The server ends, is away for a while, and comes back."""
    stage.stop()
    words = [await told(hub.url) for hub in stage.nodes.hubs]
    assert all("database" in one or "No node" in one for one in words), words
    await asyncio.sleep(away_s)
    stage.start(next_end)


@asynchronous
async def test_a_database_server_that_is_full_crashes_and_is_stopped_loses_nothing(
    stage: Stage,
) -> None:
    nodes = stage.nodes
    owner = owner_token(nodes.leading().url, nodes.leading().ticket)
    token = make_agent(nodes.leading().url, owner, "ann", capacity={"chat": 9})
    await asyncio.to_thread(until_all_know, nodes, token)
    session = await HubConnector().sign_in({"address": nodes.following().url, "token": token})
    watched, customer = Watched(session), Customer([hub.url for hub in nodes.hubs])
    async with watched.following():
        began = watched.batches[0].cursor
        assert began is not None
        await session.perform(new_id(), ChoosePresence(state=PresenceState.READY))
        customer.start()
        offer = (await watched.until(OfferMade)).offer
        answer = AnswerOffer(interaction_id=offer.interaction_id, epoch=offer.epoch, accept=True)
        await session.perform(new_id(), answer)
        await goes_on(watched, customer)
        await full(stage, session, customer, offer.conversation_id)
        await goes_on(watched, customer)
        assert watched.links[-1].state is LinkState.LIVE
        await away(stage, signal.SIGINT, 0.5)
        await goes_on(watched, customer)
        await away(stage, signal.SIGINT, AWAY_S)
        await goes_on(watched, customer)
        await asyncio.to_thread(customer.stop)
        await watched.until_text(str(customer.written - 1))
    await session.close()
    assert [await told(hub.url) for hub in nodes.hubs] == ["", ""]
    logs = "".join((hub.data / "hub.log").read_text("utf-8") for hub in nodes.hubs)
    assert logs.count("not saved: The disk of the hub's database server is full") == 1
    assert "what is written is saved again" in logs
    check_heard_once(nodes, watched, began, customer)
    held = nodes.ask("SELECT DISTINCT state, agent_id FROM interactions")
    assert held == [("active", "ann")], "the work stays with its agent"
