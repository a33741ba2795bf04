"""What routing was told and did about each interaction: facts, in order. Rows to records and back.

Each function works in the open transaction of the storage that it is given.
"""

import msgspec
from sqlalchemy import select

from agent_desktop.hub.storage.routed_tables import routed
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import interactions, offers
from agent_desktop.model.base import Millis
from agent_desktop.model.why import Consulted, Moved, Offered, Placed, Stepped
from agent_desktop.model.work import Reason

Kept = Placed | Stepped | Consulted | Moved

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Kept).decode
_reasons = msgspec.json.Decoder(tuple[Reason, ...]).decode


def keep_fact(storage: Storage, interaction_id: str, number: int, fact: Kept) -> None:
    """Keep one more fact of an interaction."""
    storage.insert(routed, (interaction_id, number, _encode(fact)))


def live_facts(storage: Storage) -> dict[str, list[Kept]]:
    """The facts of every interaction that is not over, in order."""
    rows = storage.rows(
        select(routed)
        .join(interactions, interactions.c.id == routed.c.interaction_id)
        .where(interactions.c.closed_at.is_(None))
        .order_by(routed.c.interaction_id, routed.c.number)
    )
    found: dict[str, list[Kept]] = {}
    for row in rows:
        found.setdefault(row.interaction_id, []).append(_decode(row.body))
    return found


def facts_of(storage: Storage, interaction_id: str) -> list[Kept]:
    """The facts of one interaction, in order."""
    rows = storage.rows(
        select(routed.c.body)
        .where(routed.c.interaction_id == interaction_id)
        .order_by(routed.c.number)
    )
    return [_decode(row.body) for row in rows]


def offers_of(storage: Storage, interaction_id: str) -> list[Offered]:
    """To whom it was offered, in order; the names of agents are the caller's to add."""
    rows = storage.rows(
        select(offers).where(offers.c.interaction_id == interaction_id).order_by(offers.c.epoch)
    )
    return [
        Offered(
            at=row.offered_at,
            epoch=row.epoch,
            agent_id=row.agent_id,
            until=row.expires_at,
            reasons=_reasons(row.reasons),
            ended_at=row.ended_at,
            outcome=row.outcome,
            note=row.reason,
        )
        for row in rows
    ]


def lately_finished(storage: Storage, count: int) -> list[tuple[str, str, Millis, Millis]]:
    """(queue, channel, how long an agent had it, how long it had waited) of the newest ones, the oldest first."""
    one = interactions.c
    rows = storage.rows(
        select(one.queue_id, one.channel, one.accepted_at, one.closed_at, one.arrived_at)
        .where(one.state == "done", one.accepted_at.is_not(None), one.closed_at.is_not(None))
        .order_by(one.id.desc())
        .limit(count)
    )
    return [
        (
            row.queue_id,
            row.channel,
            row.closed_at - row.accepted_at,
            row.accepted_at - row.arrived_at,
        )
        for row in reversed(rows)
    ]
