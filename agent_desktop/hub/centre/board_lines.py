"""The lines of the live board, out of what is live: one agent, one queue's people, the interactions behind a figure.

Promises to read and never to change. Refuses running seconds: every line says since when.
"""

from collections.abc import Collection, Iterable

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.live import LiveAgent, LiveInteraction
from agent_desktop.model.base import Millis
from agent_desktop.model.board import (
    AgentLine,
    AgentLoad,
    AgentWork,
    BoardListed,
    Listed,
    ListedLine,
)
from agent_desktop.model.passages import Left
from agent_desktop.model.people import Activity, PresenceState
from agent_desktop.model.work import Channel, InteractionState

MOST_LISTED = 200
"""So many interactions are listed behind a figure, the longest first."""
MOST_WORKS = 12
MOST_NAME = 80
LINK_LOST = "link_lost"


def agent_line(book: Book, agent: LiveAgent, missed: str) -> AgentLine:
    """An agent as everybody who leads them may see it. `missed` is the queue of the offer missed last."""
    shown, presence = agent.profile, agent.presence
    works = tuple(_works(book, agent))
    activity, since = _activity(agent, works)
    linked = shown.id in book.links.sockets
    gone = presence.state is PresenceState.OFFLINE and presence.reason != LINK_LOST
    return AgentLine(
        id=shown.id,
        name=shown.name[:MOST_NAME],
        presence=presence.state,
        since=presence.since,
        reason=presence.reason,
        next=presence.next,
        activity=activity,
        active_since=since,
        linked=linked,
        lost_at=None if linked or gone else agent.away_since,
        queues=tuple(one for one in shown.queues if one in book.live.queues),
        loads=tuple(_loads(agent, works)),
        works=works,
        missed=missed if presence.state is PresenceState.NOT_RESPONDING else "",
    )


def _works(book: Book, agent: LiveAgent) -> Iterable[AgentWork]:
    for interaction_id in list(agent.held)[:MOST_WORKS]:
        one = book.live.interactions[interaction_id]
        shown = one.shown
        wraps = shown.state is InteractionState.WRAP_UP
        held_since = one.passage.held_since if one.passage is not None else None
        began = shown.ended_at if wraps else held_since
        yield AgentWork(
            interaction_id=shown.id,
            conversation_id=shown.conversation_id,
            channel=shown.channel,
            queue_id=shown.queue_id,
            queue_name=shown.queue_name[:MOST_NAME],
            customer_name=shown.customer_name[:MOST_NAME],
            since=began or _talks_since(one),
            held=held_since is not None and not wraps,
            wrap_up=wraps,
        )


def _talks_since(one: LiveInteraction) -> Millis:
    """Since when agent and customer of a call hear each other, else since when the agent has it."""
    passage = one.passage
    if passage is not None and passage.left is Left.ANSWERED and passage.left_at is not None:
        return passage.left_at
    return one.shown.accepted_at or one.shown.arrived_at


def _loads(agent: LiveAgent, works: Iterable[AgentWork]) -> Iterable[AgentLoad]:
    channels = [one.channel for one in works]
    for channel, limit in agent.profile.capacity.items():
        used = channels.count(channel)
        if used or limit:
            yield AgentLoad(channel=channel, used=used, limit=limit)


def _activity(agent: LiveAgent, works: Iterable[AgentWork]) -> tuple[Activity, Millis]:
    """What outweighs the rest, and since when: the oldest of its kind."""
    found: dict[Activity, list[Millis]] = {}
    for one in works:
        if one.wrap_up:
            kind = Activity.WRAP_UP
        elif one.channel in (Channel.VOICE, Channel.VIDEO):
            kind = Activity.HOLD if one.held else Activity.TALKING
        else:
            kind = Activity.MESSAGING
        found.setdefault(kind, []).append(one.since)
    if agent.offers:
        found[Activity.OFFERED] = [one.offer.offered_at for one in agent.offers.values()]
    for kind in _OUTWEIGHS:
        if kind in found:
            return kind, min(found[kind])
    if agent.presence.in_call:
        return Activity.TALKING, 0
    return Activity.IDLE, 0


_OUTWEIGHS = (
    Activity.TALKING,
    Activity.HOLD,
    Activity.OFFERED,
    Activity.MESSAGING,
    Activity.WRAP_UP,
)


def could_take(line: AgentLine, agent: LiveAgent, only: Collection[Channel] = ()) -> bool:
    """Whether an agent could be offered something now (by one of these channels): routing may, and there is room that
    no call takes."""
    if not agent.channels or line.activity in (Activity.TALKING, Activity.HOLD, Activity.OFFERED):
        return False
    return any(
        one.used < one.limit
        and (not only or (one.channel in only and one.channel in agent.channels))
        for one in line.loads
    )


def listed(book: Book, queue_id: str, which: Listed) -> BoardListed:
    """The interactions of a queue behind a figure."""
    waits = which is Listed.WAITING
    states = _WAITING if waits else _IN_HAND
    found = [
        one
        for one in book.live.interactions.values()
        if one.shown.queue_id == queue_id
        and one.shown.state in states
        and not book.live.is_consult(one.shown.id)
    ]
    lines = sorted(map(_listed, found), key=lambda one: (one.since, one.interaction_id))
    named = [_named(book, one) for one in lines[:MOST_LISTED]]
    return BoardListed(queue_id=queue_id, listed=which, lines=tuple(named), total=len(lines))


_WAITING = frozenset({InteractionState.QUEUED, InteractionState.OFFERED})
_IN_HAND = frozenset({InteractionState.ACTIVE, InteractionState.WRAP_UP})


def _listed(one: LiveInteraction) -> ListedLine:
    shown, passage = one.shown, one.passage
    came = passage.came_at if passage is not None else shown.arrived_at
    return ListedLine(
        interaction_id=shown.id,
        conversation_id=shown.conversation_id,
        customer_name=shown.customer_name[:MOST_NAME],
        channel=shown.channel,
        since=came if shown.state in _WAITING else _talks_since(one),
        vip=shown.vip,
        preview=shown.preview,
        agent_id=shown.agent_id or "",
    )


def _named(book: Book, line: ListedLine) -> ListedLine:
    from msgspec.structs import replace

    agent = book.live.agents.get(line.agent_id)
    return line if agent is None else replace(line, agent_name=agent.profile.name[:MOST_NAME])
