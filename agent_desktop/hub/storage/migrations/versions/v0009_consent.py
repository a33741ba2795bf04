"""What callers said about recording, which a callback after a restart has to respect."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add it; of calls before nobody knows."""
    op.add_column("calls", sa.Column("consent", sa.Boolean(), nullable=True))
