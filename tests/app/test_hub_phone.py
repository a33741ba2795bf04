"""The backend's line of the telephone: comes with the link, is renewed, goes without ending a call. A real engine on a
rehearsed network, a session that a test scripts.
"""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from agent_desktop.app import hub_phone, telephone
from agent_desktop.app.hub_phone import HubPhone
from agent_desktop.app.telephone import Telephone
from agent_desktop.desk.api import NotCallable
from agent_desktop.desk.runner import Desk
from agent_desktop.model.base import wall_clock
from agent_desktop.model.calls import CallState
from agent_desktop.model.errors import Offline
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.intents import Dial
from agent_desktop.model.manifest import Capability
from agent_desktop.model.ports import Session
from agent_desktop.model.settings import TELEPHONE
from agent_desktop.model.telephone import (
    HUB_LINE,
    PhoneLine,
    SoundServer,
    TelephoneAccount,
    write_accounts,
)
from agent_desktop.phone.client import PhoneClient
from agent_desktop.phone.setup import PhoneAccount
from agent_desktop.store.desk_store import open_memory
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.theme.theme import Theme
from tests.app.test_telephone import House, until
from tests.desk.fake_session import FakeSession
from tests.desk.samples import batch, manifest, snapshot
from tests.phone.windows import REHEARSAL

pytestmark = pytest.mark.serial
PASSWORD = "geheim-hub-1"


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """No window opens here that one would have to wait for."""
    monkeypatch.setattr(hub_phone, "SETTLE_S", 0.0)


def line(password: str = PASSWORD, server: str = "wss://hub.example/v1/phone") -> PhoneLine:
    return PhoneLine(
        address="sip:me@hub.invalid",
        user="me.1",
        password=password,
        path="/v1/phone",
        server=server,
        until=wall_clock() + 3_600_000,
        servers=(SoundServer(uris=("turn:relay.example",), user="u", password="p"),),
    )


class Backend:
    """A desk with a session whose link a test makes and breaks."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.house = House(desk, folder)
        self.desk = desk
        self.session = FakeSession(manifest())
        self.session.line = line()
        desk.attach_session(self.session)

    def give(self) -> Session:
        return self.session

    async def live(self) -> None:
        await self.session.deliver(batch(snapshot(), at=wall_clock()))
        await self.session.go_live(wall_clock())

    async def breaks(self, state: LinkState = LinkState.OFFLINE) -> None:
        await self.session.deliver(LinkChanged(state=state, since=wall_clock()))


def walk(tmp_path: Path, scenario: Callable[[Backend], Awaitable[None]]) -> None:
    async def run() -> None:
        opened = await open_memory()
        desk = await Desk.start(None, opened.store)
        try:
            await scenario(Backend(desk, tmp_path))
        finally:
            await desk.stop()
            await opened.store.close()

    asyncio.run(asyncio.wait_for(run(), 90))


class Followed:
    """What a `HubPhone` says, one after the other."""

    def __init__(self, backend: Backend) -> None:
        self.changes = 0
        self.phone = HubPhone(backend.desk, backend.give, self._changed)

    def _changed(self) -> None:
        self.changes += 1

    async def __aenter__(self) -> HubPhone:
        self.phone.begin()
        return self.phone

    async def __aexit__(self, *why: object) -> None:
        await self.phone.stop()


def test_the_line_comes_with_the_link(tmp_path: Path) -> None:
    async def scenario(backend: Backend) -> None:
        async with Followed(backend) as phone:
            await backend.desk.settled()
            assert (phone.account, phone.known) == (None, False)
            await backend.live()
            await until("a line", lambda: phone.account is not None)
            account = phone.account
            assert account is not None
            assert (account.id, account.user, account.password) == (HUB_LINE, "me.1", PASSWORD)
            assert (account.server, account.transport) == ("wss://hub.example/v1/phone", "wss")
            assert account.bearer == backend.session.token
            assert account.ice[0].user == "u"
            assert PASSWORD not in repr(account)

    walk(tmp_path, scenario)


def test_the_line_waits_for_the_window_but_not_where_a_telephone_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_phone, "SETTLE_S", 3_600.0)

    async def scenario(backend: Backend) -> None:
        async with Followed(backend) as phone:
            await backend.live()
            await backend.desk.settled()
            assert phone.account is None
            phone.hurry()
            await until("a line", lambda: phone.account is not None)

    walk(tmp_path, scenario)


def test_a_link_in_the_clear_takes_its_line_away_and_another_keeps_it(tmp_path: Path) -> None:
    async def scenario(backend: Backend) -> None:
        async with Followed(backend) as phone:
            await backend.live()
            await until("a line", lambda: phone.account is not None)
            await backend.breaks()
            assert phone.account is not None
            backend.session.line = line(server="ws://127.0.0.1:1/v1/phone")
            await backend.live()
            await until(
                "another line",
                lambda: phone.account is not None and phone.account.transport == "ws",
            )
            await backend.breaks()
            assert (phone.account is None, phone.known) == (True, True)
            await backend.breaks(LinkState.SIGNED_OUT)
            assert not phone.known

    walk(tmp_path, scenario)


def test_a_line_is_asked_for_again_before_it_ends_and_after_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_phone, "FIRST_PAUSE_S", 0.02)
    monkeypatch.setattr(hub_phone, "_SOONEST_S", 0.02)

    async def scenario(backend: Backend) -> None:
        asked = 0

        async def moody() -> PhoneLine | None:
            nonlocal asked
            asked += 1
            if asked % 2:
                raise Offline("The hub starts its telephones.")
            return replace(line(f"password-{asked}"), until=wall_clock() + 40)

        monkeypatch.setattr(backend.session, "phone_line", moody)
        async with Followed(backend) as phone:
            await backend.live()
            await until("a line", lambda: phone.account is not None)
            first = phone.account
            await until("a fresh one", lambda: phone.account not in (None, first))

    walk(tmp_path, scenario)


def test_a_backend_without_voice_has_none(tmp_path: Path) -> None:
    async def scenario(backend: Backend) -> None:
        for what in (manifest(Capability.VOICE), manifest()):
            backend.session = FakeSession(what)
            backend.session.line = None if what.can(Capability.VOICE) else line()
            await backend.desk.detach_session()
            backend.desk.attach_session(backend.session)
            async with Followed(backend) as phone:
                await backend.live()
                assert await phone._ask() == hub_phone.LOOK_AGAIN_S
                assert (phone.account, phone.known) == (None, False)

    walk(tmp_path, scenario)


# --- with the engine


def told(backend: Backend) -> PhoneAccount:
    """The line as the engine is to have it."""
    assert backend.session.line is not None
    return hub_phone.account_of(backend.session.line, backend.session)


@pytest.fixture
def shell(qtbot: QtBot) -> ShellWindow:
    made = ShellWindow(Theme("light", less_motion="on"), now=lambda: 0)
    qtbot.addWidget(made)
    return made


def test_the_engine_has_the_line_beside_own_accounts_and_calls_outlive_it(
    tmp_path: Path, shell: ShellWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telephone, "_client", lambda given: PhoneClient(given, REHEARSAL))

    async def scenario(backend: Backend) -> None:
        house, desk = backend.house, backend.desk
        made = Telephone(desk, shell, house.keys, house.basis, backend.give)
        made.begin()
        try:
            await desk.settled()
            assert desk.phone is None
            await backend.live()
            await until("the line", lambda: house.registered == {HUB_LINE})
            engine = house.engine
            desk.post(Dial(number="hum", account_id=HUB_LINE))
            await until("an order", lambda: bool(backend.session.performed))
            assert [type(one).__name__ for _, one in backend.session.performed] == ["CallOut"]
            backend.session.line = line("geheim-hub-2")
            await backend.breaks()
            await backend.live()
            await until("a fresh password", lambda: made._told == told(backend))
            backend.session.line = line(server="ws://127.0.0.1:1/v1/phone")
            await backend.breaks()
            await backend.live()
            await until("another server", lambda: made._told == told(backend))
            await backend.breaks()
            await until("no line", lambda: made._told is None)
            await until("no registration", lambda: house.registered == set())
            assert house.engine == engine
            await backend.live()
            await until("the line again", lambda: house.registered == {HUB_LINE})
            backend.session.line = None
            await backend.breaks()
            await backend.live()
            await until("no telephone", lambda: desk.phone is None)
            await until("no engine", lambda: house.engine is None)
        finally:
            await made.stop(keep_calls=False)

    walk(tmp_path, scenario)
    kept = " ".join(path.read_text("utf-8", "ignore") for path in tmp_path.rglob("*.*"))
    assert "geheim-hub" not in kept


def test_who_has_no_microphone_is_called_by_nobody(
    tmp_path: Path, shell: ShellWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telephone, "_client", lambda given: PhoneClient(given, REHEARSAL))

    async def scenario(backend: Backend) -> None:
        house, desk = backend.house, backend.desk
        microphone = tmp_path / "microphone.wav"
        made = Telephone(desk, shell, house.keys, house.basis, backend.give)
        made.begin()
        try:
            await backend.live()
            await until("the line", lambda: house.registered == {HUB_LINE})
            plugged_in = microphone.read_bytes()
            microphone.unlink()
            await until("no line", lambda: house.registered == set())
            assert desk.phone is not None
            assert desk.phone.why_not is NotCallable.NO_MICROPHONE
            microphone.write_bytes(plugged_in)
            await until("the line again", lambda: house.registered == {HUB_LINE})
        finally:
            await made.stop(keep_calls=False)

    walk(tmp_path, scenario)


def test_an_own_account_goes_on_while_the_line_comes_and_goes(
    tmp_path: Path, shell: ShellWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telephone, "_client", lambda given: PhoneClient(given, REHEARSAL))
    office = TelephoneAccount(id="office", server="pbx.example", user="201")

    async def scenario(backend: Backend) -> None:
        house, desk = backend.house, backend.desk
        desk._core.state.settings = {TELEPHONE: write_accounts([office])}
        house.keys.keep("telephone:office", "x")
        made = Telephone(desk, shell, house.keys, house.basis, backend.give)
        made.begin()
        try:
            await until("the own account", lambda: house.registered == {"office"})
            desk.post(Dial(number="hum", account_id="office"))
            await until("a call", lambda: desk.calls())
            call_id = desk.calls()[0].call.id
            await until("an answer", lambda: house.state(call_id) is CallState.ACTIVE)
            await backend.live()
            await until("both", lambda: house.registered == {"office", HUB_LINE})
            assert made.servers == (("tls:pbx.example",), ("turn:relay.example",))
            backend.session.line = None
            await backend.breaks()
            await backend.live()
            await until("one again", lambda: house.registered == {"office"})
            assert house.state(call_id) is CallState.ACTIVE
        finally:
            await made.stop(keep_calls=False)

    walk(tmp_path, scenario)
