"""A customer's journey: the interactions that they had, in order."""

from typing import NamedTuple

from agent_desktop.model.base import Millis


class JourneyStep(NamedTuple):
    """One interaction of a customer. `number` is that of its conversation, `came` how it came to its first queue."""

    conversation_id: str
    number: int
    arrived_at: Millis
    channel: str
    queue_id: str
    entry_point_id: str
    agent_id: str
    came: str
    state: str
    waited_ms: Millis | None
    handle_ms: Millis
    disposition: str
    rating: int | None
