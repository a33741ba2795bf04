"""A report in another language: its words, its captions and those of its cells that are words of ours.

Promises that names which people gave (queues, agents, dispositions) stay as they are, and that what has no German
stays English instead of being left out.
"""

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.metrics.reports.german import GERMAN
from agent_desktop.model.reports import Cell, Column, Report, ReportInfo

LANGUAGES: Final = ("en", "de")
_OURS: Final = frozenset({"channel", "how", "became"})
"""Columns whose cells are words of ours."""

Say = Callable[[str], str]


def say_in(language: str) -> Say:
    """What says a word in a language."""
    if language == "de":
        return lambda words: GERMAN.get(words, words)
    return lambda words: words


def wanted(accept: str) -> str:
    """Which of ours an `Accept-Language` header likes best; English where it names none."""
    best, found = 0.0, "en"
    for part in accept.split(","):
        tag, _, weight = part.partition(";")
        name = tag.strip().lower().partition("-")[0]
        try:
            liked = float(weight.partition("=")[2]) if weight else 1.0
        except ValueError:
            liked = 0.0
        if name in LANGUAGES and liked > best:
            best, found = liked, name
    return found


def translated(report: Report, language: str) -> Report:
    """The report in that language."""
    say = say_in(language)
    ours = [one.name in _OURS for one in report.columns]

    def row(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        pairs = zip(cells, ours, strict=True)
        return tuple(say(one) if mine and isinstance(one, str) else one for one, mine in pairs)

    return replace(
        report,
        title=say(report.title),
        words=say(report.words),
        columns=tuple(_column(one, say) for one in report.columns),
        rows=tuple(map(row, report.rows)) if any(ours) else report.rows,
        only=tuple((say(what), say(which)) for what, which in report.only),
        notes=tuple(map(say, report.notes)),
        language=language,
    )


def _column(column: Column, say: Say) -> Column:
    words, bracket, formula = column.words.partition(" (")
    if bracket:
        formula = f" ({say(formula.removesuffix(')'))})"
    return replace(column, caption=say(column.caption), words=f"{say(words)}{formula}")


def info(one: ReportInfo, language: str) -> ReportInfo:
    """What a report is, in that language."""
    say = say_in(language)
    return replace(one, title=say(one.title), words=say(one.words))
