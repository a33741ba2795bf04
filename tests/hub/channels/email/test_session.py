"""A mailbox at Dovecot and Postfix: TLS, OAuth2, both ways through everything, servers that die, folders made anew."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace

from agent_desktop.hub.channels.email import fetching
from agent_desktop.hub.channels.email.network import NETWORK
from agent_desktop.hub.channels.email.receiver import ReceiverSession
from agent_desktop.hub.channels.email.receiver_settings import read as read_receiver
from agent_desktop.hub.channels.email.session import MailSession
from agent_desktop.hub.channels.email.settings import read
from agent_desktop.hub.written import attempts
from agent_desktop.hub.written.records import Arrived, Letter, NotNow, Receipt, Rejected, Sent
from agent_desktop.hub.written.retries import Retries
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import wall_clock
from agent_desktop.model.gaps import GapCode
from agent_desktop.model.mail_heads import Automatic, MailHead
from agent_desktop.model.timeline import Delivery
from tests.contracts.asynchronous import asynchronous
from tests.hub.channels.post import MemoryPost
from tests.peers.mail import GHOST, PASSWORD, MailServers, Pair
from tests.peers.process import free_ports
from tests.peers.provider import CLIENT, CLIENT_SECRET, REFRESH

pytestmark = pytest.mark.serial


def settings_of(servers: MailServers, pair: Pair) -> dict[str, str]:
    return {
        "address": pair.house,
        "imap_host": "localhost",
        "imap_port": str(servers.imaps),
        "smtp_host": "localhost",
        "smtp_port": str(servers.submission),
        "authority": servers.authority,
        "plus_address": "yes",
    }


def with_oauth2(servers: MailServers, pair: Pair) -> tuple[dict[str, str], dict[str, str]]:
    servers.endpoint.owner = pair.house
    settings = settings_of(servers, pair)
    settings |= {"sign_in": "oauth2", "client_id": CLIENT, "token_url": servers.endpoint.url}
    return settings, {"client_secret": CLIENT_SECRET, "refresh_token": REFRESH}


@asynccontextmanager
async def running(
    post: MemoryPost, settings: dict[str, str], secrets: dict[str, str] | None = None
) -> AsyncIterator[MailSession]:
    box = read(settings, secrets or {"password": PASSWORD})
    session = MailSession(box, post, Retries(first_ms=50, longest_ms=200))
    task = asyncio.create_task(session.run())
    try:
        await post.stood("live", len(post.standings))
        yield session
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def letter_to(address: str, text: str = "Good day", key: str = "letter-1") -> Letter:
    return Letter(
        id=key,
        entry_point_id="entry-point",
        conversation_id="conversation",
        to=address,
        text=text,
        written_at=wall_clock(),
        mail=MailHead(subject="Your order"),
    )


def mail_from(pair: Pair, name: str, body: str = "Hello", head: str = "") -> bytes:
    return (
        f"From: Layla <{pair.customer}>\r\nTo: {pair.house}\r\nSubject: Order\r\n"
        f"Message-ID: <{name}@customer.test>\r\n{head}\r\n{body}\r\n"
    ).encode()


async def in_box(servers: MailServers, address: str, folder: str, count: int = 1) -> list[bytes]:
    """The mails in a folder ("new", ".Sent/cur"), as soon as there are so many."""
    place = servers.box(address).parent / folder
    async with asyncio.timeout(20):
        while len(files := list(place.glob("*"))) < count:  # noqa: ASYNC110, a folder tells nobody
            await asyncio.sleep(0.05)
    return [file.read_bytes() for file in files]


@asynchronous
async def test_the_whole_way_there_and_back(servers: MailServers, tmp_path: Path) -> None:
    pair = servers.pair()
    post = MemoryPost(tmp_path)
    async with running(post, settings_of(servers, pair)) as session:
        mail = (
            f"From: Layla <{pair.customer}>\r\nTo: Support <{pair.house.replace('@', '+c0ffee@')}>\r\n"
            "Subject: =?utf-8?q?R=C3=A9=C3=A7u?=\r\nMessage-ID: <one@customer.test>\r\n"
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"
            '<p onclick="x()">Hello <b>you</b></p>\r\n--b\r\nContent-Type: application/pdf\r\n'
            "Content-Disposition: attachment; filename*=utf-8''r%C3%A9%C3%A7u.pdf\r\n"
            "Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQ=\r\n--b--\r\n"
        ).encode()
        await asyncio.to_thread(servers.write, pair.customer, pair.house, mail)
        [news] = await post.first(Arrived)
        assert (news.text, news.subject, news.token) == ("Hello you", "Réçu", "c0ffee")
        assert news.address.value == pair.customer
        [attachment] = [post.attachment(each) for each in news.attachments]
        assert (attachment.name, attachment.media_type) == ("réçu.pdf", "application/pdf")
        assert news.mail is not None
        assert news.mail.html is not None
        assert news.mail.original is not None
        assert post.bytes_of(news.mail.html.id) == b"<p>Hello <b>you</b></p>"
        assert post.bytes_of(news.mail.original.id).endswith(mail.partition(b"\r\n\r\n")[2])

        file = await post.keep_file("offer.bin", bytes(range(256)) * 4_000)
        answer = replace(
            letter_to(pair.customer),
            answers=("one@customer.test",),
            token="c0ffee",
            attachments=(Attachment(id=file.id, name="Ofertą.bin", media_type="", size=file.size),),
        )
        assert await session.send(answer) == Sent(remote_ids=("letter-1.desk@hub.test",))
        [there] = await in_box(servers, pair.customer, "new")
        assert b"In-Reply-To: <one@customer.test>" in there
        assert b"+c0ffee@hub.test" in there
        assert len(there) > 340_000
        [copy] = await in_box(servers, pair.house, ".Sent/cur")
        assert copy.replace(b"\r\n", b"\n") in there.replace(b"\r\n", b"\n")
        [told] = await post.first(Receipt)
        assert (told.remote_id, told.delivery) == ("letter-1.desk@hub.test", Delivery.SENT)
        assert len(post.of(Arrived)) == 1, "the server's report of success is no message"


@asynchronous
async def test_answers_that_were_lost_are_found_among_the_sent(
    servers: MailServers, tmp_path: Path
) -> None:
    pair = servers.pair()
    post = MemoryPost(tmp_path)
    async with running(post, settings_of(servers, pair)) as session:
        letter = letter_to(pair.customer)
        never = await session.look(letter)
        assert isinstance(never, NotNow), "it never left"
        assert isinstance(await session.send(letter), Sent)
        await in_box(servers, pair.house, ".Sent/cur")
    # The hub died before it heard: all that is left is the mark that it left.
    post.remembered["leaving"], post.remembered["taken"] = "letter-1", ""
    async with running(post, settings_of(servers, pair)) as session:
        assert await session.look(letter) == Sent(remote_ids=("letter-1.desk@hub.test",))
    # And when the server's word was kept, nobody has to look.
    post.remembered["leaving"], post.remembered["taken"] = "", "letter-7"
    async with running(post, settings_of(servers, pair)) as session:
        seventh = letter_to(pair.customer, key="letter-7")
        assert isinstance(await session.look(seventh), Sent)
    assert len(await in_box(servers, pair.customer, "new")) == 1


@asynchronous
async def test_oauth2_and_a_token_that_ran_out(servers: MailServers, tmp_path: Path) -> None:
    pair = servers.pair()
    post = MemoryPost(tmp_path)
    settings, secrets = with_oauth2(servers, pair)
    asked = servers.endpoint.asked
    async with running(post, settings, secrets) as session:
        assert isinstance(await session.send(letter_to(pair.customer)), Sent)
        assert servers.endpoint.asked == asked + 1, "one token for both servers"
        await asyncio.to_thread(servers.deliver, pair.customer, pair.house, mail_from(pair, "one"))
        await post.first(Arrived)
    steps = [step async for step in NETWORK.probe(settings, secrets)]
    assert {step.result for step in steps} == {"good"}
    assert len(steps) == 8


@asynchronous
async def test_a_refresh_token_that_is_exchanged_is_kept(
    servers: MailServers, tmp_path: Path
) -> None:
    pair = servers.pair()
    post = MemoryPost(tmp_path)
    settings, secrets = with_oauth2(servers, pair)
    servers.endpoint.rotates = True
    try:
        async with running(post, settings, secrets):
            pass
        kept = post.secrets["refresh_token"]
        assert kept == servers.endpoint.refresh != REFRESH
        async with running(post, settings, secrets | post.secrets):
            pass
        assert post.secrets["refresh_token"] != kept
    finally:
        servers.endpoint.rotates, servers.endpoint.refresh = False, REFRESH


@asynchronous
async def test_a_refresh_token_that_was_taken_back(servers: MailServers, tmp_path: Path) -> None:
    pair = servers.pair()
    post = MemoryPost(tmp_path)
    settings, secrets = with_oauth2(servers, pair)
    secrets["refresh_token"] = "old-word"
    session = MailSession(read(settings, secrets), post)
    task = asyncio.create_task(session.run())
    standing = await post.stood("refused")
    assert pair.house in standing.words
    assert "sign in again" in standing.remedy
    assert isinstance(await session.send(letter_to(pair.customer)), NotNow)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@asynchronous
async def test_servers_that_die_and_come_back(servers: MailServers, tmp_path: Path) -> None:
    pair = servers.pair()
    post = MemoryPost(tmp_path)
    async with running(post, settings_of(servers, pair)) as session:
        assert isinstance(await session.send(letter_to(pair.customer)), Sent)
        seen = len(post.standings)
        await asyncio.to_thread(servers.end)
        waiting = await post.stood("waiting", seen)
        assert waiting.remedy
        assert isinstance(await session.send(letter_to(pair.customer, "Two", "letter-2")), NotNow)
        await asyncio.to_thread(servers.begin)
        await post.stood("live", seen)
        for number in range(30):
            mail = mail_from(pair, f"mail-{number}")
            await asyncio.to_thread(servers.deliver, pair.customer, pair.house, mail)
        found = await post.first(Arrived, 30)
        assert [one.remote_id for one in found] == [
            f"mail-{number}@customer.test" for number in range(30)
        ]
        assert isinstance(await session.send(letter_to(pair.customer, "Two", "letter-2")), Sent)
    assert len(await in_box(servers, pair.customer, "new", 2)) == 2


@asynchronous
async def test_a_folder_made_anew_is_read_again(servers: MailServers, tmp_path: Path) -> None:
    pair = servers.pair()
    post = MemoryPost(tmp_path)
    await asyncio.to_thread(servers.deliver, pair.customer, pair.house, mail_from(pair, "older"))
    async with running(post, settings_of(servers, pair)):
        await asyncio.to_thread(servers.deliver, pair.customer, pair.house, mail_from(pair, "one"))
        await post.first(Arrived)
        validity = post.remembered["uidvalidity"]
    box = servers.box(pair.house).parent
    box.rename(box.with_name("old"))
    await asyncio.to_thread(servers.deliver, pair.customer, pair.house, mail_from(pair, "one"))
    await asyncio.to_thread(servers.deliver, pair.customer, pair.house, mail_from(pair, "two"))
    # Dovecot numbers by the second, so that both may be alike within one.
    await asyncio.to_thread(servers.number_anew, pair.house, int(validity) + 1)
    async with running(post, settings_of(servers, pair)):
        found = await post.first(Arrived, 2)
        await post.until(lambda: post.remembered["uidvalidity"] == str(int(validity) + 1))
    assert [one.remote_id for one in found] == ["one@customer.test", "two@customer.test"]


@asynchronous
async def test_a_letter_that_comes_back_is_a_receipt(servers: MailServers, tmp_path: Path) -> None:
    pair = servers.pair()
    post = MemoryPost(tmp_path)
    async with running(post, settings_of(servers, pair)) as session:
        assert isinstance(await session.send(letter_to(GHOST)), Sent)
        [receipt] = await post.first(Receipt)
        assert (receipt.remote_id, receipt.delivery) == ("letter-1.desk@hub.test", Delivery.REFUSED)
        assert GHOST in receipt.problem
        assert receipt.report is not None
        assert b"Action: failed" in post.bytes_of(receipt.report.id), "it is kept as it came"
        assert not post.of(Arrived)


@asynchronous
async def test_what_the_server_refuses_says_who(
    servers: MailServers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = servers.pair()
    post = MemoryPost(tmp_path)
    async with running(post, settings_of(servers, pair)) as session:
        bad = letter_to(pair.customer)
        bad = replace(bad, mail=MailHead(subject="x", cc=("nobody@customer.test",)))
        outcome = await session.send(bad)
        assert isinstance(outcome, Rejected)
        assert "nobody@customer.test" in outcome.problem
        nowhere = await session.send(letter_to("no address"))
        assert isinstance(nowhere, Rejected)
        gone = Attachment(id="gone", name="gone.pdf", media_type="", size=1)
        lost = await session.send(replace(letter_to(pair.customer), attachments=(gone,)))
        assert isinstance(lost, Rejected)
        assert "file" in lost.problem
        (tmp_path / "full").write_bytes(b"")
        monkeypatch.setattr(post, "landing", lambda key: tmp_path / "full" / key)
        assert isinstance(await session.send(letter_to(pair.customer)), NotNow), "no room"
        monkeypatch.undo()
        # Nobody got the first, and the connection is good for the next.
        assert isinstance(await session.send(letter_to(pair.customer, "Good", "letter-2")), Sent)
    [there] = await in_box(servers, pair.customer, "new")
    assert b"Good" in there


@asynchronous
async def test_files_give_a_letter_time(
    servers: MailServers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair, post = servers.pair(), MemoryPost(tmp_path)
    async with running(post, settings_of(servers, pair)) as session:
        monkeypatch.setattr(attempts, "SEND_S", 0)
        late = await session.send(letter_to(pair.customer))
        assert isinstance(late, NotNow), "it did not begin to leave"
        file = await post.keep_file("offer.bin", bytes(1_000_000))
        assert isinstance(
            await session.send(replace(letter_to(pair.customer), attachments=(file,))), Sent
        )


@asynchronous
async def test_large_mails_are_bounded_and_poison_holds_nobody_up(
    servers: MailServers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "PART", 50_000)
    monkeypatch.setattr(fetching, "MAX_MAIL", 100_000)
    monkeypatch.setattr(fetching, "BEGINNING", 20_000)
    pair = servers.pair()
    post = MemoryPost(tmp_path)
    large = mail_from(
        pair,
        "large",
        "--b\r\n\r\nThe beginning\r\n--b\r\nContent-Type: image/png; name=a.png\r\n\r\n"
        + "x" * 70
        + "\r\n" * 80_000,
        "Content-Type: multipart/mixed; boundary=b\r\n",
    )
    poison = b'\xff\xfe: \r\nContent-Type: multipart/mixed; boundary="\r\n\r\n\x00--'
    away = mail_from(pair, "away", head="Auto-Submitted: auto-replied\r\n")
    async with running(post, settings_of(servers, pair)):
        for mail in (large, poison, away):
            await asyncio.to_thread(servers.deliver, pair.customer, pair.house, mail)
        first, second, third = await post.first(Arrived, 3)
        assert first.text == "The beginning"
        [gap] = first.gaps
        assert gap.code is GapCode.CUT
        assert gap.size > len(large)
        assert first.attachments == ()
        assert second.mail is not None
        assert second.mail.original is not None
        assert third.mail is not None
        assert third.mail.automatic is Automatic.REPLY


@asynchronous
async def test_a_stranger_with_the_servers_name_is_not_believed(
    servers: MailServers, tmp_path: Path
) -> None:
    pair = servers.pair()
    settings = settings_of(servers, pair) | {"authority": ""}
    post = MemoryPost(tmp_path)
    session = MailSession(read(settings, {"password": PASSWORD}), post)
    task = asyncio.create_task(session.run())
    standing = await post.stood("waiting")
    assert "could not prove who it is" in standing.words
    assert isinstance(await session.send(letter_to(pair.customer)), NotNow)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    steps = [step async for step in NETWORK.probe(settings, {"password": PASSWORD})]
    assert [step.result for step in steps] == ["good", "good", "failed", *["skipped"] * 5]


@asynchronous
async def test_a_site_delivers_to_the_hub(servers: MailServers, tmp_path: Path) -> None:
    pair = servers.pair()
    [port] = free_ports(1)
    settings = {
        "address": pair.house,
        "smtp_host": "127.0.0.1",
        "smtp_port": str(servers.submission),
        "smtp_security": "none",
        "listen_port": str(port),
        "protocol": "lmtp",
    }
    await asyncio.to_thread(servers.hand_over, pair.house, port)
    post = MemoryPost(tmp_path)
    receiver = read_receiver(settings, {"password": PASSWORD})
    session = ReceiverSession(receiver, post)
    task = asyncio.create_task(session.run())
    await post.stood("live")
    for number in range(3):
        mail = mail_from(pair, f"mail-{number}")
        await asyncio.to_thread(servers.write, pair.customer, pair.house, mail)
    found = await post.first(Arrived, 3)
    assert {one.remote_id for one in found} == {
        f"mail-{number}@customer.test" for number in range(3)
    }
    assert isinstance(await session.send(letter_to(pair.customer)), Sent)
    assert len(await in_box(servers, pair.customer, "new")) == 1
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
