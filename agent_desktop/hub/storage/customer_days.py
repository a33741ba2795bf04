"""Comings of customers read, and the days on which they are kept packed.

Promises that a kept day holds the comings of the shares that are kept of it: whoever changes one of these forgets the
day in the same transaction. Each function works in the open transaction of the storage that it is given.
"""

from collections.abc import Collection, Sequence
from random import getrandbits
from typing import Any, Final, NamedTuple

from sqlalchemy import delete, select, text

from agent_desktop.hub.storage.configuration import keep_setting, setting
from agent_desktop.hub.storage.counting import Only, wanted, where
from agent_desktop.hub.storage.ends import ends
from agent_desktop.hub.storage.report_rows import AGENT, CAME
from agent_desktop.hub.storage.share_tables import days_by_customer, shares
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.shares import Coming, Key

TOKEN: Final = "days_by_customer"
"""The setting that changes whenever a day is forgotten."""
_KEPT: Final = "k.customer_id, k.came_at, k.queue_id, k.channel, k.entry_point_id, k.agent_id"
_COMES: Final = "k.created + k.reopened > 0"
_WRITTEN: Final = f"i.customer_id, p.came_at, p.queue_id, p.channel, p.entry_point_id, {AGENT}"
_WITHIN: Final = "came_at >= :since AND {0}.came_at < :until"


class Day(NamedTuple):
    """A kept day: its keys as JSON, and its columns."""

    from_at: Millis
    keys: str
    columns: bytes


Place = tuple[Millis, str]
"""When, and the interaction."""


class Made(NamedTuple):
    """A day to be kept, and the `token` of what it is made of."""

    day: Day
    token: str


def kept(storage: Storage, since: Millis, until: Millis) -> list[Day]:
    """The kept days that begin within a time."""
    inside = (days_by_customer.c.from_at >= since, days_by_customer.c.from_at < until)
    return [Day(*row) for row in storage.rows(select(days_by_customer).where(*inside))]


def days_kept(storage: Storage) -> set[Millis]:
    """Where kept days begin."""
    return {row[0] for row in storage.rows(select(days_by_customer.c.from_at))}


def bounds(storage: Storage) -> tuple[Millis, Millis] | None:
    """When a customer came for the first time and for the last time, as shares are kept."""
    return ends(storage, shares, "came_at")


def any_kept(storage: Storage, since: Millis, until: Millis) -> bool:
    """Whether shares of a time are kept."""
    words = f"SELECT 1 FROM shares k WHERE k.{_WITHIN.format('k')} LIMIT 1"
    return storage.row(text(words), {"since": since, "until": until}) is not None


def comings_kept(storage: Storage, since: Millis, until: Millis) -> list[Coming]:
    """The comings of kept shares of a time."""
    words = f"SELECT {_KEPT} FROM shares k WHERE k.{_WITHIN.format('k')} AND {_COMES}"
    return _comings(storage, words, {"since": since, "until": until})


def comings(storage: Storage, since: Millis, until: Millis) -> list[Coming]:
    """The comings of a time, as they are written now."""
    words = (
        f"SELECT {_WRITTEN} FROM passages p JOIN interactions i ON i.id = p.interaction_id"
        f" WHERE p.{_WITHIN.format('p')} AND {CAME}"
    )
    return _comings(storage, words, {"since": since, "until": until})


def came_at(storage: Storage, times: Sequence[Millis], only: Only) -> list[tuple[Place, str, Key]]:
    """Who came at one of these moments, as it is written now, the newest first: place, customer and key."""
    words = (
        f"SELECT p.came_at, i.id, {_WRITTEN} FROM passages p JOIN interactions i ON i.id = p.interaction_id"
        f" WHERE p.came_at IN ({', '.join(str(int(one)) for one in times)}) AND {CAME}"
        f"{where(only, 'p', AGENT)} ORDER BY 1 DESC, 2 DESC"
    )
    return [
        ((row[0], row[1]), row[2], (row[4], row[5], row[6], row[7]))
        for row in storage.rows(text(words), wanted(only))
    ]


def changed(
    storage: Storage, since: Millis, until: Millis
) -> tuple[Sequence[Coming], Sequence[Coming]]:
    """What changed and is not kept yet: comings of a time as they are kept, and as they are written now."""
    values = {"since": since, "until": until}
    # "cross": SQLite begins with the few that changed
    out = (
        f"SELECT {_KEPT} FROM shares_due t CROSS JOIN shares k"
        f" WHERE k.interaction_id = t.interaction_id AND k.{_WITHIN.format('k')} AND {_COMES}"
    )
    into = (
        f"SELECT {_WRITTEN} FROM shares_due t CROSS JOIN interactions i CROSS JOIN passages p"
        f" WHERE i.id = t.interaction_id AND p.interaction_id = i.id AND p.{_WITHIN.format('p')} AND {CAME}"
    )
    return _comings(storage, out, values), _comings(storage, into, values)


def _comings(storage: Storage, words: str, values: dict[str, Any]) -> list[Coming]:
    keys: dict[Key, Key] = {}  # few: kept once
    found = (
        (row[0], row[1], (row[2], row[3], row[4], row[5])) for row in _rows(storage, words, values)
    )
    return [Coming(one, at, keys.setdefault(key, key)) for one, at, key in found]


def _rows(storage: Storage, words: str, values: dict[str, Any]) -> Sequence[Any]:
    return storage.rows(text(words), values)


def token(storage: Storage) -> str:
    """What stands for all that is kept now."""
    return setting(storage, TOKEN)


def keep(storage: Storage, made: Made) -> bool:
    """Keep a day; False where the shares of any have changed since it was made."""
    if token(storage) != made.token:
        return False
    storage.put(days_by_customer, (made.day.from_at,), tuple, made.day)
    return True


def forget(storage: Storage, days: Collection[Millis]) -> None:
    """The shares of these days are others now."""
    if days:
        storage.execute(delete(days_by_customer).where(days_by_customer.c.from_at.in_(days)))
        _change(storage)


def forget_within(storage: Storage, since: Millis, until: Millis) -> None:
    """Days begin elsewhere in this time."""
    at = days_by_customer.c.from_at
    storage.execute(delete(days_by_customer).where(at >= since, at < until))
    _change(storage)


def forget_all(storage: Storage) -> None:
    """Shares count otherwise from now on."""
    storage.execute(delete(days_by_customer))
    _change(storage)


def _change(storage: Storage) -> None:
    keep_setting(storage, TOKEN, f"{getrandbits(62):x}")
