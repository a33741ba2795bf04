"""Conversations begin, and go on."""

from msgspec.structs import replace

from agent_desktop.hub.centre import ways
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.live import LiveThread
from agent_desktop.hub.storage.threads import KeptConversation
from agent_desktop.model.base import Millis, new_id
from agent_desktop.model.people import Customer
from agent_desktop.model.timeline import Author, Conversation, LineKind
from agent_desktop.model.work import Channel

GOES_ON_MS: Millis = 24 * 3_600_000
"""A closed conversation goes on when its customer comes again within this time; later a new one opens."""


def opened(
    book: Book,
    customer: Customer,
    author: Author,
    *,
    channel: Channel,
    entry_point_id: str,
    subject: str = "",
    visitor_id: str | None = None,
) -> LiveThread:
    """A new conversation of a customer, begun by `author`."""
    book.live.last_number += 1
    shown = Conversation(
        id=new_id(),
        customer_id=customer.id,
        number=book.live.last_number,
        channel=channel,
        opened_at=book.now,
        subject=subject,
        entry_point_id=entry_point_id,
        customer_online=visitor_id is not None and visitor_id in book.links.online,
    )
    thread = book.open_thread(KeptConversation(shown=shown, visitor_id=visitor_id))
    ways.refreshed(book, thread)
    book.add_line(thread, LineKind.STARTED, author, channel=channel)
    return thread


def go_on(book: Book, thread: LiveThread) -> None:
    """A conversation that was closed is open again; the caller tells."""
    if not thread.shown.open:
        shown = replace(thread.shown, open=True)
        book.put_thread(thread, replace(thread.kept, closed_at=None, shown=shown), tell=False)


def may_go_on(book: Book, thread: LiveThread) -> bool:
    """Whether it is open, or was closed a short while ago."""
    closed_at = thread.kept.closed_at
    return thread.shown.open or closed_at is None or book.now - closed_at <= GOES_ON_MS
