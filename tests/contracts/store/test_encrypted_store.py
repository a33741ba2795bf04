"""The real store, on the disk and in memory, keeps the contract of the `Store` port."""

import os
from pathlib import Path

import pytest

from agent_desktop.model.ports import Store
from agent_desktop.store import open_memory, open_store
from tests.contracts.store.search_suite import SearchContract
from tests.contracts.store.suite import Fresh, StoreContract


class TestOnDisk(StoreContract, SearchContract):
    """SQLCipher on a file."""

    @pytest.fixture
    def fresh(self, tmp_path: Path) -> Fresh:
        """Opens a new database."""

        async def open() -> Store:
            return (await open_store(tmp_path / "desk.db", os.urandom(32))).store

        return open


class TestInMemory(StoreContract, SearchContract):
    """SQLCipher without a file."""

    @pytest.fixture
    def fresh(self) -> Fresh:
        """Opens a new database in memory."""

        async def open() -> Store:
            return (await open_memory()).store

        return open
