"""A bar whose parts go on in another line where one has no room for all of them.

Promises each part the width that it needs, and up to the one that it likes where its line has room to spare; the order
of reading, in languages that are read from right to left too. What is hidden takes no room.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle

Place = tuple[QLayoutItem, QRect]


class Flowing(QLayout):
    """`between` is the room between the parts of a line, `below` the one between lines, in px."""

    def __init__(self, between: int, below: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._below = below
        self.setSpacing(between)

    def addItem(self, item: QLayoutItem) -> None:
        """One more part, behind the others."""
        self._items.append(item)

    def count(self) -> int:
        """The parts."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """A part; None where there is none."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """A part, which is no longer one."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes the width that there is, and no more height than it needs."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Less width, more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high its lines are in a width."""
        margins = self.contentsMargins()
        places = self._places(QRect(0, 0, width, 0))
        bottom = max((rect.bottom() + 1 for _, rect in places), default=margins.top())
        return bottom + margins.bottom()

    def sizeHint(self) -> QSize:
        """As small as it can be: lines are added where that is less than one needs."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The widest part alone."""
        margins = self.contentsMargins()
        size = QSize()
        for one in self._shown():
            size = size.expandedTo(one.minimumSize())
        return size + QSize(
            margins.left() + margins.right(),
            margins.top() + margins.bottom(),
        )

    def setGeometry(self, rect: QRect) -> None:
        """Put the parts in their places."""
        super().setGeometry(rect)
        widget = self.parentWidget()
        direction = widget.layoutDirection() if widget else Qt.LayoutDirection.LeftToRight
        for item, place in self._places(rect):
            item.setGeometry(QStyle.visualRect(direction, rect, place))

    def _shown(self) -> list[QLayoutItem]:
        return [one for one in self._items if not one.isEmpty()]

    def _places(self, rect: QRect) -> list[Place]:
        room = rect.marginsRemoved(self.contentsMargins())
        made: list[Place] = []
        line: list[QLayoutItem] = []
        top, used = room.top(), 0
        for one in self._shown():
            needs = one.minimumSize().width()
            if line and used + needs > room.width():
                made += self._line(line, room, top)
                top += _high(line) + self._below
                line, used = [], 0
            line.append(one)
            used += needs + self.spacing()
        return made + self._line(line, room, top) if line else made

    def _line(self, parts: Sequence[QLayoutItem], room: QRect, top: int) -> list[Place]:
        """The parts of a line, each as wide as it likes as far as there is room, and in the middle of the line."""
        high = _high(parts)
        needs = [one.minimumSize().width() for one in parts]
        likes = [
            max(least, one.sizeHint().width()) for one, least in zip(parts, needs, strict=True)
        ]
        spare = room.width() - sum(needs) - self.spacing() * (len(parts) - 1)
        wished = sum(likes) - sum(needs)
        share = min(1.0, max(0.0, spare / wished)) if wished else 0.0
        made: list[Place] = []
        left = room.left()
        for one, least, most in zip(parts, needs, likes, strict=True):
            wide = least + int((most - least) * share)
            size = one.sizeHint().height()
            made.append((one, QRect(left, top + (high - size) // 2, wide, size)))
            left += wide + self.spacing()
        return made


def _high(parts: Sequence[QLayoutItem]) -> int:
    """How high a line of these is."""
    return max(one.sizeHint().height() for one in parts)
