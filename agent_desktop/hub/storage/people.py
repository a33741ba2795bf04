"""Customers, their addresses, visitors, agents' profiles and presences: rows to records and back.

Each function works in the open transaction of the storage that it is given.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec.structs import astuple
from sqlalchemy import delete, insert, select, update

from agent_desktop.hub.storage import share_due
from agent_desktop.hub.storage.database import Values
from agent_desktop.hub.storage.self_service_tables import self_service
from agent_desktop.hub.storage.settings import AgentProfile, Capacity
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import (
    accounts,
    addresses,
    conversations,
    customers,
    interactions,
    presences,
    visitors,
)
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.people import Address, AddressKind, Customer, Presence, PresenceState
from agent_desktop.model.work import Blending

_text = msgspec.json.Encoder()


def as_json(value: object) -> str:
    """A small value as JSON text."""
    return _text.encode(value).decode()


# --- customers


def keep_customer(storage: Storage, customer: Customer, merged_into: str | None = None) -> None:
    """Insert or replace the customer's own row; the addresses are rows of their own."""
    storage.put(customers, (customer.id,), _customer_row, (customer, merged_into))


def _customer_row(kept: tuple[Customer, str | None]) -> Values:
    customer, merged_into = kept
    return (
        customer.id,
        customer.name,
        customer.organisation,
        customer.vip,
        customer.language,
        customer.time_zone,
        customer.place,
        customer.lifetime_value,
        customer.currency,
        as_json(customer.attributes),
        customer.created_at,
        customer.updated_at,
        merged_into,
    )


def keep_address(storage: Storage, address: Address, customer_id: str, position: int) -> None:
    """Insert the address, or move it to this customer."""
    key = (address.kind.value, address.network, address.value)
    storage.put(addresses, key, tuple, (*key, customer_id, address.verified, position))


def forget_addresses(storage: Storage, customer_id: str) -> None:
    """Remove every address of a customer."""
    storage.execute(delete(addresses).where(addresses.c.customer_id == customer_id))


def owner_of(storage: Storage, kind: AddressKind, value: str, network: str = "") -> str | None:
    """The id of the customer who has this address."""
    found = storage.get(addresses, (kind.value, network, value))
    return None if found is None else str(found[3])


def customer(storage: Storage, customer_id: str) -> Customer | None:
    """The customer with this id; for a merged one, the customer that was kept."""
    row = storage.row(select(customers).where(customers.c.id == customer_id))
    while row is not None and row.merged_into is not None:
        row = storage.row(select(customers).where(customers.c.id == row.merged_into))
    if row is None:
        return None
    found = storage.rows(
        select(addresses)
        .where(addresses.c.customer_id == row.id)
        .order_by(addresses.c.position, addresses.c.kind, addresses.c.value)
    )
    return _customer(row, found)


def _customer(row: Any, found: Sequence[Any]) -> Customer:
    return Customer(
        id=row.id,
        name=row.name,
        addresses=tuple(
            Address(
                kind=AddressKind(one.kind),
                value=one.value,
                network=one.network,
                verified=bool(one.verified),
            )
            for one in found
        ),
        organisation=row.organisation,
        vip=bool(row.vip),
        language=row.language,
        time_zone=row.time_zone,
        place=row.place,
        lifetime_value=row.lifetime_value,
        currency=row.currency,
        attributes=msgspec.json.decode(row.attributes, type=dict[str, str]),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def customers_of(storage: Storage, ids: Sequence[str]) -> dict[str, Customer]:
    """Many customers at once, by id. Merged ones are not followed."""
    found: dict[str, Customer] = {}
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        reach: dict[str, list[Any]] = {}
        for one in storage.rows(
            select(addresses)
            .where(addresses.c.customer_id.in_(part))
            .order_by(addresses.c.position, addresses.c.kind, addresses.c.value)
        ):
            reach.setdefault(one.customer_id, []).append(one)
        for row in storage.rows(select(customers).where(customers.c.id.in_(part))):
            found[row.id] = _customer(row, reach.get(row.id, ()))
    return found


def move_customer(storage: Storage, merged_id: str, kept_id: str) -> None:
    """Give conversations, interactions, visitors and addresses of one customer to another."""
    theirs = select(interactions.c.id).where(interactions.c.customer_id == merged_id)
    share_due.touch_all(storage, theirs)
    for table in (conversations, interactions, visitors, addresses, self_service):
        storage.execute(
            update(table).where(table.c.customer_id == merged_id).values(customer_id=kept_id)
        )
    storage.execute(
        update(customers).where(customers.c.merged_into == merged_id).values(merged_into=kept_id)
    )


# --- visitors


class Visitor(Record, frozen=True):
    """A chat's other end as the hub keeps it. `gone`: ended the chat and has not written since.

    The fields are the table's columns, in their order.
    """

    id: str
    entry_point_id: str
    account: str = ""
    customer_id: str | None = None
    conversation_id: str | None = None
    name: str = ""
    email: str = ""
    language: str = ""
    page: str = ""
    gone: bool = False
    created_at: Millis = 0


def keep_visitor(storage: Storage, visitor: Visitor) -> None:
    """Insert or replace the visitor."""
    storage.put(visitors, (visitor.id,), astuple, visitor)


def visitor(storage: Storage, visitor_id: str) -> Visitor | None:
    """The visitor with this id."""
    row = storage.get(visitors, (visitor_id,))
    if row is None:
        return None
    fields = zip(Visitor.__struct_fields__, row, strict=True)
    return msgspec.convert(dict(fields), Visitor, strict=False)


# --- agents


def keep_agent(storage: Storage, profile: AgentProfile, heard_from: int, now: Millis) -> None:
    """Insert the account or change its profile; password and scopes are left alone."""
    values: dict[str, Any] = {
        "email": profile.email.strip().lower() or None,
        "name": profile.name,
        "queues": as_json(profile.queues),
        "capacity": as_json(profile.capacity),
        "skills": as_json(profile.skills),
        "units": profile.units,
        "blending": profile.blending.value,
        "may_exceed": profile.may_exceed,
        "extension": profile.extension,
        "heard_from": heard_from,
    }
    changed = storage.execute(update(accounts).where(accounts.c.id == profile.id).values(**values))
    if changed.rowcount == 0:
        storage.execute(insert(accounts).values(id=profile.id, created_at=now, **values))


def hear_from(storage: Storage, position: int) -> None:
    """Every agent's desks begin anew when they are behind this position of the journal."""
    storage.execute(update(accounts).values(heard_from=position))


def agents(storage: Storage) -> list[tuple[AgentProfile, int]]:
    """Every agent's profile, with the journal position at which the audiences last changed."""
    rows = storage.rows(select(accounts).order_by(accounts.c.name, accounts.c.id))
    return [
        (
            AgentProfile(
                id=row.id,
                name=row.name,
                email=row.email or "",
                queues=msgspec.json.decode(row.queues, type=tuple[str, ...]),
                capacity=msgspec.json.decode(row.capacity, type=Capacity),
                skills=msgspec.json.decode(row.skills, type=dict[str, int]),
                units=row.units,
                blending=Blending(row.blending),
                may_exceed=bool(row.may_exceed),
                extension=row.extension,
            ),
            row.heard_from,
        )
        for row in rows
    ]


class KeptPresence(Record, frozen=True):
    """An agent's presence, and since when no desk of theirs is linked (None: one is, or was when the hub ended)."""

    shown: Presence
    away_since: Millis | None = None


def keep_presence(storage: Storage, kept: KeptPresence) -> None:
    """Insert or replace an agent's presence."""
    storage.put(presences, (kept.shown.agent_id,), _presence_row, kept)


def _presence_row(kept: KeptPresence) -> Values:
    shown = kept.shown
    following = shown.next.value if shown.next else None
    state = shown.state.value
    return (shown.agent_id, state, shown.since, shown.reason, following, kept.away_since)


def kept_presences(storage: Storage) -> dict[str, KeptPresence]:
    """Every agent's presence, by agent."""
    return {
        row.agent_id: KeptPresence(
            shown=Presence(
                agent_id=row.agent_id,
                state=PresenceState(row.state),
                since=row.since,
                reason=row.reason,
                next=PresenceState(row.next) if row.next else None,
            ),
            away_since=row.away_since,
        )
        for row in storage.rows(select(presences))
    }
