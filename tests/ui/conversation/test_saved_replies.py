"""Saved replies: offered after `::`, chosen by keys, inserted."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from agent_desktop.model.intents import SendReply
from agent_desktop.model.work import SavedReply
from agent_desktop.ui.conversation.composer.composer import Composer
from tests.ui.conversation.hands import press, text, type_in
from tests.ui.fake_desk import FakeDesk

# -- saved replies --------------------------------------------------------------------------------


@pytest.fixture
def replies(desk: FakeDesk) -> list[SavedReply]:
    desk.reply_list = [
        SavedReply(shortcut="late", title="Late delivery", text="I am sorry that it is late."),
        SavedReply(shortcut="label", title="Return label", text="Here is the label."),
        SavedReply(shortcut="bye", title="Goodbye", text="Have a nice day.\nInês"),
    ]
    return desk.reply_list


def test_a_saved_reply_by_its_shortcut(
    composer: Composer, replies: list[SavedReply], desk: FakeDesk, qtbot: QtBot
) -> None:
    qtbot.waitUntil(composer.editor.hasFocus)
    type_in(qtbot, composer, "Hello ::la")
    assert composer.replies.isVisible()
    assert composer.replies.current is replies[1]
    press(qtbot, composer, Qt.Key.Key_Down)
    press(qtbot, composer, Qt.Key.Key_Return)
    assert text(composer) == "Hello I am sorry that it is late."
    assert composer.replies.isHidden()
    assert desk.posted(SendReply) == []


def test_escape_closes_the_list_and_keeps_the_text(
    composer: Composer, replies: list[SavedReply], qtbot: QtBot
) -> None:
    qtbot.waitUntil(composer.editor.hasFocus)
    type_in(qtbot, composer, "::b")
    press(qtbot, composer, Qt.Key.Key_Escape)
    assert composer.replies.isHidden()
    assert text(composer) == "::b"


def test_a_time_or_a_namespace_is_no_saved_reply(
    composer: Composer, replies: list[SavedReply], qtbot: QtBot
) -> None:
    qtbot.waitUntil(composer.editor.hasFocus)
    type_in(qtbot, composer, "std::b")
    assert composer.replies.isHidden()


def test_the_button_opens_all_of_them(
    composer: Composer, replies: list[SavedReply], qtbot: QtBot
) -> None:
    qtbot.waitUntil(composer.editor.hasFocus)
    type_in(qtbot, composer, "Hi")
    composer.bar.replies.click()
    assert composer.replies.isVisible()
    press(qtbot, composer, Qt.Key.Key_Tab)
    assert text(composer) == "Hi Have a nice day.\nInês"
