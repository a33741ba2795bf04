"""The tables of shifts, and of how agents followed them.

Promises what `tables` promises. `shift_parts` are the shifts in moments, in stretches without gap; `days_followed` is
made of these and of what agents did, and can be thrown away and made again. `metadata` is the same, with these tables
in it.
"""

from sqlalchemy import Boolean, Column, Index, Table

from agent_desktop.hub.storage import self_service_tables
from agent_desktop.hub.storage.columns import key_time, text, total
from agent_desktop.hub.storage.kinds import WHOLE
from agent_desktop.model.figures import OF_PLANS

metadata = self_service_tables.metadata


shifts = Table(
    "shifts",
    metadata,
    text("id", primary=True),
    text("agent_id"),
    text("day"),
    Column("starts", WHOLE, nullable=False, server_default="0"),
    Column("ends", WHOLE, nullable=False, server_default="0"),
    text("zone"),
    text("parts"),
    total("starts_at"),
    total("ends_at"),
    total("paid_ms"),
    Index("shifts_of_agent", "agent_id", "starts_at"),
    Index("shifts_by_day", "day"),
)

shift_parts = Table(
    "shift_parts",
    metadata,
    text("agent_id", primary=True),
    key_time("since"),
    total("until"),
    text("shift_id"),
    Column("works", Boolean, nullable=False, server_default="0"),
    Column("paid", Boolean, nullable=False, server_default="0"),
    Index("shift_parts_of", "shift_id"),
    Index("shift_parts_at", "since"),
)

# how agents followed their shifts, of days of the house that are over
days_followed = Table(
    "days_followed",
    metadata,
    key_time("from_at"),
    text("agent_id", primary=True),
    *map(total, OF_PLANS),
    sqlite_with_rowid=False,
)
days_followed_made = Table(
    "days_followed_made",
    metadata,
    key_time("from_at"),
    total("until_at"),
)
