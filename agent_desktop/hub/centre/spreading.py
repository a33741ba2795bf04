"""Public posts that many people see: what waits because of one moves forward as its reach grows.

Promises that points are only ever gained, on top of those of the queue. Refuses to move what an agent has or is
offered.
"""

from typing import Final

from agent_desktop.hub.centre import work
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.routing.records import PriorityChanged
from agent_desktop.model.timeline import Message
from agent_desktop.model.work import InteractionState

REACH_A_POINT: Final = 100
MAX_REACH_POINTS: Final = 60
"""A public post gains a point of priority for so many who saw or shared it, up to an hour's worth of waiting."""


def points(book: Book, queue_id: str, reach: int, *, public: bool) -> int:
    """The priority of what waits because of a post; 0, which means the queue's own, where it gains nothing."""
    gained = min(reach // REACH_A_POINT, MAX_REACH_POINTS) if public else 0
    return book.live.queues[queue_id].priority + gained if gained else 0


def grown(book: Book, message: Message | None, reach: int) -> None:
    """So many saw or shared a post by now."""
    if message is None or not message.incoming:
        return
    current = book.live.current(book.thread(message.conversation_id))
    if current is None or current.shown.state is not InteractionState.QUEUED:
        return
    new = points(book, current.shown.queue_id, reach, public=message.public)
    if new > current.shown.priority:
        book.show_interaction(current, priority=new)
        book.tell_interaction(current)
        work.ask(book, PriorityChanged(current.shown.id, new))
