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
)

from agent_desktop.hub.storage.columns import FIXED, count, flag, key, of, text, time, where
from agent_desktop.hub.storage.kinds import WHOLE

metadata = MetaData()


# --- the hub and its people

settings = Table("settings", metadata, key("name"), text("value"))

accounts = Table(
    "accounts",
    metadata,
    key(),
    Column("email", Text, nullable=True, unique=True),
    text("name"),
    text("password_hash"),
    Column("scopes", Text, nullable=False, server_default="[]"),
    flag("disabled"),
    # what routing may offer: lists and maps as JSON; `heard_from`: where audiences last changed
    Column("queues", Text, nullable=False, server_default="[]"),
    Column("capacity", Text, nullable=False, server_default="{}"),
    Column("skills", Text, nullable=False, server_default="{}"),
    Column("units", WHOLE, nullable=False, server_default="100"),
    Column("heard_from", BigInteger, nullable=False, server_default="0"),  # of the journal
    time("created_at"),
    Column("blending", Text, nullable=False, server_default="calls"),  # what comes beside a call
    flag("may_exceed"),
    text("extension"),  # under which colleagues call; empty: none
    Index(
        "accounts_extension",
        "extension",
        unique=True,
        **where("extension != ''"),
    ),
)

presences = Table(
    "presences",
    metadata,
    Column("agent_id", Text, ForeignKey("accounts.id"), primary_key=True),
    text("state"),
    time("since"),
    text("reason"),
    Column("next", Text, nullable=True),
    time("away_since", optional=True),  # since when no desk of the agent is linked
)

tokens = Table(
    "tokens",
    metadata,
    key(),  # public, for the list of sessions
    Column("digest", LargeBinary, nullable=False, unique=True),  # of the secret, never the secret
    text("kind"),  # "agent" or "visitor"
    Column("subject", Text, nullable=False, index=True),  # account id or visitor id
    Column("scopes", Text, nullable=False, server_default="[]"),
    text("entry_point_id"),
    text("client"),
    time("created_at"),
    time("expires_at"),
    time("seen_at"),
    time("revoked_at", optional=True),
)

# --- configuration

queues = Table(
    "queues",
    metadata,
    key(),
    text("name"),
    count("weight"),
    count("priority"),
    Column("skills", Text, nullable=False, server_default="{}"),
    Column("offer_ms", Text, nullable=False, server_default="{}"),
    Column("wrap_up_ms", BigInteger, nullable=True),
    flag("wrap_up_required"),
    Column("max_waiting", WHOLE, nullable=True),
    time("sticky_ms"),
    text("pick"),
    time("away_ms", optional=True),
    count("position"),
    text("signature"),
)

entry_points = Table(
    "entry_points",
    metadata,
    key(),
    text("channel"),
    text("name"),
    of("queue_id", "queues.id"),
    text("title"),
    text("secret"),
    Column("origins", Text, nullable=False, server_default="[]"),
    flag("require_identity"),
    text("calls"),
    count("position"),
)

dispositions = Table(
    "dispositions",
    metadata,
    key("code"),
    text("label"),
    text("group"),
    text("queue_id"),
    count("position"),
)

saved_replies = Table(
    "saved_replies",
    metadata,
    key("shortcut"),
    text("title"),
    text("text"),
    count("position"),
)

# --- customers

customers = Table(
    "customers",
    metadata,
    key(),
    text("name"),
    text("organisation"),
    flag("vip"),
    text("language"),
    text("time_zone"),
    text("place"),
    Column("lifetime_value", BigInteger, nullable=True),
    text("currency"),
    Column("attributes", Text, nullable=False, server_default="{}"),
    time("created_at"),
    time("updated_at"),
    Column("merged_into", Text, ForeignKey("customers.id"), nullable=True, index=True),
    Index("customers_name", "name"),
    Index(
        "customers_value",
        "lifetime_value",
        **where("lifetime_value IS NOT NULL AND merged_into IS NULL"),
    ),
)

addresses = Table(
    "addresses",
    metadata,
    text("kind", primary=True),
    text("network", primary=True),
    text("value", primary=True),
    of("customer_id", "customers.id", index=True),
    flag("verified"),
    count("position"),
)

visitors = Table(
    "visitors",
    metadata,
    key(),
    of("entry_point_id", "entry_points.id"),
    text("account"),  # the embedding site's own id, proved by its signature; else empty
    of("customer_id", "customers.id", optional=True, index=True),
    Column("conversation_id", Text, nullable=True),
    text("name"),
    text("email"),
    text("language"),
    text("page"),
    flag("gone"),  # ended the chat; writing again returns
    time("created_at"),
)

# --- conversations

conversations = Table(
    "conversations",
    metadata,
    key(),
    Column("number", WHOLE, nullable=False, unique=True, info=FIXED),
    of("customer_id", "customers.id", fixed=True),
    text("channel"),
    time("opened_at", fixed=True),
    time("closed_at", optional=True),
    text("subject"),
    text("entry_point_id"),
    flag("open"),
    count("last_seq"),
    count("read_seq"),
    count("unread"),
    time("last_at"),
    text("preview"),
    text("preview_from"),
    time("reply_due_at", optional=True),
    time("replied_at", optional=True),
    flag("customer_online"),
    Column("agent_id", Text, nullable=True),
    Column("last_agent_id", Text, nullable=True),
    Column("visitor_id", Text, nullable=True),
    # how far the customer has received and read
    count("delivered_to"),
    count("read_to"),
    text("joined_into"),  # the conversation into which it was merged
    Index("conversations_of_customer", "customer_id", "opened_at"),
)

items = Table(
    "items",
    metadata,
    Column("conversation_id", Text, ForeignKey("conversations.id"), primary_key=True),
    Column("seq", WHOLE, primary_key=True, autoincrement=False),
    text("id"),  # the sequence finds an item, not its id: an index would only cost
    text("kind"),  # "message", "note", "line"
    time("at"),
    text("author_kind"),
    text("author_id"),
    Column("client_id", Text, nullable=True),
    text("interaction_id"),
    Column("body", LargeBinary, nullable=False),  # the record as JSON
    Index(
        "items_once",
        "conversation_id",
        "client_id",
        unique=True,
        **where("client_id IS NOT NULL"),
    ),
    sqlite_with_rowid=False,
)

attachments = Table(
    "attachments",
    metadata,
    key(),
    text("owner"),  # "agent:ID" or "visitor:ID"
    text("upload_id"),  # the uploader's own id, so that a repeated upload is one file
    text("name"),
    text("media_type"),
    Column("size", BigInteger, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    text("stored_as"),
    time("created_at"),
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
    key(),
    of("conversation_id", "conversations.id", index=True, fixed=True),
    of("customer_id", "customers.id", index=True, fixed=True),
    text("channel"),
    of("queue_id", "queues.id"),
    text("entry_point_id"),
    text("state"),
    time("arrived_at", fixed=True),
    count("priority"),
    Column("skills", Text, nullable=False, server_default="{}"),
    Column("preferred_agent", Text, nullable=True),
    time("sticky_until", optional=True),
    count("epoch"),
    Column("agent_id", Text, nullable=True),
    time("accepted_at", optional=True),
    time("first_reply_at", optional=True),
    time("ended_at", optional=True),
    time("wrap_up_until", optional=True),
    flag("wrap_up_required"),
    time("closed_at", optional=True),
    text("disposition"),
    text("summary"),
    Column("rating", WHOLE, nullable=True),
    text("rating_comment"),
    text("last_time"),
    text("preview"),
    # touched only when an interaction begins and ends, not at each change of state
    Index(
        "interactions_live",
        "arrived_at",
        **where("closed_at IS NULL"),
    ),
)

offers = Table(
    "offers",
    metadata,
    Column("interaction_id", Text, ForeignKey("interactions.id"), primary_key=True),
    Column("epoch", WHOLE, primary_key=True, autoincrement=False),
    text("agent_id"),
    time("offered_at"),
    time("expires_at"),
    time("ended_at", optional=True),
    text("outcome"),  # empty while pending
    text("reason"),
    Column("reasons", Text, nullable=False, server_default="[]"),
    # no index of the pending ones: each offer would come into it and leave it, and only a hub's start asks
    sqlite_with_rowid=False,
)

# --- what happened, and what was asked

# No index by audience: it would double the cost of each entry, and a replay reads a short range of `seq`.
journal = Table(
    "journal",
    metadata,
    Column("seq", WHOLE, primary_key=True, autoincrement=False),
    time("at"),
    text("audience"),
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
    text("owner", primary=True),  # "agent:ID" or "visitor:ID"
    text("id", primary=True),
    Column("digest", LargeBinary, nullable=False),  # of the command's body
    Column("answer", LargeBinary, nullable=True),
    Column("at", BigInteger, nullable=False, index=True),
    sqlite_with_rowid=False,
)
