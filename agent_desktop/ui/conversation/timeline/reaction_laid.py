"""Where the signs below a message lie: on the lower edge of its bubble, beside each other.

Promises that they cover nothing of what the bubble says. Refuses colours; text is measured with the theme's fonts.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from agent_desktop.ui.conversation.timeline.reaction_looks import SignLook
from agent_desktop.ui.theme.theme import Theme

HEIGHT: Final = 24
PAD: Final = 7
_OVERLAP: Final = 5
"""px of a bubble's padding that signs cover."""
_INDENT: Final = 8
_GAP: Final = 4


@dataclass(slots=True)
class SignBox:
    """A sign: its place and look."""

    rect: QRectF
    look: SignLook


def lay_signs(theme: Theme, looks: Iterable[SignLook], body: QRectF, right: float) -> list[SignBox]:
    """Boxes from the start of a bubble's lower edge on, none beyond `right`."""
    looks = tuple(looks)
    wide = [_width(theme, one) for one in looks]
    total = sum(wide) + _GAP * max(0, len(wide) - 1)
    x = max(0.0, min(body.left() + _INDENT, right - total))
    boxes = []
    for look, width in zip(looks, wide, strict=True):
        boxes.append(SignBox(QRectF(x, body.bottom() - _OVERLAP, width, HEIGHT), look))
        x += width + _GAP
    return boxes


def hint_at(boxes: Iterable[SignBox], x: float, y: float) -> str:
    """Whose the sign at a point of the row is; empty where there is none."""
    return next((one.look.hint for one in boxes if one.rect.contains(QPointF(x, y))), "")


def count_left(theme: Theme, box: SignBox) -> float:
    """Where a sign's count begins."""
    return box.rect.left() + PAD + theme.width(box.look.sign, "message") + 4


def _width(theme: Theme, look: SignLook) -> float:
    count = theme.width(look.count, "micro", True, 500) + 4 if look.count else 0
    return math.ceil(2 * PAD + theme.width(look.sign, "message") + count)
