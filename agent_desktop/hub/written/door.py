"""The written channels' side of the hub's writer: what the post asks of it, and the way to its thread."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from agent_desktop.hub.storage.networks import KeptNetwork
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.records import Letter, News, Outcome
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.people import Address
from agent_desktop.model.templates import Template

T = TypeVar("T")


class Claimed(Record, frozen=True):
    """A letter that is being sent from now on, or when the next one is due (both None: none waits)."""

    letter: Letter | None = None
    due_at: Millis | None = None


class WrittenDoor(Protocol):
    """What may be asked of the writer for an entry point. All of it is committed when it returns."""

    def define_network(self, kept: KeptNetwork) -> None:
        """An entry point reaches its network so. Refused when the entry point is unknown."""

    def reseal_network(self, kept: KeptNetwork, sealed: bytes) -> None:
        """Its secrets are others now. Left as it is when it is not `kept` any more: somebody defined it anew."""

    def define_limits(self, entry_point_id: str, limits: Limits) -> None:
        """What its network lets people do, as long as this hub runs."""

    def remove_network(self, entry_point_id: str) -> None:
        """It reaches it no more. Refused while letters wait."""

    def networks(self) -> tuple[KeptNetwork, ...]:
        """All of them."""

    def network_memory(self, entry_point_id: str) -> dict[str, str]:
        """What its session remembers."""

    def take_news(
        self, entry_point_id: str, news: Sequence[News], memory: Mapping[str, str]
    ) -> tuple[str, ...]:
        """What happened, and what the session remembers with it; idempotent by remote id.

        Returns, in words without customers' data, what could not be used.
        """

    def customer_language(self, address: Address) -> str:
        """The language of whoever has this address, empty where nobody knows."""

    def customer_types(
        self, entry_point_id: str, thread: str, address: Address, typing: bool
    ) -> None:
        """A customer types there, or stopped; passing news, kept nowhere."""

    def keep_templates(self, entry_point_id: str, templates: Sequence[Template]) -> None:
        """These may be sent by an entry point at any time. Refused when it reaches no network."""

    def templates(self, entry_point_id: str) -> tuple[Template, ...]:
        """Those that were kept. Refused when it reaches no network."""

    def claim_letter(self, entry_point_id: str) -> Claimed:
        """The next letter to send: the first of its conversation, never while another of it is being sent."""

    def unfinished_letters(self, entry_point_id: str) -> tuple[Letter, ...]:
        """Those that were being sent when the hub or the session ended."""

    def unclear_letters(self, entry_point_id: str) -> tuple[Letter, ...]:
        """Those shown as unclear that may still be proved to be there."""

    def settle_letter(self, letter_id: str, outcome: Outcome) -> None:
        """What became of it. Unknown and settled letters are left as they are."""


class WrittenCalls(Protocol):
    """The writer's thread as the post sees it."""

    async def call(self, job: Callable[[WrittenDoor], T]) -> T:
        """Run `job` on the writer's thread; its changes are on the disk when this returns."""
