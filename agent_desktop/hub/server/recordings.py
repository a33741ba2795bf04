"""Recordings and messages that a worker has completed: brought among the hub's attachments, and deleted in time.

Promises that a file is an attachment, whole, before anybody hears of it; that one which cannot be kept is told as none
and stays where it is. Refuses to wait on the event loop for a disk.
"""

import asyncio
import logging
from typing import Final

from agent_desktop.hub.doors.uploads import Uploads
from agent_desktop.hub.voice.worker.centre import Recorded
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import DeskError
from agent_desktop.model.timeline import Attachment

OWNER: Final = "hub"
DAY_MS: Final[Millis] = 24 * 3_600_000
_log = logging.getLogger("agent_desktop.hub")


class Recordings:
    """`uploads` keeps the files."""

    def __init__(self, uploads: Uploads) -> None:
        self._uploads = uploads

    async def keep(self, recorded: Recorded) -> Attachment | None:
        """Bring a file in; None when there is nothing of it."""
        path = recorded.path
        if not await asyncio.to_thread(path.is_file):
            return None
        name = f"{'message' if recorded.message else 'recording'}{path.suffix}"
        try:
            return await self._uploads.bring_in(path, OWNER, recorded.recording, name)
        except (DeskError, OSError) as error:
            _log.error("a recording could not be kept: %s", type(error).__name__)
            return None
