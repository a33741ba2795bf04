"""Calls as two-column scripts, once they are answered: keys, holding, handing over, recording, the engine."""

from agent_desktop.desk.api import NotCallable
from agent_desktop.desk.items import PhoneAttached, PhoneDetached
from agent_desktop.model import calls as ca
from agent_desktop.model import changes as ch
from agent_desktop.model import commands as co
from agent_desktop.model import events as ev
from agent_desktop.model import intents as it
from agent_desktop.model import phone as ph
from agent_desktop.model.devices import DevicesInUse
from agent_desktop.model.errors import Problem, Refused
from agent_desktop.model.people import Activity, Address, AddressKind
from agent_desktop.model.ports import Restored
from agent_desktop.model.timeline import LineKind, SystemLine
from tests.desk.samples import batch, conversation, customer, message
from tests.desk.script import Script, at_work, kept, notices, told
from tests.desk.switchboard import LAYLA, Switchboard

# --- in a call


def test_mute_and_hold_are_asked_once_and_survive_swaps() -> None:
    board = Switchboard()
    first, second = board.dialled(), board.dialled("+442079460000")
    board.do(ca.MuteCall(call_id=second, muted=True))
    before = len(board.sent)
    board.do(ca.HoldCall(call_id=first))  # is held already
    assert len(board.sent) == before
    board.do(ca.SwapCalls(hold_id=second, resume_id=first))
    muted = {one.call.id: one.call.muted for one in board.desk.view.calls()}
    assert muted == {first: False, second: True}
    board.do(ca.SwapCalls(hold_id=first, resume_id=second))
    assert board.talking == [second]
    assert {one.call.muted for one in board.desk.view.calls()} == {True, False}
    board.do(ca.HoldCall(call_id=second))
    assert board.activity() is Activity.HOLD


def test_keys_are_pressed_only_where_somebody_hears_them() -> None:
    board = Switchboard()
    call_id = board.dialled(answered=False)
    board.do(ca.SendDigits(call_id=call_id, digits="1"))
    board.take(*board.exchange.far_answers(call_id))
    board.do(ca.SendDigits(call_id=call_id, digits="12#,A"))
    board.do(ca.SendDigits(call_id=call_id, digits="hello"))
    assert [one.digits for one in board.sent if isinstance(one, ca.SendDigits)] == ["12#,A"]


def test_a_blind_transfer_that_fails_leaves_the_call() -> None:
    board = Switchboard()
    call_id = board.dialled()
    board.do(ca.TransferBlind(call_id=call_id, number="00 44 20"))
    assert board.sent[-1] == ca.TransferBlind(call_id=call_id, number="004420")
    board.take(*board.exchange.transfer_fails(call_id))
    assert board.said() == [ch.NoticeKind.TRANSFER_FAILED]
    assert board.talking == [call_id]
    board.do(ca.TransferBlind(call_id=call_id, number="call me"))
    assert board.said()[-1] is ch.NoticeKind.REFUSED
    board.take(*board.exchange.ends(call_id, ca.EndCode.TRANSFERRED))
    assert board.said()[-1] is ch.NoticeKind.TRANSFERRED
    assert board.desk.view.calls() == []


def test_a_consultation_connects_both_or_returns() -> None:
    board = Switchboard()
    call_id = board.dialled()
    board.take(it.Consult(call_id=call_id, number="200"))
    asked = board.exchange.done[-1]
    assert isinstance(asked, ca.PlaceCall)
    lines = {one.call.id: one for one in board.desk.view.calls()}
    assert lines[asked.call_id].consult_of == call_id
    board.take(*board.exchange.ends(asked.call_id, ca.EndCode.NO_ANSWER))
    assert board.said() == [ch.NoticeKind.CALL_ENDED]
    assert board.talking == []  # the customer waits until the agent takes them back
    board.do(ca.ResumeCall(call_id=call_id))
    assert board.talking == [call_id]
    board.take(it.Consult(call_id=call_id, number="201"))
    second = board.exchange.done[-1]
    assert isinstance(second, ca.PlaceCall)
    board.take(*board.exchange.far_answers(second.call_id))
    board.do(ca.TransferConsult(call_id=call_id, consult_id=second.call_id))
    assert board.desk.view.calls() == []
    assert board.record(call_id).end == ca.CallEnd(code=ca.EndCode.TRANSFERRED)


def test_joined_calls_are_all_heard() -> None:
    board = Switchboard()
    both = (board.dialled(), board.dialled("+442079460000"))
    board.do(ca.JoinCalls(call_ids=(both[0], both[0])))
    assert not any(isinstance(one, ca.JoinCalls) for one in board.sent)
    third = board.dialled("+442079460001")
    board.do(ca.JoinCalls(call_ids=both))
    assert set(board.talking) == set(both)
    board.do(ca.ResumeCall(call_id=third))
    assert board.talking == [third]


# --- recording


def test_a_pause_for_card_details_is_in_timeline_and_record() -> None:
    board = Switchboard().take(it.OpenConversation(conversation_id="v1"))
    call_id = board.dialled()
    board.do(ca.StartRecording(call_id=call_id)).wait(130_000)
    board.do(ca.PauseRecording(call_id=call_id)).wait(38_000)
    (line,) = [one for one in board.desk.view.items("v1") if isinstance(one, SystemLine)]
    assert (line.kind, line.author.name, line.detail) == (LineKind.RECORDING_PAUSED, "Ada", "card")
    board.do(ca.ResumeRecording(call_id=call_id))
    kinds = [one.kind for one in board.desk.view.items("v1") if isinstance(one, SystemLine)]
    assert kinds == [LineKind.RECORDING_PAUSED, LineKind.RECORDING_RESUMED]
    (pause,) = board.record(call_id).pauses
    assert pause.ended_at is not None
    assert pause.ended_at - pause.began_at == 38_000
    assert (pause.reason, pause.by.id) == ("card", "me")
    assert board.record(call_id).recorded
    assert board.said() == []


def test_a_pause_lasts_until_the_end_of_its_call() -> None:
    board = Switchboard()
    call_id = board.dialled()
    board.do(ca.StartRecording(call_id=call_id)).do(ca.PauseRecording(call_id=call_id))
    board.wait(5).take(*board.exchange.ends(call_id))
    assert board.record(call_id).pauses[0].ended_at == board.desk.now


def test_a_recording_that_does_not_pause_is_told_at_once() -> None:
    board = Switchboard()
    call_id = board.dialled()
    board.do(ca.StartRecording(call_id=call_id))
    board.exchange.faults[ca.PauseRecording] = Refused("The disk is full.")
    board.do(ca.PauseRecording(call_id=call_id))
    assert board.said() == [ch.NoticeKind.STILL_RECORDING]
    assert board.record(call_id).pauses == ()
    board.exchange.faults.clear()
    board.exchange.deaf.add(ca.PauseRecording)  # accepted, and then nothing happens
    board.do(ca.PauseRecording(call_id=call_id)).wait(1_999)
    assert board.said() == [ch.NoticeKind.STILL_RECORDING]
    board.wait(1)
    assert board.said() == [ch.NoticeKind.STILL_RECORDING] * 2


def test_what_is_noted_while_talking_is_kept_at_once() -> None:
    board = Switchboard()
    call_id = board.dialled()
    board.take(it.WriteCallNote(call_id=call_id, text="Wants a replacement"))
    (saved,) = kept(board.desk, co.SaveLogged)
    assert saved.item == board.record(call_id)
    board.take(*board.exchange.ends(call_id))
    assert board.record(call_id).note == "Wants a replacement"
    board.take(it.WriteCallNote(call_id=call_id, text="And a refund"))
    assert board.record(call_id).note == "And a refund"
    board.take(it.WriteCallNote(call_id="nobody", text="x"))
    assert kept(board.desk, co.SaveLogged) == []


def test_nothing_is_asked_of_a_call_that_is_over() -> None:
    board = Switchboard()
    call_id = board.dialled()
    board.take(*board.exchange.ends(call_id))
    before = len(board.sent)
    board.do(ca.MuteCall(call_id=call_id, muted=True)).do(ca.HangUp(call_id="nobody"))
    assert len(board.sent) == before
    assert board.said() == [ch.NoticeKind.REFUSED] * 2


# --- the timeline


def test_a_call_stands_where_it_began_and_stays_there() -> None:
    board = Switchboard().take(batch(ev.MessageReceived(message=message(1))))
    board.take(it.OpenConversation(conversation_id="v1"))
    call_id = board.dialled()
    change = told(board.desk, ch.ThreadChanged)[-1]
    assert not change.reset
    board.take(batch(ev.MessageReceived(message=message(2))))
    board.take(*board.exchange.ends(call_id))
    assert [one.id for one in board.desk.view.items("v1")][-2:] == [f"~{call_id}", "m2"]
    assert f"~{call_id}" in told(board.desk, ch.ThreadChanged)[-1].updated


def test_calls_are_found_by_number_in_the_conversation_that_matters() -> None:
    board = Switchboard()
    old = conversation("v0", open=False, agent_id=None, last_at=board.desk.now + 9)
    board.take(batch(ev.ConversationChanged(conversation=old)))
    assert board.record(board.dialled("0612489017")).conversation_id == "v1"
    twin = customer("c9", addresses=(Address(kind=AddressKind.PHONE, value="+44612489017"),))
    board.take(batch(ev.CustomerChanged(customer=twin)))
    assert board.record(board.dialled("0612489017")).customer_id == ""  # it could be either
    assert board.record(board.dialled(LAYLA)).customer_id == "c1"


# --- the engine goes and comes


def test_a_dead_engine_ends_its_calls_once_each() -> None:
    board = Switchboard()
    call_id = board.dialled()
    for event in board.exchange.dies():
        board.take(event)
    record = board.record(call_id)
    assert record.end == ca.CallEnd(code=ca.EndCode.PHONE_STOPPED)
    assert board.said() == [ch.NoticeKind.CALL_ENDED]
    assert board.why_not() is NotCallable.STARTING
    board.take(*board.exchange.returns())
    assert board.why_not() is None
    assert board.record(call_id) == record
    assert len(board.desk.view.call_history()) == 1


def test_calls_outlive_a_lost_engine_or_are_told_as_over() -> None:
    board = Switchboard()
    kept_id, lost_id = board.dialled(), board.dialled("+442079460000")
    board.take(*board.exchange.vanishes())
    assert [one.lost for one in board.desk.view.calls()] == [True, True]
    board.do(ca.HangUp(call_id=kept_id))
    assert board.said() == [ch.NoticeKind.REFUSED]
    del board.exchange.calls[lost_id]
    board.take(*board.exchange.returns())
    (line,) = board.desk.view.calls()
    assert (line.call.id, line.lost) == (kept_id, False)
    assert board.record(lost_id).end == ca.CallEnd(code=ca.EndCode.PHONE_STOPPED)


def test_a_new_window_takes_over_a_call_with_its_note_and_closes_forgotten_ones() -> None:
    board = Switchboard()
    call_id, gone = board.dialled(), board.dialled("+442079460000")
    board.take(it.WriteCallNote(call_id=call_id, text="Half a sentence"))
    logged = tuple(board.desk.core.books.logged.values())
    del board.exchange.calls[gone]
    later = Script(Restored(logged=logged))
    later.take(PhoneAttached(), board.exchange.whole())
    (line,) = later.view.calls()
    assert line.record.note == "Half a sentence"
    (over,) = later.view.call_history()
    assert (over.call_id, over.talked_ms) == (gone, 0)
    later.take(*board.exchange.ends(call_id))
    assert len(later.view.call_history()) == 2


def test_a_late_word_about_a_call_that_is_over_changes_nothing() -> None:
    board = Switchboard()
    call_id = board.dialled()
    live = board.exchange.calls[call_id]
    over = board.exchange.ends(call_id)
    board.take(*over)
    before = board.record(call_id)
    board.take(ph.CallChanged(call=live)).take(*over).take(*over)
    assert board.record(call_id) == before
    assert kept(board.desk, co.SaveLogged) == []
    assert board.desk.view.calls() == []


def test_without_a_phone_there_is_nothing_about_calls() -> None:
    board = Switchboard()
    board.dialled()
    board.take(PhoneDetached())
    assert board.desk.view.phone is None
    assert board.desk.view.calls() == []
    board.take(ph.PhoneProblem(problem=Problem(code="x", message="late")))
    board.take(it.Dial(number="123"))
    assert board.said() == [ch.NoticeKind.REFUSED]
    assert notices(at_work().take(it.AcceptOffer())) == []


def test_a_missing_device_is_said() -> None:
    board = Switchboard()
    for in_use, why in (
        (DevicesInUse(speaker="x"), NotCallable.NO_MICROPHONE),
        (DevicesInUse(microphone="x"), NotCallable.NO_SPEAKER),
        (DevicesInUse(microphone="x", speaker="y"), None),
    ):
        board.take(
            ph.DevicesChanged(devices=(), choice=board.exchange.state().choice, in_use=in_use)
        )
        assert board.why_not() is why
        assert told(board.desk, ch.CallsChanged)


def test_loudness_and_quality_are_told_apart_from_calls() -> None:
    board = Switchboard()
    call_id = board.dialled()
    board.take(ph.LevelsMeasured(microphone=0.5, speaker=0.25))
    assert board.desk.changes == (ch.LevelsShown(),)
    quality = ca.CallQuality(call_id=call_id, mos=4.2, delay_ms=38)
    board.take(ph.QualityMeasured(quality=quality))
    assert board.desk.changes == (ch.LevelsShown(),)
    assert board.desk.view.calls()[0].quality == quality


def test_times_are_moved_to_the_clock_of_the_backend() -> None:
    board = Switchboard()
    board.desk.core.state.skew = 90_000
    call_id = board.dialled()
    (line,) = board.desk.view.calls()
    assert line.call.answered_at == board.desk.now + 90_000
    assert board.record(call_id).sent_at == board.desk.now + 90_000


def test_people_are_found_by_name_and_number() -> None:
    board = Switchboard()
    assert [one.id for one in board.desk.view.find_people("sa", 5)] == ["c1"]
    assert [one.id for one in board.desk.view.find_people("06 12 48", 5)] == ["c1"]
    assert board.desk.view.find_people("", 5) == []
    assert board.desk.view.find_people("zz", 5) == []
