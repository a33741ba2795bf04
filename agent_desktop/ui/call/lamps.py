"""Rows of places where calls go, and colleagues' lamps: who can take a call now, as shape, colour and word.

Promises one row for each place, which says why where it cannot be chosen. Refuses to guess: a presence that nobody
told is unknown.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from agent_desktop.desk.api import Colleague, ColleagueLamp
from agent_desktop.model.people import PresenceState
from agent_desktop.model.registrations import LampState
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.marks import PRESENCE_TONES, Tone, presence_mark
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import PaintedButton
from agent_desktop.ui.shell.presence import presence_word
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import later, tr

#: How the telephones that are watched show, those first that can take a call.
_LAMPS: Final[dict[LampState, tuple[str, Tone]]] = {
    LampState.FREE: (later("Free"), "ready"),
    LampState.RINGING: (later("Rings"), "notReady"),
    LampState.BUSY: (later("On call"), "notReady"),
    LampState.UNKNOWN: (later("Unknown"), "offline"),
}
_HIGH = 30
_PAD = 8


def lamp(colleague: Colleague) -> tuple[str, Tone]:
    """What a colleague does, in words, and its mark."""
    presence = colleague.presence
    if presence is None:
        return tr("Unknown"), "offline"
    if presence.in_call:
        return tr("On call"), "notReady"
    return presence_word(presence.state), PRESENCE_TONES[presence.state]


def fitting(colleagues: Sequence[Colleague], words: str, limit: int) -> list[Colleague]:
    """Those whose name or extension fits, all without words: who can take a call first, then by name."""
    wanted = words.strip().casefold()
    found = [
        one
        for one in colleagues
        if wanted in one.agent.name.casefold() or (wanted and one.agent.extension == wanted)
    ]
    return sorted(found, key=lambda one: (_rank(one), one.agent.name.casefold()))[:limit]


def _rank(colleague: Colleague) -> int:
    """Who can take a call stands first, who is not there last."""
    presence = colleague.presence
    if presence is None:
        return 3
    if presence.state is PresenceState.OFFLINE:
        return 4
    return (1 if presence.in_call else 0) if presence.routable else 2


class PlaceRow(PaintedButton):
    """A place where a call can go: a mark, its name, a number, and how it is there."""

    def __init__(self, theme: Theme, name: str, number: str, words: str, color: str) -> None:
        super().__init__(theme)
        self.name, self.number = single_line(name, 60), single_line(number, 20)
        self.words, self._color = words, color
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, *more: str) -> None:
        """What is painted, and `more`, for screen readers and the mouse."""
        spoken = ", ".join(one for one in (self.name, self.number, self.words, *more) if one)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)

    def paint_mark(self, p: QPainter, room: QRectF) -> None:
        """Paint the mark into a square of 14 px."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint mark, name, extension and word."""
        p = paint.on(self)
        theme, rect = self.theme, QRectF(self.rect())
        if self.hovered or self.isDown():
            paint.fill(p, rect, theme.color("bg.hover"), theme.tokens.radius.md)
        self.paint_mark(p, QRectF(_PAD - 2, rect.center().y() - 7, 14, 14))
        wide = theme.width(self.words, "caption")
        word = QRectF(rect.right() - _PAD - wide, 0, wide, rect.height())
        paint.text(
            p, theme, word, self.words, "caption", self._color, align=paint.RIGHT, elide=False
        )
        x = _PAD + 10 + 8
        room = QRectF(x, 0, word.left() - 8 - x, rect.height())
        color = "text.primary" if self.isEnabled() else "text.secondary"
        digits = theme.width(self.number, "caption", True)
        name = room.adjusted(0, 0, -(digits + 8) if self.number else 0, 0)
        used = paint.text(p, theme, name, self.name, "body", color, weight=500)
        number = QRectF(x + used + 8, 0, digits + 2, rect.height())
        paint.text(p, theme, number, self.number, "caption", "text.secondary", tnum=True)
        p.end()


def watched(lamps: Sequence[ColleagueLamp], words: str, limit: int) -> list[ColleagueLamp]:
    """Watched telephones whose name or number fits, all without words: who is free first, then by name."""
    wanted = words.strip().casefold()
    found = [
        one
        for one in lamps
        if wanted in one.name.casefold() or (wanted and one.number.startswith(wanted))
    ]
    order = list(_LAMPS)
    return sorted(found, key=lambda one: (order.index(one.state), one.name.casefold(), one.number))[
        :limit
    ]


class WatchedRow(PlaceRow):
    """A watched telephone, to be chosen by its number."""

    def __init__(self, theme: Theme, shown: ColleagueLamp) -> None:
        words, self.tone = _LAMPS[shown.state]
        number = shown.number if shown.name else ""
        super().__init__(
            theme, shown.name or shown.number, number, tr(words), f"presence.{self.tone}"
        )
        self.lamp = shown
        self.say()

    def paint_mark(self, p: QPainter, room: QRectF) -> None:
        """Paint the lamp."""
        presence_mark(p, self.theme, room.adjusted(2, 2, -2, -2), self.tone)


class ColleagueRow(PlaceRow):
    """One colleague, to be chosen by their extension, or with `reached` by who they are."""

    def __init__(self, theme: Theme, colleague: Colleague, *, reached: bool = False) -> None:
        words, self.tone = lamp(colleague)
        agent = colleague.agent
        super().__init__(theme, agent.name, agent.extension, words, f"presence.{self.tone}")
        self.colleague = colleague
        self.setEnabled(reached or bool(self.number))
        self.say("" if self.isEnabled() else tr("no telephone number is known"))

    def paint_mark(self, p: QPainter, room: QRectF) -> None:
        """Paint the lamp."""
        presence_mark(p, self.theme, room.adjusted(2, 2, -2, -2), self.tone)
