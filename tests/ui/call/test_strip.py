"""The call strip: what it says in every state, what its buttons and keys ask, how it gives way."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from agent_desktop.desk.api import CallLine
from agent_desktop.model import calls as ca
from agent_desktop.model.changes import LevelsShown
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.people import Activity
from agent_desktop.ui.call import strip as strip_module
from agent_desktop.ui.call.pieces import StripButton
from agent_desktop.ui.kit.badges import vip_badge_width
from tests.ui.call.conftest import CallOffice
from tests.ui.call.samples import PHONE, good, line, record
from tests.ui.fake_desk import NOON

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def second(**about: Any) -> CallLine:
    given: dict[str, Any] = {"record": record("k2", name="Kwame"), "name": "Kwame", "vip": False}
    return line("k2", **{**given, "hold": ca.Hold.LOCAL, "held_at": NOON - 72_000, **about})


def test_without_a_phone_there_is_nothing_about_calls(bare: CallOffice) -> None:
    shell = bare.shell
    assert "calls" not in shell._pages
    assert not any(name.startswith("call.") for name in shell.book.commands)
    assert shell.status.headset.isHidden()
    assert shell.status.microphone.isHidden()
    titles = {one.title for one in shell.findChildren(QWidget) if hasattr(one, "title")}
    assert "Calls" not in titles
    keys = [title for _, rows in shell.book.sections() for title, _ in rows]
    assert "Mute or unmute" not in keys


def test_taking_the_places_opens_no_window(bare: CallOffice) -> None:
    assert bare.shell.isActiveWindow()
    bare.plug_in()
    assert bare.shell.isActiveWindow()
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [bare.shell]


def test_the_strip_opens_above_and_the_composer_stays(office: CallOffice) -> None:
    office.shell.resize(1440, 900)
    composer = office.spaces.conversation.composer
    assert office.strip.isHidden()
    before = composer.mapTo(office.shell, composer.rect().bottomLeft()).y()
    focused = QApplication.focusWidget()
    office.show(line())
    QApplication.processEvents()
    assert office.strip.isVisible()
    assert office.strip.height() == 52
    assert composer.mapTo(office.shell, composer.rect().bottomLeft()).y() == before
    assert QApplication.focusWidget() is focused
    office.show()
    assert office.strip.isHidden()


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"state": ca.CallState.DIALING, "direction": ca.Direction.OUTGOING}, "Calling…"),
        ({"state": ca.CallState.RINGING, "direction": ca.Direction.OUTGOING}, "Ringing"),
        ({}, "Talking"),
        ({"muted": True}, "Muted"),
        ({"hold": ca.Hold.REMOTE}, "They hold"),
        ({"joined": True}, "Joined"),
        ({"transferring": ca.Transferring.BLIND}, "Handing over…"),
        ({"lost": True}, "Reconnecting…"),
        ({"unreached": ca.EndCode.BUSY}, "Busy"),
        ({"hold": ca.Hold.LOCAL, "held_at": NOON - 72_000}, "On hold 1:12"),
    ],
)
def test_every_state_has_its_word(office: CallOffice, about: dict[str, Any], words: str) -> None:
    office.show(line(**about))
    strip = office.strip
    shown = [one.text() for one in (strip.state, strip.held) if not one.isHidden()]
    assert shown == [words]
    assert strip.clock.text() == "04:12"
    assert words.split(" 1:")[0] in strip.accessibleName()
    assert "Layla Haddad" in strip.accessibleName()
    assert strip.end.isEnabled() is not bool(about.get("lost"))


def test_the_timer_goes_on(office: CallOffice) -> None:
    office.show(line())
    office.desk.now_ms += 3_000
    office.shell.ticked.emit(office.desk.now_ms)
    assert office.strip.clock.text() == "04:15"


def test_buttons_ask_for_what_they_say(office: CallOffice) -> None:
    office.show(line(recording=ca.Recording.ON))
    strip = office.strip
    for button in (strip.mute, strip.hold, strip.pause, strip.end):
        button.click()
    office.show(line(muted=True, hold=ca.Hold.LOCAL, recording=ca.Recording.PAUSED))
    assert (strip.mute.text(), strip.hold.text()) == ("Unmute", "Resume")
    assert strip.pause.text() == "Go on recording"
    for button in (strip.mute, strip.hold, strip.pause):
        button.click()
    office.show(line())
    assert strip.pause.isHidden()
    strip.record.click()
    assert office.asked() == [
        ca.MuteCall(call_id="k1", muted=True),
        ca.HoldCall(call_id="k1"),
        ca.PauseRecording(call_id="k1", reason="card"),
        ca.HangUp(call_id="k1"),
        ca.MuteCall(call_id="k1", muted=False),
        ca.ResumeCall(call_id="k1"),
        ca.ResumeRecording(call_id="k1"),
        ca.StartRecording(call_id="k1"),
    ]


def test_keys_work_while_the_agent_types(office: CallOffice) -> None:
    office.show(line())
    office.spaces.conversation.focus_composer()
    editor = office.spaces.conversation.composer.editor
    for key in (Qt.Key.Key_M, Qt.Key.Key_H):
        QTest.keyClick(editor, key, CTRL_SHIFT)
    assert office.asked() == [ca.MuteCall(call_id="k1", muted=True), ca.HoldCall(call_id="k1")]
    QTest.keyClick(editor, Qt.Key.Key_C, CTRL_SHIFT)
    assert QApplication.focusWidget() is office.strip.end
    QTest.keyClick(office.strip.end, Qt.Key.Key_X, CTRL_SHIFT)
    assert office.calls.number.isVisible()
    assert "Ctrl" in office.strip.mute.toolTip()


def test_a_second_call_can_be_talked_to_joined_or_connected(office: CallOffice) -> None:
    office.show(line(), second())
    strip = office.strip
    assert strip.others[0].isVisible()
    assert strip.others[1].isHidden()
    assert (strip.transfer.text(), strip.add.text()) == ("Transfer", "Join")
    strip.others[0].click()
    strip.add.click()
    office.show(line(), second(consult_of="k1"))
    assert strip.transfer.text() == "Connect both"
    strip.transfer.click()
    office.show(line(hold=ca.Hold.LOCAL), second())
    office.calls.swap()
    assert office.asked() == [
        ca.SwapCalls(hold_id="k1", resume_id="k2"),
        ca.JoinCalls(call_ids=("k1", "k2")),
        ca.TransferConsult(call_id="k1", consult_id="k2"),
        ca.ResumeCall(call_id="k2"),
    ]


@pytest.mark.parametrize("width", [1440, 1280, 1024])
def test_nothing_is_cut_off_at_any_width(office: CallOffice, width: int) -> None:
    office.shell.resize(width, 720)
    full = line(recording=ca.Recording.ON, quality=good(), name="Wolfeschlegelsteinhausen" * 3)
    for lines in ([full], [full, second(), second()]):
        office.show(*lines)
        QApplication.processEvents()
        strip = office.strip
        assert strip.width() <= office.shell.width()
        assert office.shell.width() == width
        for button in strip.findChildren(StripButton):
            if button.isVisible() and button is not strip.caller:
                assert button.width() >= button.sizeHint().width()
                assert strip.rect().contains(button.mapTo(strip, button.rect().bottomRight()))
        assert strip.end.compact is False
        assert strip.mute.compact is (width < 1360 or len(lines) > 1)
        assert strip.mute.toolTip().startswith("Mute")


def test_who_waits_is_told_for_how_long_and_wide_strips_keep_their_words(
    office: CallOffice,
) -> None:
    office.shell.resize(1440, 900)
    office.show(line(quality=good()), second())
    strip, (other, _) = office.strip, office.strip.others
    assert (other.text(), other.clock) == ("Kwame", "1:12")
    assert other.accessibleName() == "Talk to Kwame: On hold"
    assert not strip.mute.compact
    before = other.sizeHint().width()
    strip.tick(NOON + 9_000)
    assert (other.clock, other.sizeHint().width()) == ("1:21", before)
    office.show(line(quality=good()), second(hold=ca.Hold.NONE, held_at=None))
    assert other.clock == ""
    assert other.sizeHint().width() < before
    office.shell.resize(1024, 900)
    office.frames()
    assert strip.mute.compact


LOSS, UPLOAD, JITTER = ca.QualityReason.LOSS, ca.QualityReason.UPLOAD, ca.QualityReason.JITTER


@pytest.mark.parametrize(
    ("mos", "down", "up", "reasons", "words", "bars"),
    [
        (4.3, 0, 0, (), "Line good · 38 ms", 4),
        (3.8, 1, 0, (LOSS,), "Line fair · 38 ms", 3),
        (3.0, 0, 0, (LOSS,), "Line poor · parts get lost", 2),
        (3.0, 6.2, 0, (LOSS,), "Line poor · your download loses 6%", 2),
        (2.0, 18, 0, (LOSS, JITTER), "Line very poor · your download loses 18%", 1),
        (3.0, 1, 0, (JITTER, LOSS), "Line poor · uneven network", 2),
        (4.3, 0, 4.2, (UPLOAD,), "Hard to hear you · your upload loses 4%", 2),
        (3.7, 3, 4, (LOSS, UPLOAD), "Hard to hear you · your upload loses 4%", 2),
        (3.0, 6, 4, (LOSS, UPLOAD), "Line poor · your link loses 6% down, 4% up", 2),
        (2.0, 18, 4, (LOSS, UPLOAD), "Line very poor · your link loses 18% down, 4% up", 1),
        (1.0, 0, 0, (ca.QualityReason.NO_SOUND,), "No sound arrives", 0),
    ],
)
def test_quality_is_told_in_plain_words(
    office: CallOffice,
    mos: float,
    down: float,
    up: float,
    reasons: tuple[ca.QualityReason, ...],
    words: str,
    bars: int,
) -> None:
    office.shell.resize(1440, 900)
    office.show(line(quality=good()))
    strip = office.strip
    told = ca.CallQuality(
        call_id="k1",
        mos=mos,
        loss_percent=down,
        delay_ms=38,
        upload_loss_percent=up,
        reasons=reasons,
    )
    office.desk.call_lines = [line(quality=told)]
    office.desk.publish(LevelsShown())
    office.frames()
    assert strip.quality.text() == words
    assert (f"{mos:.1f}" in strip.bars.toolTip(), strip.bars._bars) == (True, bars)
    assert ("your upload loses" in strip.bars.toolTip()) is bool(up)
    assert ("Wi-Fi" in strip.bars.toolTip()) is (bars < 3), "what helps stands where it is bad"


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (1920, "Hard to hear you · your upload loses 4%"),
        (1440, "Hard to hear you · your upload loses 4%"),
        (1280, "Hard to hear you · your upload loses 4%"),
        (1024, "Upload poor"),
    ],
)
def test_a_bad_line_is_told_before_buttons_have_words(
    office: CallOffice, width: int, told: str
) -> None:
    office.shell.resize(width, 900)
    office.show(line(recording=ca.Recording.ON, quality=good()))
    strip = office.strip
    strip.show()
    for quality, words in (
        (ca.CallQuality(call_id="k1", mos=4.3, upload_loss_percent=4, reasons=(UPLOAD,)), told),
        (good(), "Line good · 38 ms" if width >= 1440 else ""),
    ):
        office.desk.call_lines = [line(recording=ca.Recording.ON, quality=quality)]
        office.desk.publish(LevelsShown())
        office.frames()
        assert (strip.quality.text() if strip.quality.isVisible() else "") == words
        layout = strip.layout()
        assert layout is not None
        assert layout.sizeHint().width() <= strip.width()


@pytest.mark.parametrize("words", ["Talking", "Zusammengeschaltet"])
def test_where_two_calls_share_a_narrow_strip_the_name_comes_first(
    office: CallOffice, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr(strip_module, "state_words", lambda line: words)
    office.shell.resize(1024, 900)
    office.show(line(recording=ca.Recording.PAUSED, quality=good()), second())
    strip = office.strip
    theme = strip.theme
    name = theme.width("Layla Haddad", "bodyStrong") + vip_badge_width(theme) + 6
    assert strip.caller.width() >= theme.tokens.size.avatar.md + 10 + name
    assert strip.clock.isVisible()
    office.show(line(recording=ca.Recording.PAUSED, quality=good()))
    assert strip.bars.isVisible()
    assert strip.state.isVisible()


def test_every_part_has_a_name(office: CallOffice) -> None:
    office.show(line(recording=ca.Recording.ON, quality=good()), second())
    for button in office.strip.findChildren(StripButton):
        if button.isVisible():
            assert button.accessibleName()
    assert office.strip.recording.accessibleName() == "Recording"


def test_the_status_bar_tells_devices_or_why_no_calls_come(office: CallOffice) -> None:
    from msgspec.structs import replace

    from agent_desktop.desk.api import NotCallable

    status = office.shell.status
    assert status.headset.text() == "Jabra Evolve2 65"
    assert status.ringer.text() == "Rings on: Speakers"
    for why in NotCallable:
        office.desk.phone = replace(PHONE, why_not=why)
        office.show()
        assert status.headset.text()
        assert status.ringer.isHidden()
    office.desk.phone = None
    office.show()
    assert status.headset.isHidden()


def test_a_call_is_told_although_the_link_is_down(office: CallOffice) -> None:
    office.desk.activity = (Activity.TALKING, NOON - 252_000)
    office.show(line())
    office.desk.put_link(LinkChanged(state=LinkState.OFFLINE, since=NOON))
    office.frames()
    assert "Talking" in office.shell.rail.presence.accessibleName()
    office.show()
    office.desk.put_link(LinkChanged(state=LinkState.OFFLINE, since=NOON))
    office.frames()
    assert "Talking" not in office.shell.rail.presence.accessibleName()


@pytest.mark.usefixtures("right_to_left")
def test_from_right_to_left_end_stands_at_the_left(office: CallOffice) -> None:
    office.show(line(recording=ca.Recording.ON), second())
    office.shell.grab()
    assert office.strip.end.x() < office.strip.mute.x() < office.strip.caller.x()


def test_what_may_not_be_recorded_offers_no_recording(office: CallOffice) -> None:
    office.show(line(may_record=False))
    assert office.strip.record.isHidden()
    assert office.strip.pause.isHidden()
    office.show(line())
    assert not office.strip.record.isHidden()
    office.show(line(may_record=False, recording=ca.Recording.ON))
    assert office.strip.record.isHidden()
    assert not office.strip.pause.isHidden()


def test_with_nobody_there_a_call_can_only_be_ended(office: CallOffice) -> None:
    office.show(line(unreached=ca.EndCode.BUSY))
    strip = office.strip
    for button in (strip.mute, strip.hold, strip.keypad, strip.transfer, strip.add, strip.record):
        assert not button.isEnabled()
    assert strip.end.isEnabled()
