"""A visitor chats and leaves; the agent goes on by e-mail; the customer answers: one conversation, one agent.

The visitor's browser, the window, the hub, Dovecot and Postfix are real; the hub is killed in the middle.
"""

import asyncio
import email
import email.policy
import gc
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import httpx
import pytest
from PySide6.QtCore import Qt

from agent_desktop.model.base import new_id
from agent_desktop.model.timeline import Delivery
from agent_desktop.model.work import Channel
from tests.journeys.conftest import RunJourney
from tests.journeys.keychain import KeychainInMemory
from tests.journeys.records import kept_by_hub
from tests.journeys.seat import WITHIN_S, Seat, until
from tests.journeys.talking import accept, without_undo
from tests.journeys.visitor import Visitor
from tests.peers.mail import PASSWORD, MailServers, Pair, mail_servers
from tests.sip.certificates import Authority

pytestmark = pytest.mark.serial

QUESTION = f"My lamp {new_id()} is broken."
ANSWER = "Which lamp is it?"
BY_MAIL = "You left the chat, so I write to you here."
REPLY = "It is the tall one."
LAST = "A new one is on its way."


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServers]:
    """Dovecot and Postfix, running."""
    with mail_servers(Authority(tmp_path_factory.mktemp("authority"))) as running:
        yield running


def hub_of(seat: Seat) -> httpx.AsyncClient:
    """The hub's HTTP interface as the owner of the window has it."""
    session = seat.program._session
    assert session is not None
    url = seat.demo.removesuffix("/demo")
    return httpx.AsyncClient(base_url=url, headers={"authorization": f"Bearer {session.token}"})


async def open_the_mailbox(seat: Seat, servers: MailServers, pair: Pair) -> None:
    """The owner gives the team a mailbox."""
    wish = {
        "type": "define_network_entry",
        "name": "Care",
        "queue_id": "support",
        "network": "email",
        "settings": {
            "address": pair.house,
            "name": "Halden Care",
            "imap_host": "127.0.0.1",
            "imap_port": str(servers.imap),
            "imap_security": "none",
            "smtp_host": "127.0.0.1",
            "smtp_port": str(servers.submission),
            "smtp_security": "none",
        },
        "secrets": {"password": PASSWORD},
    }
    async with hub_of(seat) as hub:
        tested = (await hub.post("/v1/admin/networks/care/test", json=wish)).json()["steps"]
        assert [one["words"] for one in tested if one["result"] == "failed"] == []
        kept = await hub.put("/v1/admin/networks/care", json=wish)
        assert kept.status_code == 204, kept.text


async def inbox_of(servers: MailServers, address: str, count: int) -> list[EmailMessage]:
    """The mails of a mailbox, oldest first, as soon as there are `count`."""
    box = servers.box(address)
    await until(
        f"{count} mails for the customer",
        lambda: box.is_dir() and len(list(box.iterdir())) >= count,
    )
    files = sorted(box.iterdir(), key=lambda one: one.stat().st_mtime_ns)
    assert len(files) == count
    policy = email.policy.default
    return [email.message_from_bytes(one.read_bytes(), policy=policy) for one in files]


def plain(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    text: str = body.get_content()
    return text


async def reply(servers: MailServers, pair: Pair, to: EmailMessage, text: str) -> None:
    """The customer answers a mail, as mail programs do."""
    mail = EmailMessage()
    mail["From"] = f"Layla Haddad <{pair.customer}>"
    mail["To"] = pair.house
    mail["Subject"] = f"Re: {to['Subject']}"
    mail["Message-ID"] = f"<{new_id()}@customer.test>"
    mail["In-Reply-To"] = to["Message-ID"]
    mail["References"] = to["Message-ID"]
    quoted = "".join(f"> {line}\n" for line in plain(to).splitlines())
    mail.set_content(f"{text}\n\nOn Sun, 22 Nov 2026 at 15:00 Halden Care wrote:\n\n{quoted}")
    await asyncio.to_thread(servers.write, pair.customer, pair.house, bytes(mail))


async def write_by_mail(seat: Seat, text: str) -> None:
    """The agent writes in the composer, which sends an e-mail, and the hub has it."""
    await until("the caret in the composer", lambda: seat.writing)
    await seat.type(text)
    await seat.press(Qt.Key.Key_Return, ctrl=True)
    await until("its bubble", lambda: seat.texts()[-1:] == [text])
    await until(
        "that the network has it", lambda: seat.messages()[-1].delivery is Delivery.SENT, WITHIN_S
    )


@pytest.mark.expected_log("The hub ended with code -9; starting it again.")
def test_a_chat_goes_on_by_mail(
    journey: RunJourney[Any],
    visitor: Visitor,
    keychain: KeychainInMemory,
    data: Path,
    servers: MailServers,
) -> None:
    pair = servers.pair()

    async def walk() -> None:
        async with Seat.taken(data) as seat:
            await seat.start_the_hub()
            await without_undo(seat)
            await open_the_mailbox(seat, servers, pair)
            await visitor.visit(seat.demo)
            await visitor.do(lambda w: w.open())
            await visitor.do(lambda w: w.panel.get_by_label("mail").fill(pair.customer))
            await visitor.do(lambda w: w.introduce(QUESTION))
            await accept(seat, QUESTION)
            await seat.say(ANSWER)
            visitor.leave()

            ways = seat.pane.composer.ways
            await until("a way by mail", lambda: len(_ways(seat)) == 2)
            ways.choose(_ways(seat)[1])
            assert ways.channel is Channel.EMAIL
            await write_by_mail(seat, BY_MAIL)
            (first,) = await inbox_of(servers, pair.customer, 1)
            assert first["From"].addresses[0].addr_spec == pair.house
            for said in (BY_MAIL, QUESTION, ANSWER):
                assert said in plain(first)

            await reply(servers, pair, first, REPLY)
            await until("the reply in the thread", lambda: seat.texts()[-1:] == [REPLY])
            came = seat.messages()[-1]
            assert came.mail is not None
            assert came.answers == seat.messages()[-2].id

            seat.kill_hub()
            await until("that it is gone", lambda: bool(seat.banner))
            await until("the hub again", lambda: seat.live and not seat.banner)
            await write_by_mail(seat, LAST)
            mails = await inbox_of(servers, pair.customer, 2)
            assert mails[1]["In-Reply-To"] is not None
            assert LAST in plain(mails[1])
            assert seat.texts() == [QUESTION, ANSWER, BY_MAIL, REPLY, LAST]
            assert len({one.interaction_id for one in seat.messages()}) == 1

    journey(walk())
    gc.collect()
    kept = kept_by_hub(data / "hub")
    assert kept.texts == [QUESTION, ANSWER, BY_MAIL, REPLY, LAST]


def _ways(seat: Seat) -> tuple[Any, ...]:
    opened = seat.desk.open_conversation
    thread = None if opened is None else seat.desk.thread(opened)
    return () if thread is None else thread.conversation.reply_ways
