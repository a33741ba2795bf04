"""Who is consulted: the colleague who is named, or the next of those of a queue or with a skill.

Promises that one is asked at a time: who is ready, has the least in hand, and has been so the longest. Refuses who is
not at a desk.
"""

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.centre.live import LiveAgent
from agent_desktop.model.base import Millis
from agent_desktop.model.consulting import ConsultWork
from agent_desktop.model.errors import Refused
from agent_desktop.model.people import PresenceState


def wanted(book: Book, agent: LiveAgent, asked: ConsultWork) -> tuple[str, LiveAgent]:
    """How who is looked for is called, and who is asked first. Raises Refused."""
    if asked.agent_id:
        other = book.live.agents.get(asked.agent_id)
        if other is None or other is agent:
            raise unknown("agent_id", asked.agent_id)
        if not is_there(book, other):
            raise Refused(
                f"{other.profile.name} is not at a desk.",
                remedy="Ask somebody else, or transfer without asking.",
                field="agent_id",
                value=other.profile.name,
            )
        return "", other
    if asked.queue_id:
        queue = book.live.queues.get(asked.queue_id)
        if queue is None:
            raise unknown("queue_id", asked.queue_id)
        whom, field = queue.name, "queue_id"
    else:
        whom, field = asked.skill, "skill"
    looks = (agent.profile.id,)
    first = next_one(book, asked.queue_id, asked.skill, asked.level, looks)
    if first is None:
        raise Refused(
            f"Nobody of {whom} is ready now.",
            remedy="Ask somebody else, or transfer without asking.",
            field=field,
            value=whom,
        )
    return whom, first


def is_there(book: Book, agent: LiveAgent) -> bool:
    """Whether the agent can answer: a desk is linked, whatever they chose besides Offline."""
    linked = agent.profile.id in book.links.sockets
    return linked and agent.presence.state is not PresenceState.OFFLINE


def next_one(
    book: Book, queue_id: str, skill: str, level: int, without: tuple[str, ...]
) -> LiveAgent | None:
    """Of those who are ready, who has the least in hand, and of these who has been so the longest."""
    asks = [each.shown.agent_id for each in book.live.consults.values()]
    found = [
        one
        for key, one in book.live.agents.items()
        if key not in without
        and is_there(book, one)
        and one.presence.state is PresenceState.READY
        and (not queue_id or queue_id in one.profile.queues)
        and (not skill or one.profile.skills.get(skill, 0) >= level)
    ]

    def load(one: LiveAgent) -> tuple[int, Millis, str]:
        key = one.profile.id
        return len(one.held) + len(one.offers) + asks.count(key), one.presence.since, key

    return min(found, key=load, default=None)
