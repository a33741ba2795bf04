"""Answering one mail, answering everybody of it, passing it on; and the people in a mail's lines."""

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from agent_desktop.desk.api import Colleague
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.intents import SendReply, WriteDraft
from agent_desktop.model.mail_heads import MailHead
from agent_desktop.model.people import Agent
from agent_desktop.model.timeline import Author, AuthorKind, Delivery, Message
from agent_desktop.model.ways import ReplyWay, Route
from agent_desktop.model.work import Channel, Queue
from agent_desktop.ui.conversation.composer.composer import Composer
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.conversation.timeline.mail_looks import mail_look
from tests.ui.conversation.hands import CTRL, press, type_in
from tests.ui.fake_desk import FakeDesk, sample_conversation, sample_message

MAILBOX = Route(entry_point_id="mail", network="email", address="layla@example.org")
MAIL = ReplyWay(
    channel=Channel.EMAIL,
    route=MAILBOX,
    name="Care",
    rich=True,
    ours=("care@hub.test", "help@hub.test"),
)
OURS = Author(kind=AuthorKind.AGENT, id="a1", name="Ana")
FILE = Attachment(id="f1", name="lamp.jpg", media_type="image/jpeg", size=1000)


def a_mail(text: str = "It is broken.", **fields: Any) -> Message:
    head = MailHead(
        sender="Layla Haddad <layla@example.org>",
        to=("Care <care+tok3n@hub.test>", '"Mum, My" <mum@example.org>', "layla@example.org"),
        cc=("help@hub.test", "Bob <bob@example.org>", "MUM@example.org"),
        subject="Broken lamp",
    )
    about: dict[str, Any] = {"id": "m9", "seq": 9, "mail": head, "attachments": (FILE,), **fields}
    return sample_message(text, channel=Channel.EMAIL, route=MAILBOX, **about)


@pytest.fixture
def mail(composer: Composer, desk: FakeDesk) -> Composer:
    """The composer below a mail to several people."""
    thread = sample_conversation(subject="Lamp", channel=Channel.EMAIL, reply_ways=(MAIL,))
    desk.append(a_mail())
    desk.alter_thread("c1", conversation=thread)
    return composer


def names(composer: Composer, line: str) -> list[str]:
    return [one.address for one in getattr(composer.mail, line).people]


def sent(composer: Composer, desk: FakeDesk, qtbot: QtBot) -> SendReply:
    press(qtbot, composer, Qt.Key.Key_Return, CTRL)
    return desk.posted(SendReply)[-1]


def head_of(reply: SendReply) -> MailHead:
    assert reply.mail is not None
    return reply.mail


def test_an_answer_goes_to_the_customer_with_the_newest_mail_below_it(
    mail: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    assert names(mail, "to") == ["layla@example.org"]
    assert not mail.mailing.quote.isHidden()
    assert mail.mailing.quote.lines()[1] == "It is broken."
    type_in(qtbot, mail, "Sorry.")
    reply = sent(mail, desk, qtbot)
    head = head_of(reply)
    assert reply.answers == "m9"
    assert (head.to, head.cc) == ((), ())
    assert head.intro.endswith("Layla Haddad wrote:")
    assert head.intro.startswith("On ")
    assert head.quoted == "", "the hub repeats what it has"


def test_an_answer_to_all_leaves_ourselves_out_and_names_everybody_once(
    pane: ConversationPane, mail: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    pane.timeline.acted.emit(Act.REPLY_ALL, "m9")
    assert names(mail, "to") == ["layla@example.org", "mum@example.org"]
    assert names(mail, "cc") == ["bob@example.org"]
    assert not mail.mail.cc.isHidden()
    assert mail.mail.subject.text() == "Re: Broken lamp"
    type_in(qtbot, mail, "Dear both")
    head = head_of(sent(mail, desk, qtbot))
    assert head.to == ('"Mum, My" <mum@example.org>',)
    assert head.cc == ("Bob <bob@example.org>",)


def test_no_name_adds_anybody_to_an_answer_to_all(
    pane: ConversationPane, mail: Composer, desk: FakeDesk
) -> None:
    old = "boss@example.org, Doe, John <john@example.org>"  # as it was kept once
    people = ('"Haddad, Mum" <mum@example.org>', '"x@y.example, Z" <z@example.org>', old)
    desk.append(
        a_mail(id="m10", seq=10, mail=MailHead(sender="Layla <layla@example.org>", cc=people))
    )
    desk.alter_thread("c1")
    pane.timeline.acted.emit(Act.REPLY_ALL, "m10")
    assert [(one.name, one.address) for one in mail.mail.cc.people] == [
        ("Haddad, Mum", "mum@example.org"),
        ("x@y.example, Z", "z@example.org"),
        ("boss@example.org, Doe, John", "john@example.org"),
    ]


def test_passing_on_is_shown_goes_to_whom_is_written_and_never_to_the_customer(
    pane: ConversationPane, mail: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    pane.timeline.acted.emit(Act.FORWARD, "m9")
    assert not mail.mailing.strip.isHidden()
    assert names(mail, "to") == []
    assert mail.mail.to.line.hasFocus()
    assert mail.bar.send.text() == "Forward"
    assert not mail.bar.send.isEnabled()
    assert mail.mail.subject.text() == "Fwd: Broken lamp"
    assert [one.name for one in mail.mailing.files.files] == ["lamp.jpg"]
    qtbot.keyClicks(mail.mail.to.line, "stock@warehouse.example,")
    assert names(mail, "to") == ["stock@warehouse.example"]
    assert mail.bar.send.isEnabled(), "without a word of one's own"
    reply = sent(mail, desk, qtbot)
    head = head_of(reply)
    assert (head.to, head.cc, head.bcc) == (("stock@warehouse.example",), (), ())
    assert (head.forwards, head.passes, reply.answers) == ("m9", ("f1",), "")
    assert "From: Layla Haddad <layla@example.org>" in head.intro
    assert "Subject: Broken lamp" in head.intro
    assert "layla@example.org" not in (*head.to, *head.cc, *head.bcc)
    desk.turn()
    assert mail.mailing.strip.isHidden(), "the next mail is an answer again"
    assert names(mail, "to") == ["layla@example.org"]


def test_files_can_be_left_out_and_a_draft_keeps_what_it_passes_on(
    pane: ConversationPane, mail: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    pane.timeline.acted.emit(Act.FORWARD, "m9")
    mail.mailing.files.removed.emit("f1")
    assert mail.mailing.files.isHidden()
    type_in(qtbot, mail, "See below")
    desk.turn()
    desk.open(None)
    desk.open("c1")
    assert not pane.composer.mailing.strip.isHidden()
    assert names(pane.composer, "to") == []
    draft = desk.posted(WriteDraft)[-1]
    assert draft.mail is not None
    assert (draft.mail.forwards, draft.mail.passes) == ("m9", ())
    qtbot.mouseClick(mail.mailing.turn_back, Qt.MouseButton.LeftButton)
    assert mail.mailing.strip.isHidden()
    assert names(mail, "to") == ["layla@example.org"]


def test_the_quote_unfolds(mail: Composer, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.append(a_mail("one\n\ntwo\nthree", id="m10", seq=10))
    desk.alter_thread("c1")
    quote = mail.mailing.quote
    assert quote.lines()[1:] == ["one"]
    qtbot.mouseClick(quote, Qt.MouseButton.LeftButton)
    assert quote.lines()[1:] == ["one", "two", "three"]
    mail.set_note(True)
    assert quote.isHidden()


# --- the people in a line


def test_people_are_typed_pasted_taken_back_and_refused(
    mail: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    field = mail.mail.cc
    qtbot.mouseClick(mail.mail.copies, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(field.line, "a@b.example")
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert field.line.text() == ""
    copied = QMimeData()
    copied.setText('Bob <bob@c.example>; "D, E" <de@c.example>\nA@B.example')
    QGuiApplication.clipboard().setMimeData(copied)
    field.line.paste()
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert names(mail, "cc") == ["a@b.example", "bob@c.example", "de@c.example"]
    qtbot.keyClick(field.line, Qt.Key.Key_Backspace)
    assert field.line.text() == '"D, E" <de@c.example>'
    field.line.setText("nobody")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    type_in(qtbot, mail, "x")
    assert "“nobody” is no e-mail address" in mail.words.text()
    press(qtbot, mail, Qt.Key.Key_Return, CTRL)
    assert desk.posted(SendReply) == []
    remove = field.findChildren(type(mail.bar.attach))
    (wrong,) = [one for one in remove if one.accessibleName() == "Remove nobody"]
    qtbot.mouseClick(wrong, Qt.MouseButton.LeftButton)
    assert mail.words.text() == ""
    assert head_of(sent(mail, desk, qtbot)).cc == ("a@b.example", "Bob <bob@c.example>")


def test_colleagues_and_customers_are_found_while_typing(
    mail: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    desk.colleagues = [Colleague(agent=Agent(id="t", name="Tomás Wise", email="wise@hub.test"))]
    qtbot.mouseClick(mail.mail.copies, Qt.MouseButton.LeftButton)
    line = mail.mail.cc.line
    qtbot.keyClicks(line, "tom")
    popup = mail.mail.cc.list.popup()
    assert popup is not None
    assert popup.isVisible()
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert names(mail, "cc") == ["wise@hub.test"]


def test_the_queue_s_signature_is_shown_as_it_will_be_sent_and_not_in_the_text(
    mail: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    assert mail.signature.isHidden()
    signature = '<div><b>{agent}</b>, <a href="https://h.example">Returns</a></div>'
    desk.queues = (Queue(id="q1", name="Returns", signature=signature),)
    desk.alter_thread("c1")
    assert not mail.signature.isHidden()
    assert mail.signature.toPlainText() == f"{desk.me.name}, Returns"
    type_in(qtbot, mail, "Hello")
    assert sent(mail, desk, qtbot).text == "Hello", "the hub puts it there once"
    mail.set_note(True)
    assert mail.signature.isHidden()


def test_what_was_passed_on_and_refused_is_written_again_to_whom_it_went(
    pane: ConversationPane, mail: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    head = MailHead(to=("boss@warehouse.example",), subject="Fwd: x", forwards="m9", passes=("f1",))
    route = Route(entry_point_id="mail", network="email", address="boss@warehouse.example")
    refused = sample_message(
        "Please look.",
        seq=12,
        id="m12",
        mine=True,
        channel=Channel.EMAIL,
        route=route,
        mail=head,
        delivery=Delivery.REFUSED,
    )
    desk.append(refused)
    assert mail_look(refused, pane.timeline.scene).title == "Forwarded, not to the customer"
    pane.timeline.acted.emit(Act.AGAIN, "m12")
    assert names(mail, "to") == ["boss@warehouse.example"]
    again = head_of(sent(mail, desk, qtbot))
    assert (again.forwards, again.passes, again.to) == ("m9", ("f1",), head.to)


def test_what_was_passed_on_is_never_quoted_to_the_customer(
    pane: ConversationPane, mail: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    head = MailHead(to=("boss@warehouse.example",), forwards="m9")
    desk.append(
        sample_message(
            "A secret", seq=12, id="m12", mine=True, channel=Channel.EMAIL, route=MAILBOX, mail=head
        )
    )
    pane.timeline.acted.emit(Act.REPLY, "m12")
    assert "A secret" not in mail.mailing.quote.text()
    type_in(qtbot, mail, "x")
    assert sent(mail, desk, qtbot).answers == "m9"


def test_what_was_refused_is_not_put_below_what_goes_to_somebody_else(
    pane: ConversationPane, mail: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    refused = a_mail(
        "It is on its way.", id="m10", seq=10, author=OURS, delivery=Delivery.REFUSED, problem="no"
    )
    desk.append(refused)
    pane.timeline.acted.emit(Act.FORWARD, "m9")
    pane.timeline.acted.emit(Act.AGAIN, "m10")
    assert mail.formatting.text() == "", "although nothing is typed, the mail is for others"
    type_in(qtbot, mail, "Is it in stock?")
    pane.timeline.acted.emit(Act.AGAIN, "m10")
    assert mail.formatting.text() == "Is it in stock?"
    assert mail.mailing.forwards == "m9"
    assert names(mail, "to") == []
    assert "is for others" in mail.words.text()
    mail.mailing.turn_back.click()
    pane.timeline.acted.emit(Act.AGAIN, "m10")
    assert mail.formatting.text() == "It is on its way.\nIs it in stock?"
