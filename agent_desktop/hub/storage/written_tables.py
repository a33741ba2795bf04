"""The tables of the written channels to other networks, beside those of `tables`.

Promises what `tables` promises. `metadata` is the same, with these tables in it. Secrets are sealed (`sealed.py`).
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    text,
)

from agent_desktop.hub.storage import call_tables

metadata = call_tables.metadata


def _text(name: str, *, primary: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=primary, nullable=False, server_default="")


def _time(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False, server_default="0")


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False, server_default="0")


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
    Column("seq", Integer, nullable=False, server_default="0"),
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
)

# Messages of agents on their way to a network.
letters = Table(
    "letters",
    metadata,
    _text("id", primary=True),  # the message's
    _text("entry_point_id"),
    _text("conversation_id"),
    Column("seq", Integer, nullable=False, server_default="0"),
    _text("state"),  # "waiting", "sending", "sent", "rejected", "unclear"
    _time("due_at"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    _text("problem"),
    Column("body", LargeBinary, nullable=False),  # the letter as JSON
    Index(
        "letters_open",
        "entry_point_id",
        "conversation_id",
        "seq",
        sqlite_where=text("state IN ('waiting', 'sending')"),
    ),
)

# Who said that no more, or again, may be sent to an address, and how.
consents = Table(
    "consents",
    metadata,
    _text("kind", primary=True),
    _text("network", primary=True),
    _text("value", primary=True),
    _flag("given"),
    _text("words"),
    _time("at"),
)
