"""Questions of surveys that wait to be sent, and what overtakes them: an outage, a night, a word of the customer.

Promises that such a question is given up in words instead of sent: when the customer is being helped again, wants to be
asked no more, can be written to no more by this way, or was helped too long ago. Refuses to judge what people wrote.
"""

from typing import Final

from agent_desktop.hub.centre import ways
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.live import LiveThread
from agent_desktop.hub.storage import asked as kept_asked
from agent_desktop.hub.storage import threads
from agent_desktop.hub.storage.asked import Asked, AskedState
from agent_desktop.hub.written.records import Letter
from agent_desktop.model.base import Millis
from agent_desktop.model.surveys import DAY_MS
from agent_desktop.model.timeline import Message
from agent_desktop.model.words import later

LATEST_MS: Final[Millis] = 2 * DAY_MS
"""So long a question waits for a network, or for the morning; after that nobody remembers what it is about."""

GOES_ON: Final = later("The customer is being helped again, and was not asked.")
UNWANTED: Final = later("The customer wants to be asked no more.")
WINDOW: Final = later("The network takes no question so long after the customer's last message.")
LATE: Final = later("It could not be sent in time, and was not asked.")


def question(book: Book, letter: Letter, seq: int) -> str:
    """Why a letter that is to leave now is a question that nobody asks any more; empty for all other letters.

    `seq` is its place in the conversation.
    """
    if not letter.automatic or letter.wish is not None:
        return ""
    asked = _asked(book, letter, seq)
    if asked is None:
        return ""
    thread = book.living(asked.conversation_id)
    if helped(book, thread, asked.interaction_id):
        return GOES_ON
    if kept_asked.refusals(book.storage, thread.shown.customer_id):
        return UNWANTED
    if book.now - (asked.asked_at or 0) > LATEST_MS:
        return LATE
    route = (letter.entry_point_id, letter.to, letter.public)
    for way in ways.ways_of(book, thread):
        if (way.route.entry_point_id, way.route.address, way.route.public) == route:
            until = ways.automatic_until(book, way)
            return WINDOW if until is not None and until < book.now else ""
    return ""


def helped(book: Book, thread: LiveThread, interaction_id: str) -> bool:
    """Whether the customer waits for help, or is being helped, in something else than this."""
    for each in list(book.live.threads_of(thread.shown.customer_id)):
        current = book.live.current(each)
        if current is not None and current.shown.id != interaction_id:
            return True
    return False


def _asked(book: Book, letter: Letter, seq: int) -> Asked | None:
    item = threads.item_at(book.storage, letter.conversation_id, seq)
    if not isinstance(item, Message) or not item.interaction_id:
        return None
    asked = kept_asked.asked_about(book.storage, item.interaction_id)
    if asked is None or asked.message_id != item.id or asked.state is not AskedState.ASKED:
        return None
    return asked
