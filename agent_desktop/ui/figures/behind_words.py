"""Whom a figure counts, in words: the question's head, the choice of who, and a row for each line.

Promises safe single lines, and for each line what it adds to the figure. Pure formatting: nothing here knows a widget.
"""

from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from agent_desktop.model.base import Millis
from agent_desktop.model.behind import Behind, BehindLine, Which
from agent_desktop.model.figures import Definition
from agent_desktop.model.work import Channel
from agent_desktop.ui.figures.words import title, value_words
from agent_desktop.ui.kit.format import day, time_of_day, timer
from agent_desktop.ui.kit.marks import channel_word
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import later, tr

_ENDS: Final = {
    "": later("Waits"),
    "answered": later("Answered"),
    "abandoned": later("Gave up"),
    "cancelled": later("Cancelled"),
    "callback": later("Callback"),
    "overflowed": later("Queue was full"),
    "voicemail": later("Voicemail"),
    "moved": later("Moved to another queue"),
    "accepted": later("Accepted"),
    "declined": later("Declined"),
    "missed": later("Missed"),
    "rescinded": later("Taken back"),
    # interactions as a whole
    "queued": later("Waits"),
    "offered": later("Waits"),
    "active": later("In hand"),
    "wrap_up": later("In wrap-up"),
    "done": later("Done"),
    # talks with menus and bots
    "handed_off": later("Handed off"),
    "left": later("Left"),
    "failed": later("Not understood"),
    "after_hours": later("House closed"),
}
"""How a waiting ended, or an offer, or a talk; what became of an interaction."""

_DID: Final = {
    "busy": later("With work in hand"),
    "offered": later("Asked to take somebody"),
    "lost": later("Without a link"),
    "day": later("The whole day"),
    "ready": later("Ready, nothing to do"),
    "break": later("Break"),
    "meal": later("Meal"),
    "meeting": later("Meeting"),
    "training": later("Training"),
    "not_responding": later("Not responding"),
    "wrap_up": later("Wrap-up"),
}
"""What an agent did, or the whole of it."""

_SIDES: Final = {
    "service_level": (later("In time"), later("Not in time")),
    "abandon_rate": (later("Gave up"), later("Answered")),
    "abandon_rate_of_offered": (later("Gave up"), later("Did not give up")),
    "abandon_rate_without_short": (later("Gave up"), later("Answered")),
    "transfer_rate": (later("Transferred"), later("Not transferred")),
    "satisfied": (later("Satisfied"), later("Not satisfied")),
    "rating_rate": (later("Rated"), later("Not rated")),
    "first_contact_resolution": (later("Settled at once"), later("Not settled at once")),
    "easy": (later("Easy"), later("Not easy")),
    **dict.fromkeys(
        ("survey_rate", "satisfaction_rate", "promoter_rate", "effort_rate"),
        (later("Answered"), later("Not answered")),
    ),
    "outcome_rating_rate": (later("Rated"), later("Not rated")),
    "contained": (later("Without a person"), later("Handed off")),
    "contained_strictly": (later("Got what they wanted"), later("All others")),
    "occupancy": (later("Busy"), later("Idle")),
}
"""Who counts above, and who only below."""


@dataclass(frozen=True)
class BehindRow:
    """A row of the list."""

    key: str
    title: str
    detail: str
    when: str
    value: str
    channel: Channel | None
    conversation_id: str

    @property
    def words(self) -> str:
        """All of it, for a screen reader."""
        channel = channel_word(self.channel) if self.channel is not None else ""
        parts = (self.title, channel, self.when, self.detail, self.value)
        return ", ".join(one for one in parts if one)


def choices(definition: Definition) -> tuple[tuple[str, str], ...]:
    """Which of those who count can be chosen; none where all count alike."""
    words = _SIDES.get(definition.name)
    if words is None:
        return ()
    return (
        (Which.ALL.value, tr("All")),
        (Which.COUNTED.value, tr(words[0])),
        (Which.OTHERS.value, tr(words[1])),
    )


def head(definition: Definition, about: str) -> str:
    """The measure, and what it is a figure of."""
    return f"{title(definition)} · {about}" if about else title(definition)


def row(line: BehindLine, page: Behind, now: Millis, zone: ZoneInfo | None) -> BehindRow:
    """A line as a row; times in the house's zone."""
    agent = single_line(line.agent_name, 60)
    if line.channel is None:  # agents' time
        return _of_time(line, now, zone, agent)
    place = agent or single_line(line.queue_name, 40)
    words = _ENDS.get(line.left, "")
    ended = tr(words) if words and not (agent and line.left == "answered") else ""
    detail = " · ".join(one for one in (place, ended) if one)
    return BehindRow(
        key=line.key,
        title=single_line(line.customer_name, 60) or tr("Unknown customer"),
        detail=detail,
        when=_when(line.came_at, now, zone),
        value=value(line, page.definition),
        channel=line.channel,
        conversation_id=line.conversation_id,
    )


def _of_time(line: BehindLine, now: Millis, zone: ZoneInfo | None, agent: str) -> BehindRow:
    whole = line.left == "day"
    share = whole and line.below
    did = _DID.get(line.left)
    adds = (
        value_words("share", line.above / line.below) if share else timer(line.above or line.below)
    )
    return BehindRow(
        key=line.key,
        title=agent,
        detail=tr(did) if did else line.left,
        when=day(line.came_at, now, zone=zone) if whole else _when(line.came_at, now, zone),
        value=adds,
        channel=None,
        conversation_id="",
    )


def _when(at: Millis, now: Millis, zone: ZoneInfo | None) -> str:
    moment, name = time_of_day(at, zone=zone), day(at, now, zone=zone)
    return moment if name == day(now, now, zone=zone) else f"{name}, {moment}"


def value(line: BehindLine, definition: Definition) -> str:
    """What a line adds: its time or rating; where it is only counted, how long it waited."""
    if definition.unit == "ms":
        return timer(line.above)
    if definition.unit == "times" and line.below == 1:
        return value_words("count", line.above)
    return "" if line.waited_ms is None else tr("Waited {time}", time=timer(line.waited_ms))
