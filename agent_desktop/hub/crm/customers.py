"""Customers: found or made by address, edited, merged.

Promises that an address belongs to one customer; that an address merely typed never becomes verified; that a merged
customer's id still finds the one that was kept. Each function works in the open transaction and returns the customer
as it now is; telling the world is its caller's part.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from agent_desktop.hub.crm.addresses import normal
from agent_desktop.hub.storage import people
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis, new_id
from agent_desktop.model.commands import EditCustomer
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.people import Address, AddressKind, Customer

MAX_NAME = 200
MAX_ADDRESSES = 50

OWN_KINDS = frozenset({AddressKind.VISITOR, AddressKind.ACCOUNT})
"""Addresses that only the hub gives: agents neither add nor remove them."""


def short(words: str, field: str, limit: int = MAX_NAME) -> str:
    """A name in one line without outer spaces. Raises Refused when it is longer than `limit`."""
    text = " ".join(words.split())
    if len(text) > limit:
        raise Refused(
            f"This is longer than {limit} characters.",
            remedy="Shorten it.",
            field=field,
            value=text,
        )
    return text


def find(storage: Storage, address: Address) -> str | None:
    """The id of the customer with this (normal) address."""
    return people.owner_of(storage, address.kind, address.value, address.network)


def create(
    storage: Storage, name: str, addresses: Iterable[Address], now: Millis, **more: str
) -> Customer:
    """A new customer with these normal addresses, which must be nobody's. `more`: language and the like."""
    customer = Customer(
        id=new_id(),
        name=name,
        addresses=tuple(addresses),
        created_at=now,
        updated_at=now,
        **more,  # type: ignore[arg-type]
    )
    people.keep_customer(storage, customer)
    for position, address in enumerate(customer.addresses):
        people.keep_address(storage, address, customer.id, position)
    return customer


def with_address(storage: Storage, customer: Customer, address: Address, now: Millis) -> Customer:
    """The customer with one more normal address, or with it verified; unchanged when it is somebody else's."""
    owner = find(storage, address)
    if owner is not None and owner != customer.id:
        return customer
    known = list(customer.addresses)
    for position, one in enumerate(known):
        if (one.kind, one.value, one.network) == (address.kind, address.value, address.network):
            if one.verified or not address.verified:
                return customer
            known[position] = address
            break
    else:
        position = len(known)
        known.append(address)
    people.keep_address(storage, address, customer.id, position)
    changed = replace(customer, addresses=tuple(known), updated_at=now)
    people.keep_customer(storage, changed)
    return changed


def edited(storage: Storage, customer: Customer, edit: EditCustomer, now: Millis) -> Customer:
    """The customer after an agent's edit. Raises Refused, Conflict (an address is somebody else's)."""
    changed = replace(
        customer,
        name=customer.name if edit.name is None else short(edit.name, "name"),
        organisation=customer.organisation
        if edit.organisation is None
        else short(edit.organisation, "organisation"),
        vip=customer.vip if edit.vip is None else edit.vip,
        language=customer.language
        if edit.language is None
        else short(edit.language, "language", 35),
        updated_at=now,
    )
    if edit.addresses is not None:
        kept = _replaced(storage, customer, edit.addresses)
        changed = replace(changed, addresses=kept)
        people.forget_addresses(storage, customer.id)
        for position, address in enumerate(kept):
            people.keep_address(storage, address, customer.id, position)
    people.keep_customer(storage, changed)
    return changed


def _replaced(
    storage: Storage, customer: Customer, wanted: tuple[Address, ...]
) -> tuple[Address, ...]:
    """The wanted addresses, normal and checked, after those that agents cannot remove."""
    if len(wanted) > MAX_ADDRESSES:
        raise Refused(
            f"A customer has at most {MAX_ADDRESSES} addresses.",
            remedy="Remove some.",
            field="addresses",
            value=str(len(wanted)),
        )
    before = {(one.kind, one.value, one.network): one for one in customer.addresses}
    kept = {key: one for key, one in before.items() if one.kind in OWN_KINDS}
    for one in wanted:
        address = normal(one)
        key = (address.kind, address.value, address.network)
        if key in kept:
            continue
        if address.kind in OWN_KINDS:
            raise Refused(
                "This kind of address is given by the hub.",
                remedy="Leave it out.",
                field="addresses",
                value=address.kind.value,
            )
        owner = find(storage, address)
        if owner is not None and owner != customer.id:
            raise Conflict(
                "Another customer has this address.",
                remedy="Merge the two customers, or remove it there first.",
                field="addresses",
                value=address.value,
            )
        known = before.get(key)
        kept[key] = replace(address, verified=known is not None and known.verified)
    return tuple(kept.values())


def merged(storage: Storage, kept: Customer, other: Customer, now: Millis) -> Customer:
    """`kept` with everything of `other`, whose id from now on finds `kept`."""
    people.move_customer(storage, other.id, kept.id)
    values = {
        name: getattr(kept, name) or getattr(other, name)
        for name in ("name", "organisation", "vip", "language", "time_zone", "place")
    }
    if kept.lifetime_value is None:
        values |= {"lifetime_value": other.lifetime_value, "currency": other.currency}
    result = replace(
        kept,
        **values,
        addresses=(*kept.addresses, *other.addresses),
        attributes={**other.attributes, **kept.attributes},
        created_at=min(kept.created_at, other.created_at),
        updated_at=now,
    )
    people.keep_customer(storage, result)
    for position, address in enumerate(result.addresses):
        people.keep_address(storage, address, result.id, position)
    people.keep_customer(storage, replace(other, updated_at=now), merged_into=kept.id)
    return result
