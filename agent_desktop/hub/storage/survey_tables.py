"""The table of surveys that are to be asked, were asked, and what came of them.

Promises what `tables` promises; an interaction is asked once. `metadata` is the same, with this table in it.
"""

from sqlalchemy import Column, Index, Table, Text, text

from agent_desktop.hub.storage import doing_tables
from agent_desktop.hub.storage.columns import text as _text
from agent_desktop.hub.storage.columns import time as _time
from agent_desktop.hub.storage.kinds import WHOLE

metadata = doing_tables.metadata


asked = Table(
    "asked",
    metadata,
    Column("interaction_id", Text, primary_key=True),
    _text("survey_id"),
    _text("kind"),
    _text("conversation_id"),
    _text("agent_id"),
    _text("queue_id"),
    _text("channel"),
    _text("entry_point_id"),
    _text("address"),
    Column("low", WHOLE, nullable=True),
    _text("state"),
    _text("why"),
    _time("due_at"),
    _time("asked_at", optional=True),
    _time("until_at", optional=True),
    _text("message_id"),
    Column("score", WHOLE, nullable=True),
    _text("comment"),
    _time("answered_at", optional=True),
    _time("lifted_at", optional=True),
    Index("asked_of_address", "entry_point_id", "address", "asked_at"),
    Index("asked_in_conversation", "conversation_id", "asked_at"),
    Index(
        "asked_due",
        "due_at",
        sqlite_where=text("state = 'due'"),
        postgresql_where=text("state = 'due'"),
    ),
)
