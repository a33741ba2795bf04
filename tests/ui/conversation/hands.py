"""What a hand does with the composer."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from agent_desktop.ui.conversation.composer.composer import Composer

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def type_in(qtbot: QtBot, composer: Composer, text: str) -> None:
    qtbot.keyClicks(composer.editor, text)


def press(
    qtbot: QtBot,
    composer: Composer,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    qtbot.keyClick(composer.editor, key, modifiers)


def text(composer: Composer) -> str:
    return composer.editor.toPlainText()
