"""Two media sessions joined without decoding: what one hears the other sends, whatever protects either.

Promises one continuous stream to each side, through holds, music and transfers; that a recorder which fails ends its
own recording only. Refuses codecs: both sides must have agreed on the same ones, under whatever numbers.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Mapping
from typing import Final, Literal, TypeAlias

from agent_desktop.media.transport.rewriting import Rewriter
from agent_desktop.media.transport.session import MediaSession, void

_log: Final = logging.getLogger(__name__)
Side: TypeAlias = Literal[0, 1]
#: The side that speaks, its RTP packet without protection, and when it arrived.
Tap: TypeAlias = Callable[[Side, bytes, float], None]


class Outlet:
    """The stream to one session; other sources than the peer (music, announcements) go into it too."""

    def __init__(
        self, session: MediaSession, clocks: Mapping[int, int], chance: random.Random
    ) -> None:
        self.session = session
        self._rewrite = Rewriter(
            chance.getrandbits(32), chance.getrandbits(15), chance.getrandbits(32), clocks
        )

    def translate(self, types: Mapping[int, int] | None) -> None:
        """Payload types of what comes in → of this session; None: they are the same."""
        self._rewrite.translate(types)

    def forward(self, data: bytes, arrival: float) -> None:
        """Send a packet of any source as the next one of this stream."""
        packet = self._rewrite(data, arrival)
        if packet is not None:
            self.session.send(packet)


class Relay:
    """Joins side 0 and side 1 until `close`, which leaves both sessions open."""

    def __init__(
        self,
        one: MediaSession,
        other: MediaSession,
        clocks: Mapping[int, int],
        chance: random.Random | None = None,
    ) -> None:
        """`clocks`: payload type → RTP clock in Hz, of both sides."""
        chance = chance or random.SystemRandom()
        self.held = False
        self.outlets = (Outlet(one, clocks, chance), Outlet(other, clocks, chance))
        self._taps: tuple[Tap, ...] = ()
        one.heard, other.heard = self._from_one, self._from_other

    def _from_one(self, data: bytes, arrival: float) -> None:
        if self._taps:
            self._tell(0, data, arrival)
        if not self.held:
            self.outlets[1].forward(data, arrival)

    def _from_other(self, data: bytes, arrival: float) -> None:
        if self._taps:
            self._tell(1, data, arrival)
        if not self.held:
            self.outlets[0].forward(data, arrival)

    def hold(self, held: bool) -> None:
        """While held, neither hears the other; taps still do. Play music by `outlets[side].forward`."""
        self.held = held

    def replace(self, side: Side, session: MediaSession) -> None:
        """Another session takes a side: a transfer. The other side hears the same stream go on."""
        self.outlets[side].session.heard = void
        self.outlets[side].session = session
        session.heard = self._from_one if side == 0 else self._from_other

    def tap(self, tap: Tap) -> Callable[[], None]:
        """Let a recorder hear both sides; the answer ends that."""
        self._taps += (tap,)

        def end() -> None:
            self._taps = tuple(one for one in self._taps if one is not tap)

        return end

    def _tell(self, side: Side, data: bytes, arrival: float) -> None:
        for tap in self._taps:
            try:
                tap(side, data, arrival)
            except Exception:
                _log.exception("a recording has failed and is left out from here on")
                self._taps = tuple(one for one in self._taps if one is not tap)

    def close(self) -> None:
        """Part the two."""
        for outlet in self.outlets:
            outlet.session.heard = void
        self._taps = ()
