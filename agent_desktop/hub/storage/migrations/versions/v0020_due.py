"""Which letter is due next, which are being sent and which are unclear, found without reading all that ever were."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Add an index of each."""
    for name, column, state in (
        ("letters_due", "due_at", "waiting"),
        ("letters_sending", "conversation_id", "sending"),
        ("letters_unclear", "seq", "unclear"),
    ):
        states = sa.text(f"state = '{state}'")
        op.create_index(
            name,
            "letters",
            ["entry_point_id", column],
            sqlite_where=states,
            postgresql_where=states,
        )
