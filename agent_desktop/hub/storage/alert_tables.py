"""The tables of alerts and of what is sent because of them.

Promises what `tables` promises. `metadata` is the same, with these tables in it.
"""

from sqlalchemy import BigInteger, Column, Index, Table, Text, text

from agent_desktop.hub.storage import survey_tables
from agent_desktop.hub.storage.columns import text as _text
from agent_desktop.hub.storage.columns import time as _time
from agent_desktop.hub.storage.kinds import WHOLE

metadata = survey_tables.metadata


alerts = Table(
    "alerts",
    metadata,
    Column("id", Text, primary_key=True),
    _time("at"),
    Column("ended_at", BigInteger, nullable=True),
    _text("body"),
    Index(
        "alerts_open",
        "at",
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
)

alert_sends = Table(
    "alert_sends",
    metadata,
    Column("id", Text, primary_key=True),
    _text("rule_id"),
    _text("way"),
    _text("body"),
    _text("state"),
    Column("attempts", WHOLE, nullable=False, server_default="0"),
    _time("due_at"),
    _time("at"),
    _text("problem"),
    Index("alert_sends_of_rule", "rule_id", "way", "at"),
    Index(
        "alert_sends_due",
        "due_at",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
)
