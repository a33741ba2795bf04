"""Conversations that were merged into others."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add into which one."""
    column = sa.Column("joined_into", sa.Text(), nullable=False, server_default="")
    op.add_column("conversations", column)
