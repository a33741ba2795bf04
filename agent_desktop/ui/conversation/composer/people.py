"""People in the lines of a mail: what is typed or pasted there, as names and addresses. Pure.

Promises that every word of a line is somebody, good or not: nobody who was typed is left out in silence.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from agent_desktop.model.mail_people import address_of, written

_ADDRESS = re.compile(r"[^\s@<>,;:\"()]+@[^\s@<>,;:\"()]+")
_PERSON = re.compile(r"\s*(?P<name>.*?)\s*<\s*(?P<address>[^<>]*?)\s*>\s*", re.S)
_PARTS = re.compile(r"(?:\"(?:\\.|[^\"\\])*\"|<[^<>]*>|[^,;\n\"<]|[\"<])+")


class Person(NamedTuple):
    """Somebody to whom a mail may go."""

    name: str
    address: str

    @property
    def good(self) -> bool:
        """Whether that is an address."""
        return _ADDRESS.fullmatch(self.address) is not None

    def __str__(self) -> str:
        return written(self.name, self.address)


def person_of(words: str) -> Person:
    """One person of a mail's head: whatever the name says, nobody else comes of it."""
    address = address_of(words)
    name = words.strip().removesuffix(f"<{address}>").strip()
    return Person("" if name == address else _unquoted(name), address)


def people_in(text: str) -> tuple[Person, ...]:
    """The people of a line, as they were written: parted by commas, semicolons or lines."""
    found: list[Person] = []
    for part in _PARTS.findall(text):
        words = part.strip()
        if not words:
            continue
        parted = _PERSON.fullmatch(words)
        if parted is not None:
            found.append(Person(_unquoted(parted["name"].strip()), parted["address"]))
        elif len(spaced := words.split()) > 1 and all("@" in one for one in spaced):
            found += [Person("", one) for one in spaced]
        else:
            found.append(Person("", words.removeprefix("mailto:")))
    return tuple(found)


def _unquoted(name: str) -> str:
    if len(name) > 1 and name[0] == name[-1] == '"':
        name = name[1:-1]
    return re.sub(r"\\(.)", r"\1", name)


def without(people: Iterable[Person], *others: str) -> tuple[Person, ...]:
    """Each address once, and none of `others`."""
    known = {one.casefold() for one in others}
    kept = []
    for person in people:
        if person.address.casefold() not in known:
            known.add(person.address.casefold())
            kept.append(person)
    return tuple(kept)


def ours(address: str, addresses: Sequence[str]) -> bool:
    """Whether it is one of our mailboxes', also with something after a plus."""
    user, _, domain = address.casefold().rpartition("@")
    plain = f"{user.partition('+')[0]}@{domain}"
    return any(one.casefold() in (address.casefold(), plain) for one in addresses)
