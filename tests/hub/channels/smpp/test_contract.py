"""The contract of all networks, kept by SMPP against a real SMSC."""

import contextlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.contracts.networks.suite import Meet, NetworkContract
from tests.hub.channels.smpp.peer import SmppPeer
from tests.peers.smsc import Smsc, smsc

pytestmark = pytest.mark.serial


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Smsc]:
    with smsc(tmp_path) as running:
        yield running


@pytest.fixture
def meet(server: Smsc) -> Meet:
    @contextlib.asynccontextmanager
    async def meeting() -> AsyncIterator[SmppPeer]:
        yield SmppPeer(server)

    return meeting


class TestSmpp(NetworkContract):
    """The suite."""
