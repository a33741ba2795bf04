"""The agent's own telephone: when its engine starts, restarts and goes on; where passwords are. Real engines, a
rehearsed network.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from agent_desktop.app import telephone
from agent_desktop.app.telephone import Telephone
from agent_desktop.desk.runner import Desk
from agent_desktop.model.calls import CallState, HangUp
from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.intents import ChangeSetting, Dial, OperateCall
from agent_desktop.model.registrations import RegistrationState
from agent_desktop.model.settings import ANSWERING, CLEAN_SOUND, TELEPHONE
from agent_desktop.model.telephone import (
    TelephoneAccount,
    read_accounts,
    read_answering,
    write_accounts,
    write_answering,
)
from agent_desktop.phone import whereabouts
from agent_desktop.phone.client import PhoneClient
from agent_desktop.phone.setup import Setup
from agent_desktop.store.desk_store import open_memory
from agent_desktop.store.keys import KeyRing
from agent_desktop.ui.call.accounts import Accounts
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.theme.theme import Theme
from tests.phone.windows import REHEARSAL, setup

pytestmark = pytest.mark.serial
OFFICE = TelephoneAccount(id="", name="Office", server="pbx.example", user="201")
PASSWORD = "geheim-0815"


@pytest.fixture
def shell(qtbot: QtBot) -> ShellWindow:
    made = ShellWindow(Theme("light", less_motion="on"), now=lambda: 0)
    qtbot.addWidget(made)
    return made


@pytest.fixture(autouse=True)
def rehearsal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Engines have a network that is a rehearsal."""
    monkeypatch.setattr(telephone, "_client", lambda given: PhoneClient(given, REHEARSAL))


class House:
    """What outlives a window: the desk, the keychain, the engine's folder."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.keys = KeyRing(folder)
        self.keys.use_memory()
        self.basis: Setup = msgspec.structs.replace(setup(folder), accounts=())
        self.log = folder / "network.log"

    @asynccontextmanager
    async def window(
        self, shell: ShellWindow, *, keep_calls: bool = True
    ) -> AsyncIterator[Accounts]:
        """A window, with its page of accounts open."""
        made = Telephone(self.desk, shell, self.keys, self.basis)
        made.begin()
        try:
            yield shell.preferences.page.findChildren(Accounts)[-1]
        finally:
            await made.stop(keep_calls=keep_calls)

    @property
    def engine(self) -> int | None:
        """The process of the engine that runs."""
        place = whereabouts.read(Path(self.basis.folder))
        return None if place is None else place.pid

    def network(self) -> list[str]:
        """What the network was asked."""
        return self.log.read_text("utf-8").split("\n")[:-1] if self.log.exists() else []

    def kept(self) -> tuple[TelephoneAccount, ...]:
        """The accounts in the store."""
        return read_accounts(self.desk.setting(TELEPHONE, ""))

    @property
    def registered(self) -> set[str]:
        """The accounts that are reachable."""
        phone = self.desk.phone
        there = phone.registrations if phone is not None and phone.running else ()
        return {one.account_id for one in there if one.state is RegistrationState.REGISTERED}

    async def call(self) -> str:
        """A call that hums, answered."""
        self.desk.post(Dial(number="hum"))
        await until("a call", lambda: bool(self.desk.calls()))
        call_id = self.desk.calls()[0].call.id
        await until("an answer", lambda: self.state(call_id) is CallState.ACTIVE)
        return call_id

    def state(self, call_id: str) -> CallState | None:
        """What a call does; None when it is gone."""
        return next((one.call.state for one in self.desk.calls() if one.call.id == call_id), None)


async def until(what: str, true: Callable[[], object]) -> None:
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end, f"It never happened: {what}."
        await asyncio.sleep(0.02)


def walk(tmp_path: Path, scenario: Callable[[House], Awaitable[None]]) -> None:
    async def run() -> None:
        opened = await open_memory()
        desk = await Desk.start(None, opened.store)
        try:
            await scenario(House(desk, tmp_path))
        finally:
            await desk.stop()
            await opened.store.close()

    asyncio.run(asyncio.wait_for(run(), 90))


def test_without_an_account_nothing_starts(tmp_path: Path, shell: ShellWindow) -> None:
    async def scenario(house: House) -> None:
        async with house.window(shell) as page:
            await house.desk.settled()
            assert house.desk.phone is None
            assert page.rows == {}

    walk(tmp_path, scenario)
    assert not (tmp_path / "phone").exists()


def test_the_first_account_starts_it_and_the_last_one_ends_it(
    tmp_path: Path, shell: ShellWindow
) -> None:
    async def scenario(house: House) -> None:
        async with house.window(shell) as page:
            page.form.begin(None)
            page.saved.emit(OFFICE, PASSWORD)
            await until("a registered account", lambda: house.registered)
            (account,) = house.kept()
            assert house.registered == {account.id}
            assert msgspec.structs.replace(account, id="") == OFFICE
            assert PASSWORD not in house.desk.setting(TELEPHONE, "")
            assert house.keys.secret(f"telephone:{account.id}") == PASSWORD
            await until("words", lambda: page.rows[account.id].state.text() == "Registered")
            assert page.form.isHidden()
            page.removed.emit(account.id)
            await until("no telephone", lambda: house.desk.phone is None)
            await until("no engine", lambda: house.engine is None)
            assert house.kept() == ()
            await until("no password", lambda: house.keys.secret(f"telephone:{account.id}") is None)
        assert house.network() == [f"sign on {account.id}", f"sign off {account.id}"]

    walk(tmp_path, scenario)


def test_a_change_restarts_it_with_the_password_that_was_kept(
    tmp_path: Path, shell: ShellWindow
) -> None:
    async def scenario(house: House) -> None:
        async with house.window(shell) as page:
            page.saved.emit(OFFICE, PASSWORD)
            await until("a registered account", lambda: house.registered)
            (first,) = house.kept()
            habit = ChangeSetting(name=ANSWERING, value=write_answering({first.id: 5}))
            house.desk.post(habit)
            page.saved.emit(msgspec.structs.replace(first, name="Desk"), "")
            await until(
                "another one", lambda: house.registered and first.id not in house.registered
            )
            (second,) = house.kept()
            assert read_answering(house.desk.setting(ANSWERING, "")) == {second.id: 5}
            assert (second.name, second.server) == ("Desk", OFFICE.server)
            assert house.keys.secret(f"telephone:{second.id}") == PASSWORD
            await until("no old one", lambda: house.keys.secret(f"telephone:{first.id}") is None)
        assert house.network() == [
            f"sign on {first.id}",
            f"sign off {first.id}",
            f"sign on {second.id}",
            f"sign off {second.id}",
        ]

    walk(tmp_path, scenario)


def test_sound_that_is_cleaned_differently_needs_a_fresh_engine(
    tmp_path: Path, shell: ShellWindow
) -> None:
    async def scenario(house: House) -> None:
        async with house.window(shell) as page:
            page.saved.emit(OFFICE, PASSWORD)
            await until("a registered account", lambda: house.registered)
            engine = house.engine
            house.desk.post(ChangeSetting(name=CLEAN_SOUND, value="off"))
            await until("another engine", lambda: house.engine not in (None, engine))
            await until("a registered account", lambda: house.registered)
            engine = house.engine
            house.desk.post(ChangeSetting(name=CLEAN_SOUND, value="off"))
            await house.desk.settled()
            assert house.engine == engine

    walk(tmp_path, scenario)


def test_a_change_waits_for_the_call(tmp_path: Path, shell: ShellWindow) -> None:
    async def scenario(house: House) -> None:
        async with house.window(shell) as page:
            page.saved.emit(OFFICE, PASSWORD)
            await until("a registered account", lambda: house.registered)
            call_id, engine = await house.call(), house.engine
            page.saved.emit(msgspec.structs.replace(OFFICE, user="202"), PASSWORD)
            await until("words", lambda: not page.waiting.isHidden())
            assert "when the call is over" in page.waiting.text()
            assert house.state(call_id) is CallState.ACTIVE
            assert house.engine == engine
            house.desk.post(OperateCall(command=HangUp(call_id=call_id)))
            await until("both accounts", lambda: len(house.registered) == 2)
            assert page.waiting.isHidden()
            assert house.engine != engine

    walk(tmp_path, scenario)


def test_a_call_outlives_the_window_and_the_next_one_finds_it(
    tmp_path: Path, shell: ShellWindow
) -> None:
    async def scenario(house: House) -> None:
        async with house.window(shell) as page:
            page.saved.emit(OFFICE, PASSWORD)
            await until("a registered account", lambda: house.registered)
            call_id, engine = await house.call(), house.engine
            # A change that the engine has not taken over yet must not be forgotten either.
            page.saved.emit(msgspec.structs.replace(OFFICE, user="202"), PASSWORD)
            await until("words", lambda: not page.waiting.isHidden())
        assert house.desk.phone is None
        assert house.engine == engine
        assert len(house.kept()) == 2
        async with house.window(shell) as page:
            await until("the call", lambda: house.state(call_id) is CallState.ACTIVE)
            assert house.engine == engine
            await until("words", lambda: not page.waiting.isHidden())
            house.desk.post(OperateCall(command=HangUp(call_id=call_id)))
            await until("both accounts", lambda: len(house.registered) == 2)
        assert house.engine is None, "without a call it ends with the window"

    walk(tmp_path, scenario)


def test_a_call_is_found_though_its_account_is_gone(tmp_path: Path, shell: ShellWindow) -> None:
    async def scenario(house: House) -> None:
        async with house.window(shell) as page:
            page.saved.emit(OFFICE, PASSWORD)
            await until("a registered account", lambda: house.registered)
            call_id = await house.call()
            page.removed.emit(house.kept()[0].id)
            await until("words", lambda: not page.waiting.isHidden())
        async with house.window(shell) as page:
            await until("the call", lambda: house.state(call_id) is CallState.ACTIVE)
            house.desk.post(OperateCall(command=HangUp(call_id=call_id)))
            await until("no telephone", lambda: house.desk.phone is None)
        assert house.engine is None

    walk(tmp_path, scenario)


def test_somebody_else_does_not_inherit_the_call(tmp_path: Path, shell: ShellWindow) -> None:
    async def scenario(house: House) -> None:
        async with house.window(shell, keep_calls=False) as page:
            page.saved.emit(OFFICE, PASSWORD)
            await until("a registered account", lambda: house.registered)
            await house.call()
        assert house.engine is None
        assert "hang up" in house.network()

    walk(tmp_path, scenario)


def test_a_keychain_that_refuses_is_told_and_keeps_the_form(
    tmp_path: Path, shell: ShellWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str, value: str) -> None:
        raise StoreFailed("The keychain is locked.", remedy="Unlock it.")

    async def scenario(house: House) -> None:
        monkeypatch.setattr(house.keys, "keep", refuse)
        shell.show()
        async with house.window(shell) as page:
            shell.show_workspace("settings")
            page.add.click()
            page.saved.emit(OFFICE, PASSWORD)
            await until("words", lambda: page.form.notice.words)
            assert page.form.notice.words == "The keychain is locked. Unlock it."
            assert house.kept() == ()
            assert house.desk.phone is None

    walk(tmp_path, scenario)


def test_a_file_of_a_dead_engine_is_cleared_away(tmp_path: Path, shell: ShellWindow) -> None:
    async def scenario(house: House) -> None:
        folder = Path(house.basis.folder)
        whereabouts.prepare(folder)
        place = whereabouts.Whereabouts(pid=0, token="old", path=str(folder / "engine.sock"))
        (folder / whereabouts.FILE).write_bytes(msgspec.json.encode(place))
        async with house.window(shell):
            await until("a look", lambda: house.desk.phone is not None)
            await until("nothing", lambda: house.engine is None and house.desk.phone is None)

    walk(tmp_path, scenario)


def test_nonsense_in_the_settings_is_no_account(tmp_path: Path, shell: ShellWindow) -> None:
    async def scenario(house: House) -> None:
        bad = msgspec.structs.replace(OFFICE, id="x", server="pbx example")
        for text in ("{", "[1]", '{"id": 1}', write_accounts([bad])):
            house.desk.post(ChangeSetting(name=TELEPHONE, value=text))
            await house.desk.settled()
            async with house.window(shell) as page:
                await house.desk.settled()
                assert page.rows == {}
                assert house.desk.phone is None

    walk(tmp_path, scenario)
