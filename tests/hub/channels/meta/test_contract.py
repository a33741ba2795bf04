"""WhatsApp, Messenger and Instagram keep the contract of networks, against a server that checks what it is asked."""

import pytest

from tests.contracts.networks.suite import DeathContract, Meet, NetworkContract
from tests.hub.channels.meta.peer import MetaPeer


class TestWhatsApp(NetworkContract):
    """The suite for WhatsApp."""

    @pytest.fixture
    def meet(self) -> Meet:
        return lambda: MetaPeer("whatsapp").open()


class TestMessenger(NetworkContract, DeathContract):
    """The suite for Messenger."""

    @pytest.fixture
    def meet(self) -> Meet:
        return lambda: MetaPeer("messenger").open()


class TestInstagram(NetworkContract, DeathContract):
    """The suite for Instagram."""

    @pytest.fixture
    def meet(self) -> Meet:
        return lambda: MetaPeer("instagram").open()
