"""Who is to be called back after the threshold: counted by the running hub, where anybody left otherwise."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"

_SUMS = (
    *("quarters_by_agent", "quarters_by_queue", "quarters_by_tag"),
    *("days_by_agent", "days_by_tag"),
)


def upgrade() -> None:
    """Add the sum, and mark the quarters of an hour in which it is not 0."""
    for table in _SUMS:
        column = sa.Column("late_callbacks", sa.BigInteger(), nullable=False, server_default="0")
        op.add_column(table, column)
    op.execute(
        "INSERT INTO sums_due (from_at, token) SELECT DISTINCT q.from_at, 0 FROM quarters_by_queue q"
        " WHERE q.other_exits > 0 AND q.from_at NOT IN (SELECT from_at FROM sums_due)"
    )
