"""Consults about written work: an agent asks a colleague before a transfer, and keeps the work meanwhile.

Promises that who joins has the whole picture at once, and hears and writes notes until the consult is over; that one
who was asked and declines, does not answer or leaves is followed by the next of the queue or skill, if such was asked;
that it is over, and both are told why, as soon as the work is not the asker's any more, or the customer or the
consulted agent leaves. A consult takes no capacity and is no offer: routing does not know of it. Handing over does
need room, like any work. Refuses calls: telephones consult by themselves (`calls`).
"""

from collections.abc import Callable
from typing import Any, Final

from msgspec.structs import replace

from agent_desktop.hub.centre import following, places, talk, transferring, work
from agent_desktop.hub.centre.book import CONSULT, Book
from agent_desktop.hub.centre.consult_targets import is_there, next_one, wanted
from agent_desktop.hub.centre.live import LiveAgent, LiveInteraction
from agent_desktop.hub.journal.published import for_agent
from agent_desktop.hub.routing.records import HandedOver
from agent_desktop.hub.storage import consults as kept_consults
from agent_desktop.hub.storage import passages
from agent_desktop.hub.storage.consults import KeptConsult
from agent_desktop.model.base import Millis, new_id
from agent_desktop.model.commands import AddNote
from agent_desktop.model.consulting import (
    MAX_QUESTION,
    AnswerConsult,
    Consult,
    ConsultChanged,
    ConsultEnd,
    ConsultState,
    ConsultWork,
    EndConsult,
    HandOverConsult,
)
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.passages import Came, Gone, Left, Passage
from agent_desktop.model.people import PresenceState
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.why import Consulted
from agent_desktop.model.work import InteractionState

ANSWER_MS: Final[Millis] = 60_000
"""So long each one who is asked has to answer."""


# --- asking


def consult(book: Book, agent: LiveAgent, asked: ConsultWork) -> None:
    """Ask somebody about work in hand. Raises Refused, Conflict."""
    one = book.interaction(asked.interaction_id)
    transferring.check_in_hand(agent, one)
    transferring.check_one_target(asked)
    question = asked.question.strip()
    if len(question) > MAX_QUESTION:
        raise Refused(
            f"The question is longer than {MAX_QUESTION} characters.",
            remedy="Shorten it.",
            field="question",
            value=f"{len(question)} characters",
        )
    if any(each.shown.interaction_id == one.shown.id for each in book.live.consults.values()):
        raise Conflict(
            "You are consulting somebody about this already.",
            remedy="End that consult first.",
            field="interaction_id",
            value=one.shown.id,
        )
    whom, first = wanted(book, agent, asked)
    fresh = Consult(
        id=new_id(),
        interaction_id=one.shown.id,
        conversation_id=one.shown.conversation_id,
        by_id=agent.profile.id,
        by_name=agent.profile.name,
        agent_id=first.profile.id,
        agent_name=first.profile.name,
        at=book.now,
        whom=whom,
        question=question,
        customer_name=one.shown.customer_name,
        queue_name=one.shown.queue_name,
        channel=one.shown.channel,
    )
    if question:
        words = AddNote(client_id=new_id(), conversation_id=fresh.conversation_id, text=question)
        talk.note(book, agent, words)
    kept = KeptConsult(shown=fresh, queue_id=asked.queue_id, skill=asked.skill, level=asked.level)
    _ask(book, kept, first)
    subject = f"interaction/{one.shown.id}"
    book.trail.add(book.now, agent.profile.id, "consult", subject, first.profile.id)


def _ask(book: Book, one: KeptConsult, whom: LiveAgent) -> None:
    until = book.now + ANSWER_MS
    shown = replace(one.shown, agent_id=whom.profile.id, agent_name=whom.profile.name, until=until)
    _keep(book, replace(one, shown=shown, tried=(*one.tried, whom.profile.id)))
    book.set_alarm(until, CONSULT, shown.id)
    _tell(book, shown)


def _ask_next(book: Book, one: KeptConsult, why: ConsultEnd) -> None:
    """Who was asked does not come: ask the next one, or nobody any more."""
    was = one.shown
    heir = None
    if one.joined_at is None and (one.queue_id or one.skill):
        without = (was.by_id, *one.tried)
        heir = next_one(book, one.queue_id, one.skill, one.level, without)
    if heir is None:
        _end(book, one, why)
        return
    over = replace(was, state=ConsultState.ENDED, ended=why, until=None)
    book.tell(for_agent(was.agent_id), ConsultChanged(consult=over))
    _remember(book, one, why)
    _ask(book, one, heir)


def answered_not(book: Book, consult_id: str) -> None:
    """The time to answer may be over."""
    one = book.live.consults.get(consult_id)
    if one is None or one.shown.state is not ConsultState.ASKED:
        return
    if one.shown.until is not None and one.shown.until <= book.now:
        _ask_next(book, one, ConsultEnd.NO_ANSWER)


# --- answering


def answer(book: Book, agent: LiveAgent, asked: AnswerConsult) -> None:
    """Join, or decline. Raises Refused, Conflict."""
    one = _mine(book, agent, asked.consult_id)
    if one.shown.agent_id != agent.profile.id:
        raise talk.not_yours("consult_id", asked.consult_id)
    if one.shown.state is ConsultState.JOINED:
        if not asked.accept:
            _end(book, one, ConsultEnd.LEFT)
        return
    if not asked.accept:
        _ask_next(book, one, ConsultEnd.DECLINED)
        return
    thread = book.thread(one.shown.conversation_id)
    shown = replace(one.shown, state=ConsultState.JOINED, until=None)
    joined = replace(one, shown=shown, joined_at=book.now)
    asker = book.live.agents[shown.by_id]
    _keep(book, joined)
    _tell(book, shown)
    following.introduce(book, agent.profile.id, thread)
    book.add_line(
        thread,
        LineKind.CONSULTED,
        asker.author,
        detail=agent.profile.name,
        channel=shown.channel,
        interaction_id=shown.interaction_id,
    )
    book.put_thread(thread, thread.kept)
    book.stirred[agent.profile.id] = None
    _count(book, joined)


def _count(book: Book, one: KeptConsult) -> None:
    """The consulted agent's part begins: help in a colleague's work, for whom no customer waits."""
    work_of = book.live.interactions[one.shown.interaction_id].shown
    begun = Passage(
        interaction_id=one.shown.id,
        number=1,
        queue_id=work_of.queue_id,
        channel=work_of.channel,
        came=Came.CALLED_IN,
        came_at=book.now,
        entry_point_id=work_of.entry_point_id,
        last_epoch=0,
        agent_id=one.shown.agent_id,
        left=Left.ANSWERED,
        left_at=book.now,
    )
    passages.keep_passage(book.storage, begun)


def _mine(book: Book, agent: LiveAgent, consult_id: str) -> KeptConsult:
    """A consult in which the agent is on either side. Raises Refused, Conflict."""
    one = book.live.consults.get(consult_id)
    if one is None:
        raise Conflict(
            "This consult is over already.",
            remedy="Look at the conversation again.",
            field="consult_id",
            value=consult_id,
        )
    if agent.profile.id not in (one.shown.by_id, one.shown.agent_id):
        raise talk.not_yours("consult_id", consult_id)
    return one


# --- its end


def hand_over(book: Book, agent: LiveAgent, asked: HandOverConsult) -> None:
    """The consulted agent has the work from now on, as old as it is. Raises Refused, Conflict."""
    one = _mine(book, agent, asked.consult_id)
    shown = one.shown
    if shown.by_id != agent.profile.id:
        raise talk.not_yours("consult_id", asked.consult_id)
    heir, held = book.live.agents[shown.agent_id], book.live.interactions[shown.interaction_id]
    _check_heir(book, one, heir, held)
    thread = book.thread(shown.conversation_id)
    book.add_line(
        thread,
        LineKind.TRANSFERRED,
        agent.author,
        detail=heir.profile.name,
        channel=shown.channel,
        interaction_id=shown.interaction_id,
    )
    _end(book, one, ConsultEnd.HANDED_OVER)
    told = HandedOver(shown.interaction_id, agent.profile.id, heir.profile.id, wrap_up=False)
    work.ask(book, told)
    subject = f"interaction/{shown.interaction_id}"
    book.trail.add(book.now, agent.profile.id, "hand_over", subject, heir.profile.id)


def _check_heir(book: Book, one: KeptConsult, heir: LiveAgent, held: LiveInteraction) -> None:
    name = heir.profile.name
    if one.shown.state is not ConsultState.JOINED:
        raise Conflict(
            f"{name} has not joined yet.",
            remedy="Wait for an answer, or transfer without asking.",
            field="consult_id",
            value=one.shown.id,
        )
    if not is_there(book, heir):
        raise Conflict(
            f"{name} is not at a desk now.",
            remedy="Wait a moment, or end the consult.",
            field="consult_id",
            value=one.shown.id,
        )
    if not book.engine.has_room(heir.profile.id, held.shown.channel.value):
        raise Refused(
            f"{name} has no room for one more now.",
            remedy="Wait until they have, or transfer to a queue.",
            field="consult_id",
            value=one.shown.id,
        )


def end(book: Book, agent: LiveAgent, asked: EndConsult) -> None:
    """From either side. Raises Refused, Conflict."""
    one = _mine(book, agent, asked.consult_id)
    if agent.profile.id == one.shown.by_id:
        _end(book, one, ConsultEnd.CANCELLED)
    elif one.shown.state is ConsultState.ASKED:
        _ask_next(book, one, ConsultEnd.DECLINED)
    else:
        _end(book, one, ConsultEnd.LEFT)


def customer_left(book: Book, interaction_id: str) -> None:
    """The customer ended the chat: there is nothing to consult about."""
    for one in tuple(book.live.consults.values()):
        if one.shown.interaction_id == interaction_id:
            _end(book, one, ConsultEnd.CUSTOMER_LEFT)


def settle(book: Book) -> None:
    """After whatever was done: it lasts while the work is in its asker's hands and the colleague is not Offline."""
    for one in tuple(book.live.consults.values()):
        held = book.live.interactions.get(one.shown.interaction_id)
        if held is None or held.shown.state is InteractionState.WRAP_UP:
            _end(book, one, ConsultEnd.OVER)
            continue
        at = (held.shown.agent_id, held.shown.conversation_id)
        if at != (one.shown.by_id, one.shown.conversation_id):
            _end(book, one, ConsultEnd.MOVED)
        elif book.agent(one.shown.agent_id).presence.state is PresenceState.OFFLINE:
            _ask_next(book, one, ConsultEnd.GONE)


def _end(book: Book, one: KeptConsult, why: ConsultEnd) -> None:
    del book.live.consults[one.shown.id]
    kept_consults.forget(book.storage, one.shown.id)
    _tell(book, replace(one.shown, state=ConsultState.ENDED, ended=why, until=None))
    _remember(book, one, why)
    if one.joined_at is None:
        return
    book.stirred[one.shown.agent_id] = None
    found = passages.part_of(book.storage, one.shown.id, one.shown.agent_id)
    if found is not None:
        over = replace(found, ended_at=book.now, wrapped_at=book.now, gone=Gone.DONE)
        passages.keep_passage(book.storage, over)


def _remember(book: Book, one: KeptConsult, why: ConsultEnd) -> None:
    """That somebody was asked stands among the facts of why the work is where it is."""
    held = book.live.interactions.get(one.shown.interaction_id)
    if held is None:
        return
    fact = Consulted(
        at=one.shown.at if one.joined_at is None else one.joined_at,
        by_id=one.shown.by_id,
        agent_id=one.shown.agent_id,
        joined=one.joined_at is not None,
        ended_at=book.now,
        ended=why,
    )
    places.keep(book, held, fact)


def _keep(book: Book, one: KeptConsult) -> None:
    book.live.consults[one.shown.id] = one
    kept_consults.keep(book.storage, one)


def _tell(book: Book, shown: Consult) -> None:
    book.tell_agents((shown.by_id, shown.agent_id), ConsultChanged(consult=shown))


def restored(book: Book) -> None:
    """Consults go on over a restart of the hub."""
    book.live.consults = kept_consults.kept(book.storage)
    for one in book.live.consults.values():
        if one.shown.until is not None:
            book.set_alarm(one.shown.until, CONSULT, one.shown.id)


def consults_for(book: Book, agent_id: str) -> tuple[Consult, ...]:
    """Those in which the agent is on either side."""
    shown = (one.shown for one in book.live.consults.values())
    return tuple(one for one in shown if agent_id in (one.by_id, one.agent_id))


HANDLERS: dict[type, Callable[[Book, LiveAgent, Any], None]] = {
    ConsultWork: consult,
    AnswerConsult: answer,
    HandOverConsult: hand_over,
    EndConsult: end,
}
