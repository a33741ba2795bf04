"""Teams, what leads and agents tell each other, and the audit trail, which refuses changes."""

import sqlalchemy as sa
from alembic import op

from agent_desktop.hub.storage.kinds import WHOLE

revision = "0017"
down_revision = "0016"


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def _time(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default="0")


def _guard_in_a_file() -> None:
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER trail_no_{verb.lower()} BEFORE {verb} ON trail "
            "BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END"
        )
    op.execute(  # INSERT OR REPLACE would remove the old row without asking the trigger above
        "CREATE TRIGGER trail_no_replace BEFORE INSERT ON trail "
        "WHEN EXISTS (SELECT 1 FROM trail WHERE seq = NEW.seq) "
        "BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END"
    )


def _guard_on_a_server() -> None:
    op.execute(
        "CREATE FUNCTION trail_is_kept() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit trail is never changed'; END $$"
    )
    op.execute(
        "CREATE TRIGGER trail_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON trail "
        "FOR EACH STATEMENT EXECUTE FUNCTION trail_is_kept()"
    )


def upgrade() -> None:
    """Add the tables; the trail begins with what happens from now on."""
    id_ = sa.Column("id", sa.Text(), nullable=False, primary_key=True)
    op.create_table("teams", id_, _text("name"))
    op.create_table(
        "team_people",
        _text("team_id"),
        _text("agent_id"),
        sa.Column("leads", sa.Boolean(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("team_id", "agent_id", "leads"),
    )
    op.create_table(
        "hands",
        _text("agent_id"),
        _time("at"),
        _text("text"),
        _text("interaction_id"),
        _text("conversation_id"),
        sa.PrimaryKeyConstraint("agent_id"),
    )
    op.create_table(
        "hints",
        sa.Column("id", sa.Text(), nullable=False, primary_key=True),
        _text("conversation_id"),
        _text("agent_id"),
        _text("by_id"),
        _text("by_name"),
        _text("text"),
        _time("at"),
    )
    op.create_index("hints_of_conversation", "hints", ["conversation_id", "at"])
    op.create_table(
        "follows",
        _text("agent_id"),
        _text("conversation_id"),
        sa.PrimaryKeyConstraint("agent_id", "conversation_id"),
    )
    op.create_table(
        "announcements",
        sa.Column("id", sa.Text(), nullable=False, primary_key=True),
        _text("by_id"),
        _text("by_name"),
        _text("text"),
        _time("at"),
        _time("until"),
        _text("team_id"),
    )
    op.create_index("announcements_until", "announcements", ["until"])
    op.create_table(
        "announcements_seen",
        _text("announcement_id"),
        _text("agent_id"),
        _time("at"),
        sa.PrimaryKeyConstraint("announcement_id", "agent_id"),
    )
    op.create_table(
        "trail",
        sa.Column("seq", WHOLE, autoincrement=False, nullable=False, primary_key=True),
        _time("at"),
        _text("who"),
        _text("act"),
        _text("subject"),
        _text("whom"),
        _text("detail"),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
    )
    op.create_index("trail_at", "trail", ["at"])
    op.create_index("trail_who", "trail", ["who", "seq"])
    op.create_index("trail_whom", "trail", ["whom", "seq"])
    if op.get_bind().dialect.name == "postgresql":
        _guard_on_a_server()
    else:
        _guard_in_a_file()
