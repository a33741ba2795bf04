"""Which days of a time to look into, where kept sums of days say that there is nothing in the others.

Promises every quarter of an hour in which anybody counts, and perhaps more; that a stretch holds whole quarters. Reads
in the open transaction of the storage that it is given.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import text

from agent_desktop.hub.storage.counting import Span
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis

_QUARTER_MS: Final[Millis] = 900_000
_LONGEST_MS: Final[Millis] = 100 * _QUARTER_MS
"""A day with 25 hours: where each ends is not known here."""


def days_of(
    storage: Storage,
    table: str,
    span: Span,
    which: str,
    values: Mapping[str, Any],
    untrue: str = "",
) -> list[Span]:
    """Where days lie for which a row `c` of kept sums meets a condition, and the quarters of an hour that a table holds
    for which the sums of days are `untrue`: in order, none twice, within a time."""
    inside = {"first": span.since, "begin": span.since - _LONGEST_MS, "until": span.until}
    days = (
        f"SELECT DISTINCT c.from_at FROM {table} c"
        f" WHERE c.from_at > :begin AND c.from_at < :until AND {which}"
    )
    rows = storage.rows(text(days), {**values, **inside})
    found = [Span(0, row[0], row[0] + _LONGEST_MS) for row in rows]
    if untrue:
        marks = f"SELECT from_at FROM {untrue} WHERE from_at >= :first AND from_at < :until"
        rows = storage.rows(text(marks), inside)
        found += [Span(0, row[0], row[0] + _QUARTER_MS) for row in rows]
    return list(_together(sorted(found), span))


def _together(found: Iterable[Span], span: Span) -> Iterable[Span]:
    since, until = span.since, span.since
    for one in found:
        if one.since > until:
            if until > since:
                yield Span(0, since, until)
            since = one.since
        until = max(until, min(one.until, span.until))
    if until > since:
        yield Span(0, since, until)
