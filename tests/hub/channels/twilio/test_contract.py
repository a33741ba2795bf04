"""The contract of all networks, kept by Twilio against a server that does as Twilio documents."""

import pytest

from agent_desktop.hub.written.sms import provider
from tests.contracts.networks.suite import Meet, NetworkContract
from tests.hub.channels.twilio.peer import twilio


@pytest.fixture
def meet(monkeypatch: pytest.MonkeyPatch) -> Meet:
    monkeypatch.setattr(provider, "SETTLED_MS", 100)
    return lambda: twilio()


class TestTwilio(NetworkContract):
    """The suite."""
