"""The tables of the written channels to other networks, beside those of `tables`.

Promises what `tables` promises. `metadata` is the same, with these tables in it. Secrets are sealed (`sealed.py`).
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    Table,
    Text,
    text,
)

from agent_desktop.hub.storage import call_tables
from agent_desktop.hub.storage.columns import flag as _flag
from agent_desktop.hub.storage.columns import text as _text
from agent_desktop.hub.storage.columns import time as _time
from agent_desktop.hub.storage.kinds import WHOLE

metadata = call_tables.metadata


# How an entry point reaches its network.
networks = Table(
    "networks",
    metadata,
    Column("entry_point_id", Text, ForeignKey("entry_points.id"), primary_key=True),
    _text("network"),
    Column("settings", Text, nullable=False, server_default="{}"),
    Column("sealed", LargeBinary, nullable=False),  # the secrets, for this entry point alone
    _flag("paused"),
)

# What its session wants to remember: up to where it has read.
memories = Table(
    "memories",
    metadata,
    _text("entry_point_id", primary=True),
    _text("name", primary=True),
    _text("value"),
)

# What the network calls a message of ours or of the customer's. `seq` 0: known, and no item came of it.
remotes = Table(
    "remotes",
    metadata,
    _text("entry_point_id", primary=True),
    _text("remote_id", primary=True),
    _text("conversation_id"),
    Column("seq", WHOLE, nullable=False, server_default="0"),
    _time("at"),
    Index("remotes_of_item", "conversation_id", "seq"),
    sqlite_with_rowid=False,
)

# The network's own threads (rooms, chats), and whose conversation each is.
threads = Table(
    "threads",
    metadata,
    _text("entry_point_id", primary=True),
    _text("thread", primary=True),
    _text("address"),
    _text("conversation_id"),
    _time("used_at"),
)

# Messages of agents on their way to a network.
letters = Table(
    "letters",
    metadata,
    _text("id", primary=True),  # the message's
    _text("entry_point_id"),
    _text("conversation_id"),
    Column("seq", WHOLE, nullable=False, server_default="0"),
    _text("state"),  # "waiting", "sending", "sent", "rejected", "unclear"
    _time("due_at"),
    Column("attempts", WHOLE, nullable=False, server_default="0"),
    _text("problem"),
    Column("body", LargeBinary, nullable=False),  # the letter as JSON
    Index(
        "letters_open",
        "entry_point_id",
        "conversation_id",
        "seq",
        sqlite_where=text("state IN ('waiting', 'sending')"),
        postgresql_where=text("state IN ('waiting', 'sending')"),
    ),
    Index(
        "letters_due",
        "entry_point_id",
        "due_at",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    Index(
        "letters_sending",
        "entry_point_id",
        "conversation_id",
        sqlite_where=text("state = 'sending'"),
        postgresql_where=text("state = 'sending'"),
    ),
    Index(
        "letters_unclear",
        "entry_point_id",
        "seq",
        sqlite_where=text("state = 'unclear'"),
        postgresql_where=text("state = 'unclear'"),
    ),
)

# Whether an address may be written to, by the newest word that was said of it; and each of these words.
consents = Table(
    "consents",
    metadata,
    _text("kind", primary=True),
    _text("network", primary=True),
    _text("value", primary=True),
    _flag("given"),
    _time("at"),
    Index("consents_newest", "at", "value"),
)
# What the house said by itself to an address, by the digest of the words.
said = Table(
    "said",
    metadata,
    _text("address", primary=True),
    _text("digest", primary=True),
    _time("at"),
    Index("said_oldest", "at"),
)
consent_words = Table(
    "consent_words",
    metadata,
    Column("number", WHOLE, primary_key=True, autoincrement=False),
    _text("kind"),
    _text("network"),
    _text("value"),
    _flag("given"),
    _text("words"),  # the customer's, or the reason of who recorded it
    _time("at"),
    _text("entry_point_id"),
    _text("by"),  # the agent who recorded it; empty: the customer said it
    Index("consent_words_of", "kind", "network", "value"),
)

# Splits and merges of conversations, each as it was done.
moves = Table(
    "moves",
    metadata,
    Column("number", WHOLE, primary_key=True, autoincrement=False),
    _text("from_id"),
    _text("to_id"),
    Column("undone_at", BigInteger, nullable=True),
    Column("body", LargeBinary, nullable=False),  # the record as JSON
    Index("moves_from", "from_id"),
    Index("moves_to", "to_id"),
)

# Customers that were merged, as both were; and pairs of whom somebody said that they are two.
unions = Table(
    "unions",
    metadata,
    _text("merged_id", primary=True),
    _text("kept_id"),
    _time("at"),
    Column("body", LargeBinary, nullable=False),  # the record as JSON
    Index("unions_kept", "kept_id"),
)
strangers = Table(
    "strangers",
    metadata,
    _text("customer_id", primary=True),
    _text("other_id", primary=True),
    _time("at"),
)

# What customers told of themselves. `wrong`: an agent said so.
revealed = Table(
    "revealed",
    metadata,
    _text("customer_id", primary=True),
    _text("kind", primary=True),
    _text("value", primary=True),
    _text("channel"),
    _time("at"),
    _text("conversation_id"),
    _flag("wrong"),
    Index("revealed_by_value", "kind", "value"),
)
