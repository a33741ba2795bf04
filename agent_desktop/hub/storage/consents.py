"""Who wants to be written to at an address, and who not: every word that was said of it, and the newest to be found
at once.

Promises that no word is forgotten or changed; that the newest counts by its own time, in whatever order words come.
Each function works in the open transaction of the storage that it is given.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Table, and_, func, or_, select

from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import addresses, customers
from agent_desktop.hub.storage.written_tables import consent_words, consents
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.people import Address, AddressKind


class ConsentWord(Record, frozen=True):
    """What was said of writing to a (normal) address: by its owner, in these `words` by that entry point; or recorded
    `by` an agent (id), for whose reason the words stand."""

    address: Address
    given: bool
    words: str
    at: Millis
    entry_point_id: str = ""
    by: str = ""


class Sought(NamedTuple):
    """A word that is looked for, and the ids of the entry points and agents whose names hold it."""

    word: str
    entry_points: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()


class Consented(Record, frozen=True):
    """An address with all that was said of it, the newest first, and the name of its customer, if it is one's."""

    address: Address
    words: tuple[ConsentWord, ...]
    customer: str = ""


def keep(storage: Storage, word: ConsentWord) -> None:
    """Keep one more word."""
    key = _key(word.address)
    number = int(storage.rows(select(func.max(consent_words.c.number)))[0][0] or 0) + 1
    said = (word.given, word.words, word.at, word.entry_point_id, word.by)
    storage.insert(consent_words, (number, *key, *said))
    known = storage.get(consents, key)
    if known is None or known[4] <= word.at:
        storage.put(consents, key, tuple, (*key, word.given, word.at))


def given(storage: Storage, address: Address) -> bool | None:
    """What was said last; None: nothing."""
    found = storage.get(consents, _key(address))
    return None if found is None else bool(found[3])


def said_at(storage: Storage, address: Address) -> Millis:
    """When something was said last, 0 if never."""
    found = storage.get(consents, _key(address))
    return 0 if found is None else int(found[4])


def listed(
    storage: Storage, limit: int, *, skip: int = 0, sought: Sequence[Sought] = ()
) -> list[Consented]:
    """The addresses of whom something was said that hold each of the words, those with the newest word first."""
    newest = select(consents.c.kind, consents.c.network, consents.c.value, consents.c.at)
    ordered = newest.where(*map(_holds, sought)).order_by(consents.c.at.desc(), consents.c.value)
    chosen = ordered.offset(skip).limit(limit).subquery()
    same = [chosen.c[name] == consent_words.c[name] for name in _ADDRESS]
    whose = [chosen.c[name] == addresses.c[name] for name in _ADDRESS]
    query = (
        select(consent_words, customers.c.name.label("customer"))
        .join(chosen, and_(*same))
        .outerjoin(addresses, and_(*whose))
        .outerjoin(customers, customers.c.id == addresses.c.customer_id)
        .order_by(
            *(chosen.c.at.desc(), chosen.c.value, chosen.c.kind, chosen.c.network),
            *(consent_words.c.at.desc(), consent_words.c.number.desc()),
        )
    )
    found: dict[Address, tuple[str, list[ConsentWord]]] = {}
    for row in storage.rows(query):
        address = Address(kind=AddressKind(row.kind), network=row.network, value=row.value)
        word = ConsentWord(
            address=address,
            given=bool(row.given),
            words=row.words,
            at=row.at,
            entry_point_id=row.entry_point_id,
            by=row.by,
        )
        found.setdefault(address, (row.customer or "", []))[1].append(word)
    return [
        Consented(address=address, words=tuple(words), customer=name)
        for address, (name, words) in found.items()
    ]


def count(storage: Storage, sought: Sequence[Sought] = ()) -> int:
    """Of how many addresses that hold each of the words something was said."""
    found = select(func.count()).select_from(consents).where(*map(_holds, sought))
    return int(storage.rows(found)[0][0])


def _holds(one: Sought) -> ColumnElement[bool]:
    """Whether a word is in the address, in its customer's name, or in what was said of it and by whom."""
    whose = select(addresses.c.value).join(customers, customers.c.id == addresses.c.customer_id)
    said = select(consent_words.c.number)
    return or_(
        _has(consents.c.value, one.word),
        whose.where(*_same(addresses), _has(customers.c.name, one.word)).exists(),
        said.where(
            *_same(consent_words),
            or_(
                _has(consent_words.c.words, one.word),
                consent_words.c.entry_point_id.in_(one.entry_points),
                consent_words.c.by.in_(one.agents),
            ),
        ).exists(),
    )


def _has(column: ColumnElement[str], word: str) -> ColumnElement[bool]:
    """Whether a text holds a word in whatever case; SQLite alone knows that of plain letters only."""
    cases = dict.fromkeys((word, word.lower(), word.upper(), word.capitalize()))
    plain = func.lower(column).contains(word.lower(), autoescape=True)
    return or_(plain, *(column.contains(one, autoescape=True) for one in cases))


def _same(table: Table) -> list[ColumnElement[bool]]:
    return [table.c[name] == consents.c[name] for name in _ADDRESS]


_ADDRESS: Sequence[str] = ("kind", "network", "value")


def _key(address: Address) -> tuple[str, str, str]:
    return address.kind.value, address.network, address.value
