"""The table of surveys that are to be asked, were asked, and what came of them.

Promises what `tables` promises; an interaction is asked once. `metadata` is the same, with this table in it.
"""

from sqlalchemy import Column, Index, Table, Text

from agent_desktop.hub.storage import doing_tables
from agent_desktop.hub.storage.columns import text, time, where
from agent_desktop.hub.storage.kinds import WHOLE

metadata = doing_tables.metadata


asked = Table(
    "asked",
    metadata,
    Column("interaction_id", Text, primary_key=True),
    text("survey_id"),
    text("kind"),
    text("conversation_id"),
    text("agent_id"),
    text("queue_id"),
    text("channel"),
    text("entry_point_id"),
    text("address"),
    Column("low", WHOLE, nullable=True),
    text("state"),
    text("why"),
    time("due_at"),
    time("asked_at", optional=True),
    time("until_at", optional=True),
    text("message_id"),
    Column("score", WHOLE, nullable=True),
    text("comment"),
    time("answered_at", optional=True),
    time("lifted_at", optional=True),
    Index("asked_of_address", "entry_point_id", "address", "asked_at"),
    Index("asked_in_conversation", "conversation_id", "asked_at"),
    Index(
        "asked_due",
        "due_at",
        **where("state = 'due'"),
    ),
)
