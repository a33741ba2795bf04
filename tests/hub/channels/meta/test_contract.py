"""WhatsApp and Messenger keep the contract of networks, against a server that checks what it is asked."""

import pytest

from tests.contracts.networks.suite import Meet, NetworkContract
from tests.hub.channels.meta.peer import MetaPeer


class TestWhatsApp(NetworkContract):
    """The suite for WhatsApp."""

    @pytest.fixture
    def meet(self) -> Meet:
        return lambda: MetaPeer("whatsapp").open()


class TestMessenger(NetworkContract):
    """The suite for Messenger."""

    @pytest.fixture
    def meet(self) -> Meet:
        return lambda: MetaPeer("messenger").open()
