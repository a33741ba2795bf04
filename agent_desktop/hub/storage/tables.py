"""The tables of the hub's database, grouped by job.

Promises that every fact has one home; that ids are text, times are `Millis`, and small open-ended values (skills,
capacity, attachments of a message) are JSON text. Refuses to hold secrets in clear, except the signing secret of an
entry point, which is needed to check signatures.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from agent_desktop.hub.storage.columns import FIXED
from agent_desktop.hub.storage.columns import count as _count
from agent_desktop.hub.storage.columns import flag as _flag
from agent_desktop.hub.storage.columns import key as _id
from agent_desktop.hub.storage.columns import of as _of
from agent_desktop.hub.storage.columns import text as _text
from agent_desktop.hub.storage.columns import time as _time
from agent_desktop.hub.storage.kinds import WHOLE

metadata = MetaData()


# --- the hub and its people

settings = Table("settings", metadata, _id("name"), _text("value"))

accounts = Table(
    "accounts",
    metadata,
    _id(),
    Column("email", Text, nullable=True, unique=True),
    _text("name"),
    _text("password_hash"),
    Column("scopes", Text, nullable=False, server_default="[]"),
    _flag("disabled"),
    # what routing may offer: lists and maps as JSON; `heard_from`: where audiences last changed
    Column("queues", Text, nullable=False, server_default="[]"),
    Column("capacity", Text, nullable=False, server_default="{}"),
    Column("skills", Text, nullable=False, server_default="{}"),
    Column("units", WHOLE, nullable=False, server_default="100"),
    Column("heard_from", BigInteger, nullable=False, server_default="0"),  # of the journal
    _time("created_at"),
    Column("blending", Text, nullable=False, server_default="calls"),  # what comes beside a call
    _flag("may_exceed"),
    _text("extension"),  # under which colleagues call; empty: none
    Index(
        "accounts_extension",
        "extension",
        unique=True,
        sqlite_where=text("extension != ''"),
        postgresql_where=text("extension != ''"),
    ),
)

presences = Table(
    "presences",
    metadata,
    Column("agent_id", Text, ForeignKey("accounts.id"), primary_key=True),
    _text("state"),
    _time("since"),
    _text("reason"),
    Column("next", Text, nullable=True),
    _time("away_since", optional=True),  # since when no desk of the agent is linked
)

tokens = Table(
    "tokens",
    metadata,
    _id(),  # public, for the list of sessions
    Column("digest", LargeBinary, nullable=False, unique=True),  # of the secret, never the secret
    _text("kind"),  # "agent" or "visitor"
    Column("subject", Text, nullable=False, index=True),  # account id or visitor id
    Column("scopes", Text, nullable=False, server_default="[]"),
    _text("entry_point_id"),
    _text("client"),
    _time("created_at"),
    _time("expires_at"),
    _time("seen_at"),
    _time("revoked_at", optional=True),
)

# --- configuration

queues = Table(
    "queues",
    metadata,
    _id(),
    _text("name"),
    _count("weight"),
    _count("priority"),
    Column("skills", Text, nullable=False, server_default="{}"),
    Column("offer_ms", Text, nullable=False, server_default="{}"),
    Column("wrap_up_ms", BigInteger, nullable=True),
    _flag("wrap_up_required"),
    Column("max_waiting", WHOLE, nullable=True),
    _time("sticky_ms"),
    _text("pick"),
    _time("away_ms", optional=True),
    _count("position"),
    _text("signature"),
)

entry_points = Table(
    "entry_points",
    metadata,
    _id(),
    _text("channel"),
    _text("name"),
    _of("queue_id", "queues.id"),
    _text("title"),
    _text("secret"),
    Column("origins", Text, nullable=False, server_default="[]"),
    _flag("require_identity"),
    _text("calls"),
    _count("position"),
)

dispositions = Table(
    "dispositions",
    metadata,
    _id("code"),
    _text("label"),
    _text("group"),
    _text("queue_id"),
    _count("position"),
)

saved_replies = Table(
    "saved_replies",
    metadata,
    _id("shortcut"),
    _text("title"),
    _text("text"),
    _count("position"),
)

# --- customers

customers = Table(
    "customers",
    metadata,
    _id(),
    _text("name"),
    _text("organisation"),
    _flag("vip"),
    _text("language"),
    _text("time_zone"),
    _text("place"),
    Column("lifetime_value", BigInteger, nullable=True),
    _text("currency"),
    Column("attributes", Text, nullable=False, server_default="{}"),
    _time("created_at"),
    _time("updated_at"),
    Column("merged_into", Text, ForeignKey("customers.id"), nullable=True, index=True),
    Index("customers_name", "name"),
    Index(
        "customers_value",
        "lifetime_value",
        sqlite_where=text("lifetime_value IS NOT NULL AND merged_into IS NULL"),
        postgresql_where=text("lifetime_value IS NOT NULL AND merged_into IS NULL"),
    ),
)

addresses = Table(
    "addresses",
    metadata,
    _text("kind", primary=True),
    _text("network", primary=True),
    _text("value", primary=True),
    _of("customer_id", "customers.id", index=True),
    _flag("verified"),
    _count("position"),
)

visitors = Table(
    "visitors",
    metadata,
    _id(),
    _of("entry_point_id", "entry_points.id"),
    _text("account"),  # the embedding site's own id, proved by its signature; else empty
    _of("customer_id", "customers.id", optional=True, index=True),
    Column("conversation_id", Text, nullable=True),
    _text("name"),
    _text("email"),
    _text("language"),
    _text("page"),
    _flag("gone"),  # ended the chat; writing again returns
    _time("created_at"),
)

# --- conversations

conversations = Table(
    "conversations",
    metadata,
    _id(),
    Column("number", WHOLE, nullable=False, unique=True, info=FIXED),
    _of("customer_id", "customers.id", fixed=True),
    _text("channel"),
    _time("opened_at", fixed=True),
    _time("closed_at", optional=True),
    _text("subject"),
    _text("entry_point_id"),
    _flag("open"),
    _count("last_seq"),
    _count("read_seq"),
    _count("unread"),
    _time("last_at"),
    _text("preview"),
    _text("preview_from"),
    _time("reply_due_at", optional=True),
    _time("replied_at", optional=True),
    _flag("customer_online"),
    Column("agent_id", Text, nullable=True),
    Column("last_agent_id", Text, nullable=True),
    Column("visitor_id", Text, nullable=True),
    # how far the customer has received and read
    _count("delivered_to"),
    _count("read_to"),
    _text("joined_into"),  # the conversation into which it was merged
    Index("conversations_of_customer", "customer_id", "opened_at"),
)

items = Table(
    "items",
    metadata,
    Column("conversation_id", Text, ForeignKey("conversations.id"), primary_key=True),
    Column("seq", WHOLE, primary_key=True, autoincrement=False),
    _text("id"),  # the sequence finds an item, not its id: an index would only cost
    _text("kind"),  # "message", "note", "line"
    _time("at"),
    _text("author_kind"),
    _text("author_id"),
    Column("client_id", Text, nullable=True),
    _text("interaction_id"),
    Column("body", LargeBinary, nullable=False),  # the record as JSON
    Index(
        "items_once",
        "conversation_id",
        "client_id",
        unique=True,
        sqlite_where=text("client_id IS NOT NULL"),
        postgresql_where=text("client_id IS NOT NULL"),
    ),
    sqlite_with_rowid=False,
)

attachments = Table(
    "attachments",
    metadata,
    _id(),
    _text("owner"),  # "agent:ID" or "visitor:ID"
    _text("upload_id"),  # the uploader's own id, so that a repeated upload is one file
    _text("name"),
    _text("media_type"),
    Column("size", BigInteger, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    _text("stored_as"),
    _time("created_at"),
    Column("conversation_id", Text, nullable=True, index=True),  # null until it was sent
    Column("keep_until", BigInteger, nullable=True, index=True),  # null: for ever
    Column("checked", Text, nullable=False, server_default=""),  # by the virus scanner
    Column("finding", Text, nullable=False, server_default=""),
    UniqueConstraint("owner", "upload_id", name="attachments_once"),
)

# --- work

interactions = Table(
    "interactions",
    metadata,
    _id(),
    _of("conversation_id", "conversations.id", index=True, fixed=True),
    _of("customer_id", "customers.id", index=True, fixed=True),
    _text("channel"),
    _of("queue_id", "queues.id"),
    _text("entry_point_id"),
    _text("state"),
    _time("arrived_at", fixed=True),
    _count("priority"),
    Column("skills", Text, nullable=False, server_default="{}"),
    Column("preferred_agent", Text, nullable=True),
    _time("sticky_until", optional=True),
    _count("epoch"),
    Column("agent_id", Text, nullable=True),
    _time("accepted_at", optional=True),
    _time("first_reply_at", optional=True),
    _time("ended_at", optional=True),
    _time("wrap_up_until", optional=True),
    _flag("wrap_up_required"),
    _time("closed_at", optional=True),
    _text("disposition"),
    _text("summary"),
    Column("rating", WHOLE, nullable=True),
    _text("rating_comment"),
    _text("last_time"),
    _text("preview"),
    # touched only when an interaction begins and ends, not at each change of state
    Index(
        "interactions_live",
        "arrived_at",
        sqlite_where=text("closed_at IS NULL"),
        postgresql_where=text("closed_at IS NULL"),
    ),
)

offers = Table(
    "offers",
    metadata,
    Column("interaction_id", Text, ForeignKey("interactions.id"), primary_key=True),
    Column("epoch", WHOLE, primary_key=True, autoincrement=False),
    _text("agent_id"),
    _time("offered_at"),
    _time("expires_at"),
    _time("ended_at", optional=True),
    _text("outcome"),  # empty while pending
    _text("reason"),
    Column("reasons", Text, nullable=False, server_default="[]"),
    Index(
        "offers_pending",
        "outcome",
        sqlite_where=text("outcome = ''"),
        postgresql_where=text("outcome = ''"),
    ),
    sqlite_with_rowid=False,
)

# --- what happened, and what was asked

# No index by audience: it would double the cost of each entry, and a replay reads a short range of `seq`.
journal = Table(
    "journal",
    metadata,
    Column("seq", WHOLE, primary_key=True, autoincrement=False),
    _time("at"),
    _text("audience"),
    Column("body", LargeBinary, nullable=False),  # the event as JSON
)

# One row for each start of the hub. An epoch reaches to where the next one begins.
epochs = Table(
    "epochs",
    metadata,
    Column("number", WHOLE, primary_key=True),
    Column("epoch", Text, nullable=False, unique=True),
    Column("first_seq", WHOLE, nullable=False),
)

commands = Table(
    "commands",
    metadata,
    _text("owner", primary=True),  # "agent:ID" or "visitor:ID"
    _text("id", primary=True),
    Column("digest", LargeBinary, nullable=False),  # of the command's body
    Column("answer", LargeBinary, nullable=True),
    Column("at", BigInteger, nullable=False, index=True),
    sqlite_with_rowid=False,
)
