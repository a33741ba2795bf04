"""The owner sets up the team at the desk, by keyboard: a queue, a person, a refusal at its field; who then signs in."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from agent_desktop.app.backends import LocalBackend
from agent_desktop.model.administration import Topic
from agent_desktop.ui.settings.page import AnyPage, BookPage
from agent_desktop.ui.settings.picking import PickRow
from tests.hub.server.desk import http, signed_in
from tests.journeys.conftest import RunJourney
from tests.journeys.keychain import KeychainInMemory
from tests.journeys.seat import Seat, until

pytestmark = pytest.mark.serial

PASSWORD = "correct horse battery"
TOKEN = "123456:a-very-secret-token-of-a-bot-AAAA"


async def to_page(seat: Seat, title: str) -> AnyPage:
    """From anywhere: the settings, then down to a page, then into it."""
    settings = seat.parts.administering
    await seat.press(Qt.Key.Key_Comma, ctrl=True)
    await until("the settings", lambda: settings.room is not None and settings.room.isVisible())
    assert settings.room is not None
    room = settings.room
    await until("the caret at the side", room.pages.hasFocus)
    keys = [one.key for one in room.pages.entries]
    way = keys.index(title) - keys.index(room.pages.marked)
    for _ in range(abs(way)):
        await seat.press(Qt.Key.Key_Down if way > 0 else Qt.Key.Key_Up)
    page = settings.pages[Topic(title)]
    assert isinstance(page, BookPage)
    await until("its list", lambda: page.rows.entries)
    await seat.press(Qt.Key.Key_Return)
    await until("the caret in the list", page.rows.hasFocus)
    await seat.press(Qt.Key.Key_Tab, shift=True)
    await until("the caret at the button", page.add.hasFocus)
    await seat.press(Qt.Key.Key_Return)
    await until("an empty form", page.form.rows["name"].control().hasFocus)
    return page


async def saved(seat: Seat, page: AnyPage, title: str) -> None:
    """Enter saves; the list shows it."""
    await seat.press(Qt.Key.Key_Return)
    await until(f"{title} in the list", lambda: title in [one.title for one in page.rows.entries])
    await until("the list", lambda: page.stack.currentWidget() is not page.form)


def test_an_owner_adds_a_queue_and_a_person_who_signs_in(
    journey: RunJourney[Any], keychain: KeychainInMemory, data: Path
) -> None:
    async def set_up() -> None:
        async with Seat.taken(data) as seat:
            await seat.start_the_hub()
            queues = await to_page(seat, "queues")
            await seat.type("Billing")
            await saved(seat, queues, "Billing")
            people = await to_page(seat, "people")
            await seat.type("Ann Okafor")
            await seat.press(Qt.Key.Key_Tab)
            await seat.type("ann@example.org")
            await seat.press(Qt.Key.Key_Tab)
            await seat.type("too short")
            await seat.press(Qt.Key.Key_Return)
            password = people.form.rows["password"]
            await until("a refusal at its field", lambda: password.notice.words)
            assert "10" in password.notice.words
            await until("the caret in it", password.control().hasFocus)
            assert people.form.rows["name"].value() == "Ann Okafor"
            await seat.press(Qt.Key.Key_A, ctrl=True)
            await seat.type(PASSWORD)
            await saved(seat, people, "Ann Okafor")
            backend = seat.program.backend
            assert isinstance(backend, LocalBackend)
            with http(backend.url) as client:
                wish = {
                    "type": "sign_in",
                    "email": "ann@example.org",
                    "password": PASSWORD,
                    "client": "tests",
                }
                assert signed_in(client.post("/v1/sign-in", json=wish)).agent.name == "Ann Okafor"
            assert PASSWORD not in repr(seat.desk.administration)

    journey(set_up())
    kept = b"".join(file.read_bytes() for file in data.rglob("*") if file.is_file())
    assert PASSWORD.encode() not in kept


def test_an_owner_adds_an_account_at_a_network_and_sees_how_it_is(
    journey: RunJourney[Any], keychain: KeychainInMemory, data: Path
) -> None:
    async def write(seat: Seat, page: AnyPage, field: str, text: str) -> None:
        page.form._show_row(field)
        await seat.press(Qt.Key.Key_A, ctrl=True)
        await seat.type(text)

    def pick(page: AnyPage, field: str, key: str) -> None:
        row = page.form.rows[field]
        assert isinstance(row, PickRow)
        row.pick(key)

    async def set_up() -> None:
        async with Seat.taken(data) as seat:
            await seat.start_the_hub()
            seat.parts.administering.open(Topic.NETWORKS)
            page = seat.parts.administering.pages[Topic.NETWORKS]
            assert isinstance(page, BookPage)
            wanted = (Topic.NETWORKS, Topic.QUEUES)
            await until(
                "networks and queues",
                lambda: all(seat.desk.administration.topic(one).kept for one in wanted),
            )
            page.begin_new()
            pick(page, "network", "telegram")
            pick(page, "queue_id", "support")
            await write(seat, page, "name", "Our bot")
            await write(seat, page, "settings.server", "http://example.org")
            await write(seat, page, "settings.token", TOKEN)
            await seat.press(Qt.Key.Key_Return)
            server = page.form.rows["settings.server"]
            await until("a refusal at the network's field", lambda: server.notice.words)
            await write(seat, page, "settings.server", "http://127.0.0.1:9")
            await seat.click(page.form.bar.test)
            await until("the steps of the test", lambda: page.form.steps.steps)
            assert [one.result for one in page.form.steps.steps] == ["failed"]
            assert page.form.steps.steps[0].remedy
            assert not page.rows.entries, "nothing is kept by a test"
            await saved(seat, page, "Our bot")
            await until(
                "how it is, without being asked",
                lambda: [one.state for one in page.rows.entries] == ["Tried again soon"],
            )
            page.open(page.rows.entries[0].key)
            assert page.form.rows["settings.token"].control().property("text") == ""
            await seat.click(page.form.bar.pause)
            await until("it is paused", lambda: page.form.bar.pause.text() == "Resume")
            await seat.click(page.form.bar.remove)
            await seat.click(page.form.bar.sure)
            await until("it is gone", lambda: not page.rows.entries)
            assert TOKEN not in repr(seat.desk.administration)

    journey(set_up())
    kept = b"".join(file.read_bytes() for file in data.rglob("*") if file.is_file())
    assert TOKEN.encode() not in kept
