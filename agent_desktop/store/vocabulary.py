"""The long words of the index, in memory and in order, so that an unfinished word can be completed.

FTS5 merges every match of `word*` before it gives the first; as an OR of whole words it walks them lazily. Words of up
to four letters have a prefix index and are not kept here. Promises that every committed word is known (a word that no
item has any more may be, too). Used by the writing and the searching thread.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from threading import Lock

from agent_desktop.model.terms import unspaced

SHORTEST = 5


def kept(term: str) -> bool:
    """True for a term that belongs here."""
    return len(term) >= SHORTEST and (term.isascii() or not unspaced(term))


class Vocabulary:
    """The known words. `read` gives all words of the database; it is called once, by whoever comes first."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: set[str] = set()
        self._ordered: list[str] = []
        self._loaded = self._sorted = False

    def load(self, read: Callable[[], Iterable[str]]) -> None:
        """Make sure that the database's words are known."""
        if self._loaded:
            return
        words = list(read())
        with self._lock:
            self._known.update(words)
            self._loaded, self._sorted = True, False

    def unknown(self, terms: Iterable[str]) -> list[str]:
        """Those of `terms` that are kept here and are not known yet."""
        return [term for term in terms if term not in self._known and kept(term)]

    def learn(self, terms: Iterable[str]) -> None:
        """These words are in the database now."""
        fresh = set(terms)
        if fresh:
            with self._lock:
                self._known |= fresh
                self._sorted = False

    def beginning_with(self, prefix: str, most: int) -> list[str] | None:
        """The known words that begin with `prefix`; None when there are more than `most`."""
        with self._lock:
            if not self._sorted:
                self._ordered = sorted(self._known)
                self._sorted = True
            ordered = self._ordered
        first = bisect_left(ordered, prefix)
        last = bisect_left(ordered, prefix + "\U0010ffff", first)
        return ordered[first:last] if last - first <= most else None
