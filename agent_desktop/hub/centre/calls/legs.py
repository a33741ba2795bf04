"""Who is in which call, as the last pictures show it."""

from collections.abc import Iterator

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.live import LiveAgent
from agent_desktop.hub.voice.records import Leg, VoiceCall


def agents_in(call: VoiceCall) -> tuple[str, ...]:
    """The agents with a telephone in a call, supervisors too, each once."""
    there = (leg.agent for leg in call.legs if leg.agent and leg.state != "awaited")
    return tuple(dict.fromkeys(there))


def leg_of(call: VoiceCall, agent_id: str) -> Leg | None:
    """The agent's leg, or the leg by which the agent supervises."""
    return next((leg for leg in call.legs if leg.agent == agent_id), None)


def calls_of(book: Book, agent_id: str) -> Iterator[VoiceCall]:
    """The calls in which an agent's telephone is."""
    return (call for call in book.links.pictures.values() if leg_of(call, agent_id) is not None)


def is_elsewhere(book: Book, agent: LiveAgent) -> bool:
    """Whether the agent's telephone is in a call that is not the agent's own work: consulted, supervising, leaving.

    Own work is what routing counts; of the rest it knows nothing, so that nothing may be offered meanwhile. A call of
    colleagues is apart: it only keeps the telephone.
    """
    return any(
        call.id not in agent.held and not any(leg.id in agent.held for leg in call.legs)
        for call in calls_of(book, agent.profile.id)
        if not call.internal
    )


def with_colleagues(book: Book, agent_id: str) -> bool:
    """Whether the agent's telephone is in a call of colleagues, or about to be."""
    return any(call.internal for call in calls_of(book, agent_id))


def talks(book: Book, agent_id: str) -> bool:
    """Whether the agent's telephone is up in a call."""
    own = (leg_of(call, agent_id) for call in calls_of(book, agent_id))
    return any(leg is not None and leg.state == "up" for leg in own)
