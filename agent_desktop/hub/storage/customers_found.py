"""Customers found by a part of their name, organisation or an address, with the conversations that they had.

Works in the open transaction of the storage that it is given. Refuses to say who may see them.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, or_, select

from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import addresses, conversations, customers


class Found(NamedTuple):
    """A customer: `address` is the first one, empty where none is known."""

    id: str
    name: str
    organisation: str
    address: str
    conversations: tuple[str, ...]


def found(storage: Storage, words: Sequence[str], limit: int) -> list[Found]:
    """Customers in whose name, organisation or addresses every word stands, those who wrote last first."""
    query = select(customers.c.id, customers.c.name, customers.c.organisation).where(
        customers.c.merged_into.is_(None)
    )
    for word in words:
        small = word.lower()
        known = select(addresses.c.customer_id).where(
            func.lower(addresses.c.value).contains(small, autoescape=True)
        )
        query = query.where(
            or_(
                func.lower(customers.c.name).contains(small, autoescape=True),
                func.lower(customers.c.organisation).contains(small, autoescape=True),
                customers.c.id.in_(known),
            )
        )
    rows = storage.rows(query.order_by(customers.c.updated_at.desc(), customers.c.id).limit(limit))
    ids = [row.id for row in rows]
    places = storage.rows(
        select(addresses.c.customer_id, addresses.c.value)
        .where(addresses.c.customer_id.in_(ids))
        .order_by(addresses.c.position.desc(), addresses.c.value)
    )
    first = {row.customer_id: row.value for row in places}
    had: dict[str, list[str]] = {}
    for row in storage.rows(
        select(conversations.c.customer_id, conversations.c.id).where(
            conversations.c.customer_id.in_(ids)
        )
    ):
        had.setdefault(row.customer_id, []).append(row.id)
    return [
        Found(row.id, row.name, row.organisation, first.get(row.id, ""), tuple(had.get(row.id, ())))
        for row in rows
    ]
