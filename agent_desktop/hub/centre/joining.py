"""Which conversation a message by a network joins: the rules, one after another.

`RULES` is the whole of it, in the order in which they are tried; the first that finds a conversation of the writer's
decides, and a new conversation opens where none does. What a house may change of them is `model.joining.Joining`.

Promises that nobody's message comes into another customer's conversation: who answers from an address that nobody
knows is taken for the customer of what they answer, who is known as somebody else is not. Public posts and private
messages stay apart, unless one answers the other. Which agent has a conversation plays no part.
"""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from agent_desktop.hub.centre import mails, opening
from agent_desktop.hub.centre.book import Book, preview_of
from agent_desktop.hub.centre.live import LiveThread
from agent_desktop.hub.storage import letters, threads
from agent_desktop.hub.storage.settings import EntryPointSettings
from agent_desktop.hub.written import subjects
from agent_desktop.hub.written.records import Arrived
from agent_desktop.model.joining import WhyHere
from agent_desktop.model.people import Customer
from agent_desktop.model.timeline import Message

SEARCHED: Final = 20
"""So many of a customer's conversations are looked at for one that goes on."""


class Found(NamedTuple):
    """A conversation, and the rule that found it."""

    thread: LiveThread
    why: WhyHere


Rule = Callable[[Book, EntryPointSettings, Arrived, Customer | None], Iterator[LiveThread]]


def named(book: Book, place: EntryPointSettings, one: Arrived) -> Found | None:
    """The conversation that a message itself names: who writes from an unknown address is its customer."""
    for why in (WhyHere.ANSWER, WhyHere.TOKEN):
        for thread in RULES[why](book, place, one, None):
            return Found(thread, why)
    return None


def found(book: Book, place: EntryPointSettings, one: Arrived, customer: Customer) -> Found | None:
    """The conversation that a message joins, None for a new one."""
    for why, rule in RULES.items():
        for thread in rule(book, place, one, customer):
            if book.customer(thread.shown.customer_id).id == customer.id:
                return Found(thread, why)
    return None


# --- the rules


def _answer(
    book: Book, place: EntryPointSettings, one: Arrived, _: Customer | None
) -> Iterator[LiveThread]:
    """Those whose messages it answers, the nearest first."""
    for remote_id in one.answers:
        where = letters.place_of(book.storage, place.id, remote_id)
        if where is None:
            continue
        item = threads.item_at(book.storage, where.conversation_id, where.seq)
        if isinstance(item, Message) and mails.passed_on(item):
            continue  # somebody else got it, and answers for themselves
        yield from _going_on(book, where.conversation_id, book.live.joining.answer_ms)


def _token(
    book: Book, place: EntryPointSettings, one: Arrived, _: Customer | None
) -> Iterator[LiveThread]:
    """That whose own address it was sent to."""
    yield from _going_on(book, one.token, book.live.joining.answer_ms)


def _room(
    book: Book, place: EntryPointSettings, one: Arrived, _: Customer | None
) -> Iterator[LiveThread]:
    """That of the network's own thread."""
    if one.thread:
        known = letters.conversation_of_thread(book.storage, place.id, one.thread) or ""
        yield from _going_on(book, known, book.live.joining.reopens(place.channel))


def _open(
    book: Book, place: EntryPointSettings, one: Arrived, customer: Customer | None
) -> Iterator[LiveThread]:
    """The writer's open one; of several that with the same subject, else the newest."""
    these = [thread for thread in _writers(book, one, customer) if thread.shown.open]
    yield from (thread for thread in these if _same_subject(thread, one))
    yield from these


def _recent(
    book: Book, place: EntryPointSettings, one: Arrived, customer: Customer | None
) -> Iterator[LiveThread]:
    """The writer's newest one by the same entry point, closed a short while ago."""
    for thread in _writers(book, one, customer):
        if not thread.shown.open and thread.shown.entry_point_id == place.id:
            if opening.may_go_on(book, thread, book.live.joining.reopens(place.channel)):
                yield thread
            return


def _subject(
    book: Book, place: EntryPointSettings, one: Arrived, customer: Customer | None
) -> Iterator[LiveThread]:
    """The writer's newest one with the subject that the message says it answers."""
    if not subjects.answers(one.subject):
        return
    for thread in _writers(book, one, customer):
        may = opening.may_go_on(book, thread, book.live.joining.subject_ms)
        if may and _same_subject(thread, one):
            yield thread


RULES: Final[dict[WhyHere, Rule]] = {
    WhyHere.ANSWER: _answer,
    WhyHere.TOKEN: _token,
    WhyHere.ROOM: _room,
    WhyHere.OPEN: _open,
    WhyHere.RECENT: _recent,
    WhyHere.SUBJECT: _subject,
}
"""Every rule, in the order in which they are tried."""


# --- what they look at


def _going_on(book: Book, conversation_id: str, within_ms: int) -> Iterator[LiveThread]:
    """The conversation with this id, or that into which it was merged, where it is open or was closed within a time."""
    seen = set()
    while conversation_id and conversation_id not in seen:
        seen.add(conversation_id)
        if threads.conversation(book.storage, conversation_id) is None:
            return
        thread = book.thread(conversation_id)
        conversation_id = thread.shown.joined_into
        if not conversation_id and opening.may_go_on(book, thread, within_ms):
            yield thread


def _writers(book: Book, one: Arrived, customer: Customer | None) -> Iterator[LiveThread]:
    """The writer's conversations, the last in use first: public ones for a public post, else the private ones."""
    if customer is None:
        return
    recent = threads.conversations_of(book.storage, customer.id, SEARCHED)
    recent.sort(key=lambda kept: kept.shown.last_at, reverse=True)
    for kept in recent:
        thread = book.thread(kept.shown.id)
        if not thread.shown.joined_into and _is_public(book, thread) is one.public:
            yield thread


def _same_subject(thread: LiveThread, one: Arrived) -> bool:
    subject = subjects.bare(preview_of(one.subject))
    return bool(subject) and subject == subjects.bare(thread.shown.subject)


def _is_public(book: Book, thread: LiveThread) -> bool:
    """Whether the customer wrote there last for everybody to read."""
    for item in book.said(thread):
        if item.incoming:
            return item.public
    return False


def answered_item(book: Book, place: EntryPointSettings, one: Arrived, thread: LiveThread) -> str:
    """The id of the item in this conversation that a message answers; empty for none."""
    for remote_id in one.answers[:1]:
        where = letters.place_of(book.storage, place.id, remote_id)
        if where is not None and where.conversation_id == thread.shown.id and where.seq:
            return threads.item_id_at(book.storage, where.conversation_id, where.seq) or ""
    return ""
