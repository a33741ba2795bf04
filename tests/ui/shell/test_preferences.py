"""The settings: what they tell, what they show, and rebinding of shortcuts."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.model.settings import KEYS, LOOKS, MAIL_PICTURES, SEND_KEYS, UNDO
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.shell.keyfield import KeyField
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.theme.theme import Theme
from tests.ui.shell.bench import CTRL, NOW, Desk, press


def test_settings_tell_each_change(desk: Desk, theme: Theme) -> None:
    told: list[tuple[str, str]] = []
    desk.window.setting_changed.connect(lambda name, value: told.append((name, value)))
    desk.window.show_workspace("settings")
    settings = desk.window.settings
    settings.looks._segments["dark"].click()
    settings.send_keys._segments["ctrl_enter"].click()
    settings.undo.click()
    assert told == [(LOOKS, "dark"), (SEND_KEYS, "ctrl_enter"), (UNDO, "off")]
    assert theme.mode == "dark"


def test_kept_settings_are_shown_and_nonsense_is_not(theme: Theme, qtbot: QtBot) -> None:
    kept = {LOOKS: "dark", SEND_KEYS: "semaphore", KEYS: '{"palette.open": "Ctrl+P"}'}
    window = ShellWindow(theme, now=lambda: NOW, read_setting=lambda n, d: kept.get(n, d))
    qtbot.addWidget(window)
    assert window.settings.looks.current == "dark"
    assert window.settings.send_keys.current == "enter"
    assert window.hint("palette.open") == "Ctrl P"


def test_every_group_has_the_height_that_it_needs_at_its_own_width(
    desk: Desk, theme: Theme, qtbot: QtBot
) -> None:
    desk.window.resize(1600, 900)
    desk.window.show_workspace("settings")
    long = [Label(theme, "word " * count, "caption", wrap=True) for count in (30, 40, 60)]
    for words in long:
        desk.window.settings.add_part("Long", words)
    qtbot.waitUntil(lambda: all(one.isVisible() and one.width() > 300 for one in long))
    assert any(one.heightForWidth(one.width()) != one.heightForWidth(1400) for one in long)
    groups = [group for one in long if (group := one.parentWidget()) is not None]
    qtbot.waitUntil(lambda: all(one.height() >= one.heightForWidth(one.width()) for one in groups))


def test_rebinding_catches_the_stroke_and_takes_effect(desk: Desk, qtbot: QtBot) -> None:
    desk.window.show_workspace("settings")
    field = desk.window.settings.key_field("palette.open")
    assert field.isVisible()
    field.setFocus()
    field.click()
    assert field.listening
    with qtbot.waitSignal(desk.window.setting_changed, timeout=20_000) as told:
        QTest.keyClick(field, Qt.Key.Key_P, CTRL)
    assert told.args == [KEYS, '{"palette.open": "Ctrl+P"}']
    press(Qt.Key.Key_P, CTRL)
    assert desk.window.sheets.palette.isVisible()
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_K, CTRL)
    assert not desk.window.sheets.palette.isVisible()


def test_a_refused_shortcut_says_why(desk: Desk) -> None:
    desk.window.show_workspace("settings")
    settings = desk.window.settings
    field = settings.key_field("pane.next")
    for key, modifiers, why in (
        (Qt.Key.Key_K, CTRL, "already"),
        (Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier, "Alt"),
    ):
        field.listen()
        QTest.keyClick(field, key, modifiers)
        assert why in settings.refusal
    assert desk.window.preferences.keys.keys("pane.next") == "F6"
    field.listen()
    QTest.keyClick(field, Qt.Key.Key_F7)
    assert settings.refusal == ""
    assert desk.window.preferences.keys.keys("pane.next") == "F7"


def test_only_shortcuts_that_do_something_are_offered(desk: Desk) -> None:
    desk.window.show_workspace("settings")
    field: KeyField = desk.window.settings.key_field("offer.accept")
    assert not field.isVisible()
    desk.command("offer.accept")
    assert field.isVisible()


def test_senders_whose_pictures_are_always_shown_can_be_taken_off(desk: Desk, qtbot: QtBot) -> None:
    told: list[tuple[str, str]] = []
    desk.window.setting_changed.connect(lambda name, value: told.append((name, value)))
    desk.window.show_workspace("settings")
    list_ = desk.window.settings.senders
    assert list_.words.text().startswith("None yet")
    kept = "shop@b.example\nlayla@a.example\n" + "x" * 90 + "@c.example"
    list_.show_kept(kept)
    assert [one.accessibleName() for one in list_.removes][:2] == [
        "No longer show pictures from layla@a.example",
        "No longer show pictures from shop@b.example",
    ]
    assert len(list_.removes[2].accessibleName()) < 120
    list_.removes[0].setFocus()
    QTest.keyClick(list_.removes[0], Qt.Key.Key_Space)
    assert told == [(MAIL_PICTURES, "shop@b.example\n" + "x" * 90 + "@c.example")]
    qtbot.waitUntil(lambda: list_.removes[0].hasFocus())
    list_.removes[1].click()
    list_.removes[0].click()
    assert told[-1] == (MAIL_PICTURES, "")
    assert list_.words.text().startswith("None yet")
