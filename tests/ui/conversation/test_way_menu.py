"""The menu in which the agent takes another way for the reply."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.model.ways import ReplyWay, Route
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.composer.menus import way_menu
from agent_desktop.ui.conversation.composer.window import DAY, HOUR
from agent_desktop.ui.theme.theme import Theme
from tests.ui.conversation.test_ways import WAY


def test_the_menu_of_ways_says_channel_address_and_how_long_and_marks_the_one_that_is_taken(
    theme: Theme, qtbot: QtBot
) -> None:
    text = ReplyWay(channel=Channel.SMS, route=Route(address="+48600100200"), name="Texts")
    chosen: list[ReplyWay] = []
    parent = QWidget()
    qtbot.addWidget(parent)
    made = way_menu(theme, parent, (text, WAY), text, chosen.append, DAY - HOUR)
    first, second = made.actions()
    assert (first.text(), second.text()) == (
        "+48 600 100 200 by Texts",
        "+48 600 100 200 by WhatsApp",
    )
    assert second.toolTip() == "1 h 0 min left to write freely"
    assert (first.isChecked(), second.isChecked()) == (True, False)
    assert not first.icon().isNull()
    assert first.icon().cacheKey() != second.icon().cacheKey()
    second.trigger()
    assert chosen == [WAY]
