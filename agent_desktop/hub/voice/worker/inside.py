"""The studio in the worker's own process, made when the first call wants it: until then neither its code nor its
libraries are in memory.

Promises that no order is lost while it is read, in a thread; that nobody's sound waits for that, since there is none
before; that who waits for it hears when it cannot be made. Refuses to be made twice.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from agent_desktop.hub.voice.studio import words
from agent_desktop.hub.voice.worker.setup import WorkerSetup

if TYPE_CHECKING:
    from agent_desktop.hub.voice.prompts.catalogue import Catalogue
    from agent_desktop.hub.voice.studio.bridge import Bridge
    from agent_desktop.hub.voice.studio.studio import Studio
    from agent_desktop.media.transport.ice import IceSettings

_log: Final = logging.getLogger(__name__)
_STUDIO = "agent_desktop.hub.voice.studio.studio"


class Inside:
    """`heard` hears what the studio says; `catalogue` finds its prompts, and is asked for in the thread."""

    def __init__(
        self,
        setup: WorkerSetup,
        catalogue: Callable[[], Catalogue],
        heard: Callable[[words.Heard], None],
    ) -> None:
        self._setup, self._catalogue, self._heard = setup, catalogue, heard
        self.ice = setup.ice
        self._studio: Studio | None = None
        self._orders: list[words.Said] = []
        self._making: asyncio.Task[None] | None = None
        self._spent, self._looked = time.process_time(), time.monotonic()
        self.load = 0.0

    @property
    def bridges(self) -> dict[str, Bridge]:
        """Its calls' bridges, by call."""
        return self._studio.bridges if self._studio is not None else {}

    def do(self, order: words.Said) -> None:
        """Carry this out, at once or as soon as there is a studio. What ends something needs none to be made."""
        if self._studio is not None:
            self._studio.do(order)
        elif self._making is not None:
            self._orders.append(order)
        elif isinstance(order, words.Enter | words.Open):
            self._orders.append(order)
            self._making = asyncio.ensure_future(self._make())

    def define_ice(self, ice: IceSettings | None) -> None:
        """Sound of legs to come finds its way like this."""
        self.ice = ice
        if self._studio is not None:
            self._studio.define_ice(ice)

    def look(self) -> None:
        """See how much of a core this process has used since the last time."""
        spent, now = time.process_time(), time.monotonic()
        self.load = (spent - self._spent) / max(0.001, now - self._looked)
        self._spent, self._looked = spent, now

    async def stop(self) -> None:
        """Complete every recording."""
        if self._making is not None:
            await self._making
        if self._studio is not None:
            await self._studio.stop()

    async def _make(self) -> None:
        try:
            module = await asyncio.to_thread(importlib.import_module, _STUDIO)
            catalogue = await asyncio.to_thread(self._catalogue)
            made: Studio = module.Studio(
                self._setup.studio(self.ice), self.ice, catalogue, self._heard
            )
        except Exception:
            _log.exception("no sound can be made here")
            self._refuse()
            return
        gc.collect()
        gc.freeze()  # what was read lives for ever: collections stay short
        orders, self._orders = self._orders, []
        self._studio = made
        for order in orders:
            made.do(order)

    def _refuse(self) -> None:
        """Whoever waits for ports gets none; the next call tries again."""
        orders, self._orders, self._making = self._orders, [], None
        for order in orders:
            if isinstance(order, words.Open):
                self._heard(words.NotOpened(order.leg, "no studio"))
