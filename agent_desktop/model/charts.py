"""Which columns of a report name its rows, which one is drawn, and how far its axis goes: on screen as in files.

Promises round values above the greatest. Pure.
"""

from collections.abc import Sequence
from math import floor, log10
from typing import Final

from agent_desktop.model.reports import Column, Kind

NUMBERS: Final = frozenset({Kind.COUNT, Kind.MS, Kind.SHARE, Kind.TIMES})
FIRST: Final = ("service_level", "offered")
"""The columns that are drawn before somebody chose one, where a report has them; else its first number."""


def is_number(column: Column) -> bool:
    """Whether a column can be compared and drawn."""
    return column.kind in NUMBERS


def names_of(columns: Sequence[Column]) -> int:
    """How many columns before the first number say what a row is about; a rank stands before them."""
    found = 0
    for at, one in enumerate(columns):
        if not is_number(one):
            found = at + 1
        elif one.name != "rank":
            break
    return found


def charted(columns: Sequence[Column], chosen: str = "") -> str:
    """The column of the chart: the chosen one, a usual one, or the first number; empty without any. A rank is none."""
    numbers = [one.name for one in columns if is_number(one) and one.name != "rank"]
    wanted = (chosen, *FIRST)
    return next((one for one in wanted if one in numbers), next(iter(numbers), ""))


def ceiling(unit: str, greatest: float) -> float:
    """A round value that is not below the greatest."""
    if unit == "share":
        steps = (0.05, 0.1, 0.2, 0.5)
        return next((one for one in steps if greatest <= one), 1.0)
    if unit == "ms":
        return _time_ceiling(greatest)
    if greatest <= 1:
        return 1.0 if unit != "count" else 2.0
    size = 10 ** floor(log10(greatest))
    found = next(one * size for one in (1, 2, 4, 5, 6, 8, 10) if greatest <= one * size)
    return float(max(found, 2))


def _time_ceiling(greatest: float) -> float:
    steps = (10, 20, 30, 60, 120, 240, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400, 28_800)
    found = next((one for one in steps if greatest <= one * 1000), None)
    if found is not None:
        return found * 1000.0
    days = 86_400_000
    return float(-(-greatest // days) * days)
