"""Matrix keeps the contract of networks, against Synapse."""

import pytest

from tests.contracts.networks.suite import Meet, NetworkContract
from tests.hub.channels.matrix.conftest import Opened

pytestmark = pytest.mark.serial


class TestMatrix(NetworkContract):
    """The suite, with people of their own for each test."""

    @pytest.fixture
    def meet(self, matrix: Opened) -> Meet:
        return matrix
