"""What is kept of calls: their facts, their files, and who did what to them."""

import sqlalchemy as sa
from alembic import op

from agent_desktop.hub.storage.kinds import WHOLE

revision = "0005"
down_revision = "0004"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default="0", nullable=False)


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "calls",
        _text("id"),
        _text("role"),
        _text("call"),
        _text("conversation_id"),
        _text("number"),
        sa.Column("language", sa.Text(), server_default="en", nullable=False),
        _flag("outbound"),
        _flag("kept"),
        sa.Column("attempts", WHOLE, server_default="0", nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        _text("agent_id"),
        _flag("talking"),
        sa.Column("told", sa.Text(), server_default="[]", nullable=False),
        _flag("over"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "calls_not_over",
        "calls",
        ["call"],
        sqlite_where=sa.text("over = 0"),
        postgresql_where=sa.text("NOT over"),
    )
    op.create_table(
        "recordings",
        _text("id"),
        _text("call"),
        _flag("message"),
        _text("conversation_id"),
        _text("queue_id"),
        sa.Column("length_ms", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("attachment", sa.Text(), nullable=True),
        _flag("done"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "recordings_not_done",
        "recordings",
        ["call"],
        sqlite_where=sa.text("done = 0"),
        postgresql_where=sa.text("NOT done"),
    )
    op.create_table(
        "audit",
        _text("id"),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _text("agent_id"),
        _text("what"),
        _text("call"),
        _text("detail"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_audit_at", "audit", ["at"])
