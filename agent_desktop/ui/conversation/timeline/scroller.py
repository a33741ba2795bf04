"""Which rows are on the screen, and where: an anchor row with a pixel offset, never a sum of estimates.

Promises that rows on the screen have exact heights, that the end stays in sight while the agent is there, and that
whatever arrives above or below moves nothing the agent is reading. Refuses to paint.
"""

from collections.abc import Callable

from agent_desktop.ui.conversation.timeline.heights import Heights


class Scroller:
    """The arithmetic of scrolling. `exact` lays a row out and returns its height in px."""

    def __init__(self, exact: Callable[[int], int]) -> None:
        self._exact = exact
        self.heights = Heights()
        self.head = 8
        self.tail = 16
        self.height = 0
        self.row = 0
        self.offset = 0
        self.following = True
        self.visible: list[tuple[int, int]] = []

    # -- where ------------------------------------------------------------------

    @property
    def extent(self) -> int:
        """The height of everything, partly estimated."""
        return self.head + self.heights.total + self.tail

    @property
    def maximum(self) -> int:
        """The largest scroll position."""
        return max(0, self.extent - self.height)

    @property
    def position(self) -> int:
        """How far the top of the view is below the top of everything, partly estimated."""
        if not len(self.heights):
            return 0
        return self.head + self.heights.top(self.row) + self.offset

    def y_of(self, row: int) -> int | None:
        """Where a visible row begins, in the view."""
        if not self.visible:
            return None
        at = row - self.visible[0][0]
        return self.visible[at][1] if 0 <= at < len(self.visible) else None

    def row_at(self, y: int) -> int | None:
        """The visible row nearest to `y`."""
        found = None
        for row, top in self.visible:
            if found is None or top <= y:
                found = row
        return found

    @property
    def bottom(self) -> int:
        """Where the last visible row ends, in the view; the head when nothing is there."""
        if not self.visible:
            return self.head
        row, top = self.visible[-1]
        return top + self.heights[row]

    # -- moving -----------------------------------------------------------------

    def move(self, pixels: int) -> None:
        """Scroll down (or up) from where the view is."""
        self.following = False
        self.offset += pixels
        self.arrange()

    def jump(self, position: int) -> None:
        """Go to a scroll position; which row is there is partly an estimate."""
        if len(self.heights):
            self.following = False
            self.row, self.offset = self.heights.row_at(position - self.head)
            self.arrange()

    def to_end(self) -> None:
        """Show the newest row and stay with it."""
        self.following = True
        self.arrange()

    def pin(self, row: int, bottom: int) -> None:
        """Place a row so that it ends at `bottom` in the view."""
        self.row = row
        self.offset = self._height(row) - bottom
        self.arrange()

    def reveal(self, row: int, top: int = 0, bottom: int | None = None) -> None:
        """Scroll as little as possible until the part of a row between `top` and `bottom` is on the screen."""
        height = self._height(row)
        low = height if bottom is None else bottom
        y = self.y_of(row)
        if y is None:
            self.following = False
            self.row, self.offset = row, top - max(0, (self.height - (low - top)) // 2)
            self.arrange()
        elif y + top < 0 or low - top > self.height:
            self.move(y + top - 8)
        elif y + low > self.height:
            self.move(y + low - self.height + 8)

    # -- arranging --------------------------------------------------------------

    def arrange(self) -> None:
        """Lay out what is visible around the anchor."""
        count = len(self.heights)
        if not count:
            self.visible, self.row, self.offset, self.following = [], 0, 0, True
            return
        self.row = min(self.row, count - 1)
        if self.following:
            self._anchor_end()
        self._climb()
        self._descend()
        if self._fill() > 0:
            self._anchor_end()
            self._climb()
            self._fill()

    def _anchor_end(self) -> None:
        self.row = len(self.heights) - 1
        self.offset = self._height(self.row) + self.tail - self.height

    def _climb(self) -> None:
        while self.offset < 0 and self.row > 0:
            self.row -= 1
            self.offset += self._height(self.row)
        if self.row == 0:
            self.offset = max(self.offset, -self.head)

    def _descend(self) -> None:
        while self.row < len(self.heights) - 1 and self.offset >= self._height(self.row):
            self.offset -= self.heights[self.row]
            self.row += 1

    def _fill(self) -> int:
        """Find the visible rows. Returns how much the view reaches past the end although there is more above."""
        visible: list[tuple[int, int]] = []
        y, row, count = -self.offset, self.row, len(self.heights)
        while row < count and y < self.height:
            visible.append((row, y))
            y += self._height(row)
            row += 1
        self.visible = visible
        beyond = self.height - (y + self.tail) if row == count else -1
        self.following = beyond >= 0
        at_top = self.row == 0 and self.offset <= -self.head
        return 0 if at_top else beyond

    def _height(self, row: int) -> int:
        height = self._exact(row)
        self.heights.set(row, height)
        return height
