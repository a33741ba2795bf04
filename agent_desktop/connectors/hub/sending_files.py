"""Files on their way to the hub: in parts, from where the hub stands, checked as a whole.

Promises that a cut link, a hub or a desk that starts again costs one part at the most; that what the hub keeps is the
file that was read, to the bit, or nothing. Refuses a file that changes while it is sent.
"""

import asyncio
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from agent_desktop.hub.protocol import Uploading
from agent_desktop.model.attachments import Attachment, LocalFile
from agent_desktop.model.errors import Conflict, Refused

if TYPE_CHECKING:  # it loads httpx
    from agent_desktop.connectors.hub.door import Door

PART: Final = 1024 * 1024
"""Bytes of a part: on a slow line (100 KB/s) well within the time in which the hub must answer."""
DETOURS: Final = 8
"""How often the hub may say that it stands elsewhere, before the file is given up as one that cannot be sent."""
_READ: Final = 1 << 20

Told = Callable[[int], None]
"""Hears how many bytes are there."""


async def send_file(
    door: "Door", file: LocalFile, token: str, most: int, told: Told = lambda _: None
) -> Attachment:
    """Send a file under its own id. Raises Refused when it cannot be read, changed, or has more than `most` bytes."""
    try:
        size, digest = await asyncio.to_thread(_measured, Path(file.path), most)
    except OSError as error:
        raise _unreadable(file) from error
    if size > most:
        raise Refused(
            f"“{file.name[:80]}” is larger than {most // 1_048_576} MB.",
            remedy="Send a smaller file.",
            field="file",
            value=f"{size} bytes",
        )
    path = f"/v1/uploads/{quote(file.id, safe='')}"
    plan = {"name": file.name, "size": str(size), "sha256": digest}
    detours = 0
    stands = await door.post("POST", path, Uploading, token, plan, b"")
    while stands.attachment is None:
        told(stands.offset)
        before = stands.offset
        try:
            part = await asyncio.to_thread(_part, Path(file.path), before)
        except OSError as error:
            raise _unreadable(file) from error
        try:
            at = {"offset": str(before)}
            stands = await door.post("PUT", path, Uploading, token, at, part)
        except Conflict:  # an earlier part came late: ask where it stands
            stands = await door.post("POST", path, Uploading, token, plan, b"")
        if stands.attachment is None and stands.offset <= before:
            detours += 1
            if detours > DETOURS:
                raise _unreadable(file)
    told(size)
    return stands.attachment


def _measured(path: Path, most: int) -> tuple[int, str]:
    """Size and digest; of a file that is too large only that it is."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while size <= most and (piece := file.read(_READ)):
            digest.update(piece)
            size += len(piece)
    return size, digest.hexdigest()


def _part(path: Path, offset: int) -> bytes:
    with path.open("rb") as file:
        file.seek(offset)
        part = file.read(PART)
    if not part:
        raise OSError("the file has become shorter")
    return part


def _unreadable(file: LocalFile) -> Refused:
    return Refused(
        f"“{file.name[:80]}” can no longer be read.",
        remedy="It may have been moved or changed. Attach it again.",
        field="file",
        value=file.name,
    )
