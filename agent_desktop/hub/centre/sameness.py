"""Whether a message by a network is one that was taken before.

Promises that the same message again is nothing new, and that another message under the same name is not lost: the name
of a mail (its Message-ID) is chosen by whoever writes it, by mistake or on purpose. Networks name all other messages
themselves, and are believed.
"""

from hashlib import sha256

import msgspec

from agent_desktop.hub.centre.amending import bounded
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.storage import letters, threads
from agent_desktop.hub.storage.letters import another_name
from agent_desktop.hub.storage.settings import EntryPointSettings
from agent_desktop.hub.written.records import Arrived, News, Proved
from agent_desktop.model.people import Address
from agent_desktop.model.timeline import Message


def unknown_name(book: Book, place: EntryPointSettings, one: Arrived, address: Address) -> str:
    """The name under which the message is to be kept; empty for one that was taken before."""
    where = letters.place_of(book.storage, place.id, one.remote_id)
    if where is None:
        return one.remote_id
    if one.mail is None:
        return ""
    item = threads.item_at(book.storage, where.conversation_id, where.seq) if where.seq else None
    if isinstance(item, Message) and _contents(item) == _contents_of(one, address):
        return ""
    name = another_name(one.remote_id, _digest(one))
    return "" if letters.place_of(book.storage, place.id, name) is not None else name


def fault_name(one: News) -> str:
    """The name under which what cannot be used is remembered: no other message is lost for it."""
    if isinstance(one, Arrived) and one.mail is not None:
        return another_name(one.remote_id, _digest(one))
    return one.letter_id if isinstance(one, Proved) else one.remote_id


def was_faulty(book: Book, place: EntryPointSettings, one: Arrived) -> bool:
    """Whether this message could not be used before."""
    where = letters.place_of(book.storage, place.id, fault_name(one))
    return where is not None and not where.seq


def _contents(item: Message) -> tuple[str, str, str]:
    return item.route.address, item.mail.subject if item.mail is not None else "", item.text


def _contents_of(one: Arrived, address: Address) -> tuple[str, str, str]:
    subject = one.mail.subject if one.mail is not None else ""
    return address.value, subject, bounded(one.text)


def _digest(one: Arrived) -> str:
    told = (one.address.value, one.subject, one.text)
    return sha256(msgspec.json.encode(told)).hexdigest()[:32]
