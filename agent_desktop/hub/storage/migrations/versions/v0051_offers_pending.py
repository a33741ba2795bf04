"""Pending offers are found by their interactions: no index has to follow each offer."""

from alembic import op

revision = "0051"
down_revision = "0050"


def upgrade() -> None:
    """Drop the index."""
    op.drop_index("offers_pending", "offers")
