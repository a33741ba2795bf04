"""Taking over what the telephone recorded: the sound into the store, its card into the call's record.

Promises that a recording is forgotten at the telephone only once the record that holds it is saved; that one whose call
this desk never saw gets a record of its own. Refuses to take one twice within a record.
"""

from datetime import UTC, datetime

from msgspec.structs import replace

from agent_desktop.desk import calls_log
from agent_desktop.desk.errands import ForgetRecording
from agent_desktop.desk.items import RecordingTaken
from agent_desktop.desk.turn import Turn
from agent_desktop.model.attachments import Attachment, AudioFacts, AudioKind, AudioPause
from agent_desktop.model.call_log import CallRecord, RecordedCall, record_id
from agent_desktop.model.calls import Call, CallEnd, CallState, EndCode, FarParty

HOLD = "hold"
"""Why the telephone itself left something out: nobody paused it."""


def taken(turn: Turn, item: RecordingTaken) -> None:
    """A recording is in the store: show it with its call, and let the telephone forget it."""
    facts = item.recorded
    known = turn.logged_item(record_id(facts.call_id))
    record = known if isinstance(known, CallRecord) else _made(turn, facts)
    if all(one.id != facts.id for one in record.recordings):
        made = _attachment(record, facts, item.size)
        record = replace(
            record,
            recorded=True,
            recordings=(*record.recordings, made),
            keep_until=facts.keep_until,
        )
    turn.keep_logged(record)
    turn.send(ForgetRecording(recording_id=facts.id))


def _made(turn: Turn, facts: RecordedCall) -> CallRecord:
    """The record of a call that this desk did not see."""
    skew = turn.state.skew
    answered_at = None if facts.answered_at is None else facts.answered_at + skew
    call = Call(
        id=facts.call_id,
        account_id=facts.account_id,
        direction=facts.direction,
        state=CallState.ENDED,
        far=FarParty(number=facts.number, shown=facts.shown),
        began_at=facts.began_at + skew,
        answered_at=answered_at,
        ended_at=facts.recorded_at + facts.length_ms + skew,
        end=CallEnd(code=EndCode.HUNG_UP if facts.complete else EndCode.PHONE_STOPPED),
    )
    return calls_log.closed(turn, calls_log.begun(turn, call), call, missed=False)


def _attachment(record: CallRecord, facts: RecordedCall, size: int) -> Attachment:
    when = datetime.fromtimestamp(facts.recorded_at / 1000, UTC)
    return Attachment(
        id=facts.id,
        name=f"Call {when:%Y-%m-%d %H.%M} UTC.ogg",
        media_type="audio/ogg",
        size=size,
        audio=AudioFacts(
            length_ms=facts.length_ms,
            kind=AudioKind.RECORDING,
            stereo=True,
            pauses=_named(record, facts.pauses),
        ),
    )


def _named(record: CallRecord, pauses: tuple[AudioPause, ...]) -> tuple[AudioPause, ...]:
    """The pauses with who asked for them: the record has them in the same order, over all recordings of the call."""
    earlier = [one.audio for one in record.recordings if one.audio is not None]
    at = sum(pause.reason != HOLD for audio in earlier for pause in audio.pauses)
    named = []
    for pause in pauses:
        if pause.reason != HOLD:
            if at < len(record.pauses):
                pause = replace(pause, by=record.pauses[at].by.name)
            at += 1
        named.append(pause)
    return tuple(named)
