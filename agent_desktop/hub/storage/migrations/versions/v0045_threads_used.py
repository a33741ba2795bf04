"""When a network's thread was used last: who has several is answered in that one."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    """Add the column."""
    op.add_column(
        "threads", sa.Column("used_at", sa.BigInteger(), nullable=False, server_default="0")
    )
