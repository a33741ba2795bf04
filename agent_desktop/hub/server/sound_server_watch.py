"""Whether the servers that help sound through firewalls answer: tried when they are named, and every few minutes.

Sound behind firewalls may find no way without them, and a call now and then waits for one that says nothing; so it is
told: in the log once, until it answers again, and to administrators. Promises that no call waits for a try. Refuses to
leave a server out because it was silent.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

from agent_desktop.hub.voice.process.setup import PATIENCE_S
from agent_desktop.model.base import Millis, wall_clock
from agent_desktop.model.telephone import SoundServer
from agent_desktop.model.words import later

Try: TypeAlias = Callable[[tuple[SoundServer, ...], str, float], Awaitable[dict[str, str]]]
EVERY_S: Final = 300.0
#: What was found so long ago is tried again for whoever looks.
FRESH_MS: Final[Millis] = 30_000
_MARGIN_S: Final = 0.5
_log: Final = logging.getLogger(__name__)


async def _tried(
    servers: tuple[SoundServer, ...], address: str, patience_s: float
) -> dict[str, str]:
    from agent_desktop.hub.voice.helper_test import problems_of

    return await problems_of(servers, address, patience_s)


class SoundServerWatch:
    """`servers()` are those that hold, as the hub uses them from its `address`; `back` hears that one answers again.

    Lives on the event loop.
    """

    def __init__(
        self,
        servers: Callable[[], tuple[SoundServer, ...]],
        address: str,
        try_all: Try = _tried,
        back: Callable[[], None] = lambda: None,
    ) -> None:
        self._servers, self._address, self._try_all = servers, address, try_all
        self._back = back
        #: What is wrong with each URI, empty for what answers; one that was not tried yet is not there.
        self.problems: dict[str, str] = {}
        self.tried_at: Millis | None = None
        self._wanted = asyncio.Event()
        self._done = asyncio.Event()

    def changed(self) -> None:
        """They are others now."""
        self._wanted.set()

    async def watch(self) -> None:
        """Try them whenever they change, and now and then; for ever."""
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wanted.wait(), EVERY_S)
            self._wanted.clear()
            await self._try()
            self._done.set()

    async def latest(self) -> dict[str, str]:
        """What is wrong with each URI, tried just now where that does not take longer than a call would wait."""
        old = self.tried_at is None or wall_clock() - self.tried_at > FRESH_MS
        if self._servers() and (old or self._wanted.is_set()):
            self._done.clear()
            self._wanted.set()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._done.wait(), PATIENCE_S + _MARGIN_S)
        return self.problems

    async def _try(self) -> None:
        servers = self._servers()
        try:
            found = await self._try_all(servers, self._address, PATIENCE_S) if servers else {}
        except OSError as error:
            found = {
                uri: later(f"{uri} cannot be used: {error}.") for one in servers for uri in one.uris
            }
        before, self.problems, self.tried_at = self.problems, found, wall_clock()
        for uri, words in found.items():
            if words and not before.get(uri):
                _log.info("a server helps no call through firewalls: %s", words)
            elif before.get(uri) and not words:
                _log.info("%s helps calls again", uri)
        if any(before.get(uri) and not words for uri, words in found.items()):
            self._back()
