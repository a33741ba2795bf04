"""Since when an agent's desks are away, and how long a queue leaves its work in such hands."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add both; queues get the default of new ones, ten minutes."""
    op.add_column("presences", sa.Column("away_since", sa.BigInteger(), nullable=True))
    op.add_column("queues", sa.Column("away_ms", sa.BigInteger(), nullable=True))
    op.execute("UPDATE queues SET away_ms = 600000")
