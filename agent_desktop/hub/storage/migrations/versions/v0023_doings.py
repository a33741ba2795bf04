"""What agents did all day, from which occupancy is counted."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def _text(name: str, *, primary: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="", primary_key=primary)


def _at(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False, primary_key=True)


def upgrade() -> None:
    """Add the tables; times begin with what happens from now on."""
    op.create_table(
        "doings",
        _text("agent_id", primary=True),
        _at("at"),
        *map(_text, ("state", "reason", "doing")),
        sqlite_with_rowid=False,
    )
    op.create_index("doings_at", "doings", ["at"])
    op.create_table(
        "days_spent",
        _at("from_at"),
        *(_text(name, primary=True) for name in ("agent_id", "state", "doing")),
        sa.Column("ms", sa.BigInteger(), nullable=False, server_default="0"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "days_spent_made",
        _at("from_at"),
        sa.Column("until_at", sa.BigInteger(), nullable=False),
    )
