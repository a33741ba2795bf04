"""A team's hub on its own: signing in with a password, staying signed in, being signed out by an administrator."""

import socket
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from agent_desktop.model.changes import Section
from agent_desktop.model.events import LinkState
from agent_desktop.model.intents import SetPresence
from agent_desktop.model.people import PresenceState
from agent_desktop.ui.signin.connect import ConnectorForm
from tests.hub.server.desk import Visitor, http, make_agent, owner_token
from tests.hub.server.hub_process import HubProcess, running_hub
from tests.journeys.conftest import RunJourney
from tests.journeys.keychain import KeychainInMemory
from tests.journeys.seat import Seat, until
from tests.journeys.talking import accept

pytestmark = pytest.mark.serial

OLD, NEW = "ann has a password", "ann has another password"


def form(seat: Seat) -> ConnectorForm:
    """The sign-in form on screen."""
    found = seat.signin.connectors.form
    assert found is not None
    return found


async def fill(seat: Seat, **values: str) -> None:
    """Fill the form by keyboard, field after field."""
    for name, value in values.items():
        await seat.click(form(seat).fields[name])
        await until(f"the caret in {name}", form(seat).fields[name].hasFocus)
        await seat.press(Qt.Key.Key_A, ctrl=True)
        await seat.type(value)


def set_password(hub: HubProcess, owner: str, password: str) -> None:
    """What an administrator does; all of the agent's sessions end."""
    with http(hub.url, owner) as client:
        wish = {"type": "set_password", "password": password}
        assert client.put("/v1/admin/agents/ann/password", json=wish).status_code == 204


async def to_the_form(seat: Seat) -> None:
    """Open the hub's form on the first screen."""
    await until("a connector", lambda: seat.root.signin and seat.signin.connectors.rows)
    await seat.click(seat.signin.connectors.rows[0])
    await until("the form", lambda: seat.signin.connectors.form is not None)


def test_a_teams_hub(
    journey: RunJourney[Any], keychain: KeychainInMemory, data: Path, tmp_path: Path
) -> None:
    def secrets_on_disk() -> bool:
        kept = b"".join(file.read_bytes() for file in data.rglob("*") if file.is_file())
        return OLD.encode() in kept or any(s.encode() in kept for s in keychain.secrets.values())

    async def sign_in(hub: HubProcess) -> None:
        async with Seat.taken(data, looks=True) as seat:
            await to_the_form(seat)
            await fill(seat, address=hub.url, email="ann@example.org", password="a wrong one")
            await seat.press(Qt.Key.Key_Return)
            await until("words of refusal", lambda: form(seat).notice.words)
            assert "password" in form(seat).notice.words
            assert form(seat).fields["email"].text() == "ann@example.org"
            await fill(seat, password=OLD)
            await seat.press(Qt.Key.Key_Return)
            await until("a window", lambda: seat.program.workspaces is not None)
            await until("a live window", lambda: seat.live)
            assert seat.desk.me.id == "ann"

    async def come_back(hub: HubProcess, owner: str) -> None:
        async with Seat.taken(data, looks=True) as seat:
            await until("a window", lambda: seat.program.workspaces is not None)
            await until("a live window", lambda: seat.live)
            assert seat.root.signin is None, "nobody asks again"
            await seat.look_at()
            set_password(hub, owner, NEW)
            await until("the banner", lambda: seat.banner.startswith("Signed out."))
            assert seat.desk.link.state is LinkState.SIGNED_OUT
            (button,) = (
                one for one in seat.shell.banner.findChildren(QAbstractButton) if one.isVisible()
            )
            assert button.text() == "Sign in"
            await seat.click(button)
            await until("the form", lambda: seat.root.signin and seat.signin.connectors.form)
            await seat.look_at()
            assert form(seat).fields["address"].text() == hub.url
            await until("the caret in the password", form(seat).fields["password"].hasFocus)
            await seat.type(NEW)
            await seat.press(Qt.Key.Key_Return)
            await until("a live window", lambda: seat.live and not seat.banner)

    with running_hub(tmp_path / "hub") as hub:
        owner = owner_token(hub.url, hub.ticket)
        make_agent(hub.url, owner, "ann")
        journey(sign_in(hub))
        assert not secrets_on_disk()
        journey(come_back(hub, owner))
        assert not secrets_on_disk()


def test_waiting_can_be_cancelled(
    journey: RunJourney[Any], keychain: KeychainInMemory, data: Path
) -> None:
    async def give_up() -> None:
        async with Seat.taken(data, looks=True) as seat:
            await to_the_form(seat)
            with socket.create_server(("127.0.0.1", 0)) as silent:
                address = f"http://127.0.0.1:{silent.getsockname()[1]}"
                await fill(seat, address=address, email="ann@example.org", password=OLD)
                await seat.press(Qt.Key.Key_Return)
                await until("that it waits", lambda: not form(seat).button.isEnabled())
                await seat.click(seat.signin.cancel)
                await until("an idle form", lambda: form(seat).button.isEnabled())
            assert form(seat).fields["address"].text() == address
            await until("nothing to cancel", lambda: not seat.signin.cancel.isVisible())

    journey(give_up())
    assert not (data / "profile.json").exists()


def test_another_account_finds_nothing_of_the_first(
    journey: RunJourney[Any], keychain: KeychainInMemory, data: Path, tmp_path: Path
) -> None:
    async def hand_over(hub: HubProcess, owner: str) -> None:
        async with Seat.taken(data, looks=True) as seat:
            await to_the_form(seat)
            await fill(seat, address=hub.url, email="ann@example.org", password=OLD)
            await seat.press(Qt.Key.Key_Return)
            await until("Ann at work", lambda: seat.program.workspaces and seat.live)
            await seat.look_at()
            seat.desk.post(SetPresence(state=PresenceState.READY))
            with Visitor(hub.url) as customer:
                customer.introduce("For Ann alone")
                await accept(seat, "For Ann alone")
                await seat.type("A draft of Ann's")
                await until("her draft", lambda: seat.draft == "A draft of Ann's")
                set_password(hub, owner, NEW)
                await until("the banner", lambda: seat.banner.startswith("Signed out."))
                (button,) = (
                    one
                    for one in seat.shell.banner.findChildren(QAbstractButton)
                    if one.isVisible()
                )
                await seat.click(button)
                await until("the form", lambda: seat.root.signin and seat.signin.connectors.form)
                await seat.look_at()
                await fill(seat, email="bob@example.org", password="bob has a password")
                await seat.press(Qt.Key.Key_Return)
                await until("a window", lambda: seat.root.signin is None and seat.live)
                await until("Bob at work", lambda: seat.desk.me.id == "bob")
                assert seat.desk.row_count(Section.ACTIVE) == 0
                assert seat.desk.open_conversation is None
                assert seat.texts() == []
        assert len(list((data / "store").glob("*.db"))) == 2

    with running_hub(tmp_path / "hub") as hub:
        owner = owner_token(hub.url, hub.ticket)
        make_agent(hub.url, owner, "ann")
        make_agent(hub.url, owner, "bob")
        journey(hand_over(hub, owner))
