"""Public posts that many people see: what waits because of one moves forward as its reach grows.

Promises that points are only ever gained, on top of those of the queue, by the rule of the entry point, and that the
reach is told at the post itself. Refuses to move what an agent has or is offered, and to touch when it arrived.
"""

from msgspec.structs import replace

from agent_desktop.hub.centre import work
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.routing.records import PriorityChanged
from agent_desktop.hub.written.reach import reach_rule
from agent_desktop.model.timeline import Message
from agent_desktop.model.work import InteractionState


def points(book: Book, queue_id: str, post: Message) -> int:
    """The priority of what waits because of a post; 0, which means the queue's own, where it gains nothing."""
    kept = book.live.networks.get(post.route.entry_point_id)
    rule = reach_rule({} if kept is None else kept.settings)
    gained = rule.points(post.reach) if post.public else 0
    return book.live.queues[queue_id].priority + gained if gained else 0


def grown(book: Book, message: Message | None, reach: int) -> None:
    """So many saw or shared a post by now."""
    if message is None or not message.incoming or reach <= message.reach:
        return
    post = replace(message, reach=reach)
    book.change_message(book.thread(message.conversation_id), post)
    current = book.live.current(book.thread(message.conversation_id))
    if current is None or current.shown.state is not InteractionState.QUEUED:
        return
    new = points(book, current.shown.queue_id, post)
    if new > current.shown.priority:
        book.show_interaction(current, priority=new)
        book.tell_interaction(current)
        work.ask(book, PriorityChanged(current.shown.id, new))
