"""Where the parts of a sound's card lie, in px from the row's top left corner.

Promises that painting, pointing and keys read the same numbers. Refuses colours and the state of the sound: a card has
one size whatever plays.
"""

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from agent_desktop.ui.conversation.timeline.sound_looks import SoundLook
from agent_desktop.ui.theme.theme import Theme

WIDEST = 440
GAP = 4
_PAD = 10
_HEAD = 24
_FOOT = 18
_LANE = 24
_ALONE = 34
_BUTTON = 32
_BETWEEN = 10


@dataclass(slots=True)
class SoundBox:
    """A card's places: all of it, its heading, the buttons, one rectangle for each lane, the lanes' names, the foot."""

    look: SoundLook
    rect: QRectF
    head: QRectF
    play: QRectF
    speed: QRectF
    save: QRectF
    wave: QRectF
    lanes: list[QRectF]
    names: QRectF
    foot: QRectF

    def part_at(self, x: float) -> float:
        """How far along the sound a place is, 0 to 1."""
        return min(1.0, max(0.0, (x - self.wave.left()) / max(1.0, self.wave.width())))


def height_of(look: SoundLook) -> int:
    """A card's height."""
    return 2 * _PAD - 4 + _HEAD + _wave_height(look) + _FOOT


def _wave_height(look: SoundLook) -> int:
    return _LANE * len(look.lanes) if look.lanes else _ALONE


def lay_sound(theme: Theme, look: SoundLook, left: float, top: float, width: float) -> SoundBox:
    """The card with its top left corner at (`left`, `top`)."""
    rect = QRectF(left, top, width, height_of(look))
    right = rect.right() - _PAD
    head = QRectF(left + _PAD, top + _PAD - 4, width - 2 * _PAD, _HEAD)
    save = QRectF(right - 26, head.top(), 26, _HEAD) if look.saving else QRectF()
    end = save.left() - 4 if look.saving else right
    speed = QRectF(end - 38, head.top(), 38, _HEAD)
    head.setRight(speed.left() - 6)
    tall = _wave_height(look)
    y = head.bottom()
    play = QRectF(left + _PAD, y + (tall - _BUTTON) / 2, _BUTTON, _BUTTON)
    start = play.right() + _BETWEEN
    names = QRectF(start, y, 0, tall)
    if look.lanes:
        names.setWidth(max(math.ceil(theme.width(one, "micro")) for one in look.lanes))
        start = names.right() + 8
    wave = QRectF(start, y, right - start, tall)
    step = tall / max(1, len(look.lanes))
    lanes = [
        QRectF(wave.left(), y + step * number, wave.width(), step)
        for number in range(max(1, len(look.lanes)))
    ]
    foot = QRectF(wave.left(), wave.bottom(), wave.width(), _FOOT)
    return SoundBox(look, rect, head, play, speed, save, wave, lanes, names, foot)
