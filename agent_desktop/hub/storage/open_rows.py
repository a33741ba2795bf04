"""What is open, and what was at a moment: kept shares as indexes alone tell them, and what changed since.

Promises what is written at that moment, without a look at any row that did not change: what is open lies all over the
file, and each look would be one at the disk. Reads in the open transaction of the storage that it is given.
"""

from typing import Any, Final

from sqlalchemy import text

from agent_desktop.hub.storage.counting import Only, has_tag, wanted, where
from agent_desktop.hub.storage.report_rows import AGENT, CAME
from agent_desktop.hub.storage.share_rows import many_due
from agent_desktop.hub.storage.share_tables import LONG_MS
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.shares import Key

Line = tuple[tuple[Millis, str], Key]
"""When it came, the interaction, and whose it is."""

_OPEN: Final = "k.closed_at IS NULL"
_WAS_OPEN: Final = "k.closed_at >= :at"
# "+": no index is to be sought by this
_LONG: Final = f"+k.came_at < :at AND k.closed_at - k.came_at >= {LONG_MS}"
_SHORT: Final = f"k.came_at >= :begin AND k.came_at < :at AND k.closed_at - k.came_at < {LONG_MS}"
_FIRST_PASSAGE: Final = f"p.interaction_id = i.id AND {CAME}"
# "cross": SQLite begins with the few that changed, or that are open
_CHANGED: Final = (
    "FROM shares_due t CROSS JOIN interactions i CROSS JOIN passages p"
    f" WHERE i.id = t.interaction_id AND {_FIRST_PASSAGE}"
)
_WRITTEN: Final = f"FROM interactions i CROSS JOIN passages p WHERE {_FIRST_PASSAGE}"
_UNCHANGED: Final = (
    " AND NOT EXISTS (SELECT 1 FROM shares_due t WHERE t.interaction_id = k.interaction_id)"
)


def open_now(storage: Storage, only: Only) -> list[Line]:
    """What is open now, by when it arrived; the newest first."""
    if many_due(storage):
        parts = [_written("i.arrived_at", _WRITTEN, "i.closed_at IS NULL", only)]
    else:
        parts = [
            _kept("k.arrived_at", _OPEN, only, _UNCHANGED),
            _written("i.arrived_at", _CHANGED, "i.closed_at IS NULL", only),
        ]
    return _lines(storage, parts, only, {})


def open_at(storage: Storage, at: Millis, only: Only) -> list[Line]:
    """What was open at a moment, or is still, by when it came to its first queue; the newest first.

    Where more changed than anybody can wait for, as it was kept.
    """
    late = many_due(storage)
    more = "" if late else _UNCHANGED
    parts = [
        _kept("k.came_at", which, only, more)
        for which in (
            f"{_OPEN} AND +k.came_at < :at",
            f"{_WAS_OPEN} AND {_LONG}",
            f"+{_WAS_OPEN} AND {_SHORT}",
        )
    ]
    if not late:
        which = "p.came_at < :at AND (i.closed_at IS NULL OR i.closed_at >= :at)"
        parts.append(_written("p.came_at", _CHANGED, which, only))
    return _lines(storage, parts, only, {"at": at, "begin": at - LONG_MS})


def _kept(at: str, which: str, only: Only, more: str) -> str:
    return (
        f"SELECT {at}, k.interaction_id, k.queue_id, k.channel, k.entry_point_id, k.agent_id"
        f" FROM shares k WHERE k.created + k.reopened > 0 AND {which}"
        f"{where(only, 'k', 'k.agent_id')}{_tagged(only, 'k')}{more}"
    )


def _written(at: str, rows: str, which: str, only: Only) -> str:
    return (
        f"SELECT {at}, i.id, p.queue_id, p.channel, p.entry_point_id, {AGENT}"
        f" {rows} AND {which}{where(only, 'p', AGENT)}{_tagged(only, 'p')}"
    )


def _tagged(only: Only, row: str) -> str:
    return f" AND {has_tag(row)}" if only.tag else ""


def _lines(storage: Storage, parts: list[str], only: Only, values: dict[str, Any]) -> list[Line]:
    rows = storage.rows(text(" UNION ALL ".join(parts)), wanted(only) | values)
    lines = [((row[0], row[1]), (row[2], row[3], row[4], row[5])) for row in rows]
    return sorted(lines, key=lambda one: one[0], reverse=True)
