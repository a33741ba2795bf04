"""Nothing is overwritten that the administrator has not seen."""

from collections.abc import Mapping
from typing import TypeVar

from agent_desktop.model.base import Record
from agent_desktop.model.errors import Conflict

R = TypeVar("R", bound=Record)


def unchanged(key: str, before: R | None, kept: Mapping[str, R]) -> None:
    """Raises Conflict unless `before` is what is kept."""
    now = kept.get(key)
    if now == before:
        return
    if before is None:
        raise Conflict("There is one with this id already.", remedy="Try again.", field="id")
    if now is None:
        raise Conflict("Somebody else removed this meanwhile.", remedy="Nothing was changed.")
    raise Conflict(
        "Somebody else changed this meanwhile.",
        remedy="What you did not touch shows their values now. Look at it, then save again.",
    )


def same_order(before: tuple[str, ...], now: tuple[str, ...]) -> None:
    """Raises Conflict unless the order of things is the one that was seen."""
    if before != now:
        raise Conflict(
            "Somebody else changed these meanwhile.",
            remedy="Look at their order now, then move them again.",
        )
