"""A mailbox's session: what comes is read, kept and told; letters leave, and a copy lies among the sent mails.

Promises that the place up to which was read is kept in the same step as the news, so that a crash repeats and never
skips; that a folder which was made anew is read again; that a letter whose answer was lost is looked for and never sent
blindly. A mail that cannot be understood is told with its original, and holds nobody up.
"""

from functools import partial
from pathlib import Path
from typing import Final

from agent_desktop.hub.channels.email.connecting import InThread, signed_in
from agent_desktop.hub.channels.email.fetching import mails
from agent_desktop.hub.channels.email.letters import Letters
from agent_desktop.hub.channels.email.mailbox import Connection
from agent_desktop.hub.channels.email.news import all_told
from agent_desktop.hub.channels.email.settings import Mailbox
from agent_desktop.hub.channels.email.tokens import Tokens
from agent_desktop.hub.written.link import Link
from agent_desktop.hub.written.port import Post
from agent_desktop.hub.written.records import Letter, News, Outcome
from agent_desktop.hub.written.retries import Retries

#: How many mails are told in one step.
TOGETHER: Final = 20


class MailSession:
    """One entry point's mailbox."""

    def __init__(self, mailbox: Mailbox, post: Post, retries: Retries | None = None) -> None:
        self._mailbox = mailbox
        self._post = post
        self._link = Link(post, retries)
        self._tokens = Tokens(mailbox, post.keep_secret)
        self._letters = Letters(mailbox, post, self._link, self._tokens)

    async def run(self) -> None:
        try:
            await self._link.keep(self._work)
        finally:
            await self._letters.close()

    async def send(self, letter: Letter) -> Outcome:
        return await self._letters.send(letter)

    async def look(self, letter: Letter) -> Outcome:
        return await self._letters.look(letter)

    async def _work(self) -> None:
        async with signed_in(self._mailbox, self._tokens) as (connection, thread):
            validity, following = await thread(connection.open_folder)
            uid = await self._begin(connection, thread, validity, following)
            while True:
                while new := await thread(partial(connection.after, uid)):
                    uid = await self._take(connection, thread, new, validity)
                self._link.live()
                self._letters.copy()
                await thread(connection.wait)

    async def _begin(
        self, connection: Connection, thread: InThread, validity: int, following: int
    ) -> int:
        """The UID up to which the folder is read. What lay in it before this mailbox was ours stays where it is."""
        memory = await self._post.memory()
        uid, known = int(memory.get("uid", "-1")), int(memory.get("uidvalidity", "-1"))
        if uid >= 0 and known == validity:
            return uid
        if uid >= 0:
            # The server numbered all mails anew: read again what can be new; who knows a mail knows its name.
            again = await thread(lambda: connection.since(int(memory.get("read_at", "0"))))
            if again:
                return await self._take(connection, thread, again, validity)
        last = (
            following - 1
            if following
            else max(await thread(lambda: connection.after(0)), default=0)
        )
        await self._keep([], validity, last)
        return last

    async def _take(
        self, connection: Connection, thread: InThread, uids: list[int], validity: int
    ) -> int:
        """Read, keep and tell these mails, some at a time. Returns the last UID."""
        for at in range(0, len(uids), TOGETHER):
            some = uids[at : at + TOGETHER]
            groups = mails(connection, some, partial(self._place, validity))
            kept = 0
            while (group := await thread(partial(next, groups, None))) is not None:
                if group:
                    kept = group[-1].uid
                    news = await all_told(group, self._mailbox.ours, self._post)
                    await self._keep(news, validity, kept)
                    await thread(partial(connection.seen, [mail.uid for mail in group]))
            if kept != some[-1]:
                await self._keep([], validity, some[-1])  # the last ones are gone again
        return uids[-1]

    def _place(self, validity: int, uid: int) -> Path:
        """Where a large mail is put together: one place for what this mailbox calls by these numbers, for ever."""
        box = self._mailbox
        return self._post.landing(
            f"{box.imap.host}/{box.user}/{box.address}/{box.folder}/{validity}/{uid}"
        )

    async def _keep(self, news: list[News], validity: int, uid: int) -> None:
        place = {
            "uid": str(uid),
            "uidvalidity": str(validity),
            "read_at": str(self._post.now()),
        }
        await self._post.take(news, place)
