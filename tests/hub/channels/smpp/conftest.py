"""One SMSC for each test module, calm before each test, and a post for the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hub.channels.post import MemoryPost
from tests.peers.smsc import Smsc, smsc


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Smsc]:
    with smsc(tmp_path_factory.mktemp("smsc")) as running:
        yield running


@pytest.fixture
def server(shared: Smsc) -> Iterator[Smsc]:
    yield shared
    shared.calm()


@pytest.fixture
def post(tmp_path: Path) -> MemoryPost:
    return MemoryPost(tmp_path)
