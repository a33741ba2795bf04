"""Consults about written work, as long as they go on."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "consults",
        sa.Column("id", sa.Text(), nullable=False, primary_key=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
    )
