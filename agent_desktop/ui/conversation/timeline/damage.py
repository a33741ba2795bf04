"""What must be painted when the screen changes: by how much it shifted, and which places differ beyond that.

Promises that shifting the old screen and painting the dirty region gives the new screen. Refuses to paint.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion

STRAY = 4
"""px by which an exposed strip is widened: scrolling by copying left stray rows without."""

Snapshot: TypeAlias = Mapping[str, tuple[int, int]]
"""The visible rows: key to (y, height)."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Rows and what lies over them."""

    rows: Snapshot
    overlay: QRect | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Copy the screen down by `shift` px, then paint `dirty`."""

    shift: int
    dirty: QRegion


def compare(
    old: Screen, new: Screen, changed: Collection[str], whole: QRect, rows_span: tuple[int, int]
) -> Difference | None:
    """From `old` to `new`; None when everything must be painted.

    `changed` are keys whose look differs; `whole` is the view; `rows_span` where the rows now begin and end in it.
    """
    shifts = {
        y - old.rows[key][0]
        for key, (y, height) in new.rows.items()
        if key in old.rows and key not in changed and height == old.rows[key][1]
    }
    if len(shifts) != 1:
        return None
    (shift,) = shifts
    width = whole.width()
    dirty = QRegion()
    if shift:
        edge = abs(shift) + STRAY
        dirty += QRect(0, whole.height() - edge if shift < 0 else 0, width, edge)
    if shift or old.overlay != new.overlay:
        for rect in (old.overlay, new.overlay):
            if rect is not None:
                dirty += rect
                dirty += rect.translated(0, shift)
    for key, (y, height) in new.rows.items():
        known = old.rows.get(key)
        if key in changed or known is None or known[1] != height:
            dirty += QRect(0, y, width, height)
    if shift or changed or len(old.rows) != len(new.rows):
        first, last = rows_span
        if last < whole.height():
            dirty += QRect(0, last, width, whole.height() - last)
        if first > 0:
            dirty += QRect(0, 0, width, first)
    return Difference(shift, dirty)
