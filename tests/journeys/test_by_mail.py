"""A visitor chats and leaves; the agent goes on by e-mail; the customer answers: one conversation, one agent.

The visitor's browser, the window, the hub, Dovecot and Postfix are real; the hub is killed in the middle.
"""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agent_desktop.desk.shown_mail import FormattedMail
from agent_desktop.model.base import new_id
from agent_desktop.model.intents import ShowFormatted
from agent_desktop.model.timeline import Message
from agent_desktop.model.work import Channel
from tests.journeys.conftest import RunJourney
from tests.journeys.keychain import KeychainInMemory
from tests.journeys.records import kept_by_hub
from tests.journeys.seat import Seat, until
from tests.journeys.talking import accept, without_undo
from tests.journeys.visitor import Visitor
from tests.journeys.writing import (
    go_on_by,
    inbox_of,
    open_the_mailbox,
    plain,
    reply,
    write,
)
from tests.peers.mail import MailServers, mail_servers
from tests.sip.certificates import Authority

pytestmark = pytest.mark.serial

QUESTION = f"My lamp {new_id()} is broken."
ANSWER = "Which lamp is it?"
BY_MAIL = "You left the chat, so I write to you here."
REPLY = "It is the tall one."
PAGE = (
    "<p>It is the <b>tall</b> one.</p><img src='cid:picture@customer.test'>"
    "<img src='https://pixel.customer.test/seen.png'>"
)
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
LAST = "A new one is on its way."


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServers]:
    """Dovecot and Postfix, running."""
    with mail_servers(Authority(tmp_path_factory.mktemp("authority"))) as running:
        yield running


async def formatted(seat: Seat, mail: Message) -> FormattedMail:
    """A mail as it was formatted, with the pictures that came with it."""
    assert mail.mail is not None
    assert mail.mail.html is not None
    wanted = ShowFormatted(
        attachment=mail.mail.html, files=mail.attachments, sender=mail.mail.sender
    )
    seat.desk.post(wanted)
    await until("its pictures", lambda: bool(seat.desk.formatted and seat.desk.formatted.pictures))
    assert seat.desk.formatted is not None
    return seat.desk.formatted


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

            await go_on_by(seat, Channel.EMAIL)
            await write(seat, BY_MAIL)
            (first,) = await inbox_of(servers, pair.customer, 1)
            assert first["From"].addresses[0].addr_spec == pair.house
            for said in (BY_MAIL, QUESTION, ANSWER):
                assert said in plain(first)

            await reply(servers, pair, first, REPLY, page=PAGE, picture=PICTURE)
            await until("the reply in the thread", lambda: seat.texts()[-1:] == [REPLY])
            came = seat.messages()[-1]
            assert came.mail is not None
            assert came.answers == seat.messages()[-2].id
            assert [came.text[one.start :][: one.length] for one in came.mail.marks] == ["tall"]
            shown = await formatted(seat, came)
            # What came with the mail is there; what lies elsewhere was not asked for.
            assert [one.data for one in shown.pictures] == [PICTURE]
            assert (shown.remote, shown.asked, shown.trusted) == (1, False, False)

            seat.kill_hub()
            await until("that it is gone", lambda: bool(seat.banner))
            await until("the hub again", lambda: seat.live and not seat.banner)
            await write(seat, LAST)
            mails = await inbox_of(servers, pair.customer, 2)
            assert mails[1]["In-Reply-To"] is not None
            assert LAST in plain(mails[1])
            assert seat.texts() == [QUESTION, ANSWER, BY_MAIL, REPLY, LAST]
            assert len({one.interaction_id for one in seat.messages()}) == 1

    journey(walk())
    gc.collect()
    kept = kept_by_hub(data / "hub")
    assert kept.texts == [QUESTION, ANSWER, BY_MAIL, REPLY, LAST]
