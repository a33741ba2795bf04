"""Mastodon keeps the contract of networks, against a server that behaves as its documentation says."""

import pytest

from tests.contracts.networks.suite import Meet, NetworkContract
from tests.hub.channels.mastodon.peer import MastodonPeer


class TestMastodon(NetworkContract):
    """The suite."""

    @pytest.fixture
    def meet(self) -> Meet:
        return lambda: MastodonPeer().open()
