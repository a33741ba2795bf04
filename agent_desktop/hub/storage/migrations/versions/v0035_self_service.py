"""Customers' talks with menus and bots. Of those before nothing was kept."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"

_TEXTS = ("channel", "entry_point_id", "queue_id", "flow", "customer_id", "address", "ended")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "self_service",
        sa.Column("id", sa.Text(), nullable=False, primary_key=True),
        sa.Column("began_at", sa.BigInteger(), nullable=False, server_default="0"),
        *(sa.Column(one, sa.Text(), nullable=False, server_default="") for one in _TEXTS),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("again_at", sa.BigInteger(), nullable=True),
        sqlite_with_rowid=False,
    )
    running = sa.text("ended = ''")
    done = sa.text("ended = 'done' AND again_at IS NULL")
    op.create_index("self_service_began", "self_service", ["began_at"])
    for name, column, which in (
        ("self_service_running", "id", running),
        ("self_service_by_address", "address", done),
        ("self_service_by_customer", "customer_id", done),
    ):
        op.create_index(name, "self_service", [column], sqlite_where=which, postgresql_where=which)
