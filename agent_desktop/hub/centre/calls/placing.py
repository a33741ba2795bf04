"""An agent calls a customer, or a colleague.

Promises that a customer's call is the agent's work from the moment that it is asked for, and counts; that it becomes
part of the conversation it was asked from, or of that of whoever has the number. The extension of a colleague reaches
their own telephone, and that is nobody's work: no interaction, no customer, no line anywhere. Wrap-up and written work
are no hindrance to either, nor is one other call, which waits meanwhile (`second_line`).
"""

from agent_desktop.hub.centre import opening, places, work
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import callers, keeping, notes, numbering, second_line
from agent_desktop.hub.centre.calls.asking import (
    as_caller,
    check_phone,
    check_reachable,
    check_token,
    no,
    to_agent,
)
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.centre.live import LiveAgent
from agent_desktop.hub.routing.records import PresenceSet, RestoredActive
from agent_desktop.hub.storage import calls
from agent_desktop.hub.storage import work as kept_work
from agent_desktop.hub.storage.calls import KeptCall
from agent_desktop.hub.voice.inputs import CallPlaced
from agent_desktop.hub.voice.phones import phone_of
from agent_desktop.hub.voice.records import Leg, VoiceCall
from agent_desktop.model.backend_calls import CallOut
from agent_desktop.model.errors import Conflict
from agent_desktop.model.people import PresenceState
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.work import Channel

MAX_ID = 64


def call_out(book: Book, agent: LiveAgent, asked: CallOut) -> None:
    """Call a number for a queue. Raises Refused, Conflict."""
    agent_id = agent.profile.id
    _check(book, agent, asked)
    other = numbering.colleague(book, asked.number)
    if other is not None:
        _call_colleague(book, agent, other, asked)
        return
    number = numbering.checked(book, asked.number, "number")
    queue_id = _queue(book, agent, asked)
    if asked.conversation_id:
        thread = book.thread(asked.conversation_id)
        customer = book.customer(thread.shown.customer_id)
        opening.go_on(book, thread)
    else:
        thread, customer, _ = callers.of_number(book, number, by=agent.author)
    call = KeptCall(
        id=asked.interaction_id,
        role="call",
        call=asked.interaction_id,
        conversation_id=thread.shown.id,
        number=number,
        outbound=True,
    )
    keeping.put(book, call)
    one = work.new(
        book,
        thread,
        customer,
        interaction_id=asked.interaction_id,
        channel=Channel.VOICE,
        queue_id=queue_id,
    )
    work.ask(
        book,
        RestoredActive(
            id=one.shown.id,
            channel=Channel.VOICE.value,
            queue=queue_id,
            arrived_at=one.shown.arrived_at,
            agent=agent_id,
            epoch=1,
            assigned_at=book.now,
            vip=places.value_of(book, customer),
            conversation=one.shown.conversation_id,
        ),
    )
    notes.line(book, one.shown.id, LineKind.CALL_PLACED, agent.author, number)
    second_line.hold_first(book, agent)
    book.orders.append(
        CallPlaced(
            call=one.shown.id,
            agent=agent_id,
            agent_number=phone_of(agent_id),
            token=asked.token,
            number=number,
            queue=queue_id,
            language=customer.language or "en",
        )
    )


def _check(book: Book, agent: LiveAgent, asked: CallOut) -> None:
    call_id = asked.interaction_id
    if not 0 < len(call_id) <= MAX_ID or not call_id.isprintable() or "/" in call_id:
        raise no("The call's id must have 1 to 64 characters.", "Call again.", call_id)
    if kept_work.interaction(book.storage, call_id) or calls.call(book.storage, call_id):
        raise Conflict(
            "This id was used for something else before.",
            remedy="Call again.",
            field="interaction_id",
            value=call_id,
        )
    check_token(asked.token)
    if agent.presence.state is PresenceState.OFFLINE:
        raise no("You are offline.", "Choose a presence first.", "offline", "presence")
    check_phone(book, agent)
    second_line.check(book, agent)


def _call_colleague(book: Book, agent: LiveAgent, other: LiveAgent, asked: CallOut) -> None:
    """Ring a colleague. Raises Refused."""
    if other is agent:
        raise no("This is your own extension.", "Call somebody else.", asked.number, "number")
    check_reachable(book, other, "number")
    call_id, number = asked.interaction_id, other.profile.extension
    kept = KeptCall(id=call_id, role="internal", call=call_id, conversation_id="", outbound=True)
    keeping.put(book, kept)
    second_line.hold_first(book, agent)
    rung = [
        Leg(
            id=f"{call_id}/{one.profile.id}",
            part="agent",
            number="",
            state="awaited",
            agent=one.profile.id,
        )
        for one in (agent, other)
    ]
    keeping.picture(
        book,
        call_id,
        VoiceCall(
            id=call_id,
            stage="talking",
            entry_point="",
            queue="",
            number=number,
            language="en",
            arrived_at=None,
            owner="",
            legs=tuple(rung),
            internal=True,
        ),
    )
    for one in (agent, other):
        _offer_no_calls(book, one)
    book.orders.append(
        CallPlaced(
            call=call_id,
            agent=agent.profile.id,
            agent_number=phone_of(agent.profile.id),
            token=asked.token,
            number=number,
            colleague=to_agent(other, as_caller(agent)),
        )
    )


def _offer_no_calls(book: Book, agent: LiveAgent) -> None:
    """The agent's telephone is taken; the first picture from the telephones, and each later one, says so again."""
    channels = tuple(one for one in agent.channels if one != Channel.VOICE.value)
    if channels != agent.channels:
        agent.channels = channels
        work.ask(book, PresenceSet(agent.profile.id, channels))


def _queue(book: Book, agent: LiveAgent, asked: CallOut) -> str:
    """For which queue: the one that was named, that of the work in hand, or the agent's first."""
    if asked.queue_id:
        if asked.queue_id not in book.live.queues:
            raise unknown("queue_id", asked.queue_id)
        return asked.queue_id
    for interaction_id in agent.held:
        shown = book.live.interactions[interaction_id].shown
        if shown.conversation_id == asked.conversation_id:
            return shown.queue_id
    for queue_id in (*agent.profile.queues, *book.live.queues):
        if queue_id in book.live.queues:
            return queue_id
    raise no("There is no queue to call for.", "Ask your administrator.", "", "queue_id")
