"""The table of passages, from which figures are counted.

Promises what `tables` promises, and that a day is found by its index. It refers to no other table: figures stay when
what they were counted from is erased. `metadata` is the same, with this table in it.
"""

from sqlalchemy import BigInteger, Column, Index, Table, Text, text

from agent_desktop.hub.storage import written_tables
from agent_desktop.hub.storage.columns import FIXED
from agent_desktop.hub.storage.columns import text as _text
from agent_desktop.hub.storage.columns import time as _time
from agent_desktop.hub.storage.kinds import WHOLE

metadata = written_tables.metadata


passages = Table(
    "passages",
    metadata,
    Column("interaction_id", Text, primary_key=True),
    Column("number", WHOLE, primary_key=True, autoincrement=False),
    _text("queue_id", fixed=True),
    _text("channel", fixed=True),
    _text("came", fixed=True),
    Column("came_at", BigInteger, nullable=False, server_default="0", info=FIXED),
    _text("entry_point_id", fixed=True),
    Column("first_epoch", WHOLE, nullable=False, server_default="0", info=FIXED),
    Column("last_epoch", WHOLE, nullable=True),
    _text("agent_id"),
    _text("left"),
    _time("left_at", optional=True),
    _time("first_reply_ms", optional=True),
    _time("ended_at", optional=True),
    _time("wrapped_at", optional=True),
    _text("gone"),
    Column("hold_ms", BigInteger, nullable=False, server_default="0"),
    _time("held_since", optional=True),
    Column("part", WHOLE, nullable=False, server_default="0"),
    Column("engaged_ms", BigInteger, nullable=False, server_default="0"),
    _time("engaged_since", optional=True),
    _time("asked_at", optional=True),
    Column("replies", WHOLE, nullable=False, server_default="0"),
    Column("reply_ms", BigInteger, nullable=False, server_default="0"),
    Column("rating", WHOLE, nullable=True),
    _time("first_reply_in_hours_ms", optional=True),
    Column("replies_in_hours", WHOLE, nullable=False, server_default="0"),
    Column("reply_in_hours_ms", BigInteger, nullable=False, server_default="0"),
    Index(
        "passages_waiting",
        "came_at",
        sqlite_where=text("\"left\" = ''"),
        postgresql_where=text("\"left\" = ''"),
    ),
    Index("passages_came", "came_at", "interaction_id", "number"),
    sqlite_with_rowid=False,
)
