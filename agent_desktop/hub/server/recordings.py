"""Recordings and messages that a worker has completed: brought among the hub's attachments, and deleted in time.

Promises that a file is an attachment, whole, before anybody hears of it; that one which cannot be kept is told as none
and stays where it is. Refuses to wait on the event loop for a disk.
"""

import asyncio
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from agent_desktop.hub.doors.uploads import Uploads
from agent_desktop.hub.voice.decisions import MessageKept
from agent_desktop.hub.voice.policy import Policy
from agent_desktop.hub.voice.records import VoiceCall
from agent_desktop.hub.voice.worker.centre import Recorded
from agent_desktop.hub.voice.worker.left_behind import left_behind
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import DeskError
from agent_desktop.model.timeline import Attachment

OWNER: Final = "hub"
DAY_MS: Final[Millis] = 24 * 3_600_000
CUT_OFF: Final = "The telephones' process ended while this was recorded."
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
            days = recorded.keep_days
            keep_ms = None if days is None else days * DAY_MS
            return await self._uploads.bring_in(
                path, OWNER, recorded.recording, name, keep_ms=keep_ms
            )
        except (DeskError, OSError) as error:
            _log.error("a recording could not be kept: %s", type(error).__name__)
            return None


def salvaged(folder: Path, calls: Mapping[str, VoiceCall], policy: Policy) -> list[Recorded]:
    """What a worker that died has left in its folder, as it would have told of it; `calls` are as they were then.

    A message that is too short to be one is deleted. Raises OSError.
    """
    told = []
    for one in left_behind(folder):
        call = calls.get(one.call)
        queue = policy.queue(call.queue if call is not None else "")
        message = call is not None and call.stage == "voicemail"
        if message and one.length_ms < queue.voicemail.least_ms:
            one.path.unlink(missing_ok=True)
            continue
        told.append(
            Recorded(
                call=one.call,
                recording=one.recording,
                path=one.path,
                length_ms=one.length_ms,
                message=message,
                keep_days=queue.recording.keep_days,
                problem=CUT_OFF,
            )
        )
    return told


def message_of(left: Recorded, call: VoiceCall) -> MessageKept:
    """The news of a message that its caller was speaking when the worker died."""
    return MessageKept(
        call=left.call,
        recording=left.recording,
        number=call.number,
        queue=call.queue,
        length_ms=left.length_ms,
    )
