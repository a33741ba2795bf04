"""Epochs in a table of their own: one for each start of the hub."""

import sqlalchemy as sa
from alembic import op

from agent_desktop.hub.storage.kinds import WHOLE

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table; the one epoch that a hub had until now becomes its first row."""
    op.create_table(
        "epochs",
        sa.Column("number", WHOLE, nullable=False),
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.Column("first_seq", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("epoch"),
    )
    op.execute(
        "INSERT INTO epochs (epoch, first_seq)"
        " SELECT value, 1 FROM settings WHERE name = 'journal.epoch'"
    )
    op.execute("DELETE FROM settings WHERE name = 'journal.epoch'")
