"""What stands behind a figure: what it counts, one line each, and what each line adds.

Lines are interactions on their way through queues, offers, interactions as a whole, talks with menus and bots,
customers, and stretches of agents' time. Promises that the lines of all pages together give the figure: what they add
above and below makes it.
"""

from enum import StrEnum
from typing import Final

from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.figure_questions import By, FigureQuestion
from agent_desktop.model.figures import LONGEST, OF_PLANS, Definition
from agent_desktop.model.work import Channel

OF_TIME: Final = frozenset(
    {
        *("signed_in_ms", "busy_ms", "idle_ms", "ringing_ms", "not_ready_ms", "unlinked_ms"),
        *OF_PLANS,
    }
)
"""Sums of agents' time."""


class Which(StrEnum):
    """Which of those who are counted."""

    ALL = "all"
    COUNTED = "counted"
    """Who adds to what is divided: answered in time, given up."""
    OTHERS = "others"
    """Who counts only below: not in time."""


class BehindQuestion(Record, frozen=True):
    """Whose line is asked for: a measure of `figures`, of one row of it, which is `about` something (what, and its id;
    an empty one is the row of nobody), and of a stretch of these days where both ends are given. `disposition` is the
    outcome of a row of outcomes, `mostly` the channel of a row of customers' channels."""

    figures: FigureQuestion
    measure: str
    which: Which = Which.ALL
    about: tuple[tuple[By, str], ...] = ()
    since: Millis | None = None
    until: Millis | None = None
    disposition: str | None = None
    mostly: str = ""


class BehindLine(Record, frozen=True):
    """What is counted once. `key` tells lines apart; a stretch of an agent's time has no interaction.

    `above` and `below` are what it adds to what is divided, and to what that is divided by. `waited_ms` is how long it
    has waited until now or waited until it was answered or left; None where nobody waited. `left` is how the waiting
    ended (of an offer or a talk: how that did; of an interaction as a whole: its state; of an agent's time: what they
    did), empty while it goes on. `conversation_id` is empty where there is none, or none any more.
    """

    key: str
    interaction_id: str
    conversation_id: str
    customer_name: str
    channel: Channel | None
    queue_id: str
    queue_name: str
    agent_id: str
    agent_name: str
    came_at: Millis
    waited_ms: Millis | None
    left: str
    above: int
    below: int


class Behind(Tagged, frozen=True, tag="figure_behind"):
    """A page of lines, the newest first. `sums` are those that the figure is made of, true at the moment `made_at`.

    `after` asks for the next page; empty at the end.
    """

    made_at: Millis
    definition: Definition
    sums: dict[str, int]
    figure: float | None
    lines: tuple[BehindLine, ...]
    after: str = ""


def is_of_time(definition: Definition) -> bool:
    """Whether it is made of agents' time."""
    return bool(OF_TIME & {*definition.numerator, *definition.denominator})


def is_longest(definition: Definition) -> bool:
    """Whether it is the greatest of all, and not their sum."""
    return definition.numerator == (LONGEST,)
