"""Self-service: a customer's talk with a menu, a bot or the house's closed door, and how it ended.

Promises one vocabulary for who leads such talks (menus of the telephone, rules, bots), who keeps them and who counts
them: containment is made of these facts alone. A talk that came to a person goes on as an interaction of the same id.
"""

from enum import StrEnum
from typing import Final

from agent_desktop.model.base import Millis, Record
from agent_desktop.model.work import Channel

RETURN_MS: Final[Millis] = 24 * 3_600_000
"""Who comes again within this time did not get what they came for."""


class Ended(StrEnum):
    """How a talk ended."""

    NOT_YET = ""
    DONE = "done"
    """The customer had what they came for: they chose an end that the menu or the bot has for them."""
    HANDED_OFF = "handed_off"
    """A person took over, or is to: a queue, another number, a message that somebody hears."""
    LEFT = "left"
    """The customer left amid it."""
    FAILED = "failed"
    """It did not understand, or broke."""
    AFTER_HOURS = "after_hours"
    """The house was closed, and nobody there to take over."""


class SelfService(Record, frozen=True):
    """A talk. `flow` is the menu or the bot, or the rule, that led it; `queue_id` is whose work it spares.

    `address` is by what the customer comes (a number, or a visitor of a page), empty for one who cannot be known again;
    `customer_id` is empty where nobody knows who that is. `again_at` is when the customer came again, within
    `RETURN_MS` of a talk that was done.
    """

    id: str
    channel: Channel
    began_at: Millis
    flow: str = ""
    entry_point_id: str = ""
    queue_id: str = ""
    customer_id: str = ""
    address: str = ""
    ended: Ended = Ended.NOT_YET
    ended_at: Millis | None = None
    again_at: Millis | None = None
