"""Reports: tables that team leads read, whatever they are made of, and how they are asked for.

Promises that a report says of itself what is needed to read it alone: its time, its zone, what it leaves out, and what
each column means. A cell without data is None, never 0.
"""

from enum import StrEnum

from agent_desktop.model.base import Millis, Record, Tagged

Cell = str | int | float | None


class Kind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    COUNT = "count"
    MS = "ms"
    """How long, in milliseconds."""
    SHARE = "share"
    """A part of the whole, which is 1."""
    TIMES = "times"
    """A plain figure: a mean, a score."""
    MOMENT = "moment"
    """When, in milliseconds since 1970."""
    DAY = "day"
    """A day as 2026-03-29."""


class Column(Record, frozen=True):
    """A column. `name` is for programs, `caption` for people; `words` is what it means, empty where that is plain.

    A quotient says which sums stand above and below its line, as `Definition` does. `behind` is the measure whose list
    stands behind its cells, as `/v1/figures/behind` takes it; empty where they count nothing.
    """

    name: str
    caption: str
    kind: Kind
    words: str = ""
    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()
    behind: str = ""


Parts = tuple[int, int] | None
"""What a quotient is made of: the sum above its line, and the one below."""


class RowKey(Record, frozen=True):
    """What a row is about, by ids, and from when until when. None: rows are not told apart by that; an empty id is the
    row of nobody. `mostly` is the channel of a row of customers' channels; a row with a `conversation` is one
    interaction of it."""

    since: Millis
    until: Millis
    queue: str | None = None
    channel: str | None = None
    entry_point: str | None = None
    agent: str | None = None
    team: str | None = None
    tag: str | None = None
    disposition: str | None = None
    mostly: str | None = None
    conversation: str | None = None


class ReportInfo(Record, frozen=True):
    """A report that may be asked for. `asks` are the parameters that it heeds besides the time and the team."""

    name: str
    title: str
    words: str
    asks: tuple[str, ...]


class Reports(Tagged, frozen=True, tag="reports"):
    """Every report."""

    reports: tuple[ReportInfo, ...]


class Report(Tagged, frozen=True, tag="report"):
    """A report as it is at `made_at`. `only` says in words what it was narrowed to, each as what and which.

    Each row has a cell for every column; `total` is the row of everything, None where that would say nothing. `cut`:
    there were more rows than are shown. `notes` say how to read it. `parts` are what the quotients of each row are made
    of, cell by cell, `total_parts` the same of the total; both are empty where a report has none. `keys` say what each
    row is about, for who looks at what it counts. `counted_again` is that of `Figures`.
    """

    name: str
    title: str
    words: str
    made_at: Millis
    from_at: Millis
    until_at: Millis
    zone: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
    only: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    cut: bool = False
    language: str = "en"
    parts: tuple[tuple[Parts, ...], ...] = ()
    total_parts: tuple[Parts, ...] = ()
    keys: tuple[RowKey, ...] = ()
    counted_again: int | None = None


class FoundCustomer(Record, frozen=True):
    """A customer whose journey can be asked for. `detail` tells them from others of the same name."""

    id: str
    name: str
    detail: str = ""


class FoundCustomers(Tagged, frozen=True, tag="found_customers"):
    """Those who were found, the likeliest first."""

    customers: tuple[FoundCustomer, ...]
