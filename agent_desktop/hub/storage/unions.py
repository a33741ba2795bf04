"""Customers that were merged, who may be one person, and who is not: rows to records and back.

Each function works in the open transaction of the storage that it is given.
"""

from collections.abc import Iterable

import msgspec
from sqlalchemy import delete, or_, select, update

from agent_desktop.hub.storage import share_due
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import (
    addresses,
    conversations,
    customers,
    interactions,
    visitors,
)
from agent_desktop.hub.storage.written_tables import strangers, unions
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.people import Address, AddressKind, Customer


class KeptUnion(Record, frozen=True):
    """A merge: both customers as they were, what came of them, and what moved."""

    kept: Customer
    merged: Customer
    result: Customer
    at: Millis
    conversations: tuple[str, ...] = ()
    visitors: tuple[str, ...] = ()


def keep_union(storage: Storage, union: KeptUnion) -> None:
    """Insert or replace it."""
    values = (union.merged.id, union.kept.id, union.at, msgspec.json.encode(union))
    storage.put(unions, (union.merged.id,), tuple, values)


def union(storage: Storage, merged_id: str) -> KeptUnion | None:
    """The merge by which a customer went."""
    row = storage.row(select(unions.c.body).where(unions.c.merged_id == merged_id))
    return None if row is None else msgspec.json.decode(row[0], type=KeptUnion)


def unions_of(storage: Storage, kept_id: str) -> list[KeptUnion]:
    """The merges that a customer came from, the newest first."""
    query = select(unions.c.body).where(unions.c.kept_id == kept_id)
    rows = storage.rows(query.order_by(unions.c.at.desc()))
    return [msgspec.json.decode(row[0], type=KeptUnion) for row in rows]


def forget_union(storage: Storage, merged_id: str) -> None:
    """It was taken back."""
    storage.execute(delete(unions).where(unions.c.merged_id == merged_id))


def belongings(storage: Storage, customer_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of a customer's conversations and visitors."""
    found = [
        tuple(
            row[0]
            for row in storage.rows(select(table.c.id).where(table.c.customer_id == customer_id))
        )
        for table in (conversations, visitors)
    ]
    return found[0], found[1]


def give(storage: Storage, ids: Iterable[str], whose_visitors: Iterable[str], to: str) -> None:
    """Give conversations with their interactions, and visitors, to a customer."""
    threads, browsers = list(ids), list(whose_visitors)
    for table, column, values in (
        (conversations, conversations.c.id, threads),
        (interactions, interactions.c.conversation_id, threads),
        (visitors, visitors.c.id, browsers),
    ):
        for start in range(0, len(values), 500):
            part = values[start : start + 500]
            storage.execute(update(table).where(column.in_(part)).values(customer_id=to))
            if table is interactions:
                share_due.touch_all(storage, select(interactions.c.id).where(column.in_(part)))


def tell_apart(storage: Storage, one: str, other: str, at: Millis) -> None:
    """These two are not one person."""
    key = (min(one, other), max(one, other))
    storage.put(strangers, key, tuple, (*key, at))


def told_apart(storage: Storage, customer_id: str) -> set[str]:
    """Those of whom somebody said that they are somebody else."""
    mine = or_(strangers.c.customer_id == customer_id, strangers.c.other_id == customer_id)
    query = select(strangers.c.customer_id, strangers.c.other_id).where(mine)
    return {one for row in storage.rows(query) for one in row if one != customer_id}


# --- who may be the same


def with_values(storage: Storage, kinds: Iterable[Address]) -> list[tuple[str, str]]:
    """(customer, value) of whoever has one of these addresses."""
    found = []
    by_kind: dict[tuple[str, str], list[str]] = {}
    for one in kinds:
        by_kind.setdefault((one.kind.value, one.network), []).append(one.value)
    for (kind, network), values in by_kind.items():
        here = (addresses.c.kind == kind, addresses.c.network == network)
        for start in range(0, len(values), 500):
            query = select(addresses.c.customer_id, addresses.c.value)
            part = addresses.c.value.in_(values[start : start + 500])
            found += [(row[0], row[1]) for row in storage.rows(query.where(*here, part))]
    return found


def with_mail_of(storage: Storage, local: str, limit: int) -> list[str]:
    """The customers whose mail address begins so."""
    query = select(addresses.c.customer_id).where(
        addresses.c.kind == AddressKind.EMAIL.value,
        addresses.c.network == "",
        addresses.c.value >= f"{local}@",
        addresses.c.value < f"{local}A",
    )
    return [row[0] for row in storage.rows(query.limit(limit))]


def with_name(storage: Storage, name: str, limit: int) -> list[str]:
    """The customers of this name, as it stands or in capitals or small letters."""
    ways = {name, name.title(), name.lower(), name.upper()}
    query = select(customers.c.id).where(
        customers.c.name.in_(sorted(ways)), customers.c.merged_into.is_(None)
    )
    return [row[0] for row in storage.rows(query.limit(limit))]
