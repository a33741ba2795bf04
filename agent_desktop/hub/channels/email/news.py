"""A mail as the server has it, made into news of the hub: read in a thread, its files and its original kept first.

Promises that whatever a mail holds, it is told: one that cannot be read has its original; that a letter of our own
which comes back is no news, and a report about one is a receipt.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from agent_desktop.hub.channels.email.reading import (
    ReadMail,
    arrived,
    cleaned_html,
    read,
    receipts,
)
from agent_desktop.hub.channels.email.received import Fetched
from agent_desktop.hub.doors.faults import Malformed, TooLarge
from agent_desktop.hub.written.link import fault
from agent_desktop.hub.written.port import Post
from agent_desktop.hub.written.records import News
from agent_desktop.model.timeline import Attachment

_log = logging.getLogger("agent_desktop.hub")


async def told(fetched: Fetched, ours: Sequence[str], post: Post) -> list[News]:
    """The news of one mail. Raises StoreFailed."""
    mail = await asyncio.to_thread(_read, fetched, ours)
    if mail.own:
        return []
    if found := receipts(mail, ours, post.now()):
        return list(found)
    files: list[Attachment] = []
    pictures: dict[str, str] = {}
    for file in mail.files:
        kept = await _kept(post, file.name, file.data)
        if kept is not None:
            files.append(kept)
            if file.content_id:
                pictures.setdefault(file.content_id, kept.id)
    html, remote = await asyncio.to_thread(partial(cleaned_html, mail, pictures))
    return [
        arrived(
            mail,
            fetched.received_at,
            files,
            await _kept(post, "mail.html", html),
            await _kept(post, "mail.eml", fetched.raw),
            remote=remote,
        )
    ]


async def _kept(post: Post, name: str, data: bytes) -> Attachment | None:
    """The file, kept; None for one that is empty or too large: it is in the original, or in the mailbox."""
    try:
        return await post.keep_file(name, data) if data else None
    except (Malformed, TooLarge):
        return None


def _read(fetched: Fetched, ours: Sequence[str]) -> ReadMail:
    try:
        mail = read(fetched.raw, ours)
    except Exception as error:
        # A fault of ours may cost a mail its text; it must not stop all those that come after it.
        _log.error("a mail could not be read: %s at %s", *fault(error))
        mail = read(fetched.raw[:65_536].partition(b"\r\n\r\n")[0] + b"\r\n\r\n", ours)
    if fetched.whole:
        return mail
    size = round(fetched.size / 1024 / 1024)
    note = f"[✂ {size} MB]"  # the rest lies in the mailbox
    # Its last file is cut off.
    return replace(mail, text=f"{mail.text}\n\n{note}".strip(), files=mail.files[:-1])
