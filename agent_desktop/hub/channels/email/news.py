"""A mail as the server has it, made into news of the hub: read in a thread, its files and its original kept first.

Promises that whatever a mail holds, it is told: one that cannot be read has its original; that a letter of our own
which comes back is no news, and a report about one is a receipt that has the report's original.
"""

import asyncio
import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace as changed
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.channels.email.reading import (
    MailFile,
    ReadMail,
    arrived,
    cleaned_html,
    read,
    receipts,
)
from agent_desktop.hub.channels.email.received import (
    PART,
    Fetched,
    Raw,
    check_room,
    disk_full,
)
from agent_desktop.hub.doors.faults import Malformed, TooLarge
from agent_desktop.hub.written.link import fault
from agent_desktop.hub.written.port import Post
from agent_desktop.hub.written.records import News
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.gaps import Gap, GapCode
from agent_desktop.model.mail_heads import TextMark
from agent_desktop.model.rich_text import marks_of

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
    """The news of one mail; a file that it lay in is the post's afterwards, or gone. Raises StoreFailed."""
    try:
        with fetched.opened() as raw:
            mail = await asyncio.to_thread(_read, fetched, raw, ours)
            found = [] if mail.own else receipts(mail, ours, post.now())
            message = not (mail.own or found)
            files, pictures = await _files(fetched, mail, post) if message else ([], {})
        if found:
            report = await _kept(post, _report_name(mail), fetched.content)
            return [replace(one, report=report) for one in found]
        if not message:
            if fetched.path is not None:
                await asyncio.to_thread(fetched.path.unlink, missing_ok=True)
            return []
        html, remote, marks = await asyncio.to_thread(_formatted, mail, pictures)
        formatted, original = await asyncio.gather(
            _kept(post, "mail.html", html), _kept(post, "mail.eml", fetched.content)
        )
    except OSError:
        raise disk_full() from None
    at = fetched.received_at
    one = arrived(mail, at, files, formatted, original, remote=remote, marks=marks)
    if not fetched.whole:
        one = replace(one, gaps=(*one.gaps, Gap(code=GapCode.CUT, size=fetched.size)))
    return [one]


async def _files(
    fetched: Fetched, mail: ReadMail, post: Post
) -> tuple[list[Attachment], dict[str, str]]:
    """A mail's files, kept, and those of them that its formatted text shows, by what it calls them."""
    files: list[Attachment] = []
    pictures: dict[str, str] = {}
    for number, file in enumerate(mail.files):
        content: bytes | Path
        if fetched.path is not None and file.length > PART:
            content = post.landing(f"{fetched.path.name}/{number}")
            await asyncio.to_thread(_written, file, content)
        else:
            content = await asyncio.to_thread(lambda one: one.data, file)
        kept = await _kept(post, file.name, content)
        if kept is not None:
            files.append(kept)
            if file.content_id:
                pictures.setdefault(file.content_id, kept.id)
    return files, pictures


def _report_name(mail: ReadMail) -> str:
    """The same for the same report, and mostly another one for another."""
    return f"report-{hashlib.sha256(mail.identity.encode()).hexdigest()[:8]}.eml"


def _written(file: MailFile, path: Path) -> None:
    """Decode a large file into that place. Raises OSError, StoreFailed."""
    with path.open("wb") as place:
        for number, piece in enumerate(file.pieces()):
            if number % 4 == 0:
                check_room(path.parent)
            place.write(piece)


def _formatted(
    mail: ReadMail, pictures: Mapping[str, str]
) -> tuple[bytes, bool, tuple[TextMark, ...]]:
    """The formatted text made harmless, whether pictures were left out, and what of it the text shows as well."""
    html, remote = cleaned_html(mail, pictures)
    return html, remote, marks_of(html.decode(), mail.text)


async def _kept(post: Post, name: str, content: bytes | Path) -> Attachment | None:
    """The file, kept; None for one that is empty or too large: it is in the original, or in the mailbox."""
    try:
        return await post.keep_file(name, content) if content else None
    except (Malformed, TooLarge):
        return None


def _read(fetched: Fetched, raw: Raw, ours: Sequence[str]) -> ReadMail:
    try:
        mail = read(raw, ours)
    except OSError:
        raise
    except Exception as error:
        # A fault of ours may cost a mail its text; it must not stop all those that come after it.
        _log.error("a mail could not be read: %s at %s", *fault(error))
        mail = read(raw[:65_536].partition(b"\r\n\r\n")[0] + b"\r\n\r\n", ours)
    # Where the beginning alone is there, its last file is cut off.
    return mail if fetched.whole else changed(mail, files=mail.files[:-1])
