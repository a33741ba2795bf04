"""Rows for reports that are no figures: one customer's way, names.

Each function reads in the open transaction of the storage that it is given.
"""

from typing import Final, NamedTuple

from sqlalchemy import select, text

from agent_desktop.hub.storage.counting import Span
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import accounts, dispositions, entry_points, queues
from agent_desktop.model.journeys import JourneyStep

AGENT: Final = "coalesce(i.agent_id, '')"
"""Whose an interaction is."""
CAME: Final = "p.number = 1 AND p.came = 'arrived'"
"""The passage by which a customer came; agents began the others."""

_WORKED = (
    "(SELECT coalesce(sum(x.wrapped_at - x.left_at), 0) FROM passages x"
    " WHERE x.interaction_id = i.id AND x.\"left\" = 'answered' AND x.wrapped_at IS NOT NULL)"
)


def journey(storage: Storage, customer_id: str, span: Span, limit: int) -> list[JourneyStep]:
    """A customer's contacts within a time, the oldest first."""
    words = (
        "SELECT i.conversation_id, c.number, i.arrived_at, i.channel, i.queue_id, i.entry_point_id,"
        f" {AGENT}, p.came, i.state, p.left_at - p.came_at, {_WORKED}, i.disposition, i.rating"
        " FROM interactions i JOIN passages p ON p.interaction_id = i.id AND p.number = 1"
        " JOIN conversations c ON c.id = i.conversation_id"
        " WHERE i.customer_id = :customer AND i.arrived_at >= :since AND i.arrived_at < :until"
        " ORDER BY i.arrived_at, i.id LIMIT :most"
    )
    values = {"customer": customer_id, "since": span.since, "until": span.until, "most": limit}
    return [
        JourneyStep(*(*row[:10], int(row[10]), *row[11:]))
        for row in storage.rows(text(words), values)
    ]


class Names(NamedTuple):
    """What ids are called, gone ones included."""

    queues: dict[str, str]
    entry_points: dict[str, str]
    agents: dict[str, str]
    dispositions: dict[str, str]
    groups: dict[str, str]


def names(storage: Storage) -> Names:
    """All of them."""
    outcomes_ = storage.rows(
        select(dispositions.c.code, dispositions.c.label, dispositions.c.group)
    )
    return Names(
        queues=_named(storage, queues.c.id, queues.c.name),
        entry_points=_named(storage, entry_points.c.id, entry_points.c.name),
        agents=_named(storage, accounts.c.id, accounts.c.name),
        dispositions={row[0]: row[1] for row in outcomes_},
        groups={row[0]: row[2] for row in outcomes_},
    )


def _named(storage: Storage, *pair: object) -> dict[str, str]:
    return {row[0]: row[1] for row in storage.rows(select(*pair))}  # type: ignore[call-overload]
