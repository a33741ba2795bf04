"""Each setting of the settings page changes what the window does, at once and everywhere."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from agent_desktop.model.intents import ChangeSetting, SendReply
from agent_desktop.model.settings import KEYS, LOOKS, MOTION, SEND_KEYS, UNDO
from agent_desktop.ui.shell.settings import Settings
from agent_desktop.ui.theme.theme import Theme
from tests.ui.offer.test_offers import an_offer
from tests.ui.workspace.conftest import Office

CTRL, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(office: Office) -> Settings:
    office.desk.open("c1")
    office.shell.show_workspace("settings")
    return office.shell.settings


def write(office: Office, text: str, modifiers: Qt.KeyboardModifier) -> list[str]:
    """Type and press Enter; what was sent by that."""
    before = len(office.desk.posted(SendReply))
    editor = office.spaces.conversation.composer.editor
    office.shell.show_workspace("inbox")
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return, modifiers)
    office.desk.turn()
    return [one.text for one in office.desk.posted(SendReply)[before:]]


def test_the_keys_that_send(office: Office, page: Settings) -> None:
    assert write(office, "one", PLAIN) == ["one"]
    page.send_keys._segments["ctrl_enter"].click()
    office.desk.turn()
    assert write(office, "two", PLAIN) == []
    assert write(office, "", CTRL) == ["two\n"]
    assert office.spaces.conversation.composer.bar.keys.text() == "Ctrl Enter"


def test_the_menu_of_the_send_button_and_the_page_change_one_setting(
    office: Office, page: Settings
) -> None:
    office.spaces.conversation.composer._set_enter_sends(False)
    office.desk.turn()
    office.frames()
    assert page.send_keys.current == "ctrl_enter"
    assert office.desk.settings == {SEND_KEYS: "ctrl_enter"}


def test_undo_is_told_to_the_desk(office: Office, page: Settings) -> None:
    page.undo.click()
    page.undo.click()
    assert office.desk.posted(ChangeSetting) == [
        ChangeSetting(name=UNDO, value="off"),
        ChangeSetting(name=UNDO, value="on"),
    ]


def test_looks_and_motion_take_effect_and_stay_out_of_the_desk(
    office: Office, page: Settings, theme: Theme
) -> None:
    told: list[tuple[str, str]] = []
    office.shell.setting_changed.connect(lambda name, value: told.append((name, value)))
    assert page.motion.current == "system"
    page.motion._segments["off"].click()
    assert theme.duration("base") > 0
    page.motion._segments["on"].click()
    assert theme.duration("base") == 0
    page.looks._segments["dark"].click()
    assert theme.mode == "dark"
    assert told == [(MOTION, "off"), (MOTION, "on"), (LOOKS, "dark")]
    assert office.desk.posted(ChangeSetting) == []


def rebind(page: Settings, name: str, key: Qt.Key) -> None:
    field = page.key_field(name)
    field.listen()
    QTest.keyClick(field, key, CTRL)


def test_a_rebound_key_works_and_every_hint_tells_it(office: Office, page: Settings) -> None:
    office.desk.put_offers(an_offer())
    office.frames()
    rebind(page, "offer.accept", Qt.Key.Key_J)
    rebind(page, "palette.open", Qt.Key.Key_P)
    rebind(page, "work.finish", Qt.Key.Key_E)
    (card,) = office.spaces.offers.cards
    assert card.accept_button.hint == "Ctrl J"
    assert card.decline_button.hint == "Ctrl Shift R"
    assert office.spaces.inbox._search._keys == "Ctrl P"
    assert office.spaces.conversation.header.button.toolTip() == "End  Ctrl E"
    assert office.spaces.sidebar.wrap_up._complete.hint == "Ctrl E"
    assert "Ctrl P" in office.spaces.conversation.empty.label.text()
    assert office.shell.book.caps("offer.accept") == ("Ctrl", "J")
    office.shell.show_workspace("inbox")
    QTest.keyClick(_focused(office), Qt.Key.Key_P, CTRL)
    assert office.shell.sheets.palette_open


def _focused(office: Office) -> QWidget:
    return QApplication.focusWidget() or office.shell


def test_an_offer_that_comes_later_shows_the_new_keys(office: Office, page: Settings) -> None:
    rebind(page, "offer.decline", Qt.Key.Key_J)
    office.desk.put_offers(an_offer())
    office.frames()
    assert office.spaces.offers.cards[0].decline_button.hint == "Ctrl J"


def test_keys_kept_by_the_desk_are_used_from_its_start(office: Office) -> None:
    office.desk.put_setting(KEYS, '{"palette.open": "Ctrl+P"}')
    office.frames()
    assert office.shell.hint("palette.open") == "Ctrl P"
    assert office.spaces.inbox._search._keys == "Ctrl P"
    office.desk.put_setting(KEYS, "{}")
    office.frames()
    assert office.shell.hint("palette.open") == "Ctrl K"


def test_an_action_without_keys_shows_none(office: Office, page: Settings) -> None:
    field = page.key_field("palette.open")
    field.listen()
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert office.spaces.inbox._search._keys == ""
    office.spaces.inbox._search.grab()
    assert office.spaces.conversation.empty.label.text() == "Choose a conversation."
