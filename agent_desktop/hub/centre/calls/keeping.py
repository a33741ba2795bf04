"""What is kept of calls: memory and row, one write; and how each looks, in memory alone.

Promises that a call is remembered until it is over and its interaction is too, whichever comes last.
"""

from agent_desktop.hub.centre import passages
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import helping
from agent_desktop.hub.centre.live import LiveInteraction
from agent_desktop.hub.storage import calls
from agent_desktop.hub.storage.calls import KeptCall
from agent_desktop.hub.voice.records import VoiceCall
from agent_desktop.model.work import Channel


def put(book: Book, kept: KeptCall) -> None:
    """A call is new or has changed."""
    if book.live.calls.get(kept.id) != kept:
        calls.keep_call(book.storage, kept)
    ended = kept.over and kept.id not in book.live.interactions
    if ended and kept.role in ("call", "internal"):
        book.live.calls.pop(kept.id, None)
    else:
        book.live.calls[kept.id] = kept


def forget(book: Book, interaction_id: str) -> None:
    """An interaction is no more."""
    call = book.live.calls.get(interaction_id)
    if call is not None and call.over:
        del book.live.calls[interaction_id]


def picture(book: Book, call_id: str, call: VoiceCall | None) -> None:
    """How a call looks now; None: it is gone."""
    pictures = book.links.pictures
    before = pictures.get(call_id)
    _set(pictures, call_id, call)
    book.undo.append(lambda: _set(pictures, call_id, before))
    one = book.live.interactions.get(call_id)
    if one is not None:
        helping.follow(book, one, before, call)
    if one is not None and call is not None:
        passages.held(book, one, helping.customer_waits(call))


def _set(pictures: dict[str, VoiceCall], call_id: str, call: VoiceCall | None) -> None:
    if call is None:
        pictures.pop(call_id, None)
    else:
        pictures[call_id] = call


def line_channel(one: LiveInteraction) -> Channel | None:
    """The channel that lines about an interaction carry: calls, so that a chat's visitor is not told of them."""
    return Channel.VOICE if one.shown.channel is Channel.VOICE else None
