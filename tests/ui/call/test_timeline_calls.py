"""Calls in the timeline: what they say, where they stand, calling back."""

from datetime import UTC

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.model import calls as ca
from agent_desktop.model.call_log import CallRecord, ShownItem
from agent_desktop.model.intents import Dial
from agent_desktop.model.timeline import LineKind, SystemLine
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.conversation.timeline.look import Kind, Look, Scene
from agent_desktop.ui.conversation.timeline.looks import look_at
from agent_desktop.ui.conversation.timeline.words import line_words
from agent_desktop.ui.theme.theme import Theme
from tests.ui.call.samples import MINE, NUMBER, missed, over, pause, record
from tests.ui.conversation.conftest import throw_away
from tests.ui.fake_desk import NOON, FakeDesk, sample_conversation, sample_customer, sample_message

SCENE = Scene(me_id=MINE.id, customer_name="Layla Haddad", now=NOON, zone=UTC)


def look(item: CallRecord) -> Look:
    return look_at([sample_message("a"), item], 1, SCENE)


def test_a_call_tells_length_answer_note_and_pauses() -> None:
    one = look(over(note="Wants a replacement", recorded=True, pauses=(pause(),)))
    assert (one.kind, one.author) == (Kind.CALL, "Inbound call")
    assert one.about == "6 min 41 s · answered by Inês Duarte in 0:11 · 11:57"
    assert (one.text, one.right) == ("Wants a replacement", "Paused 2:10–2:48, card details")
    assert "Wants a replacement" in one.name
    assert look(over(recorded=True)).right == "Recorded"


def test_a_missed_call_can_be_called_back() -> None:
    one = look(missed())
    assert (one.author, one.acts, one.missed) == ("Missed call", (Act.CALL,), True)
    assert one.about == "+33 6 12 48 90 17 · rang for 0:20 · 11:57"
    assert look(missed(number="")).acts == ()


def test_a_call_in_progress_counts() -> None:
    one = look(record(answered_at=NOON - 252_000))
    assert (one.author, one.meta, one.live) == ("Call in progress", "04:12", True)


def test_why_a_call_failed_is_said() -> None:
    end = ca.CallEnd(code=ca.EndCode.BUSY)
    one = look(over(direction=ca.Direction.OUTGOING, answered_at=None, end=end))
    assert one.author == "Outbound call"
    assert "The line is busy" in one.about


@pytest.mark.parametrize("hostile", ["\u202egnp.exe", "a\nb\x00c", "<b>x</b>" * 50])
def test_what_the_network_says_is_one_plain_line(hostile: str) -> None:
    one = look(missed(number=hostile, shown=hostile, name=""))
    assert "\n" not in one.about
    assert "\u202e" not in one.about
    assert "\x00" not in one.name


def test_pausing_the_recording_is_told() -> None:
    said = SystemLine(
        id="~k1-0",
        conversation_id="c1",
        kind=LineKind.RECORDING_PAUSED,
        sent_at=NOON,
        author=MINE,
        detail="card",
        seq=2,
    )
    assert line_words(said, MINE.id, "") == "You paused the recording · card details"
    assert line_words(said, "other", "") == "Inês Duarte paused the recording · card details"


def test_calls_stand_between_messages_and_call_back(theme: Theme, qtbot: QtBot) -> None:
    desk = FakeDesk()
    items: list[ShownItem] = [
        sample_message("hello"),
        over(note="Long " * 80, pauses=(pause(),)),
        missed(),
    ]
    live = record("k3", seq=3, answered_at=NOON - 5_000)
    desk.put_thread(sample_conversation(), [*items, live], customer=sample_customer())
    desk.open("c1")
    pane = ConversationPane(desk, theme, open_link=lambda url: None, zone=UTC)
    pane.resize(720, 700)
    pane.show()
    timeline = pane.timeline
    timeline.grab()
    assert [timeline.look(row).kind for row in range(1, 4)] == [Kind.CALL] * 3
    assert timeline.look(3).meta == "00:05"
    desk.now_ms += 1_000
    timeline.tick(desk.now_ms)
    assert timeline.look(3).meta == "00:06"
    rect = timeline.row_rect(2)
    assert rect is not None
    (zone,) = [one for one in timeline.laid(2).zones if one.act is Act.CALL]
    at = rect.topLeft() + QPoint(round(zone.rect.center().x()), round(zone.rect.center().y()))
    QTest.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert desk.posted(Dial) == [Dial(number=NUMBER, conversation_id="c1")]
    throw_away(pane)
