"""Mail delivered to the hub: kept before it is answered, for our addresses, from servers that may; also by Postfix."""

import asyncio
import smtplib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace

from agent_desktop.hub.channels.email.receiver import ReceiverSession
from agent_desktop.hub.channels.email.receiver_network import NETWORK
from agent_desktop.hub.channels.email.receiver_settings import read
from agent_desktop.hub.written.records import Arrived, NotNow, Unclear
from agent_desktop.hub.written.retries import Retries
from agent_desktop.model.errors import Refused
from tests.contracts.asynchronous import asynchronous
from tests.hub.channels.email.test_writing import LETTER
from tests.hub.channels.post import MemoryPost
from tests.peers.process import free_ports
from tests.sip.certificates import Authority

MAIL = b"From: Layla <layla@a.example>\r\nSubject: x\r\nMessage-ID: <%d@a>\r\n\r\n.Hello\r\n%s\r\n"


def settings_of(port: int, **more: str) -> dict[str, str]:
    return {
        "address": "support@hub.test",
        "smtp_host": "127.0.0.1",
        "smtp_port": "9",
        "smtp_security": "none",
        "listen_port": str(port),
        **more,
    }


@asynccontextmanager
async def running(post: MemoryPost, settings: dict[str, str]) -> AsyncIterator[ReceiverSession]:
    NETWORK.check(settings, {})
    session = ReceiverSession(read(settings, {}), post, Retries(first_ms=20, longest_ms=50))
    task = asyncio.create_task(session.run())
    try:
        await post.stood("live")
        yield session
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def by(way: Callable[[], smtplib.SMTP], *mails: bytes, to: str = "support@hub.test") -> None:
    def deliver() -> None:
        with way() as client:
            for mail in mails:
                client.sendmail("layla@a.example", [to], mail)

    await asyncio.to_thread(deliver)


@asynchronous
async def test_what_is_delivered_is_kept_first(tmp_path: Path) -> None:
    [port] = free_ports(1)
    post = MemoryPost(tmp_path)
    async with running(post, settings_of(port)):

        def way() -> smtplib.SMTP:
            return smtplib.SMTP("127.0.0.1", port)

        await by(way, MAIL % (1, b"x" * 5_000), MAIL % (2, b""), to="Support+c0ffee@hub.test")
        await by(way, MAIL % (1, b"again"))
        first, second = post.of(Arrived)
        assert first.text == ".Hello\n" + "x" * 5_000
        assert (second.remote_id, second.token) == ("2@a", "c0ffee")
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            await by(way, MAIL % (3, b""), to="other@hub.test")
        post.refusing = True
        with pytest.raises(smtplib.SMTPDataError) as refused:
            await by(way, MAIL % (4, b""))
        assert refused.value.smtp_code == 451
        post.refusing = False
        await by(way, MAIL % (4, b""))
        assert len(post.of(Arrived)) == 3


@asynchronous
async def test_lmtp_answers_for_each_recipient(tmp_path: Path) -> None:
    [port] = free_ports(1)
    post = MemoryPost(tmp_path)
    settings = settings_of(port, protocol="lmtp", aliases="sales@hub.test")
    async with running(post, settings):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)

        async def say(words: bytes, answers: int = 1) -> list[bytes]:
            writer.write(words + b"\r\n" if words else b"")
            found: list[bytes] = []
            while len(found) < answers:
                line = await reader.readline()
                if line[3:4] == b" ":
                    found.append(line[:3])
            return found

        assert await say(b"") == [b"220"]
        assert await say(b"LHLO mx.test") == [b"250"]
        assert await say(b"MAIL FROM:<a@b.example>") == [b"250"]
        for address in (b"support", b"sales"):
            assert await say(b"RCPT TO:<" + address + b"@hub.test>") == [b"250"]
        assert await say(b"DATA") == [b"354"]
        assert await say(MAIL % (1, b"") + b".", 2) == [b"250", b"250"]
        writer.close()
    assert len(post.of(Arrived)) == 1


@asynchronous
async def test_strangers_are_not_heard(tmp_path: Path) -> None:
    [port] = free_ports(1)
    async with running(MemoryPost(tmp_path), settings_of(port, allowed="192.0.2.0/24")):
        with pytest.raises(smtplib.SMTPSenderRefused):
            await by(lambda: smtplib.SMTP("127.0.0.1", port), MAIL % (1, b""))


@asynchronous
async def test_deliveries_may_be_encrypted(tmp_path: Path) -> None:
    [port] = free_ports(1)
    files = Authority(tmp_path).issue("localhost")
    post = MemoryPost(tmp_path)
    settings = settings_of(port, certificate=str(files.certificate), key=str(files.key))

    def way() -> smtplib.SMTP:
        client = smtplib.SMTP("127.0.0.1", port)
        client.starttls()
        return client

    async with running(post, settings):
        await by(way, MAIL % (1, b""))
    assert post.of(Arrived)


@asynchronous
async def test_a_port_that_is_taken_is_said_and_tried_again(tmp_path: Path) -> None:
    taken = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
    port = taken.sockets[0].getsockname()[1]
    post = MemoryPost(tmp_path)
    session = ReceiverSession(
        read(settings_of(port), {}), post, Retries(first_ms=20, longest_ms=50)
    )
    task = asyncio.create_task(session.run())
    standing = await post.stood("waiting")
    assert str(port) in standing.words
    taken.close()
    await taken.wait_closed()
    await post.stood("live")
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@asynchronous
async def test_letters_that_may_have_left_stay_unclear(tmp_path: Path) -> None:
    [port] = free_ports(1)
    post = MemoryPost(tmp_path)
    post.remembered["leaving"] = "left"
    async with running(post, settings_of(port)) as session:
        assert isinstance(await session.send(LETTER), NotNow), "nobody listens at port 9"
        assert isinstance(await session.look(LETTER), NotNow)
    session = ReceiverSession(read(settings_of(port), {}), post)
    left = replace(LETTER, id="left")
    assert isinstance(await session.look(left), Unclear)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("address", "nobody"),
        ("listen_port", "0"),
        ("listen_port", ""),
        ("allowed", "everybody"),
        ("protocol", "http"),
        ("smtp_host", ""),
        ("smtp_host", "mail.example.org"),
        ("name", "a\nb"),
    ],
)
def test_settings_that_cannot_be_right(name: str, value: str) -> None:
    with pytest.raises(Refused) as refused:
        NETWORK.check(settings_of(2525) | {name: value}, {})
    expected = "smtp_security" if value == "mail.example.org" else name
    assert refused.value.problem.field == expected
    assert refused.value.problem.remedy
