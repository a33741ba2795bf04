"""An agent's letters on their way out of a mailbox: written, sent, remembered.

Promises to remember before a letter's first byte leaves, so that after a crash it is known which ones never left; to
look among the sent mails for those whose answer was lost; and that without knowing nothing is sent again.
"""

import asyncio
import contextlib
from functools import partial
from pathlib import Path
from typing import Final

from agent_desktop.hub.channels.email.connecting import signed_in
from agent_desktop.hub.channels.email.copies import Copies
from agent_desktop.hub.channels.email.marks import Marks
from agent_desktop.hub.channels.email.sending import Way
from agent_desktop.hub.channels.email.settings import Mailbox
from agent_desktop.hub.channels.email.threading import message_id
from agent_desktop.hub.channels.email.tokens import Tokens
from agent_desktop.hub.channels.email.writing import BadAddress, write
from agent_desktop.hub.doors.faults import NotFound
from agent_desktop.hub.written.attempts import patience_s
from agent_desktop.hub.written.link import NOT_KEPT, AccountRefused, Link, Trouble
from agent_desktop.hub.written.port import Post
from agent_desktop.hub.written.records import Letter, NotNow, Outcome, Rejected, Sent, Unclear
from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.words import later

LOOK_S: Final = 110.0
#: Where the server itself files what it sent, it may take a moment: when to look, in seconds after the last look.
LOOKS_S: Final = (0.0, 2.0, 5.0, 10.0)
_NO_ROOM: Final = later("The hub has no room to write the mail.")


class Letters:
    """The letters of one mailbox, one at a time over one connection.

    `readable`: there is a folder of sent mails in which to look.
    """

    def __init__(
        self, mailbox: Mailbox, post: Post, link: Link, tokens: Tokens, *, readable: bool = True
    ) -> None:
        self._readable = readable
        self._mailbox = mailbox
        self._post = post
        self._link = link
        self._tokens = tokens
        self._way = Way(mailbox, tokens)
        self._turn = asyncio.Lock()
        self._marks: Marks | None = None
        self._copies = Copies(mailbox, post, link, tokens, self._known)

    async def send(self, letter: Letter) -> Outcome:
        """Carry one letter; raises nothing."""
        if self._link.refused:
            return NotNow(problem=later("The mailbox waits for an administrator."))
        try:
            path = self._copies.place(letter.id)
            # Of an attempt that was killed. One whose copy waits was taken, and is not sent again.
            await asyncio.to_thread(path.unlink, missing_ok=True)
        except OSError:
            return NotNow(problem=_NO_ROOM)
        outcome = await self._sent(letter, path)
        if isinstance(outcome, Sent) and self._mailbox.copies:
            # From here on nothing may turn "sent" into anything else.
            self._copies.begin(letter.id)
        else:
            with contextlib.suppress(OSError):
                await asyncio.to_thread(path.unlink, missing_ok=True)
        return outcome

    def copy(self) -> None:
        """Put copies of sent mails that wait where they belong."""
        self._copies.go_on()

    async def _sent(self, letter: Letter, path: Path) -> Outcome:
        leaving = False

        async def begin() -> None:
            nonlocal leaving
            marks = await self._known()
            await self._post.take([], marks.leaving(letter.id))
            leaving = True

        try:
            async with asyncio.timeout(patience_s(letter)), self._turn:
                files = {one.id: await self._post.file(one.id) for one in letter.attachments}
                mail = await asyncio.to_thread(write, letter, self._mailbox, files, path)
                outcome = await self._way.carry(mail, begin)
                if leaving and not isinstance(outcome, Unclear):
                    await self._settle(letter, outcome)
                return outcome
        except AccountRefused as refusal:
            self._link.refuse(refusal)
            return NotNow(problem=refusal.words)
        except Trouble as trouble:
            return NotNow(problem=trouble.words, wait_ms=trouble.wait_ms)
        except StoreFailed:
            return NotNow(problem=NOT_KEPT)
        except TimeoutError:
            words = later("The sending server did not answer in time.")
            return Unclear(problem=words) if leaving else NotNow(problem=words)
        except BadAddress as bad:
            words = later(f"“{bad}” is no mail address.")
            return Rejected(problem=words, remedy=later("Check the address."))
        except (NotFound, FileNotFoundError):
            return Rejected(
                problem=later("A file of this message is not there any more."),
                remedy=later("Attach it anew."),
            )
        except OSError:
            return NotNow(problem=_NO_ROOM)

    async def _settle(self, letter: Letter, outcome: Outcome) -> None:
        """Remember what the server said. When that fails, the mark that it left stays, and it is looked for."""
        marks = await self._known()
        if isinstance(outcome, Sent):
            memory = marks.taken(letter.id, copied=not self._mailbox.copies)
        else:
            memory = marks.stayed(letter.id)
        with contextlib.suppress(StoreFailed):
            await self._post.take([], memory)

    async def look(self, letter: Letter) -> Outcome:
        """What became of an attempt, by what is remembered and by the folder of sent mails."""
        marks = await self._known()
        identity = message_id(letter.id, self._mailbox.address)
        if marks.was_taken(letter.id):
            return Sent(remote_ids=(identity,))
        certain = not marks.may_have_left(letter.id)
        if certain and (letter.attempt <= 1 or not self._readable):
            return NotNow(problem=later("It did not leave."))
        if not self._readable:
            return Unclear(problem=later("The connection broke before the server answered."))
        if self._link.refused:
            return Unclear(problem=later("The mailbox waits for an administrator."))
        waits = LOOKS_S if self._mailbox.files_sent else LOOKS_S[:1]
        try:
            async with asyncio.timeout(LOOK_S):
                for wait in waits:
                    await asyncio.sleep(wait)
                    if await self._among_sent(identity):
                        return Sent(remote_ids=(identity,))
        except AccountRefused as refusal:
            self._link.refuse(refusal)
            return Unclear(problem=refusal.words)
        except Trouble as trouble:
            return Unclear(problem=trouble.words)
        except TimeoutError:
            return Unclear(problem=later("The mail server did not answer in time."))
        if certain or self._mailbox.files_sent:
            return NotNow(problem=later("It is not among the sent mails."))
        return Unclear(problem=later("The connection broke before the server answered."))

    async def _among_sent(self, identity: str) -> bool:
        async with signed_in(self._mailbox, self._tokens) as (connection, thread):
            return await thread(partial(connection.sent, identity))

    async def _known(self) -> Marks:
        if self._marks is None:
            self._marks = Marks(await self._post.memory())
        return self._marks

    async def close(self) -> None:
        """Let copies end, and the connection go."""
        await self._copies.close()
        await self._way.close()
