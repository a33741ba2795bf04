"""Signing in at a provider from the form, and a form that asks only for what is needed."""

import pytest
from msgspec import convert, to_builtins
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_desktop.hub.server.networks import networks
from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_networks import (
    AwaitConsent,
    BeginConsent,
    EndConsent,
    EntryStanding,
    EntryState,
    KeepNetworkEntry,
    NetworkEntry,
    NetworkField,
    NetworkKind,
)
from agent_desktop.model.errors import Refused
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.settings.consent_row import ConsentRow
from agent_desktop.ui.settings.ground import WIDEST
from agent_desktop.ui.settings.networks_form import NetworkForm
from agent_desktop.ui.settings.page import AnyPage
from agent_desktop.ui.settings.picking import PickRow
from agent_desktop.ui.settings.rows import ChoiceRow
from tests.desk import fake_team
from tests.ui.settings.conftest import Office

KINDS = tuple(
    NetworkKind(
        name=one.name,
        channel=one.channel,
        fields=tuple(convert(to_builtins(field), NetworkField) for field in one.limits.fields),
    )
    for one in networks()
)
LOST = EntryStanding(
    code=EntryState.REFUSED,
    words="The sign-in of support@example.org ran out or was taken back.",
    remedy="Open this entry point in the settings and sign in again.",
)
MAILBOX = NetworkEntry(
    id="mail",
    name="Mail",
    queue_id="support",
    network="email",
    settings={
        "provider": "microsoft",
        "address": "support@example.org",
        "client_id": "client-1",
        "folder": "INBOX",
        "plus_address": "no",
    },
    secrets=("refresh_token",),
    standing=LOST,
)


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The networks of a real hub, with all their fields."""
    monkeypatch.setattr(fake_team, "KINDS", KINDS)


def choose(page: AnyPage, name: str, key: str) -> None:
    """Choose, as the administrator does."""
    row = page.form.rows[name]
    if isinstance(row, PickRow):
        row.pick(key)
    else:
        assert isinstance(row, ChoiceRow)
        row.choice.select(key)
        row.edited.emit()


def a_mailbox(office: Office, provider: str = "", sign_in: str = "") -> AnyPage:
    """The form of a new one."""
    page = office.open(Topic.NETWORKS)
    page.begin_new()
    choose(page, "network", "email")
    for name, key in (("provider", provider), ("sign_in", sign_in)):
        if key:
            choose(page, f"settings.{name}", key)
    QApplication.processEvents()  # what is new is shown with the next event
    return page


def consent(page: AnyPage) -> ConsentRow:
    """Where one signs in."""
    form = page.form
    assert isinstance(form, NetworkForm)
    row = form.consent_row()
    assert row is not None
    return row


def shown(page: AnyPage) -> list[str]:
    """The network's fields that are seen."""
    return [
        name.removeprefix("settings.")
        for name, row in page.form.rows.items()
        if name.startswith("settings.") and row.isVisible()
    ]


def more(page: AnyPage) -> None:
    """Open what has a usual value."""
    form = page.form
    assert isinstance(form, NetworkForm)
    assert form._sections is not None
    form._sections.more.click()


@pytest.mark.parametrize(
    ("provider", "sign_in", "fields"),
    [
        ("other", "", "provider address name imap_host smtp_host sign_in password"),
        ("google", "", "provider address name sign_in password"),
        (
            "google",
            "oauth2",
            "provider address name sign_in client_id client_secret refresh_token",
        ),
        ("microsoft", "", "provider address name client_id refresh_token"),
    ],
)
def test_a_form_asks_for_what_is_needed(
    office: Office, provider: str, sign_in: str, fields: str
) -> None:
    page = a_mailbox(office, provider, sign_in)
    assert shown(page) == fields.split()
    before = len(shown(page))
    more(page)
    assert len(shown(page)) > before
    more(page)
    assert len(shown(page)) == before


def test_tab_goes_through_what_is_shown_and_on_to_the_rest(office: Office) -> None:
    page = a_mailbox(office, "microsoft")
    more(page)
    seen = [row for row in page.form.rows.values() if row.isVisible()]
    seen[0].control().setFocus()
    for row in seen:
        while (here := QApplication.focusWidget()) is not None and not row.isAncestorOf(here):
            assert isinstance(here, Button), (row.name, here)
            QTest.keyClick(here, Qt.Key.Key_Tab)
        QTest.keyClick(row.control(), Qt.Key.Key_Tab)


def test_servers_are_guessed_until_they_are_written(office: Office) -> None:
    page = a_mailbox(office)
    hosts = page.form.rows["settings.imap_host"], page.form.rows["settings.smtp_host"]
    office.type(page, "settings.address", "support@example.org")
    assert [one.value() for one in hosts] == ["imap.example.org", "smtp.example.org"]
    office.type(page, "settings.smtp_host", "mail.example.org")
    office.type(page, "settings.address", "help@halden.example")
    assert [one.value() for one in hosts] == ["imap.halden.example", "mail.example.org"]
    office.type(page, "settings.address", "help@")
    assert [one.value() for one in hosts] == ["", "mail.example.org"]


def test_what_is_not_asked_for_is_not_kept(office: Office) -> None:
    office.team.entries["mail"] = replace(MAILBOX, secrets=("password", "refresh_token"))
    page = office.open(Topic.NETWORKS)
    page.open("mail")
    choose(page, "settings.provider", "other")
    office.type(page, "settings.imap_host", "imap.example.org")
    choose(page, "settings.provider", "microsoft")
    page.form.submit()
    office.work()
    (kept,) = office.asked(KeepNetworkEntry)
    assert "imap_host" not in kept.entry.settings
    assert kept.secrets == {"password": ""}, "a secret of another way is forgotten"


def test_a_refusal_opens_what_has_a_usual_value(office: Office) -> None:
    page = a_mailbox(office)
    row = page.form.rows["settings.imap_port"]
    assert not row.isVisible()
    refused = Refused("This is no port.", field="settings.imap_port")
    page.form.show_problem(refused.problem)
    assert row.isVisible()
    assert row.control().hasFocus()


def test_one_signs_in_by_the_browser_and_saves(office: Office) -> None:
    page = a_mailbox(office, "google", "oauth2")
    office.type(page, "name", "Mail")
    choose(page, "queue_id", "support")
    office.type(page, "settings.address", "support@example.org")
    office.type(page, "settings.client_id", "client-1")
    office.type(page, "settings.client_secret", "a-secret-word")
    row = consent(page)
    assert row.fact.accessibleName() == "Nobody signed in yet."
    row.browser.click()
    office.work()
    (begun,) = office.asked(BeginConsent)
    assert (begun.by, begun.secrets) == ("browser", {"client_secret": "a-secret-word"})
    assert begun.entry.settings["client_id"] == "client-1"
    assert "a-secret-word" not in repr(begun)
    assert office.opened == ["https://login.example.org/authorize"]
    assert row.cancel.isVisible()
    assert "browser" in row.fact.accessibleName()
    row.again.click()
    assert len(office.opened) == 2, "the window was closed: it opens again"
    office.work()
    assert row.fact.accessibleName() == "Signed in. It is kept when you save."
    office.type(page, "name", "Another name")
    page.form.submit()
    office.work()
    (kept,) = office.asked(KeepNetworkEntry)
    assert kept.entry.id == begun.entry.id, "the consent is for this entry point"
    assert "refresh_token" not in kept.secrets
    assert office.team.entries[kept.entry.id].secrets == ("client_secret", "refresh_token")


def test_a_code_is_offered_only_where_the_provider_takes_one(office: Office) -> None:
    page = a_mailbox(office, "google", "oauth2")
    assert consent(page).browser.isVisible()
    assert not consent(page).by_code.isVisible(), "for mail Google has none"
    choose(page, "settings.provider", "microsoft")
    assert consent(page).by_code.isVisible()
    choose(page, "settings.provider", "other")
    choose(page, "settings.sign_in", "oauth2")
    assert not consent(page).by_code.isVisible(), "nobody wrote where codes are given"
    office.type(page, "settings.device_url", "https://login.example.org/device")
    assert consent(page).by_code.isVisible()


def test_a_code_stands_large_and_can_be_copied(office: Office) -> None:
    office.team.address = "https://login.example.org/device"
    page = a_mailbox(office, "microsoft")
    row = consent(page)
    row.by_code.click()
    office.work()
    assert office.opened == [], "it is opened where one likes"
    assert row.card.code.text() == "WDJB-MJHT"
    assert row.card.isVisible()
    row.card.copy_code.click()
    assert QGuiApplication.clipboard().text() == "WDJB-MJHT"
    row.card.copy_address.click()
    assert QGuiApplication.clipboard().text() == "https://login.example.org/device"
    row.card.open.click()
    assert office.opened == ["https://login.example.org/device"]
    office.work()
    assert not row.card.isVisible()


def test_a_lost_consent_is_given_again_where_it_was_lost(office: Office) -> None:
    office.team.entries["mail"] = MAILBOX
    page = office.open(Topic.NETWORKS)
    page.open("mail")
    assert "support@example.org" in page.form.rows["standing"].control().accessibleName()
    row = consent(page)
    assert row.browser.text() == "Sign in again"
    row.browser.click()
    for _ in range(3):
        office.work()
    assert row.fact.accessibleName() == "Signed in."
    assert not page.unsaved, "it holds already"
    assert not office.asked(KeepNetworkEntry)


def test_what_was_denied_is_said_where_one_signs_in(office: Office) -> None:
    page = a_mailbox(office, "microsoft")
    row = consent(page)
    office.team.denied = Refused(
        "The sign-in was not allowed.", remedy="Sign in again, and allow it at the provider."
    )
    row.browser.click()
    for _ in range(3):
        office.work()
    assert row.notice.words.startswith("The sign-in was not allowed.")
    assert row.browser.isVisible()
    office.team.denied = None
    row.browser.click()
    assert row.notice.words == ""


@pytest.mark.parametrize("by", ["cancel", "leave", "again"])
def test_what_is_waited_for_can_be_broken_off(office: Office, by: str) -> None:
    page = a_mailbox(office, "microsoft")
    row = consent(page)
    row.browser.click()
    office.work()
    assert office.asked(AwaitConsent)
    if by == "leave":
        page._leave()
    elif by == "cancel":
        row.cancel.click()
    else:
        row.begun.emit("code")
    (ended,) = office.asked(EndConsent) if by != "again" else office.asked(EndConsent)[:1]
    assert ended.consent_id == "consent"
    if by == "cancel":
        assert row.fact.accessibleName() == "Nobody signed in yet."
        assert row.browser.isVisible()


def test_what_was_left_before_its_answer_is_ended_when_that_comes(office: Office) -> None:
    page = a_mailbox(office, "microsoft")
    consent(page).browser.click()
    page._leave()
    for _ in range(2):
        office.work()
    assert office.opened == [], "nobody wants the browser any more"
    assert [one.consent_id for one in office.asked(EndConsent)] == ["consent"]
    assert not office.asked(AwaitConsent)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "smb://x/y"])
def test_nothing_but_a_web_page_is_opened(office: Office, address: str) -> None:
    office.team.address = address
    page = a_mailbox(office, "microsoft")
    consent(page).browser.click()
    office.work()
    assert office.opened == []


def test_nothing_of_a_form_is_squeezed_in_a_wide_window(office: Office) -> None:
    more = {
        "provider": "other",
        "sign_in": "oauth2",
        "imap_host": "localhost",
        "smtp_host": "localhost",
    }
    kept = ("client_secret", "refresh_token")
    office.team.entries["mail"] = replace(
        MAILBOX, settings={**MAILBOX.settings, **more}, secrets=kept
    )
    page = office.open(Topic.NETWORKS)
    page.open("mail")
    QApplication.processEvents()
    rows = [one for one in page.form.rows.values() if one.isVisible()]
    assert any(one.name == "settings.client_secret" for one in rows)
    assert page.form.width() > WIDEST + 200
    for row in rows:
        assert row.height() >= row.heightForWidth(row.width()), row.name
