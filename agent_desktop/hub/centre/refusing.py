"""Customers who want to be written to no more, or again: what they said, and whom it protects from what.

Promises that the newest word counts, in whatever order and however often networks tell what was said; that it holds by
every entry point, also for what was written before and still waits; that every word is kept, and that who speaks with
them reads it, or who opens their last conversation. Refuses to judge automatic confirmations: they answer the word
itself, and no agent writes them.
"""

from typing import Final

from agent_desktop.hub.centre import ways
from agent_desktop.hub.centre.book import SYSTEM, Book
from agent_desktop.hub.centre.live import LiveThread
from agent_desktop.hub.crm import customers
from agent_desktop.hub.crm.addresses import normal
from agent_desktop.hub.storage import consents, letters, threads
from agent_desktop.hub.storage.calls import note_audit
from agent_desktop.hub.storage.consents import ConsentWord
from agent_desktop.hub.storage.letters import Place
from agent_desktop.hub.storage.settings import EntryPointSettings
from agent_desktop.hub.written.records import Consent
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.people import Address, AddressKind
from agent_desktop.model.timeline import Author, LineKind
from agent_desktop.model.work import Channel

MAX_REASON: Final = 300


def heard(book: Book, place: EntryPointSettings, one: Consent) -> bool:
    """A customer said it. The same again (False), and what was said earlier, change nothing."""
    if letters.place_of(book.storage, place.id, one.remote_id) is not None:
        return False
    letters.keep_remote(
        book.storage, place.id, one.remote_id, Place(conversation_id="", seq=0), book.now
    )
    word = ConsentWord(
        address=normal(one.address),
        given=one.given,
        words=one.words,
        at=min(one.at, book.now),
        entry_point_id=place.id,
    )
    _said(book, word, place.channel, SYSTEM)
    return True


def record(
    book: Book, agent: Author, address: Address, given: bool, reason: str, seen_at: Millis
) -> None:
    """Somebody of the team says it for a customer, and why. `seen_at` is when the newest word was said that they know.

    Raises Refused, Conflict (more was said since).
    """
    address, reason = normal(address), " ".join(reason.split())
    if address.kind not in _CHANNELS:
        raise Refused(
            "Nobody can be written to at an address of this kind.",
            remedy="Choose another kind.",
            field="address",
            value=address.value,
        )
    known = consents.said_at(book.storage, address)
    if not known and address.kind is AddressKind.PHONE and not address.value.startswith("+"):
        raise Refused(
            "This number has no country.",
            remedy="Write it with + and the country's code.",
            field="address",
            value=address.value,
        )
    if not reason or len(reason) > MAX_REASON:
        raise Refused(
            "There is no reason that says who wanted this and how.",
            remedy=f"Write one of at most {MAX_REASON} characters.",
            field="reason",
        )
    if known != seen_at:
        raise Conflict(
            "Something else was said of this address meanwhile.",
            remedy="Look at it again.",
            field="address",
            value=address.value,
        )
    word = ConsentWord(address=address, given=given, words=reason, at=book.now, by=agent.id)
    what = "consent_given" if given else "consent_withdrawn"
    note_audit(book.storage, book.now, agent.id, what, address.value, reason)
    _said(book, word, _CHANNELS[address.kind], agent)


_CHANNELS: Final = {kind: channel for channel, kind in ways.KINDS.items()}


def _said(book: Book, word: ConsentWord, channel: Channel, author: Author) -> None:
    before = consents.given(book.storage, word.address)
    consents.keep(book.storage, word)
    customer_id = customers.find(book.storage, word.address)
    if consents.given(book.storage, word.address) is before or customer_id is None:
        return
    for thread in _where(book, customer_id):
        kind = LineKind.OPTED_IN if word.given else LineKind.OPTED_OUT
        book.add_line(thread, kind, author, detail=word.words, channel=channel)
        if thread.work:
            ways.refreshed(book, thread)
        book.put_thread(thread, thread.kept)


def _where(book: Book, customer_id: str) -> list[LiveThread]:
    """Where it is told: wherever the customer is spoken with now, else where they were last."""
    found = [one for one in book.live.threads_of(customer_id) if one.work]
    if not found:
        last = threads.conversations_of(book.storage, customer_id, 1)
        found = [book.living(one.shown.id) for one in last]
    return found


def unwanted(book: Book, channel: Channel, network: str, address: str) -> bool:
    """Whether the owner of an address (in its one spelling) wants to be written to there no more."""
    kind = ways.KINDS[channel]
    handle = network if kind is AddressKind.HANDLE else ""
    whose = Address(kind=kind, value=address, network=handle)
    return consents.given(book.storage, whose) is False
