"""A mailbox of a running hub: a customer's mail is work, its answer leaves once, whoever is killed meanwhile."""

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from agent_desktop.hub.protocol import Answer
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import SendMessage
from agent_desktop.model.work import Channel
from tests.hub.server.desk import Desk, http, make_agent, owner_token
from tests.hub.server.hub_process import running_hub
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


def test_a_mail_is_work_and_its_answer_leaves_once(servers: MailServers, folder: Path) -> None:
    pair = servers.pair()
    wish = {
        "type": "define_network_entry",
        "name": "Support by mail",
        "queue_id": "support",
        "network": "email",
        "settings": settings_of(servers, pair),
        "secrets": {"password": PASSWORD},
    }

    def code() -> str:
        with http(hub.url, owner) as admin:
            entries = {one["id"]: one for one in admin.get("/v1/admin/networks").json()["entries"]}
        return str(entries["mailbox"]["standing"]["code"])

    data = folder / "hub"
    with running_hub(data) as hub:
        owner = owner_token(hub.url, hub.ticket)
        ann = make_agent(hub.url, owner, "ann")
        with http(hub.url, owner) as admin:
            made = admin.put("/v1/admin/networks/mailbox", json=wish)
            assert made.status_code == 204, made.text
            assert PASSWORD not in admin.get("/v1/admin/networks").text
        until(lambda: code() == "live")
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
