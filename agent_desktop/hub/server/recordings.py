"""Recordings and messages that a worker has completed: brought among the hub's attachments, and deleted in time.

Promises that a file is an attachment, whole, before anybody hears of it; that one which cannot be kept now stays where
it is, with its label. Refuses to wait on the event loop for a disk.
"""

import asyncio
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.doors.uploads import Uploads
from agent_desktop.hub.server.darkroom import Darkroom
from agent_desktop.hub.voice.studio.label import MADE, discard
from agent_desktop.hub.voice.worker.centre import Recorded
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Millis

OWNER: Final = "hub"
DAY_MS: Final[Millis] = 24 * 3_600_000


class Recordings:
    """`uploads` keeps the files; `darkroom` makes them."""

    def __init__(self, uploads: Uploads, darkroom: Darkroom) -> None:
        self._uploads, self._darkroom = uploads, darkroom

    async def stop(self) -> None:
        """Nothing comes any more."""
        await self._darkroom.stop()

    async def developed(self, recorded: Recorded) -> Recorded:
        """The same with its sound, where there are packets. Raises OSError: they stay, to be tried again."""
        kept = recorded.path
        if kept.suffix == MADE or not await asyncio.to_thread(_holds_anything, kept):
            return recorded
        made = kept.with_suffix(MADE)
        facts = await self._darkroom.develop(kept, made, message=recorded.message)
        return replace(
            recorded,
            path=made,
            length_ms=facts.length_ms,
            pauses=facts.pauses,
            reasons=facts.reasons,
        )

    async def keep(self, recorded: Recorded) -> Attachment | None:
        """Bring a file in; None when there is nothing of it. Raises DeskError, OSError: the file stays, to be tried
        again."""
        path = recorded.path
        attachment = None
        if path.suffix == MADE and await asyncio.to_thread(path.is_file):
            name = f"{'message' if recorded.message else 'recording'}{path.suffix}"
            days = recorded.keep_days
            keep_ms = None if days is None else days * DAY_MS
            attachment = await self._uploads.bring_in(
                path, OWNER, recorded.recording, name, keep_ms=keep_ms
            )
        await asyncio.to_thread(discard, path)
        return attachment


def _holds_anything(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0
