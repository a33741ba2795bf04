"""What an agent and a customer do in writing: entry points, mails, and the ways of a conversation."""

import asyncio
import email
import email.policy
from collections.abc import Mapping
from email.message import EmailMessage

import httpx
from PySide6.QtCore import Qt

from agent_desktop.model.base import new_id
from agent_desktop.model.timeline import Delivery
from agent_desktop.model.ways import ReplyWay
from agent_desktop.model.work import Channel
from tests.journeys.seat import WITHIN_S, Seat, until
from tests.peers.mail import PASSWORD, MailServers, Pair


def hub_of(seat: Seat) -> httpx.AsyncClient:
    """The hub's HTTP interface as the owner of the window has it."""
    session = seat.program._session
    assert session is not None
    url = seat.demo.removesuffix("/demo")
    return httpx.AsyncClient(base_url=url, headers={"authorization": f"Bearer {session.token}"})


async def open_a_network(
    seat: Seat, network: str, settings: Mapping[str, str], secrets: Mapping[str, str]
) -> None:
    """The owner gives the team an entry point, named like its network, and tries it first."""
    wish = {
        "type": "define_network_entry",
        "name": network.title(),
        "queue_id": "support",
        "network": network,
        "settings": dict(settings),
        "secrets": dict(secrets),
    }
    where = f"/v1/admin/networks/{network}"
    async with hub_of(seat) as hub:
        tested = (await hub.post(f"{where}/test", json=wish)).json()["steps"]
        assert [one["words"] for one in tested if one["result"] == "failed"] == []
        kept = await hub.put(where, json=wish)
        assert kept.status_code == 204, kept.text


async def open_the_mailbox(seat: Seat, servers: MailServers, pair: Pair) -> None:
    """The owner gives the team a mailbox."""
    settings = {
        "address": pair.house,
        "name": "Halden Care",
        "imap_host": "127.0.0.1",
        "imap_port": str(servers.imap),
        "imap_security": "none",
        "smtp_host": "127.0.0.1",
        "smtp_port": str(servers.submission),
        "smtp_security": "none",
    }
    await open_a_network(seat, "email", settings, {"password": PASSWORD})


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
    """The text of a mail."""
    body = mail.get_body(("plain",))
    assert body is not None
    text: str = body.get_content()
    return text


async def reply(
    servers: MailServers,
    pair: Pair,
    to: EmailMessage,
    text: str,
    *,
    page: str = "",
    picture: bytes = b"",
) -> None:
    """The customer answers a mail, as mail programs do; with a formatted `page` and the `picture` that it calls
    `cid:picture@customer.test`."""
    mail = EmailMessage()
    mail["From"] = f"Layla Haddad <{pair.customer}>"
    mail["To"] = pair.house
    mail["Subject"] = f"Re: {to['Subject']}"
    mail["Message-ID"] = f"<{new_id()}@customer.test>"
    mail["In-Reply-To"] = to["Message-ID"]
    mail["References"] = to["Message-ID"]
    quoted = "".join(f"> {line}\n" for line in plain(to).splitlines())
    mail.set_content(f"{text}\n\nOn Sun, 22 Nov 2026 at 15:00 Halden Care wrote:\n\n{quoted}")
    if page:
        mail.add_alternative(page, subtype="html")
        *_, formatted = mail.iter_parts()
        assert isinstance(formatted, EmailMessage)
        formatted.add_related(picture, "image", "png", cid="<picture@customer.test>")
    await asyncio.to_thread(servers.write, pair.customer, pair.house, bytes(mail))


def ways_of(seat: Seat) -> tuple[ReplyWay, ...]:
    """By which ways the customer of the open conversation can be answered."""
    opened = seat.desk.open_conversation
    thread = None if opened is None else seat.desk.thread(opened)
    return () if thread is None else thread.conversation.reply_ways


async def go_on_by(seat: Seat, channel: Channel) -> None:
    """The agent takes another way for the reply, in place."""

    def there() -> list[ReplyWay]:
        return [way for way in ways_of(seat) if way.channel is channel]

    await until(f"a way by {channel.value}", there)
    ways = seat.pane.composer.ways
    ways.choose(there()[0])
    assert ways.channel is channel


async def write(seat: Seat, text: str) -> None:
    """The agent writes in the composer, and the network has it."""
    await until("the caret in the composer", lambda: seat.writing)
    await seat.type(text)
    await seat.press(Qt.Key.Key_Return, ctrl=not seat.pane.composer.editor.enter_sends)
    await until("its bubble", lambda: seat.texts()[-1:] == [text])
    gone = (Delivery.SENT, Delivery.DELIVERED, Delivery.READ)
    await until("that the network has it", lambda: seat.messages()[-1].delivery in gone, WITHIN_S)
