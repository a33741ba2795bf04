"""Whether a file may be handed on: asked of the virus scanner that the administrators named, if any.

Promises that a file in which something was found is never handed on; that without an answer it waits or goes on with a
mark, as the administrators chose, and is asked about again. Refuses to judge what the hub made itself.
"""

import logging
from collections.abc import Awaitable, Callable
from enum import StrEnum
from pathlib import Path
from typing import Final

from agent_desktop.hub.doors import clamd
from agent_desktop.model.base import Record
from agent_desktop.model.files import Check
from agent_desktop.model.words import later

HUB: Final = "hub"
"""The owner of what the hub makes itself: recordings and messages of callers."""
_log = logging.getLogger("agent_desktop.hub")


class WhenDown(StrEnum):
    """What becomes of files while the scanner gives no verdict."""

    HOLD = "hold"
    PASS = "pass"


class ScannerSettings(Record, frozen=True):
    """Where the scanner is (`clamd.place_of`; empty: there is none), and what to do without it."""

    address: str = ""
    when_down: WhenDown = WhenDown.HOLD


class Verdict(Record, frozen=True):
    """What is known of a file; `finding` is the scanner's name for what it found."""

    check: Check = Check.NONE
    finding: str = ""


UNASKED: Final = Verdict()
"""Of what nobody asked the scanner about."""
UNSCANNABLE: Final = later("larger than the scanner takes")
"""The finding of a file that waits for an administrator, because no scanner will ever judge it."""

Read = Callable[[], Awaitable[ScannerSettings]]


class Guard:
    """Asks the scanner. On the event loop."""

    def __init__(self, settings: Read) -> None:
        self._settings = settings
        self.problem = ""
        """Why the scanner gave no verdict lately; empty when it did."""

    async def verdict(self, file: Path, owner: str) -> Verdict:
        """What is to be done with this file of that owner. Raises OSError for the file, StoreFailed."""
        settings = await self._settings()
        if owner == HUB or not settings.address:
            return UNASKED
        hold = settings.when_down is WhenDown.HOLD
        try:
            finding = await clamd.scan(settings.address, file)
        except clamd.TooLargeToScan:
            if hold:
                return Verdict(check=Check.HELD, finding=UNSCANNABLE)
            return Verdict(check=Check.UNCHECKED)
        except clamd.ScannerDown as error:
            if not self.problem:
                _log.info("the virus scanner gives no verdict: %s", error)
            self.problem = str(error)
            return Verdict(check=Check.WAITING if hold else Check.UNCHECKED)
        self.problem = ""
        return Verdict(check=Check.HELD if finding else Check.CLEAN, finding=finding)
