"""What the contract of networks asks of a homeserver and a customer on it."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager

from agent_desktop.hub.channels.matrix.network import NETWORK
from agent_desktop.hub.written.records import Letter
from agent_desktop.model.base import new_id, wall_clock
from tests.hub.channels.matrix.customer import Customer
from tests.peers.front import Front


class MatrixPeer:
    """The homeserver behind a front; the customer goes to it straight."""

    orderly = True
    network = NETWORK

    def __init__(
        self, server: str, homeserver: str, hub: str, customer: str, front: Front | None = None
    ) -> None:
        self._server = server
        self._front = front
        self.hub = hub
        self.customer = Customer(homeserver, customer, hub)
        self.secrets: Mapping[str, str] = {"password": "right-password"}
        self.wrong = ("password", "some-other-password")

    @property
    def settings(self) -> Mapping[str, str]:
        return {"server": self._server, "user": self.hub}

    def letter(self, text: str, key: str = "") -> Letter:
        return Letter(
            id=key or new_id(),
            entry_point_id="entry-point",
            conversation_id="conversation",
            to=self.customer.user.removeprefix("@"),
            text=text,
            written_at=wall_clock(),
            thread=self.customer.room,
        )

    async def writes(self, text: str) -> None:
        await self.customer.says(text)

    async def again(self) -> None:
        """A homeserver tells what is after the place that it is asked for, and nothing else."""

    async def received(self, count: int) -> list[str]:
        return [str(one["content"]["body"]) for one in await self.customer.gets(count)]

    @property
    def front(self) -> Front:
        """What disturbs; there is one unless a test goes to the homeserver straight."""
        assert self._front is not None
        return self._front

    def tries(self) -> int:
        return len(self.front.asked)

    def away(self) -> AbstractAsyncContextManager[None]:
        return self.front.away()

    def deaf(self) -> AbstractAsyncContextManager[None]:
        return self.front.deaf()

    def slow(self) -> AbstractAsyncContextManager[None]:
        return self.front.slow()
