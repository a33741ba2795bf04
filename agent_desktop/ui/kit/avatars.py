"""Avatars: initials on a colour, with a channel glyph or a presence mark cut into the corner.

Promises the same colour for the same person everywhere. Refuses pictures: remote images are never loaded.
"""

import unicodedata
import zlib

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from agent_desktop.model.work import Channel
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.marks import Tone, channel_glyph, presence_mark
from agent_desktop.ui.theme.theme import Theme

_GLYPH = 12
_NOTCH = 2


def initials(name: str) -> str:
    """One or two letters for a name: first and last word; one for scripts without capitals' tradition; "?" if none."""
    words = [word for word in name.split() if any(_letter(char) for char in word)]
    if not words:
        return "?"
    if words[0].startswith("@"):
        return "@"
    letters = [next(char for char in word if _letter(char)) for word in (words[0], words[-1])]
    if len(words) == 1 or not _cased(letters[0]):
        return letters[0].upper()[:1]
    return "".join(letter.upper()[:1] for letter in letters)


def _letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN"


def _cased(char: str) -> bool:
    return char.upper() != char.lower() or char.isdigit()


def color_number(key: str) -> int:
    """A stable number for the colour of `key` (an id, or a name), the same on every machine and in every run."""
    return zlib.crc32(key.encode())


def avatar(
    p: QPainter,
    theme: Theme,
    rect: QRectF,
    name: str,
    key: str = "",
    *,
    channel: Channel | None = None,
    tone: Tone | None = None,
    glyph_color: str | QColor | None = None,
) -> None:
    """A round avatar in the square `rect`, with a channel glyph or a presence mark in the lower right corner.

    The corner is cut out, so that any background shows through. `key` picks the colour; without one, the name does.
    """
    back, front = theme.avatar_colors(color_number(key or name))
    side = rect.width()
    disc = QPainterPath()
    disc.addEllipse(rect)
    mark = QRectF()
    if channel is not None:
        center = QPointF(rect.left() + side * 0.865, rect.top() + side * 0.865)
        mark = QRectF(center.x() - _GLYPH / 2, center.y() - _GLYPH / 2, _GLYPH, _GLYPH)
    elif tone is not None:
        dot = theme.tokens.size.presence_dot if side > 24 else 8
        center = QPointF(rect.left() + side * 0.845, rect.top() + side * 0.845)
        mark = QRectF(center.x() - dot / 2, center.y() - dot / 2, dot, dot)
    if not mark.isNull():
        hole = QPainterPath()
        hole.addEllipse(mark.adjusted(-_NOTCH, -_NOTCH, _NOTCH, _NOTCH))
        disc = disc.subtracted(hole)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(back)
    p.drawPath(disc)
    role = "title" if side >= 40 else "captionStrong" if side >= 28 else "micro"
    paint.text(
        p, theme, rect, initials(name), role, front, align=paint.CENTER, weight=600, elide=False
    )
    if channel is not None:
        channel_glyph(p, theme, mark.topLeft(), channel, _GLYPH, glyph_color)
    elif tone is not None:
        presence_mark(p, theme, mark, tone)
