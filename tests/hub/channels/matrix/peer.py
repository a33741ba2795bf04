"""What the contract of networks asks of a homeserver and a customer on it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager

from agent_desktop.hub.channels.matrix.network import NETWORK
from agent_desktop.hub.written.records import Letter
from agent_desktop.model.base import new_id, wall_clock
from tests.hub.channels.matrix.customer import Customer
from tests.peers.front import Forward, Front
from tests.peers.synapse import register


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


@contextlib.asynccontextmanager
async def opened(homeserver: str, key: str = "") -> AsyncIterator[MatrixPeer]:
    """A front before the homeserver, the hub's account and a customer who is signed in; their names end in `key`."""
    hub = await asyncio.to_thread(register, homeserver, f"hub{key}", "right-password")
    customer = await asyncio.to_thread(register, homeserver, f"layla{key}", "her-password")
    forward = Forward(homeserver)
    front = Front(forward, lambda request: "/send/m.room.message/" in request.path)
    async with front.open():
        peer = MatrixPeer(front.url, homeserver, hub, customer, front)
        try:
            await peer.customer.sign_in("her-password")
            yield peer
        finally:
            await peer.customer.close()
            await forward.close()
