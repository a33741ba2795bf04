"""A mailbox's own connection: sign in, what is new, a wait for more, a copy of what was sent (RFC 3501, 2177, 4315).

Blocks: each connection lives in a thread of its own, and only `interrupt` may be called from another. Promises that
failures come as `Trouble` or `AccountRefused` in words; that a server which went away during a wait is noticed. Refuses
to mark or delete anything but "seen".
"""

import contextlib
import logging
import re
import socket
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from agent_desktop.hub.channels.email.presets import Server
from agent_desktop.hub.channels.email.settings import Mailbox
from agent_desktop.hub.channels.email.trust import context, trouble_of
from agent_desktop.hub.written.link import AccountRefused, Trouble
from agent_desktop.model.base import Millis
from agent_desktop.model.words import later

CONNECT_S: Final = 15.0
ANSWER_S: Final = 60.0
#: A wait ends after so long by itself: some servers and firewalls forget who only listens, and news can be missed that
#: came with the server's consent to wait.
WAIT_S: Final = 60.0
_NO_SENT: Final = later("The folder of sent mails cannot be used.")
_NOT_FOR_EVER: Final = re.compile(
    r"\[(?:UNAVAILABLE|INUSE|LIMIT|SERVERBUG|OVERQUOTA)\]|too many|temporar|try again|throttl", re.I
)
# At DEBUG it writes what is sent, and that is mails and passwords.
logging.getLogger("imapclient").setLevel(logging.WARNING)


class Connection:
    """One connection to a mailbox."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        self._client: Any = None

    def connect(self) -> None:
        """Open it, encrypted as the settings say. Raises Trouble, AccountRefused."""
        server: Server = self._mailbox.imap
        trust = None if server.security == "none" else context(self._mailbox.authority)
        with self._told():
            client = IMAPClient(
                server.host,
                server.port,
                ssl=server.security == "tls",
                ssl_context=trust,
                timeout=SocketTimeout(CONNECT_S, ANSWER_S),
            )
            client.normalise_times = False
            self._client = client
            if server.security == "starttls":
                client.starttls(trust)

    def sign_in(self, token: str) -> None:
        """With the password, or with the access token. Raises Trouble, AccountRefused."""
        mailbox = self._mailbox
        try:
            with self._told():
                if mailbox.oauth2:
                    # The first answer is the token; a second challenge tells why not, and wants an empty line.
                    said = iter([f"user={mailbox.user}\1auth=Bearer {token}\1\1".encode()])
                    self._client.sasl_login("XOAUTH2", lambda _challenge: next(said, b""))
                else:
                    self._client.login(mailbox.user, mailbox.password)
        except LoginError as error:
            if isinstance(error.__context__, IMAPClientAbortError):
                raise trouble_of(ConnectionError(), mailbox.imap.host) from None
            if _NOT_FOR_EVER.search(str(error)):
                raise Trouble(later("The mail server takes no sign-in now.")) from None
            if mailbox.oauth2:
                raise AccountRefused(
                    later(f"The mail server refused the sign-in of {mailbox.address}."),
                    later("Let its owner sign in again; see that IMAP is allowed for it."),
                ) from None
            raise AccountRefused(
                later(f"The mail server refused the password of {mailbox.address}."),
                later("Write the password anew; some providers want an app password."),
            ) from None

    def open_folder(self) -> tuple[int, int]:
        """Its UIDVALIDITY, and the UID that the next mail gets (0: the server does not say). Raises Trouble."""
        with self._told(later(f"The folder {self._mailbox.folder} cannot be opened.")):
            about = self._client.select_folder(self._mailbox.folder)
            return int(about.get(b"UIDVALIDITY", 0)), int(about.get(b"UIDNEXT", 0))

    def after(self, uid: int) -> list[int]:
        """The UIDs above `uid`, rising. Raises Trouble."""
        with self._told():
            found = self._client.search(["UID", f"{uid + 1}:*"])
        return sorted(each for each in found if each > uid)

    def since(self, moment: Millis) -> list[int]:
        """The UIDs of mails from the day before `moment` on, rising. Raises Trouble."""
        day = datetime.fromtimestamp(moment / 1000, UTC) - timedelta(days=1)
        with self._told():
            return sorted(self._client.search(["SINCE", day.date()]))

    def asked(self, uids: Sequence[int], items: Sequence[str]) -> Any:
        """See `fetching.Folder`."""
        with self._told():
            return self._client.fetch(uids, items)

    def seen(self, uids: Sequence[int]) -> None:
        """Mark them as read, where the server lets us."""
        with contextlib.suppress(IMAPClientError, OSError):
            self._client.add_flags(uids, [rb"\Seen"], silent=True)

    def wait(self, seconds: float = WAIT_S) -> None:
        """Until something came, or so long. Raises Trouble when the server went."""
        with self._told():
            if not self._client.has_capability("IDLE"):
                time.sleep(min(seconds, 15.0))
                self._client.noop()
                return
            until = time.monotonic() + seconds
            self._begin_to_wait()
            came = self._came_already()
            while not came and (left := until - time.monotonic()) > 0:
                told = self._client.idle_check(timeout=left)
                if any(one[0] == b"BYE" for one in told if one):
                    raise OSError("the server said goodbye")
                # A dead connection answers nothing, at once and for ever.
                if not told and time.monotonic() < until - 0.05:
                    raise OSError("the server is gone")
                came = any(len(one) > 1 and one[1] == b"EXISTS" for one in told)
            self._client.idle_done()

    def _begin_to_wait(self) -> None:
        """As the library's `idle`, which fails when news come between its command and the server's consent."""
        imap = self._client._imap
        tag = self._client._idle_tag = imap._command("IDLE")
        while imap._get_response() is not None:
            if imap.tagged_commands.get(tag):
                raise IMAPClientError("the server does not consent")

    def _came_already(self) -> bool:
        """Whether news came together with the server's consent to wait.

        The library has read it then, and `idle_check`, which asks the socket first, would not tell of it.
        """
        imap = self._client._imap
        came = imap.untagged_responses.pop("EXISTS", None) is not None
        wire = self._client.socket()
        wire.setblocking(False)
        try:
            while True:
                line = imap._get_line()
                if line.startswith(b"* BYE"):
                    raise ConnectionResetError("the server said goodbye")
                came = line.endswith(b" EXISTS") or came
        except IMAPClientAbortError as nothing_more:
            if "EOF" not in str(nothing_more):
                raise
        except ConnectionResetError:
            raise
        except OSError:
            pass  # nothing more
        finally:
            wire.settimeout(ANSWER_S)
        return came

    def keep_copy(self, mail: bytes) -> None:
        """Put a sent mail into the folder for those. Raises Trouble."""
        with self._told(_NO_SENT):
            self._client.append(self._sent_folder(), mail, flags=[rb"\Seen"])

    def open_sent(self) -> None:
        """The folder of sent mails, in which `sent` looks. Raises Trouble."""
        with self._told(_NO_SENT):
            self._client.select_folder(self._sent_folder(), readonly=True)

    def sent(self, message_id: str) -> bool:
        """Whether a mail with that Message-ID lies in the folder of sent mails. Raises Trouble."""
        self.open_sent()
        with self._told():
            return bool(self._client.search(["HEADER", "Message-ID", f"<{message_id}>"]))

    def _sent_folder(self) -> str:
        name = self._mailbox.sent_folder or self._client.find_special_folder(rb"\Sent")
        if not name:
            name = "Sent"
            if not self._client.folder_exists(name):
                self._client.create_folder(name)
        return str(name)

    def interrupt(self) -> None:
        """From any thread: end what this connection waits for; it is of no use afterwards."""
        if self._client is not None:
            with contextlib.suppress(OSError):
                self._client.socket().shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Say goodbye, as far as the server still listens."""
        if self._client is not None:
            client, self._client = self._client, None
            with contextlib.suppress(IMAPClientError, OSError, AttributeError):
                client.logout()
            with contextlib.suppress(OSError, AttributeError):
                client.shutdown()

    @contextlib.contextmanager
    def _told(self, words: str = "") -> Iterator[None]:
        """Failures of the library as Trouble; its own text may hold addresses."""
        try:
            yield
        except (LoginError, Trouble):
            raise
        except OSError as error:
            raise trouble_of(error, self._mailbox.imap.host) from None
        except (IMAPClientError, ValueError, IndexError, KeyError, TypeError) as error:
            # A broken answer makes the library fail in many ways.
            if "abort" in type(error).__name__ and not words:
                raise trouble_of(ConnectionError(), self._mailbox.imap.host) from None
            raise Trouble(
                words or later("The mail server answered with something unexpected."),
                later("Check the folder and the server's log."),
            ) from None
