"""Push to talk: what is heard while the key is held, and when it counts as let go."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from agent_desktop.model import calls as ca
from agent_desktop.model.changes import SettingShown
from agent_desktop.model.settings import PUSH_TO_TALK, TALK_KEY
from tests.ui.call.conftest import CallOffice
from tests.ui.call.samples import line

F9, F8 = Qt.Key.Key_F9, Qt.Key.Key_F8


@pytest.fixture
def talking(office: CallOffice) -> CallOffice:
    """A call that waits for the key."""
    put(office, PUSH_TO_TALK, "on")
    office.show(line(muted=True))
    return office


def put(office: CallOffice, name: str, value: str) -> None:
    office.desk.settings[name] = value
    office.desk.publish(SettingShown(name=name))
    office.frames()


def mutes(office: CallOffice) -> list[bool]:
    return [one.muted for one in office.asked() if isinstance(one, ca.MuteCall)]


def editor(office: CallOffice) -> QWidget:
    return office.spaces.conversation.composer.editor


def test_the_key_is_heard_wherever_the_caret_is(talking: CallOffice) -> None:
    strip = talking.strip
    assert strip.held.text() == "Hold F9 to talk"
    talking.spaces.conversation.focus_composer()
    QTest.keyPress(editor(talking), F9)
    assert mutes(talking) == [False]
    talking.show(line(muted=False))
    assert strip.state.text() == "Talking"
    assert strip.held.isHidden()
    again = QKeyEvent(QEvent.Type.KeyPress, F9, Qt.KeyboardModifier.NoModifier, "", True)
    QApplication.sendEvent(editor(talking), again)
    assert mutes(talking) == [False], "a key that is held repeats itself"
    QTest.keyRelease(editor(talking), F9)
    assert mutes(talking) == [False, True]


def test_other_keys_and_other_times_are_left_alone(talking: CallOffice) -> None:
    QTest.keyClick(editor(talking), F8)
    assert mutes(talking) == []
    talking.show()
    QTest.keyClick(editor(talking), F9)
    assert mutes(talking) == []
    talking.show(line(state=ca.CallState.RINGING, answered_at=None))
    QTest.keyClick(editor(talking), F9)
    assert mutes(talking) == []


def test_without_push_to_talk_the_key_does_nothing(office: CallOffice) -> None:
    office.show(line(muted=True))
    QTest.keyClick(editor(office), F9)
    assert mutes(office) == []
    assert office.strip.held.text() == "Muted"


def test_a_window_that_loses_the_keyboard_lets_the_key_go(talking: CallOffice) -> None:
    QTest.keyPress(editor(talking), F9)
    QApplication.sendEvent(talking.shell, QEvent(QEvent.Type.WindowDeactivate))
    assert mutes(talking) == [False, True]
    QTest.keyRelease(editor(talking), F9)
    assert mutes(talking) == [False, True], "once is enough"


def test_switching_it_off_or_changing_the_key_lets_go(talking: CallOffice) -> None:
    QTest.keyPress(editor(talking), F9)
    put(talking, TALK_KEY, "F8")
    assert mutes(talking) == [False, True]
    assert talking.strip.held.text() == "Hold F8 to talk"
    QTest.keyPress(editor(talking), F8)
    put(talking, PUSH_TO_TALK, "off")
    assert mutes(talking) == [False, True, False, True]


def test_the_call_that_was_talked_to_is_the_one_that_is_muted(talking: CallOffice) -> None:
    QTest.keyPress(editor(talking), F9)
    talking.show(line("k2", muted=True), line("k1", hold=ca.Hold.LOCAL))
    QTest.keyRelease(editor(talking), F9)
    assert [one.call_id for one in talking.asked() if isinstance(one, ca.MuteCall)] == ["k1", "k1"]


def test_a_call_that_is_over_needs_no_muting(talking: CallOffice) -> None:
    QTest.keyPress(editor(talking), F9)
    talking.show()
    assert mutes(talking) == [False]


def test_all_who_are_joined_hear_the_agent(talking: CallOffice) -> None:
    talking.show(line("k1", joined=True), line("k2", joined=True), line("k3", hold=ca.Hold.LOCAL))
    QTest.keyClick(editor(talking), F9)
    told = [(one.call_id, one.muted) for one in talking.asked() if isinstance(one, ca.MuteCall)]
    assert told == [("k1", False), ("k2", False), ("k1", True), ("k2", True)]
