"""Offers count by tag too: sums by tag are made anew by the running hub."""

from alembic import op

revision = "0041"
down_revision = "0040"


def upgrade() -> None:
    """Mark the quarters of an hour that have sums by tag."""
    op.execute(
        "INSERT INTO sums_due (from_at, token) SELECT DISTINCT q.from_at, 0 FROM quarters_by_tag q"
        " WHERE q.from_at NOT IN (SELECT from_at FROM sums_due)"
    )
