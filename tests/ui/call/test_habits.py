"""How the agent answers and talks, in the settings: what is kept, and which keys are refused."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.model.changes import SettingShown
from agent_desktop.model.settings import ANSWERING, PUSH_TO_TALK, TALK_KEY, TELEPHONE
from agent_desktop.model.telephone import TelephoneAccount, read_answering, write_accounts
from agent_desktop.ui.call.habits import HabitsPage
from agent_desktop.ui.shell.keys import KeyTable
from agent_desktop.ui.theme.theme import Theme
from tests.ui.fake_desk import FakeDesk

OFFICE = TelephoneAccount(id="a1", name="Office", server="pbx.example", user="201")
HOME = TelephoneAccount(id="a2", server="sip.example", user="33")


class Page:
    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.desk = FakeDesk(immediate=True)
        self.desk.settings[TELEPHONE] = write_accounts((OFFICE, HOME))
        self.desk.settings[ANSWERING] = '{"a2": 5, "gone": 3}'
        self.widget = HabitsPage(self.desk, theme, KeyTable())
        qtbot.addWidget(self.widget)
        self.widget.resize(640, 300)
        self.widget.show()
        qtbot.waitExposed(self.widget)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> str:
        """Choose another key; what is said against it."""
        self.widget.key.listen()
        QTest.keyClick(self.widget.key, key, modifiers)
        return self.widget.refusal.text() if self.widget.refusal.isVisible() else ""


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> Iterator[Page]:
    made = Page(theme, qtbot)
    yield made
    made.widget.hide()


PLAIN, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def test_each_account_answers_as_it_was_told(page: Page) -> None:
    waits = page.widget.waits
    assert {one: control.current for one, control in waits.items()} == {"a1": "off", "a2": "5"}
    assert waits["a2"].accessibleName() == "Calls to 33@sip.example answer themselves"
    waits["a1"]._segments["0"].click()
    assert read_answering(page.desk.settings[ANSWERING]) == {"a1": 0, "a2": 5}
    waits["a2"]._segments["off"].click()
    assert read_answering(page.desk.settings[ANSWERING]) == {"a1": 0}


def test_accounts_that_come_and_go_are_followed(page: Page) -> None:
    page.desk.settings[TELEPHONE] = write_accounts((OFFICE,))
    page.desk.publish(SettingShown(name=TELEPHONE))
    assert list(page.widget.waits) == ["a1"]
    page.desk.settings[TELEPHONE] = ""
    page.desk.publish(SettingShown(name=TELEPHONE))
    assert page.widget.waits == {}
    assert "Add a telephone account" in page.widget._about.text()


def test_push_to_talk_and_its_key(page: Page) -> None:
    assert not page.widget.push.isChecked()
    page.widget.push.click()
    assert page.desk.settings[PUSH_TO_TALK] == "on"
    assert page.widget.key.accessibleName() == "Key to hold: F9. Press to change."
    assert page.press(Qt.Key.Key_F8, PLAIN) == ""
    assert page.desk.settings[TALK_KEY] == "F8"
    assert page.widget.key.accessibleName() == "Key to hold: F8. Press to change."


@pytest.mark.parametrize(
    ("key", "modifiers", "says"),
    [
        (Qt.Key.Key_A, PLAIN, "typed into your reply"),
        (Qt.Key.Key_Space, PLAIN, "move and edit"),
        (Qt.Key.Key_F6, PLAIN, "“Next pane” already has these keys."),
        (Qt.Key.Key_F8, CTRL, "Choose one key, such as F9."),
        (Qt.Key.Key_Backspace, PLAIN, "Choose one key, such as F9."),
    ],
)
def test_keys_that_get_in_the_way_are_refused(
    page: Page, key: Qt.Key, modifiers: Qt.KeyboardModifier, says: str
) -> None:
    assert says in page.press(key, modifiers)
    assert TALK_KEY not in page.desk.settings
    assert page.press(Qt.Key.Key_F8, PLAIN) == ""
