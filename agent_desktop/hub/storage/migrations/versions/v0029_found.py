"""Who told the same, and whose consent changed last, found without reading all that were ever told."""

from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Add an index of each."""
    op.create_index("revealed_by_value", "revealed", ["kind", "value"])
    op.create_index("consents_newest", "consents", ["at", "value"])
