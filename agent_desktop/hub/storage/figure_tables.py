"""The tables of kept sums, from which figures of long times are read.

Promises what `tables` promises. What they hold is made of passages and can be thrown away and made again. `metadata` is
the same, with these tables in it.
"""

from sqlalchemy import BigInteger, Column, Table

from agent_desktop.hub.storage import report_tables
from agent_desktop.hub.storage.columns import key
from agent_desktop.model.figures import KEPT, LONGEST

metadata = report_tables.metadata


def _from() -> Column[int]:
    return Column("from_at", BigInteger, primary_key=True, autoincrement=False)


def _sums() -> list[Column[int]]:
    return [
        Column(name, BigInteger, nullable=False, server_default="0") for name in (*KEPT, LONGEST)
    ]


def _table(name: str, *keys: str) -> Table:
    return Table(name, metadata, _from(), *map(key, keys), *_sums(), sqlite_with_rowid=False)


_KEYS = ("queue_id", "channel", "entry_point_id")

quarters_by_agent = _table("quarters_by_agent", *_KEYS, "agent_id")
quarters_by_queue = _table("quarters_by_queue", *_KEYS)
# days of the house: made of quarters of an hour
days_by_agent = _table("days_by_agent", *_KEYS, "agent_id")
# of interactions that have tags, once for each tag
quarters_by_tag = _table("quarters_by_tag", *_KEYS, "agent_id", "tag")
days_by_tag = _table("days_by_tag", *_KEYS, "agent_id", "tag")


def _due(name: str) -> Table:
    # `token` changes whenever something of that time does
    return Table(name, metadata, _from(), Column("token", BigInteger, nullable=False))


# which quarters of an hour, and days with such, are not made yet or not true any more
sums_due = _due("sums_due")
days_due = _due("days_due")
