"""Reports that are sent by e-mail."""

import sqlalchemy as sa
from alembic import op

from agent_desktop.hub.storage.kinds import WHOLE

revision = "0026"
down_revision = "0025"

_TEXTS = (
    *("owner_id", "report", "query", "format", "language", "days", "zone", "entry_point_id"),
    *("receivers", "state", "problem", "remedy", "letter_id", "file_id"),
)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, WHOLE, nullable=False, server_default="0")


def _time(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=True)


def upgrade() -> None:
    """Add the table; nothing is sent before somebody says so."""
    op.create_table(
        "report_schedules",
        sa.Column("id", sa.Text(), nullable=False, primary_key=True),
        *map(_text, _TEXTS),
        *map(_whole, ("minute", "attempt")),
        sa.Column("paused", sa.Boolean(), nullable=False, server_default="0"),
        *map(_time, ("due_at", "of_at", "sent_at", "last_at")),
    )
