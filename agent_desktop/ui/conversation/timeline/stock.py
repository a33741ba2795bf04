"""The items on display, and what became different when the desk published a change.

Promises a minimal splice between the old and the new sequence: items are recognised by their key, so that the echo of
an own message takes its place without a flicker. Refuses to trust counts in changes: it compares.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from agent_desktop.model.call_log import ShownItem
from agent_desktop.ui.conversation.timeline.look import key_of


@dataclass(frozen=True, slots=True)
class Splice:
    """`removed` rows from `start` gave way to `inserted` rows; `changed` are rows (in the new count) that differ."""

    start: int
    removed: int
    inserted: int
    changed: tuple[int, ...] = ()

    @property
    def nothing(self) -> bool:
        """True when both sequences were the same."""
        return not (self.removed or self.inserted or self.changed)


class Stock:
    """An own list of items, oldest first, with a lazy index by key."""

    def __init__(self) -> None:
        self.items: list[ShownItem] = []
        self._rows: dict[str, int] | None = None

    def __len__(self) -> int:
        return len(self.items)

    def key(self, row: int) -> str:
        """The key of a row."""
        return key_of(self.items[row])

    def row_of(self, key: str) -> int | None:
        """Where a key stands now."""
        if self._rows is None:
            self._rows = {key_of(item): row for row, item in enumerate(self.items)}
        return self._rows.get(key)

    def clear(self) -> None:
        """Forget everything."""
        self.items = []
        self._rows = None

    def take(self, fresh: Sequence[ShownItem]) -> Splice:
        """Become `fresh`, and say what changed."""
        old, new = self.items, list(fresh)
        splice = _compare(old, new)
        self.items = new
        if splice.removed or splice.inserted:
            self._rows = None
        return splice


def _compare(old: list[ShownItem], new: list[ShownItem]) -> Splice:
    size = len(old)
    # List equality looks at identity first, which makes the two common cases nearly free.
    if old == new[:size]:
        return Splice(size, 0, len(new) - size)
    if size and len(new) > size and old == new[-size:]:
        return Splice(0, 0, len(new) - size)
    changed: list[int] = []
    head = 0
    for one, other in zip(old, new, strict=False):
        if one is not other:
            if key_of(one) != key_of(other):
                break
            if one != other:
                changed.append(head)
        head += 1
    tail = 0
    limit = min(size, len(new)) - head
    while tail < limit:
        one, other = old[size - 1 - tail], new[len(new) - 1 - tail]
        if one is not other:
            if key_of(one) != key_of(other):
                break
            if one != other:
                changed.append(len(new) - 1 - tail)
        tail += 1
    return Splice(head, size - tail - head, len(new) - tail - head, tuple(changed))
