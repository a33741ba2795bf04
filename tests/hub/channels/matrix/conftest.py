"""One homeserver for a module, and people of their own for each test."""

import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from typing import TypeAlias

import pytest

from agent_desktop.model.base import new_id
from tests.hub.channels.matrix.peer import MatrixPeer
from tests.peers.front import Forward, Front
from tests.peers.synapse import register, synapse

Opened: TypeAlias = Callable[[], AbstractAsyncContextManager[MatrixPeer]]


@pytest.fixture(scope="module")
def homeserver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with synapse(tmp_path_factory.mktemp("synapse")) as url:
        yield url


@pytest.fixture
def matrix(homeserver: str) -> Opened:
    """A front before the homeserver, the hub's account and a customer."""

    @contextlib.asynccontextmanager
    async def opened() -> AsyncIterator[MatrixPeer]:
        key = new_id()
        hub = register(homeserver, f"hub{key}", "right-password")
        customer = register(homeserver, f"layla{key}", "her-password")
        forward = Forward(homeserver)
        front = Front(forward, lambda request: "/send/m.room.message/" in request.path)
        async with front.open():
            peer = MatrixPeer(front.url, homeserver, hub, customer, front)
            try:
                await peer.customer.sign_in("her-password")
                yield peer
            finally:
                await peer.customer.close()
                await forward.close()

    return opened
