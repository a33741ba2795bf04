"""How much of a wait lay in business hours: those of the queue's calendar, else of the house's, as they are now.

Promises None, not 0, where no calendar says when the house is open.
"""

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.figures import rules_of
from agent_desktop.hub.centre.shares import opening_times
from agent_desktop.model.base import Millis


def open_ms(book: Book, queue_id: str, since: Millis) -> Millis | None:
    """How much of the time from `since` until now a queue was open."""
    calendar = book.live.running.calendars.get(rules_of(book.storage).calendar_of(queue_id))
    if calendar is None:
        return None
    since = min(since, book.now)
    return opening_times(calendar, since, book.now)(since, book.now)
