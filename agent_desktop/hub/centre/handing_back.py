"""Work of an agent who is gone: back to its queue, where others are offered it.

Promises that nobody's customer waits for an agent who does not come: with an agent who is disabled nothing stays; with
one whose desk is away it stays as long as the queue says (`away_ms`), counted over restarts of the hub. What comes back
stands in its queue by its old arrival, whether the queue is full or not; its customer sees that they wait, the timeline
says why, and the agent's desk hears of it when it comes. Wrap-up of an agent who is gone is completed without an
outcome, which the agent may still give later.
"""

from agent_desktop.hub.centre import chat_news, places, work
from agent_desktop.hub.centre.book import AWAY, Book
from agent_desktop.hub.centre.calls import commands, legs
from agent_desktop.hub.centre.live import LiveAgent, LiveInteraction
from agent_desktop.hub.routing.records import Requeued, WrapUpCompleted
from agent_desktop.hub.storage import people
from agent_desktop.model.base import Millis
from agent_desktop.model.passages import Gone
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.why import Move, WhyBack
from agent_desktop.model.work import InteractionState


def came(book: Book, agent: LiveAgent) -> None:
    """The agent's first desk is linked."""
    agent.away_since = agent.hand_back_at = None
    people.keep_presence(book.storage, agent.attendance)


def went(book: Book, agent: LiveAgent, *, not_before: Millis = 0) -> None:
    """No desk of the agent is linked, now or since before the hub began. Nothing goes back before `not_before`."""
    if agent.away_since is None:
        agent.away_since = book.now
        people.keep_presence(book.storage, agent.attendance)
    watch(book, agent, not_before=not_before)


def watch(book: Book, agent: LiveAgent, *, not_before: Millis = 0) -> None:
    """Hand back what was away for long enough, and be woken for the rest; nothing while a desk is linked."""
    if agent.away_since is None:
        return
    later: list[Millis] = []
    for interaction_id in tuple(agent.held):
        one = book.live.interactions[interaction_id]
        away_ms = book.live.queues[one.shown.queue_id].away_ms
        if away_ms is None or _speaks(book, agent, one):
            continue
        due = max(agent.away_since + away_ms, not_before)
        if due <= book.now:
            _hand_back(book, agent, one, WhyBack.AWAY)
        else:
            later.append(due)
    before, agent.hand_back_at = agent.hand_back_at, min(later, default=None)
    if agent.hand_back_at not in (None, before):
        book.set_alarm(min(later), AWAY, agent.profile.id)


def _speaks(book: Book, agent: LiveAgent, one: LiveInteraction) -> bool:
    """Whether the agent's telephone is in the call: then only the desk is away. How the call ends is told later."""
    call = book.live.calls.get(one.shown.id)
    picture = book.links.pictures.get(call.call) if call is not None else None
    return picture is not None and legs.leg_of(picture, agent.profile.id) is not None


def all_of(book: Book, agent: LiveAgent, why: WhyBack) -> None:
    """Leave nothing in the agent's hands."""
    for interaction_id in tuple(agent.held):
        _hand_back(book, agent, book.live.interactions[interaction_id], why)


def _hand_back(book: Book, agent: LiveAgent, one: LiveInteraction, why: WhyBack) -> None:
    interaction_id, agent_id = one.shown.id, agent.profile.id
    if one.shown.state is InteractionState.WRAP_UP:
        work.ask(book, WrapUpCompleted(book.live.routed(interaction_id), agent_id))
        return
    if commands.take_away(book, agent, one):
        return
    thread = book.thread(one.shown.conversation_id)
    line = book.add_line(
        thread, LineKind.HANDED_BACK, agent.author, detail=why.value, interaction_id=interaction_id
    )
    places.moved(book, one, Move.RETURNED, agent_id, why.value)
    work.let_go(book, agent, one, Gone.RETURNED)
    chat_news.tell_line(book, thread, line)
    work.ask(book, Requeued(interaction=interaction_id))
    chat_news.tell_chat(book, thread)
