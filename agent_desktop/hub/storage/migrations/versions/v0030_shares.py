"""Sums of interactions as a whole: resolution, backlog, outcomes and surveys."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

_KEYS = ("queue_id", "channel", "entry_point_id", "agent_id")
_COMING = (
    *("created", "reopened", "issues", "resolved_at_once"),
    *("replied_issues", "replied_issues_ms"),
    *("replied_issues_in_hours", "replied_issues_in_hours_ms"),
    *("solved", "solved_ms", "solved_in_hours", "solved_in_hours_ms"),
    *("settled", "settled_ms", "settled_in_hours", "settled_in_hours_ms"),
)
_CLOSING = ("resolved", "gone")
_ASKING = (
    *("surveys", "survey_answers", "nps_answers", "promoters", "detractors"),
    *("ces_answers", "effort", "easy"),
)
_OUTCOME = ("handle_ms", "rated", "rating")


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, primary_key=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def _time(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=True)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default="0")


def _sums(name: str, keys: tuple[str, ...], sums: tuple[str, ...]) -> None:
    op.create_table(
        name,
        sa.Column("from_at", sa.BigInteger(), primary_key=True, autoincrement=False),
        *map(_key, keys),
        *map(_whole, sums),
        sqlite_with_rowid=False,
    )


def upgrade() -> None:
    """Add the tables; everything that was is due, and made by the running hub."""
    op.create_table(
        "shares",
        _key("interaction_id"),
        *map(_text, ("customer_id", "conversation_id", "queue_now")),
        _whole("arrived_at"),
        _time("ended_at"),
        _time("came_at"),
        *map(_text, _KEYS),
        *map(_whole, _COMING),
        _time("closed_at"),
        *map(_whole, _CLOSING),
        *(_text(f"asked_{name}") for name in _KEYS),
        *map(_whole, _ASKING),
        sa.Column("disposition", sa.Text(), nullable=True),
        *map(_whole, _OUTCOME),
        _time("ripe_at"),
        sqlite_with_rowid=False,
    )
    op.create_index("shares_came", "shares", ["came_at"])
    closed = sa.text("closed_at IS NOT NULL")
    op.create_index(
        "shares_closed", "shares", ["closed_at"], sqlite_where=closed, postgresql_where=closed
    )
    ripens = sa.text("ripe_at IS NOT NULL")
    op.create_index(
        "shares_ripe", "shares", ["ripe_at"], sqlite_where=ripens, postgresql_where=ripens
    )
    op.create_table(
        "shares_due",
        _key("interaction_id"),
        sa.Column("token", sa.BigInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    all_ = (*_COMING, *_CLOSING, *_ASKING)
    _sums("share_quarters_by_agent", _KEYS, all_)
    _sums("share_quarters_by_queue", _KEYS[:3], all_)
    _sums("share_days", _KEYS, all_)
    _sums("outcome_days", (*_KEYS, "disposition"), ("ended", *_OUTCOME))
    op.execute("INSERT INTO shares_due (interaction_id, token) SELECT id, 0 FROM interactions")
