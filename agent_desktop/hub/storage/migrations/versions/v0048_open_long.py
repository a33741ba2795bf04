"""What came, what was open at a moment and what customers were asked about, told by indexes alone."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"

_KEYS = ("queue_id", "channel", "entry_point_id", "agent_id")
_LONG = sa.text("created + reopened > 0 AND (closed_at IS NULL OR closed_at - came_at >= 86400000)")
_ASKED = sa.text("surveys > 0")


def upgrade() -> None:
    """Put wider indexes in the place of two."""
    op.drop_index("shares_open", "shares")
    op.drop_index("shares_came", "shares")
    op.create_index(
        "shares_came", "shares", ["came_at", "closed_at", *_KEYS, "created", "reopened"]
    )
    op.create_index(
        "shares_long",
        "shares",
        ["closed_at", "came_at", "arrived_at", *_KEYS, "created", "reopened"],
        sqlite_where=_LONG,
        postgresql_where=_LONG,
    )
    op.create_index(
        "shares_asked",
        "shares",
        ["came_at", *(f"asked_{name}" for name in _KEYS), "surveys"],
        sqlite_where=_ASKED,
        postgresql_where=_ASKED,
    )
