"""What is selected in the timeline: from a character of one item to a character of another.

Promises to survive items arriving above and below, because places are kept by key. Refuses pixels.
"""

from collections.abc import Callable
from dataclasses import dataclass

Place = tuple[str, int]
"""(key of an item, character in its shown text)"""


@dataclass(slots=True)
class Selection:
    """`anchor` is where it began, `caret` where it goes on; None when nothing is selected."""

    anchor: Place | None = None
    caret: Place | None = None

    @property
    def empty(self) -> bool:
        """True when no character is selected."""
        return self.anchor is None or self.caret is None or self.anchor == self.caret

    def clear(self) -> None:
        """Select nothing."""
        self.anchor = self.caret = None

    def bounds(
        self, row_of: Callable[[str], int | None]
    ) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """Both ends as (row, character), the earlier first; None when empty or when an end is gone."""
        if self.empty or self.anchor is None or self.caret is None:
            return None
        first, last = row_of(self.anchor[0]), row_of(self.caret[0])
        if first is None or last is None:
            return None
        one, other = (first, self.anchor[1]), (last, self.caret[1])
        return (one, other) if one <= other else (other, one)


def span_in(
    bounds: tuple[tuple[int, int], tuple[int, int]] | None, row: int, size: int
) -> tuple[int, int] | None:
    """The selected (start, length) in a row whose text has `size` characters."""
    if bounds is None:
        return None
    (first, start), (last, end) = bounds
    if not first <= row <= last:
        return None
    low = min(size, start) if row == first else 0
    high = min(size, end) if row == last else size
    return (low, high - low) if high > low else None
