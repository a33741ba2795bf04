"""Until when the hub keeps a file."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add it; what is there is kept for ever."""
    op.add_column("attachments", sa.Column("keep_until", sa.BigInteger(), nullable=True))
    op.create_index("ix_attachments_keep_until", "attachments", ["keep_until"])
