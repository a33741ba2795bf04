"""Microphone, headset and ringer in the settings, over the desk's real machines and a telephone in memory."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.desk.items import PhoneDetached
from agent_desktop.model import calls as ca
from agent_desktop.model.devices import (
    AudioDevice,
    DeviceChoice,
    DeviceKind,
    EchoPhase,
    Ringtone,
)
from agent_desktop.model.phone import EchoTestChanged, LevelsMeasured
from agent_desktop.model.settings import CLEAN_SOUND, SOUND
from agent_desktop.model.telephone import read_sound
from agent_desktop.ui.call.sound import SoundPage
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from agent_desktop.ui.theme.theme import Theme
from tests.desk.fake_phone import HEADSET
from tests.ui.call.test_whole_calls import LiveDesk

OUR_HEADSET = AudioDevice(name=HEADSET, kind=DeviceKind.INPUT, default=True)


class Page:
    """The page on a live desk."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.desk = LiveDesk()
        self.board = self.desk.switchboard
        self.widget = SoundPage(self.desk, theme)
        qtbot.addWidget(self.widget)
        self.widget.resize(640, 400)
        self.widget.show()
        qtbot.waitExposed(self.widget)

    def hears(self, level: float, after: int = 200) -> str:
        """A level is measured; what the page says then."""
        self.board.desk.now += after
        self.board.take(LevelsMeasured(microphone=level, speaker=0.0))
        return self.widget.sentence.label.text()

    @property
    def sent(self) -> list[ca.PhoneCommand]:
        return self.board.sent


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> Iterator[Page]:
    made = Page(theme, qtbot)
    yield made
    made.widget.hide()


def options(control: DropDown) -> list[str]:
    return [words for _, words in control._options]


def pick(control: DropDown, words: str) -> None:
    """Open the list and choose by its words."""
    control.click()
    assert control.list is not None
    (action,) = (one for one in control.list.actions() if one.text() == words)
    action.trigger()
    control.list.close()


def test_devices_are_chosen_and_remembered(page: Page) -> None:
    assert options(page.widget.microphone) == [f"Like the system ({HEADSET})", HEADSET, "Webcam"]
    assert options(page.widget.speaker) == [f"Like the system ({HEADSET})", HEADSET, "Speakers"]
    pick(page.widget.microphone, "Webcam")
    pick(page.widget.ringer, "Speakers")
    page.widget.loudness._segments["quiet"].click()
    page.widget.ringtone._segments["bell"].click()
    kept = read_sound(page.desk.setting(SOUND, ""))
    assert kept == DeviceChoice(
        microphone="Webcam", ringer="Speakers", loudness=0.25, ringtone=Ringtone.BELL
    )
    assert page.sent[-1] == ca.ChooseDevices(choice=kept)
    assert page.widget.microphone.accessibleName() == "Microphone: Webcam"
    page.widget.clean.click()
    assert page.desk.setting(CLEAN_SOUND, "on") == "off"


def test_the_list_is_used_by_keyboard(page: Page) -> None:
    control = page.widget.microphone
    control.setFocus()
    QTest.keyClick(control, Qt.Key.Key_Down)
    assert control.list is not None
    assert control.list.isVisible()
    QTest.keyClick(control.list, Qt.Key.Key_Down)
    QTest.keyClick(control.list, Qt.Key.Key_Return)
    assert control.current == HEADSET


def test_a_device_that_comes_and_goes_is_followed(page: Page) -> None:
    pick(page.widget.microphone, "Webcam")
    page.board.take(page.board.exchange.plugged(OUR_HEADSET))
    assert page.widget.microphone.text() == "Webcam (not plugged in)"
    words = page.widget.missing.label.text()
    assert words == (
        "Webcam is not plugged in; Jabra Evolve2 65 stands in for it until it comes back."
    )
    page.board.take(page.board.exchange.plugged())
    assert "No microphone" in page.widget.sentence.label.text()
    assert not page.widget.check.isEnabled()
    webcam = AudioDevice(name="Webcam", kind=DeviceKind.INPUT)
    page.board.take(page.board.exchange.plugged(webcam, OUR_HEADSET))
    assert page.widget.missing.isHidden()
    assert page.widget.check.isEnabled()


def test_names_of_devices_are_shown_as_they_are(page: Page) -> None:
    rude = AudioDevice(name="Mic & Co\u202e\nline", kind=DeviceKind.INPUT)
    page.board.take(page.board.exchange.plugged(rude))
    pick(page.widget.microphone, "Mic && Co line")
    assert read_sound(page.desk.setting(SOUND, "")).microphone == rude.name


def test_no_microphone_listens_before_the_agent_asks_and_after_the_page_is_left(page: Page) -> None:
    assert page.sent == []
    page.widget.check.click()
    assert page.sent == [ca.WatchLevels(on=True)]
    assert page.hears(0.0) == "Say something…"
    assert page.hears(0.3) == "We hear you well."
    assert page.widget.meter.level == 0.3
    page.widget.hide()
    assert page.sent == [ca.WatchLevels(on=True), ca.WatchLevels(on=False)]
    page.widget.show()
    assert page.widget.check.text() == "Check the microphone"
    assert page.widget.meter.level == 0.0
    assert page.widget.sentence.isHidden()


def test_silence_is_said_in_plain_words(page: Page) -> None:
    page.widget.check.click()
    assert page.hears(0.001) == "Say something…"
    says = page.hears(0.001, 4_000)
    assert says == "We hear nothing from this microphone. Is it muted on its cable?"
    pick(page.widget.microphone, "Webcam")
    assert page.hears(0.001) == "Say something…", "another microphone, another check"


def test_the_echo_test_says_what_it_does_and_what_came_of_it(page: Page) -> None:
    page.widget.echo.click()
    assert page.sent == [ca.StartEchoTest()]
    assert "three seconds" in page.widget.sentence.label.text()
    assert page.widget.echo.text() == "Stop the test"
    page.board.take(EchoTestChanged(phase=EchoPhase.PLAYING, loudest=0.4))
    assert page.widget.sentence.label.text() == "Now you should hear yourself."
    page.board.take(EchoTestChanged(phase=EchoPhase.OFF, loudest=0.4))
    assert page.widget.sentence.label.text().startswith("We hear you well.")
    page.widget.echo.click()
    page.board.take(EchoTestChanged(phase=EchoPhase.OFF, loudest=0.0))
    assert "muted on its cable" in page.widget.sentence.label.text()


def test_an_echo_test_ends_with_the_page_and_waits_for_the_end_of_a_call(page: Page) -> None:
    page.widget.echo.click()
    page.widget.hide()
    assert page.sent == [ca.StartEchoTest(), ca.StopEchoTest()]
    page.board.take(EchoTestChanged(phase=EchoPhase.OFF))
    page.widget.show()
    call_id = page.board.dialled()
    assert not page.widget.echo.isEnabled()
    assert not page.widget.ring.isEnabled()
    page.hears(0.2)
    assert page.widget.meter.level == 0.2, "during a call it is measured anyway"
    page.board.take(*page.board.exchange.ends(call_id))
    assert page.widget.echo.isEnabled()


def test_the_ringing_is_tried(page: Page) -> None:
    page.widget.ring.click()
    assert page.sent == [ca.StartRinging()]
    assert page.widget.ring.text() == "Stop"
    page.widget.ring.click()
    assert page.sent[-1] == ca.StopRinging()
    assert page.widget.ring.text() == "Test"


def test_without_a_telephone_the_page_says_what_is_missing(page: Page) -> None:
    page.board.take(*page.board.exchange.vanishes())
    assert page.widget.nothing.text() == "The telephone starts…"
    assert not page.widget.microphone.isVisible()
    page.board.take(PhoneDetached())
    assert "Add a telephone account" in page.widget.nothing.text()
