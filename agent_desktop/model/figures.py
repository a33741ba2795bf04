"""Figures: what a house says about how they are made, and how they look when they are asked for.

Promises that sums travel beside what is made of them, and that a figure without data is None.
"""

from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import field

from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.errors import Refused
from agent_desktop.model.work import Channel

_HOUR: Millis = 3_600_000
LONGEST_MS: Millis = 31 * 24 * _HOUR
WITHIN_MS: dict[Channel, Millis] = {
    Channel.VOICE: 20_000,
    Channel.VIDEO: 20_000,
    Channel.CHAT: 30_000,
    Channel.SMS: _HOUR,
    Channel.SOCIAL: _HOUR,
    Channel.EMAIL: 24 * _HOUR,
}
"""Within which time customers are to be answered, unless the house or the queue says otherwise."""

AGAIN_MS: Final[Millis] = 7 * 24 * _HOUR
"""Within which time a customer comes again about the same, unless the house says otherwise."""

KEPT: Final = (
    "offered",
    "answered",
    "answered_within",
    "answer_wait_ms",
    "abandoned",
    "abandoned_within",
    "short_abandoned",
    "abandon_wait_ms",
    "other_exits",
    "late_exits",
    "late_callbacks",
    "handled",
    "interactions",
    "transferred",
    "handle_ms",
    "talk_ms",
    "hold_ms",
    "wrap_ms",
    "sessions",
    "session_ms",
    "engaged_ms",
    "replied",
    "first_reply_ms",
    "replies",
    "reply_ms",
    "replied_in_hours",
    "first_reply_in_hours_ms",
    "replies_in_hours",
    "reply_in_hours_ms",
    "rated",
    "rated_well",
    "rating",
    "consults",
    "consult_ms",
    "begun",
    "offers",
    "declined",
    "missed",
)
"""The sums that stay as they are while time passes; they add up."""
OF_COMING: Final = (
    *("created", "reopened"),
    *("issues", "resolved_at_once"),
    *("replied_issues", "replied_issues_ms"),
    *("replied_issues_in_hours", "replied_issues_in_hours_ms"),
    *("solved", "solved_ms", "solved_in_hours", "solved_in_hours_ms"),
    *("settled", "settled_ms", "settled_in_hours", "settled_in_hours_ms"),
)
"""The sums of interactions as customers came: of the backlog, and of issues that begin so."""
OF_CLOSING: Final = ("resolved", "gone")
"""Those of interactions that are over; they belong to the time in which they were closed."""
OF_ASKING: Final = (
    *("surveys", "survey_answers", "nps_answers", "promoters", "detractors"),
    *("ces_answers", "effort", "easy", "survey_refusals", "nps_surveys", "ces_surveys"),
)
"""Those of what customers were asked about it."""
OF_WHOLE: Final = (*OF_COMING, *OF_CLOSING, *OF_ASKING)
"""The sums that are counted of interactions as a whole, not of their passages; they add up."""
OF_SELF_SERVICE: Final = (
    *("self_service", "contained", "self_service_ripe", "contained_strictly"),
    *("self_service_handed_off", "self_service_done", "self_service_left"),
    *("self_service_failed", "self_service_after_hours"),
)
"""Those of talks with menus and bots; they add up too."""
OF_PLANS: Final = (
    *("planned_ms", "planned_work_ms", "in_plan_ms", "worked_ms", "paid_ms"),
    "signed_in_planned_ms",
)
"""The sums of shifts and how agents followed them; they add up. Work, pay and signing in count on
days with a shift alone."""
WAITING: Final = ("waiting", "late_waiting")
"""Those of who waits now; they add up too, and stand for one moment."""
LONGEST: Final = "longest_wait_ms"
"""The one of which only the greatest counts."""
RATED_WELL: Final = 4
"""From which rating on, of 5, a customer is satisfied."""


class Variant(StrEnum):
    """What the service level makes of those who gave up."""

    IGNORE = "ignore"
    """Who gave up within the threshold counts nowhere."""
    NEGATIVE = "negative"
    """Everybody who gave up counts as not served in time."""
    POSITIVE = "positive"
    """Who gave up within the threshold counts as served in time."""
    ANSWERED_ONLY = "answered_only"
    """Nobody who gave up counts."""
    SHORT_CREDIT = "short_credit"
    """Who gave up after a moment counts as served in time, the others as not."""
    REMOVED = "removed"
    """Whoever left the queue within the threshold, however, counts as served in time."""


class FigureRules(Record, frozen=True):
    """What the house says. `zone` is the time zone of its days; whoever gives up within `short_ms` did so after a
    moment. `within_ms` is within which time a channel is to be answered, `queues` the same for a queue of its own.
    A customer who comes again within `again_ms` about the same has the same issue; `unresolved` are the dispositions
    that say that it is not settled. `calendar` says when the house is open, `calendars` the same for a queue of its
    own; empty: there are no business hours.
    """

    zone: str = "UTC"
    variant: Variant = Variant.IGNORE
    short_ms: Millis = 5_000
    within_ms: dict[Channel, Millis] = field(default_factory=dict)
    queues: dict[str, dict[Channel, Millis]] = field(default_factory=dict)
    again_ms: Millis = AGAIN_MS
    unresolved: tuple[str, ...] = ()
    calendar: str = ""
    calendars: dict[str, str] = field(default_factory=dict)

    def calendar_of(self, queue_id: str) -> str:
        """The calendar whose business hours count for a queue; empty for none."""
        return self.calendars.get(queue_id, self.calendar)

    def threshold(self, queue_id: str, channel: Channel) -> Millis:
        """Within which time a customer is to be answered."""
        own = self.queues.get(queue_id, {}).get(channel)
        return own if own is not None else self.within_ms.get(channel, WITHIN_MS[channel])


def check(rules: FigureRules) -> None:
    """Raises Refused: a zone that this computer does not know, a time that makes no sense."""
    zone_of(rules.zone)
    times = [
        ("short_ms", rules.short_ms),
        ("again_ms", rules.again_ms),
        *(("within_ms", one) for one in rules.within_ms.values()),
    ]
    times += [("queues", one) for queue in rules.queues.values() for one in queue.values()]
    for name, one in times:
        if not 0 <= one <= LONGEST_MS:
            raise Refused("This time is not possible.", field=name, value=str(one))


def zone_of(name: str) -> ZoneInfo:
    """The time zone. Raises Refused."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, a path, a folder
        raise Refused("There is no such time zone.", field="zone", value=name[:60]) from None


class Definition(Record, frozen=True):
    """A metric. It is the sum of `numerator`, divided by that of `denominator` where it has one; the names are those
    of the sums, one with "-" before it is taken off. `words` says what it means, `formula` how it is made.
    """

    name: str
    words: str
    formula: str
    unit: str
    """ "count", "ms", "share" (1 is all) or "times"."""
    numerator: tuple[str, ...]
    denominator: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Its name in English words, which a window translates."""
        return self.name.replace("_", " ").capitalize()


class FigureRow(Record, frozen=True, omit_defaults=False):
    """The figures of one queue, channel, entry point, agent or team, and stretch of time, as far as was asked for.

    `sums` are counts and milliseconds, without those that are 0; `figures` what is made of them, null without data.
    """

    from_at: Millis
    until_at: Millis
    queue_id: str | None
    channel: Channel | None
    entry_point_id: str | None
    agent_id: str | None
    sums: dict[str, int]
    figures: dict[str, float | None]
    team_id: str | None = None
    tag: str | None = None


class Figures(Tagged, frozen=True, tag="figures"):
    """The figures of some days. `made_at` is the moment that they are true for; `total` is everything of these days.

    `counted_again`: the house, or an update, changed how figures are made; so many percent are counted by that, the
    newest first, and the rest still as before. None: everything is.
    """

    made_at: Millis
    from_at: Millis
    until_at: Millis
    zone: str
    variant: Variant
    definitions: tuple[Definition, ...]
    rows: tuple[FigureRow, ...]
    total: FigureRow
    counted_again: int | None = None
