"""Telephone numbers as people write them: what can be dialled, and whose number one is.

Promises that the same number is recognised however it is grouped, with or without its country. Refuses to guess a
country: a number is dialled as it was typed, without its decoration. Pure.
"""

import re
from collections.abc import Iterable

from agent_desktop.model.people import AddressKind, Customer

LONGEST = 128
"""Characters; longer ones are no number and no SIP address."""
_DECORATION = re.compile(r"[\s()\[\]/.\u00a0\u202f\u2010-\u2015-]+")
_NUMBER = re.compile(r"\+?[0-9*#]+(,*[0-9*#]+)*")
_ADDRESS = re.compile(
    r"(?=.*[A-Za-z0-9])(sips?:)?[A-Za-z0-9_.!~*'()&=+$,;?/%-]+(@[A-Za-z0-9.\[\]:-]+(;[\w=-]+)*)?"
)
_NATIONAL = 7
"""Digits that must agree where only one of two numbers names its country."""


def dialable(typed: str) -> str:
    """What to dial for `typed`; empty when it is neither a number nor a SIP address."""
    bare = typed.strip().removeprefix("tel:")
    if len(bare) > LONGEST:
        return ""
    number = _DECORATION.sub("", bare)
    if _NUMBER.fullmatch(number):
        return number
    return bare if _ADDRESS.fullmatch(bare) else ""


def digits(number: str) -> str:
    """The digits of a number or of the user of a SIP address; "+" before them where the country is named."""
    user = number.strip().removeprefix("sips:").removeprefix("sip:").removeprefix("tel:")
    user = _DECORATION.sub("", user.partition("@")[0].partition(";")[0])
    if user.startswith("00"):
        user = f"+{user[2:]}"
    return user if re.fullmatch(r"\+?[0-9]+", user) else ""


def core(number: str) -> str:
    """The digits at the end that tell numbers apart however they are written; empty for shorter ones."""
    bare = digits(number).removeprefix("+")
    return bare[-_NATIONAL:] if len(bare) >= _NATIONAL else ""


def same(one: str, other: str) -> bool:
    """True when both are the same telephone, as far as digits can tell."""
    first, second = digits(one), digits(other)
    if not first or not second:
        return one.strip().casefold() == other.strip().casefold() != ""
    if first == second:
        return True
    if first.startswith("+") is second.startswith("+"):
        return False
    national, full = sorted((first, second), key=lambda text: text.startswith("+"))
    core = national.lstrip("0")
    return len(core) >= _NATIONAL and full.endswith(core)


def owner(customers: Iterable[Customer], number: str) -> Customer | None:
    """Whose number this is: who has it exactly, else the only one whom it fits; None when nobody or several."""
    wanted = digits(number)
    fitting: dict[str, Customer] = {}
    for customer in customers:
        for address in customer.addresses:
            if address.kind is not AddressKind.PHONE or not same(address.value, number):
                continue
            if digits(address.value) == wanted:
                return customer
            fitting[customer.id] = customer
    return next(iter(fitting.values())) if len(fitting) == 1 else None
