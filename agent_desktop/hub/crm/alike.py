"""Who may be the same person: simple reasons that an agent can check, and no guess without one.

Promises the surest reason of each, and nobody of whom somebody said that they are somebody else. Refuses to merge.
"""

from collections.abc import Iterator
from typing import Final

from agent_desktop.hub.crm.revealing import place_of
from agent_desktop.hub.storage import people, revealed, unions
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.people import Address, AddressKind, Alike, Customer, FactKind, WhyAlike

MOST: Final = 3
LOOKED_AT: Final = 50
SHORTEST: Final = 7
"""Digits of a number without country and leading zero: shorter ones are alike by chance."""
SHARED: Final = 4
"""An order number that so many told is an example, or nobody's own."""
_ROLES: Final = frozenset(
    (
        "info",
        "contact",
        "kontakt",
        "office",
        "mail",
        "sales",
        "support",
        "service",
        "hello",
        "admin",
    )
)
"""What stands before the @ of a house, and of nobody in it."""


def alike(storage: Storage, customer: Customer) -> tuple[Alike, ...]:
    """The customers who may be this one, with the reason, the surest first."""
    apart = unions.told_apart(storage, customer.id) | {customer.id}
    found: dict[str, tuple[WhyAlike, str]] = {}
    for other, why, detail in _reasons(storage, customer):
        if other not in apart:
            found.setdefault(other, (why, detail))
    known = people.customers_of(storage, list(found)[:LOOKED_AT])
    return tuple(
        Alike(customer=known[other], why=why, detail=detail)
        for other, (why, detail) in found.items()
        if other in known
    )[:MOST]


def _reasons(storage: Storage, customer: Customer) -> Iterator[tuple[str, WhyAlike, str]]:
    for number in (one for one in customer.addresses if one.kind is AddressKind.PHONE):
        for other, _value in unions.with_values(storage, _forms(number.value)):
            yield other, WhyAlike.NUMBER, number.value
    mine = [customer.id, *(one.merged.id for one in unions.unions_of(storage, customer.id))]
    for _, order in revealed.values_of(storage, mine, FactKind.ORDER):
        told = revealed.tellers(storage, FactKind.ORDER, order, SHARED)
        if len(told) < SHARED:
            yield from ((other, WhyAlike.ORDER, order) for other in told)
    name = " ".join(customer.name.split())
    if not name:
        return
    namesakes = [one for one in unions.with_name(storage, name, LOOKED_AT) if one != customer.id]
    if not namesakes:
        return
    for mail in (one for one in customer.addresses if one.kind is AddressKind.EMAIL):
        local = mail.value.partition("@")[0]
        same = unions.with_mail_of(storage, local, LOOKED_AT) if local not in _ROLES else []
        for other in namesakes:
            if other in same:
                yield other, WhyAlike.MAIL, local
    at_home = {
        place_of(value): value for _, value in revealed.values_of(storage, mine, FactKind.POSTAL)
    }
    for other, value in revealed.values_of(storage, namesakes, FactKind.POSTAL) if at_home else ():
        if known := at_home.get(place_of(value)):
            yield other, WhyAlike.POSTAL, known
    if customer.place and len(name.split()) > 1:
        for other, record in people.customers_of(storage, namesakes).items():
            if record.place.casefold() == customer.place.casefold():
                yield other, WhyAlike.PLACE, customer.place


def _forms(number: str) -> Iterator[Address]:
    """How else a number may stand: with and without its country, and as WhatsApp names it."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE  # a second of loading, and only here

    digits = number.lstrip("+")
    wholes: set[str] = set()
    if number.startswith("+"):
        wholes.add(digits)
        for country in COUNTRY_CODE_TO_REGION_CODE:
            if digits.startswith(str(country)):
                rest = digits[len(str(country)) :]
                if len(rest) >= SHORTEST:
                    wholes |= {rest, f"0{rest}"}
    elif len(digits.lstrip("0")) >= SHORTEST:
        rest = digits.lstrip("0")
        wholes |= {rest, f"0{rest}", f"+{digits}"}
        wholes |= {f"+{country}{rest}" for country in COUNTRY_CODE_TO_REGION_CODE}
    for value in sorted(wholes - {number}):
        yield Address(kind=AddressKind.PHONE, value=value)
    if number.startswith("+"):
        yield Address(kind=AddressKind.HANDLE, value=digits, network="whatsapp")
