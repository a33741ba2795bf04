"""Finding words in the loaded items of one conversation.

Promises places in the shown text, whatever the case of the letters, and a current place that stays while items come.
Refuses to search what is not loaded: that is the search over everything.
"""

import re
from collections.abc import Sequence

from agent_desktop.model.call_log import ShownItem
from agent_desktop.ui.conversation.timeline.look import key_of
from agent_desktop.ui.conversation.timeline.plain import displayed, written

MOST = 5_000
"""Places that are counted; the rest of a very common letter is not worth the time."""


class Finder:
    """A query, its places oldest first as (key, start, length), and the current one."""

    def __init__(self) -> None:
        self.query = ""
        self.places: list[tuple[str, int, int]] = []
        self.current = -1
        self._by_item: dict[str, list[tuple[int, int]]] = {}

    def look(self, query: str, items: Sequence[ShownItem]) -> None:
        """Search anew; the current place stays where it is when it is still found, else it is the newest one."""
        at = self.here
        self.query = query
        self.places = []
        self._by_item = {}
        if query:
            self._collect(re.compile(re.escape(query), re.IGNORECASE), items)
        if at in self.places:
            self.current = self.places.index(at)
        else:
            self.current = len(self.places) - 1

    def _collect(self, pattern: re.Pattern[str], items: Sequence[ShownItem]) -> None:
        for item in items:
            text = written(item)
            if not pattern.search(text):
                continue
            key = key_of(item)
            for match in pattern.finditer(displayed(text)):
                start, size = match.start(), match.end() - match.start()
                self.places.append((key, start, size))
                self._by_item.setdefault(key, []).append((start, size))
                if len(self.places) >= MOST:
                    return

    @property
    def here(self) -> tuple[str, int, int] | None:
        """The current place."""
        return self.places[self.current] if 0 <= self.current < len(self.places) else None

    def step(self, by: int) -> tuple[str, int, int] | None:
        """Go to the next (1) or previous (-1) place, around the ends."""
        if self.places:
            self.current = (self.current + by) % len(self.places)
        return self.here

    def in_item(self, key: str) -> list[tuple[int, int, bool]]:
        """(start, length, whether it is the current one) of the places in an item."""
        here = self.here
        return [
            (start, size, (key, start, size) == here) for start, size in self._by_item.get(key, ())
        ]
