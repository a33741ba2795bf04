"""What customers are asked once somebody has helped them, and what they answered."""

import sqlalchemy as sa
from alembic import op

from agent_desktop.hub.storage.kinds import WHOLE

revision = "0027"
down_revision = "0026"

_TEXTS = (
    *("survey_id", "kind", "conversation_id", "agent_id", "queue_id"),
    *("channel", "entry_point_id", "address"),
)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def _time(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=True)


def upgrade() -> None:
    """Add the table; nobody was asked before."""
    op.create_table(
        "asked",
        sa.Column("interaction_id", sa.Text(), nullable=False, primary_key=True),
        *map(_text, _TEXTS),
        sa.Column("low", WHOLE, nullable=True),
        _text("state"),
        _text("why"),
        sa.Column("due_at", sa.BigInteger(), nullable=False, server_default="0"),
        _time("asked_at"),
        _time("until_at"),
        _text("message_id"),
        sa.Column("score", WHOLE, nullable=True),
        _text("comment"),
        _time("answered_at"),
    )
    op.create_index("asked_of_address", "asked", ["entry_point_id", "address", "asked_at"])
    op.create_index("asked_in_conversation", "asked", ["conversation_id", "asked_at"])
    due = sa.text("state = 'due'")
    op.create_index("asked_due", "asked", ["due_at"], sqlite_where=due, postgresql_where=due)
