"""The rule by which a public post gains priority as more people see it: part of an entry point's settings.

Promises a rule for whatever was kept: where a number is missing, the usual one. Refuses, when an administrator writes
them, what is no whole number within bounds.
"""

from collections.abc import Mapping
from typing import Final

from agent_desktop.hub.written.limits import Field
from agent_desktop.model.base import Record
from agent_desktop.model.errors import Refused
from agent_desktop.model.words import later

STEP: Final = "reach_step"
MOST: Final = "reach_most"
DIGITS: Final = 4


class ReachRule(Record, frozen=True):
    """A point of priority for so many (`step`) who shared, liked or answered a post, up to `most` points.

    Routing counts a point as a minute of waiting. 0 steps: never.
    """

    step: int = 100
    most: int = 60

    def points(self, reach: int) -> int:
        """What a post gains by its reach."""
        return min(reach // self.step, self.most) if self.step else 0


_USUAL: Final = ReachRule()
FIELDS: Final = (
    Field(
        name=STEP,
        label=later("People for a point of priority"),
        required=False,
        advanced=True,
        default=str(_USUAL.step),
        hint=later("Who shared, liked or answered a public post; 0 for never."),
    ),
    Field(
        name=MOST,
        label=later("Points at the most"),
        required=False,
        advanced=True,
        default=str(_USUAL.most),
        hint=later("A point counts as a minute of waiting."),
    ),
)


def reach_rule(settings: Mapping[str, str]) -> ReachRule:
    """The rule that was kept."""

    def number(name: str, usual: int) -> int:
        text = settings.get(name, "").strip()
        good = text.isascii() and text.isdecimal() and len(text) <= DIGITS
        return int(text) if good else usual

    return ReachRule(step=number(STEP, _USUAL.step), most=number(MOST, _USUAL.most))


def check_reach(settings: Mapping[str, str]) -> None:
    """Raises Refused, naming the field."""
    for name in (STEP, MOST):
        text = settings.get(name, "").strip()
        if text and not (text.isascii() and text.isdecimal() and len(text) <= DIGITS):
            raise Refused(
                "This is no whole number of up to four digits.",
                remedy="Write digits alone, or leave it empty.",
                field=name,
                value=text,
            )
