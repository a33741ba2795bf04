"""Where callers stand: told to the telephones when it changes, so that an announcement says what is true.

Promises at most one word a second for each call, the last one true; that the wait is what routing expects, and is not
told while nobody could take it.
"""

from agent_desktop.hub.centre.book import STANDING, Book
from agent_desktop.hub.centre.live import LiveInteraction, Standing
from agent_desktop.hub.voice.inputs import StandingTold
from agent_desktop.model.base import Millis
from agent_desktop.model.work import Channel

CALLERS_TOLD = 50
"""So many of those first in a queue are told; an announcement of a later place would be no comfort."""

EVERY_MS: Millis = 1_000


def tell(book: Book, queue_id: str) -> None:
    """A queue moved, or it is time to tell what was held back."""
    if not book.live.calls:
        return
    for interaction_id in book.engine.waiting_ids(queue_id, CALLERS_TOLD):
        one = book.live.interactions[interaction_id]
        if one.shown.channel is Channel.VOICE and interaction_id in book.live.calls:
            _tell(book, one)


def _tell(book: Book, one: LiveInteraction) -> None:
    shown = one.shown
    call, before = book.live.calls[shown.id], one.standing
    if call.role != "call" or call.kept:
        return
    position = book.engine.position(shown.id)
    if position is None:
        return
    wait_ms = book.engine.expected(shown.id)
    if before is not None and before[:2] == (position, wait_ms):
        return
    if before is not None and book.now - before.told_at < EVERY_MS:
        book.set_alarm(before.told_at + EVERY_MS, STANDING, shown.queue_id)
        return
    one.standing = Standing(position, wait_ms, book.now)
    book.orders.append(StandingTold(shown.id, position, wait_ms))
