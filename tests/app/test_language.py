"""The window speaks the system's language where its words are shipped, and English otherwise."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from agent_desktop.app.language import load_words
from agent_desktop.ui.shell.keys import shown
from agent_desktop.ui.words import plural, tr


@pytest.fixture
def speak(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    used = load_words(qapp)
    yield
    for words in used:
        qapp.removeTranslator(words)
    QLocale.setDefault(before)


@pytest.mark.parametrize("speak", ["de_DE", "de_AT"], indirect=True)
def test_german(speak: None) -> None:
    assert tr("Settings") == "Einstellungen"
    assert tr("{who} is typing…", who="Ana") == "Ana schreibt …"
    assert plural(1, "{n} message", "{n} messages") == "1 Nachricht"
    assert plural(2, "{n} message", "{n} messages") == "2 Nachrichten"
    assert shown("Ctrl+Shift+Up") == ("Strg", "Umsch", "Auf")
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"


@pytest.mark.parametrize("speak", ["en_GB", "ja_JP", "C"], indirect=True)
def test_other_languages_are_english(speak: None) -> None:
    assert tr("Settings") == "Settings"
    assert plural(1, "{n} message", "{n} messages") == "1 message"
    assert plural(2, "{n} message", "{n} messages") == "2 messages"
