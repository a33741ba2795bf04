"""The team in memory keeps the contract."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from agent_desktop.model.errors import Offline
from agent_desktop.model.ports import Administration
from tests.contracts.administration.suite import AdministrationContract, Away
from tests.contracts.administration.suite_calls import Enter
from tests.desk.fake_rules import FakeHouse


class TestFakeTeam(AdministrationContract):
    """What the desk's tests administer."""

    @pytest.fixture
    def enter(self) -> Enter:
        """A fresh team."""

        @asynccontextmanager
        async def entered() -> AsyncIterator[Administration]:
            yield FakeHouse()

        return entered

    @pytest.fixture
    def away(self) -> Away:
        """Its backend is away."""

        @asynccontextmanager
        async def entered() -> AsyncIterator[Administration]:
            team = FakeHouse()
            team.fault = Offline("There is no link.")
            yield team

        return entered
