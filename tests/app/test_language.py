"""The window speaks the system's language where its words are shipped, else English, and reads in its direction."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from agent_desktop.app.language import use_language
from agent_desktop.model.errors import Offline, Refused
from agent_desktop.ui.shell.keys import shown
from agent_desktop.ui.words import plural, problem_words, said, tr


@pytest.fixture
def speak(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    used = use_language(qapp)
    yield
    for words in used:
        qapp.removeTranslator(words)
    QLocale.setDefault(before)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


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


@pytest.mark.parametrize("speak", ["ar", "he_IL", "fa_IR"], indirect=True)
def test_the_window_is_turned_around_even_where_its_words_are_not_shipped(
    speak: None, qapp: QApplication
) -> None:
    assert tr("Settings") == "Settings"
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize("speak", ["de_DE", "ja_JP", "C"], indirect=True)
def test_other_windows_read_from_left_to_right(speak: None, qapp: QApplication) -> None:
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize("speak", ["de_DE"], indirect=True)
def test_problems_are_told_in_one_language_as_a_whole(speak: None) -> None:
    offline = Offline("The hub does not answer.", remedy="Check the network.").problem
    assert problem_words(offline) == "Der Hub antwortet nicht. Prüfen Sie das Netzwerk."
    of_a_hub = Refused("Shop closes at 18:00 {soon}.", remedy="Check the network.").problem
    assert problem_words(of_a_hub) == "Shop closes at 18:00 {soon}. Check the network."


@pytest.mark.parametrize("speak", ["de_DE"], indirect=True)
@pytest.mark.parametrize(
    ("sentence", "german"),
    [
        ("The text is longer than 10000 characters.", "Der Text ist länger als 10000 Zeichen."),
        ("Ann {1} is in this call already.", "Ann {1} ist schon in diesem Anruf."),
        ("A password has 10 to 200 characters.", "Ein Passwort hat 10 bis 200 Zeichen."),
        ("Carrier cannot be reached: no route.", "Carrier ist nicht erreichbar: no route."),
        ("Carrier cannot be reached.", "Carrier ist nicht erreichbar."),
        (
            "No access token: The server did not answer in time.",
            "Kein Zugriffstoken: Der Server hat nicht rechtzeitig geantwortet.",
        ),
        ("Settings is in this call already.", "Settings ist schon in diesem Anruf."),
        ("two\nlines is in this call already.", "two\nlines ist schon in diesem Anruf."),
        ("{0} is in this call", "{0} is in this call"),
        ("", ""),
    ],
)
def test_sentences_with_values_are_found_by_their_shape(
    speak: None, sentence: str, german: str
) -> None:
    assert said(sentence) == german


@pytest.mark.parametrize("speak", ["de_DE"], indirect=True)
def test_sentences_in_one_line_are_told_in_german(speak: None) -> None:
    kept = "The text is longer than 10000 characters. Shorten it."
    assert said(kept) == "Der Text ist länger als 10000 Zeichen. Kürzen Sie es."
    assert said("Shop closes. Shorten it.") == "Shop closes. Shorten it."
    assert said("The queue “St. Pauli” is in use. Agents who serve it: Dr. A. Noe, Ben, +4.") == (
        "Die Warteschlange „St. Pauli“ wird gebraucht. Agenten, die sie bedienen: Dr. A. Noe, Ben, +4."
    )
    assert said("No. " * 40) == "No. " * 40


@pytest.mark.parametrize("speak", ["de_DE"], indirect=True)
def test_what_a_network_told_stays_in_brackets_behind_german(speak: None) -> None:
    assert said("The network refuses the message. (SMPP 0x66)") == (
        "Das Netz lehnt die Nachricht ab. (SMPP 0x66)"
    )
    assert said("The network refuses the message. (No. Busy) Answer by another channel.") == (
        "Das Netz lehnt die Nachricht ab. (No. Busy) Antworten Sie über einen anderen Kanal."
    )
    assert said("Shop closes. (17)") == "Shop closes. (17)"
    assert said("(17)") == "(17)"


@pytest.mark.parametrize("speak", ["de_DE"], indirect=True)
def test_a_value_at_the_end_does_not_swallow_the_next_sentence(speak: None) -> None:
    assert said("The server refused the mail: 5.7.1 Spam. Blocked. Check the address.") == (
        "Der Server hat die E-Mail abgelehnt: 5.7.1 Spam. Blocked. Prüfen Sie die Adresse."
    )


@pytest.mark.parametrize("speak", ["C"], indirect=True)
def test_english_stays_as_it_was_said(speak: None) -> None:
    words = "Ann is in this call already."
    assert said(words) == words
    assert said(f"{words} Shorten it.") == f"{words} Shorten it."
