"""The contract of all networks, kept by Vonage against a server that does as Vonage documents."""

import pytest

from agent_desktop.hub.written.sms import provider
from tests.chances import tries
from tests.contracts.networks.suite import DeathContract, Meet, NetworkContract
from tests.hub.channels.vonage.peer import vonage


@pytest.fixture
def meet(monkeypatch: pytest.MonkeyPatch) -> Meet:
    monkeypatch.setattr(provider, "SETTLED_MS", 100)
    return lambda: vonage()


class TestVonage(NetworkContract, DeathContract):
    """The suite."""

    crowd = tries(1_000)
