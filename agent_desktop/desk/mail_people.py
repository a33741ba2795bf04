"""Whom a mail could be for: customers and colleagues whose name or address begins with what is typed.

Promises people as mail writes them, colleagues first, each address once. Reads; changes nothing.
"""

import re
from collections.abc import Iterable
from heapq import nsmallest
from typing import Final

from agent_desktop.desk.calls_view import folded
from agent_desktop.model.people import AddressKind, Agent, Customer

_SPECIAL: Final = re.compile(r"[^\w !#$%&'*+/=?^`{|}~-]")


def found(
    agents: Iterable[Agent], customers: Iterable[Customer], words: str, limit: int
) -> list[str]:
    """At most `limit` people with a mail address that `words` fit."""
    wanted = folded(words).split()
    if not wanted:
        return []
    known: dict[str, tuple[int, str, str]] = {}
    for agent in agents:
        _add(known, 0, agent.name, agent.email, wanted)
    for customer in customers:
        for one in customer.addresses:
            if one.kind is AddressKind.EMAIL:
                _add(known, 1, customer.name, one.value, wanted)
    return [written(name, address) for _, name, address in nsmallest(limit, known.values())]


def _add(
    known: dict[str, tuple[int, str, str]], rank: int, name: str, address: str, wanted: list[str]
) -> None:
    parts = [*folded(name).split(), address.casefold()]
    fits = all(any(part.startswith(word) for part in parts) for word in wanted)
    if address and fits and address.casefold() not in known:
        known[address.casefold()] = (rank, name, address)


def written(name: str, address: str) -> str:
    """A person as mail writes them (RFC 5322, 3.4: a name with other signs than an atom's is quoted)."""
    name = " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
    if not name or name == address:
        return address
    if _SPECIAL.search(name):
        name = '"' + name.replace("\\", r"\\").replace('"', r"\"") + '"'
    return f"{name} <{address}>"
