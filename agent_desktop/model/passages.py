"""Passages: one interaction's way through one queue into at most one agent's hands; what figures are counted from.

Promises one vocabulary for who keeps them and who counts them. A passage is never taken back, only completed.
"""

from enum import StrEnum

from agent_desktop.model.base import Millis, Record
from agent_desktop.model.work import Channel


class Came(StrEnum):
    """How a passage began."""

    ARRIVED = "arrived"
    """The customer came."""
    TRANSFERRED = "transferred"
    """An agent sent the interaction to a queue, or to a colleague through it."""
    RETURNED = "returned"
    """It fell out of an agent's hands: the desk or the telephone was gone."""
    HANDED_OVER = "handed_over"
    """A colleague who was in it already took it over; nobody waited."""
    BEGUN = "begun"
    """An agent began it; nobody waited."""
    CALLED_IN = "called_in"
    """A colleague asked the agent aside, in a call or in writing, or into a conference: the work stays the colleague's,
    and nobody waited."""


class Left(StrEnum):
    """How the waiting ended."""

    NOT_YET = ""
    ANSWERED = "answered"
    ABANDONED = "abandoned"
    CANCELLED = "cancelled"
    CALLBACK = "callback"
    OVERFLOWED = "overflowed"
    VOICEMAIL = "voicemail"
    MOVED = "moved"
    """It waits in another queue."""


class Gone(StrEnum):
    """How an agent's part ended."""

    NOT_YET = ""
    DONE = "done"
    TRANSFERRED = "transferred"
    RETURNED = "returned"


class Passage(Record, frozen=True):
    """One way through a queue. `number` counts the passages of an interaction from 1.

    `came_at` is the interaction's arrival for the first, and when it came to this queue for later ones. `left_at` is
    when the waiting ended: for an answered call when agent and customer heard each other, else when the agent took it.
    The agent's work ends at `ended_at`, the wrap-up at `wrapped_at` (the same without one). `first_reply_ms` is the
    time from the interaction's arrival to a person's first answer, in the passage in which it was given. `hold_ms` is
    how long the customer was held, without a hold that goes on since `held_since`. Its offers are those with an epoch
    above `first_epoch`, up to `last_epoch`. `part` counts from 1 the passages of the interaction that were answered,
    0 for the others. `engaged_ms` is how much of a written conversation the agent spent without another one that had
    begun before: of an agent's conversations these times add up to the time in any of them; it runs since
    `engaged_since`. In written channels `asked_at` is since when the customer waits for a word; `replies` are how often
    one came, `reply_ms` how long it took altogether. `rating` is the customer's, 1 to 5. What ends in `in_hours` is the
    same as far as the house was open, by the calendar that held when the answer came; without one it is not counted.
    """

    interaction_id: str
    number: int
    queue_id: str
    channel: Channel
    came: Came
    came_at: Millis
    entry_point_id: str = ""
    first_epoch: int = 0
    last_epoch: int | None = None
    agent_id: str = ""
    left: Left = Left.NOT_YET
    left_at: Millis | None = None
    first_reply_ms: Millis | None = None
    ended_at: Millis | None = None
    wrapped_at: Millis | None = None
    gone: Gone = Gone.NOT_YET
    hold_ms: Millis = 0
    held_since: Millis | None = None
    part: int = 0
    engaged_ms: Millis = 0
    engaged_since: Millis | None = None
    asked_at: Millis | None = None
    replies: int = 0
    reply_ms: Millis = 0
    rating: int | None = None
    first_reply_in_hours_ms: Millis | None = None
    replies_in_hours: int = 0
    reply_in_hours_ms: Millis = 0

    @property
    def handled(self) -> bool:
        """Whether an agent's part in it began and is over, with the wrap-up."""
        return self.left is Left.ANSWERED and self.wrapped_at is not None


class PassageOffer(Record, frozen=True):
    """An offer that was made in a passage, and its end (empty while it is pending)."""

    came_at: Millis
    queue_id: str
    channel: Channel
    entry_point_id: str
    agent_id: str
    outcome: str
