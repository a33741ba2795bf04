"""Which conversation a customer's message joins, and what a house may say about it.

Promises the reasons in the order in which they are tried; a house changes times, never that order.
"""

import re
from enum import StrEnum

from msgspec import field

from agent_desktop.model.base import Millis, Record
from agent_desktop.model.work import Channel

DAY_MS: Millis = 24 * 3_600_000


class WhyHere(StrEnum):
    """Why a message stands in its conversation, in the order in which the rules are tried."""

    ANSWER = "answer"
    """It answers a message of the conversation."""
    TOKEN = "token"
    """It came to the conversation's own address."""
    ROOM = "room"
    """It was written in the network's own thread that belongs to the conversation."""
    OPEN = "open"
    """The conversation of its writer was open."""
    RECENT = "recent"
    """The conversation of its writer by the same entry point was closed a short while ago."""
    SUBJECT = "subject"
    """It says that it answers, and a conversation of its writer has its subject."""
    NEW = "new"
    """Nothing of the above: a new conversation."""


class Joining(Record, frozen=True):
    """What the house says: how long a closed conversation goes on.

    `reopen_ms`: when its customer writes again by the same entry point, by channel (0: never; missing: a day).
    `answer_ms`: when a message answers one of it. `subject_ms`: when nothing but its subject tells (0: never).
    `orders` are the shapes of the house's order numbers, where # is any digit and ? any letter: "AB-######".
    """

    id: str = "joining"
    reopen_ms: dict[Channel, Millis] = field(default_factory=dict)
    answer_ms: Millis = 30 * DAY_MS
    subject_ms: Millis = 14 * DAY_MS
    orders: tuple[str, ...] = ()

    def reopens(self, channel: Channel) -> Millis:
        """How long a closed conversation goes on when its customer comes again by that channel."""
        return self.reopen_ms.get(channel, DAY_MS)


class KeepJoining(Record, frozen=True):
    """The house says this from now on, in place of what the administrator saw."""

    joining: Joining
    before: Joining


def pattern_of(shape: str) -> re.Pattern[str]:
    """What finds numbers of a shape in a text, as words of their own."""
    signs = {"#": "[0-9]", "?": "[A-Za-z]"}
    inner = "".join(signs.get(one) or re.escape(one) for one in shape)
    return re.compile(rf"(?<![\w-]){inner}(?![\w-])", re.IGNORECASE)
