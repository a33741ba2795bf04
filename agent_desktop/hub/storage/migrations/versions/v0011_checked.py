"""What a virus scanner says of files."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add it; of files before nobody asked."""
    for name in ("checked", "finding"):
        column = sa.Column(name, sa.Text(), nullable=False, server_default="")
        op.add_column("attachments", column)
