"""What reports ask for besides: the tags of interactions, and what was closed when.

Promises what `tables` promises. `tagged` repeats what the plans of interactions say, so that figures can be told apart
by it. `metadata` is the same, with this table in it.
"""

from sqlalchemy import Column, Index, Table, Text, text

from agent_desktop.hub.storage import rule_tables
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
    sqlite_where=text("closed_at IS NOT NULL"),
    postgresql_where=text("closed_at IS NOT NULL"),
)
