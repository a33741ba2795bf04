"""The profile's file, off the window's thread: a thread of its own reads and writes it, in the order of the asking.

Promises that what is written is whole and on the disk before it takes the old one's place, and that nothing is left to
do when `settled` returns. Refuses to be waited for where nobody needs the answer: `amend` only logs what went wrong.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from agent_desktop.app.profile import Profile, forget_profile, read_profile, write_profile
from agent_desktop.model.errors import StoreFailed

log = logging.getLogger(__name__)


class ProfileFile:
    """One profile's file. Called on the event loop."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread: ThreadPoolExecutor | None = None

    async def read(self) -> Profile | None:
        """The kept profile; None when there is none or it cannot be read."""
        return await asyncio.wrap_future(self._in_turn().submit(read_profile, self._path))

    async def write(self, profile: Profile) -> None:
        """Keep the profile, whole or not at all. Raises StoreFailed."""
        try:
            await asyncio.wrap_future(self._in_turn().submit(write_profile, self._path, profile))
        except OSError as error:
            raise StoreFailed(
                "The data folder of Agent Desktop cannot be written.",
                remedy="Free some space, or start with --data and another folder.",
                value=str(self._path.parent),
            ) from error

    def amend(self, change: Callable[[Profile], Profile]) -> None:
        """Keep what `change` makes of the kept profile; nothing where none is kept.

        `change` runs on the file's thread.
        """
        self._in_turn().submit(self._amend, change)

    async def forget(self) -> None:
        """Start at the first screen next time. Raises OSError."""
        await asyncio.wrap_future(self._in_turn().submit(forget_profile, self._path))

    async def settled(self) -> None:
        """Return when everything that was asked for is done; whoever asks again may."""
        thread, self._thread = self._thread, None
        if thread is not None:
            await asyncio.to_thread(thread.shutdown)

    def _in_turn(self) -> ThreadPoolExecutor:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "profile")
        return self._thread

    def _amend(self, change: Callable[[Profile], Profile]) -> None:
        kept = read_profile(self._path)
        if kept is None or (fresh := change(kept)) == kept:
            return
        try:
            write_profile(self._path, fresh)
        except OSError as error:
            log.warning("Where the hub's nodes are cannot be kept: %s.", error.strerror)
