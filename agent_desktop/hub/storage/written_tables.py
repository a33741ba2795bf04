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
)

from agent_desktop.hub.storage import call_tables
from agent_desktop.hub.storage.columns import flag, text, time, where
from agent_desktop.hub.storage.kinds import WHOLE

metadata = call_tables.metadata


# How an entry point reaches its network.
networks = Table(
    "networks",
    metadata,
    Column("entry_point_id", Text, ForeignKey("entry_points.id"), primary_key=True),
    text("network"),
    Column("settings", Text, nullable=False, server_default="{}"),
    Column("sealed", LargeBinary, nullable=False),  # the secrets, for this entry point alone
    flag("paused"),
)

# What its session wants to remember: up to where it has read.
memories = Table(
    "memories",
    metadata,
    text("entry_point_id", primary=True),
    text("name", primary=True),
    text("value"),
)

# What the network calls a message of ours or of the customer's. `seq` 0: known, and no item came of it.
remotes = Table(
    "remotes",
    metadata,
    text("entry_point_id", primary=True),
    text("remote_id", primary=True),
    text("conversation_id"),
    Column("seq", WHOLE, nullable=False, server_default="0"),
    time("at"),
    Index("remotes_of_item", "conversation_id", "seq"),
    sqlite_with_rowid=False,
)

# The network's own threads (rooms, chats), and whose conversation each is.
threads = Table(
    "threads",
    metadata,
    text("entry_point_id", primary=True),
    text("thread", primary=True),
    text("address"),
    text("conversation_id"),
    time("used_at"),
)

# Messages of agents on their way to a network.
letters = Table(
    "letters",
    metadata,
    text("id", primary=True),  # the message's
    text("entry_point_id"),
    text("conversation_id"),
    Column("seq", WHOLE, nullable=False, server_default="0"),
    text("state"),  # "waiting", "sending", "sent", "rejected", "unclear"
    time("due_at"),
    Column("attempts", WHOLE, nullable=False, server_default="0"),
    text("problem"),
    Column("body", LargeBinary, nullable=False),  # the letter as JSON
    Index(
        "letters_open",
        "entry_point_id",
        "conversation_id",
        "seq",
        **where("state IN ('waiting', 'sending')"),
    ),
    Index(
        "letters_due",
        "entry_point_id",
        "due_at",
        **where("state = 'waiting'"),
    ),
    Index(
        "letters_sending",
        "entry_point_id",
        "conversation_id",
        **where("state = 'sending'"),
    ),
    Index(
        "letters_unclear",
        "entry_point_id",
        "seq",
        **where("state = 'unclear'"),
    ),
)

# Whether an address may be written to, by the newest word that was said of it; and each of these words.
consents = Table(
    "consents",
    metadata,
    text("kind", primary=True),
    text("network", primary=True),
    text("value", primary=True),
    flag("given"),
    time("at"),
    Index("consents_newest", "at", "value"),
)
# What the house said by itself to an address, by the digest of the words.
said = Table(
    "said",
    metadata,
    text("address", primary=True),
    text("digest", primary=True),
    time("at"),
    Index("said_oldest", "at"),
)
consent_words = Table(
    "consent_words",
    metadata,
    Column("number", WHOLE, primary_key=True, autoincrement=False),
    text("kind"),
    text("network"),
    text("value"),
    flag("given"),
    text("words"),  # the customer's, or the reason of who recorded it
    time("at"),
    text("entry_point_id"),
    text("by"),  # the agent who recorded it; empty: the customer said it
    Index("consent_words_of", "kind", "network", "value"),
)

# Splits and merges of conversations, each as it was done.
moves = Table(
    "moves",
    metadata,
    Column("number", WHOLE, primary_key=True, autoincrement=False),
    text("from_id"),
    text("to_id"),
    Column("undone_at", BigInteger, nullable=True),
    Column("body", LargeBinary, nullable=False),  # the record as JSON
    Index("moves_from", "from_id"),
    Index("moves_to", "to_id"),
)

# Customers that were merged, as both were; and pairs of whom somebody said that they are two.
unions = Table(
    "unions",
    metadata,
    text("merged_id", primary=True),
    text("kept_id"),
    time("at"),
    Column("body", LargeBinary, nullable=False),  # the record as JSON
    Index("unions_kept", "kept_id"),
)
strangers = Table(
    "strangers",
    metadata,
    text("customer_id", primary=True),
    text("other_id", primary=True),
    time("at"),
)

# What customers told of themselves. `wrong`: an agent said so.
revealed = Table(
    "revealed",
    metadata,
    text("customer_id", primary=True),
    text("kind", primary=True),
    text("value", primary=True),
    text("channel"),
    time("at"),
    text("conversation_id"),
    flag("wrong"),
    Index("revealed_by_value", "kind", "value"),
)
