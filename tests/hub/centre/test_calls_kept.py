"""What stays of calls: callbacks over restarts, messages, recordings, and what is lost with a worker."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from agent_desktop.hub.centre import attendance
from agent_desktop.hub.storage import calls
from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.policy import Recording
from agent_desktop.hub.voice.switch.engine import Switch
from agent_desktop.hub.voice.worker.centre import Recorded
from agent_desktop.media.marks import Mark
from agent_desktop.model.attachments import AudioKind
from agent_desktop.model.backend_calls import (
    CallRecording,
    RecordCall,
    RecordWish,
)
from agent_desktop.model.timeline import LineKind, Message, SystemLine
from agent_desktop.model.work import Channel, InteractionState
from tests.hub.centre.call_words import CUSTOMER, come, conversation, held, state, take
from tests.hub.centre.telephones import MESSAGES, POLICY, Telephones


def kept_callback(lines: Telephones) -> str:
    """A caller who keeps a place."""
    call = lines.call_in()
    lines.heard(f"{call}/in")
    lines.wait(31_000)
    lines.tell(i.DigitPressed(f"{call}/in", "1"))
    lines.left(f"{call}/in")
    assert lines.picture(call).stage == "kept"
    return call


def test_who_keeps_a_place_has_it_after_a_restart(lines: Telephones) -> None:
    floor = lines.floor
    call = kept_callback(lines)
    later = lines.call_in(caller="+49301110009")
    floor.crash()
    lines.die()
    lines.begin()
    assert lines.picture(call).stage == "kept"
    come(lines, "anna")
    assert take(lines, "anna") == call
    (customer,) = (one for one in lines.dialled.values() if one.part == "customer")
    assert customer.number == CUSTOMER
    lines.tell(i.LegAnswered(customer.leg))
    assert LineKind.CALL_ANSWERED in floor.lines(conversation(floor, call))
    # and who waited when the hub stopped is called back too, in turn
    assert lines.picture(later).stage == "kept"


def test_who_objected_to_recording_is_not_recorded_after_a_restart(lines: Telephones) -> None:
    taped = replace(POLICY.queues[0], recording=Recording(mode="all", by_hand=True))
    lines.policy = replace(POLICY, queues=(taped,))
    lines.switch = Switch(lines.policy)
    call = lines.call_in()
    lines.tell(i.DigitPressed(f"{call}/in", "9"))
    lines.wait(31_000)
    lines.tell(i.DigitPressed(f"{call}/in", "1"))
    lines.left(f"{call}/in")
    lines.floor.crash()
    lines.die()
    lines.begin()
    come(lines, "anna")
    assert take(lines, "anna") == call
    (customer,) = (one for one in lines.dialled.values() if one.part == "customer")
    lines.tell(i.LegAnswered(customer.leg))
    shown = lines.picture(call)
    assert (shown.stage, shown.recording, shown.may_record) == ("talking", "off", False)


def test_when_the_worker_dies_who_talked_wraps_up_and_who_waits_is_called(
    lines: Telephones,
) -> None:
    floor = lines.floor
    come(lines, "anna")
    talking = lines.call_in()
    take(lines, "anna")
    waiting = lines.call_in(caller="+49301110009")
    hidden = lines.call_in(caller="anonymous")
    lines.die()
    assert state(floor, talking) is InteractionState.WRAP_UP
    assert state(floor, waiting) is InteractionState.QUEUED
    assert state(floor, hidden) is InteractionState.ABANDONED
    assert floor.centre.snapshot("anna")[1].calls == ()
    assert LineKind.LINE_LOST in floor.lines(conversation(floor, talking))
    lines.begin()
    assert [one.id for one in lines.switch.calls()] == [waiting]


@pytest.mark.parametrize("file_first", [False, True])
def test_a_message_is_said_by_the_customer_and_is_work(lines: Telephones, file_first: bool) -> None:
    floor = lines.floor
    come(lines, "anna")
    news = d.MessageKept(
        call="m", recording="m/tape1", number=CUSTOMER, queue="support", length_ms=2_000
    )
    told = Recorded(
        call="m", recording="m/tape1", path=Path("m.ogg"), length_ms=2_100, message=True
    )
    file = lines.file("m/tape1")
    for _ in range(2):
        if file_first:
            floor.centre.voice_recorded(told, file)
        floor.centre.voice_happened(news)
        floor.centre.voice_recorded(told, file)
    offer = floor.offer("anna")
    assert (offer.channel, offer.call_token) == (Channel.EMAIL, "")
    page = floor.centre.timeline(offer.conversation_id)
    (message,) = (one for one in page.items if isinstance(one, Message))
    assert (message.channel, message.text, message.incoming) == (Channel.VOICE, "", True)
    (sound,) = message.attachments
    assert sound.audio is not None
    assert (sound.audio.kind, sound.audio.length_ms) == (AudioKind.VOICEMAIL, 2_100)
    assert page.conversation.reply_due_at is None


def test_a_message_whose_file_never_comes_is_still_work(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna")
    floor.centre.voice_happened(
        d.MessageKept(call="m", recording="t", number=CUSTOMER, queue="support", length_ms=2_000)
    )
    assert floor.centre.snapshot("anna")[1].offers == ()
    floor.crash()
    lines.die()
    assert floor.centre.snapshot("anna")[1].offers == ()  # it may yet be found
    lines.begin()
    floor.centre.phone_here("anna", True)
    floor.centre.connected("anna")
    assert LineKind.MESSAGE_LOST in floor.lines(floor.offer("anna").conversation_id)


def test_a_message_whose_file_waits_for_room_is_not_lost(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna")
    tape = "m/tape1"
    floor.centre.voice_happened(
        d.MessageKept(call="m", recording=tape, number=CUSTOMER, queue="support", length_ms=2_000)
    )
    lines.die()
    lines.begin(tape)
    floor.centre.phone_here("anna", True)
    assert floor.centre.snapshot("anna")[1].offers == ()
    told = Recorded(call="m", recording=tape, path=Path("m.ogg"), length_ms=2_000, message=True)
    floor.centre.voice_recorded(told, lines.file(tape))
    offer = floor.offer("anna")
    assert offer.channel is Channel.EMAIL
    assert LineKind.MESSAGE_LOST not in floor.lines(offer.conversation_id)


def test_a_message_that_was_found_after_a_crash_is_work(lines: Telephones) -> None:
    floor = lines.floor
    floor.visitor("vera")
    call = floor.centre.web_call("vera", "mail").call
    lines.tell(i.CallArrived(call, "page", "", "", "mail"))
    lines.tell(i.LegAnswered("page"))
    lines.heard("page")
    lines.heard("page")
    assert lines.picture(call).stage == "voicemail"
    lines.die()
    tape = f"{call}/tape1"
    news = d.MessageKept(call=call, recording=tape, number="", queue="support", length_ms=2_000)
    floor.centre.voice_happened(news)
    # Who finds the file of a call that is over does not know what it is.
    found = Recorded(call=call, recording=tape, path=Path("m.ogg"), length_ms=2_000)
    floor.centre.voice_recorded(found, lines.file(tape))
    lines.begin()
    come(lines, "anna")
    offer = floor.offer("anna")
    assert offer.channel is Channel.EMAIL
    assert offer.conversation_id == floor.centre.chat("vera").conversation_id
    assert LineKind.MESSAGE_LOST not in floor.lines(offer.conversation_id)
    (message,) = (
        one
        for one in floor.centre.timeline(offer.conversation_id).items
        if isinstance(one, Message)
    )
    (sound,) = message.attachments
    assert sound.audio is not None
    assert sound.audio.kind is AudioKind.VOICEMAIL


def test_callers_leave_messages_after_the_greeting(lines: Telephones) -> None:
    call = lines.call_in(MESSAGES)
    leg = f"{call}/in"
    lines.heard(leg)
    lines.heard(leg)
    lines.wait(3_000)
    lines.left(leg)
    (waiting,) = lines.floor.centre.snapshot("anna")[1].interactions
    assert waiting.channel is Channel.EMAIL
    assert len(lines.kept) == 1


def test_a_recording_stands_in_its_conversation_with_its_pauses(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna")
    call = lines.call_in()
    take(lines, "anna")
    (shown,) = floor.centre.snapshot("anna")[1].calls
    assert (shown.recording, shown.may_record) == (CallRecording.OFF, True)
    floor.ask("anna", RecordCall(interaction_id=call, wish=RecordWish.START))
    lines.carry()
    (shown,) = floor.centre.snapshot("anna")[1].calls
    assert (shown.recording, shown.may_record, shown.may_pause) == (CallRecording.ON, False, True)
    pause = RecordCall(interaction_id=call, wish=RecordWish.PAUSE, reason="card")
    floor.ask("anna", pause)
    lines.carry()
    told = Recorded(
        call=call,
        recording="tape",
        path=Path("t.ogg"),
        length_ms=9_000,
        pauses=(Mark(1_000, True), Mark(1_500, False), Mark(2_000, True), Mark(5_000, False)),
        reasons=("apart", "card"),
    )
    file = lines.file("tape")
    floor.centre.voice_recorded(told, file)
    floor.centre.voice_recorded(told, file)
    items = floor.centre.timeline(conversation(floor, call)).items
    (line,) = (
        one for one in items if isinstance(one, SystemLine) and one.kind is LineKind.RECORDED
    )
    (sound,) = line.attachments
    assert sound.audio is not None
    assert sound.audio.stereo
    hold, gap = sound.audio.pauses
    assert (hold.from_ms, hold.to_ms, hold.reason, hold.by) == (1_000, 1_500, "hold", "")
    assert (gap.from_ms, gap.to_ms, gap.reason, gap.by) == (2_000, 5_000, "card", "Anna")
    with floor.centre.storage.transaction():
        rows = calls.audited(floor.centre.storage, call)
    assert ("anna", "recording_paused", "card") in [row[1:] for row in rows]


def test_who_is_shut_out_before_the_telephone_rings_does_not_hold_the_caller(
    lines: Telephones,
) -> None:
    floor = lines.floor
    come(lines, "anna")
    call = lines.call_in()
    lines.lagging = True
    floor.accept("anna")
    with floor.centre.request() as book:
        attendance.shut_out(book, book.agent("anna"))
    lines.lagging = False
    lines.carry()
    assert lines.picture(call).owner == ""
    assert state(floor, call) is InteractionState.QUEUED
    assert held(floor, "anna") == []
