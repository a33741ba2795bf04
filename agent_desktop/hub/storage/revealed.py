"""What customers told of themselves: rows to records and back. Each function works in the open transaction."""

from collections.abc import Sequence
from enum import Enum, auto

from sqlalchemy import func, select, update

from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import customers
from agent_desktop.hub.storage.written_tables import revealed
from agent_desktop.model.people import Fact, FactKind
from agent_desktop.model.work import Channel


class Standing(Enum):
    """How a fact of a customer stands."""

    UNKNOWN = auto()
    TOLD = auto()
    WRONG = auto()
    """An agent said so."""


def standing(storage: Storage, customer_id: str, fact: Fact) -> Standing:
    """Whether it was told before, and is believed."""
    known = storage.get(revealed, (customer_id, fact.kind.value, fact.value))
    if known is None:
        return Standing.UNKNOWN
    return Standing.WRONG if known[6] else Standing.TOLD


def keep(storage: Storage, customer_id: str, fact: Fact) -> None:
    """Keep what was not told before."""
    key = (customer_id, fact.kind.value, fact.value)
    values = (*key, fact.channel.value, fact.at, fact.conversation_id, False)
    storage.put(revealed, key, tuple, values)


def facts_of(storage: Storage, ids: Sequence[str], limit: int) -> tuple[Fact, ...]:
    """What these customers told that nobody called wrong, each once, the newest first."""
    query = select(revealed).where(revealed.c.customer_id.in_(ids), ~revealed.c.wrong)
    rows = storage.rows(query.order_by(revealed.c.at.desc(), revealed.c.value))
    found: dict[tuple[str, str], Fact] = {}
    for row in rows:
        fact = Fact(
            kind=FactKind(row.kind),
            value=row.value,
            channel=Channel(row.channel),
            at=row.at,
            conversation_id=row.conversation_id,
        )
        found.setdefault((row.kind, row.value), fact)
    return tuple(found.values())[:limit]


def values_of(storage: Storage, ids: Sequence[str], kind: FactKind) -> list[tuple[str, str]]:
    """(customer, value) of what these told of one kind and nobody called wrong."""
    query = select(revealed.c.customer_id, revealed.c.value).where(
        revealed.c.customer_id.in_(ids), revealed.c.kind == kind.value, ~revealed.c.wrong
    )
    return [(row[0], row[1]) for row in storage.rows(query)]


def tellers(storage: Storage, kind: FactKind, value: str, limit: int) -> list[str]:
    """The customers who told this, in order; of a merged record the one that it became a part of."""
    whose = func.coalesce(customers.c.merged_into, customers.c.id)
    query = (
        select(whose)
        .join(revealed, revealed.c.customer_id == customers.c.id)
        .where(revealed.c.kind == kind.value, revealed.c.value == value, ~revealed.c.wrong)
    )
    return [row[0] for row in storage.rows(query.distinct().order_by(whose).limit(limit))]


def reject(storage: Storage, ids: Sequence[str], kind: FactKind, value: str) -> None:
    """It is wrong, and stays wrong."""
    storage.execute(
        update(revealed)
        .where(
            revealed.c.customer_id.in_(ids),
            revealed.c.kind == kind.value,
            revealed.c.value == value,
        )
        .values(wrong=True)
    )
