"""Adherence and conformance: when somebody worked, beside when they were to work, as sums and metrics of these.

Adherence asks whether it was at the right time, conformance whether it was long enough. Promises that stretches which
overlap count once; that without a plan there is no figure. Nobody plans shifts in the hub, so no table shows them.
"""

from collections.abc import Iterable
from typing import Final

from agent_desktop.model.base import Millis
from agent_desktop.model.figures import Definition

Stretch = tuple[Millis, Millis]
"""Where it begins, and where it ends."""


def followed(planned: Iterable[Stretch], worked: Iterable[Stretch]) -> dict[str, int]:
    """What plan and work of one agent add: how long was planned, how long was worked, and how long both at once."""
    plan, work = _apart(planned), _apart(worked)
    both = sum(
        max(0, min(end, until) - max(begin, since)) for since, until in plan for begin, end in work
    )
    return {"planned_ms": _long(plan), "worked_ms": _long(work), "in_plan_ms": both}


def _apart(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same time without overlaps, in order."""
    found: list[Stretch] = []
    for since, until in sorted(stretches):
        if found and since <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], until))
        elif until > since:
            found.append((since, until))
    return found


def _long(stretches: Iterable[Stretch]) -> Millis:
    return sum(until - since for since, until in stretches)


DEFINITIONS: Final = tuple(
    Definition(
        name=name,
        words=words,
        formula=formula,
        unit="share",
        numerator=(above,),
        denominator=("planned_ms",),
    )
    for name, words, formula, above in (
        (
            "adherence",
            "How much of the planned time was worked when it was planned.",
            "worked as planned / planned",
            "in_plan_ms",
        ),
        (
            "conformance",
            "How much was worked of what was planned, whenever it was.",
            "worked / planned",
            "worked_ms",
        ),
    )
)
"""The metrics of plans."""
