"""The way out of a mailbox: one SMTP connection, kept while letters come, and a mail streamed from its file.

Promises that a letter goes to all of its recipients or to none; that what breaks before the mail's bytes leave says
"not now", what breaks afterwards "unclear"; that one sign-in method is tried once. Refuses to send in clear what the
settings say is encrypted. Sources: RFC 5321, 6409, 3207, 3461, 6531.
"""

import asyncio
import contextlib
import re
import time
from collections.abc import Awaitable, Callable
from typing import Final

from aiosmtplib import SMTP
from aiosmtplib.errors import (
    SMTPAuthenticationError,
    SMTPConnectResponseError,
    SMTPException,
    SMTPNotSupported,
    SMTPRecipientRefused,
    SMTPResponseException,
)

from agent_desktop.hub.channels.email.settings import Mailbox
from agent_desktop.hub.channels.email.tokens import Tokens
from agent_desktop.hub.channels.email.trust import context, trouble_of
from agent_desktop.hub.channels.email.writing import Written
from agent_desktop.hub.written.link import AccountRefused, Trouble
from agent_desktop.hub.written.records import NotNow, Outcome, Rejected, Sent, Unclear
from agent_desktop.model.words import later

CONNECT_S: Final = 20.0
ANSWER_S: Final = 60.0
#: The last answer may take long: the server looks at the whole mail before.
ACCEPT_S: Final = 90.0
#: A connection that rested so long is opened anew.
REST_S: Final = 30.0
_PIECE: Final = 64 * 1024
_CODES: Final = re.compile(r"[\x00-\x1f\x7f]+")


class Way:
    """The connection to a mailbox's sending server; for one letter at a time."""

    def __init__(self, mailbox: Mailbox, tokens: Tokens) -> None:
        self._mailbox = mailbox
        self._tokens = tokens
        self._client: SMTP | None = None
        self._used = 0.0

    async def connect(self) -> None:
        """Open it, encrypted as the settings say. Raises Trouble, AccountRefused."""
        server = self._mailbox.smtp
        trust = None if server.security == "none" else context(self._mailbox.authority)
        client = SMTP(
            hostname=server.host,
            port=server.port,
            use_tls=server.security == "tls",
            start_tls=server.security == "starttls",
            tls_context=trust,
            local_hostname="[127.0.0.1]",  # RFC 5321, 4.1.3: this computer's own name is nobody's business
            timeout=CONNECT_S,
        )
        try:
            await client.connect()
            await client.ehlo()
        except SMTPConnectResponseError as error:
            raise Trouble(later(f"The sending server is busy (code {error.code}).")) from None
        except (SMTPException, OSError, ValueError) as error:
            client.close()
            if isinstance(error, SMTPNotSupported | SMTPResponseException):
                raise Trouble(
                    later(f"{server.host} does not speak TLS there."),
                    later("Check its port and security."),
                ) from None
            raise trouble_of(error, server.host) from None
        client.timeout = ANSWER_S
        self._client = client

    async def sign_in(self) -> None:
        """With the password, or with an access token. Raises Trouble, AccountRefused."""
        client, mailbox = self._opened(), self._mailbox
        known = not mailbox.oauth2 and not mailbox.password
        if known or not client.supports_extension("auth"):
            return  # a server of the house that knows us by our address
        token = await self._tokens.get() if mailbox.oauth2 else ""
        try:
            if mailbox.oauth2:
                await client.auth_xoauth2(mailbox.user, token)
            elif "plain" in client.supported_auth_methods:
                await client.auth_plain(mailbox.user, mailbox.password)
            elif "login" in client.supported_auth_methods:
                await client.auth_login(mailbox.user, mailbox.password)
            else:
                await client.auth_crammd5(mailbox.user, mailbox.password)
        except SMTPAuthenticationError as error:
            await self.close()
            if error.code < 500:
                raise Trouble(later("The sending server takes no sign-in now.")) from None
            if mailbox.oauth2 and not self._tokens.refused():
                raise Trouble(later("The access token ran out.")) from None
            if mailbox.oauth2:
                raise AccountRefused(
                    later(f"The sending server refused the sign-in of {mailbox.address}."),
                    later("Let its owner sign in again; see that SMTP is allowed for it."),
                ) from None
            raise AccountRefused(
                later(f"The sending server refused the password of {mailbox.address}."),
                later("Write the password anew; some providers want an app password."),
            ) from None
        except (SMTPException, OSError) as error:
            await self.close()
            raise trouble_of(error, mailbox.smtp.host) from None

    async def carry(self, mail: Written, begin: Callable[[], Awaitable[None]]) -> Outcome:
        """Send a mail. `begin` is called before its first byte leaves, and may raise.

        Raises Trouble and AccountRefused of connecting; then nothing was sent.
        """
        try:
            return await self._carry(mail, begin)
        except asyncio.CancelledError:
            # In the middle of a talk nobody can go on with it.
            self._drop()
            raise

    async def _carry(self, mail: Written, begin: Callable[[], Awaitable[None]]) -> Outcome:
        for attempt in (1, 2):
            fresh = self._client is None
            await self._ready()
            try:
                refused = await self._envelope(mail)
            except (SMTPException, OSError) as error:
                await self.close()
                if attempt == 1 and not fresh:
                    continue  # it had gone while it rested
                raise trouble_of(error, self._mailbox.smtp.host) from None
            if isinstance(refused, NotNow) and not fresh and attempt == 1:
                await self.close()  # "421 timeout": it was about to go
                continue
            if refused is not None:
                await self._reset()
                return refused
            break
        try:
            await begin()
        except Exception:
            await self._reset()
            raise
        return await self._data(mail)

    async def _ready(self) -> None:
        rested = time.monotonic() - self._used > REST_S
        if self._client is not None and (rested or not self._client.is_connected):
            await self.close()
        if self._client is None:
            await self.connect()
            await self.sign_in()
        self._used = time.monotonic()

    async def _envelope(self, mail: Written) -> Outcome | None:
        """Sender and recipients: None when all are taken. Raises SMTPException, OSError of a broken way."""
        client = self._opened()
        options = []
        limit = client.esmtp_extensions.get("size", "")
        if client.supports_extension("size"):
            if limit.isdecimal() and 0 < int(limit) < mail.size:
                return Rejected(
                    problem=later(f"The mail has {mail.size} bytes; the server takes {limit}."),
                    remedy=later("Send less, or a link to it."),
                )
            options.append(f"SIZE={mail.size}")
        if mail.utf8:
            if not client.supports_extension("smtputf8"):
                return Rejected(
                    problem=later("The server takes no addresses with such letters."),
                    remedy=later("Ask for another address."),
                )
            options.append("SMTPUTF8")
        notify = []
        if client.supports_extension("dsn"):
            # RFC 3461: tell us when it is in the customer's mailbox as well; a report needs no copy of the mail.
            options.append("RET=HDRS")
            notify.append("NOTIFY=SUCCESS,FAILURE")
        encoding = "utf-8" if mail.utf8 else "ascii"
        try:
            await client.mail(mail.sender, options=options, encoding=encoding)
            for recipient in mail.recipients:
                await client.rcpt(recipient, options=notify, encoding=encoding)
        except SMTPRecipientRefused as error:
            return _refusal(error, error.recipient)
        except SMTPResponseException as error:
            return _refusal(error, "")
        return None

    async def _data(self, mail: Written) -> Outcome:
        client = self._opened()
        protocol = client.protocol
        assert protocol is not None
        try:
            ready = await client.execute_command(b"DATA")
        except (SMTPException, OSError):
            await self.close()
            return NotNow(problem=later("The connection to the sending server broke."))
        if ready.code != 354:
            await self._reset()
            return _refusal(SMTPResponseException(ready.code, ready.message), "")
        try:
            with mail.path.open("rb") as source:
                while piece := await asyncio.to_thread(source.read, _PIECE):
                    protocol.write(piece)
                    # Its own way to say that the other side reads no more for a while.
                    await asyncio.wait_for(protocol._drain_helper(), ANSWER_S)
            protocol.write(b".\r\n")
            answer = await protocol.read_response(timeout=ACCEPT_S)
        except (SMTPException, OSError):
            # A mail without its last line is none, but how much of it came there nobody can say.
            await self.close()
            return Unclear(problem=later("The connection broke before the server answered."))
        self._used = time.monotonic()
        if answer.code != 250:
            return _refusal(SMTPResponseException(answer.code, answer.message), "")
        return Sent(remote_ids=(mail.message_id,))

    async def _reset(self) -> None:
        with contextlib.suppress(SMTPException, OSError):
            await self._opened().rset()

    def _drop(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    async def close(self) -> None:
        """Say goodbye, as far as the server still listens."""
        client, self._client = self._client, None
        if client is not None:
            with contextlib.suppress(SMTPException, OSError, TimeoutError):
                await client.quit(timeout=2)
            client.close()

    def _opened(self) -> SMTP:
        assert self._client is not None
        return self._client


def _refusal(error: SMTPResponseException, recipient: str) -> Outcome:
    """A server's no: for now (4xx), or for good (5xx), in its own words."""
    said = _CODES.sub(" ", error.message).strip()[:300]
    words = f"{error.code} {said}"
    if error.code < 500:
        return NotNow(problem=later(f"The server does not take it now: {words}"))
    if recipient:
        return Rejected(
            problem=later(f"The server refused {recipient}: {words}"),
            remedy=later("Check the address; nobody got the mail."),
        )
    return Rejected(
        problem=later(f"The server refused the mail: {words}"),
        remedy=later("Change it, or ask the mail server's administrators."),
    )
