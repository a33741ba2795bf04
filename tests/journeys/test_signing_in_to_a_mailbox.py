"""The owner signs in at a mailbox's provider in a real browser, and mail comes; consent is lost, and given again.

The window, the hub, the browser, Dovecot and Postfix are real, and the provider is strict.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_networks import EntryState, NetworkEntry, Networks
from agent_desktop.ui.settings.consent_row import ConsentRow
from agent_desktop.ui.settings.networks_form import NetworkForm
from agent_desktop.ui.settings.page import AnyPage, BookPage
from agent_desktop.ui.settings.picking import PickRow
from agent_desktop.ui.settings.rows import ChoiceRow
from tests.journeys.conftest import RunJourney
from tests.journeys.keychain import KeychainInMemory
from tests.journeys.seat import Seat, until
from tests.journeys.visitor import BrowserThread
from tests.peers.mail import MailServers, mail_servers
from tests.peers.provider import CLIENT_SECRET
from tests.sip.certificates import Authority

pytestmark = pytest.mark.serial

MAIL = b"From: layla@customer.test\r\nSubject: Lamp\r\nMessage-ID: <a@customer.test>\r\n\r\nBroken.\r\n"


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServers]:
    """Dovecot and Postfix, running."""
    with mail_servers(Authority(tmp_path_factory.mktemp("authority"))) as running:
        yield running


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the program opens in the system's browser."""
    found: list[str] = []
    monkeypatch.setattr("agent_desktop.app.program.open_link", found.append)
    return found


def show(page: AnyPage, values: dict[str, str]) -> None:
    """Fill the form in."""
    for name, value in values.items():
        row = page.form.rows[name]
        if isinstance(row, PickRow):
            row.pick(value)
        elif isinstance(row, ChoiceRow):
            row.choice.select(value)
            row.edited.emit()
        else:
            field: Any = row.control()
            field.setText(value) if hasattr(field, "setText") else field.setPlainText(value)
            row.edited.emit()


def row_of(page: AnyPage) -> ConsentRow:
    """Where one signs in."""
    assert isinstance(page.form, NetworkForm)
    row = page.form.consent_row()
    assert row is not None
    return row


def entry_of(seat: Seat) -> NetworkEntry | None:
    """The mailbox as the desk knows it."""
    kept = seat.desk.administration.topic(Topic.NETWORKS).kept
    return kept.entries[0] if isinstance(kept, Networks) and kept.entries else None


def stands(seat: Seat, state: EntryState) -> bool:
    """Whether the mailbox stands so."""
    entry = entry_of(seat)
    return entry is not None and entry.standing.code is state


async def press(seat: Seat, page: AnyPage, button: QWidget) -> None:
    """Click a button of the form, wherever it stands."""

    stood = QPoint()

    def in_sight() -> bool:
        nonlocal stood
        page.form._scroll.ensureWidgetVisible(button)
        before, stood = stood, button.mapTo(button.window(), QPoint())
        # A form that was just opened is not laid out yet.
        return before == stood and button.visibleRegion().boundingRect() == button.rect()

    await until("the button in sight", in_sight)
    await seat.click(button)


async def click(browser: BrowserThread, address: str, button: str, words: str) -> None:
    """Go to a page of the provider, click there, and read what the page says to which that leads."""

    def act() -> None:
        context = browser.new_context()
        page: Page = context.new_page()
        page.goto(address)
        page.get_by_role("button", name=button).click()
        expect(page.locator("body")).to_contain_text(words)
        context.close()

    await browser.do(act)


def test_a_mailbox_is_used_by_consent(
    journey: RunJourney[Any],
    keychain: KeychainInMemory,
    data: Path,
    browser: BrowserThread,
    servers: MailServers,
    opened: list[str],
) -> None:
    pair, provider = servers.pair(), servers.endpoint
    provider.owner = pair.house
    given = "You are signed in."

    async def walk() -> None:
        async with Seat.taken(data) as seat:
            await seat.start_the_hub()
            seat.parts.administering.open(Topic.NETWORKS)
            page = seat.parts.administering.pages[Topic.NETWORKS]
            assert isinstance(page, BookPage)
            wanted = (Topic.NETWORKS, Topic.QUEUES)
            known = seat.desk
            await until(
                "queues", lambda: all(known.administration.topic(one).kept for one in wanted)
            )
            page.begin_new()
            show(page, {"network": "email", "queue_id": "support", "name": "Care"})
            settings = {"address": pair.house, **provider.settings()} | {
                "client_secret": CLIENT_SECRET,
                "imap_host": "localhost",
                "imap_port": str(servers.imaps),
                "smtp_host": "localhost",
                "smtp_port": str(servers.submission),
                "authority": servers.authority,
            }
            show(page, {f"settings.{name}": value for name, value in settings.items()})
            row = row_of(page)

            await press(seat, page, row.browser)
            await until("the browser", lambda: len(opened) == 1)
            await click(browser, opened[-1], "Deny", "The sign-in failed.")
            await until("why", lambda: "not allowed" in row.notice.words)

            await press(seat, page, row.browser)
            await until("the browser again", lambda: len(opened) == 2)
            await click(browser, opened[-1], "Allow", given)
            await until("that it is said", lambda: "Signed in" in row.fact.accessibleName())
            page.form.submit()
            await until("that it is live", lambda: stands(seat, EntryState.LIVE))

            servers.deliver(pair.customer, pair.house, MAIL)
            await until("the mail", lambda: seat.shell.isVisible() and seat.desk.offers)

            provider.lose()
            servers.end()
            servers.begin()
            await until("that consent is lost", lambda: stands(seat, EntryState.REFUSED))
            lost = entry_of(seat)
            assert lost is not None
            assert pair.house in lost.standing.words
            assert "sign in again" in lost.standing.remedy
            page.open(lost.id)
            row = row_of(page)
            assert row.browser.text() == "Sign in again"
            await press(seat, page, row.by_code)
            await until("a code", row.card.isVisible)
            address = f"{row.card.address.text()}?code={row.card.code.text()}"
            await click(browser, address, "Allow", "You may close this window")
            await until("that it is live again", lambda: stands(seat, EntryState.LIVE))
            await until("that it is said", lambda: row.fact.accessibleName() == "Signed in.")
            assert len(opened) == 2
            page.form.leave()

    journey(walk())
    kept = b"".join(file.read_bytes() for file in data.rglob("*") if file.is_file())
    for secret in (provider.refresh, CLIENT_SECRET, *(one["state"] for one in provider.seen)):
        assert secret.encode() not in kept, "in no database and no log"
