"""What is recorded, and what is never; as scripts."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.policy import QueueVoice, Recording
from tests.hub.voice.script import BOB, POLICY, SUE, Script, agent, noted, number, plays, queue

TAPED, ASKED, OFF = "+4930999300", "+4930999400", "+4930999100"
Tape = d.Record | d.PauseRecording | d.StopRecording


def tape(out: tuple[d.Decision, ...]) -> list[d.Decision]:
    """What is ordered of the recorder."""
    return [one for one in out if isinstance(one, Tape)]


def talk(dialled: str, keys: str = "") -> tuple[Script, str, str]:
    """A talk with Ann after the reception; the recording's id, empty when there is none."""
    s = Script()
    s.ring_in(dialled)
    s.heard()
    if keys:
        s.press(keys)
    else:
        s.heard()
        s.after(6_000)
    ann = s.accept()
    s.tell(i.LegAnswered(ann))
    started = [one.recording for one in s.out if isinstance(one, d.Record)]
    return s, ann, started[0] if started else ""


def test_a_recorded_call_says_so_first_and_lets_the_caller_object() -> None:
    s = Script()
    s.ring_in(TAPED)
    assert plays(s.heard()) == {"in": ("recorded_notice", "objection")}
    assert s.press("15") == ()  # other keys do not cut the notice short
    s, ann, recording = talk(TAPED)
    expected = d.Record(call="c", recording=recording, ours=(ann,), theirs=("in",))
    assert expected in s.out
    assert tape(s.end("in")) == [d.StopRecording("c", recording, 90)]
    _, _, recording = talk(TAPED, "9")
    assert recording == ""


def test_consent_must_be_given_where_it_is_asked_for() -> None:
    assert talk(ASKED, "1")[2] != ""
    assert talk(ASKED, "2")[2] == ""
    assert talk(ASKED)[2] == ""
    s, _, _ = talk(ASKED, "2")
    told = i.RecordingAsked("c", "ann", "start", "dispute")
    assert s.tell(told) == (d.Refused("no_consent", "call", "c"),)


def test_where_nothing_is_recorded_nobody_can_start_it() -> None:
    s, _, recording = talk(OFF)
    assert recording == ""
    told = i.RecordingAsked("c", "ann", "start")
    assert s.tell(told) == (d.Refused("not_allowed", "recording", "by_hand"),)


def test_a_pause_is_told_and_ends_by_itself() -> None:
    s, ann, recording = talk(TAPED)
    s.tell(i.RecordingAsked("c", "ann", "pause", "card"))
    assert tape(s.out) == [d.PauseRecording("c", recording, "card")]
    assert ("recording_paused", "card") in noted(s.out)
    again = d.Record(call="c", recording=recording, ours=(ann,), theirs=("in",))
    assert tape(s.tell(i.RecordingAsked("c", "ann", "resume"))) == [again]
    s.tell(i.RecordingAsked("c", "ann", "pause", "card"))
    out = s.after(300_000)
    assert tape(out) == [again]
    assert ("recording_resumed", "pause_limit") in noted(out)


def test_what_the_customer_cannot_hear_is_not_recorded() -> None:
    s, ann, recording = talk(TAPED)
    s.tell(i.Held("c", "ann"))
    assert tape(s.out) == [d.PauseRecording("c", recording, "apart")]
    s.tell(i.Resumed("c", "ann"))
    bob = s.consult(agent("bob"))
    assert s.call().recording == "paused"
    s.tell(i.ConsultJoined("c", "ann"))
    expected = d.Record(call="c", recording=recording, ours=(ann, bob), theirs=("in",))
    assert tape(s.out) == [expected]


def test_a_pause_by_hand_outlasts_hold() -> None:
    s, _, _ = talk(TAPED)
    s.tell(i.RecordingAsked("c", "ann", "pause", "card"))
    s.tell(i.Held("c", "ann"))
    assert tape(s.tell(i.Resumed("c", "ann"))) == []
    assert s.call().recording == "paused"


def test_a_whisper_is_not_recorded_and_outside_parties_are_the_other_side() -> None:
    s, ann, recording = talk(TAPED)
    s.tell(i.Supervised(call="c", supervisor="sue", mode="whisper", number=SUE))
    assert tape(s.tell(i.LegAnswered(s.dialled()))) == []
    outside = s.consult(number("0301234567"))
    s.tell(i.ConsultJoined("c", "ann"))
    expected = d.Record(call="c", recording=recording, ours=(ann,), theirs=("in", outside))
    assert tape(s.out) == [expected]


def test_a_recording_that_fails_is_told_and_the_call_goes_on() -> None:
    s, ann, recording = talk(TAPED)
    s.tell(i.RecordingFailed(recording, "disk full"))
    assert noted(s.out) == [("recording_failed", "disk full")]
    assert s.call().recording == "failed"
    assert s.tell(i.RecordingFailed(recording, "disk full")) == ()
    refused = d.Refused("not_allowed", "recording", "pause")
    assert s.tell(i.RecordingAsked("c", "ann", "pause")) == (refused,)
    # What was recorded until then has its time to be kept, too.
    assert tape(s.end(ann)) == [d.StopRecording("c", recording, 90)]


def test_a_recording_ends_once_with_the_process_that_made_it() -> None:
    s, ann, recording = talk(TAPED)
    assert tape(s.tell(i.WorkerLost((ann, "in")))) == [d.StopRecording("c", recording, 90)]


def to_queue(s: Script, name: str) -> tuple[d.Decision, ...]:
    """Ann sends the customer to another queue, where Bob takes the call."""
    sent = s.tell(i.Transferred("c", "ann", queue(name)))
    s.tell(i.LegAnswered(s.accept("bob", BOB)))
    return sent


def stopped(out: tuple[d.Decision, ...]) -> list[tuple[str, int | None]]:
    return [(one.recording, one.keep_days) for one in out if isinstance(one, d.StopRecording)]


def test_a_queue_that_does_not_record_does_not_go_on_with_a_recording() -> None:
    s, _, first = talk(TAPED)
    assert stopped(to_queue(s, "orders")) == [(first, 90)], "kept as the first queue says"
    assert not [one for one in s.out if isinstance(one, d.Record)]
    assert (s.call().recording, s.call().may_pause) == ("off", False)


def test_who_was_only_told_of_recordings_has_not_agreed_where_one_is_asked() -> None:
    s, _, _ = talk(TAPED)
    to_queue(s, "asked")
    assert not [one for one in s.out if isinstance(one, d.Record)]
    assert (s.call().recording, s.call().may_record) == ("off", True)


def test_another_queue_records_on_its_own_terms_and_a_pause_by_hand_goes_on() -> None:
    s, _, first = talk(TAPED)
    short = QueueVoice(id="short", recording=Recording(mode="all", keep_days=7))
    s.tell(i.PolicyDefined(replace(POLICY, queues=(*POLICY.queues, short))))
    s.tell(i.RecordingAsked("c", "ann", "pause", "card"))
    assert stopped(to_queue(s, "short")) == [(first, 90)]
    assert not [one for one in s.out if isinstance(one, d.Record)]
    assert s.call().recording == "paused"
    s.tell(i.RecordingAsked("c", "bob", "resume", "card"))
    (second,) = [one.recording for one in s.out if isinstance(one, d.Record)]
    assert second != first
    s.end("in")
    assert stopped(s.out) == [(second, 7)]
