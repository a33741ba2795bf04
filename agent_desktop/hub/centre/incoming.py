"""What networks tell, one piece of news after another.

Promises that the same news again changes nothing, and that what cannot be used is told in words, and the rest goes on.
"""

from collections.abc import Mapping, Sequence

from agent_desktop.hub.centre import amending, arriving, refusing, sameness, survey_replies
from agent_desktop.hub.centre import letters as ours
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.storage import letters, networks
from agent_desktop.hub.storage.letters import Place
from agent_desktop.hub.storage.settings import EntryPointSettings
from agent_desktop.hub.written.records import (
    Arrived,
    Consent,
    Edited,
    News,
    Proved,
    Reacted,
    Receipt,
    Spread,
    TakenBack,
)
from agent_desktop.model.errors import Refused, StoreFailed


def take(
    book: Book, entry_point_id: str, news: Sequence[News], memory: Mapping[str, str]
) -> tuple[str, ...]:
    """Take what happened, and what the session remembers with it; in words, what could not be used. Raises Refused."""
    place = book.live.entry_points.get(entry_point_id)
    if place is None:
        raise unknown("entry_point", entry_point_id)
    faults = []
    for one in news:
        try:
            _take_one(book, place, one)
        except StoreFailed:
            raise
        except Refused as refused:
            faults.append(refused.problem.message)
            name, nowhere = sameness.fault_name(one), Place(conversation_id="", seq=0)
            letters.keep_remote(book.storage, place.id, name, nowhere, book.now)
    for name, value in memory.items():
        networks.remember(book.storage, entry_point_id, name, value)
    return tuple(faults)


def _take_one(book: Book, place: EntryPointSettings, one: News) -> None:
    match one:
        case Arrived():
            arriving.arrived(book, place, one)
        case Receipt():
            amending.receipt(book, place, one)
        case Edited():
            amending.edited(book, place, one)
        case TakenBack():
            amending.taken_back(book, place, one)
        case Reacted():
            amending.reacted(book, place, one)
        case Spread():
            amending.spread(book, place, one)
        case Proved():
            ours.proved(book, place.id, one)
        case Consent():
            if refusing.heard(book, place, one) and not one.given:
                survey_replies.stopped(book, place, one)
