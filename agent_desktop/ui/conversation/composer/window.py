"""The time in which a network takes free text after the customer's last message: how it stands, in words.

Promises a sentence for each state, and when the words will be others, so that nobody has to look more often. Refuses
widgets and clocks: the moment is given.
"""

from dataclasses import dataclass
from typing import Final

from agent_desktop.model.base import Millis
from agent_desktop.model.ways import ReplyWay
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr

SECOND: Final[Millis] = 1_000
MINUTE: Final[Millis] = 60_000
HOUR: Final[Millis] = 3_600_000
DAY: Final[Millis] = 86_400_000
URGENT: Final[Millis] = HOUR
"""In the last hour it is said more loudly."""


@dataclass(frozen=True, slots=True)
class WindowLook:
    """`closed`: no free text is taken, and `words` say why. `next_ms`: when it looks different, None for never."""

    words: str
    urgent: bool
    closed: bool
    templates: bool
    next_ms: Millis | None


def window_look(way: ReplyWay | None, now: Millis) -> WindowLook | None:
    """How a way's time stands; None where free text is always taken."""
    if way is not None and way.stopped:
        words = tr("The customer asked not to be written to there. Take another way, or call.")
        return WindowLook(words, True, True, False, None)
    if way is None or way.until is None:
        return None
    left = way.until - now
    if left <= 0:
        return WindowLook(_closed(way), True, True, way.templates, None)
    urgent = left <= URGENT
    unit = SECOND if left <= MINUTE else MINUTE
    next_ms = left % unit or unit
    if left > URGENT:
        next_ms = min(next_ms, left - URGENT)
    words = tr("{time} left to write freely", time=left_words(left))
    return WindowLook(words, urgent, False, way.templates, next_ms)


def left_words(left: Millis) -> str:
    """`6 d 3 h`, `18 h 12 min`, `12 min`, and seconds in the last minute; begun ones count."""
    if left <= MINUTE:
        return tr("{n} s", n=-(-left // SECOND))
    minutes = -(-left // MINUTE)
    if minutes < 60:
        return tr("{n} min", n=minutes)
    if minutes < 48 * 60:
        return tr("{hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)
    hours = minutes // 60
    return tr("{days} d {hours} h", days=hours // 24, hours=hours % 24)


def _closed(way: ReplyWay) -> str:
    name = single_line(way.name, 60)
    if not way.until:
        if way.templates:
            return tr(
                "{name} takes only templates until the customer has written there.", name=name
            )
        return tr("{name} takes nothing until the customer has written there.", name=name)
    if way.templates:
        return tr(
            "The customer's last message was too long ago. Until the next one, {name} takes only "
            "templates.",
            name=name,
        )
    return tr(
        "The customer's last message was too long ago. {name} takes no reply until the next one.",
        name=name,
    )
