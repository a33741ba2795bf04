"""Work that goes on to others: to a queue, to a colleague, to whoever has a skill.

Promises that an interaction stays one, with its arrival, its conversation and all that was said; that what cannot go
there stays where it is. Refuses calls that are spoken: their telephones send them on.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from agent_desktop.hub.centre import chat_news, places, talk, work
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls.keeping import line_channel
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.centre.live import LiveAgent, LiveInteraction
from agent_desktop.hub.journal.published import for_queue
from agent_desktop.hub.routing.records import Requeued
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import AddNote
from agent_desktop.model.consulting import ConsultWork
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.events import InteractionChanged
from agent_desktop.model.passages import Gone
from agent_desktop.model.supervising import MAX_TRANSFER_NOTE, TransferWork
from agent_desktop.model.timeline import Author, LineKind
from agent_desktop.model.why import Move
from agent_desktop.model.work import Channel, InteractionState

MAX_LEVEL = 10


def transfer(book: Book, agent: LiveAgent, asked: TransferWork) -> None:
    """An agent sends on what they have in hand. Raises Refused, Conflict."""
    one = book.interaction(asked.interaction_id)
    check_in_hand(agent, one)
    check_one_target(asked)
    if len(asked.note) > MAX_TRANSFER_NOTE:
        raise Refused(
            f"The note is longer than {MAX_TRANSFER_NOTE} characters.",
            remedy="Shorten it.",
            field="note",
            value=f"{len(asked.note)} characters",
        )
    heir, skills = None, None
    queue_id = asked.queue_id or one.shown.queue_id
    if asked.agent_id:
        heir = _colleague(book, agent, one, asked.agent_id)
    elif asked.skill:
        skills = able(book, queue_id, asked.skill, asked.level)
    else:
        _check_queue(book, one, queue_id)
    if asked.note.strip():
        conversation_id = one.shown.conversation_id
        words = AddNote(
            client_id=new_id(), conversation_id=conversation_id, text=asked.note.strip()
        )
        talk.note(book, agent, words)
    move(book, agent.author, one, queue_id=queue_id, heir=heir, skills=skills)


def move(
    book: Book,
    by: Author,
    one: LiveInteraction,
    *,
    queue_id: str,
    heir: LiveAgent | None = None,
    skills: Mapping[str, int] | None = None,
) -> None:
    """Let work wait in a queue, out of whosever hands: for `heir` first, or for whoever has these `skills` as well.

    The caller has looked whether it may.
    """
    was = one.shown
    queue = book.live.queues[queue_id]
    thread = book.thread(was.conversation_id)
    target = heir.profile.name if heir is not None else ", ".join(skills or ()) or queue.name
    places.moved(book, one, Move.TRANSFERRED, by.id, target)
    line = book.add_line(
        thread,
        LineKind.TRANSFERRED,
        by,
        detail=target,
        channel=line_channel(one),
        interaction_id=was.id,
    )
    chat_news.tell_line(book, thread, line)
    preferred = None if heir is None else heir.profile.id
    if was.agent_id is not None:
        holder = book.live.agents[was.agent_id]
        work.let_go(book, holder, one, Gone.TRANSFERRED, queue_id=queue_id, preferred=preferred)
    else:
        shown = replace(
            was,
            queue_id=queue.id,
            queue_name=queue.name,
            wrap_up_required=queue.wrap_up_required,
        )
        book.change_interaction(one, shown=shown, preferred_agent=preferred, sticky_until=None)
        book.put_thread(thread, thread.kept)
    if skills is not None:
        book.show_interaction(one, skills={**one.shown.skills, **skills})
    work.ask(
        book,
        Requeued(
            interaction=was.id,
            queue=queue_id,
            skills=None if skills is None else one.shown.skills,
            preferred_agents=() if preferred is None else (preferred,),
        ),
    )
    if queue_id != was.queue_id:
        book.tell(for_queue(was.queue_id), InteractionChanged(interaction=one.shown))
        book.moved_queues[was.queue_id] = None
    chat_news.tell_chat(book, thread)


def check_one_target(asked: TransferWork | ConsultWork) -> None:
    """Raises Refused unless a queue, a colleague or a skill is given, and only one of them."""
    if sum(map(bool, (asked.queue_id, asked.agent_id, asked.skill))) != 1:
        raise Refused(
            "Choose a queue, a colleague or a skill.", field="queue_id", value=asked.queue_id
        )


def check_in_hand(agent: LiveAgent, one: LiveInteraction) -> None:
    """Raises Refused, Conflict unless it is the agent's written work and goes on."""
    shown = one.shown
    if shown.agent_id != agent.profile.id:
        raise talk.not_yours("interaction_id", shown.id)
    if shown.state is not InteractionState.ACTIVE:
        raise Conflict(
            "This is over already.",
            remedy="Look at the conversation again.",
            field="interaction_id",
            value=shown.id,
        )
    if shown.channel is Channel.VOICE:
        raise Refused(
            "A call is transferred in the call.",
            remedy="Use Transfer beside the call.",
            field="interaction_id",
            value=shown.id,
        )


def _check_queue(book: Book, one: LiveInteraction, queue_id: str) -> None:
    queue = book.live.queues.get(queue_id)
    if queue is None:
        raise unknown("queue_id", queue_id)
    if queue_id != one.shown.queue_id and not work.has_room(book, queue_id):
        raise Refused(
            f"{queue.name} is full.",
            remedy="Choose another queue.",
            field="queue_id",
            value=queue.name,
        )


def _colleague(book: Book, agent: LiveAgent, one: LiveInteraction, agent_id: str) -> LiveAgent:
    heir = book.live.agents.get(agent_id)
    if heir is None or heir is agent:
        raise unknown("agent_id", agent_id)
    serves = one.shown.queue_id in heir.profile.queues
    if not serves or one.shown.channel.value not in heir.channels:
        raise Refused(
            f"{heir.profile.name} takes nothing of this queue now.",
            remedy="Choose somebody else, or a queue.",
            field="agent_id",
            value=heir.profile.name,
        )
    return heir


def able(
    book: Book, queue_id: str, skill: str, level: int = 1, field: str = "skill"
) -> dict[str, int]:
    """What is asked of who gets it, where anybody who serves the queue has it. Raises Refused."""
    agents = (one.profile for one in book.live.agents.values())
    there = any(queue_id in one.queues and one.skills.get(skill, 0) >= level for one in agents)
    if not 1 <= level <= MAX_LEVEL or not there:
        name = book.live.queues[queue_id].name
        raise Refused(
            f"Nobody of {name} has this skill.",
            remedy="Choose another skill, or a queue.",
            field=field,
            value=skill,
        )
    return {skill: level}
