"""What reports ask for: tags of interactions in a table of their own, and what was closed when."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0023"


def upgrade() -> None:
    """Add the table and the index; the tags of what was are in the plans."""
    op.create_table(
        "tagged",
        sa.Column("interaction_id", sa.Text(), nullable=False, primary_key=True),
        sa.Column("tag", sa.Text(), nullable=False, primary_key=True),
        sqlite_with_rowid=False,
    )
    closed = sa.text("closed_at IS NOT NULL")
    op.create_index(
        "interactions_closed",
        "interactions",
        ["closed_at"],
        sqlite_where=closed,
        postgresql_where=closed,
    )
    bind = op.get_bind()
    add = sa.text("INSERT INTO tagged (interaction_id, tag) VALUES (:interaction_id, :tag)")
    for row in bind.execute(sa.text("SELECT interaction_id, body FROM plans")).fetchall():
        for tag in json.loads(bytes(row.body)).get("tags", ()):
            bind.execute(add, {"interaction_id": row.interaction_id, "tag": tag})
