"""What became of a call, carried into work, timeline and orders.

Promises that each piece of news acts once: told again, it finds that it is so already. Whoever left, was handed the
call or lost it is known to routing in the same transaction.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from agent_desktop.hub.centre import passages, places, self_service, work
from agent_desktop.hub.centre.attendance import tell_routing
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import (
    absent,
    callers,
    ending,
    keeping,
    notes,
    pages,
    phones,
    recordings,
    refusals,
    surveys,
)
from agent_desktop.hub.centre.live import LiveInteraction
from agent_desktop.hub.centre.routing import arrived
from agent_desktop.hub.routing.records import HandedOver, Requeued
from agent_desktop.hub.storage import calls
from agent_desktop.hub.storage.calls import KeptCall
from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as order
from agent_desktop.hub.voice.worker.centre import News
from agent_desktop.model.passages import Gone
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.why import Move
from agent_desktop.model.work import Channel, InteractionState

MAX_POINTS = 10_000
TRANSFERRED = "transferred"

_log = logging.getLogger(__name__)


def happened(book: Book, told: News) -> None:
    """Carry one piece of news."""
    _HANDLERS[type(told)](book, told)


def _active(book: Book, call_id: str) -> LiveInteraction | None:
    one = book.live.interactions.get(call_id)
    return one if one is not None and one.shown.state is InteractionState.ACTIVE else None


def _arrived(book: Book, told: d.Arrived) -> None:
    if told.call in book.live.calls or calls.call(book.storage, told.call) is not None:
        return
    if told.queue not in book.live.queues:
        _log.warning("a call is sent to the queue %r, which there is not", told.queue)
        book.orders.append(order.ArrivalRefused(told.call))
        return
    caller = callers.of_call(book, told.call, told.number, told.entry_point)
    picture = book.links.pictures.get(told.call)
    call = KeptCall(
        id=told.call,
        role="call",
        call=told.call,
        conversation_id=caller.thread.shown.id,
        number=told.number,
        language=picture.language if picture else "en",
        consent=told.consent,
    )
    keeping.put(book, call)
    points = max(-MAX_POINTS, min(told.priority or 0, MAX_POINTS))
    work.begin(
        book,
        caller.thread,
        caller.customer,
        interaction_id=told.call,
        channel=Channel.VOICE,
        queue_id=told.queue,
        entry_point_id=told.entry_point,
        returning=caller.known,
        arrived_at=told.arrived_at,
        skills=told.skills,
        priority=points,
    )


def _left(book: Book, told: d.Left) -> None:
    one = book.live.interactions.get(told.call)
    if one is not None:
        ending.unserved(book, one, told.outcome)


def _talking(book: Book, told: d.Talking) -> None:
    call, one = book.live.calls.get(told.call), _active(book, told.call)
    if call is None or one is None or call.talking:
        return
    first = book.now if call.answered_at is None else call.answered_at
    keeping.put(
        book, replace(call, answered_at=first, agent_id=told.agent, talking=True, kept=False)
    )
    passages.talks(book, one)
    if one.kept.first_reply_at is None:
        book.change_interaction(one, first_reply_at=book.now)
        passages.replied(book, one, first=True)
    thread = book.thread(call.conversation_id)
    shown = replace(thread.shown, reply_due_at=None, replied_at=book.now)
    book.put_thread(thread, replace(thread.kept, shown=shown), tell=False)
    notes.line(book, told.call, LineKind.CALL_ANSWERED, notes.author(book, told.agent))
    surveys.plan(book, call, one)


def _returned(book: Book, told: d.Returned) -> None:
    call, one = book.live.calls.get(told.call), _active(book, told.call)
    if call is None or one is None or one.shown.agent_id != told.agent:
        return
    keeping.put(book, replace(call, talking=False, not_before=told.not_before))
    put_back(
        book,
        one,
        queue_id=told.queue,
        skills=told.skills,
        preferred=told.preferred,
        not_before=told.not_before,
        wrap_up=told.wrap_up,
        gone=Gone.TRANSFERRED if told.why == TRANSFERRED else Gone.RETURNED,
    )


def put_back(
    book: Book,
    one: LiveInteraction,
    *,
    queue_id: str = "",
    skills: Mapping[str, int] | None = None,
    preferred: str = "",
    not_before: int = 0,
    wrap_up: bool = False,
    gone: Gone = Gone.RETURNED,
) -> None:
    """A call waits again where it stood, or in another queue that has room; its agent's part ends."""
    agent = book.live.agents[one.shown.agent_id or ""]
    old = one.shown.queue_id
    if queue_id != old and not work.has_room(book, queue_id):
        queue_id = old
    phones.leaves_hands(book, agent, one.shown.id)
    if gone is Gone.TRANSFERRED:
        heir = book.live.agents.get(preferred)
        target = heir.profile.name if heir else ", ".join(skills or ())
        target = target or book.live.queues[queue_id].name
        places.moved(book, one, Move.TRANSFERRED, agent.profile.id, target)
    else:
        places.moved(book, one, Move.RETURNED, agent.profile.id)
    work.let_go(book, agent, one, gone, queue_id=queue_id, preferred=preferred or None)
    if skills:
        book.show_interaction(one, skills={**one.shown.skills, **skills})
    work.ask(
        book,
        Requeued(
            interaction=one.shown.id,
            queue=queue_id,
            skills=one.shown.skills if skills else None,
            preferred_agents=(preferred,) if preferred else (),
            not_before=absent.earliest(book, one.shown.id, not_before),
            wrap_up=wrap_up,
        ),
    )
    tell_routing(book, agent)


def _handed_over(book: Book, told: d.HandedOver) -> None:
    call, one = book.live.calls.get(told.call), _active(book, told.call)
    heir = book.live.agents.get(told.to)
    if call is None or one is None or heir is None or one.shown.agent_id == told.to:
        return
    giver = book.live.agents[one.shown.agent_id or ""]
    phones.leaves_hands(book, giver, told.call)
    passages.sent_away(book, one)
    work.ask(book, HandedOver(told.call, giver.profile.id, told.to))
    for interaction_id in tuple(heir.held):
        aside = book.live.calls.get(interaction_id)
        if aside is not None and aside.role == "consult" and aside.call == told.call:
            ending.consulted(book, book.live.interactions[interaction_id])
    keeping.put(book, replace(call, agent_id=told.to))
    notes.line(book, told.call, LineKind.TRANSFERRED, giver.author, heir.profile.name)
    tell_routing(book, giver)
    tell_routing(book, heir)


def _work_ended(book: Book, told: d.WorkEnded) -> None:
    one = book.live.interactions.get(told.call)
    if one is None:
        return
    call = book.live.calls.get(told.call)
    if call is not None:
        call = replace(call, talking=told.talked)
        keeping.put(book, call)
    if told.why == TRANSFERRED:
        passages.sent_away(book, one)
    ending.by_facts(book, one, call)


def _callback_asked(book: Book, told: d.CallbackAsked) -> None:
    call = book.live.calls.get(told.call)
    if call is not None and not call.kept:
        keeping.put(book, replace(call, kept=True, number=told.number))
        pages.tell_page(book, told.call)
        notes.line(book, told.call, LineKind.CALLBACK_ASKED, detail=told.number)
        if (one := book.live.interactions.get(told.call)) is not None:
            places.moved(book, one, Move.CALLBACK)
        absent.follow(book, told.call)


def _consult_wanted(book: Book, told: d.ConsultWanted) -> None:
    call, main = book.live.calls.get(told.call), book.live.interactions.get(told.call)
    if told.consult in book.live.calls:
        return
    if call is None or main is None or told.queue not in book.live.queues:
        book.orders.append(order.PartyDropped(told.call, told.agent, told.consult))
        return
    keeping.put(
        book,
        KeptCall(
            id=told.consult,
            role="consult",
            call=told.call,
            conversation_id=call.conversation_id,
            agent_id=told.agent,
            over=True,
        ),
    )
    thread = book.thread(call.conversation_id)
    customer = book.customer(main.shown.customer_id)
    one = work.new(
        book,
        thread,
        customer,
        interaction_id=told.consult,
        channel=Channel.VOICE,
        queue_id=told.queue,
        skills=told.skills,
    )
    work.ask(book, arrived(one.kept, places.value_of(book, customer)))


def _consult_over(book: Book, told: d.ConsultOver) -> None:
    one = book.live.interactions.get(told.consult)
    if one is not None:
        ending.consulted(book, one)


def _call_over(book: Book, told: d.CallOver) -> None:
    ending.over(book, told.call)
    surveys.over(book, told.call)


def _refused(book: Book, told: d.Refused) -> None:
    """The switch knows better than we did when we ordered: what it does not know is over, who has a call has it."""
    _log.info("the telephones refused: %s (%s)", told.code, told.field)
    refusals.tell(book, told)
    one = _active(book, told.value) if told.field == "call" else None
    if told.field == "call" and told.code == "unknown_call":
        if book.live.is_consult(told.value):
            _consult_over(book, d.ConsultOver("", told.value))
        else:
            _call_over(book, d.CallOver(told.value))
    elif one is not None and told.code == "not_waiting":
        picture = book.links.pictures.get(told.value)
        owner = picture.owner if picture is not None else ""
        if book.live.is_consult(told.value):
            put_back(book, one)
        elif owner and owner != one.shown.agent_id:
            _handed_over(book, d.HandedOver(told.value, one.shown.agent_id or "", owner))


_HANDLERS: dict[type, Callable[[Book, Any], None]] = {
    d.SelfServiceBegan: self_service.call_began,
    d.SelfServiceEnded: self_service.call_ended,
    d.Arrived: _arrived,
    d.Left: _left,
    d.Talking: _talking,
    d.Returned: _returned,
    d.HandedOver: _handed_over,
    d.WorkEnded: _work_ended,
    d.CallbackAsked: _callback_asked,
    d.ConsultWanted: _consult_wanted,
    d.ConsultOver: _consult_over,
    d.MessageKept: recordings.message_kept,
    d.SurveyBegan: surveys.began,
    d.SurveyAnswered: surveys.answered,
    d.SurveyRefused: surveys.refused,
    d.Noted: notes.noted,
    d.CallOver: _call_over,
    d.Refused: _refused,
}
