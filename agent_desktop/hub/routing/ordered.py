"""A sorted line of unique tuples that stays quick at a hundred thousand entries.

Promises: `add`, `remove` and `first` in a few microseconds whatever the length, `rank` (how many
stand before) without walking the line, iteration in order. A flat sorted list would move the whole
tail at each pop of the head; this one keeps chunks of a bounded size.

Refuses: removing what is not there (`KeyError`). It never hides a double booking.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator

CHUNK = 512

Entry = tuple[int, str]


class Ordered:
    """Entries `(order key in ms, id)` in ascending order."""

    __slots__ = ("_chunks", "_lasts", "_size")

    def __init__(self) -> None:
        self._chunks: list[list[Entry]] = []
        self._lasts: list[Entry] = []
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Entry]:
        for chunk in self._chunks:
            yield from chunk

    def first(self) -> Entry:
        """The entry at the head. Raises IndexError when empty."""
        return self._chunks[0][0]

    def add(self, entry: Entry) -> None:
        """Insert one entry at its place."""
        self._size += 1
        lasts = self._lasts
        if not lasts:
            self._chunks.append([entry])
            lasts.append(entry)
            return
        if entry > lasts[-1]:
            index = len(lasts) - 1
            chunk = self._chunks[index]
            chunk.append(entry)
            lasts[index] = entry
        else:
            index = bisect_left(lasts, entry)
            chunk = self._chunks[index]
            insort(chunk, entry)
        if len(chunk) > 2 * CHUNK:
            self._chunks.insert(index + 1, chunk[CHUNK:])
            del chunk[CHUNK:]
            lasts.insert(index, chunk[-1])

    def remove(self, entry: Entry) -> None:
        """Take one entry out. Raises KeyError when it is not in the line."""
        if self._chunks and self._chunks[0][0] == entry:
            index = at = 0
        else:
            index = bisect_left(self._lasts, entry)
            if index == len(self._lasts):
                raise KeyError(entry)
            at = bisect_left(self._chunks[index], entry)
            if self._chunks[index][at] != entry:
                raise KeyError(entry)
        chunk = self._chunks[index]
        del chunk[at]
        self._size -= 1
        if not chunk:
            del self._chunks[index], self._lasts[index]
        elif at == len(chunk):
            self._lasts[index] = chunk[-1]

    def rank(self, entry: Entry) -> int:
        """How many entries stand before this one, whether or not it is in the line itself."""
        index = bisect_left(self._lasts, entry)
        before = sum(map(len, self._chunks[:index]))
        if index < len(self._chunks):
            before += bisect_left(self._chunks[index], entry)
        return before
