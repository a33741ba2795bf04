"""The connector that docs/connectors.md shows keeps the contract, as it stands there."""

import asyncio
import contextlib
import importlib.util
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from agent_desktop.model.base import new_id
from agent_desktop.model.errors import DeskError, Offline, Refused
from agent_desktop.model.ports import Connector
from tests.contracts.connector.backend import Customer, Start
from tests.contracts.connector.suite import ConnectorContract

PAGE = Path(__file__).resolve().parents[3] / "docs" / "connectors.md"
LOOK_EVERY_S = 0.02


class FolderCustomer:
    """The program at the other end of the folder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def write(self, text: str) -> None:
        """See `Customer`."""
        said = {"from": "customer", "text": text, "at": time.time_ns() // 1_000_000}
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(said) + "\n")

    async def type(self) -> None:
        """See `Customer`."""
        raise NotImplementedError

    async def read(self) -> None:
        """See `Customer`."""
        raise NotImplementedError

    async def until_hears(self, text: str) -> None:
        """See `Customer`."""
        while text not in await self.heard():  # noqa: ASYNC110 - a file tells nobody that it grew
            await asyncio.sleep(LOOK_EVERY_S)

    async def heard(self) -> list[str]:
        """See `Customer`."""
        lines = self._path.read_text(encoding="utf-8").splitlines()
        return [said["text"] for said in map(json.loads, lines) if said["from"] == "agent"]

    async def until_typing(self) -> None:
        """See `Customer`."""
        raise NotImplementedError

    async def send_file(self, name: str, data: bytes) -> None:
        """See `Customer`."""
        raise NotImplementedError

    async def file(self, name: str) -> bytes:
        """See `Customer`."""
        raise NotImplementedError


class FolderBackend:
    """Implements `Backend` with a folder; breaking the link is taking the folder away."""

    def __init__(self, connector: Connector, folder: Path) -> None:
        self._connector = connector
        self._folder = folder

    @property
    def connector(self) -> Connector:
        """See `Backend`."""
        return self._connector

    @property
    def values(self) -> Mapping[str, str]:
        """See `Backend`."""
        return {"folder": str(self._folder), "name": "Ada"}

    @property
    def wrong_values(self) -> list[tuple[Mapping[str, str], type[DeskError]]]:
        """See `Backend`."""
        return [
            ({**self.values, "name": ""}, Refused),
            ({**self.values, "folder": str(self._folder / "nowhere")}, Offline),
        ]

    async def customer(self, question: str) -> Customer:
        """See `Backend`."""
        customer = FolderCustomer(self._folder / f"{new_id()}.jsonl")
        await customer.write(question)
        return customer

    async def cut(self) -> None:
        """A folder has no connections."""

    @contextlib.asynccontextmanager
    async def unreachable(self) -> AsyncIterator[None]:
        """See `Backend`."""
        away = self._folder.with_name("away")
        os.rename(self._folder, away)
        try:
            yield
        finally:
            os.rename(away, self._folder)

    def mute(self) -> AbstractAsyncContextManager[None]:
        """Nothing is sent that could be answered."""
        raise NotImplementedError


@pytest.fixture(scope="module")
def documented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connector]:
    """The connector from the page's example."""
    (code,) = re.findall(
        r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    path = tmp_path_factory.mktemp("documented") / "documented_connector.py"
    path.write_text(code, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    yield module.connector
    del sys.modules[path.stem]


class TestFolder(ConnectorContract):
    """The example of the page."""

    @pytest.fixture
    def backend(self, documented: Connector) -> Start:
        """A folder of its own."""

        @contextlib.asynccontextmanager
        async def start() -> AsyncIterator[FolderBackend]:
            with tempfile.TemporaryDirectory(prefix="agent-desktop-folder-") as name:
                folder = Path(name) / "shared"
                folder.mkdir()
                yield FolderBackend(documented, folder)

        return start
