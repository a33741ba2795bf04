"""What leads are alerted to, and what is sent because of it."""

import sqlalchemy as sa
from alembic import op

from agent_desktop.hub.storage.kinds import WHOLE

revision = "0028"
down_revision = "0027"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.Text(), nullable=False, primary_key=True)


def _time(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default="0")


def upgrade() -> None:
    """Add the tables; nothing was watched before."""
    op.create_table(
        "alerts",
        _id(),
        _time("at"),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        _text("body"),
    )
    still = sa.text("ended_at IS NULL")
    op.create_index("alerts_open", "alerts", ["at"], sqlite_where=still, postgresql_where=still)
    op.create_table(
        "alert_sends",
        _id(),
        *map(_text, ("rule_id", "way", "body", "state")),
        sa.Column("attempts", WHOLE, nullable=False, server_default="0"),
        _time("due_at"),
        _time("at"),
        _text("problem"),
    )
    op.create_index("alert_sends_of_rule", "alert_sends", ["rule_id", "way", "at"])
    due = sa.text("state = 'waiting'")
    op.create_index(
        "alert_sends_due", "alert_sends", ["due_at"], sqlite_where=due, postgresql_where=due
    )
