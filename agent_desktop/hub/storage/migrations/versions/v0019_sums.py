"""Sums of passages, kept so that long times are read at once; and what passages say besides."""

import sqlalchemy as sa
from alembic import op

from agent_desktop.hub.storage.kinds import WHOLE

revision = "0019"
down_revision = "0018"

_SUMS = (
    "offered",
    "answered",
    "answered_within",
    "answer_wait_ms",
    "abandoned",
    "abandoned_within",
    "short_abandoned",
    "abandon_wait_ms",
    "other_exits",
    "handled",
    "interactions",
    "transferred",
    "handle_ms",
    "talk_ms",
    "hold_ms",
    "wrap_ms",
    "sessions",
    "session_ms",
    "engaged_ms",
    "replied",
    "first_reply_ms",
    "replies",
    "reply_ms",
    "rated",
    "rated_well",
    "rating",
    "consults",
    "consult_ms",
    "begun",
    "offers",
    "declined",
    "missed",
    "longest_wait_ms",
)


def upgrade() -> None:
    """Add the tables and the columns; all sums of what was are due."""
    for name in ("part", "replies"):
        op.add_column("passages", sa.Column(name, WHOLE, nullable=False, server_default="0"))
    for name in ("engaged_ms", "reply_ms"):
        op.add_column(
            "passages", sa.Column(name, sa.BigInteger(), nullable=False, server_default="0")
        )
    for name in ("engaged_since", "asked_at"):
        op.add_column("passages", sa.Column(name, sa.BigInteger(), nullable=True))
    op.add_column("passages", sa.Column("rating", WHOLE, nullable=True))
    waiting = sa.text("\"left\" = ''")
    op.create_index(
        "passages_waiting",
        "passages",
        ["came_at"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    agent: tuple[str, ...] = ("agent_id",)
    for table, last in (
        ("quarters_by_agent", agent),
        ("quarters_by_queue", ()),
        ("days_by_agent", agent),
    ):
        keys = ("queue_id", "channel", "entry_point_id", *last)
        op.create_table(
            table,
            sa.Column(
                "from_at", sa.BigInteger(), autoincrement=False, nullable=False, primary_key=True
            ),
            *(sa.Column(key, sa.Text(), nullable=False, primary_key=True) for key in keys),
            *(
                sa.Column(name, sa.BigInteger(), nullable=False, server_default="0")
                for name in _SUMS
            ),
            sqlite_with_rowid=False,
        )
    for table in ("sums_due", "days_due"):
        op.create_table(
            table,
            sa.Column(
                "from_at", sa.BigInteger(), autoincrement=False, nullable=False, primary_key=True
            ),
            sa.Column("token", sa.BigInteger(), nullable=False),
        )
    op.execute(
        "INSERT INTO sums_due (from_at, token)"
        " SELECT DISTINCT came_at - came_at % 900000, 0 FROM passages"
    )
