"""A new message: from the pencil to the composer of the conversation that was begun."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_desktop.model.beginning import Begin
from agent_desktop.model.changes import PresenceShown, TeamShown
from agent_desktop.model.intents import OpenConversation
from agent_desktop.model.ways import ReplyWay, Route
from agent_desktop.model.work import Channel
from agent_desktop.ui.inbox.new_message import NewMessageSheet
from tests.ui.fake_desk import sample_conversation, sample_customer
from tests.ui.workspace.conftest import Office

MAIL = ReplyWay(
    channel=Channel.EMAIL, route=Route(entry_point_id="mail", network="email"), name="Care"
)
TEXTS = ReplyWay(
    channel=Channel.SMS, route=Route(entry_point_id="sms", network="smpp"), name="Texts"
)


def opened(office: Office) -> NewMessageSheet:
    office.desk.starts = (MAIL, TEXTS)
    office.desk.publish(PresenceShown())
    office.frames()
    assert not office.spaces.inbox.begin.isHidden()
    QTest.mouseClick(office.spaces.inbox.begin, Qt.MouseButton.LeftButton)
    sheet = office.spaces.beginning.sheet
    assert sheet is not None
    assert not sheet.isHidden()
    return sheet


def test_without_an_entry_point_there_is_no_way_in(office: Office) -> None:
    office.frames()
    assert office.spaces.inbox.begin.isHidden()
    assert not office.spaces.beginning.possible
    office.spaces.beginning.ask()
    assert office.spaces.beginning.sheet is None


def test_a_mail_is_begun_and_its_conversation_opens_when_it_is_there(office: Office) -> None:
    sheet = opened(office)
    assert sheet.to.line.hasFocus()
    QTest.keyClicks(sheet.to.line, "New Customer <new@customer.example>")
    sheet.subject.setText(" Your order ")
    QTest.keyClick(sheet.subject, Qt.Key.Key_Return)
    (begin,) = office.desk.posted(Begin)
    command = begin.command
    assert (command.entry_point_id, command.address) == ("mail", "new@customer.example")
    assert (command.name, command.subject) == ("New Customer", "Your order")
    assert sheet.isHidden()
    fresh = command.conversation_id
    assert OpenConversation(conversation_id=fresh) not in office.desk.posted(OpenConversation)
    thread = sample_conversation(
        fresh, channel=Channel.EMAIL, subject="Your order", preview="", reply_ways=(MAIL,)
    )
    office.desk.put_thread(thread, customer=sample_customer())
    office.desk.publish(TeamShown())
    assert office.desk.posted(OpenConversation)[-1].conversation_id == fresh
    office.desk.open(fresh)
    office.frames()
    composer = office.spaces.conversation.composer
    assert composer.mail.subject.text() == "Your order", "it answers nothing"


def test_what_is_no_address_is_said_at_the_field(office: Office) -> None:
    sheet = opened(office)
    QTest.mouseClick(sheet.go, Qt.MouseButton.LeftButton)
    assert sheet.words.text() == "This is needed."
    QTest.keyClicks(sheet.to.line, "nobody")
    QTest.mouseClick(sheet.go, Qt.MouseButton.LeftButton)
    assert "“nobody” is no e-mail address" in sheet.words.text()
    sheet.to.setText("a@b.example, c@d.example")
    QTest.mouseClick(sheet.go, Qt.MouseButton.LeftButton)
    assert "one person" in sheet.words.text()
    assert office.desk.posted(Begin) == []


def test_a_text_goes_to_a_number_without_a_subject(office: Office) -> None:
    sheet = opened(office)
    sheet.by.choose("sms")
    sheet.by.chosen.emit("sms")
    assert sheet.subject.isHidden()
    sheet.number.setText("nobody")
    QTest.mouseClick(sheet.go, Qt.MouseButton.LeftButton)
    assert "no telephone number" in sheet.words.text()
    sheet.number.setText("+48 601 000 000")
    QTest.keyClick(sheet.number, Qt.Key.Key_Return)
    (begin,) = office.desk.posted(Begin)
    assert (begin.command.address, begin.command.subject) == ("+48 601 000 000", "")
