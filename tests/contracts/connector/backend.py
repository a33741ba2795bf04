"""What the contract needs of a backend: its connector, its customers, and a way to break the link."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Protocol, TypeAlias

from agent_desktop.model.errors import DeskError
from agent_desktop.model.ports import Connector


class Customer(Protocol):
    """Someone who writes to the team, by the door that customers use."""

    async def write(self, text: str) -> None:
        """Say something; the backend has it when this returns."""

    async def type(self) -> None:
        """Begin to type. Needed where TYPING is declared."""

    async def read(self) -> None:
        """Have received and read everything. Needed where DELIVERY_MARKS is declared."""

    async def until_hears(self, text: str) -> None:
        """Wait until the agent's message with this text has come."""

    async def heard(self) -> list[str]:
        """Every message of the agent, in the order in which the customer sees them."""

    async def until_typing(self) -> None:
        """Wait until the agent is seen typing. Needed where TYPING is declared."""

    async def send_file(self, name: str, data: bytes) -> None:
        """Send a file. Needed where ATTACHMENTS is declared."""

    async def file(self, name: str) -> bytes:
        """Wait for the agent's file of this name and give its bytes. Needed where ATTACHMENTS is declared."""


class Backend(Protocol):
    """One running backend with one agent who can sign in, alone: no other test's customers come here."""

    @property
    def connector(self) -> Connector:
        """The connector under test."""

    @property
    def values(self) -> Mapping[str, str]:
        """What signs the agent in."""

    @property
    def wrong_values(self) -> list[tuple[Mapping[str, str], type[DeskError]]]:
        """What does not, and the error that must come; the last of the fields that is wrong is named in the problem."""

    async def customer(self, question: str) -> Customer:
        """A new customer who opens a conversation with `question`."""

    async def cut(self) -> None:
        """Break every connection of the agent, now. It may be made again at once."""

    def unreachable(self) -> AbstractAsyncContextManager[None]:
        """As long as this lasts, nobody reaches the backend."""

    def mute(self) -> AbstractAsyncContextManager[None]:
        """As long as this lasts, what the agent sends arrives and what the backend answers does not."""


Start: TypeAlias = Callable[[], AbstractAsyncContextManager[Backend]]
Job: TypeAlias = Callable[[], Awaitable[None]]
