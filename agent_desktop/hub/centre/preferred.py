"""Customers' channels: the report of a time, read from days that are kept packed and from what is written besides.

Promises the same whether days are kept or not. Reads only; `fresh` makes what `customer_days.keep` keeps.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import msgspec
import numpy as np

from agent_desktop.hub.metrics.preferred import (
    Comers,
    Counter,
    Packed,
    Preference,
    digest,
    packed,
)
from agent_desktop.hub.storage import customer_days
from agent_desktop.hub.storage.counting import Only
from agent_desktop.hub.storage.customer_days import Day, Made, Place
from agent_desktop.hub.storage.share_sums import allowed
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.shares import Key

DayAround = Callable[[Millis], tuple[Millis, Millis]]
"""Where the house's day begins and ends in which a moment lies."""

_AT_ONCE: Final = 200
_keys: Final = msgspec.json.Decoder(tuple[Key, ...]).decode


def preferred(
    storage: Storage, days: Sequence[tuple[Millis, Millis]], only: Only
) -> list[Preference]:
    """Channels by how many customers came mostly by them on these days of the house, which follow each other."""
    return _counted(storage, days, (days[0][0], days[-1][1]), only).made()


def customers(
    storage: Storage,
    days: Sequence[tuple[Millis, Millis]],
    within: tuple[Millis, Millis],
    only: Only,
    channel: str,
    before: Place | None,
) -> tuple[int, Iterator[tuple[Place, Key]]]:
    """How many customers came mostly by a channel (empty: any) `within` a time that these days cover, and for each the
    newest coming by the one by which they came most: those before a place, the newest first, read a few at a time."""
    found = _counted(storage, days, within, only).comers(channel)
    return len(found.times), _newest(storage, found, only, before)


def _newest(
    storage: Storage, found: Comers, only: Only, before: Place | None
) -> Iterator[tuple[Place, Key]]:
    at = 0 if before is None else int(np.searchsorted(-found.times, -before[0], "left"))
    while at < len(found.times):
        end = at + _AT_ONCE
        if end < len(found.times):  # those of one moment together
            end = int(np.searchsorted(-found.times, -found.times[end], "right"))
        times, people, channels = (
            one[at:end].tolist() for one in (found.times, found.customers, found.channels)
        )
        wanted = set(zip(times, people, (found.names[one] for one in channels), strict=True))
        for place, customer_id, key in customer_days.came_at(storage, sorted(set(times)), only):
            whose = (place[0], digest(customer_id), key[1])
            if whose in wanted:
                wanted.remove(whose)
                if before is None or place < before:
                    yield place, key
        at = end


def _counted(
    storage: Storage,
    days: Sequence[tuple[Millis, Millis]],
    within: tuple[Millis, Millis],
    only: Only,
) -> Counter:
    since, until = within
    counter = Counter(since, None if only == Only() else lambda key: allowed(only, key))
    kept = {one.from_at: one for one in customer_days.kept(storage, since, until)}
    out, into = customer_days.changed(storage, since, until) if kept else ((), ())
    for day_begin, day_end in days:
        begin, end = max(since, day_begin), min(until, day_end)
        day = kept.get(begin) if end == day_end else None
        if day is None:
            counter.add(packed(customer_days.comings(storage, begin, end)))
        else:
            counter.add(
                Packed(_keys(day.keys), day.columns),
                [one for one in out if begin <= one.at < end],
                [one for one in into if begin <= one.at < end],
            )
    return counter


def fresh(storage: Storage, day_around: DayAround, now: Millis) -> Made | None:
    """The first day that is over before `now` and not kept; None where there is none. Reads only."""
    bounds = customer_days.bounds(storage)
    if bounds is None:
        return None
    known = customer_days.days_kept(storage)
    at, last = bounds
    while at <= last:
        since, until = day_around(at)
        if until > now:
            return None
        if since not in known and customer_days.any_kept(storage, since, until):
            return Made(_day(storage, since, until), customer_days.token(storage))
        at = until
    return None


def _day(storage: Storage, since: Millis, until: Millis) -> Day:
    made = packed(customer_days.comings_kept(storage, since, until))
    return Day(since, msgspec.json.encode(made.keys).decode(), made.columns)


def recounted(storage: Storage, day_around: DayAround) -> tuple[int, list[str]]:
    """How many days are kept, and those that are not what the kept shares say. Reads only."""
    known = sorted(customer_days.days_kept(storage))
    wrong = []
    for at in known:
        since, until = day_around(at)
        kept: list[Any] = customer_days.kept(storage, since, since + 1)
        if since != at or kept != [_day(storage, since, until)]:
            wrong.append(f"day by customer {at}")
    return len(known), wrong
