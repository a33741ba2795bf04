"""The words of a report's cells: numbers, times and days as the agent's language writes them, and differences.

Promises a dash where there is no data, never 0; that what a quotient is made of is said with it. Pure formatting.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale

from agent_desktop.model.charts import is_number
from agent_desktop.model.reports import Cell, Column, Kind, Parts
from agent_desktop.ui.figures.words import DASH, day_words, sum_title, sum_words, value_words
from agent_desktop.ui.kit.format import MINUS, local, time_of_day, timer
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr

_LONGEST: Final = 80


def words(cell: Cell, column: Column, zone: ZoneInfo) -> str:
    """A cell."""
    if cell is None:
        return DASH
    match column.kind:
        case Kind.MOMENT if not isinstance(cell, str):
            at = round(cell)
            return f"{day_words(local(at, zone).date())}, {time_of_day(at, zone=zone)}"
        case Kind.DAY:
            return _day(str(cell))
        case Kind.TEXT:
            return single_line(str(cell), _LONGEST) or DASH
    return value_words(column.kind.value, cell) if isinstance(cell, int | float) else str(cell)


def _day(text: str) -> str:
    try:
        return day_words(date.fromisoformat(text))
    except ValueError:
        return text


def made_of(column: Column, parts: Parts) -> tuple[str, ...]:
    """What a quotient is made of: the division, then what stands above and below the line."""
    if parts is None or not column.denominator:
        return ()
    above = sum_words(column.numerator[0], parts[0])
    below = sum_words(column.denominator[0].lstrip("-"), parts[1])
    return (
        f"{above} / {below}",
        f"{_sums(column.numerator)}: {above}",
        f"{_sums(column.denominator)}: {below}",
    )


def _sums(names: Sequence[str]) -> str:
    plus = [sum_title(one) for one in names if not one.startswith("-")]
    less = [sum_title(one[1:]) for one in names if one.startswith("-")]
    return f" {MINUS} ".join((" + ".join(plus), *less))


def difference(cell: Cell, before: Cell, column: Column) -> str:
    """How much more it is than before; empty where either has no data."""
    if not is_number(column) or not _number(cell) or not _number(before):
        return ""
    assert not isinstance(cell, str)
    assert not isinstance(before, str)
    more = float(cell or 0) - float(before or 0)
    sign = "+" if more > 0 else MINUS if more < 0 else "±"
    size = abs(more)
    match column.kind:
        case Kind.MS:
            return f"{sign}{timer(round(size))}"
        case Kind.SHARE:
            return tr("{n} pts", n=f"{sign}{QLocale().toString(100 * size, 'f', 1)}")
        case Kind.TIMES:
            return f"{sign}{QLocale().toString(size, 'f', 2)}"
    return f"{sign}{QLocale().toString(round(size))}"


def _number(cell: Cell) -> bool:
    return isinstance(cell, int | float)
