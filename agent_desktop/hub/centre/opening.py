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


def opened(
    book: Book,
    customer: Customer,
    author: Author,
    *,
    channel: Channel,
    entry_point_id: str,
    subject: str = "",
    visitor_id: str | None = None,
    why: str = "",
    conversation_id: str = "",
) -> LiveThread:
    """A new conversation of a customer, begun by `author`; `why` nothing older goes on instead. It has an id of its own
    unless one is given."""
    book.live.last_number += 1
    shown = Conversation(
        id=conversation_id or new_id(),
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
    book.add_line(thread, LineKind.STARTED, author, channel=channel, detail=why)
    return thread


def go_on(book: Book, thread: LiveThread) -> None:
    """A conversation that was closed is open again; the caller tells."""
    if not thread.shown.open:
        shown = replace(thread.shown, open=True)
        book.put_thread(thread, replace(thread.kept, closed_at=None, shown=shown), tell=False)


def may_go_on(book: Book, thread: LiveThread, within_ms: Millis | None = None) -> bool:
    """Whether it is open, or was closed a short while ago: within what the house says for its channel, or that time."""
    if thread.shown.joined_into:
        return False
    closed_at = thread.kept.closed_at
    if thread.shown.open or closed_at is None:
        return True
    if within_ms is None:
        within_ms = book.live.joining.reopens(thread.shown.channel)
    return book.now - closed_at < within_ms
