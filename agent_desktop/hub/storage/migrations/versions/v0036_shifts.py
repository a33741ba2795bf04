"""Shifts of agents, and how they were followed."""

import sqlalchemy as sa
from alembic import op

from agent_desktop.hub.storage.kinds import WHOLE

revision = "0036"
down_revision = "0035"

_SUMS = (
    *("planned_ms", "planned_work_ms", "in_plan_ms", "worked_ms", "paid_ms"),
    "signed_in_planned_ms",
)


def _text(name: str, *, primary: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="", primary_key=primary)


def _at(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False, primary_key=True)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default="0")


def upgrade() -> None:
    """Add the tables; nobody has a shift yet."""
    op.create_table(
        "shifts",
        _text("id", primary=True),
        *map(_text, ("agent_id", "day")),
        sa.Column("starts", WHOLE, nullable=False, server_default="0"),
        sa.Column("ends", WHOLE, nullable=False, server_default="0"),
        *map(_text, ("zone", "parts")),
        *map(_whole, ("starts_at", "ends_at", "paid_ms")),
    )
    op.create_index("shifts_of_agent", "shifts", ["agent_id", "starts_at"])
    op.create_index("shifts_by_day", "shifts", ["day"])
    op.create_table(
        "shift_parts",
        _text("agent_id", primary=True),
        _at("since"),
        _whole("until"),
        _text("shift_id"),
        sa.Column("works", sa.Boolean(), nullable=False, server_default="0"),
        sa.Column("paid", sa.Boolean(), nullable=False, server_default="0"),
    )
    op.create_index("shift_parts_of", "shift_parts", ["shift_id"])
    op.create_index("shift_parts_at", "shift_parts", ["since"])
    op.create_table(
        "days_followed",
        _at("from_at"),
        _text("agent_id", primary=True),
        *map(_whole, _SUMS),
        sqlite_with_rowid=False,
    )
    op.create_table("days_followed_made", _at("from_at"), _whole("until_at"))
