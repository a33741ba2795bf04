"""Refused surveys: counted, and allowed again. What was refused before is counted by the running hub."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"

_SUMS = (
    *("shares", "share_quarters_by_agent", "share_quarters_by_queue", "share_days"),
    *("share_quarters_by_tag", "share_days_by_tag"),
)


def upgrade() -> None:
    """Add columns."""
    op.add_column("asked", sa.Column("lifted_at", sa.BigInteger(), nullable=True))
    for table in _SUMS:
        column = sa.Column("survey_refusals", sa.BigInteger(), nullable=False, server_default="0")
        op.add_column(table, column)
    op.execute(
        "INSERT INTO shares_due (interaction_id, token) SELECT interaction_id, 0 FROM asked"
        " WHERE state = 'refused' AND interaction_id NOT IN (SELECT interaction_id FROM shares_due)"
    )
