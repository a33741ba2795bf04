"""The clock of all sound in a worker: one turn every 20 ms, as long as there is a call.

Promises turns that do not drift; after a stall of up to `PATIENCE_S` the missed ones are made up for, so that nobody's
sound gets slower, and after a longer one they are left out. A turn that fails is logged, and the next one comes.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from agent_desktop.media.frames import FRAME_MS

_log: Final = logging.getLogger(__name__)
PATIENCE_S: Final = 0.2
_BEAT_S: Final = FRAME_MS / 1000


class Metronome:
    """Calls `turn(now)`, in seconds of the loop's clock."""

    def __init__(self, turn: Callable[[float], None]) -> None:
        self._turn = turn
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.Handle | None = None
        self._due = 0.0  # a timer of uvloop may not know when it is due

    def run(self, running: bool) -> None:
        """Beat, or rest."""
        if running and self._timer is None:
            self._wait(self._loop.time() + _BEAT_S)
        elif not running and self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _wait(self, due: float) -> None:
        self._due = due
        self._timer = self._loop.call_at(due, self._beat)

    def _beat(self) -> None:
        now, due = self._loop.time(), self._due + _BEAT_S
        self._wait(now + _BEAT_S if now - due > PATIENCE_S else due)
        try:
            self._turn(now)
        except Exception:
            _log.exception("a turn of the sound failed")
