"""Copies of sent letters on their way into the folder of sent mails.

Promises that a copy lies there once, whoever is away or killed meanwhile: a letter's bytes stay in their file until the
server has them, and who cannot know whether it has them looks there first. That copies fail is said where the mailbox's
health is, and never changes what became of their letters.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Final

from agent_desktop.hub.channels.email.connecting import InThread, signed_in
from agent_desktop.hub.channels.email.mailbox import Connection
from agent_desktop.hub.channels.email.marks import Marks
from agent_desktop.hub.channels.email.settings import Mailbox
from agent_desktop.hub.channels.email.threading import message_id
from agent_desktop.hub.channels.email.tokens import Tokens
from agent_desktop.hub.written.link import AccountRefused, Link, Trouble
from agent_desktop.hub.written.port import Post
from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.words import later

COPY_S: Final = 60.0
_log = logging.getLogger("agent_desktop.hub")


class Copies:
    """The copies of one mailbox, one after another; `known` gives its marks."""

    def __init__(
        self,
        mailbox: Mailbox,
        post: Post,
        link: Link,
        tokens: Tokens,
        known: Callable[[], Awaitable[Marks]],
    ) -> None:
        self._mailbox = mailbox
        self._post = post
        self._link = link
        self._tokens = tokens
        self._known = known
        self._new: set[str] = set()
        self._task: asyncio.Task[None] | None = None

    def place(self, letter_id: str) -> Path:
        """Where a letter's mail lies. Raises OSError."""
        return self._post.landing(f"letter/{letter_id}")

    def begin(self, letter_id: str) -> None:
        """This letter was just taken: its copy is certainly not there yet."""
        self._new.add(letter_id)
        self.go_on()

    def go_on(self) -> None:
        """Put what waits into the folder, unless that is being done."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._put_all())

    async def _put_all(self) -> None:
        try:
            marks = await self._known()
            if not marks.uncopied:
                return
            async with signed_in(self._mailbox, self._tokens) as (connection, thread):
                while waiting := marks.uncopied:
                    async with asyncio.timeout(COPY_S):
                        await self._put(connection, thread, waiting[0])
                    await self._post.take([], marks.copied(waiting[0]))
                    await asyncio.to_thread(self.place(waiting[0]).unlink, missing_ok=True)
        except Trouble as trouble:
            self._link.note(trouble.words, trouble.remedy)
        except TimeoutError:
            self._link.note(later("The mail server did not answer in time."))
        except (AccountRefused, StoreFailed, OSError):
            pass  # whoever reads the mailbox meets the same, and says so
        else:
            self._link.note("")

    async def _put(self, connection: Connection, thread: InThread, letter_id: str) -> None:
        path = self.place(letter_id)
        try:
            await asyncio.to_thread(path.touch)  # what nobody touches for a day is removed
            mail = await asyncio.to_thread(path.read_bytes)
        except FileNotFoundError:
            mail = b""
        if not mail:
            _log.warning("a sent mail of %s has no copy: its file is gone", self._mailbox.address)
            return
        identity = message_id(letter_id, self._mailbox.address)
        certain = letter_id in self._new
        self._new.discard(letter_id)
        if certain or not await thread(partial(connection.sent, identity)):
            await thread(partial(connection.keep_copy, mail))

    async def close(self) -> None:
        """Let what is being put end; the rest is put by the next session."""
        if self._task is not None:
            await asyncio.wait([self._task], timeout=5)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
