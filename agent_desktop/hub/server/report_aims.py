"""Which figures of a report miss what they are to reach, as files and mails say it; as the window shows it, too.

Promises words beside every colour. Refuses figures that nobody set a target for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from agent_desktop.hub.metrics.reports.languages import say_in
from agent_desktop.hub.server.report_cells import shown
from agent_desktop.model.aims import Aim, Aims
from agent_desktop.model.charts import names_of
from agent_desktop.model.reports import Cell, Report
from agent_desktop.model.work import Channel

TOTAL: Final = -1
"""The place of the row of everything."""
MARK: Final = "▲"
"""Before a figure that misses its target, where there is nothing but letters."""


@dataclass(frozen=True)
class Missed:
    """The figures that miss their target, by the places of row and column; `aimed`: some figure has one."""

    cells: Mapping[tuple[int, int], Aim] = field(default_factory=dict)
    aimed: bool = False


NONE: Final = Missed()
"""Nothing is said of targets."""


def missed(report: Report, aims: Aims, queue_id: str = "", channel: str = "") -> Missed:
    """What misses its target; `queue_id` and `channel` are those that all of it is of (empty: of any)."""
    found: dict[tuple[int, int], Aim] = {}
    aimed = False
    names = [one.name for one in report.columns]
    for row, cells in _rows(report):
        key = report.keys[row] if 0 <= row < len(report.keys) else None
        queue = (key.queue if key is not None else None) or queue_id
        of = _channel((key.channel if key is not None else None) or channel)
        for at, name in enumerate(names):
            aim = aims.of(name, queue, of)
            aimed = aimed or aim is not None
            cell = cells[at]
            if aim is not None and not isinstance(cell, str) and aim.missed(cell):
                found[row, at] = aim
    return Missed(found, aimed)


def _channel(name: str) -> Channel | None:
    return next((one for one in Channel if one.value == name), None)


def _rows(report: Report) -> Iterator[tuple[int, Sequence[Cell]]]:
    yield from enumerate(report.rows)
    if report.total is not None:
        yield TOTAL, report.total


def aim_words(report: Report, at: int, aim: Aim) -> str:
    """What a figure of a column is to reach and does not."""
    say = say_in(report.language)
    words = say("Target missed: at least") if aim.at_least else say("Target missed: at most")
    return f"{words} {shown(aim.value, report.columns[at], report)}"


def row_words(report: Report, row: int, misses: Missed) -> str:
    """The targets that a row misses, each with its column; empty where it misses none."""
    return "; ".join(
        f"{report.columns[at].caption}: {aim_words(report, at, aim)}"
        for (of, at), aim in misses.cells.items()
        if of == row
    )


def remark(report: Report, misses: Missed) -> str:
    """What the marks mean and how many there are; empty where no figure has a target."""
    if not misses.aimed:
        return ""
    say = say_in(report.language)
    return f"{say('Targets missed')}: {len(misses.cells)}"


def lines(report: Report, misses: Missed, most: int) -> list[str]:
    """The missed targets for a mail: all of them where these are few, else that of everything, then the worst."""
    say = say_in(report.language)
    there = list(misses.cells.items())
    few = len(there) <= most
    told = there if few else sorted(there, key=lambda one: _worse(report, *one))[:most]
    found = [
        f"{MARK} {row_name(report, row)}, {report.columns[at].caption}:"
        f" {shown(_cell(report, row, at), report.columns[at], report)}"
        f" ({aim_words(report, at, aim)})"
        for (row, at), aim in told
    ]
    if few:
        return found
    return [f"{say('The worst of them')}:", *found, f"{say('and more')}: {len(there) - most}"]


def _worse(report: Report, place: tuple[int, int], aim: Aim) -> tuple[bool, float]:
    """What comes first: the row of everything, then what is farthest from its target, as a part of that."""
    figure = _cell(report, *place)
    assert not isinstance(figure, str)
    off = abs((figure or 0) - aim.value)
    return place[0] != TOTAL, -(off / aim.value if aim.value else off)


def _cell(report: Report, row: int, at: int) -> Cell:
    cells = report.total if row == TOTAL else report.rows[row]
    return None if cells is None else cells[at]


def row_name(report: Report, row: int) -> str:
    """A row by the cells before its first figure."""
    if row == TOTAL:
        return say_in(report.language)("Total")
    names = max(1, names_of(report.columns))
    pairs = zip(report.rows[row][:names], report.columns, strict=False)
    return " ".join(shown(cell, column, report) for cell, column in pairs)
