"""Servers for ICE that said nothing when they were asked last: the next call asks them again, and does not wait.

Promises that one which answers is waited for from then on, and that a silence is forgotten after `lasts_s`. Refuses to
leave a server out: what it says late still helps our own side.
"""

from __future__ import annotations

from typing import Final

#: Seconds. Every call asks, so this is only for those who hardly ever call.
LASTS_S: Final = 3600.0


class Silence:
    """Shared by all calls that ask the same servers. Times are seconds of the event loop's clock."""

    def __init__(self, lasts_s: float = LASTS_S) -> None:
        self._lasts_s = lasts_s
        self._since: dict[str, float] = {}

    @property
    def places(self) -> tuple[str, ...]:
        """Those that said nothing the last time, however long ago."""
        return tuple(self._since)

    def began(self, place: str, now: float) -> None:
        """Nothing came from there in time."""
        self._since[place] = now

    def ended(self, place: str) -> None:
        """Something came from there."""
        self._since.pop(place, None)

    def holds(self, place: str, now: float) -> bool:
        """Whether nobody need wait for an answer from there."""
        since = self._since.get(place)
        return since is not None and now - since < self._lasts_s
