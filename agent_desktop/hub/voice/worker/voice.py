"""One leg's sound as signalling sees it: in a studio, wherever that is.

Promises that who waits for its ports hears of their end, whatever becomes of the studio. Refuses to make any sound: the
studio's booth does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeAlias

from agent_desktop.hub.voice.studio import words
from agent_desktop.sip.audio_terms import Agreed, Terms

Do: TypeAlias = Callable[[words.Said], None]
"""Orders for the studio of a call."""


class Voice:
    """`do` carries its orders to the studio; what the studio says of its ports comes by `heard`."""

    def __init__(self, leg: str, call: str, do: Do) -> None:
        self.leg = leg
        self.agreed: Agreed | None = None
        self._do = do
        self._waiting: asyncio.Future[Terms] | None = None
        self._closed = False
        do(words.Enter(call, leg))

    async def open(self, order: words.Open) -> Terms:
        """Our side of it, with ports or candidates. Raises `OSError`."""
        return await self._asked(order)

    async def anew(self, terms: Terms) -> Terms:
        """The terms for a peer that starts ICE anew. Raises `OSError`."""
        return terms if terms.ice is None else await self._asked(words.Anew(self.leg))

    def follow(self, agreed: Agreed) -> None:
        """Do as agreed from now on."""
        self.agreed = agreed
        self._do(words.Follow(self.leg, words.Agreement.of(agreed)))

    def pass_key(self, key: str) -> None:
        """The peer pressed a key, and did not say it by its sound."""
        self._do(words.PassKey(self.leg, key))

    def leave(self) -> None:
        """The leg is no part of its call any more."""
        self._do(words.Leave(self.leg))

    def heard(self, event: words.Opened | words.NotOpened) -> None:
        """What the studio says of its ports."""
        waiting = self._waiting
        if waiting is None or waiting.done():
            return
        match event:
            case words.Opened(terms=terms):
                waiting.set_result(terms)
            case words.NotOpened(why=why):
                waiting.set_exception(OSError(why))

    def close(self) -> None:
        """Free everything."""
        self._closed = True
        self._do(words.Close(self.leg))
        self.heard(words.NotOpened(self.leg, "the call is over already"))

    async def _asked(self, order: words.Said) -> Terms:
        if self._closed:  # the studio knows it no more, and would not answer
            raise OSError("the call is over already")
        waiting: asyncio.Future[Terms] = asyncio.get_running_loop().create_future()
        self._waiting = waiting
        self._do(order)
        return await waiting
