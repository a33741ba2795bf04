"""An e-mail's lines in the composer: to whom, copies, subject; kept with the draft, refused in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from agent_desktop.model.intents import SendReply, WriteDraft
from agent_desktop.model.timeline import Delivery
from agent_desktop.model.ways import ReplyWay, Route
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.composer.answering import forward_subject, reply_subject
from agent_desktop.ui.conversation.composer.composer import Composer
from agent_desktop.ui.conversation.composer.people import Person, ours, people_in
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.conversation.timeline.act import Act
from tests.ui.conversation.hands import CTRL, press, type_in
from tests.ui.fake_desk import FakeDesk, sample_conversation, sample_customer, sample_message

MAILBOX = Route(entry_point_id="mail", network="email", address="layla@example.org")
CHAT = ReplyWay(channel=Channel.CHAT)
MAIL = ReplyWay(channel=Channel.EMAIL, route=MAILBOX, name="Care", rich=True)


@pytest.fixture
def mail(composer: Composer, desk: FakeDesk) -> Composer:
    """The composer in a conversation that goes on by mail."""
    thread = sample_conversation(
        subject="Broken lamp", preview="Hi", channel=Channel.EMAIL, reply_ways=(MAIL, CHAT)
    )
    desk.alter_thread("c1", conversation=thread)
    return composer


def test_to_whom_and_under_which_subject(mail: Composer) -> None:
    lines = mail.ways.mail
    assert not lines.isHidden()
    assert "layla@example.org" in lines.to.text()
    assert lines.subject.text() == "Re: Broken lamp"
    assert mail.top.pill.text() == "Care"
    assert lines.cc.isHidden()
    mail.set_note(True)
    assert lines.isHidden()
    mail.set_note(False)
    mail.ways.choose(CHAT)
    assert lines.isHidden()


def test_what_is_written_above_is_kept_and_goes_along(
    mail: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    mail.ways.choose(MAIL)
    lines = mail.ways.mail
    qtbot.mouseClick(lines.copies, Qt.MouseButton.LeftButton)
    lines.cc.setText("boss@example.org, second@example.org")
    lines.bcc.setText("archive@example.org")
    lines.subject.setText("Your new lamp")
    kept = desk.posted(WriteDraft)[-1]
    assert kept.mail is not None
    assert (kept.channel, kept.route, kept.mail.subject) == (
        Channel.EMAIL,
        MAILBOX,
        "Your new lamp",
    )
    type_in(qtbot, mail, "It is on its way.")
    press(qtbot, mail, Qt.Key.Key_Return, CTRL)
    (sent,) = desk.posted(SendReply)
    assert sent.mail is not None
    assert sent.route == MAILBOX
    assert sent.mail.cc == ("boss@example.org", "second@example.org")
    assert sent.mail.bcc == ("archive@example.org",)


def test_a_draft_brings_its_lines_back_and_news_do_not_disturb_them(
    pane: ConversationPane, mail: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    type_in(qtbot, mail, "Half")
    mail.ways.mail.cc.setText("boss@example.org")
    mail.ways.mail.subject.setText("Another subject")
    desk.turn()
    desk.put_thread(sample_conversation("c2", number=2), customer=sample_customer())
    desk.open("c2")
    assert pane.composer.ways.mail.isHidden()
    desk.open("c1")
    lines = pane.composer.ways.mail
    assert (lines.subject.text(), lines.cc.text()) == ("Another subject", "boss@example.org")
    assert not lines.cc.isHidden()
    lines.subject.setText("Typing on")
    desk.alter_thread("c1")
    assert lines.subject.text() == "Typing on"


def test_what_is_no_address_is_said_and_not_sent(
    mail: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    mail.ways.mail.cc.setText("boss@example.org, nobody")
    type_in(qtbot, mail, "hello")
    press(qtbot, mail, Qt.Key.Key_Return, CTRL)
    assert desk.posted(SendReply) == []
    assert "“nobody” is no e-mail address" in mail.words.text()
    mail.ways.mail.cc.setText("boss@example.org")
    assert mail.words.text() == ""
    press(qtbot, mail, Qt.Key.Key_Return, CTRL)
    assert len(desk.posted(SendReply)) == 1


def test_words_of_the_lines() -> None:
    assert [str(one) for one in people_in(" a@b.c,; d@e.f ;")] == ["a@b.c", "d@e.f"]
    (boss,) = people_in('"Boss, The" <b@c.d>')
    assert boss == Person("Boss, The", "b@c.d")
    assert str(boss) == '"Boss, The" <b@c.d>'
    assert people_in(str(boss)) == (boss,)
    assert [one.address for one in people_in("a@b.c d@e.f\nx <y@z.a>")] == [
        "a@b.c",
        "d@e.f",
        "y@z.a",
    ]
    assert not people_in("nobody at all")[0].good
    assert ours("Care+abc@Hub.test", ["care@hub.test"])
    assert not ours("cares@hub.test", ["care@hub.test"])
    assert forward_subject("Re: AW: Lamp") == "Fwd: Lamp"
    assert reply_subject("Lamp") == "Re: Lamp"
    assert reply_subject("RE: Lamp") == "RE: Lamp"
    assert reply_subject("") == ""


@given(st.text())
def test_a_person_reads_back_whatever_the_name_is(name: str) -> None:
    written = str(Person(name, "a@b.example"))
    (found,) = people_in(written)
    assert found.address == "a@b.example"
    assert str(found) == written
    assert people_in(f"{written}, c@d.example")[1].address == "c@d.example"


def test_an_sms_says_in_how_many_parts_it_goes_and_what_makes_them_short(
    composer: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    ways = (ReplyWay(channel=Channel.SMS, route=Route(address="+33612489017"), name="Texts"),)
    desk.alter_thread("c1", conversation=sample_conversation(reply_ways=ways))
    assert composer.bar.keys.text() == "Ctrl Enter"
    composer.editor.set_text("a" * 161)
    assert composer.bar.keys.text() == "2 SMS, 145 left · Ctrl Enter"
    composer.editor.set_text("ok 配")
    assert composer.bar.keys.text() == "1 SMS, 66 left · Unicode because of 配 · Ctrl Enter"
    composer.set_note(True)
    assert "SMS" not in composer.bar.keys.text()


def test_a_network_that_counts_parts_takes_no_more_of_them(
    composer: Composer, desk: FakeDesk
) -> None:
    route = Route(entry_point_id="texts", network="smpp", address="+33612489017")
    ways = (ReplyWay(channel=Channel.SMS, route=route, name="Texts", max_text=2, unit="sms"),)
    desk.alter_thread("c1", conversation=sample_conversation(reply_ways=ways))
    for text, fits in (("x" * 306, True), ("👍" * 66, True), ("👍" * 67, False)):
        composer.editor.set_text(text)
        assert composer.bar.send.isEnabled() is fits
    assert composer.words.text() == "Longer than 2 SMS. Shorten the text to send it."
    composer.set_note(True)
    assert not composer.words.text()


def test_what_a_network_refused_is_written_again_by_the_same_way(
    pane: ConversationPane, mail: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    refused = sample_message(
        "Hello",
        seq=9,
        id="m9",
        mine=True,
        channel=Channel.EMAIL,
        route=MAILBOX,
        delivery=Delivery.REFUSED,
        problem="No such mailbox.",
    )
    desk.append(refused)
    mail.ways.choose(CHAT)
    type_in(qtbot, mail, "typed")
    pane.timeline.acted.emit(Act.AGAIN, "m9")
    assert mail.editor.toPlainText() == "Hello\ntyped"
    assert mail.ways.current == MAIL
    assert desk.posted(SendReply) == []
    assert desk.posted(WriteDraft)[-1].route == MAILBOX
