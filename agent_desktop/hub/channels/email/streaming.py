"""The mail of a DATA command, written to a file while it comes (RFC 5321, 4.5.2), for aiosmtpd's SMTP and LMTP.

Promises memory for a few lines however long the mail is; that what is too long, or finds no room on the disk, is read
to its end and refused by a code that says whether the sender should try again. The handler's `handle_DATA` finds the
file as the envelope's content, with a line above the mail for each recipient: who it came to stands on the envelope
alone when the mail names others. Uses asyncio.
"""

import asyncio
import contextlib
from pathlib import Path
from typing import Any, Final

from agent_desktop.hub.channels.email.received import MAX_MAIL, check_room
from agent_desktop.model.base import new_id
from agent_desktop.model.errors import StoreFailed

MAX_LINE: Final = 100_000
_BLOCK: Final = 1 << 20
_END: Final = b".\r\n"

TOO_LARGE: Final = f"552 5.3.4 The mail is larger than {MAX_MAIL // 1024 // 1024} MB; send a link"
TOO_LONG: Final = "500 5.5.2 A line is too long (RFC 5321, 4.5.3.1.6)"
NO_ROOM: Final = "452 4.3.1 The hub has no room on its disk"


class Streamed:
    """What takes the place of the library's own DATA command, which gathers a mail in memory."""

    line_length_limit = MAX_LINE

    async def smtp_DATA(self: Any, arg: str) -> None:
        """Take a mail."""
        if await self.check_helo_needed() or await self.check_auth_needed("DATA"):
            return
        if not self.envelope.rcpt_tos:
            await self.push("503 Error: need RCPT command")
            return
        if arg:
            await self.push("501 Syntax: DATA")
            return
        await self.push("354 End data with <CR><LF>.<CR><LF>")
        path = self.event_handler.landing(new_id())
        try:
            answer = await self._streamed(path)
            if not answer:
                self.envelope.content = self.envelope.original_content = path
                answer = await self._call_handler_hook("DATA")
            else:
                answer = self.event_handler.answers(answer, self.envelope)
        finally:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        self._set_post_data_state()
        await self.push(answer)

    smtp_DATA.__smtp_syntax__ = "DATA"  # type: ignore[attr-defined]
    smtp_DATA.__smtp_syntax_extended__ = None  # type: ignore[attr-defined]
    smtp_DATA.__smtp_syntax_when__ = None  # type: ignore[attr-defined]

    async def _streamed(self: Any, path: Path) -> str:
        """The mail is in the file; else why not, as an answer to the sender."""
        file = _File(path)
        file.lines.extend(
            f"X-Original-To: {each}\r\n".encode("utf-8", "surrogateescape")
            for each in dict.fromkeys(self.envelope.rcpt_tos)
        )
        beginning = True  # of a line
        while True:
            try:
                line = await self._reader.readuntil(b"\r\n")
            except asyncio.LimitOverrunError as error:
                await self._reader.readexactly(error.consumed)
                file.problem = file.problem or TOO_LONG
                beginning = False
                continue
            if beginning and line == _END:
                break
            file.add(line[1:] if beginning and line.startswith(b".") else line)
            beginning = True
            if file.waiting > _BLOCK:
                self._reset_timeout()
                await asyncio.to_thread(file.write)
        await asyncio.to_thread(file.write)
        return file.problem


class _File:
    """Lines on their way to a file. With a `problem` they go nowhere, and the file is gone."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._size = 0
        self.lines: list[bytes] = []
        self.waiting = 0
        self.problem = ""

    def add(self, line: bytes) -> None:
        self.waiting += len(line)
        self._size += len(line)
        if self._size > MAX_MAIL:
            self.problem = self.problem or TOO_LARGE
        if not self.problem:
            self.lines.append(line)

    def write(self) -> None:
        if not self.problem:
            try:
                check_room(self._path.parent)
                with self._path.open("ab") as file:
                    file.writelines(self.lines)
            except (OSError, StoreFailed):
                self.problem = NO_ROOM
        if self.problem:
            self._path.unlink(missing_ok=True)
        self.lines.clear()
        self.waiting = 0
