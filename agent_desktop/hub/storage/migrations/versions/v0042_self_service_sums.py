"""Kept sums of talks with menus and bots. They are made by the running hub."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"

_KEYS = ("queue_id", "channel", "entry_point_id")
_SUMS = (
    *("self_service", "contained", "self_service_ripe", "contained_strictly"),
    *("self_service_handed_off", "self_service_done", "self_service_left"),
    *("self_service_failed", "self_service_after_hours"),
)


def _from() -> sa.Column[int]:
    return sa.Column("from_at", sa.BigInteger(), primary_key=True, autoincrement=False)


def upgrade() -> None:
    """Add the tables, and mark every quarter of an hour in which a talk began."""
    op.create_table(
        "self_service_quarters",
        _from(),
        *(sa.Column(one, sa.Text(), primary_key=True, nullable=False) for one in _KEYS),
        *(sa.Column(one, sa.BigInteger(), nullable=False, server_default="0") for one in _SUMS),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "self_service_due", _from(), sa.Column("token", sa.BigInteger(), nullable=False)
    )
    op.execute(
        "INSERT INTO self_service_due (from_at, token)"
        " SELECT DISTINCT began_at - began_at % 900000, 0 FROM self_service"
    )
