"""The tables of what agents did all day.

Promises what `tables` promises. `doings` is only added to: each row holds until the agent's next one. `metadata` is the
same, with these tables in it.
"""

from sqlalchemy import BigInteger, Column, Index, Table

from agent_desktop.hub.storage import routed_tables
from agent_desktop.hub.storage.columns import key_time, text

metadata = routed_tables.metadata


doings = Table(
    "doings",
    metadata,
    text("agent_id", primary=True),
    key_time("at"),
    text("state"),
    text("reason"),
    text("doing"),
    Index("doings_at", "at"),
    sqlite_with_rowid=False,
)

# how long of each day that is over; made of the table above
days_spent = Table(
    "days_spent",
    metadata,
    key_time("from_at"),
    text("agent_id", primary=True),
    text("state", primary=True),
    text("doing", primary=True),
    Column("ms", BigInteger, nullable=False, server_default="0"),
    sqlite_with_rowid=False,
)
days_spent_made = Table(
    "days_spent_made",
    metadata,
    key_time("from_at"),
    Column("until_at", BigInteger, nullable=False),
)
