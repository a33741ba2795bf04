"""A target beside its figure: in words, and as a mark that says without its colour that it is missed."""

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from agent_desktop.model.aims import Aim
from agent_desktop.ui.figures.words import value_words
from agent_desktop.ui.kit import paint
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

MISSED: Final = "sla.breached"
"""The colour of a figure that misses its target."""
_SIZE: Final = 13
_GAP: Final = 5


def aim_words(aim: Aim | None, unit: str, figure: float | str | None) -> str:
    """What is to be reached, and whether it is; empty where nothing is said."""
    if aim is None:
        return ""
    value = value_words(unit, aim.value)
    least, most = (
        tr("Target: at least {value}", value=value),
        tr("Target: at most {value}", value=value),
    )
    words = least if aim.at_least else most
    if figure is None:
        return words
    return tr("{target}, missed", target=words) if aim.missed(figure) else words


def mark(p: QPainter, theme: Theme, text: QRectF, used: float) -> None:
    """A triangle before a figure that is written at the end of `text` and takes `used` px."""
    place = QRectF(text.right() - used - _GAP - _SIZE, text.top(), _SIZE, text.height())
    if place.left() >= text.left() - _GAP:
        paint.icon_centered(p, theme, "triangle-alert", place, _SIZE, MISSED)
