"""Recordings at the desk: taken from the telephone into the store, shown with their call, forgotten only then."""

from pathlib import Path

from agent_desktop.desk.errands import ForgetRecording, TakeRecordings
from agent_desktop.desk.items import PhoneAttached, RecordingNotTaken, RecordingTaken
from agent_desktop.desk.runner import Desk
from agent_desktop.model import calls as ca
from agent_desktop.model.attachments import AudioKind, AudioPause
from agent_desktop.model.call_log import CallRecord, RecordedCall
from agent_desktop.model.changes import NoticeKind
from agent_desktop.model.commands import SaveLogged
from agent_desktop.model.errors import Problem, StoreFailed
from agent_desktop.model.intents import SaveAttachment
from agent_desktop.model.phone import RecordingFailed, RecordingKept
from tests.desk.fake_phone import Exchange, FakePhone
from tests.desk.fake_store import FakeStore
from tests.desk.samples import ME, NOW
from tests.desk.scenario import Window, run
from tests.desk.script import Script, at_work, kept, notices

DAY = 86_400_000


def facts(call_id: str = "in-1", recording_id: str = "r1", **about: object) -> RecordedCall:
    given = {
        "id": recording_id,
        "call_id": call_id,
        "account_id": "work",
        "direction": ca.Direction.INCOMING,
        "number": "+33612489017",
        "began_at": NOW,
        "answered_at": NOW + 1_000,
        "recorded_at": NOW + 1_000,
        "length_ms": 60_000,
        "keep_days": 30,
    }
    return RecordedCall(**{**given, **about})  # type: ignore[arg-type]


def spoken(exchange: Exchange) -> Script:
    """A desk after a call that was recorded, with one pause."""
    script = at_work().take(PhoneAttached()).take(exchange.whole())
    script.take(*exchange.rings()).take(*exchange.perform(ca.AnswerCall(call_id="in-1")))
    for command in (
        ca.StartRecording(call_id="in-1"),
        ca.PauseRecording(call_id="in-1", reason="card"),
        ca.ResumeRecording(call_id="in-1"),
    ):
        script.take(*exchange.perform(command))
    return script.take(*exchange.ends("in-1"))


def record(script: Script, call_id: str = "in-1") -> CallRecord:
    (found,) = [one for one in script.view.call_history() if one.call_id == call_id]
    return found


def test_a_telephone_that_comes_is_asked_for_what_it_recorded() -> None:
    script = at_work().take(PhoneAttached()).take(Exchange().whole())
    assert TakeRecordings() in script.sends
    script.take(RecordingKept(recording_id="r1"))
    assert script.sends == [TakeRecordings()]


def test_a_recording_stands_in_its_calls_record_before_the_telephone_forgets_it() -> None:
    script = spoken(Exchange())
    pauses = (
        AudioPause(from_ms=5_000, to_ms=5_000, reason="hold"),
        AudioPause(from_ms=9_000, to_ms=12_000, reason="card"),
    )
    script.take(RecordingTaken(recorded=facts(pauses=pauses), size=4_711))
    (saved,) = kept(script, SaveLogged)
    assert saved.item == record(script)
    assert script.sends == [ForgetRecording(recording_id="r1")]
    one = record(script)
    assert (one.recorded, one.keep_until) == (True, NOW + 1_000 + 30 * DAY)
    (attachment,) = one.recordings
    assert (attachment.id, attachment.size, attachment.media_type) == ("r1", 4_711, "audio/ogg")
    audio = attachment.audio
    assert audio is not None
    assert (audio.kind, audio.stereo, audio.length_ms) == (AudioKind.RECORDING, True, 60_000)
    assert [pause.by for pause in audio.pauses] == ["", ME.name]


def test_told_again_it_changes_nothing_and_a_second_one_stands_beside_it() -> None:
    script = spoken(Exchange()).take(RecordingTaken(recorded=facts(), size=1))
    before = record(script)
    script.take(RecordingTaken(recorded=facts(), size=1))
    assert record(script) == before
    assert kept(script, SaveLogged) == []
    assert script.sends == [ForgetRecording(recording_id="r1")]
    later = facts(recording_id="r2", keep_days=None)
    script.take(RecordingTaken(recorded=later, size=2))
    assert [one.id for one in record(script).recordings] == ["r1", "r2"]
    assert record(script).keep_until is None


def test_a_call_that_this_desk_never_saw_gets_a_record() -> None:
    script = at_work().take(PhoneAttached()).take(Exchange().whole())
    script.take(RecordingTaken(recorded=facts("unseen", complete=False), size=9))
    one = record(script, "unseen")
    assert (one.over, one.number, one.talked_ms) == (True, "+33612489017", 60_000)
    assert one.end is not None
    assert one.end.code is ca.EndCode.PHONE_STOPPED
    assert len(one.recordings) == 1
    assert notices(script) == []


def test_a_store_that_refuses_keeps_it_with_the_telephone() -> None:
    script = spoken(Exchange())
    script.take(RecordingTaken(recorded=facts(), size=1), fails=True)
    assert script.sends == ()
    assert record(script).recordings == ()


def test_failures_are_told_at_once() -> None:
    exchange = Exchange()
    script = at_work().take(PhoneAttached()).take(exchange.whole())
    script.take(*exchange.rings()).take(*exchange.perform(ca.AnswerCall(call_id="in-1")))
    problem = Problem(code="recording_failed", message="The recording stopped.")
    script.take(RecordingFailed(call_id="in-1", problem=problem))
    assert notices(script) == [NoticeKind.RECORDING_FAILED]
    script.take(RecordingNotTaken(problem=problem))
    assert notices(script) == [NoticeKind.RECORDING_FAILED]


# --- through the runner


async def started(store: FakeStore, exchange: Exchange) -> tuple[Desk, Window, FakePhone]:
    desk = await Desk.start(None, store, lambda: NOW)
    window, phone = Window(desk), FakePhone(exchange)
    desk.attach_phone(phone)
    await window.until(lambda: desk.phone is not None and desk.phone.running)
    return desk, window, phone


def test_what_was_recorded_while_no_window_was_there_is_taken_at_the_next_start() -> None:
    async def scenario() -> None:
        store, exchange = FakeStore(), Exchange()
        exchange.tapes["r1"] = (facts("gone"), b"OggS and the rest")
        exchange.tapes["r2"] = (facts("gone", "r2", recorded_at=NOW + 9), b"OggS more")
        desk, window, _ = await started(store, exchange)
        await window.until(lambda: len(desk.call_history()) == 1)
        await window.until(lambda: len(desk.call_history()[0].recordings) == 2)
        await desk.settled()
        assert await store.sound("r1") == b"OggS and the rest"
        assert store.sounds["r2"][1] == NOW + 9 + 30 * DAY
        await desk.stop()
        assert exchange.tapes == {}

    run(scenario)


def test_one_that_cannot_be_kept_stays_with_the_telephone_and_is_told() -> None:
    async def scenario() -> None:
        store, exchange = FakeStore(), Exchange()
        exchange.tapes["r1"] = (facts(), b"OggS")
        store.fault = StoreFailed("The disk is full.")
        _, window, phone = await started(store, exchange)
        await window.until(lambda: NoticeKind.RECORDING_FAILED in window.notices())
        assert list(exchange.tapes) == ["r1"]
        store.fault = None
        await phone.tell([RecordingKept(recording_id="r1")])
        await window.until(lambda: len(window.desk.call_history()) == 1)
        await window.desk.stop()

    run(scenario)


def test_a_recording_of_the_store_is_saved_where_the_agent_says(tmp_path: Path) -> None:
    async def scenario() -> None:
        store, exchange = FakeStore(), Exchange()
        exchange.tapes["r1"] = (facts(), b"OggS and the rest")
        desk, window, _ = await started(store, exchange)
        await window.until(lambda: len(desk.call_history()) == 1)
        (attachment,) = desk.call_history()[0].recordings
        target = tmp_path / "call.ogg"
        asked = SaveAttachment(attachment=attachment, conversation_id="", path=str(target))
        desk.post(asked)
        await window.until(lambda: NoticeKind.FILE_SAVED in window.notices())
        assert target.read_bytes() == b"OggS and the rest"
        await desk.stop()

    run(scenario)
