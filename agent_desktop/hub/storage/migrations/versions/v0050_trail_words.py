"""The words of the audit trail's entries, so that a rare one is found without reading them all."""

from alembic import op

from agent_desktop.hub.storage import trail_index

revision = "0050"
down_revision = "0049"


def upgrade() -> None:
    """Make the index of all entries that there are."""
    trail_index.build(op.get_bind())
