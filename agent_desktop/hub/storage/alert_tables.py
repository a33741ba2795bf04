"""The tables of alerts and of what is sent because of them.

Promises what `tables` promises. `metadata` is the same, with these tables in it.
"""

from sqlalchemy import BigInteger, Column, Index, Table, Text

from agent_desktop.hub.storage import survey_tables
from agent_desktop.hub.storage.columns import text, time, where
from agent_desktop.hub.storage.kinds import WHOLE

metadata = survey_tables.metadata


alerts = Table(
    "alerts",
    metadata,
    Column("id", Text, primary_key=True),
    time("at"),
    Column("ended_at", BigInteger, nullable=True),
    text("body"),
    Index(
        "alerts_open",
        "at",
        **where("ended_at IS NULL"),
    ),
)

alert_sends = Table(
    "alert_sends",
    metadata,
    Column("id", Text, primary_key=True),
    text("rule_id"),
    text("way"),
    text("body"),
    text("state"),
    Column("attempts", WHOLE, nullable=False, server_default="0"),
    time("due_at"),
    time("at"),
    text("problem"),
    Index("alert_sends_of_rule", "rule_id", "way", "at"),
    Index(
        "alert_sends_due",
        "due_at",
        **where("state = 'waiting'"),
    ),
)
