"""What comes beside a call to each agent, and who may take customers beyond their capacity."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    """Add columns."""
    op.add_column(
        "accounts", sa.Column("blending", sa.Text(), nullable=False, server_default="calls")
    )
    op.add_column(
        "accounts", sa.Column("may_exceed", sa.Boolean(), nullable=False, server_default="0")
    )
