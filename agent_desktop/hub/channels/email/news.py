"""A mail as the server has it, made into news of the hub: read in a thread, its files and its original kept first.

Promises that whatever a mail holds, it is told: one that cannot be read has its original; that a letter of our own
which comes back is no news, and a report about one is a receipt.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

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
from agent_desktop.model.rich_text import marks_of
from agent_desktop.model.timeline import Attachment, TextMark

AT_ONCE: Final = 8
"""Mails of one mailbox whose files are kept at once: the disk is asked once for all that wait."""
_log = logging.getLogger("agent_desktop.hub")


async def all_told(group: Sequence[Fetched], ours: Sequence[str], post: Post) -> list[News]:
    """The news of some mails, in their order; their files are kept beside each other. Raises StoreFailed."""
    room = asyncio.Semaphore(AT_ONCE)

    async def one(fetched: Fetched) -> list[News]:
        async with room:
            return await told(fetched, ours, post)

    return [news for found in await asyncio.gather(*map(one, group)) for news in found]


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
    html, remote, marks = await asyncio.to_thread(_formatted, mail, pictures)
    formatted, original = await asyncio.gather(
        _kept(post, "mail.html", html), _kept(post, "mail.eml", fetched.raw)
    )
    at = fetched.received_at
    return [arrived(mail, at, files, formatted, original, remote=remote, marks=marks)]


def _formatted(
    mail: ReadMail, pictures: Mapping[str, str]
) -> tuple[bytes, bool, tuple[TextMark, ...]]:
    """The formatted text made harmless, whether pictures were left out, and what of it the text shows as well."""
    html, remote = cleaned_html(mail, pictures)
    return html, remote, marks_of(html.decode(), mail.text)


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
