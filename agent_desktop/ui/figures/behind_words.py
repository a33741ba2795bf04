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
}
"""How a waiting ended, or an offer."""

_SIDES: Final = {
    "service_level": (later("In time"), later("Not in time")),
    "abandon_rate": (later("Gave up"), later("Answered")),
    "abandon_rate_of_offered": (later("Gave up"), later("Did not give up")),
    "abandon_rate_without_short": (later("Gave up"), later("Answered")),
    "transfer_rate": (later("Transferred"), later("Not transferred")),
    "satisfied": (later("Satisfied"), later("Not satisfied")),
    "rating_rate": (later("Rated"), later("Not rated")),
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
    channel: Channel
    conversation_id: str

    @property
    def words(self) -> str:
        """All of it, for a screen reader."""
        parts = (self.title, channel_word(self.channel), self.when, self.detail, self.value)
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
    place = agent or single_line(line.queue_name, 40)
    words = _ENDS.get(line.left, "")
    ended = tr(words) if words and not (agent and line.left == "answered") else ""
    detail = " · ".join(one for one in (place, ended) if one)
    moment = time_of_day(line.came_at, zone=zone)
    name = day(line.came_at, now, zone=zone)
    today = day(now, now, zone=zone)
    return BehindRow(
        key=line.key,
        title=single_line(line.customer_name, 60) or tr("Unknown customer"),
        detail=detail,
        when=moment if name == today else f"{name}, {moment}",
        value=value(line, page.definition),
        channel=line.channel,
        conversation_id=line.conversation_id,
    )


def value(line: BehindLine, definition: Definition) -> str:
    """What a line adds: its time or rating; where it is only counted, how long it waited."""
    if definition.unit == "ms":
        return timer(line.above)
    if definition.name == "rating":
        return value_words("count", line.above)
    return "" if line.waited_ms is None else tr("Waited {time}", time=timer(line.waited_ms))
