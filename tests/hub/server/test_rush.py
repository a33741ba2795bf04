"""Many visitors at once, by real sockets: a limit is neither exceeded nor under-filled, by one hub or by two nodes."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier

import pytest

from agent_desktop.hub.protocol import Introduce, SayAccepted, SayRefused
from agent_desktop.model.base import new_id
from tests.hub.databases import always_served, fresh_served
from tests.hub.server.desk import Visitor, http, owner_token
from tests.hub.server.hub_process import HubProcess, ask_database, running_hub
from tests.hub.server.nodes import running_nodes
from tests.peers.postgres import PASSWORD

pytestmark = pytest.mark.serial

LIMIT = 7
VISITORS = 24
WAITING = "SELECT count(*) FROM interactions WHERE state = 'queued'"
Counts = Callable[[], int]


@pytest.fixture(scope="module")
def alone() -> Iterator[tuple[list[HubProcess], Counts]]:
    """One hub; how many wait, as its database says."""
    with TemporaryDirectory(prefix="rush-") as folder, running_hub(Path(folder) / "hub") as hub:
        yield [hub], lambda: int(ask_database(hub.data, WAITING)[0][0])


@pytest.fixture(scope="module")
def two() -> Iterator[tuple[list[HubProcess], Counts]]:
    """Two nodes on a PostgreSQL server."""
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory(prefix="rush-") as folder:
        patch.setenv("PGPASSWORD", PASSWORD)
        with running_nodes(Path(folder), fresh_served(), 2) as nodes:
            yield nodes.hubs, lambda: int(nodes.ask(WAITING)[0][0])


def rush(hubs: list[HubProcess], counts: Counts, left: int) -> list[Visitor]:
    """All of them write in the same moment; the visitors who wait now. `left`: how many places there are."""
    start = Barrier(VISITORS)
    waiting: list[Visitor] = []
    refused: list[SayRefused] = []

    def come(visitor: Visitor) -> None:
        client_id = new_id()
        start.wait(30)
        visitor.send(Introduce(client_id=client_id, name="Vera", question="Hello?"))
        answer = visitor.until(SayAccepted | SayRefused)  # type: ignore[arg-type]
        assert answer.client_id == client_id
        if isinstance(answer, SayRefused):
            refused.append(answer)
        else:
            waiting.append(visitor)

    with ExitStack() as stack, ThreadPoolExecutor(VISITORS) as workers:
        open_at = (hubs[number % len(hubs)].url for number in range(VISITORS))
        there = [stack.enter_context(Visitor(url)) for url in open_at]
        list(workers.map(come, there))
        assert (len(waiting), counts()) == (left, LIMIT)
        for one in refused:
            assert (one.problem.field, one.problem.remedy) == (
                "queue",
                "Please try again a little later.",
            )
        stack.pop_all().close()
    return waiting


def limit(hub: HubProcess, token: str) -> None:
    wish = {"type": "define_queue", "name": "Support", "max_waiting": LIMIT}
    with http(hub.url, token) as client:
        answer = client.put("/v1/admin/queues/support", json=wish)
        assert answer.status_code < 300, answer.text


def test_one_hub(alone: tuple[list[HubProcess], Counts]) -> None:
    (hub,), counts = alone
    limit(hub, owner_token(hub.url, hub.ticket))
    rush([hub], counts, LIMIT)
    rush([hub], counts, 0)


@always_served
def test_two_nodes(two: tuple[list[HubProcess], Counts]) -> None:
    hubs, counts = two
    limit(hubs[1], owner_token(hubs[1].url, hubs[0].ticket))
    rush(hubs, counts, LIMIT)
    rush(hubs, counts, 0)
