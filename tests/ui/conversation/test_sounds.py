"""Sounds in the timeline: cards with waveforms, played, moved through and heard faster by mouse, keys and menu."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from agent_desktop.desk.api import SoundLine
from agent_desktop.desk.listening import NO_TELEPHONE
from agent_desktop.model.attachments import Attachment, AudioFacts, AudioKind, AudioPause
from agent_desktop.model.changes import SoundShown
from agent_desktop.model.listening import ChooseSpeed, Listen, PauseListening, SeekTo, ShowSound
from agent_desktop.model.sounds import PlayState, Waveform
from agent_desktop.model.timeline import Author, AuthorKind, LineKind, Message, SystemLine
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.conversation.timeline import sound_looks
from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.conversation.timeline.items_menu import item_menu
from agent_desktop.ui.conversation.timeline.sound_laid import SoundBox
from tests.ui.call.samples import over, pause
from tests.ui.fake_desk import ME, NOON, FakeDesk, sample_message

VOICEMAIL = Attachment(
    id="vm",
    name="voicemail.ogg",
    media_type="audio/ogg",
    size=120_000,
    audio=AudioFacts(length_ms=40_000, kind=AudioKind.VOICEMAIL),
)
RECORDING = Attachment(
    id="rec",
    name="call.ogg",
    media_type="audio/ogg",
    size=220_000,
    audio=AudioFacts(
        length_ms=60_000,
        kind=AudioKind.RECORDING,
        stereo=True,
        pauses=(
            AudioPause(from_ms=20_000, to_ms=34_000, reason="card", by="Inês Duarte"),
            AudioPause(from_ms=50_000, to_ms=50_000, reason="hold"),
        ),
    ),
)
STRANGE = Attachment(id="snd", name="noise.mp3", media_type="audio/mpeg", size=812_000)
WAVE = Waveform(length_ms=40_000, lanes=(bytes(range(200)),))


def left(*attachments: Attachment, seq: int = 4) -> Message:
    return Message(
        id=f"m{seq}",
        conversation_id="c1",
        channel=Channel.VOICE,
        author=Author(kind=AuthorKind.CUSTOMER, id="u1", name="Layla Haddad"),
        text="",
        sent_at=NOON,
        seq=seq,
        attachments=attachments,
    )


def called(seq: int = 5) -> SystemLine:
    return SystemLine(
        id=f"l{seq}",
        conversation_id="c1",
        kind=LineKind.RECORDED,
        sent_at=NOON,
        author=Author(kind=AuthorKind.AGENT, id=ME.id, name=ME.name),
        seq=seq,
        attachments=(RECORDING,),
    )


def add(desk: FakeDesk, *items: Message | SystemLine) -> None:
    """The backend brings items."""
    for item in items:
        desk.append(item)


def box(pane: ConversationPane, row: int, number: int = 0) -> SoundBox:
    return pane.timeline.laid(row).sounds[number]


def point(pane: ConversationPane, row: int, rect: QRectF, part: float = 0.5) -> QPoint:
    """A place of a row: `part` of the way along `rect`."""
    place = pane.timeline.row_rect(row)
    assert place is not None
    x = rect.left() + part * rect.width()
    return place.topLeft() + QPoint(round(x), round(rect.center().y()))


def click(pane: ConversationPane, row: int, rect: QRectF, part: float = 0.5) -> None:
    port = pane.timeline.viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=point(pane, row, rect, part))


def stands(desk: FakeDesk, one: Attachment, line: SoundLine) -> None:
    desk.sounds[one.id] = line
    desk.publish(SoundShown(sound_id=one.id))


def test_what_our_own_side_recorded_is_drawn_at_once_and_a_strangers_file_is_not_touched(
    desk: FakeDesk, pane: ConversationPane
) -> None:
    add(desk, left(VOICEMAIL), called(), sample_message("Listen", seq=6, attachments=(STRANGE,)))
    assert desk.posted(ShowSound) == [
        ShowSound(attachment=VOICEMAIL),
        ShowSound(attachment=RECORDING),
    ]
    timeline = pane.timeline
    assert [len(timeline.laid(row).sounds) for row in (3, 4, 5)] == [1, 1, 1]
    assert timeline.laid(5).files == []
    pane.timeline.scroll_by(-40)
    pane.timeline.scroll_by(40)
    assert len(desk.posted(ShowSound)) == 2


def test_words_of_each_kind() -> None:
    voicemail = sound_looks.sound_look(VOICEMAIL)
    assert (voicemail.title, voicemail.lanes) == ("Voicemail", ())
    call = sound_looks.sound_look(RECORDING)
    assert call.lanes == ("Agent", "Customer")
    assert call.name == (
        "Recording of the call, 1:00, Not recorded 0:20–0:34 · card details · Inês Duarte,"
        " Not recorded 0:50 · on hold"
    )
    assert sound_looks.foot(call, SoundLine())[0] == "Not recorded in 2 places"
    strange = sound_looks.sound_look(STRANGE)
    assert strange.title == "noise.mp3 · 812 KB"
    assert sound_looks.times_said(strange, SoundLine(at_ms=7_000), 7_000) == "0:07"
    problem = SoundLine(problem=NO_TELEPHONE)
    assert sound_looks.foot(strange, problem)[0].startswith("There is no telephone")
    hostile = Attachment(id="x", name="a\u202egpj.\nogg", media_type="audio/ogg", size=1)
    assert "\u202e" not in sound_looks.sound_look(hostile).name


def test_playing_and_pausing_by_mouse(desk: FakeDesk, pane: ConversationPane) -> None:
    add(desk, left(VOICEMAIL))
    click(pane, 3, box(pane, 3).play)
    assert desk.posted(Listen) == [Listen(attachment=VOICEMAIL)]
    stands(desk, VOICEMAIL, SoundLine(waveform=WAVE, state=PlayState.PLAYING, at_ms=5_000))
    click(pane, 3, box(pane, 3).play)
    assert desk.posted(PauseListening) == [PauseListening(attachment=VOICEMAIL)]
    click(pane, 3, box(pane, 3).speed)
    assert desk.posted(ChooseSpeed) == [ChooseSpeed(speed=1.5)]
    stands(desk, VOICEMAIL, SoundLine(waveform=WAVE, speed=2.0))
    click(pane, 3, box(pane, 3).speed)
    assert desk.posted(ChooseSpeed)[-1] == ChooseSpeed(speed=1.0)


def test_saving(desk: FakeDesk, pane: ConversationPane) -> None:
    add(desk, left(VOICEMAIL))
    asked: list[Attachment] = []
    pane.timeline.save_asked.disconnect()
    pane.timeline.save_asked.connect(asked.append)
    click(pane, 3, box(pane, 3).save)
    assert asked == [VOICEMAIL]


def test_a_place_that_is_dragged_to_is_shown_and_then_asked_for(
    desk: FakeDesk, pane: ConversationPane
) -> None:
    add(desk, left(VOICEMAIL))
    stands(desk, VOICEMAIL, SoundLine(waveform=WAVE))
    port, wave = pane.timeline.viewport(), box(pane, 3).wave
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=point(pane, 3, wave, 0.25))
    shown = pane.timeline.listening.scrubbed
    assert shown is not None
    assert shown[0] == "vm"
    assert abs(shown[1] - 10_000) < 200
    QTest.mouseMove(port, point(pane, 3, wave, 0.75))
    assert desk.posted(SeekTo) == []
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=point(pane, 3, wave, 0.75))
    (seek,) = desk.posted(SeekTo)
    assert seek.attachment == VOICEMAIL
    assert abs(seek.at_ms - 30_000) < 200
    assert not pane.timeline.listening.release()


@pytest.mark.parametrize(
    ("key", "at_ms"),
    [
        (Qt.Key.Key_Right, 15_000),
        (Qt.Key.Key_Left, 5_000),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 40_000),
    ],
)
def test_keys_move_through_the_chosen_sound(
    desk: FakeDesk, pane: ConversationPane, key: Qt.Key, at_ms: int
) -> None:
    add(desk, left(VOICEMAIL))
    stands(desk, VOICEMAIL, SoundLine(waveform=WAVE, state=PlayState.PLAYING, at_ms=10_000))
    timeline = pane.timeline
    timeline.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(timeline, key)
    assert desk.posted(SeekTo) == [SeekTo(attachment=VOICEMAIL, at_ms=at_ms)]
    QTest.keyClick(timeline, Qt.Key.Key_Space)
    assert desk.posted(PauseListening) == [PauseListening(attachment=VOICEMAIL)]


def test_keys_of_other_items_are_as_they_were(desk: FakeDesk, pane: ConversationPane) -> None:
    add(desk, left(VOICEMAIL))
    timeline = pane.timeline
    timeline.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(timeline, Qt.Key.Key_Up)
    typed: list[str] = []
    timeline.typed.connect(typed.append)
    QTest.keyClick(timeline, Qt.Key.Key_Space)
    QTest.keyClick(timeline, Qt.Key.Key_Right)
    assert typed == [" "]
    assert desk.posted(SeekTo) == []
    assert desk.posted(Listen) == []


def test_the_menu_has_all_of_it(desk: FakeDesk, pane: ConversationPane) -> None:
    add(desk, left(VOICEMAIL))
    stands(desk, VOICEMAIL, SoundLine(waveform=WAVE, speed=1.5))
    made: QMenu = item_menu(pane.timeline, 3)
    words = {one.text(): one for one in made.actions()}
    assert {"Play", "Speed 1×", "Speed 1.5×", "Speed 2×", "Save file…"} <= words.keys()
    assert words["Speed 1.5×"].isChecked()
    words["Speed 2×"].trigger()
    words["Play"].trigger()
    assert desk.posted(ChooseSpeed) == [ChooseSpeed(speed=2.0)]
    assert desk.posted(Listen) == [Listen(attachment=VOICEMAIL)]
    made.deleteLater()


def test_a_tooltip_says_the_time_and_why_nothing_was_recorded(
    desk: FakeDesk, pane: ConversationPane
) -> None:
    add(desk, called(seq=4))
    laid = pane.timeline.laid(3)
    wave = laid.sounds[0].wave
    hint: Callable[[float], str] = lambda part: pane.timeline.listening.hint(  # noqa: E731
        laid, wave.left() + part * wave.width(), wave.center().y()
    )
    assert hint(0.1) == "0:06"
    assert hint(0.4) == "Not recorded 0:20–0:34 · card details · Inês Duarte"
    assert hint(50 / 60) == "Not recorded 0:50 · on hold"


def test_a_screen_reader_hears_what_it_is_and_how_it_stands(
    desk: FakeDesk, pane: ConversationPane
) -> None:
    add(desk, left(VOICEMAIL))
    item = QAccessible.queryAccessibleInterface(pane.timeline).child(3)
    assert item.text(QAccessible.Text.Name) == "Layla Haddad, Voicemail, 0:40, 12:02"
    assert item.text(QAccessible.Text.Description) == "Space plays it"
    stands(desk, VOICEMAIL, SoundLine(waveform=WAVE, state=PlayState.PLAYING, at_ms=5_000))
    assert item.text(QAccessible.Text.Description) == "Playing, 0:05 / 0:40"


def test_news_of_a_sound_paint_its_row_alone(desk: FakeDesk, pane: ConversationPane) -> None:
    add(desk, left(VOICEMAIL), called())
    pane.timeline.grab()
    before = pane.timeline.viewport().grab().toImage()
    stands(desk, VOICEMAIL, SoundLine(waveform=WAVE, state=PlayState.PLAYING, at_ms=20_000))
    after = pane.timeline.viewport().grab().toImage()
    assert before != after
    rect, other = pane.timeline.row_rect(3), pane.timeline.row_rect(4)
    assert rect is not None
    assert other is not None
    assert before.copy(other) == after.copy(other)
    assert before.copy(rect) != after.copy(rect)


def test_lanes_lie_apart_and_within_the_card(desk: FakeDesk, pane: ConversationPane) -> None:
    add(desk, called(seq=4))
    for width in (440, 720, 1200):
        pane.resize(width, 700)
        one = box(pane, 3)
        assert len(one.lanes) == 2
        assert not one.lanes[0].intersects(one.lanes[1])
        for rect in (*one.lanes, one.play, one.speed, one.save, one.head, one.foot, one.names):
            assert one.rect.contains(rect)
        assert one.wave.width() > 100
        zones = pane.timeline.laid(3).zones
        assert {zone.act for zone in zones} == {Act.PLAY, Act.SPEED, Act.SCRUB, Act.SAVE}


def test_a_recorded_call_has_its_player_below_until_its_time_is_over(
    desk: FakeDesk, pane: ConversationPane
) -> None:
    kept = over(recorded=True, pauses=(pause(),), recordings=(RECORDING,), keep_until=NOON + 60_000)
    gone = over(call_id="k9", recorded=True, recordings=(RECORDING,), keep_until=NOON)
    for item in (kept, gone):
        desk.append(item)
    timeline = pane.timeline
    rows = [row for row in range(len(timeline.stock)) if timeline.look(row).kind == "call"]
    first, second = (timeline.laid(row) for row in rows)
    assert (first.look.right, len(first.sounds)) == ("", 1)
    assert "Recording of the call" in first.look.name
    assert first.sounds[0].rect.top() >= first.body.bottom()
    assert first.sounds[0].rect.bottom() <= first.height
    assert (second.look.right, second.sounds) == ("Recording deleted: its time was over", [])
