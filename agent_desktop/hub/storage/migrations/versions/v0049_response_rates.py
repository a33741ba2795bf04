"""Surveys that asked to recommend, or on effort: counted apart by the running hub, as their answers are."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"

_SUMS = (
    *("shares", "share_quarters_by_agent", "share_quarters_by_queue", "share_days"),
    *("share_quarters_by_tag", "share_days_by_tag"),
)


def upgrade() -> None:
    """Add the sums, and mark the interactions that have them."""
    for table in _SUMS:
        for name in ("nps_surveys", "ces_surveys"):
            column = sa.Column(name, sa.BigInteger(), nullable=False, server_default="0")
            op.add_column(table, column)
    op.execute(
        "INSERT INTO shares_due (interaction_id, token) SELECT interaction_id, 0 FROM asked"
        " WHERE kind <> 'csat' AND interaction_id NOT IN (SELECT interaction_id FROM shares_due)"
    )
