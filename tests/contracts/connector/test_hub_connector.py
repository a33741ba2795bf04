"""The hub's connector keeps the contract, against a real hub in a process of its own."""

from collections.abc import Iterator

import pytest

from tests.contracts.connector.backend import Start
from tests.contracts.connector.hub_backend import HubBackend
from tests.contracts.connector.suite import ConnectorContract
from tests.hub.server.desk import owner_token
from tests.hub.server.hub_process import throwaway_hub


@pytest.fixture(scope="module")
def start() -> Iterator[Start]:
    """Starts backends in one hub for the whole module."""
    with throwaway_hub() as hub:
        owner = owner_token(hub.url, hub.ticket)
        yield lambda: HubBackend.start(hub, owner)


class TestHub(ConnectorContract):
    """The built-in contact centre."""

    @pytest.fixture
    def backend(self, start: Start) -> Start:
        """A fresh agent in the module's hub."""
        return start
