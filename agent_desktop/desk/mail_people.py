"""Whom a mail could be for: customers and colleagues whose name or address begins with what is typed.

Promises people as mail writes them, colleagues first, each address once. Reads; changes nothing.
"""

from collections.abc import Iterable
from heapq import nsmallest

from agent_desktop.desk.calls_view import folded
from agent_desktop.model.mail_people import written
from agent_desktop.model.people import AddressKind, Agent, Customer


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
