"""One homeserver for a module, and people of their own for each test."""

from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from typing import TypeAlias

import pytest

from agent_desktop.model.base import new_id
from tests.hub.channels.matrix.peer import MatrixPeer, opened
from tests.peers.synapse import synapse

Opened: TypeAlias = Callable[[], AbstractAsyncContextManager[MatrixPeer]]


@pytest.fixture(scope="module")
def homeserver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with synapse(tmp_path_factory.mktemp("synapse")) as url:
        yield url


@pytest.fixture
def matrix(homeserver: str) -> Opened:
    """A front before the homeserver, the hub's account and a customer."""
    return lambda: opened(homeserver, new_id())
