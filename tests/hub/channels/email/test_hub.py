"""A mailbox of a running hub: a customer's mail is work, its answer leaves once, whoever is killed meanwhile."""

import asyncio
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from agent_desktop.hub.channels.email.received import PART
from agent_desktop.hub.protocol import Answer
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import SendMessage
from agent_desktop.model.work import Channel
from tests.contracts.asynchronous import asynchronous
from tests.hub.channels.email.large_memory import large_mail
from tests.hub.channels.email.line import Line
from tests.hub.server.desk import Desk, http, make_agent, owner_token
from tests.hub.server.hub_process import kept_by, running_hub
from tests.peers.mail import PASSWORD, MailServers, Pair

pytestmark = pytest.mark.serial


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="agent-desktop-hub-") as name:
        yield Path(name)


def settings_of(servers: MailServers, pair: Pair) -> dict[str, str]:
    return {
        "address": pair.house,
        "imap_host": "localhost",
        "imap_port": str(servers.imaps),
        "smtp_host": "localhost",
        "smtp_port": str(servers.submission),
        "authority": servers.authority,
    }


def until(fits: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not fits():
        assert time.monotonic() < end
        time.sleep(0.05)


def there(servers: MailServers, pair: Pair) -> list[bytes]:
    return [file.read_bytes() for file in servers.box(pair.customer).glob("*")]


def mail_from(pair: Pair, name: str, text: str) -> bytes:
    return (
        f"From: Layla Haddad <{pair.customer}>\r\nTo: {pair.house}\r\nSubject: Order 4711\r\n"
        f"Message-ID: <{name}@customer.test>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        f"--b\r\nContent-Type: text/html\r\n\r\n<p onclick='x()'>{text}</p>\r\n--b\r\n"
        "Content-Type: application/pdf; name=order.pdf\r\n\r\n%PDF-1.4\r\n--b--\r\n"
    ).encode()


def messages(url: str, token: str, conversation_id: str) -> list[dict[str, Any]]:
    with http(url, token) as client:
        page = client.get(f"/v1/conversations/{conversation_id}/timeline?limit=100").json()
    return [one for one in page["items"] if one["type"] == "message"]


def reply(conversation_id: str, text: str) -> SendMessage:
    return SendMessage(
        client_id=new_id(), conversation_id=conversation_id, channel=Channel.EMAIL, text=text
    )


def put_mailbox(admin: httpx.Client, settings: dict[str, str]) -> None:
    """The mailbox is an entry point of the hub with these settings."""
    wish = {
        "type": "define_network_entry",
        "name": "Support by mail",
        "queue_id": "support",
        "network": "email",
        "settings": settings,
        "secrets": {"password": PASSWORD},
    }
    made = admin.put("/v1/admin/networks/mailbox", json=wish)
    assert made.status_code == 204, made.text


def use_mailbox(url: str, owner: str, settings: dict[str, str]) -> None:
    """The mailbox is an entry point of the hub, and connected."""

    def is_live() -> bool:
        entries = {one["id"]: one for one in admin.get("/v1/admin/networks").json()["entries"]}
        return bool(entries["mailbox"]["standing"]["code"] == "live")

    with http(url, owner) as admin:
        put_mailbox(admin, settings)
        until(is_live)
        assert PASSWORD not in admin.get("/v1/admin/networks").text


def test_a_mail_is_work_and_its_answer_leaves_once(servers: MailServers, folder: Path) -> None:
    pair = servers.pair()
    data = folder / "hub"
    with running_hub(data) as hub:
        owner = owner_token(hub.url, hub.ticket)
        ann = make_agent(hub.url, owner, "ann")
        use_mailbox(hub.url, owner, settings_of(servers, pair))
        with Desk.open(hub.live, ann) as desk:
            desk.ready()
            servers.deliver(pair.customer, pair.house, mail_from(pair, "one", "Where is it?"))
            conversation_id = desk.accept().offer.conversation_id
            [first] = messages(hub.url, ann, conversation_id)
            assert first["text"] == "Where is it?"
            assert first["author"]["name"] == "Layla Haddad"
            assert [one["name"] for one in first["attachments"]] == ["order.pdf"]
            assert first["mail"]["subject"] == "Order 4711"
            with http(hub.url, ann) as client:
                page = client.get(f"/v1/attachments/{first['mail']['html']['id']}")
            assert page.text == "<p>Where is it?</p>"
            answer = desk.perform(reply(conversation_id, "On its way."))
            assert isinstance(answer, Answer)
            until(lambda: len(there(servers, pair)) == 1)
            [mail] = there(servers, pair)
            assert b"In-Reply-To: <one@customer.test>" in mail
            assert b"Subject: Order 4711" in mail
            servers.end()
            assert isinstance(desk.perform(reply(conversation_id, "Second.")), Answer)
            assert isinstance(desk.perform(reply(conversation_id, "Third.")), Answer)
        hub.kill()
    servers.begin()
    servers.deliver(pair.customer, pair.house, mail_from(pair, "two", "Thank you."))
    with running_hub(data) as hub:
        until(lambda: len(there(servers, pair)) == 3)
        until(lambda: len(messages(hub.url, ann, conversation_id)) == 5)
        said = sorted(one["text"] for one in messages(hub.url, ann, conversation_id))
        assert said == ["On its way.", "Second.", "Thank you.", "Third.", "Where is it?"]
        found = b"".join(there(servers, pair))
        assert [found.count(word) for word in (b"On its way.", b"Second.", b"Third.")] == [1, 1, 1]
    kept = kept_by(data)
    assert b"On its way." in kept
    assert PASSWORD.encode() not in kept


@asynchronous
async def test_a_hub_killed_amid_a_large_mail_goes_on_where_it_was(
    servers: MailServers, folder: Path
) -> None:
    pair, file = servers.pair(), os.urandom(7_000_000)
    large_mail(folder / "large.eml", [file])
    raw = (folder / "large.eml").read_bytes()
    assert len(raw) > 2 * PART
    async with Line(servers.imap).open() as imap:
        settings = settings_of(servers, pair) | {
            "imap_host": "127.0.0.1",
            "imap_port": str(imap.port),
            "imap_security": "none",
        }

        def crash_and_begin_again() -> None:
            with running_hub(folder / "hub") as hub:
                owner = owner_token(hub.url, hub.ticket)
                ann = make_agent(hub.url, owner, "ann")
                use_mailbox(hub.url, owner, settings)
                imap.stops_at = imap.brought + PART + PART // 2
                servers.deliver(pair.customer, pair.house, raw)
                assert imap.stopped.wait(20)
                hub.kill()
            imap.stops_at, before = None, imap.brought
            with running_hub(folder / "hub") as hub:
                with Desk.open(hub.live, ann) as desk:
                    desk.ready()
                    conversation_id = desk.accept().offer.conversation_id
                    [message] = messages(hub.url, ann, conversation_id)
                    with http(hub.url, ann) as client:
                        [kept] = message["attachments"]
                        assert client.get(f"/v1/attachments/{kept['id']}").content == file
                        original = message["mail"]["original"]["id"]
                        page = client.get(f"/v1/attachments/{original}")
                        assert page.content.endswith(raw)
            assert "gaps" not in message
            assert imap.brought - before < len(raw) - PART + 100_000, "its first part was there"

        await asyncio.to_thread(crash_and_begin_again)
