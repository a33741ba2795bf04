"""Answers in business hours, and sums of issues by tag. Where anything has a tag, these are made by the running hub."""

import sqlalchemy as sa
from alembic import op

from agent_desktop.hub.storage.kinds import WHOLE

revision = "0037"
down_revision = "0036"

_KEYS = ("queue_id", "channel", "entry_point_id", "agent_id", "tag")
_WHOLE = (
    *("created", "reopened", "issues", "resolved_at_once"),
    *("replied_issues", "replied_issues_ms"),
    *("replied_issues_in_hours", "replied_issues_in_hours_ms"),
    *("solved", "solved_ms", "solved_in_hours", "solved_in_hours_ms"),
    *("settled", "settled_ms", "settled_in_hours", "settled_in_hours_ms"),
    *("resolved", "gone"),
    *("surveys", "survey_answers", "nps_answers", "promoters", "detractors"),
    *("ces_answers", "effort", "easy"),
)
_SUMS = (
    *("replied_in_hours", "first_reply_in_hours_ms"),
    *("replies_in_hours", "reply_in_hours_ms"),
)

_KEPT = (
    *("quarters_by_agent", "quarters_by_queue", "quarters_by_tag"),
    *("days_by_agent", "days_by_tag"),
)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default="0")


def upgrade() -> None:
    """Add columns and tables."""
    op.add_column("passages", sa.Column("first_reply_in_hours_ms", sa.BigInteger(), nullable=True))
    op.add_column(
        "passages", sa.Column("replies_in_hours", WHOLE, nullable=False, server_default="0")
    )
    op.add_column("passages", _whole("reply_in_hours_ms"))
    for table in _KEPT:
        for name in _SUMS:
            op.add_column(table, _whole(name))
    for table in ("share_quarters_by_tag", "share_days_by_tag"):
        op.create_table(
            table,
            sa.Column("from_at", sa.BigInteger(), primary_key=True, autoincrement=False),
            *(sa.Column(key, sa.Text(), nullable=False, primary_key=True) for key in _KEYS),
            *map(_whole, _WHOLE),
            sqlite_with_rowid=False,
        )
    tagged = "EXISTS (SELECT 1 FROM tagged)"
    for table in (
        *("shares", "shares_due", "share_quarters_by_agent", "share_quarters_by_queue"),
        *("share_days", "outcome_days", "days_by_customer"),
    ):
        op.execute(f"DELETE FROM {table} WHERE {tagged}")
    op.execute(
        "INSERT INTO shares_due (interaction_id, token) SELECT i.id, 0 FROM interactions i"
        f" WHERE {tagged} AND i.id NOT IN (SELECT interaction_id FROM shares_due)"
    )
