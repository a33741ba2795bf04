"""Who waits in a chat and would rather be called: the place goes over to a call, by number.

Promises that the call stands where the chat stood, by its arrival, points and skills, not before the house opens where
the chat waited for that, and that whoever has it is asked before the number is dialled; that the same wish again
changes nothing, and that a wrong number can be mended as long as no agent is asked to call it. Refuses numbers that are
none of a person: those of emergency services, extensions of the house, and services that cost the caller more. Only
where a queue calls back.
"""

import phonenumbers
from msgspec.structs import replace
from phonenumbers import PhoneNumberType

from agent_desktop.hub.centre import chat_news, places, ruling, work
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import ending, house, keeping, lost, notes
from agent_desktop.hub.centre.calls.promised import number_of, possible
from agent_desktop.hub.centre.live import LiveInteraction, LiveThread
from agent_desktop.hub.centre.routing import arrived
from agent_desktop.hub.centre.visits import thread_of
from agent_desktop.hub.routing.records import InteractionWithdrawn
from agent_desktop.hub.storage import rules
from agent_desktop.hub.storage.calls import KeptCall
from agent_desktop.hub.voice.dialplan import Kind, normalise, why_not
from agent_desktop.hub.voice.inputs import ArrivalRefused, CallbackRenumbered
from agent_desktop.model.base import new_id
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.rules import Plan
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.why import Move
from agent_desktop.model.work import Channel, InteractionState

_COSTLY = (PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST)


def ask(book: Book, visitor_id: str, number: str) -> None:
    """The visitor wants to be called there. Raises Refused, Conflict."""
    thread = thread_of(book, book.visitor(visitor_id))
    chat = book.live.current(thread) if thread is not None else None
    number = _checked(book, number)
    if chat is not None and (before := number_of(book, chat)):
        if before == number:
            return
        _renumber(book, chat, number, before)
        return
    if thread is None or chat is None or not possible(book, chat) or _too_many(book, chat):
        raise Refused(
            "Nobody is called back here now.",
            remedy="Go on writing; somebody answers here.",
            field="callback",
            value=number,
        )
    _go_over(book, thread, chat, number)


def _too_many(book: Book, chat: LiveInteraction) -> bool:
    """Whether a call in the place of this chat would not be let in: more wait than may, since the limit was lowered, or
    the place is another's while an agent is asked."""
    limit = book.live.queues[chat.shown.queue_id].max_waiting
    comes = chat.shown.state is InteractionState.OFFERED
    return limit is not None and book.engine.waiting(chat.shown.queue_id) + comes > limit


def _renumber(book: Book, one: LiveInteraction, number: str, before: str) -> None:
    """The number was wrong: another one, in the same place."""
    if one.shown.state is not InteractionState.QUEUED:
        raise Conflict(
            "Somebody is about to call you.",
            remedy="Write here if it is the wrong number.",
            field="callback",
            value=before,
        )
    keeping.put(book, replace(book.live.calls[one.shown.id], number=number))
    notes.line(book, one.shown.id, LineKind.CALLBACK_ASKED, detail=number)
    book.orders.append(CallbackRenumbered(one.shown.id, number))
    chat_news.tell_chat(book, book.living(one.shown.conversation_id))


def _go_over(book: Book, thread: LiveThread, chat: LiveInteraction, number: str) -> None:
    was, kept = chat.shown, chat.kept
    visitor = book.visitor(thread.kept.visitor_id or "")
    call = KeptCall(
        id=new_id(),
        role="call",
        call="",
        conversation_id=was.conversation_id,
        number=number,
        language=visitor.language or "en",
        kept=True,
    )
    call = replace(call, call=call.id)
    keeping.put(book, call)
    customer = book.customer(was.customer_id)
    one = work.new(
        book,
        thread,
        customer,
        interaction_id=call.id,
        channel=Channel.VOICE,
        queue_id=was.queue_id,
        entry_point_id=book.live.entry_points[was.entry_point_id].calls,
        arrived_at=was.arrived_at,
        skills=was.skills,
        priority=was.priority,
    )
    book.change_interaction(one, preferred_agent=kept.preferred_agent, last_time=kept.last_time)
    plan = rules.plans_of(book.storage, [was.id]).get(was.id)
    if plan is None:
        plan = Plan(queue=was.queue_id)
    else:
        rules.keep_plan(book.storage, call.id, plan)
    notes.line(book, call.id, LineKind.CALLBACK_ASKED, detail=number)
    work.ask(book, InteractionWithdrawn(was.id, "callback"))
    places.moved(book, one, Move.CALLBACK)
    value, not_before = places.value_of(book, customer), ruling.not_before(book, plan)
    work.ask(book, arrived(one.kept, value, plan, not_before, follows=ruling.follows(plan)))
    book.orders.append(lost.restored(one.shown, call))
    chat_news.tell_chat(book, thread)


def give_up(book: Book, one: LiveInteraction) -> bool:
    """The visitor does not want to be called any more. False where that is not what waits."""
    if not number_of(book, one):
        return False
    ending.unserved(book, one, "abandoned")
    book.orders.append(ArrivalRefused(one.shown.id))
    return True


def _checked(book: Book, number: str) -> str:
    """The number in the shape in which it is dialled. Raises Refused."""
    plan = house.plan_of(book)
    wrong, remedy = why_not(number, plan)
    known = normalise(number, plan)
    costly = False
    if not wrong and known.kind is Kind.E164:
        costly = phonenumbers.number_type(phonenumbers.parse(known.value)) in _COSTLY
    if wrong or costly or known.kind is not Kind.E164:
        raise Refused(
            wrong or "This number is not called back.",
            remedy=remedy or "Give the number of a telephone of yours.",
            field="number",
            value=number[:40],
        )
    return known.value
