"""Rows and columns of reports that are made of figures; what all reports are made into.

Promises rows in an order that says something (time, or the most first), with the names of things instead of their ids;
what has no name any more is shown by its id.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from agent_desktop.hub.metrics.definitions import adder
from agent_desktop.hub.metrics.reports import captions
from agent_desktop.hub.metrics.reports.catalogue import OfFigures
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import FigureRow, Figures
from agent_desktop.model.reports import Cell, Column, Parts, RowKey

Row = tuple[Cell, ...]
Span = tuple[Millis, Millis]
"""From when until when."""


class Table(NamedTuple):
    """What is made: columns, rows, and the row of everything where it says something."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    parts: tuple[tuple[Parts, ...], ...] = ()
    total_parts: tuple[Parts, ...] = ()
    keys: tuple[RowKey, ...] = ()


class Called(NamedTuple):
    """What ids are called."""

    queues: Mapping[str, str]
    channels: Mapping[str, str]
    entry_points: Mapping[str, str]
    agents: Mapping[str, str]
    dispositions: Mapping[str, str]
    groups: Mapping[str, str]


def of_figures(
    report: OfFigures,
    every: str,
    by: Sequence[str],
    figures: Figures,
    called: Called,
    day: Callable[[Millis], str],
) -> Table:
    """A table of figures. `day` is the local day of a moment."""
    rows = [(NOTHING, row) for row in figures.rows if by == ("interval",) or _any(report, row)]
    table = labelled(report, rows, figures, every, by, called, day)
    return table._replace(
        total=_whole(table, len(_keys(by)), figures.total, report),
        total_parts=_parts(table.columns)(figures.total),
    )


def _any(report: OfFigures, row: FigureRow) -> bool:
    """Whether anything of what the report tells happened in a row: others are not its business."""
    return any(row.figures[one] for one in report.metrics)


class Label(NamedTuple):
    """What a row is besides: a team or a tag, by its name, and by its id."""

    name: str | None = None
    team: str | None = None
    tag: str | None = None


NOTHING: Final = Label()


def labelled(
    report: OfFigures,
    rows: Iterable[tuple[Label, FigureRow]],
    figures: Figures,
    every: str,
    by: Sequence[str],
    called: Called,
    day: Callable[[Millis], str],
) -> Table:
    """The same of rows that have a label of their own: a team's, a tag's. No total: they may overlap."""
    metrics = {one.name: one for one in figures.definitions}
    keys = _keys(by)
    head = [captions.of_time(every) if one == "interval" else captions.of_part(one) for one in keys]
    names: dict[str, Callable[[FigureRow], Cell]] = {
        "queue": lambda row: called_as(called.queues, row.queue_id),
        "channel": lambda row: called_as(called.channels, row.channel),
        "entry_point": lambda row: called_as(called.entry_points, row.entry_point_id),
        "agent": lambda row: called_as(called.agents, row.agent_id),
        "interval": lambda row: row.from_at if every.isdecimal() else day(row.from_at),
    }
    columns = (*head, *(captions.of_metric(metrics[one]) for one in report.metrics))
    parts_of = _parts(columns)
    made, parts, about = [], [], []
    for label, row in rows:
        made.append(
            (
                *(label.name if one not in names else names[one](row) for one in keys),
                *(row.figures[one] for one in report.metrics),
            )
        )
        parts.append(parts_of(row))
        about.append(_key(label, row))
    return Table(columns, tuple(made), parts=tuple(parts), keys=tuple(about))


def _key(label: Label, row: FigureRow) -> RowKey:
    return RowKey(
        since=row.from_at,
        until=row.until_at,
        queue=row.queue_id,
        channel=row.channel,
        entry_point=row.entry_point_id,
        agent=row.agent_id,
        team=label.team,
        tag=label.tag,
    )


def _parts(columns: Sequence[Column]) -> Callable[[FigureRow], tuple[Parts, ...]]:
    """What finds out of what the quotients of a row are made, cell by cell."""
    adders = [
        (adder(one.numerator), adder(one.denominator)) if one.denominator else None
        for one in columns
    ]

    def parts_of(row: FigureRow) -> tuple[Parts, ...]:
        sums = row.sums
        return tuple([None if one is None else (one[0](sums), one[1](sums)) for one in adders])

    return parts_of


_ORDER: Final = ("interval", "team", "tag", "queue", "channel", "entry_point", "agent")


def _keys(by: Sequence[str]) -> list[str]:
    return [one for one in _ORDER if one in by]


def _whole(table: Table, keys: int, total: FigureRow, report: OfFigures) -> Row:
    return (*[None] * keys, *(total.figures[one] for one in report.metrics))


def called_as(names: Mapping[str, str], key: str | None) -> str:
    """A name; of what has none its id, of nobody's an empty text."""
    return names.get(key or "", "") or (key or "")
