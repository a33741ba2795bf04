"""A visitor chats and leaves; it goes on by e-mail, then by SMS, then on Matrix: one conversation, one agent.

The window, the hub, the visitor's browser, Dovecot and Postfix, the SMSC and the Matrix homeserver are real. In the
second round each of them is ended and started again before the customer goes on.
"""

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from agent_desktop.model.base import new_id
from agent_desktop.model.work import Channel, InteractionState
from agent_desktop.ui.customer.rows import HistoryRow
from tests.hub.channels.matrix.customer import Customer
from tests.hub.channels.smpp.peer import settings as of_smsc
from tests.journeys.conftest import RunJourney
from tests.journeys.keychain import KeychainInMemory
from tests.journeys.records import kept_by_hub
from tests.journeys.seat import OWNER, Seat, until
from tests.journeys.talking import accept, without_undo
from tests.journeys.visitor import Visitor
from tests.journeys.writing import (
    go_on_by,
    hub_of,
    inbox_of,
    open_a_network,
    open_the_mailbox,
    plain,
    reply,
    write,
)
from tests.peers.mail import MailServers, mail_servers
from tests.peers.smsc import PASSWORD, PHONE, Smsc, smsc
from tests.peers.synapse import register, synapse
from tests.sip.certificates import Authority

pytestmark = pytest.mark.serial

HUB_WORD, HER_WORD = "right-password", "her-password"


class World:
    """The servers of all networks. Each can be ended and started again in the middle."""

    def __init__(self, folder: Path, mail: MailServers, sms: Smsc) -> None:
        self.mail = mail
        self.sms = sms
        self._folder = folder
        self._home = contextlib.ExitStack()
        self.matrix = ""

    def begin(self) -> None:
        """Start the homeserver, or start it again where it was."""
        self.matrix = self._home.enter_context(synapse(self._folder))

    def end(self) -> None:
        """End the homeserver."""
        self._home.close()

    async def again(self) -> None:
        """All servers end, and all come back."""
        async with self.sms.away():
            await asyncio.gather(asyncio.to_thread(self.mail.end), asyncio.to_thread(self.end))
            await asyncio.gather(asyncio.to_thread(self.mail.begin), asyncio.to_thread(self.begin))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Everything that is not ours."""
    with (
        mail_servers(Authority(tmp_path_factory.mktemp("authority"))) as mail,
        smsc(tmp_path_factory.mktemp("smsc")) as sms,
    ):
        made = World(tmp_path_factory.mktemp("synapse"), mail, sms)
        made.begin()
        try:
            yield made
        finally:
            made.end()


@contextlib.asynccontextmanager
async def on_matrix(world: World, seat: Seat) -> AsyncIterator[Customer]:
    """The customer, signed in, and the house's account opened."""
    key = new_id()
    house = await asyncio.to_thread(register, world.matrix, f"hub{key}", HUB_WORD)
    layla = await asyncio.to_thread(register, world.matrix, f"layla{key}", HER_WORD)
    settings = {"server": world.matrix, "user": house}
    await open_a_network(seat, "matrix", settings, {"password": HUB_WORD})
    customer = Customer(world.matrix, layla, house)
    await customer.sign_in(HER_WORD)
    try:
        yield customer
    finally:
        await customer.close()


async def give_addresses(seat: Seat, account: str) -> None:
    """The agent writes down where else the customer can be reached."""
    panel = seat.parts.sidebar.customer
    panel.edit()
    assert panel.form is not None
    panel.form.phones.setPlainText(f"+{PHONE}")
    panel.form.accounts.setPlainText(f"matrix {account}")
    await seat.click(panel.form.save)
    await until("the form closed", lambda: panel.form is None)
    seat.pane.composer.editor.setFocus()


async def got_once(
    world: World, mailbox: str, texts_before: int, customer: Customer, question: str
) -> None:
    """Each place where the customer reads has what went there, and has it once; the mail with what was said before."""
    (mail,) = await inbox_of(world.mail, mailbox, 1)
    assert plain(mail).count("Which lamp is it?") == 1
    assert plain(mail).count(question) == 1, "who left the chat reads in the mail what was said"
    texts = [one["text"] for one in (await world.sms.seen())[texts_before:]]
    assert texts == ["A new one is on its way."]
    posts = [one for one in await customer.sees() if one["type"] == "m.room.message"]
    assert [one["content"]["body"] for one in posts] == ["Has it left?", "An hour ago."]


async def finish(seat: Seat) -> None:
    """The agent ends the work and completes it, by keyboard."""
    await seat.press(Qt.Key.Key_1, ctrl=True, shift=True)
    await until("wrap-up", lambda: seat.state is InteractionState.WRAP_UP)
    await until("the wrap-up panel", lambda: seat.parts.sidebar.wrap_up.isVisible())
    await seat.press(Qt.Key.Key_1, ctrl=True, shift=True)
    await seat.type("solved")
    await seat.press(Qt.Key.Key_Down)
    await seat.press(Qt.Key.Key_1, ctrl=True, shift=True)
    await until("its end", lambda: seat.state is not InteractionState.WRAP_UP)


async def counted_once(seat: Seat) -> None:
    """Leads read of one piece of work, by the channel by which it came, that one agent finished."""
    async with hub_of(seat) as hub:
        for name, whose in (("channels", "Chat"), ("agents", OWNER)):
            report = (await hub.get(f"/v1/reports/{name}")).json()
            (row,) = report["rows"]
            told = dict(zip((one["name"] for one in report["columns"]), row, strict=True))
            assert whose in row
            assert (told["answered"], told["handled"]) == (1, 1), told
            assert [told.get("offered", 1), told.get("abandoned", 0)] == [1, 0], told


KILLED = pytest.mark.expected_log("The hub ended with code -9; starting it again.")


@pytest.mark.parametrize(
    "restarts",
    [pytest.param(False, id="calm"), pytest.param(True, id="restarted", marks=KILLED)],
)
def test_one_conversation_over_four_networks(
    journey: RunJourney[Any],
    visitor: Visitor,
    keychain: KeychainInMemory,
    data: Path,
    world: World,
    restarts: bool,
) -> None:
    question = f"My lamp {new_id()} is broken."
    said = [question]

    async def turn_over(seat: Seat) -> None:
        if restarts:
            await world.again()
            seat.kill_hub()
            await until("that it is gone", lambda: bool(seat.banner))
            await until("the hub again", lambda: seat.live and not seat.banner)

    async def hears(seat: Seat, text: str) -> None:
        said.append(text)
        await until(f"{text!r} in the thread", lambda: seat.texts() == said)

    async def says(seat: Seat, text: str) -> None:
        said.append(text)
        await write(seat, text)

    async def walk() -> None:
        pair = world.mail.pair()
        async with Seat.taken(data) as seat:
            await seat.start_the_hub()
            await without_undo(seat)
            await open_the_mailbox(seat, world.mail, pair)
            await open_a_network(seat, "smpp", of_smsc(world.sms.port), {"password": PASSWORD})
            async with on_matrix(world, seat) as customer:
                await visitor.visit(seat.demo)
                await visitor.do(lambda w: w.open())
                await visitor.do(lambda w: w.panel.get_by_label("mail").fill(pair.customer))
                await visitor.do(lambda w: w.introduce(question))
                await accept(seat, question)
                visitor.leave()
                await give_addresses(seat, customer.user)

                await turn_over(seat)
                await go_on_by(seat, Channel.EMAIL)
                await says(seat, "Which lamp is it?")
                (mail,) = await inbox_of(world.mail, pair.customer, 1)
                await turn_over(seat)
                await reply(world.mail, pair, mail, "The tall one.")
                await hears(seat, "The tall one.")

                await turn_over(seat)
                before = len(await world.sms.seen())
                await world.sms.writes("I am out now, write to my phone.")
                await hears(seat, "I am out now, write to my phone.")
                await says(seat, "A new one is on its way.")
                assert seat.messages()[-1].channel is Channel.SMS
                parts = await world.sms.submitted(before + 1)
                assert parts[-1]["text"] == "A new one is on its way."

                await turn_over(seat)
                await customer.says("Has it left?")
                await hears(seat, "Has it left?")
                await says(seat, "An hour ago.")
                (answer,) = await customer.gets(1)
                assert answer["content"]["body"] == "An hour ago."

                await got_once(world, pair.customer, before, customer, question)
                ways = [message.channel for message in seat.messages()]
                mails, texts, posts = [Channel.EMAIL] * 2, [Channel.SMS] * 2, [Channel.SOCIAL] * 2
                assert ways == [Channel.CHAT, *mails, *texts, *posts]
                assert len({message.interaction_id for message in seat.messages()}) == 1
                assert seat.state is InteractionState.ACTIVE
                (row,) = seat.parts.sidebar.customer.findChildren(HistoryRow)
                assert row.words.conversation_id == seat.desk.open_conversation
                await finish(seat)
                await counted_once(seat)

    journey(walk())
    gc.collect()
    kept = kept_by_hub(data / "hub")
    assert kept.texts == said
    (one,) = kept.interactions
    ours = [kept.messages[number]["author"]["id"] for number in (1, 4, 6)]
    assert set(ours) == {one["agent_id"]}
