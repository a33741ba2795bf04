"""Customers that were merged and can be given back, pairs that are two, and customers found by name."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add tables and index."""
    op.create_table(
        "unions",
        sa.Column("merged_id", sa.Text(), nullable=False, server_default=""),
        sa.Column("kept_id", sa.Text(), nullable=False, server_default=""),
        sa.Column("at", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("merged_id"),
    )
    op.create_index("unions_kept", "unions", ["kept_id"])
    op.create_table(
        "strangers",
        sa.Column("customer_id", sa.Text(), nullable=False, server_default=""),
        sa.Column("other_id", sa.Text(), nullable=False, server_default=""),
        sa.Column("at", sa.BigInteger(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("customer_id", "other_id"),
    )
    op.create_index("customers_name", "customers", ["name"])
