"""The tables about calls, beside those of `tables`: what each was, which files came of it, who did what to it.

Promises what `tables` promises. `metadata` is the same, with these tables in it.
"""

from sqlalchemy import BigInteger, Boolean, Column, Index, Table, Text

from agent_desktop.hub.storage import tables
from agent_desktop.hub.storage.columns import flag, text, where
from agent_desktop.hub.storage.kinds import WHOLE

metadata = tables.metadata


# What an interaction has to do with a call; one row for each that has.
calls = Table(
    "calls",
    metadata,
    text("id", primary=True),  # the interaction's
    text("role"),  # "call", "part" (of one who left it), "consult", or "internal" (of colleagues)
    text("call"),  # to which call it belongs: its own id for the call itself
    text("conversation_id"),
    text("number"),
    Column("language", Text, nullable=False, server_default="en"),
    flag("outbound"),
    flag("kept"),  # the customer has hung up and is to be called back
    Column("attempts", WHOLE, nullable=False, server_default="0"),
    Column("answered_at", BigInteger, nullable=True),  # when an agent spoke with the customer first
    text("agent_id"),  # who spoke with the customer last
    flag("talking"),  # the agent who has it speaks or spoke with the customer
    Column("told", Text, nullable=False, server_default="[]"),  # agents whose desks show it now
    flag("over"),
    # epoch ms: a callback that reached nobody is not tried earlier
    Column("not_before", BigInteger, nullable=False, server_default="0"),
    Column("consent", Boolean, nullable=True),  # null: nobody asked the caller
    Index("calls_not_over", "call", **where("over = 0", postgresql="NOT over")),
)

# Files of calls and messages, from the first that was heard of them until they stand in a conversation.
recordings = Table(
    "recordings",
    metadata,
    text("id", primary=True),
    text("call"),
    flag("message"),
    text("conversation_id"),
    text("queue_id"),
    Column("length_ms", BigInteger, nullable=False, server_default="0"),
    Column("attachment", Text, nullable=True),  # the record as JSON, once the file is complete
    flag("done"),
    Index(
        "recordings_not_done",
        "call",
        **where("done = 0", postgresql="NOT done"),
    ),
)

# Who did what to whom when, where somebody may have to answer for it.
audit = Table(
    "audit",
    metadata,
    text("id", primary=True),
    Column("at", BigInteger, nullable=False, index=True),
    text("agent_id"),
    text("what"),  # "recording_paused", "supervision_began"
    text("call"),
    text("detail"),  # why, or how
)
