"""The tables of routing rules: the versions that were published, and what was decided by them.

Promises what `tables` promises. They refer to no other table: a decision stays readable as long as its interaction is.
`metadata` is the same, with these tables in it.
"""

from sqlalchemy import BigInteger, Column, LargeBinary, Table, Text

from agent_desktop.hub.storage import supervising_tables
from agent_desktop.hub.storage.kinds import WHOLE

metadata = supervising_tables.metadata

rule_versions = Table(
    "rule_versions",
    metadata,
    Column("number", WHOLE, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False, server_default="0"),
    Column("agent_id", Text, nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default=""),
    Column("rules", WHOLE, nullable=False, server_default="0"),  # how many
    Column("text", Text, nullable=False, server_default=""),  # the written form
)

plans = Table(
    "plans",
    metadata,
    Column("interaction_id", Text, primary_key=True),
    Column("version", WHOLE, nullable=False, server_default="0"),
    Column("body", LargeBinary, nullable=False),  # the plan as JSON
    sqlite_with_rowid=False,
)
