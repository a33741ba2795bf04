"""What the house said by itself, and to which address."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    """Add the table: nothing counts as said yet."""
    op.create_table(
        "said",
        sa.Column("address", sa.Text(), nullable=False, server_default="", primary_key=True),
        sa.Column("digest", sa.Text(), nullable=False, server_default="", primary_key=True),
        sa.Column("at", sa.BigInteger(), nullable=False, server_default="0"),
    )
    op.create_index("said_oldest", "said", ["at"])
