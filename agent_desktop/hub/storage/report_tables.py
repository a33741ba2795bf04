"""What reports ask for besides: the tags of interactions, and what was closed when, and reports that go out by e-mail.

Promises what `tables` promises. `tagged` repeats what the plans of interactions say, so that figures can be told apart
by it. `metadata` is the same, with this table in it.
"""

from sqlalchemy import Boolean, Column, Index, Table, Text

from agent_desktop.hub.storage import rule_tables
from agent_desktop.hub.storage.columns import text, time, where
from agent_desktop.hub.storage.kinds import WHOLE
from agent_desktop.hub.storage.tables import interactions

metadata = rule_tables.metadata

tagged = Table(
    "tagged",
    metadata,
    Column("interaction_id", Text, primary_key=True),
    Column("tag", Text, primary_key=True),
    sqlite_with_rowid=False,
)

# written once for each interaction, when it is over
Index(
    "interactions_closed",
    interactions.c.closed_at,
    **where("closed_at IS NOT NULL"),
)


report_schedules = Table(
    "report_schedules",
    metadata,
    Column("id", Text, primary_key=True),
    *map(text, ("owner_id", "report", "query", "format", "language", "days", "zone")),
    *map(text, ("entry_point_id", "receivers", "state", "problem", "remedy")),
    *map(text, ("letter_id", "file_id")),
    Column("minute", WHOLE, nullable=False, server_default="0"),
    Column("attempt", WHOLE, nullable=False, server_default="0"),
    Column("paused", Boolean, nullable=False, server_default="0"),
    *(time(name, optional=True) for name in ("due_at", "of_at", "sent_at", "last_at")),
)
