"""Kept sums by tag. What was is counted anew by the running hub, where anything has a tag."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"

_KEYS = ("queue_id", "channel", "entry_point_id", "agent_id", "tag")
_SUMS = (
    *("offered", "answered", "answered_within", "answer_wait_ms"),
    *("abandoned", "abandoned_within", "short_abandoned", "abandon_wait_ms", "other_exits"),
    *("handled", "interactions", "transferred", "handle_ms", "talk_ms", "hold_ms", "wrap_ms"),
    *("sessions", "session_ms", "engaged_ms", "replied", "first_reply_ms", "replies", "reply_ms"),
    *("rated", "rated_well", "rating", "consults", "consult_ms", "begun"),
    *("offers", "declined", "missed", "longest_wait_ms"),
)


def upgrade() -> None:
    """Add the tables."""
    for name in ("quarters_by_tag", "days_by_tag"):
        op.create_table(
            name,
            sa.Column("from_at", sa.BigInteger(), primary_key=True, autoincrement=False),
            *(sa.Column(key, sa.Text(), nullable=False, primary_key=True) for key in _KEYS),
            *(sa.Column(one, sa.BigInteger(), nullable=False, server_default="0") for one in _SUMS),
            sqlite_with_rowid=False,
        )
    op.execute(
        "INSERT INTO sums_due (from_at, token) SELECT DISTINCT p.came_at - p.came_at % 900000, 0"
        " FROM passages p JOIN tagged t ON t.interaction_id = p.interaction_id"
        " WHERE p.came_at - p.came_at % 900000 NOT IN (SELECT from_at FROM sums_due)"
    )
