"""The contract of all networks, kept by Sinch against a server that does as Sinch documents."""

import pytest

from agent_desktop.hub.written.sms import provider
from tests.contracts.networks.suite import DeathContract, Meet, NetworkContract
from tests.hub.channels.sinch.peer import sinch


@pytest.fixture
def meet(monkeypatch: pytest.MonkeyPatch) -> Meet:
    monkeypatch.setattr(provider, "SETTLED_MS", 100)
    return lambda: sinch()


class TestSinch(NetworkContract, DeathContract):
    """The suite."""
