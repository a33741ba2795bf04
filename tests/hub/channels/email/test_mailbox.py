"""A mailbox's connection against a server that says what the test wants: the traps of IDLE and of signing in."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from agent_desktop.hub.channels.email.mailbox import Connection
from agent_desktop.hub.channels.email.settings import read
from agent_desktop.hub.written.link import AccountRefused, Trouble

#: A command's name → what is said to it; "TAG" stands for the command's own. None: the connection is closed.
Says = dict[str, bytes | None]
USUAL: Says = {
    "CAPABILITY": b"* CAPABILITY IMAP4rev1 IDLE\r\nTAG OK done\r\n",
    "LOGIN": b"TAG OK [CAPABILITY IMAP4rev1 IDLE] in\r\n",
    "SELECT": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 2] x\r\nTAG OK [READ-WRITE]\r\n",
    "IDLE": b"+ idling\r\n",
    "DONE": b"TAG OK idled\r\n",
    "LOGOUT": b"* BYE then\r\nTAG OK done\r\n",
}


@contextmanager
def server(says: Says) -> Iterator[int]:
    """A port at which one connection is answered so."""
    said = USUAL | says
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        wire, _ = listener.accept()
        tag = b""
        with wire, wire.makefile("rb") as lines:
            wire.sendall(b"* OK ready\r\n")
            for line in lines:
                words = line.split()
                if words[0] != b"DONE":
                    tag = words[0]
                name = words[0 if words[0] == b"DONE" else 1].decode().upper()
                answer = said[name]
                if answer is None:
                    return
                wire.sendall(answer.replace(b"TAG", tag))

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        thread.join(10)
        listener.close()


@contextmanager
def connected(says: Says) -> Iterator[Connection]:
    with server(says) as port:
        settings = {
            "address": "support@hub.test",
            "imap_host": "127.0.0.1",
            "imap_port": str(port),
            "imap_security": "none",
            "smtp_host": "127.0.0.1",
            "smtp_security": "none",
        }
        connection = Connection(read(settings, {"password": "secret-word"}))
        connection.connect()
        try:
            yield connection
        finally:
            connection.interrupt()
            connection.close()


@contextmanager
def opened(says: Says) -> Iterator[Connection]:
    with connected(says) as connection:
        connection.sign_in("")
        assert connection.open_folder() == (7, 2)
        yield connection


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "says",
    [
        b"+ idling\r\n* 2 EXISTS\r\n",
        b"* 2 EXISTS\r\n+ idling\r\n",
        b"+ idling\r\n* OK Still here\r\n* 2 EXISTS\r\n* 1 RECENT\r\n",
    ],
)
def test_what_comes_with_the_consent_to_wait_is_seen(says: bytes) -> None:
    with opened({"IDLE": says}) as connection:
        connection.wait(600)  # longer than the test may take


@pytest.mark.timeout(20)
@pytest.mark.parametrize("says", [b"+ idling\r\n* BYE shutting down\r\n", None])
def test_a_server_that_goes_is_noticed(says: bytes | None) -> None:
    with opened({"IDLE": says}) as connection, pytest.raises(Trouble) as trouble:
        connection.wait(15)
    assert trouble.value.words
    assert trouble.value.remedy


@pytest.mark.timeout(20)
def test_a_wait_can_be_interrupted() -> None:
    with opened({}) as connection:
        connection.wait(0.05)  # what SELECT said of the mails is not news: this ends by its time
        soon = threading.Timer(0.1, connection.interrupt)
        soon.start()
        with pytest.raises(Trouble):
            connection.wait(15)
        soon.join()


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("says", "kind"),
    [
        (b"TAG NO [AUTHENTICATIONFAILED] Authentication failed.\r\n", AccountRefused),
        (b"TAG NO LOGIN failed.\r\n", AccountRefused),
        (b"TAG NO [ALERT] Application-specific password required\r\n", AccountRefused),
        (b"TAG NO [UNAVAILABLE] Temporary authentication failure.\r\n", Trouble),
        (b"TAG NO Too many simultaneous connections\r\n", Trouble),
        (b"* BYE disconnecting\r\n", Trouble),
        (None, Trouble),
    ],
)
def test_a_refusal_is_told_from_a_bad_moment(
    says: bytes | None, kind: type[AccountRefused] | type[Trouble]
) -> None:
    with connected({"LOGIN": says}) as connection:
        if says is not None and says.startswith(b"* BYE"):
            soon = threading.Timer(0.1, connection.interrupt)
            soon.start()
        with pytest.raises(kind) as error:
            connection.sign_in("")
        assert "secret-word" not in f"{error.value!r} {vars(error.value)} {connection!r}"
        if isinstance(error.value, AccountRefused):
            assert "support@hub.test" in error.value.words
            assert "password" in error.value.remedy


@pytest.mark.timeout(20)
@pytest.mark.parametrize("says", [b"TAG NO no such mailbox\r\n", b"garbage\r\n", None])
def test_a_folder_that_cannot_be_opened_is_trouble(says: bytes | None) -> None:
    with connected({"SELECT": says}) as connection:
        connection.sign_in("")
        with pytest.raises(Trouble) as trouble:
            connection.open_folder()
        assert re.search(r"INBOX|127\.0\.0\.1|mail server", trouble.value.words)
