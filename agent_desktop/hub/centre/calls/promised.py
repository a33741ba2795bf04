"""Calls that are promised to who waits in a chat: whether one may be, is offered, and at which number one is.

Promises what a page may show. Refuses to promise anything itself (`called_back` does).
"""

from typing import Final

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import house
from agent_desktop.hub.centre.live import LiveInteraction
from agent_desktop.model.work import Channel, InteractionState

WAITS: Final = (InteractionState.QUEUED, InteractionState.OFFERED)
CALLS: Final = (*WAITS, InteractionState.ACTIVE)


def possible(book: Book, one: LiveInteraction) -> bool:
    """Whether who waits in this chat may ask to be called: its page calls somewhere, and the queue calls back.

    Not who talks already, or has a call that waits.
    """
    place = book.live.entry_points.get(one.shown.entry_point_id)
    if one.shown.channel is not Channel.CHAT or one.shown.state not in WAITS:
        return False
    if place is None or not place.calls:
        return False
    if any(
        _calls(book.live.interactions[key]) for key in book.thread(one.shown.conversation_id).work
    ):
        return False
    return house.policy_of(book).queue(one.shown.queue_id).callback is not None


def can(book: Book, one: LiveInteraction, step: str) -> bool:
    """Whether a step for who waits too long means anything here, now."""
    if step == "voicemail":
        return one.shown.channel is Channel.VOICE
    return step != "callback" or one.shown.channel is Channel.VOICE or possible(book, one)


def offered(book: Book, one: LiveInteraction) -> bool:
    """Whether the rules of the house want it offered to who waits in this chat: they have waited long."""
    state = book.engine.interaction(one.shown.id)
    steps = state.overflow if state is not None else ()
    done = state.done if state is not None else ()
    return any(index in done for index, each in enumerate(steps) if each.step == "callback")


def _calls(one: LiveInteraction) -> bool:
    return one.shown.channel is Channel.VOICE and one.shown.state in CALLS


def number_of(book: Book, one: LiveInteraction) -> str:
    """The number at which somebody who waits is called; empty for all else."""
    call = book.live.calls.get(one.shown.id)
    return call.number if call is not None and call.kept and one.shown.state in WAITS else ""
