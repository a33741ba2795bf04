"""What who works for a customer hears of the customer's other conversations.

Promises that an open view is right of both: that another conversation began, ended, or changed hands, and that a
network takes free text again since the customer wrote there elsewhere. Refuses to tell anybody who has nothing of this
customer in hand.
"""

from agent_desktop.hub.centre import ways
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.live import LiveThread
from agent_desktop.model.events import ConversationChanged


def hear(book: Book, thread: LiveThread) -> None:
    """A conversation began, ended or changed hands: who has another one of the customer is told."""
    shown, live = thread.shown, book.live
    hear = [
        agent_id
        for other in live.threads_of(shown.customer_id)
        if other is not thread
        for agent_id in live.holders(other)
        if not live.agents[agent_id].held.keys().isdisjoint(other.work)
    ]
    told = set(book.hearers(thread)) if hear else set()
    event = ConversationChanged(conversation=shown)
    book.tell_agents((one for one in dict.fromkeys(hear) if one not in told), event)


def hear_of_way(book: Book, thread: LiveThread, entry_point_id: str) -> None:
    """The customer wrote by this entry point: where its network has a clock, the others may be answered longer."""
    limits = book.links.limits.get(entry_point_id)
    if limits is None or limits.window_ms is None:
        return
    for other in list(book.live.threads_of(thread.shown.customer_id)):
        if other is not thread and other.shown.open and ways.refreshed(book, other):
            book.put_thread(other, other.kept)
