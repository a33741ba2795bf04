"""What the post asks of the centre for the entry points at other networks (`written.door` says what each promises)."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from agent_desktop.hub.centre import incoming, letters, talk, ways
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.centre.writer import Writer
from agent_desktop.hub.crm import customers
from agent_desktop.hub.crm.addresses import normal
from agent_desktop.hub.storage import configuration, networks
from agent_desktop.hub.storage import letters as kept_letters
from agent_desktop.hub.storage.networks import KeptNetwork
from agent_desktop.hub.written.door import Claimed
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.records import Letter, News, Outcome
from agent_desktop.hub.written.templates import KEPT, as_text
from agent_desktop.model.errors import Refused
from agent_desktop.model.people import Address
from agent_desktop.model.templates import Template
from agent_desktop.model.timeline import Author, AuthorKind


class WrittenSide(Writer):
    """The door of the networks."""

    def define_network(self, kept: KeptNetwork) -> None:
        """An entry point reaches its network so."""
        with self.request() as book:
            if kept.entry_point_id not in book.live.entry_points:
                raise unknown("entry_point", kept.entry_point_id)
            networks.keep_network(book.storage, kept)
            book.live.networks[kept.entry_point_id] = kept
            _other_ways(book)

    def reseal_network(self, kept: KeptNetwork, sealed: bytes) -> None:
        """Its secrets are others now, unless somebody defined it anew."""
        with self.request() as book:
            if book.live.networks.get(kept.entry_point_id) == kept:
                changed = replace(kept, sealed=sealed)
                networks.keep_network(book.storage, changed)
                book.live.networks[kept.entry_point_id] = changed

    def define_limits(self, entry_point_id: str, limits: Limits) -> None:
        """What its network lets people do."""
        with self.request() as book:
            book.links.limits[entry_point_id] = limits
            _other_ways(book)

    def remove_network(self, entry_point_id: str) -> None:
        """It reaches it no more."""
        with self.request() as book:
            _check_network(book, entry_point_id)
            waiting = kept_letters.open_letters(book.storage, entry_point_id)
            if waiting:
                raise Refused(
                    f"Replies that still wait to be sent by it: {waiting}.",
                    remedy="Wait until they are sent, or pause it.",
                    field="entry_point",
                    value=entry_point_id,
                )
            networks.forget_network(book.storage, entry_point_id)
            configuration.forget_entry_point(book.storage, entry_point_id)
            del book.live.networks[entry_point_id]
            del book.live.entry_points[entry_point_id]
            book.links.limits.pop(entry_point_id, None)
            _other_ways(book)

    def networks(self) -> tuple[KeptNetwork, ...]:
        """All of them."""
        with self.request() as book:
            return tuple(book.live.networks.values())

    def network_memory(self, entry_point_id: str) -> dict[str, str]:
        """What its session remembers."""
        with self.request() as book:
            known = networks.memory(book.storage, entry_point_id)
            known.pop(KEPT, None)
            return known

    def customer_language(self, address: Address) -> str:
        """The language of whoever has this address."""
        with self.request() as book:
            customer_id = customers.find(book.storage, normal(address))
            return "" if customer_id is None else book.customer(customer_id).language

    def customer_types(
        self, entry_point_id: str, thread: str, address: Address, typing: bool
    ) -> None:
        """A customer types there, or stopped."""
        with self.request() as book:
            found = kept_letters.conversation_of_thread(book.storage, entry_point_id, thread)
            live = book.live.threads.get(found or "")
            if live is None or not live.work:
                return
            customer = book.customer(live.shown.customer_id)
            if customers.find(book.storage, normal(address)) == customer.id:
                who = Author(kind=AuthorKind.CUSTOMER, id=customer.id, name=customer.name)
                talk.customer_types(book, live, who, typing)

    def keep_templates(self, entry_point_id: str, templates: Sequence[Template]) -> None:
        """These may be sent at any time."""
        with self.request() as book:
            _check_network(book, entry_point_id)
            networks.remember(book.storage, entry_point_id, KEPT, as_text(templates))

    def templates(self, entry_point_id: str) -> tuple[Template, ...]:
        """Those that were kept."""
        with self.request() as book:
            _check_network(book, entry_point_id)
            return letters.kept_templates(book, entry_point_id)

    def take_news(
        self, entry_point_id: str, news: Sequence[News], memory: Mapping[str, str]
    ) -> tuple[str, ...]:
        """What happened there."""
        with self.request() as book:
            return incoming.take(book, entry_point_id, news, memory)

    def claim_letter(self, entry_point_id: str) -> Claimed:
        """The next letter to send."""
        with self.request() as book:
            return letters.claim(book, entry_point_id)

    def unfinished_letters(self, entry_point_id: str) -> tuple[Letter, ...]:
        """Those that were being sent."""
        with self.request() as book:
            return letters.unfinished(book, entry_point_id)

    def unclear_letters(self, entry_point_id: str) -> tuple[Letter, ...]:
        """Those that may still be proved to be there."""
        with self.request() as book:
            return letters.unclear(book, entry_point_id)

    def settle_letter(self, letter_id: str, outcome: Outcome) -> None:
        """What became of a letter."""
        with self.request() as book:
            letters.settle(book, letter_id, outcome)


def _check_network(book: Book, entry_point_id: str) -> None:
    if entry_point_id not in book.live.networks:
        raise unknown("entry_point", entry_point_id)


def _other_ways(book: Book) -> None:
    """Networks came or went: conversations with work on them can be answered by other ways."""
    for thread in list(book.live.threads.values()):
        if thread.work and ways.refreshed(book, thread):
            book.put_thread(thread, thread.kept)
