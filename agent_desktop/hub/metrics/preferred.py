"""By which channel each customer comes most: comings packed by day, and the days of any time counted at once.

Promises the mode of each customer over all days together, of two channels as frequent the one used last; that the same
comings, in whatever order, are packed into the same bytes. Customers are told apart by 64 bits of a digest: among a
million of them two are taken for one with a chance of 3 in 100,000,000. Refuses sums by day: modes cannot be added up.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from agent_desktop.model.base import Millis
from agent_desktop.model.shares import Coming, Key


class Packed(NamedTuple):
    """The comings of a day: the keys among them, and columns of customers (8 bytes each), times (8) and numbers of
    keys (4), in order of customers and times."""

    keys: tuple[Key, ...]
    columns: bytes


class Comers(NamedTuple):
    """Customers by their digests, the channel (its number among `names`) by which each comes most, and when they last
    did; the newest first."""

    names: list[str]
    customers: npt.NDArray[np.uint64]
    channels: npt.NDArray[np.int64]
    times: npt.NDArray[np.int64]


class Preference(NamedTuple):
    """A channel: how many customers came mostly by it, and how often customers came by it."""

    channel: str
    customers: int
    contacts: int


_WIDTH: Final = 20
_CUSTOMER: Final = np.dtype("<u8")
_AT: Final = np.dtype("<i8")
_KEY: Final = np.dtype("<i4")
_TIME_BITS: Final = 40  # 34 years in milliseconds
_CHANNEL: Final = 1  # of a key


def packed(comings: Sequence[Coming]) -> Packed:
    """A day's comings."""
    keys = sorted({one.key for one in comings})
    numbers = {key: number for number, key in enumerate(keys)}
    count = len(comings)
    customers = np.fromiter((digest(one.customer_id) for one in comings), _CUSTOMER, count)
    times = np.fromiter((one.at for one in comings), _AT, count)
    places = np.fromiter((numbers[one.key] for one in comings), _KEY, count)
    order = np.lexsort((places, times, customers))
    columns = (customers[order], times[order], places[order])
    return Packed(tuple(keys), b"".join(one.tobytes() for one in columns))


@lru_cache(maxsize=65_536)  # who came often, or came last
def digest(customer_id: str) -> int:
    """By which a customer is told apart."""
    words = customer_id.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(words, digest_size=8).digest(), "little")


class _Counted(NamedTuple):
    """Customers, and for each of them and each channel (in order of `names`) how often they came by it, and that with
    when they last did, so that the greatest of a customer's is the one by which they come most."""

    names: list[str]
    customers: npt.NDArray[np.uint64]
    counts: npt.NDArray[np.int64]
    marks: npt.NDArray[np.int64]


class Counter:
    """Counts days of a time that begins at `since`; of those keys only that are `allowed` (None: of all)."""

    def __init__(self, since: Millis, allowed: Callable[[Key], bool] | None = None) -> None:
        self._since = since
        self._allowed = allowed
        self._channels: dict[str, int] = {}
        self._customers: list[npt.NDArray[np.uint64]] = []
        self._times: list[npt.NDArray[np.int64]] = []
        self._by: list[npt.NDArray[np.int64]] = []

    def add(self, day: Packed, out: Iterable[Coming] = (), into: Sequence[Coming] = ()) -> None:
        """A day, without what is `out` of it by now, and with what is `into` it."""
        count = len(day.columns) // _WIDTH
        customers = np.frombuffer(day.columns, _CUSTOMER, count)
        times = np.frombuffer(day.columns, _AT, count, count * _CUSTOMER.itemsize)
        ends = count * (_CUSTOMER.itemsize + _AT.itemsize)
        places = np.frombuffer(day.columns, _KEY, count, ends)
        # one more than there are: a day without any has a number for nothing
        channels = np.array([*(self._channel(one[_CHANNEL]) for one in day.keys), -1])
        wanted = np.ones(count, np.bool_)
        if self._allowed is not None:
            wanted = np.array([*map(self._allowed, day.keys), False])[places]
        for one in out:
            wanted[_place(day.keys, customers, times, places, wanted, one)] = False
        self._customers.append(customers[wanted])
        self._times.append(times[wanted])
        self._by.append(channels[places[wanted]])
        if into:
            self.add(packed(into))

    def _channel(self, name: str) -> int:
        return self._channels.setdefault(name, len(self._channels))

    def made(self) -> list[Preference]:
        """Channels, the most preferred first."""
        if not self._channels:
            return []
        names, _, counts, marks = self._counted()
        mostly = np.bincount(marks.argmax(axis=1), minlength=len(names))
        came = counts.sum(axis=0)
        found = map(Preference, names, mostly.tolist(), came.tolist())
        return sorted(
            (one for one in found if one.contacts),
            key=lambda one: (-one.customers, -one.contacts, one.channel),
        )

    def comers(self, channel: str) -> Comers:
        """Who comes most by this channel (empty: everybody)."""
        if not self._channels:
            nobody = np.empty(0, np.int64)
            return Comers([], nobody.view(np.uint64), nobody, nobody)
        names, customers, _, marks = self._counted()
        mostly = marks.argmax(axis=1)
        wanted = np.array([channel in ("", one) for one in names])[mostly]
        times = marks.max(axis=1)[wanted] & ((1 << _TIME_BITS) - 1)
        order = np.argsort(-times, kind="stable")
        return Comers(
            names,
            customers[wanted][order],
            mostly[wanted][order],
            times[order] + self._since,
        )

    def _counted(self) -> _Counted:
        names = sorted(self._channels)  # of two as frequent at the same moment the first counts
        width = len(names)
        ranks = np.empty(width, np.int64)
        for rank, name in enumerate(names):
            ranks[self._channels[name]] = rank
        customers = np.concatenate(self._customers)
        order = np.argsort(customers, kind="stable")  # days are in order: they are only merged
        customers = customers[order]
        begins = np.ones(len(customers), np.bool_)
        begins[1:] = customers[1:] != customers[:-1]
        cells = np.cumsum(begins, dtype=np.int64)
        cells -= 1
        cells *= width
        cells += ranks[np.concatenate(self._by)[order]]
        size = int(np.count_nonzero(begins)) * width
        counts = np.bincount(cells, minlength=size)
        marks = np.zeros(size, np.int64)
        np.maximum.at(marks, cells, np.concatenate(self._times)[order] - self._since)
        marks |= counts << _TIME_BITS  # where nobody came 0, which is less than any other
        shape = (-1, width)
        return _Counted(names, customers[begins], counts.reshape(shape), marks.reshape(shape))


def _place(
    keys: tuple[Key, ...],
    customers: npt.NDArray[np.uint64],
    times: npt.NDArray[np.int64],
    places: npt.NDArray[np.int32],
    wanted: npt.NDArray[np.bool_],
    one: Coming,
) -> slice:
    """Where it stands, if it still does."""
    who = np.uint64(digest(one.customer_id))
    first = int(np.searchsorted(customers, who, "left"))
    end = int(np.searchsorted(customers, who, "right"))
    for at in range(first, end):
        if wanted[at] and times[at] == one.at and keys[places[at]] == one.key:
            return slice(at, at + 1)
    return slice(0, 0)
