"""What stands below the mails of a queue."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add it; queues so far have none."""
    column = sa.Column("signature", sa.Text(), nullable=False, server_default="")
    op.add_column("queues", column)
