"""The store that the desk's tests use keeps the contract of the `Store` port."""

import pytest

from agent_desktop.model.ports import Store
from tests.contracts.store.search_suite import SearchContract
from tests.contracts.store.suite import Fresh, StoreContract
from tests.desk.fake_store import FakeStore


class TestFake(StoreContract, SearchContract):
    """Dictionaries, and a look at every text."""

    @pytest.fixture
    def fresh(self) -> Fresh:
        """Makes an empty one."""

        async def open() -> Store:
            return FakeStore()

        return open
