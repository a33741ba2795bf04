"""The screens that show wallboards just now, and what each was told.

Promises that a screen is told everything anew when something of it changed, and otherwise, when it asks, that all is
still true; that one which reads slowly misses what is old by then; that one whose wallboard may be shown no more ends.
Refuses to make rounds: `boards.Boards` does.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.doors.faults import Forbidden, TooMany
from agent_desktop.hub.doors.lines import Line
from agent_desktop.hub.protocol import WallCurrent, WallFigures

MOST_SCREENS: Final = 50
"""So many screens show one wallboard at the same time."""
AGAIN_MS: Final = 60_000
NOT_SHOWN: Final = Forbidden(
    "This wallboard is not shown any more.",
    field="token",
    remedy="Ask who made the link for a new one.",
).problem


@dataclass(eq=False)
class Screen:
    """One screen: over which line, what of, what it was told last, and whether it waits for an answer."""

    line: Line
    key: str
    told: WallFigures | None = None
    asks: bool = True


class Walls:
    """All screens. `wake` wants a round soon."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self.wake = wake
        self._screens: dict[Line, Screen] = {}

    def __bool__(self) -> bool:
        return bool(self._screens)

    def show(self, line: Line, key: str) -> None:
        """A screen shows this wallboard from now on. Raises TooMany."""
        if self.counts()[key] >= MOST_SCREENS:
            raise TooMany("Too many screens show this wallboard.", AGAIN_MS)
        self._screens[line] = Screen(line, key)
        self.wake()

    def leave(self, line: Line) -> None:
        """A screen is gone."""
        self._screens.pop(line, None)

    def ask(self, line: Line) -> None:
        """A screen wants to know whether all is still true."""
        self._screens[line].asks = True
        self.wake()

    def shown(self) -> frozenset[str]:
        """The wallboards that any screen shows."""
        return frozenset(self.counts())

    def counts(self) -> Counter[str]:
        """How many screens show each wallboard."""
        return Counter(one.key for one in self._screens.values())

    def tell(self, found: Mapping[str, WallFigures | None]) -> None:
        """What a round found of each wallboard; screens that came meanwhile wait for the next one."""
        for one in tuple(self._screens.values()):
            if one.key not in found:
                continue
            figures = found[one.key]
            if figures is None:
                one.line.goodbye(NOT_SHOWN)
            elif one.line.roomy:
                self._tell(one, figures)

    @staticmethod
    def _tell(one: Screen, figures: WallFigures) -> None:
        before = one.told
        if before is None or replace(figures, at=before.at) != before:
            one.line.send(figures, awaited=True)
            one.told = figures
        elif one.asks:
            one.line.send(WallCurrent(at=figures.at), awaited=True)
        one.asks = False
