"""The table of passages, from which figures are counted.

Promises what `tables` promises, and that a day is found by its index. It refers to no other table: figures stay when
what they were counted from is erased. `metadata` is the same, with this table in it.
"""

from sqlalchemy import BigInteger, Column, Index, Table, Text

from agent_desktop.hub.storage import written_tables
from agent_desktop.hub.storage.columns import FIXED, text, time, where
from agent_desktop.hub.storage.kinds import WHOLE

metadata = written_tables.metadata


passages = Table(
    "passages",
    metadata,
    Column("interaction_id", Text, primary_key=True),
    Column("number", WHOLE, primary_key=True, autoincrement=False),
    text("queue_id", fixed=True),
    text("channel", fixed=True),
    text("came", fixed=True),
    Column("came_at", BigInteger, nullable=False, server_default="0", info=FIXED),
    text("entry_point_id", fixed=True),
    Column("first_epoch", WHOLE, nullable=False, server_default="0", info=FIXED),
    Column("last_epoch", WHOLE, nullable=True),
    text("agent_id"),
    text("left"),
    time("left_at", optional=True),
    time("first_reply_ms", optional=True),
    time("ended_at", optional=True),
    time("wrapped_at", optional=True),
    text("gone"),
    Column("hold_ms", BigInteger, nullable=False, server_default="0"),
    time("held_since", optional=True),
    Column("part", WHOLE, nullable=False, server_default="0"),
    Column("engaged_ms", BigInteger, nullable=False, server_default="0"),
    time("engaged_since", optional=True),
    time("asked_at", optional=True),
    Column("replies", WHOLE, nullable=False, server_default="0"),
    Column("reply_ms", BigInteger, nullable=False, server_default="0"),
    Column("rating", WHOLE, nullable=True),
    time("first_reply_in_hours_ms", optional=True),
    Column("replies_in_hours", WHOLE, nullable=False, server_default="0"),
    Column("reply_in_hours_ms", BigInteger, nullable=False, server_default="0"),
    Index(
        "passages_waiting",
        "came_at",
        **where("\"left\" = ''"),
    ),
    Index("passages_came", "came_at", "interaction_id", "number"),
    sqlite_with_rowid=False,
)
