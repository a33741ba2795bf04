"""Where visitors of a chat may call to."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add it; nobody may call until somebody says so."""
    op.add_column("entry_points", sa.Column("calls", sa.Text(), server_default="", nullable=False))
