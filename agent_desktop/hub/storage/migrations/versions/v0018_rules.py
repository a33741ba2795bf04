"""Versions of routing rules, what was decided by them, and an index of what customers are worth."""

import sqlalchemy as sa
from alembic import op

from agent_desktop.hub.storage.kinds import WHOLE

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add the tables; there are no rules yet, and everything goes where its entry point leads."""
    op.create_table(
        "rule_versions",
        sa.Column("number", WHOLE, autoincrement=False, nullable=False, primary_key=True),
        sa.Column("at", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("agent_id", sa.Text(), nullable=False, server_default=""),
        sa.Column("note", sa.Text(), nullable=False, server_default=""),
        sa.Column("rules", WHOLE, nullable=False, server_default="0"),
        sa.Column("text", sa.Text(), nullable=False, server_default=""),
    )
    op.create_table(
        "plans",
        sa.Column("interaction_id", sa.Text(), nullable=False, primary_key=True),
        sa.Column("version", WHOLE, nullable=False, server_default="0"),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "customers_value",
        "customers",
        ["lifetime_value"],
        sqlite_where=sa.text("lifetime_value IS NOT NULL AND merged_into IS NULL"),
        postgresql_where=sa.text("lifetime_value IS NOT NULL AND merged_into IS NULL"),
    )
