"""What was open at a moment, found in an index."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"

_CAME = sa.text("created + reopened > 0")


def upgrade() -> None:
    """Add the index."""
    op.create_index(
        "shares_open",
        "shares",
        ["came_at", "closed_at"],
        sqlite_where=_CAME,
        postgresql_where=_CAME,
    )
