"""The pictures of which tiles are painted: cards, running times, avatars, each drawn once and kept a while.

Promises the looks of a tile that is painted anew, at the cost of a picture: letters and curves cost ten times as much,
and many tiles share times and avatars. Refuses to know where tiles stand.
"""

from collections import OrderedDict
from collections.abc import Hashable
from math import ceil
from operator import attrgetter
from typing import Final, TypeAlias

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.avatars import avatar, color_number, initials
from agent_desktop.ui.kit.direction import mirrored
from agent_desktop.ui.kit.marks import channel_glyph
from agent_desktop.ui.supervisor.tiles import Tile
from agent_desktop.ui.theme.theme import Theme

_Kept: TypeAlias = "OrderedDict[Hashable, QPixmap]"
CLOCK: Final = 66
"""The room of a running time."""
_CLOCK_HIGH: Final = 18
_AVATAR: Final = 32
_FACE: Final = 36
"""An avatar with a mark that stands out of it."""
_KEPT: Final = 400


class TilePictures:
    """The pictures of one theme. `clear` them when its looks change."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._cards: _Kept = OrderedDict()
        self._clocks: _Kept = OrderedDict()
        self._faces: _Kept = OrderedDict()

    def clear(self) -> None:
        """Forget them."""
        for kept in (self._cards, self._clocks, self._faces):
            kept.clear()

    def card(self, tile: Tile, size: QSize, dpr: float, marked: bool) -> QPixmap:
        """A tile without its clock; one with the keyboard leaves room for buttons."""
        key = (*_looks(tile), bool(tile.call_id), size.width(), dpr, marked)
        found = _kept(self._cards, key)
        if found is None:
            found = self._cards[key] = self._card(tile, size, dpr, marked)
        return found

    def clock(self, words: str, late: str, dpr: float) -> QPixmap:
        """A running time; `late` as a tile says it."""
        weight, key = 600 if late else None, (words, late, dpr, mirrored())
        found = _kept(self._clocks, key)
        if found is None:
            # no wider than its letters: what stands before it is not covered
            wide = max(1, ceil(self._theme.width(words, "body", True, weight)))
            found = self._clocks[key] = self._blank(wide, _CLOCK_HIGH, dpr)
            color = {"warn": "status.warnText", "danger": "status.dangerText"}.get(late)
            p = QPainter(found)
            paint.text(
                p, self._theme, QRectF(0, 0, wide, _CLOCK_HIGH), words, "body",
                color or "text.secondary", align=paint.LEFT if mirrored() else paint.RIGHT,
                tnum=True, weight=weight, elide=False,
            )  # fmt: skip
            p.end()
        return found

    def _face(self, tile: Tile, dpr: float) -> QPixmap:
        """The same for all who have these initials and colours."""
        number = self._theme.avatar_number(color_number(tile.id))
        key = (initials(tile.name), number, tile.mark, dpr)
        found = _kept(self._faces, key)
        if found is None:
            found = self._faces[key] = self._blank(_FACE, _FACE, dpr)
            p = QPainter(found)
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            with paint.from_start(p, QRectF(0, 0, _FACE, _FACE)):
                place = QRectF(0, 0, _AVATAR, _AVATAR)
                avatar(p, self._theme, place, tile.name, tile.id, tone=tile.mark)
            p.end()
        return found

    def _blank(self, wide: int, high: int, dpr: float) -> QPixmap:
        made = QPixmap(QSize(wide, high) * dpr)
        made.setDevicePixelRatio(dpr)
        made.fill(self._theme.color("bg.surface"))
        return made

    def _card(self, tile: Tile, size: QSize, dpr: float, marked: bool) -> QPixmap:
        theme, pixmap = self._theme, self._blank(size.width(), size.height(), dpr)
        p = QPainter(pixmap)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(0, 0, size.width(), size.height())
        paint.card(p, theme, whole)
        if marked:
            paint.outline(p, whole, theme.color("accent.fill"), theme.tokens.radius.lg, 2)
        with paint.from_start(p, whole):
            self._contents(p, tile, whole, dpr, marked)
        p.end()
        return pixmap

    def _contents(self, p: QPainter, tile: Tile, whole: QRectF, dpr: float, marked: bool) -> None:
        theme = self._theme
        face = QRectF(12, 10, _FACE, _FACE)
        turned = paint.upright(p, face)
        p.drawPixmap(face.topLeft(), self._face(tile, dpr))
        if turned:
            p.restore()
        end = whole.right() - 12 - CLOCK
        if tile.hand:
            paint.icon(p, theme, "hand", QPointF(end - 4, 10), 16, "status.warnText")
            end -= 22
        paint.text(p, theme, QRectF(52, 9, end - 52, 18), tile.name, "bodyStrong")
        tone = f"presence.{tile.tone}"
        if tile.late == "danger":
            tone = "status.dangerText"
        room = whole.right() - (92 if marked else 64)
        paint.text(p, theme, QRectF(52, 26, room, 18), tile.word, "body", tone)
        if marked and tile.call_id:
            return  # there are buttons
        x = 12.0
        for channel in tile.channels:
            channel_glyph(p, theme, QPointF(x, whole.bottom() - 27), channel, 14)
            x += 19
        detail = QRectF(x + (2 if tile.channels else 0), whole.bottom() - 30, 0, 20)
        detail.setRight(whole.right() - 12)
        words = tile.hand or tile.detail
        paint.text(p, theme, detail, words, "caption", "text.secondary")


_looks = attrgetter("id", "name", "word", "tone", "mark", "detail", "channels", "late", "hand")
"""What is seen of a tile besides its clock: another beginning alone looks the same."""


def _kept(pictures: _Kept, key: Hashable) -> QPixmap | None:
    """The picture, used last now. Where there is none, room for it: the one used the longest ago goes."""
    found = pictures.get(key)
    if found is not None:
        pictures.move_to_end(key)
    elif len(pictures) >= _KEPT:
        pictures.popitem(last=False)
    return found
