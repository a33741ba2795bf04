"""Mails of an open folder, fetched: small ones some at a time into memory, a large one part by part into a file.

Promises that a large one goes on where it ended, also after a kill: its file is named by what the mailbox calls the
mail, for ever (RFC 3501, 2.3.1.1), and each part is on the disk before the next is asked for. Of one above `MAX_MAIL`
the beginning is fetched. Blocks, as its connection does.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Protocol, TypeAlias

from agent_desktop.hub.channels.email.received import (
    MAX_MAIL,
    PART,
    Fetched,
    check_room,
    disk_full,
)
from agent_desktop.model.base import Millis

#: Of a mail that is too large its beginning is fetched.
BEGINNING: Final = 1024 * 1024
_WHOLE: Final = "BODY.PEEK[]"


class Folder(Protocol):
    """What is asked of a connection whose folder is open."""

    def asked(self, uids: Sequence[int], items: Sequence[str]) -> Any:
        """The server's answer by UID, each by item. Raises Trouble."""


Place: TypeAlias = Callable[[int], Path]
"""Where the mail with a UID is put together when it is large."""


def mails(folder: Folder, uids: Sequence[int], place: Place) -> Iterator[list[Fetched]]:
    """The mails with these UIDs, a few megabytes at a time; what is gone is left out. Raises Trouble, StoreFailed."""
    about = folder.asked(uids, ["RFC822.SIZE", "INTERNALDATE"])
    group: list[Fetched] = []
    room = PART
    for uid in uids:
        size = about.get(uid, {}).get(b"RFC822.SIZE")
        if size is None:
            continue
        coming = Fetched(uid, _ms(about[uid]), b"", int(size), whole=True)
        if group and size > room:
            yield _together(folder, group)
            group, room = [], PART
        if size > PART:
            large = _large if size <= MAX_MAIL else _beginning
            if (fetched := large(folder, coming, place)) is not None:
                yield [fetched]
        else:
            group.append(coming)
            room -= size
    if group:
        yield _together(folder, group)


def _together(folder: Folder, coming: list[Fetched]) -> list[Fetched]:
    found = folder.asked([one.uid for one in coming], [_WHOLE])
    return [
        replace(one, raw=raw, size=len(raw))
        for one in coming
        if (raw := found.get(one.uid, {}).get(b"BODY[]")) is not None
    ]


def _beginning(folder: Folder, coming: Fetched, _place: Place) -> Fetched | None:
    raw = _part(folder, coming.uid, 0, BEGINNING)
    return None if raw is None else replace(coming, raw=raw, whole=False)


def _large(folder: Folder, coming: Fetched, place: Place) -> Fetched | None:
    """Whole, in its file; None when it is gone. A server may say a wrong size, so a short part is the end."""
    path = place(coming.uid)
    try:
        check_room(path.parent)
        at = path.stat().st_size if path.exists() else 0
        while (part := _part(folder, coming.uid, at, PART)) is not None:
            _append(path, part)
            at += len(part)
            if len(part) < PART:
                return replace(coming, size=at, path=path)
            if at > MAX_MAIL:
                path.unlink()
                return _beginning(folder, coming, place)
            check_room(path.parent)
        path.unlink(missing_ok=True)
    except OSError:
        raise disk_full() from None
    return None


def _append(path: Path, part: bytes) -> None:
    with path.open("ab") as file:
        file.write(part)
        file.flush()
        os.fsync(file.fileno())


def _part(folder: Folder, uid: int, at: int, count: int) -> bytes | None:
    """So many bytes from there, none after the end; None when the mail is gone."""
    answer = folder.asked([uid], [f"{_WHOLE}<{at}.{count}>"]).get(uid)
    return None if answer is None else answer.get(b"BODY[]<%d>" % at) or b""


def _ms(about: Any) -> Millis:
    found = about.get(b"INTERNALDATE")
    moment = found if isinstance(found, datetime) else datetime.now(UTC)
    return int(moment.timestamp() * 1000)
