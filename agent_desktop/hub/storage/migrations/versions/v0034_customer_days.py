"""Days by customer: by which channels customers came, packed."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    """Add the table; the running hub fills it."""
    op.create_table(
        "days_by_customer",
        sa.Column("from_at", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.Column("columns", sa.LargeBinary(), nullable=False),
    )
