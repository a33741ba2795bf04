"""The tables of teams, of what leads and agents tell each other, and of the audit trail.

Promises what `tables` promises. The trail refers to no other table, so that nothing which is erased ever breaks it;
its rows are never changed and never removed: triggers that the migrations made refuse both. What its entries are found
by (`trail_words`, on SQLite a virtual table of FTS5) is made from it. `metadata` is the same, with these tables in it.
"""

from sqlalchemy import Boolean, Column, Index, LargeBinary, Table, Text
from sqlalchemy.dialects.postgresql import TSVECTOR

from agent_desktop.hub.storage import passage_tables
from agent_desktop.hub.storage.columns import text, time
from agent_desktop.hub.storage.kinds import WHOLE

metadata = passage_tables.metadata


teams = Table("teams", metadata, Column("id", Text, primary_key=True), text("name"))

team_people = Table(
    "team_people",
    metadata,
    text("team_id", primary=True),
    text("agent_id", primary=True),
    # who leads a team need not be a member of it, so that one person may have both rows
    Column("leads", Boolean, primary_key=True, nullable=False, server_default="0"),
)

hands = Table(
    "hands",
    metadata,
    text("agent_id", primary=True),
    time("at"),
    text("text"),
    text("interaction_id"),
    text("conversation_id"),
)

hints = Table(
    "hints",
    metadata,
    Column("id", Text, primary_key=True),
    text("conversation_id"),
    text("agent_id"),
    text("by_id"),
    text("by_name"),
    text("text"),
    time("at"),
    Index("hints_of_conversation", "conversation_id", "at"),
)

follows = Table(
    "follows",
    metadata,
    text("agent_id", primary=True),
    text("conversation_id", primary=True),
)

consults = Table(
    "consults",
    metadata,
    Column("id", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),  # a consult that goes on, as JSON
)

announcements = Table(
    "announcements",
    metadata,
    Column("id", Text, primary_key=True),
    text("by_id"),
    text("by_name"),
    text("text"),
    time("at"),
    time("until"),
    text("team_id"),
    Index("announcements_until", "until"),
)

announcements_seen = Table(
    "announcements_seen",
    metadata,
    text("announcement_id", primary=True),
    text("agent_id", primary=True),
    time("at"),
)

trail = Table(
    "trail",
    metadata,
    Column("seq", WHOLE, primary_key=True, autoincrement=False),
    time("at"),
    text("who"),  # the person's id; empty: nobody who is known
    text("act"),
    text("subject"),  # what it was done to, as "kind/id"
    text("whom"),  # the agent whom it concerns, if any
    text("detail"),  # JSON; names of fields, never what people wrote
    Column("digest", LargeBinary, nullable=False),  # over the digest before and this row
    Index("trail_at", "at"),
    Index("trail_who", "who", "seq"),
    Index("trail_whom", "whom", "seq"),
)

trail_words = Table(
    "trail_words",
    metadata,
    Column(
        "rowid", WHOLE, primary_key=True, autoincrement=False
    ),  # as FTS5 calls it: the entry's `seq`
    Column("words", Text().with_variant(TSVECTOR(), "postgresql"), nullable=False),
    Index("trail_words_words", "words", postgresql_using="gin"),
)
