"""Conversations that were split and merged, and how that is taken back."""

import sqlalchemy as sa
from alembic import op

from agent_desktop.hub.storage.kinds import WHOLE

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "moves",
        sa.Column("number", WHOLE, autoincrement=False, primary_key=True),
        sa.Column("from_id", sa.Text(), nullable=False, server_default=""),
        sa.Column("to_id", sa.Text(), nullable=False, server_default=""),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
    )
    op.create_index("moves_from", "moves", ["from_id"])
    op.create_index("moves_to", "moves", ["to_id"])
