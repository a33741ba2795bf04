"""Written channels: accounts, what sessions remember, letters on their way, what networks call a message."""

import sqlalchemy as sa
from alembic import op

from agent_desktop.hub.storage.kinds import WHOLE

revision = "0008"
down_revision = "0007"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _time(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), server_default="0", nullable=False)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "networks",
        sa.Column("entry_point_id", sa.Text(), nullable=False),
        _text("network"),
        sa.Column("settings", sa.Text(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("paused", sa.Boolean(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("entry_point_id"),
        sa.ForeignKeyConstraint(["entry_point_id"], ["entry_points.id"]),
    )
    op.create_table(
        "memories",
        _text("entry_point_id"),
        _text("name"),
        _text("value"),
        sa.PrimaryKeyConstraint("entry_point_id", "name"),
    )
    op.create_table(
        "remotes",
        _text("entry_point_id"),
        _text("remote_id"),
        _text("conversation_id"),
        sa.Column("seq", WHOLE, server_default="0", nullable=False),
        _time("at"),
        sa.PrimaryKeyConstraint("entry_point_id", "remote_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("remotes_of_item", "remotes", ["conversation_id", "seq"])
    op.create_table(
        "threads",
        _text("entry_point_id"),
        _text("thread"),
        _text("address"),
        _text("conversation_id"),
        sa.PrimaryKeyConstraint("entry_point_id", "thread"),
    )
    op.create_table(
        "letters",
        _text("id"),
        _text("entry_point_id"),
        _text("conversation_id"),
        sa.Column("seq", WHOLE, server_default="0", nullable=False),
        _text("state"),
        _time("due_at"),
        sa.Column("attempts", WHOLE, server_default="0", nullable=False),
        _text("problem"),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "letters_open",
        "letters",
        ["entry_point_id", "conversation_id", "seq"],
        sqlite_where=sa.text("state IN ('waiting', 'sending')"),
        postgresql_where=sa.text("state IN ('waiting', 'sending')"),
    )
    op.create_table(
        "consents",
        _text("kind"),
        _text("network"),
        _text("value"),
        sa.Column("given", sa.Boolean(), server_default="0", nullable=False),
        _text("words"),
        _time("at"),
        sa.PrimaryKeyConstraint("kind", "network", "value"),
    )
