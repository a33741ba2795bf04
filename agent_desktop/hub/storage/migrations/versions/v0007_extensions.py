"""The agents' extensions, and until when a callback is not tried again."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add them; agents without an extension get one when the hub starts."""
    op.add_column("accounts", sa.Column("extension", sa.Text(), nullable=False, server_default=""))
    op.create_index(
        "accounts_extension",
        "accounts",
        ["extension"],
        unique=True,
        sqlite_where=sa.text("extension != ''"),
        postgresql_where=sa.text("extension != ''"),
    )
    op.add_column(
        "calls", sa.Column("not_before", sa.BigInteger(), nullable=False, server_default="0")
    )
