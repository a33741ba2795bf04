"""How work on calls ends: served or not, with wrap-up or without.

Promises that nothing of a call stays open when the call is over.
"""

from msgspec.structs import replace

from agent_desktop.hub.centre import work
from agent_desktop.hub.centre.attendance import tell_routing
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import keeping, notes, pages, phones, pictures
from agent_desktop.hub.centre.live import LiveInteraction
from agent_desktop.hub.routing.records import InteractionEnded, InteractionWithdrawn
from agent_desktop.hub.storage.calls import KeptCall
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.work import InteractionState

_EXITS = {
    "abandoned": InteractionState.ABANDONED,
    "voicemail": InteractionState.VOICEMAIL,
    "cancelled": InteractionState.CANCELLED,
}
_WAITS = (InteractionState.QUEUED, InteractionState.OFFERED)


def unserved(book: Book, one: LiveInteraction, outcome: str) -> None:
    """It is over, and nobody spoke with the customer. `outcome`: "abandoned", "voicemail" or "cancelled"."""
    if one.shown.state in _WAITS:
        work.ask(book, InteractionWithdrawn(one.shown.id, outcome))  # type: ignore[arg-type]
    elif one.shown.state is InteractionState.ACTIVE:
        one.leaves_as = _EXITS[outcome]
        _leave_hands(book, one, wrap_up=False)


def served(book: Book, one: LiveInteraction) -> None:
    """It is over, and somebody spoke with the customer: wrap-up, if the queue has one."""
    if one.shown.state in _WAITS:
        work.ask(book, InteractionWithdrawn(one.shown.id, "abandoned"))
    elif one.shown.state is InteractionState.ACTIVE:
        _leave_hands(book, one, wrap_up=True)


def consulted(book: Book, one: LiveInteraction) -> None:
    """A consultation is over, whether it came about or not."""
    if one.shown.state in _WAITS:
        work.ask(book, InteractionWithdrawn(one.shown.id, "cancelled"))
    elif one.shown.state is InteractionState.ACTIVE:
        _leave_hands(book, one, wrap_up=False)


def _leave_hands(book: Book, one: LiveInteraction, *, wrap_up: bool) -> None:
    agent = book.live.agents[one.shown.agent_id or ""]
    call = book.live.calls.get(one.shown.id)
    phones.leaves_hands(book, agent, call.call if call else one.shown.id)
    work.ask(book, InteractionEnded(one.shown.id, agent.profile.id, wrap_up=wrap_up))
    tell_routing(book, agent)


def by_facts(book: Book, one: LiveInteraction, call: KeptCall | None) -> None:
    """It is over: served or not, as its call says."""
    if call is not None and call.talking:
        served(book, one)
    else:
        unserved(book, one, "cancelled" if call is not None and call.outbound else "abandoned")


def over(book: Book, call_id: str) -> None:
    """Nothing is left of a call: nothing of it stays open."""
    book.links.tickets.pop(call_id, None)
    call = book.live.calls.get(call_id)
    if call is not None and call.role == "call":
        for interaction_id in tuple(book.thread(call.conversation_id).work):
            aside = book.live.calls.get(interaction_id)
            if aside is not None and aside.role == "consult" and aside.call == call_id:
                consulted(book, book.live.interactions[interaction_id])
    one = book.live.interactions.get(call_id)
    if one is not None:
        by_facts(book, one, call)
    pictures.gone(book, call_id)
    call = book.live.calls.get(call_id)
    if call is not None and call.role == "internal":
        keeping.put(book, replace(call, over=True, told=()))
        return
    if call is None or call.over:
        return
    tell_length(book, call)
    pages.tell_place_over(book, call)
    keeping.put(book, replace(call, over=True, kept=False, talking=False, told=()))


def tell_length(book: Book, call: KeptCall) -> None:
    """A line of how long agents and the customer spoke, if they did and it has not been told."""
    if call.answered_at is not None:
        spoken = f"{'out' if call.outbound else 'in'} {book.now - call.answered_at}"
        notes.line(book, call.id, LineKind.CALL_ENDED, notes.author(book, call.agent_id), spoken)
