"""Copies among the sent mails: each once, whoever goes in between, and said where they fail; of reports, too."""

import io
from contextlib import AsyncExitStack
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from agent_desktop.hub.channels.email.mailbox import Connection
from agent_desktop.hub.channels.email.network import NETWORK
from agent_desktop.hub.doors.uploads import Uploads
from agent_desktop.hub.written.records import Sent
from tests.contracts.asynchronous import asynchronous
from tests.hub.channels.email.line import Line
from tests.hub.channels.email.test_session import in_box, letter_to, running
from tests.hub.channels.post import MemoryPost
from tests.hub.server.report_stage import SCHEDULE, staged
from tests.peers.mail import PASSWORD, MailServers, Pair

pytestmark = pytest.mark.serial


def settings_of(servers: MailServers, pair: Pair, imap: int) -> dict[str, str]:
    return {
        "address": pair.house,
        "imap_host": "127.0.0.1",
        "imap_port": str(imap),
        "imap_security": "none",
        "smtp_host": "127.0.0.1",
        "smtp_port": str(servers.submission),
        "smtp_security": "none",
    }


async def all_copied(post: MemoryPost) -> None:
    """Nothing waits."""
    await post.until(lambda: "uncopied" not in post.remembered)


def nothing_left(folder: Path) -> bool:
    """Whether the session, which is closed, left no file of a letter."""
    return not list(folder.glob("landing-*"))


@asynchronous
async def test_a_copy_waits_for_a_mailbox_that_is_away(
    servers: MailServers, tmp_path: Path
) -> None:
    pair, post = servers.pair(), MemoryPost(tmp_path)
    async with Line(servers.imap).open() as imap:
        settings = settings_of(servers, pair, imap.port)
        async with AsyncExitStack() as later:
            async with running(post, settings) as session:
                await later.enter_async_context(imap.away())
                for key in ("one", "two"):
                    assert isinstance(await session.send(letter_to(pair.customer, key=key)), Sent)
            assert post.remembered["uncopied"] == "one two"
        async with running(post, settings):  # another one, as after a kill
            await all_copied(post)
        copies = await in_box(servers, pair.house, ".Sent/cur", 2)
    assert nothing_left(tmp_path)
    assert sorted(b"<one.desk@" in each for each in copies) == [False, True]
    assert len(await in_box(servers, pair.customer, "new")) == 2


@asynchronous
async def test_a_copy_that_may_be_there_is_looked_for(
    servers: MailServers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair, post = servers.pair(), MemoryPost(tmp_path)
    settings = settings_of(servers, pair, servers.imap)
    keep = Connection.keep_copy

    def keep_and_die(connection: Connection, mail: bytes) -> None:
        keep(connection, mail)
        post.refusing = True  # what follows is not remembered

    monkeypatch.setattr(Connection, "keep_copy", keep_and_die)
    async with running(post, settings) as session:
        assert isinstance(await session.send(letter_to(pair.customer)), Sent)
        await post.until(lambda: post.refusing)
    assert post.remembered["uncopied"] == "letter-1"
    monkeypatch.undo()
    post.refusing = False
    async with running(post, settings):
        await all_copied(post)
    assert nothing_left(tmp_path)
    assert len(await in_box(servers, pair.house, ".Sent/cur")) == 1


@asynchronous
async def test_a_folder_that_takes_no_copies_is_said(servers: MailServers, tmp_path: Path) -> None:
    pair, post = servers.pair(), MemoryPost(tmp_path)
    settings = settings_of(servers, pair, servers.imap) | {"sent_folder": "Away"}
    async with running(post, settings) as session:
        assert isinstance(await session.send(letter_to(pair.customer)), Sent)
        await post.until(lambda: "cannot be used" in post.standings[-1].words)
        assert (post.standings[-1].code, bool(post.standings[-1].remedy)) == ("live", True)
        steps = [step async for step in NETWORK.probe(settings, {"password": PASSWORD})]
        assert [step.step for step in steps if step.result == "failed"] == [
            "Open the folder of sent mails"
        ]
        servers.make_folder(pair.house, "Away")
        second = letter_to(pair.customer, key="letter-2")
        assert isinstance(await session.send(second), Sent)
        await post.until(lambda: post.standings[-1].words == "")
        await all_copied(post)
    assert nothing_left(tmp_path)
    assert len(await in_box(servers, pair.house, ".Away/cur", 2)) == 2


class HousePost(MemoryPost):
    """A post whose letters may have files of the house, too."""

    uploads: Uploads

    async def file(self, attachment_id: str) -> Path:
        """Where its bytes lie."""
        return self.uploads.place(await self.uploads.find(attachment_id))


@asynchronous
async def test_a_scheduled_report_reaches_everybody_with_a_copy_among_the_sent_mails(
    servers: MailServers, tmp_path: Path
) -> None:
    pair, other, post = servers.pair(), servers.pair(), HousePost(tmp_path)
    async with staged(tmp_path) as stage, Line(servers.imap).open() as imap:
        post.uploads = stage.uploads
        async with running(post, settings_of(servers, pair, imap.port)) as session:
            stage.mailbox = session
            receivers = (pair.customer, other.customer)
            planned = await stage.define(replace(SCHEDULE, format="xlsx", receivers=receivers))
            assert planned.due_at is not None
            made = await stage.later(planned.due_at - stage.now)
            assert (made.state, made.problem) == ("sent", "")
            assert (await stage.later(1)).sent_at == made.sent_at, "it goes out once an hour"
            await all_copied(post)
        boxes = [(one, "new") for one in receivers] + [(pair.house, ".Sent/cur")]
        for address, box in boxes:
            (raw,) = await in_box(servers, address, box)
            mail = message_from_bytes(raw, policy=default)
            assert mail["subject"] == "Service nach Zeitabschnitten, 28.03.2026"
            assert mail["auto-submitted"] == "auto-generated"
            assert mail["from"].addresses[0].addr_spec == pair.house
            assert {one.addr_spec for one in mail["to"].addresses} == set(receivers)
            body = mail.get_body(("plain",))
            assert body is not None
            assert "Der Bericht liegt bei." in body.get_content()
            page = mail.get_body(("html",))
            assert page is not None
            assert "Der Bericht liegt bei." in page.get_content()
            (file,) = mail.iter_attachments()
            assert (
                file.get_content_subtype()
                == "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            )
            assert file.get_filename() == "service-2026-03-28.xlsx"
            with ZipFile(io.BytesIO(file.get_content())) as book:
                assert "Gekommen" in book.read("xl/sharedStrings.xml").decode()
