"""Customers' talks with menus and bots: records to rows and back, and their sums.

Promises the sums that `hub.metrics.self_service` makes of the same talks, in words that every database knows; they are
counted from the rows each time, so there is nothing kept that could say otherwise. Each function works in the open
transaction of the storage that it is given.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import select, text

from agent_desktop.hub.storage.counting import Only, Span, columns, grouped, spans, wanted, where
from agent_desktop.hub.storage.database import Values
from agent_desktop.hub.storage.self_service_tables import self_service
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import OF_SELF_SERVICE
from agent_desktop.model.self_service import RETURN_MS, Ended, SelfService
from agent_desktop.model.work import Channel

_NOBODY: Final = "''"
_COLUMNS: Final = ", ".join(column.name for column in self_service.columns)
_RIPE: Final = f"c.ended_at + {RETURN_MS} <= :now"
_SUMS: Final = {
    "self_service": "count(*)",
    "contained": "sum(CASE WHEN c.ended <> 'handed_off' THEN 1 ELSE 0 END)",
    "self_service_ripe": f"sum(CASE WHEN {_RIPE} THEN 1 ELSE 0 END)",
    "contained_strictly": (
        f"sum(CASE WHEN {_RIPE} AND c.ended = 'done' AND (c.again_at IS NULL"
        f" OR c.again_at > c.ended_at + {RETURN_MS}) THEN 1 ELSE 0 END)"
    ),
    **{
        f"self_service_{one.value}": f"sum(CASE WHEN c.ended = '{one.value}' THEN 1 ELSE 0 END)"
        for one in Ended
        if one is not Ended.NOT_YET
    },
}


def keep(storage: Storage, talk: SelfService) -> None:
    """Insert or replace the row."""
    storage.put(self_service, (talk.id,), _row, talk)


def _row(talk: SelfService) -> Values:
    return (
        talk.id,
        talk.began_at,
        talk.channel._value_,
        talk.entry_point_id,
        talk.queue_id,
        talk.flow,
        talk.customer_id,
        talk.address,
        talk.ended._value_,
        talk.ended_at,
        talk.again_at,
    )


def talk_of(row: Sequence[Any]) -> SelfService:
    """The talk of a row of the table."""
    return SelfService(
        id=row[0],
        began_at=row[1],
        channel=Channel(row[2]),
        entry_point_id=row[3],
        queue_id=row[4],
        flow=row[5],
        customer_id=row[6],
        address=row[7],
        ended=Ended(row[8]),
        ended_at=row[9],
        again_at=row[10],
    )


def talk(storage: Storage, talk_id: str) -> SelfService | None:
    """The talk with this id."""
    row = storage.get(self_service, (talk_id,))
    return None if row is None else talk_of(row)


def running(storage: Storage) -> list[SelfService]:
    """The talks that are not over."""
    found = select(self_service).where(self_service.c.ended == "").order_by(self_service.c.id)
    return [talk_of(row) for row in storage.rows(found)]


def done_before(
    storage: Storage, column: str, value: str, now: Millis, but: str
) -> SelfService | None:
    """A talk of the last 24 hours that was done, of whom the `column` (address or customer_id) names; not `but`."""
    assert column in ("address", "customer_id")
    words = (
        f"SELECT {_COLUMNS} FROM self_service WHERE {column} = ? AND ended = 'done'"
        " AND again_at IS NULL AND ended_at >= ? AND id <> ?"
    )
    row = storage.find(words, (value, now - RETURN_MS, but))
    return None if row is None else talk_of(row)


class Counted(NamedTuple):
    """Sums of one interval and one value of each key."""

    number: int
    key: tuple[str, ...]
    sums: dict[str, int]


def read(
    storage: Storage, intervals: Sequence[Span], keys: Sequence[str], only: Only, now: Millis
) -> Iterator[Counted]:
    """The sums of the talks that began in these intervals."""
    added = ", ".join(_SUMS[name] for name in OF_SELF_SERVICE)
    words = (
        f"{spans(intervals)} SELECT {columns(keys, 'c', _NOBODY)}, {added}"
        " FROM s CROSS JOIN self_service c WHERE c.began_at >= s.since AND c.began_at < s.until"
        f" AND c.ended <> ''{where(only, 'c', _NOBODY)} GROUP BY {grouped(keys)}"
    )
    width = 1 + len(keys)
    for row in storage.rows(text(words), {**wanted(only), "now": now}):
        sums = {name: int(one) for name, one in zip(OF_SELF_SERVICE, row[width:], strict=True)}
        yield Counted(row[0], tuple(row[1:width]), sums)
