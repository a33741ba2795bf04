"""A sorted line of unique tuples that stays quick at a hundred thousand entries.

Promises: `add`, `remove` and `first` in a few microseconds whatever the length, `rank` (how many
stand before) without walking the line, iteration in order. A flat sorted list would move the whole
tail at each pop of the head; this one keeps chunks of a bounded size. Order keys lie side by side
in an array: to search among objects all over the memory takes several times as long.

Refuses: removing what is not there (`KeyError`). It never hides a double booking.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

CHUNK = 512

Entry = tuple[int, str]


class Ordered:
    """Entries `(order key in ms, id)` in ascending order; keys fit in 64 bits. `size` is how many there are."""

    __slots__ = ("_ids", "_keys", "_lasts", "size")

    def __init__(self) -> None:
        self._keys = [array("q")]  # chunk by chunk, and beside each key its id
        self._ids: list[list[str]] = [[]]
        self._lasts: list[Entry] = []  # of all chunks but the last
        self.size = 0

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[Entry]:
        for keys, ids in zip(self._keys, self._ids, strict=True):
            yield from zip(keys, ids, strict=True)

    def first(self) -> Entry:
        """The entry at the head. Raises IndexError when empty."""
        return self._keys[0][0], self._ids[0][0]

    def add(self, entry: Entry) -> None:
        """Insert one entry at its place."""
        key, name = entry
        index = bisect_left(self._lasts, entry) if self._lasts else 0
        keys, ids = self._keys[index], self._ids[index]
        at = bisect_left(keys, key)
        if at < len(ids) and keys[at] == key:
            at = bisect_left(ids, name, at, bisect_right(keys, key, at))
        keys.insert(at, key)
        ids.insert(at, name)
        self.size += 1
        if len(ids) > 2 * CHUNK:
            self._keys.insert(index + 1, keys[CHUNK:])
            self._ids.insert(index + 1, ids[CHUNK:])
            del keys[CHUNK:], ids[CHUNK:]
            self._lasts.insert(index, (keys[-1], ids[-1]))

    def remove(self, entry: Entry) -> None:
        """Take one entry out. Raises KeyError when it is not in the line."""
        key, name = entry
        index = bisect_left(self._lasts, entry) if self._lasts else 0
        keys, ids = self._keys[index], self._ids[index]
        at = bisect_left(keys, key)
        if at == len(ids) or ids[at] != name:  # another of the same key, or nothing
            at = bisect_left(ids, name, at, bisect_right(keys, key, at))
        if at == len(ids) or ids[at] != name or keys[at] != key:
            raise KeyError(entry)
        del keys[at], ids[at]
        self.size -= 1
        if not ids and self._lasts:
            del self._keys[index], self._ids[index], self._lasts[min(index, len(self._lasts) - 1)]

    def rank(self, entry: Entry) -> int:
        """How many entries stand before this one, whether or not it is in the line itself."""
        key, name = entry
        index = bisect_left(self._lasts, entry) if self._lasts else 0
        keys, ids = self._keys[index], self._ids[index]
        at = bisect_left(keys, key)
        if at < len(ids) and keys[at] == key:
            at = bisect_left(ids, name, at, bisect_right(keys, key, at))
        return at + sum(map(len, self._ids[:index])) if index else at
