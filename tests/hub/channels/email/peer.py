"""A mailbox at real servers as the contract of networks wants its other side, behind lines that can break."""

import asyncio
import contextlib
import email
import email.policy
import re
from collections.abc import AsyncIterator, Mapping
from email.message import EmailMessage
from pathlib import Path

from agent_desktop.hub.channels.email.network import NETWORK
from agent_desktop.hub.written.records import Letter
from agent_desktop.model.base import new_id, wall_clock
from agent_desktop.model.mail_heads import MailHead
from tests.hub.channels.email.line import Line
from tests.peers.mail import PASSWORD, MailServers

PATIENCE_S = 20.0


class MailPeer:
    """Two mailboxes that nobody used before."""

    network = NETWORK
    wrong = ("password", "not-that-word")
    orderly = False  # Postfix delivers several at a time

    def __init__(self, servers: MailServers, imap: Line, smtp: Line) -> None:
        self._servers = servers
        self._imap, self._smtp = imap, smtp
        self.pair = servers.pair()
        self._last = b""

    @property
    def settings(self) -> Mapping[str, str]:
        """The mailbox of the house."""
        return {
            "address": self.pair.house,
            "name": "Support",
            "imap_host": "127.0.0.1",
            "imap_port": str(self._imap.port),
            "imap_security": "none",
            "smtp_host": "127.0.0.1",
            "smtp_port": str(self._smtp.port),
            "smtp_security": "none",
        }

    @property
    def secrets(self) -> Mapping[str, str]:
        """Its password."""
        return {"password": PASSWORD}

    def letter(self, text: str, key: str = "") -> Letter:
        """A letter to the customer."""
        return Letter(
            id=key or new_id(),
            entry_point_id="entry-point",
            conversation_id="conversation",
            to=self.pair.customer,
            text=text,
            written_at=wall_clock(),
            mail=MailHead(subject="Your question"),
        )

    async def writes(self, text: str) -> None:
        """The customer writes, and it lies in the mailbox."""
        mail = EmailMessage()
        mail["From"] = f"Layla <{self.pair.customer}>"
        mail["To"] = self.pair.house
        mail["Subject"] = "Question"
        mail["Message-ID"] = f"<{new_id()}@customer.test>"
        mail.set_content(text)
        self._last = bytes(mail)
        await self._deliver()

    async def again(self) -> None:
        """The same mail comes a second time, as by a list and to the address."""
        await self._deliver()

    async def _deliver(self) -> None:
        pair = self.pair
        await asyncio.to_thread(self._servers.deliver, pair.customer, pair.house, self._last)

    async def mails(self, count: int) -> list[EmailMessage]:
        """What lies in the customer's mailbox, as soon as there are `count`."""
        box = self._servers.box(self.pair.customer)
        async with asyncio.timeout(PATIENCE_S):
            # A folder tells nobody.
            while len(files := sorted(box.glob("*"), key=_age)) < count:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        policy = email.policy.default
        return [email.message_from_bytes(each.read_bytes(), policy=policy) for each in files]

    async def received(self, count: int) -> list[str]:
        """The texts of those."""
        found = []
        for mail in await self.mails(count):
            body = mail.get_body(("plain",))
            assert isinstance(body, EmailMessage)
            found.append(body.get_content().strip())
        return found

    def tries(self) -> int:
        """Every sign-in has a connection of its own."""
        return self._imap.connections + self._smtp.connections

    @contextlib.asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """Neither server can be reached."""
        async with self._imap.away(), self._smtp.away():
            yield

    def deaf(self) -> contextlib.AbstractAsyncContextManager[None]:
        """The answer to a mail is lost."""
        return self._smtp.deaf()

    def slow(self) -> contextlib.AbstractAsyncContextManager[None]:
        """The answer to a mail comes late."""
        return self._smtp.slow()


def _age(file: Path) -> tuple[int, int]:
    """When it came: seconds and microseconds, as its name says ("1795361640.M5021P4076.host")."""
    found = re.match(r"(\d+)\.M(\d+)P", file.name)
    assert found is not None
    return int(found[1]), int(found[2])


@contextlib.asynccontextmanager
async def mail_peer(servers: MailServers) -> AsyncIterator[MailPeer]:
    """The mailboxes, and the lines to their servers."""
    async with Line(servers.imap).open() as imap, Line(servers.submission).open() as smtp:
        yield MailPeer(servers, imap, smtp)
