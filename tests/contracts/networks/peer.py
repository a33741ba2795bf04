"""What the contract of a network asks of the other side: a server, a customer behind it, and ways to disturb it.

Promises nothing itself; each network's tests have one, around a real server where there is one.
"""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from agent_desktop.hub.written.port import Network
from agent_desktop.hub.written.records import Letter


class Peer(Protocol):
    """The network's server and a customer who uses it."""

    network: Network
    orderly: bool
    """Whether customers get letters in the order in which the server took them."""

    @property
    def settings(self) -> Mapping[str, str]:
        """The entry point's settings, as an administrator fills them in."""

    @property
    def secrets(self) -> Mapping[str, str]:
        """Its secrets, all right."""

    @property
    def wrong(self) -> tuple[str, str]:
        """The name of a secret that the server checks, and a wrong value of it."""

    def letter(self, text: str, key: str = "") -> Letter:
        """A letter to the customer, under the id `key` (empty: a fresh one)."""

    async def writes(self, text: str) -> None:
        """The customer writes; the server has it when this returns."""

    async def again(self) -> None:
        """The server tells what it told before once more, as far as it can."""

    async def received(self, count: int) -> list[str]:
        """The texts that the customer got, in order, as soon as there are `count`."""

    def tries(self) -> int:
        """How often somebody tried to sign in, or asked with a secret, so far."""

    def away(self) -> AbstractAsyncContextManager[None]:
        """As long as it lasts the server cannot be reached, and whoever was connected is cut off."""

    def deaf(self) -> AbstractAsyncContextManager[None]:
        """As long as it lasts the server takes letters, and the way breaks before it answers."""

    def slow(self) -> AbstractAsyncContextManager[None]:
        """As long as it lasts no letter is answered; when it ends the answers come."""
