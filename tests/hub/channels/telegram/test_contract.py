"""Telegram keeps the contract of networks, against telegram-test-api."""

import contextlib
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AbstractAsyncContextManager

import pytest

from agent_desktop.hub.channels.telegram.network import NETWORK
from agent_desktop.hub.written.records import Letter
from agent_desktop.model.base import new_id, wall_clock
from tests.contracts.networks.peer import Peer
from tests.contracts.networks.suite import Meet, NetworkContract
from tests.peers.telegram import CUSTOMER, TOKEN, BotApi, emulator

pytestmark = pytest.mark.serial


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with emulator(tmp_path_factory.mktemp("telegram")) as url:
        yield url


class TelegramPeer:
    """A bot and its customer."""

    orderly = True
    network = NETWORK

    def __init__(self, api: BotApi, token: str) -> None:
        self.api = api
        self.secrets: Mapping[str, str] = {"token": token}
        self.wrong = ("token", "999:some-other-token")

    @property
    def settings(self) -> Mapping[str, str]:
        return {"news": "polling", "server": self.api.front.url}

    def letter(self, text: str, key: str = "") -> Letter:
        return Letter(
            id=key or new_id(),
            entry_point_id="entry-point",
            conversation_id="conversation",
            to=str(CUSTOMER),
            text=text,
            written_at=wall_clock(),
        )

    async def writes(self, text: str) -> None:
        await self.api.writes(text)

    async def again(self) -> None:
        """Telegram forgets what was confirmed."""

    async def received(self, count: int) -> list[str]:
        return await self.api.received(count)

    def tries(self) -> int:
        return len(self.api.front.asked)

    def away(self) -> AbstractAsyncContextManager[None]:
        return self.api.front.away()

    def deaf(self) -> AbstractAsyncContextManager[None]:
        return self.api.front.deaf()

    def slow(self) -> AbstractAsyncContextManager[None]:
        return self.api.front.slow()


class TestTelegram(NetworkContract):
    """The suite, with a bot of its own for each test."""

    @pytest.fixture
    def meet(self, address: str, request: pytest.FixtureRequest) -> Meet:
        token = f"{abs(hash(request.node.name)) % 10**9}{TOKEN}"

        @contextlib.asynccontextmanager
        async def opened() -> AsyncIterator[Peer]:
            async with BotApi(address, token).open() as api:
                yield TelegramPeer(api, token)

        return opened
