"""The settings' check of microphone and devices, over a real engine with files instead of devices."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agent_desktop.app import telephone
from agent_desktop.desk.api import PhoneStatus
from agent_desktop.model.devices import DeviceChoice, DeviceKind
from agent_desktop.model.intents import ChangeSetting
from agent_desktop.model.settings import SOUND
from agent_desktop.model.telephone import write_sound
from agent_desktop.phone.client import PhoneClient
from agent_desktop.ui.call.sound import SoundPage
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.theme.theme import Theme
from tests.app.test_telephone import OFFICE, PASSWORD, House, until, walk
from tests.phone.windows import REHEARSAL

pytestmark = pytest.mark.sound


@pytest.fixture
def shell(qtbot: QtBot) -> ShellWindow:
    made = ShellWindow(Theme("light", less_motion="on"), now=lambda: 0)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture(autouse=True)
def rehearsal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Engines have a network that is a rehearsal."""
    monkeypatch.setattr(telephone, "_client", lambda given: PhoneClient(given, REHEARSAL))


def page_of(shell: ShellWindow) -> SoundPage:
    shell.show_workspace("settings")
    (page,) = shell.preferences.page.findChildren(SoundPage)
    return page


def phone_of(house: House) -> PhoneStatus:
    phone = house.desk.phone
    assert phone is not None
    return phone


def microphones(house: House) -> list[str]:
    """The microphones that are plugged in."""
    return [one.name for one in phone_of(house).devices if one.kind is DeviceKind.INPUT]


def choice_of(house: House) -> DeviceChoice:
    """What the engine says that it was told to use."""
    return house.desk._core.state.phone.state.choice


def test_a_voice_is_heard_and_the_microphone_is_let_go(tmp_path: Path, shell: ShellWindow) -> None:
    async def scenario(house: House) -> None:
        async with house.window(shell) as accounts:
            page = page_of(shell)
            assert "Add a telephone account" in page.nothing.text()
            accounts.saved.emit(OFFICE, PASSWORD)
            await until("a registered account", lambda: house.registered)
            await until("devices", lambda: page.check.isEnabled())
            page.check.click()
            await until("a voice", lambda: page.sentence.label.text() == "We hear you well.")
            assert page.meter.level > 0
            shell.show_workspace("inbox")
            await until("quiet", lambda: not phone_of(house).watched)
            page_of(shell)
            await until("the ringer", lambda: page.ring.isEnabled())
            page.ring.click()
            await until("ringing", lambda: phone_of(house).ringing)
            await until("its end", lambda: not phone_of(house).ringing)

    walk(tmp_path, scenario)


def test_a_choice_reaches_the_engine_and_the_next_one(tmp_path: Path, shell: ShellWindow) -> None:
    async def scenario(house: House) -> None:
        async with house.window(shell) as accounts:
            accounts.saved.emit(OFFICE, PASSWORD)
            await until("a registered account", lambda: house.registered)
            await until("devices", lambda: microphones(house))
            wanted = DeviceChoice(microphone=microphones(house)[0], ringer="Gone", loudness=0.25)
            house.desk.post(ChangeSetting(name=SOUND, value=write_sound(wanted)))
            await until("the choice", lambda: choice_of(house) == wanted)
            page = page_of(shell)
            assert "Gone is not plugged in" in page.missing.label.text()
            assert page.loudness.current == "quiet"
        async with house.window(shell):
            await until("a registered account", lambda: house.registered)
            await until("the choice in the next engine", lambda: choice_of(house) == wanted)

    walk(tmp_path, scenario)
