"""The tables of customers' talks with menus and bots, and of their kept sums: containment is counted from them.

Promises what `tables` promises, and that a day is found by its index. It refers to no other table: many of these talks
never become an interaction. `metadata` is the same, with these tables in it.
"""

from sqlalchemy import BigInteger, Column, Index, Table, Text

from agent_desktop.hub.storage import share_tables
from agent_desktop.hub.storage.columns import text, where
from agent_desktop.model.figures import OF_SELF_SERVICE

metadata = share_tables.metadata

KEYS = ("queue_id", "channel", "entry_point_id")


_running = where("ended = ''")
_done = where("ended = 'done' AND again_at IS NULL")

self_service = Table(
    "self_service",
    metadata,
    Column("id", Text, primary_key=True),
    Column("began_at", BigInteger, nullable=False, server_default="0"),
    *map(text, ("channel", "entry_point_id", "queue_id", "flow", "customer_id", "address")),
    text("ended"),
    Column("ended_at", BigInteger, nullable=True),
    Column("again_at", BigInteger, nullable=True),
    Index("self_service_began", "began_at"),
    Index("self_service_running", "id", **_running),
    # who may come again
    Index("self_service_by_address", "address", **_done),
    Index("self_service_by_customer", "customer_id", **_done),
    sqlite_with_rowid=False,
)

# of the table above, by quarters of an hour in which nothing changes any more
self_service_quarters = Table(
    "self_service_quarters",
    metadata,
    Column("from_at", BigInteger, primary_key=True, autoincrement=False),
    *(Column(name, Text, primary_key=True, nullable=False) for name in KEYS),
    *(Column(name, BigInteger, nullable=False, server_default="0") for name in OF_SELF_SERVICE),
    sqlite_with_rowid=False,
)
# which of them are not made yet or not true any more; `token` changes whenever something of that time does
self_service_due = Table(
    "self_service_due",
    metadata,
    Column("from_at", BigInteger, primary_key=True, autoincrement=False),
    Column("token", BigInteger, nullable=False),
)
