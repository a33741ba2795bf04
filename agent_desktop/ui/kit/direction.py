"""The direction of the interface: from left to right, or from right to left as in Arabic and Hebrew.

Promises that everything else may count from the start of a line: painters, margins, points and places are turned here.
Refuses the direction of what people wrote: that follows from each text's own letters.
"""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget


def mirrored() -> bool:
    """True where the interface reads from right to left."""
    return bool(QGuiApplication.isRightToLeft())


def sides(start: int, top: int, end: int, bottom: int) -> tuple[int, int, int, int]:
    """Margins as Qt wants them, from the left; Qt turns layouts around, but not their margins."""
    return (end, top, start, bottom) if mirrored() else (start, top, end, bottom)


def from_start(x: float, width: float) -> float:
    """`x` of a place `width` px wide, counted from where lines begin; and back."""
    return width - x if mirrored() else x


def placed(rect: QRect, width: int) -> QRect:
    """`rect`, whose x counts from where lines begin, as Qt counts in a parent `width` px wide; and back."""
    if not mirrored():
        return rect
    return QRect(width - rect.x() - rect.width(), rect.y(), rect.width(), rect.height())


def popup_under(menu: QMenu, anchor: QWidget, gap: int) -> None:
    """Open `menu` under `anchor`, both aligned where lines begin."""
    _popup(menu, anchor, 0, anchor.height() + gap)


def popup_over_end(menu: QMenu, anchor: QWidget, gap: int) -> None:
    """Open `menu` over `anchor`, both aligned where lines end."""
    size = menu.sizeHint()
    _popup(menu, anchor, anchor.width() - size.width(), -size.height() - gap)


def popup_beside(menu: QMenu, anchor: QWidget, gap: int) -> None:
    """Open `menu` where the line of `anchor` goes on."""
    _popup(menu, anchor, anchor.width() + gap, 0)


def _popup(menu: QMenu, anchor: QWidget, x: int, y: int) -> None:
    place = placed(QRect(QPoint(x, y), menu.sizeHint()), anchor.width())
    menu.popup(anchor.mapToGlobal(place.topLeft()))
