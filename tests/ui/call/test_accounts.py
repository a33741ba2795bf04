"""Telephone accounts on the settings page: what is asked, refused, warned of, and shown beside each."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.desk.api import PhoneStatus
from agent_desktop.model.errors import Problem
from agent_desktop.model.registrations import Registration, RegistrationState
from agent_desktop.model.telephone import TelephoneAccount, Watched
from agent_desktop.ui.call.accounts import Accounts
from agent_desktop.ui.theme.theme import Theme

OFFICE = TelephoneAccount(id="a1", name="Office", server="pbx.example", user="201")
HOME = TelephoneAccount(id="a2", server="127.0.0.1:5070", user="9", transport="udp")


def phone(*registrations: Registration) -> PhoneStatus:
    return PhoneStatus(running=True, why_not=None, registrations=registrations)


def registration(
    account: TelephoneAccount, state: RegistrationState, problem: Problem | None = None
) -> Registration:
    return Registration(account_id=account.id, state=state, since=0, problem=problem)


class Page:
    """The widget, and what it told."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.widget = Accounts(theme)
        self.saved: list[tuple[TelephoneAccount, str]] = []
        self.removed: list[str] = []
        self.widget.saved.connect(lambda account, password: self.saved.append((account, password)))
        self.widget.removed.connect(self.removed.append)
        qtbot.addWidget(self.widget)
        self.widget.resize(640, 600)
        self.widget.show()
        qtbot.waitExposed(self.widget)

    def fill(self, server: str, user: str, password: str = "secret") -> None:
        form = self.widget.form
        for field, text in ((form.server, server), (form.user, user), (form.password, password)):
            field.clear()
            QTest.keyClicks(field, text)


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> Page:
    return Page(theme, qtbot)


def test_colleagues_are_watched_by_the_account(page: Page) -> None:
    form = page.widget.form
    form.begin(None)
    page.fill("pbx.example", "201")
    QTest.keyClicks(form.colleagues, "Ann  Lee 202, 203;Reception reception, Ann 202,")
    form.submit()
    ((account, _),) = page.saved
    assert account.colleagues == (
        Watched(number="202", name="Ann Lee"),
        Watched(number="203"),
        Watched(number="reception", name="Reception"),
    )
    form.begin(account)
    assert form.colleagues.text() == "Ann Lee 202, 203, Reception reception"


def test_colleagues_without_a_number_are_refused(page: Page) -> None:
    form = page.widget.form
    form.begin(None)
    page.fill("pbx.example", "201")
    QTest.keyClicks(form.colleagues, "Ann <202>")
    form.submit()
    assert page.saved == []
    assert "Ann 202, Bob 203" in form.notice.words
    assert form.colleagues.hasFocus()


def test_what_is_recorded_and_for_how_long_is_chosen_with_the_account(page: Page) -> None:
    form = page.widget.form
    form.begin(None)
    page.fill("pbx.example", "201")
    assert (form.account().recording, form.account().keep_days) == ("off", 90)
    form.recording.select("all")
    form.keeping.select("")
    form.submit()
    ((account, _),) = page.saved
    assert (account.recording, account.keep_days) == ("all", None)
    form.begin(msgspec.structs.replace(OFFICE, recording="by_hand", keep_days=30))
    assert (form.account().recording, form.account().keep_days) == ("by_hand", 30)


def test_a_new_account_is_told_with_its_password(page: Page) -> None:
    page.widget.add.click()
    form = page.widget.form
    assert form.isVisible()
    assert not page.widget.add.isVisible()
    QTest.keyClicks(form.name, "Office")
    page.fill(" sip:pbx.example:5061 ", "201")
    form.transport._segments["udp"].click()
    form.encryption._segments["required"].click()
    QTest.keyClick(form.password, Qt.Key.Key_Return)
    made = TelephoneAccount(
        id="", name="Office", server="pbx.example:5061", user="201", transport="udp", secure=True
    )
    assert page.saved == [(made, "secret")]
    assert not form.save.isEnabled(), "once is enough"


@pytest.mark.parametrize(
    ("server", "user", "password", "at", "says"),
    [
        ("", "201", "x", "server", "Name the server"),
        ("pbx example", "201", "x", "server", "no server"),
        ("https://pbx.example", "201", "x", "server", "no server"),
        ("[::zz]", "201", "x", "server", "no server"),
        ("pbx.example:0", "201", "x", "server", "1 to 65535"),
        ("pbx.example:70000", "201", "x", "server", "1 to 65535"),
        ("pbx.example:99999999999999", "201", "x", "server", "1 to 65535"),
        ("pbx.example", "", "x", "user", "Name the user"),
        ("pbx.example", "<script>", "x", "user", "no user"),
        ("pbx.example", "201@", "x", "user", "no user"),
        ("pbx.example", "201@a b", "x", "user", "no user"),
        ("pbx.example", "201", "", "password", "password"),
    ],
)
def test_bad_input_gets_a_sentence_at_its_field(
    page: Page, server: str, user: str, password: str, at: str, says: str
) -> None:
    page.widget.add.click()
    page.fill(server, user, password)
    page.widget.form.save.click()
    form = page.widget.form
    assert says in form.notice.words
    assert [name for name, one in form.fields.items() if one.property("invalid")] == [at]
    assert page.saved == []
    QTest.keyClicks(form.fields[at], "1")
    assert form.notice.words == "", "typing takes the complaint away"


@pytest.mark.parametrize(
    ("server", "transport", "warned"),
    [
        ("pbx.example", "udp", True),
        ("pbx.example", "tcp", True),
        ("pbx.example", "tls", False),
        ("192.0.2.7:5060", "udp", True),
        ("127.0.0.1:5060", "udp", False),
        ("[::1]", "udp", False),
        ("localhost", "tcp", False),
        ("localhost.example", "udp", True),
        ("", "udp", False),
    ],
)
def test_a_password_in_the_clear_is_warned_of(
    page: Page, server: str, transport: str, warned: bool
) -> None:
    page.widget.add.click()
    page.fill(server, "201")
    if transport != "tls":
        page.widget.form.transport._segments[transport].click()
    assert page.widget.form.warning.isVisible() is warned


def test_the_state_of_each_stands_beside_it(page: Page) -> None:
    words = {}

    def show(status: PhoneStatus | None) -> None:
        page.widget.show_accounts([OFFICE, HOME], status, waiting=False)
        words.update({key: row.state.text() for key, row in page.widget.rows.items()})

    show(None)
    assert words == {"a1": "The telephone starts…", "a2": "The telephone starts…"}
    show(phone(registration(OFFICE, RegistrationState.REGISTERING)))
    assert words == {"a1": "Signing on…", "a2": "Not used yet"}
    wrong = Problem(code="sip_403", message="The password is wrong.", remedy="Look at it.")
    show(
        phone(
            registration(OFFICE, RegistrationState.REGISTERED),
            registration(HOME, RegistrationState.FAILED, wrong),
        )
    )
    assert words == {"a1": "Registered", "a2": "The password is wrong. Look at it."}
    show(phone(registration(HOME, RegistrationState.FAILED)))
    assert words["a2"].startswith("Not registered")
    stopped = msgspec.structs.replace(phone(), running=False)
    show(stopped)
    assert words["a1"] == "The telephone starts…"


def test_changing_shows_what_is_kept_but_the_password(page: Page) -> None:
    page.widget.show_accounts([OFFICE, HOME], None, waiting=False)
    page.widget.rows["a2"].change.click()
    form = page.widget.form
    assert (form.server.text(), form.user.text()) == ("127.0.0.1:5070", "9")
    assert form.password.text() == ""
    form.save.click()
    assert page.saved == [(HOME, "")], "empty means the same as before"
    page.widget.show_accounts([OFFICE], None, waiting=False)
    assert not form.isVisible(), "an account that is gone cannot be changed"


def test_one_press_removes_nothing(page: Page) -> None:
    page.widget.show_accounts([OFFICE, HOME], None, waiting=False)
    remove = page.widget.rows["a1"].remove
    remove.click()
    assert page.removed == []
    assert remove.text() == "Really remove?"
    page.widget.rows["a2"].remove.click()
    assert (page.removed, remove.text()) == ([], "Remove")
    assert remove.accessibleName() == "Remove Office"
    remove.click()
    remove.click()
    assert page.removed == ["a1"]


def test_that_a_call_is_waited_for_is_said(page: Page) -> None:
    page.widget.show_accounts([OFFICE], None, waiting=True)
    assert "when the call is over" in page.widget.waiting.text()
    assert page.widget.waiting.isVisible()
    page.widget.show_accounts([OFFICE], None, waiting=False)
    assert not page.widget.waiting.isVisible()


def test_escape_leaves_the_form_and_forgets_the_password(page: Page) -> None:
    page.widget.add.click()
    page.fill("pbx.example", "201", "secret")
    QTest.keyClick(page.widget.form.user, Qt.Key.Key_Escape)
    assert not page.widget.form.isVisible()
    assert page.widget.form.password.text() == ""
    assert page.widget.add.isVisible()


def test_the_keyboard_stays_in_the_group_when_a_part_goes(theme: Theme, qtbot: QtBot) -> None:
    whole = QWidget()
    column = QVBoxLayout(whole)
    accounts = Accounts(theme)
    after = QLineEdit()
    column.addWidget(accounts)
    column.addWidget(after)
    qtbot.addWidget(whole)
    whole.show()
    whole.activateWindow()
    qtbot.waitUntil(whole.isActiveWindow)
    accounts.show_accounts([OFFICE], None, waiting=False)
    accounts.add.click()
    accounts.form.cancel.setFocus()
    accounts.form.cancel.click()
    assert accounts.add.hasFocus()
    accounts.rows["a1"].remove.setFocus()
    accounts.show_accounts([], None, waiting=False)
    assert accounts.add.hasFocus()


def test_a_check_of_the_connection_can_be_asked_for(theme: Theme, qtbot: QtBot) -> None:
    page = Page(theme, qtbot)
    with qtbot.waitSignal(page.widget.check_asked, timeout=20_000):
        page.widget.check.click()
