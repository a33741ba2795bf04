"""What one interaction as a whole adds to sums: of issues, backlog, outcomes and surveys.

An interaction counts in up to three places: where its customer came (new or come again, and the issue that begins with
it), where it was closed, and for the agent and queue whose work a survey asked about. Its outcome counts where the
customer came. Passages, of which it may have several, count by themselves (`model.passages`).
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from agent_desktop.model.base import Millis
from agent_desktop.model.figures import OF_ASKING, OF_CLOSING, OF_COMING

Key = tuple[str, str, str, str]
"""Queue, channel, entry point and agent."""
Sums = tuple[int, ...]
"""Those of `OF_WHOLE`, or of a part of it, in order."""

NO_COMING: Final[Sums] = (0,) * len(OF_COMING)
NO_CLOSING: Final[Sums] = (0,) * len(OF_CLOSING)
NO_ASKING: Final[Sums] = (0,) * len(OF_ASKING)


class Related(NamedTuple):
    """By what an interaction is found from others of its customer: when it changes, what these add may change."""

    interaction_id: str
    customer_id: str
    conversation_id: str
    queue_id: str
    arrived_at: Millis
    ended_at: Millis | None


class Coming(NamedTuple):
    """A customer came: who, when, and to which queue by which channel and entry point, and whose it is."""

    customer_id: str
    at: Millis
    key: Key


class Told(NamedTuple):
    """What is written of an interaction and of the others of its customer. `at` is when it came to its first queue;
    None for one that came to none (a consultation). `came`: by the customer. `issue`: one begins with it; then `again`
    says whether the customer came again within the house's time."""

    related: Related
    at: Millis | None
    came: bool
    key: Key
    done: bool
    closed_at: Millis | None
    replied_at: Millis | None
    issue: bool
    again: bool
    solved_at: Millis | None
    settled_at: Millis | None
    reopened: bool
    disposition: str
    handle_ms: Millis
    rating: int | None
    asked: Key | None
    asked_kind: str
    score: int | None
    refused: bool


class Outcome(NamedTuple):
    """With which disposition agents ended it, and what it took and gave."""

    disposition: str
    handle_ms: Millis
    rated: int
    rating: int


class Share(NamedTuple):
    """What an interaction adds. `ripe_at` is when its issue counts for first-contact resolution, None when it does or
    never will; `closed_at` where it counts as closed; `outcome` None where agents did not end it."""

    related: Related
    at: Millis | None
    key: Key
    coming: Sums
    closed_at: Millis | None
    closing: Sums
    asked: Key
    asking: Sums
    outcome: Outcome | None
    ripe_at: Millis | None

    def came(self) -> Coming | None:
        """The coming of its customer, where it is one."""
        if self.at is None or not any(self.coming):
            return None
        return Coming(self.related.customer_id, self.at, self.key)

    def places(self) -> Iterator[tuple[Millis, Key, Sums]]:
        """Where it counts: a moment, a key, and the sums of `OF_WHOLE`."""
        if self.at is None:
            return
        if any(self.coming):
            yield self.at, self.key, (*self.coming, *NO_CLOSING, *NO_ASKING)
        if self.closed_at is not None:
            yield self.closed_at, self.key, (*NO_COMING, *self.closing, *NO_ASKING)
        if any(self.asking):
            yield self.at, self.asked, (*NO_COMING, *NO_CLOSING, *self.asking)
