"""What the desk holds in mind of the team's settings: what is kept of each topic, and how orders stand.

Promises values that are replaced and never changed in place. Refuses to hold an order: it may carry a secret.
"""

from agent_desktop.desk.trail_state import TrailState
from agent_desktop.model.administration import Found, Kept, Topic
from agent_desktop.model.base import Record
from agent_desktop.model.errors import Problem


class TopicState(Record, frozen=True):
    """A topic as the backend last told of it, None before it did. `problem` says why it could not be told anew.

    `words` were looked for in what is `kept`; `wanted` are those that are looked for now.
    """

    kept: Kept | None = None
    reading: bool = False
    problem: Problem | None = None
    words: str = ""
    wanted: str = ""


class OrderState(Record, frozen=True):
    """An order of the administrator's: on its way, done, or refused with a `problem`. `found` is what came of it."""

    topic: Topic
    done: bool = False
    found: Found = ()
    problem: Problem | None = None


class Administration(Record, frozen=True):
    """Topics, and the latest orders by the id that the window gave them; and the audit trail."""

    topics: dict[Topic, TopicState] = {}
    orders: dict[str, OrderState] = {}
    trail: TrailState = TrailState()

    def topic(self, topic: Topic) -> TopicState:
        """How a topic stands."""
        return self.topics.get(topic, TopicState())
