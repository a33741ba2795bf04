"""What routing was told and did about each interaction."""

import sqlalchemy as sa
from alembic import op

from agent_desktop.hub.storage.kinds import WHOLE

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add the table; of what waits already its arrival says since when."""
    op.create_table(
        "routed",
        sa.Column(
            "interaction_id",
            sa.Text(),
            sa.ForeignKey("interactions.id"),
            nullable=False,
            primary_key=True,
        ),
        sa.Column("number", WHOLE, autoincrement=False, nullable=False, primary_key=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sqlite_with_rowid=False,
    )
