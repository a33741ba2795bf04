"""Mail that a site's own server delivers to the hub by SMTP or LMTP.

Promises that a mail is answered with "OK" when it is on the disk and not before; that only servers of the networks in
the settings are heard, and only for our addresses. Refuses to relay. Letters leave by a sending server, as with a
mailbox; there is no folder of sent mails to look into. Sources: RFC 5321, 2033. Uses asyncio.
"""

import asyncio
import contextlib
import ipaddress
import logging
import ssl
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

from agent_desktop.hub.channels.email.letters import Letters
from agent_desktop.hub.channels.email.news import told
from agent_desktop.hub.channels.email.received import MAX_MAIL, PART, Fetched
from agent_desktop.hub.channels.email.receiver_settings import Receiver
from agent_desktop.hub.channels.email.streaming import Streamed
from agent_desktop.hub.channels.email.tokens import Tokens
from agent_desktop.hub.written.link import AccountRefused, Link, Trouble
from agent_desktop.hub.written.port import Post
from agent_desktop.hub.written.records import Letter, Outcome
from agent_desktop.hub.written.retries import Retries
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.words import later

MAX_RECIPIENTS: Final = 100
REST_S: Final = 300
# It writes commands with their addresses, and errors with what clients sent.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)


class Reception:
    """The rules of the door, as aiosmtpd asks for them."""

    def __init__(self, receiver: Receiver, post: Post) -> None:
        self._receiver = receiver
        self._post = post
        self._ours = {address.lower() for address in receiver.mailbox.ours}

    async def handle_MAIL(
        self, _server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Who may deliver."""
        peer = ipaddress.ip_address(session.peer[0].partition("%")[0])
        if not any(peer in network for network in self._receiver.allowed):
            return "550 5.7.1 This server is not known here"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """For whom."""
        local, _, domain = address.lower().rpartition("@")
        if f"{local.partition('+')[0]}@{domain}" not in self._ours:
            return "550 5.1.1 There is no such address here"
        if len(envelope.rcpt_tos) >= MAX_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    def landing(self, key: str) -> Path:
        """Where a mail is put while it comes."""
        return self._post.landing(key)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """The mail: kept first, taken then."""
        try:
            mail = await asyncio.to_thread(_fetched, envelope.content, self._post.now())
            await self._post.take(await told(mail, self._receiver.mailbox.ours, self._post))
        except (StoreFailed, OSError):
            answer = "451 4.3.0 The hub cannot keep it now"
        else:
            answer = "250 2.0.0 Kept"
        return self.answers(answer, envelope)

    def answers(self, answer: str, envelope: Any) -> str:
        """The same for each recipient with LMTP (RFC 2033, 4.2), else once."""
        times = len(envelope.rcpt_tos) if self._receiver.lmtp else 1
        return "\r\n".join([answer] * times)

    async def handle_exception(self, error: Exception) -> str:
        """A fault of ours: the other side tries again."""
        return f"451 4.3.0 {type(error).__name__}"


def _fetched(path: Path, now: Millis) -> Fetched:
    """The mail in a file; a small one in memory. Raises OSError."""
    size = path.stat().st_size
    if size > PART:
        return Fetched(0, now, b"", size, whole=True, path=path)
    return Fetched(0, now, path.read_bytes(), size, whole=True)


class ReceiverSession:
    """One entry point to which mail is delivered."""

    def __init__(self, receiver: Receiver, post: Post, retries: Retries | None = None) -> None:
        self._receiver = receiver
        self._post = post
        self._link = Link(post, retries)
        tokens = Tokens(receiver.mailbox, post.keep_secret)
        self._letters = Letters(receiver.mailbox, post, self._link, tokens, readable=False)

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
        async with listening(self._receiver, Reception(self._receiver, self._post)):
            self._link.live()
            await asyncio.Event().wait()


@contextlib.asynccontextmanager
async def listening(receiver: Receiver, reception: Reception) -> AsyncIterator[None]:
    """Take connections as long as this lasts. Raises Trouble, AccountRefused."""
    from aiosmtpd.lmtp import LMTP
    from aiosmtpd.smtp import SMTP

    # The library reads its own limit of a line, of 1,001, before anybody could change it: many write longer ones.
    kind: Any = type("Door", (Streamed, LMTP if receiver.lmtp else SMTP), {})
    trust = _own_certificate(receiver)
    loop = asyncio.get_running_loop()
    open_now: set[Any] = set()

    def protocol() -> Any:
        made = kind(
            reception,
            data_size_limit=MAX_MAIL,
            enable_SMTPUTF8=True,
            hostname=receiver.mailbox.address.rpartition("@")[2],
            ident="Agent Desktop",
            tls_context=trust,
            timeout=REST_S,
            loop=loop,
        )
        open_now.add(made)
        if len(open_now) > 100:
            open_now.difference_update({each for each in open_now if each.transport is None})
        return made

    try:
        server = await loop.create_server(protocol, receiver.host, receiver.port)
    except OSError:
        raise Trouble(
            later(f"The hub cannot listen at {receiver.host}, port {receiver.port}."),
            later("Choose an address of this computer and a port that nobody uses."),
        ) from None
    try:
        yield
    finally:
        server.close()
        for made in open_now:
            if made.transport is not None:
                made.transport.abort()


def _own_certificate(receiver: Receiver) -> ssl.SSLContext | None:
    if not receiver.certificate:
        return None
    found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        found.load_cert_chain(receiver.certificate, receiver.key or None)
    except (OSError, ssl.SSLError):
        raise AccountRefused(
            later("The certificate for deliveries cannot be read."),
            later("Give the paths of a PEM certificate and its key on the hub's computer."),
        ) from None
    return found
