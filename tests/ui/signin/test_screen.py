"""The sign-in screen: what leaves as signals, and what the agent is told."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from agent_desktop.model.errors import Problem
from agent_desktop.model.manifest import Capability, Field, FieldKind, Manifest
from agent_desktop.model.work import Channel
from agent_desktop.ui.signin.connect import looks_like_address, matches
from agent_desktop.ui.signin.screen import SignInScreen
from agent_desktop.ui.theme.theme import Theme

HUB = Manifest(
    name="hub",
    title="Another Agent Desktop hub",
    subtitle="On your network or hosted",
    channels=(Channel.CHAT,),
    capabilities=frozenset({Capability.ROUTING}),
    fields=(
        Field(name="address", label="Address", kind=FieldKind.ADDRESS),
        Field(name="email", label="E-mail"),
        Field(name="password", label="Password", kind=FieldKind.SECRET),
        Field(name="device", label="Device", required=False),
    ),
)
MAILBOX = Manifest(
    name="mailbox",
    title="Mailbox",
    subtitle="IMAP and SMTP",
    channels=(Channel.EMAIL,),
    capabilities=frozenset(),
)
WRONG = Problem(
    code="needs_sign_in",
    message="The hub does not know this e-mail or password.",
    remedy="Check both and try again.",
    field="password",
)


@pytest.fixture
def screen(theme: Theme, qtbot: QtBot) -> SignInScreen:
    made = SignInScreen(theme, [HUB, MAILBOX], name="Inês Duarte", team="Halden", version="1.0")
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.local.name.setFocus()
    return made


def test_enter_starts_at_once(screen: SignInScreen, qtbot: QtBot) -> None:
    assert screen.local.chosen
    assert screen.local.name.hasFocus()
    with qtbot.waitSignal(screen.start_local, timeout=20_000) as told:
        QTest.keyClick(screen.local.name, Qt.Key.Key_Return)
    assert told.args == ["Inês Duarte", "Halden", False]


def test_practice_customers_are_one_click(screen: SignInScreen, qtbot: QtBot) -> None:
    assert screen.practice.isVisible()
    with qtbot.waitSignal(screen.start_local, timeout=20_000) as told:
        QTest.mouseClick(screen.practice, Qt.MouseButton.LeftButton)
    assert told.args == ["Inês Duarte", "Halden", True]


def test_a_missing_name_is_said(screen: SignInScreen, qtbot: QtBot) -> None:
    screen.local.name.setText("   ")
    with qtbot.assertNotEmitted(screen.start_local):
        QTest.keyClick(screen.local.team, Qt.Key.Key_Return)
    assert "name" in screen.local.notice.words
    assert screen.local.name.property("invalid")
    QTest.keyClicks(screen.local.name, "Ada")
    assert screen.local.notice.words == ""
    assert not screen.local.name.property("invalid")


def test_connecting_by_keyboard_alone(screen: SignInScreen, qtbot: QtBot) -> None:
    search = screen.connectors.search
    search.setFocus()
    QTest.keyClicks(search, "https://hub.example.com")
    assert screen.connectors.chosen
    QTest.keyClick(search, Qt.Key.Key_Return)
    form = screen.connectors.form
    assert form is not None
    assert form.fields["address"].text() == "https://hub.example.com"
    assert form.fields["email"].hasFocus()
    QTest.keyClicks(form.fields["email"], " ines@example.com ")
    QTest.keyClicks(form.fields["password"], " with spaces ")
    with qtbot.waitSignal(screen.connect_to, timeout=20_000) as told:
        QTest.keyClick(form.fields["password"], Qt.Key.Key_Return)
    assert told.args == [
        "hub",
        {
            "address": "https://hub.example.com",
            "email": "ines@example.com",
            "password": " with spaces ",
            "device": "",
        },
    ]


def test_an_empty_field_is_named(screen: SignInScreen, qtbot: QtBot) -> None:
    screen.connectors.open_form(HUB)
    form = screen.connectors.form
    assert form is not None
    with qtbot.assertNotEmitted(screen.connect_to):
        form.submit()
    assert "Address" in form.notice.words
    assert form.fields["address"].hasFocus()
    assert form.fields["password"].echoMode() == QLineEdit.EchoMode.Password


def test_arrows_walk_through_the_connectors(screen: SignInScreen, qtbot: QtBot) -> None:
    first, second = screen.connectors.rows
    screen.connectors.search.setFocus()
    QTest.keyClick(screen.connectors.search, Qt.Key.Key_Down)
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Up)
    QTest.keyClick(first, Qt.Key.Key_Up)
    assert screen.connectors.search.hasFocus()
    QTest.keyClick(screen.connectors.search, Qt.Key.Key_Down)
    QTest.keyClick(first, Qt.Key.Key_Return)
    form = screen.connectors.form
    assert form is not None
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert screen.connectors.search.hasFocus()


def test_searching_says_when_nothing_fits(screen: SignInScreen) -> None:
    screen.connectors.search.setText("zammad\u202e")
    assert not any(row.isVisible() for row in screen.connectors.rows)
    assert screen.connectors.findChild(type(screen.local.notice)) is None
    screen.connectors.search.setText("smtp")
    assert [row.manifest.name for row in screen.connectors.rows if row.isVisible()] == ["mailbox"]


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("https://hub.example.com", True),
        ("hub.example.com", True),
        ("localhost:8700", True),
        ("mail", False),
        ("another hub.", False),
        ("", False),
    ],
)
def test_addresses_are_recognised(words: str, address: bool) -> None:
    assert looks_like_address(words) is address
    assert matches(HUB, words) or not address


def test_working_locks_the_form_and_can_be_cancelled(
    screen: SignInScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent_desktop.ui.signin.screen.CANCEL_AFTER_MS", 1)
    screen.show_working("Starting the hub…")
    assert screen.local.button.text() == "Starting the hub…"
    assert not screen.local.button.isEnabled()
    assert not screen.practice.isVisible()
    with qtbot.assertNotEmitted(screen.start_local):
        QTest.keyClick(screen.local.name, Qt.Key.Key_Return)
    qtbot.waitUntil(screen.cancel.isVisible, timeout=20_000)
    with qtbot.waitSignal(screen.cancelled, timeout=20_000):
        screen.cancel.click()
    screen.show_idle()
    assert screen.local.button.isEnabled()
    assert screen.local.name.text() == "Inês Duarte"


def test_a_failure_says_what_and_what_next(screen: SignInScreen) -> None:
    screen.show_working("Starting the hub…")
    screen.show_failed(
        Problem(code="failed", message="Port 8700 is in use.", remedy="Close the other program.")
    )
    assert screen.local.notice.words == "Port 8700 is in use. Close the other program."
    assert screen.local.button.isEnabled()


def test_a_refused_sign_in_marks_its_field_and_keeps_the_rest(screen: SignInScreen) -> None:
    screen.connectors.open_form(HUB)
    form = screen.connectors.form
    assert form is not None
    form.fields["email"].setText("ines@example.com")
    screen.show_working("Connecting…")
    assert not form.fields["email"].isEnabled()
    screen.show_failed(WRONG)
    assert form.notice.words == WRONG.words()
    assert form.fields["password"].property("invalid")
    assert form.fields["password"].hasFocus()
    assert form.fields["email"].text() == "ines@example.com"


def test_connectors_found_later_appear(screen: SignInScreen) -> None:
    screen.set_connectors([])
    assert screen.connectors.rows == []
    screen.set_connectors([MAILBOX])
    assert [row.manifest.name for row in screen.connectors.rows] == ["mailbox"]


def test_choosing_a_passphrase(screen: SignInScreen, qtbot: QtBot) -> None:
    screen.ask_passphrase(new=True)
    page = screen.passphrase
    assert page is not None
    QTest.keyClicks(page.field, "short")
    with qtbot.assertNotEmitted(screen.passphrase_given):
        QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert "8" in page.notice.words
    QTest.keyClicks(page.field, "er than this")
    QTest.keyClicks(page.again, "something else")
    with qtbot.assertNotEmitted(screen.passphrase_given):
        page.submit()
    assert "same" in page.notice.words
    page.again.setText("shorter than this")
    with qtbot.waitSignal(screen.passphrase_given, timeout=20_000) as told:
        page.submit()
    assert told.args == ["shorter than this"]


def test_unlocking_again_after_a_wrong_passphrase(screen: SignInScreen, qtbot: QtBot) -> None:
    screen.ask_passphrase(new=False)
    page = screen.passphrase
    assert page is not None
    page.field.setText("guess")
    with qtbot.waitSignal(screen.passphrase_given, timeout=20_000):
        page.submit()
    screen.show_working("Unlocking…")
    assert not page.field.isEnabled()
    screen.show_failed(Problem(code="wrong", message="This passphrase does not fit."))
    assert page.field.text() == ""
    assert page.notice.words == "This passphrase does not fit."
    with qtbot.waitSignal(screen.without_cache, timeout=20_000):
        page.decline.click()
    screen.show_choice()
    assert screen.passphrase is None


def test_a_forgotten_passphrase_is_given_up_in_two_deliberate_steps(
    screen: SignInScreen, qtbot: QtBot
) -> None:
    screen.ask_passphrase(new=False)
    page = screen.passphrase
    assert page is not None
    forgotten = page.forgotten
    qtbot.waitUntil(forgotten.link.isVisible, timeout=20_000)
    place = forgotten.link.rect().center()
    with qtbot.assertNotEmitted(screen.begin_anew):
        QTest.mouseDClick(forgotten.link, Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseClick(forgotten.link, Qt.MouseButton.LeftButton, pos=place)
    assert not forgotten.link.isVisible()
    assert "for ever" in forgotten.about.text()
    assert forgotten.about.isVisible()
    assert page.field.hasFocus()
    QTest.keyClicks(page.field, "ah")  # it came back to mind
    assert forgotten.link.isVisible()
    assert not forgotten.anew.isVisible()
    forgotten.link.setFocus()
    with qtbot.assertNotEmitted(screen.begin_anew):
        QTest.keyClick(forgotten.link, Qt.Key.Key_Return)
    assert not forgotten.anew.hasFocus()
    screen.show_working("Opening the history…")
    with qtbot.assertNotEmitted(screen.begin_anew):
        QTest.mouseClick(forgotten.anew, Qt.MouseButton.LeftButton)
    screen.show_idle()
    with qtbot.waitSignal(screen.begin_anew, timeout=20_000):
        QTest.mouseClick(forgotten.anew, Qt.MouseButton.LeftButton)


def test_the_danger_lies_where_no_second_click_falls(screen: SignInScreen, qtbot: QtBot) -> None:
    screen.ask_passphrase(new=False)
    page = screen.passphrase
    assert page is not None
    link, anew = page.forgotten.link, page.forgotten.anew
    qtbot.waitUntil(link.isVisible, timeout=20_000)
    edge = link.mapTo(screen, link.rect().topRight()).x()
    link.click()
    qtbot.waitUntil(lambda: anew.mapTo(screen, anew.rect().topLeft()).x() > edge, timeout=20_000)


def test_a_new_passphrase_cannot_be_forgotten_yet(screen: SignInScreen, qtbot: QtBot) -> None:
    screen.ask_passphrase(new=True)
    page = screen.passphrase
    assert page is not None
    qtbot.waitUntil(page.again.isVisible, timeout=20_000)
    assert not page.forgotten.isVisible()


def test_a_narrow_window_still_shows_everything(screen: SignInScreen, qtbot: QtBot) -> None:
    screen.resize(1024, 640)
    qtbot.waitUntil(lambda: screen.width() == 1024, timeout=20_000)
    for widget in (screen.local.button, screen.local.team, screen.practice):
        corner = widget.mapTo(screen, widget.rect().bottomRight())
        assert screen.rect().contains(corner)
