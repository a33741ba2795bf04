"""Every word about being written to is kept, and who recorded it, beside the newest of each address."""

import sqlalchemy as sa
from alembic import op

from agent_desktop.hub.storage.kinds import WHOLE

revision = "0021"
down_revision = "0020"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def upgrade() -> None:
    """Add the table with the words that are known, which the other one needs no more."""
    op.create_table(
        "consent_words",
        sa.Column("number", WHOLE, autoincrement=False, primary_key=True),
        _text("kind"),
        _text("network"),
        _text("value"),
        sa.Column("given", sa.Boolean(), nullable=False, server_default="0"),
        _text("words"),
        sa.Column("at", sa.BigInteger(), nullable=False, server_default="0"),
        _text("entry_point_id"),
        _text("by"),
    )
    op.create_index("consent_words_of", "consent_words", ["kind", "network", "value"])
    op.execute(
        "INSERT INTO consent_words (number, kind, network, value, given, words, at)"
        " SELECT row_number() OVER (ORDER BY at), kind, network, value, given, words, at"
        " FROM consents"
    )
    with op.batch_alter_table("consents") as table:
        table.drop_column("words")
