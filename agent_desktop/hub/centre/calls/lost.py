"""What becomes of calls when the worker that carried them dies, and what the next one is told.

Promises that who spoke with a customer wraps up; that who waited, or was about to be served, keeps the place and is
called back where there is a number or a page; that everything else closes, and no message is forgotten.
"""

from collections.abc import Collection, Iterator

from msgspec.structs import replace

from agent_desktop.hub.centre import places, self_service
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import (
    absent,
    ending,
    keeping,
    news,
    notes,
    pages,
    phones,
    pictures,
    surveys,
)
from agent_desktop.hub.centre.calls.recordings import deliver
from agent_desktop.hub.centre.live import Live
from agent_desktop.hub.crm.addresses import of_phone
from agent_desktop.hub.storage.calls import KeptCall, waiting_messages
from agent_desktop.hub.voice.inputs import CallbackRestored
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.why import Move
from agent_desktop.model.work import Interaction, InteractionState

_WAITS = (InteractionState.QUEUED, InteractionState.OFFERED)


def worker_lost(book: Book) -> None:
    """Every call and every telephone is gone."""
    live = book.live
    for agent_id in tuple(book.links.phones):
        phones.here(book, agent_id, False)
    tickets = book.links.tickets
    before, spoke = dict(tickets), book.links.pictures
    for call_id in before:
        if (
            call_id not in spoke or spoke[call_id].stage != "voicemail"
        ):  # their message may be found
            del tickets[call_id]
    book.undo.append(lambda: tickets.update(before))
    self_service.lost(book)
    for call_id in (*book.links.pictures, *live.calls):
        pictures.gone(book, call_id)
    for call in tuple(live.calls.values()):
        if call.role == "consult":
            ending.consulted(book, live.interactions[call.id])
    for call in tuple(live.calls.values()):
        if call.role == "call" and not call.over:
            _lost(book, call)
        elif call.role == "internal":
            ending.over(book, call.id)


def _lost(book: Book, call: KeptCall) -> None:
    one = book.live.interactions.get(call.id)
    state = one.shown.state if one is not None else InteractionState.DONE
    unserved = state in _WAITS or (state is InteractionState.ACTIVE and not call.talking)
    reachable = call.kept or _can_be_called(book, call)
    if one is None or not unserved or call.outbound or not reachable:
        if unserved or call.talking:
            notes.line(book, call.id, LineKind.LINE_LOST)
        ending.over(book, call.id)
        surveys.over(book, call.id)
        return
    if state is InteractionState.ACTIVE:
        news.put_back(book, one)
    if not call.kept:
        notes.line(book, call.id, LineKind.LINE_LOST)
        notes.line(book, call.id, LineKind.CALLBACK_ASKED, detail=call.number)
        places.moved(book, one, Move.CALLBACK)
        keeping.put(book, replace(book.live.calls[call.id], kept=True))
        pages.tell_page(book, call.id)
        absent.follow(book, call.id)


def _can_be_called(book: Book, call: KeptCall) -> bool:
    """By number, or on the page from which it came."""
    if call.number:
        return of_phone(call.number) is not None
    return book.thread(call.conversation_id).kept.visitor_id is not None


def worker_ready(book: Book, coming: Collection[str]) -> None:
    """Tell the new worker who keeps a place, in the order of their arrival.

    Messages that still wait for their files will get none, but for those that are `coming`.
    """
    self_service.lost(book)  # of a hub that was killed
    for message in waiting_messages(book.storage):
        if message.id not in coming:
            deliver(book, message)
    for shown, call in sorted(_owed(book.live), key=lambda one: (one[0].arrived_at, one[0].id)):
        book.orders.append(restored(shown, call))


def restored(shown: Interaction, call: KeptCall) -> CallbackRestored:
    """What the telephones are told of somebody who keeps a place, and is on no line."""
    return CallbackRestored(
        call=call.id,
        number=call.number,
        queue=shown.queue_id,
        arrived_at=shown.arrived_at,
        entry_point=shown.entry_point_id,
        language=call.language,
        attempts=call.attempts,
        consent=call.consent,
    )


def owes_calls(live: Live) -> bool:
    """Whether anybody keeps a place."""
    return any(True for _ in _owed(live))


def _owed(live: Live) -> Iterator[tuple[Interaction, KeptCall]]:
    for call in live.calls.values():
        one = live.interactions.get(call.id)
        if call.role == "call" and call.kept and one is not None and one.shown.state in _WAITS:
            yield one.shown, call
