"""Customers' talks with menus and bots: records to rows and back.

Promises that sums which are kept of a talk (`self_service_sums`) are due in the transaction that changes it. Each
function works in the open transaction of the storage that it is given.
"""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import select

from agent_desktop.hub.storage import self_service_sums
from agent_desktop.hub.storage.database import Values
from agent_desktop.hub.storage.self_service_tables import self_service
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.self_service import RETURN_MS, Ended, SelfService
from agent_desktop.model.work import Channel

_COLUMNS: Final = ", ".join(column.name for column in self_service.columns)


def keep(storage: Storage, talk: SelfService) -> None:
    """Insert or replace the row."""
    storage.put(self_service, (talk.id,), _row, talk)
    self_service_sums.touch(storage, talk.began_at)


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
