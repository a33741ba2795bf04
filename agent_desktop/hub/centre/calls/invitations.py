"""An agent asks the visitor of a page to talk there, who calls, or would rather write.

Promises that each is a line of the conversation once, and that nobody declines what nobody asked. Invitations are
forgotten with the process, as the pages' own connections are.
"""

from typing import Final

from agent_desktop.hub.centre.book import SYSTEM, Book
from agent_desktop.hub.centre.live import LiveThread
from agent_desktop.model.timeline import Author, LineKind
from agent_desktop.model.work import Channel

MOST: Final = 1_000
"""So many may be open; then the oldest is forgotten."""


def invite(book: Book, thread: LiveThread, visitor_id: str, author: Author) -> None:
    """This agent asks the visitor of this conversation; who asks again has asked once."""
    invited = book.links.invited
    if invited.get(visitor_id) == author.id:
        return
    invited[visitor_id] = author.id
    book.undo.append(lambda: end(book, visitor_id))
    while len(invited) > MOST:
        del invited[next(iter(invited))]
    _note(book, thread, LineKind.CALL_INVITED, author)


def decline(book: Book, thread: LiveThread | None, visitor_id: str) -> None:
    """The visitor would rather write."""
    if thread is not None and visitor_id in book.links.invited:
        end(book, visitor_id)
        _note(book, thread, LineKind.CALL_DECLINED)


def end(book: Book, visitor_id: str) -> None:
    """The visitor calls, or has said no."""
    book.links.invited.pop(visitor_id, None)


def _note(book: Book, thread: LiveThread, kind: LineKind, author: Author = SYSTEM) -> None:
    book.add_line(thread, kind, author, channel=Channel.CHAT)
    book.put_thread(thread, thread.kept)
