"""One leg: its voice, what is played to it, and its end. How it came to be, SIP or a web page, is its heirs' affair.

Promises to be told anything at any moment, also before its ports are bound; that its end is told once; that its sound
is freed then.
"""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

from agent_desktop.hub.voice import inputs as told
from agent_desktop.hub.voice.records import Cause
from agent_desktop.hub.voice.studio import words
from agent_desktop.hub.voice.worker.voice import Do, Voice
from agent_desktop.sip.audio_terms import Terms

_log: Final = logging.getLogger(__name__)
Prepare: TypeAlias = Callable[[Voice], Awaitable[Terms]]
"""Opens the voice and says our side of it. Raises `OSError`."""


class Line(ABC):
    """`studio` makes its sound. `tell` hears of the leg in the switch's words, `over` that nothing comes any more.

    `keyed` hears of keys that the peer said by other ways than its sound.
    """

    def __init__(
        self,
        leg: str,
        call_id: str,
        *,
        studio: Do,
        tell: Callable[[told.Input], None],
        keyed: Callable[[Line, str], None],
        over: Callable[[Line], None],
    ) -> None:
        self.leg, self.call_id = leg, call_id
        self.up = False
        self.voice = Voice(leg, call_id, studio)
        self._tell, self._keyed, self._over = tell, keyed, over
        self._terms: Terms | None = None
        self._work: asyncio.Task[None] | None = None
        self._ended = False

    # What the switch wants

    @abstractmethod
    def answer(self) -> None:
        """Take the call that came in."""

    @abstractmethod
    def hang_up(self, cause: Cause, reason: str = "") -> None:
        """End it, whatever it does. `reason` is the value of a Reason header (RFC 3326)."""

    @abstractmethod
    def press(self, key: str) -> None:
        """Pass a key on that its peer does not take beside the sound."""

    def lose(self) -> None:
        """Nothing can be heard any more: end it as lost."""
        self.end("lost")

    def end(self, cause: Cause) -> None:
        """It is over; told once."""
        if not self._ended:
            self._ended, self.up = True, False
            self._over(self)
            self._tell(told.LegEnded(self.leg, cause))

    # Inside

    def _came_up(self) -> None:
        if not self.up and not self._ended:
            self.up = True
            self._tell(told.LegAnswered(self.leg))

    async def _ready(self, prepare: Prepare) -> bool:
        """Whether there are ports; without, the leg has ended for it."""
        try:
            self._terms = await prepare(self.voice)
        except OSError as error:
            if self._ended:
                return False
            _log.error("no ports for a leg: %s", error)
            self.end("failed")
            return False
        return True

    def _start(self, work: Awaitable[None]) -> None:
        self._work = asyncio.ensure_future(work)

    # What the studio says

    def heard_of(self, event: words.Heard) -> None:
        """Something became of its sound."""
        match event:
            case words.Opened() | words.NotOpened():
                self.voice.heard(event)
            case words.Lost(why=why):
                _log.info("a leg is lost: %s", why)
                self.lose()
            case words.Unsent(key=key):
                self.press(key)
            case _:
                pass
