"""Visitors who keep a place for a call on their page, while that page is gone.

Promises that no agent is offered a call which would ring nowhere; that the place stays theirs for `LONGEST_MS`, counted
anew when the hub starts, and that they are called when they are back and it is their turn; that a page which goes while
it is rung costs its agent no more time. Refuses to judge lines that were dropped for a moment: the page's door does.
"""

from typing import Final

from agent_desktop.hub.centre import work
from agent_desktop.hub.centre.book import ABSENT, Book
from agent_desktop.hub.centre.calls import ending, pages
from agent_desktop.hub.centre.live import LiveInteraction
from agent_desktop.hub.centre.visits import thread_of
from agent_desktop.hub.routing.records import Requeued
from agent_desktop.hub.voice.inputs import ArrivalRefused, CustomerAway
from agent_desktop.model.base import Millis
from agent_desktop.model.work import InteractionState

LONGEST_MS: Final[Millis] = 24 * 3_600_000
_WAITS = (InteractionState.QUEUED, InteractionState.OFFERED)


def came_or_went(book: Book, visitor_id: str) -> None:
    """The visitor's page is here now, or gone."""
    thread = thread_of(book, book.visitor(visitor_id))
    for interaction_id in tuple(thread.work) if thread is not None else ():
        follow(book, interaction_id)


def follow(book: Book, call_id: str) -> None:
    """Let a kept place be offered or not, as the page is here or gone, and let nobody ring a page that is gone."""
    one = book.live.interactions.get(call_id)
    if one is None or not pages.keeps_place(book.live.calls.get(call_id)):
        return
    if one.shown.state not in _WAITS:
        rung(book, call_id)
        return
    tried = book.live.calls[call_id].not_before
    if _is_away(book, one) != (_not_before(book, call_id) > max(book.now, tried)):
        work.ask(
            book,
            Requeued(
                interaction=call_id,
                preferred_agents=_preferred(book, one),
                sticky_until=one.kept.sticky_until,
                not_before=earliest(book, call_id, tried),
            ),
        )


def _preferred(book: Book, one: LiveInteraction) -> tuple[str, ...]:
    routed = book.engine.interaction(one.shown.id)
    return () if routed is None else routed.preferred_agents


def earliest(book: Book, call_id: str, not_before: Millis) -> Millis:
    """Before when a call that waits again, and was tried until `not_before`, is not offered."""
    one = book.live.interactions.get(call_id)
    kept = pages.keeps_place(book.live.calls.get(call_id))
    if one is None or not kept or not _is_away(book, one):
        return not_before
    until = book.now + LONGEST_MS
    book.set_alarm(until, ABSENT, call_id)
    return until


def rung(book: Book, call_id: str) -> None:
    """A call has changed: perhaps it rings on a page that is gone."""
    one = book.live.interactions.get(call_id)
    if one is None or not pages.keeps_place(book.live.calls.get(call_id)):
        return
    if pages.leg_that_calls(book.links.pictures.get(call_id)) and _is_away(book, one):
        book.orders.append(CustomerAway(call_id))


def over(book: Book, call_id: str) -> None:
    """It may be that nobody came back in time; an earlier alarm changes nothing."""
    one = book.live.interactions.get(call_id)
    if one is None or one.shown.state not in _WAITS or not _is_away(book, one):
        return
    if pages.keeps_place(book.live.calls.get(call_id)) and _not_before(book, call_id) <= book.now:
        ending.unserved(book, one, "abandoned")
        book.orders.append(ArrivalRefused(call_id))


def _is_away(book: Book, one: LiveInteraction) -> bool:
    return book.thread(one.shown.conversation_id).kept.visitor_id not in book.links.online


def _not_before(book: Book, call_id: str) -> Millis:
    routed = book.engine.interaction(call_id)
    return 0 if routed is None else routed.not_before
