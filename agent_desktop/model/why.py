"""Why something is where it is, and why now: the facts that routing used, as they happened.

Promises that each fact is a record of its own, kept with the interaction in the order in which they became true; `Why`
adds what holds at the moment of asking. Refuses words: the reader's screen finds them.
"""

from enum import StrEnum

from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.consulting import ConsultEnd
from agent_desktop.model.rules import Plan, Step
from agent_desktop.model.work import InteractionState, Reason


class Placed(Tagged, frozen=True):
    """It came to wait in a queue: when it arrived, from a transfer, or from hands that let it go.

    One point is worth a minute of waiting: `priority` (its own, else the queue's), `value` (the customer's band) and
    `weight` (the queue's). Who has a higher class (`strict`) goes before all of a lower one. `agents` are asked first,
    until `reserved_until`; `agent_names` are filled in for who reads it.
    """

    at: Millis
    queue_id: str
    queue_name: str = ""
    priority: int = 0
    value: int = 0
    weight: int = 0
    strict: int = 0
    skills: dict[str, int] = {}
    agents: tuple[str, ...] = ()
    agent_names: tuple[str, ...] = ()
    reserved_until: Millis | None = None


class Stepped(Tagged, frozen=True):
    """It waited too long (`waited_ms`), or would have (`expected_ms`): the step `index` of its plan was due, from 0.

    Where it was not `possible` (a callback for a mail), it waits on.
    """

    at: Millis
    index: int
    step: Step
    target: str = ""
    waited_ms: Millis = 0
    expected_ms: Millis | None = None
    possible: bool = True


class Offered(Tagged, frozen=True):
    """An agent was asked, for these `reasons`, and what came of it: `outcome` is empty while the offer is pending.

    `note` is what the agent said on declining, or why routing took the offer back.
    """

    at: Millis
    epoch: int
    agent_id: str
    agent_name: str = ""
    until: Millis = 0
    reasons: tuple[Reason, ...] = ()
    ended_at: Millis | None = None
    outcome: str = ""
    note: str = ""


class Consulted(Tagged, frozen=True):
    """Who had it asked a colleague about it, who `joined` or not, and how that ended."""

    at: Millis
    by_id: str
    agent_id: str
    joined: bool
    ended_at: Millis
    ended: ConsultEnd
    by_name: str = ""
    agent_name: str = ""


class Move(StrEnum):
    """What people, or what is live, made of it."""

    TRANSFERRED = "transferred"
    """`by` sent it on; `target` is a queue's name, a colleague's or a skill."""
    RETURNED = "returned"
    """It came back out of the hands of `by`: `target` is a `WhyBack`, or empty when a call did not come about."""
    HANDED_OVER = "handed_over"
    """It went from `by` into the hands of `target`, who was not asked."""
    PULLED = "pulled"
    """`by` took it by hand."""
    PULLED_BEYOND = "pulled_beyond"
    """`by` took it by hand, beyond their capacity."""
    CALLBACK = "callback"
    """The customer keeps the place, and is called back."""
    ASIDE = "aside"
    """It gave way to something live in the hands of `by`."""
    TAKEN_UP = "taken_up"


class Moved(Tagged, frozen=True):
    """Somebody moved it, or it moved in somebody's hands: `by_id` is an agent, or empty."""

    at: Millis
    move: Move
    by_id: str = ""
    by_name: str = ""
    target: str = ""


Fact = Placed | Stepped | Offered | Consulted | Moved


class WhyNot(StrEnum):
    """Why an agent is not offered it now."""

    NONE = ""
    """Nothing stands against it."""
    AWAY = "away"
    CHANNEL = "channel"
    """Ready, and not for this channel."""
    SKILL = "skill"
    PASSED_OVER = "passed_over"
    """Was asked a moment ago."""
    BUSY = "busy"


class Candidate(Record, frozen=True):
    """An agent who serves a queue in which it waits. `detail` is the skill that lacks, with the level that it needs."""

    agent_id: str
    agent_name: str = ""
    why_not: WhyNot = WhyNot.NONE
    detail: str = ""
    preferred: bool = False


class Why(Tagged, frozen=True, tag="why"):
    """All of it: the `plan` of the house's rules (None where none held), and what happened.

    While it waits: its place from 1, the wait that is expected, the time by which it is ordered (arrival less a minute
    for each point), the skills that are still needed, the queues in which it waits as well, and the first agents who
    serve these; so many `more` are not listed.
    """

    interaction_id: str
    state: InteractionState
    arrived_at: Millis
    queue_id: str
    queue_name: str = ""
    agent_id: str | None = None
    plan: Plan | None = None
    facts: tuple[Fact, ...] = ()
    position: int | None = None
    expected_ms: Millis | None = None
    ordered_by: Millis | None = None
    needed: dict[str, int] = {}
    dropped: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    aside: bool = False
    candidates: tuple[Candidate, ...] = ()
    more: int = 0


class WhyBack(StrEnum):
    """Why an agent's work went back to its queue."""

    AWAY = "away"
    DISABLED = "disabled"
