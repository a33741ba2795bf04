"""Passages of interactions through queues, from which figures are counted."""

import sqlalchemy as sa
from alembic import op

from agent_desktop.hub.storage.kinds import WHOLE

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the table; figures begin with what happens from now on."""
    op.create_table(
        "passages",
        sa.Column("interaction_id", sa.Text(), nullable=False, primary_key=True),
        sa.Column("number", WHOLE, autoincrement=False, nullable=False, primary_key=True),
        sa.Column("queue_id", sa.Text(), nullable=False, server_default=""),
        sa.Column("channel", sa.Text(), nullable=False, server_default=""),
        sa.Column("came", sa.Text(), nullable=False, server_default=""),
        sa.Column("came_at", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("entry_point_id", sa.Text(), nullable=False, server_default=""),
        sa.Column("first_epoch", WHOLE, nullable=False, server_default="0"),
        sa.Column("last_epoch", WHOLE, nullable=True),
        sa.Column("agent_id", sa.Text(), nullable=False, server_default=""),
        sa.Column("left", sa.Text(), nullable=False, server_default=""),
        sa.Column("left_at", sa.BigInteger(), nullable=True),
        sa.Column("first_reply_ms", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("wrapped_at", sa.BigInteger(), nullable=True),
        sa.Column("gone", sa.Text(), nullable=False, server_default=""),
        sa.Column("hold_ms", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("held_since", sa.BigInteger(), nullable=True),
        sqlite_with_rowid=False,
    )
    op.create_index("passages_came", "passages", ["came_at", "interaction_id", "number"])
