"""The tables of what each interaction adds as a whole, and of the sums made of that.

Promises what `tables` promises. What they hold is made of interactions, passages and answers, and can be thrown away
and made again. `metadata` is the same, with these tables in it.
"""

from typing import Final

from sqlalchemy import BigInteger, Column, Index, LargeBinary, Table, Text

from agent_desktop.hub.storage import alert_tables
from agent_desktop.hub.storage.columns import key, text, time, total, where
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import OF_ASKING, OF_CLOSING, OF_COMING, OF_WHOLE

metadata = alert_tables.metadata

KEYS = ("queue_id", "channel", "entry_point_id", "agent_id")
LONG_MS: Final[Millis] = 86_400_000
"""What was open for so long is found apart."""


shares = Table(
    "shares",
    metadata,
    key("interaction_id"),
    # by what it is found from others of the same customer, as it was when it was made
    *map(text, ("customer_id", "conversation_id", "queue_now")),
    total("arrived_at"),
    time("ended_at", optional=True),
    time("came_at", optional=True),
    *map(text, KEYS),
    *map(total, OF_COMING),
    time("closed_at", optional=True),
    *map(total, OF_CLOSING),
    *(text(f"asked_{name}") for name in KEYS),
    *map(total, OF_ASKING),
    Column("disposition", Text, nullable=True),  # null: agents did not end it
    *map(total, ("handle_ms", "rated", "rating")),
    time("ripe_at", optional=True),
    # with all that lists of what came, or was open, ask before they read a row: rows lie all over the file
    Index("shares_came", "came_at", "closed_at", *KEYS, "created", "reopened"),
    # what a day of `shares_came` does not tell of the open: no more than was open for long, or is
    Index(
        "shares_long",
        *("closed_at", "came_at", "arrived_at", *KEYS, "created", "reopened"),
        **where(
            f"created + reopened > 0 AND (closed_at IS NULL OR closed_at - came_at >= {LONG_MS})"
        ),
    ),
    Index(
        "shares_asked",
        *("came_at", *(f"asked_{name}" for name in KEYS), "surveys"),
        **where("surveys > 0"),
    ),
    Index(
        "shares_closed",
        "closed_at",
        **where("closed_at IS NOT NULL"),
    ),
    Index(
        "shares_ripe",
        "ripe_at",
        **where("ripe_at IS NOT NULL"),
    ),
    sqlite_with_rowid=False,
)

# what changed since its share was made; `token` changes whenever it does
shares_due = Table(
    "shares_due",
    metadata,
    key("interaction_id"),
    Column("token", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)


def _sums(name: str, *keys: str) -> Table:
    return Table(
        name,
        metadata,
        Column("from_at", BigInteger, primary_key=True, autoincrement=False),
        *map(key, keys),
        *map(total, OF_WHOLE),
        sqlite_with_rowid=False,
    )


share_quarters_by_agent = _sums("share_quarters_by_agent", *KEYS)
share_quarters_by_queue = _sums("share_quarters_by_queue", *KEYS[:3])
share_days = _sums("share_days", *KEYS)
# of interactions that have tags, once for each tag
share_quarters_by_tag = _sums("share_quarters_by_tag", *KEYS, "tag")
share_days_by_tag = _sums("share_days_by_tag", *KEYS, "tag")

outcome_days = Table(
    "outcome_days",
    metadata,
    Column("from_at", BigInteger, primary_key=True, autoincrement=False),
    *map(key, (*KEYS, "disposition")),
    *map(total, ("ended", "handle_ms", "rated", "rating")),
    sqlite_with_rowid=False,
)

# the comings of customers on days that are over, packed as `hub.metrics.preferred` packs them
days_by_customer = Table(
    "days_by_customer",
    metadata,
    Column("from_at", BigInteger, primary_key=True, autoincrement=False),
    Column("keys", Text, nullable=False),  # JSON
    Column("columns", LargeBinary, nullable=False),
)
