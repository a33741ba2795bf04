"""The table of what routing was told and did about each interaction.

Promises what `tables` promises; rows are never changed. `metadata` is the same, with this table in it.
"""

from sqlalchemy import Column, ForeignKey, LargeBinary, Table, Text

from agent_desktop.hub.storage import figure_tables
from agent_desktop.hub.storage.kinds import WHOLE

metadata = figure_tables.metadata

routed = Table(
    "routed",
    metadata,
    Column("interaction_id", Text, ForeignKey("interactions.id"), primary_key=True),
    Column("number", WHOLE, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),  # the fact as JSON
    sqlite_with_rowid=False,
)
