"""What customers told of themselves, with where and when."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "revealed",
        _text("customer_id"),
        _text("kind"),
        _text("value"),
        _text("channel"),
        sa.Column("at", sa.BigInteger(), nullable=False, server_default="0"),
        _text("conversation_id"),
        sa.Column("wrong", sa.Boolean(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("customer_id", "kind", "value"),
    )
