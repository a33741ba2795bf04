"""Containment: talks with menus and bots as sums, and the metrics made of these.

Promises that a talk counts strictly only when the day is over in which its customer could have come again; that one
which goes on counts nowhere yet. Out of hours nobody takes over, and so it is no handoff: strictly it is not contained.
"""

from typing import Final

from agent_desktop.model.base import Millis
from agent_desktop.model.figures import Definition
from agent_desktop.model.self_service import RETURN_MS, Ended, SelfService


def share(talk: SelfService, now: Millis) -> dict[str, int]:
    """What a talk adds to the sums at the moment `now`."""
    if talk.ended is Ended.NOT_YET or talk.ended_at is None:
        return {}
    made = {"self_service": 1, f"self_service_{talk.ended.value}": 1}
    if talk.ended is not Ended.HANDED_OFF:
        made["contained"] = 1
    if talk.ended_at + RETURN_MS <= now:
        made["self_service_ripe"] = 1
        again = talk.again_at is not None and talk.again_at <= talk.ended_at + RETURN_MS
        made["contained_strictly"] = talk.ended is Ended.DONE and not again
    return made


def _count(name: str, words: str) -> Definition:
    return Definition(name=name, words=words, formula=name, unit="count", numerator=(name,))


def _share(name: str, words: str, formula: str, below: str) -> Definition:
    return Definition(
        name=name,
        words=words,
        formula=formula,
        unit="share",
        numerator=(name,),
        denominator=(below,),
    )


DEFINITIONS: Final[tuple[Definition, ...]] = (
    _count(
        "self_service",
        "Talks with a menu or a bot that are over, and callers whom the closed house answered."
        " Not told by agent or tag.",
    ),
    _share(
        "contained",
        "The share of these talks in which no person took over. Not told by agent or tag.",
        "without a handoff / talks",
        "self_service",
    ),
    _share(
        "contained_strictly",
        "The share of these talks in which the customer got what they came for and did not come again within 24 hours."
        " Who left, was not understood or met a closed house is not among them. Talks count when these hours are over."
        " Not told by agent or tag.",
        "done and stayed away / talks whose 24 hours are over",
        "self_service_ripe",
    ),
    _count("self_service_handed_off", "Talks after which a person took over, or is to."),
    _count("self_service_done", "Talks that came to an end that the menu or the bot has for them."),
    _count("self_service_left", "Talks amid which the customer left."),
    _count("self_service_failed", "Talks in which the customer was not understood, or that broke."),
    _count("self_service_after_hours", "Talks that ended because the house was closed."),
)
"""The metrics of self-service."""
