"""Formatted text in the composer: by buttons and keys, pasted, kept with the draft, and plain where it must be."""

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from agent_desktop.model.commands import Draft
from agent_desktop.model.intents import SendReply, WriteDraft
from agent_desktop.model.ways import ReplyWay, Route
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.composer.composer import Composer
from agent_desktop.ui.conversation.composer.editor import Editor
from agent_desktop.ui.conversation.composer.formatting import Formatting
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.theme.theme import Theme
from tests.ui.conversation.hands import CTRL, press, text, type_in
from tests.ui.fake_desk import FakeDesk, sample_conversation, sample_customer

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


def html(composer: Composer) -> str:
    return composer.formatting.html()


def test_a_theme_that_outlives_the_editor_dresses_nothing(qtbot: QtBot) -> None:
    theme = Theme("light")
    editor = Editor(theme)
    Formatting(editor).on = True
    shiboken6.delete(editor)
    with qtbot.captureExceptions() as faults:
        theme.set_choice("dark")
    assert faults == []


def select_all(composer: Composer) -> None:
    composer.editor.selectAll()


def test_buttons_and_keys_make_looks_that_are_sent(
    mail: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    bar = mail.bar.looks
    assert not bar.isHidden()
    type_in(qtbot, mail, "by ")
    press(qtbot, mail, Qt.Key.Key_B, CTRL)
    assert bar.bold.isChecked()
    type_in(qtbot, mail, "Friday")
    press(qtbot, mail, Qt.Key.Key_B, CTRL)
    press(qtbot, mail, Qt.Key.Key_I, CTRL)
    type_in(qtbot, mail, " noon")
    press(qtbot, mail, Qt.Key.Key_Return)
    press(qtbot, mail, Qt.Key.Key_I, CTRL)
    qtbot.mouseClick(bar.bullets, Qt.MouseButton.LeftButton)
    type_in(qtbot, mail, "one")
    press(qtbot, mail, Qt.Key.Key_Return)
    assert bar.bullets.isChecked()
    type_in(qtbot, mail, "two")
    press(qtbot, mail, Qt.Key.Key_Return)
    press(qtbot, mail, Qt.Key.Key_Return)
    assert not bar.bullets.isChecked()
    qtbot.mouseClick(bar.numbers, Qt.MouseButton.LeftButton)
    type_in(qtbot, mail, "first")
    press(qtbot, mail, Qt.Key.Key_Return, CTRL)
    (sent,) = desk.posted(SendReply)
    assert sent.text == "by Friday noon\n- one\n- two\n1. first"
    assert sent.mail is not None
    assert sent.mail.rich == (
        "<div>by <b>Friday</b><i> noon</i></div>\n"
        "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<ol>\n<li>first</li>\n</ol>"
    )
    assert sent.mail.subject == "Re: Broken lamp"


def test_words_without_looks_go_as_plain_text(mail: Composer, desk: FakeDesk, qtbot: QtBot) -> None:
    type_in(qtbot, mail, "hello")
    press(qtbot, mail, Qt.Key.Key_Return, CTRL)
    (sent,) = desk.posted(SendReply)
    assert sent.mail is not None
    assert (sent.text, sent.mail.rich) == ("hello", "")


def test_a_link_is_asked_for_refused_made_and_taken_away(mail: Composer, qtbot: QtBot) -> None:
    line = mail.link_line
    type_in(qtbot, mail, "our page")
    press(qtbot, mail, Qt.Key.Key_K, CTRL)
    assert line.isHidden(), "without a selection the key is the window's"
    select_all(mail)
    press(qtbot, mail, Qt.Key.Key_K, CTRL)
    assert not line.isHidden()
    line.field.setText("javascript:alert(1)")
    qtbot.keyClick(line.field, Qt.Key.Key_Return)
    assert "leads to a site" in line.words.text()
    line.field.setText("halden.example/returns")
    qtbot.keyClick(line.field, Qt.Key.Key_Return)
    assert line.isHidden()
    assert html(mail) == '<div><a href="https://halden.example/returns">our page</a></div>'
    assert mail.formatting.text() == "our page <https://halden.example/returns>"
    type_in(qtbot, mail, " now")
    assert html(mail).endswith("</a> now</div>")
    mail.editor.moveCursor(QTextCursor.MoveOperation.Start)
    mail.editor.moveCursor(QTextCursor.MoveOperation.Right)
    press(qtbot, mail, Qt.Key.Key_K, CTRL)
    assert line.field.text() == "https://halden.example/returns"
    qtbot.mouseClick(line.remove, Qt.MouseButton.LeftButton)
    assert html(mail) == ""
    assert text(mail) == "our page now"


def test_what_is_pasted_has_only_looks_that_can_be_sent(mail: Composer) -> None:
    copied = QMimeData()
    copied.setHtml(
        '<p style="color:red">Dear <b>Tom</b><img src="https://t.example/x"></p>'
        '<ul><li>a</li></ul><a href="javascript:x()">b</a>'
    )
    mail.editor.insertFromMimeData(copied)
    assert html(mail) == (
        "<div>Dear <b>Tom</b></div>\n<div><br></div>\n<ul>\n<li>a</li>\n</ul>\n<div>b</div>"
    )


def test_another_way_keeps_the_words_and_coming_back_the_looks(
    mail: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    press(qtbot, mail, Qt.Key.Key_B, CTRL)
    type_in(qtbot, mail, "Hello")
    rich = html(mail)
    assert "<b>" in rich
    mail.ways.choose(CHAT)
    assert mail.bar.looks.isHidden()
    assert (text(mail), html(mail)) == ("Hello", "")
    assert desk.posted(WriteDraft)[-1].mail is None
    mail.ways.choose(MAIL)
    assert html(mail) == rich
    assert desk.posted(WriteDraft)[-1].mail is not None
    mail.ways.choose(CHAT)
    type_in(qtbot, mail, "!")
    mail.ways.choose(MAIL)
    assert (text(mail), html(mail)) == ("Hello!", "")


def test_lists_and_links_become_words_where_they_cannot_be_sent(mail: Composer) -> None:
    mail.formatting.put(
        "- a <https://a.example/b>", '<ul><li><a href="https://a.example/b">a</a></li></ul>'
    )
    mail.ways.choose(CHAT)
    assert text(mail) == "- a <https://a.example/b>"


def test_drafts_keep_the_looks(
    pane: ConversationPane, mail: Composer, desk: FakeDesk, qtbot: QtBot
) -> None:
    press(qtbot, mail, Qt.Key.Key_B, CTRL)
    type_in(qtbot, mail, "Half")
    desk.turn()
    mail.set_note(True)
    assert mail.bar.looks.isHidden()
    assert html(mail) == ""
    mail.set_note(False)
    assert html(mail) == "<div><b>Half</b></div>"
    desk.put_thread(sample_conversation("c2", number=2), customer=sample_customer())
    desk.open("c2")
    assert html(pane.composer) == ""
    desk.open("c1")
    assert html(pane.composer) == "<div><b>Half</b></div>"
    assert isinstance(desk.draft("c1", False), Draft)


def test_undo_takes_back_one_step(mail: Composer, qtbot: QtBot) -> None:
    type_in(qtbot, mail, "word")
    select_all(mail)
    qtbot.mouseClick(mail.bar.looks.numbers, Qt.MouseButton.LeftButton)
    assert "<ol>" in html(mail)
    mail.editor.undo()
    assert html(mail) == ""
    assert text(mail) == "word"
