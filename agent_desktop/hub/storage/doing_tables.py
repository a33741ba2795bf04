"""The tables of what agents did all day.

Promises what `tables` promises. `doings` is only added to: each row holds until the agent's next one. `metadata` is the
same, with these tables in it.
"""

from sqlalchemy import BigInteger, Column, Index, Table

from agent_desktop.hub.storage import routed_tables
from agent_desktop.hub.storage.columns import key_time as _at
from agent_desktop.hub.storage.columns import text as _text

metadata = routed_tables.metadata


doings = Table(
    "doings",
    metadata,
    _text("agent_id", primary=True),
    _at("at"),
    _text("state"),
    _text("reason"),
    _text("doing"),
    Index("doings_at", "at"),
    sqlite_with_rowid=False,
)

# how long of each day that is over; made of the table above
days_spent = Table(
    "days_spent",
    metadata,
    _at("from_at"),
    _text("agent_id", primary=True),
    _text("state", primary=True),
    _text("doing", primary=True),
    Column("ms", BigInteger, nullable=False, server_default="0"),
    sqlite_with_rowid=False,
)
days_spent_made = Table(
    "days_spent_made",
    metadata,
    _at("from_at"),
    Column("until_at", BigInteger, nullable=False),
)
