"""The words of calls: how a call is, why it ended, how it sounds, why none can come.

Promises plain words for every value of the vocabulary. Refuses numbers that only an engineer understands: they stand
in tooltips.
"""

from typing import NamedTuple

from agent_desktop.desk.api import CallLine, NotCallable
from agent_desktop.model.backend_calls import Listening
from agent_desktop.model.base import Millis
from agent_desktop.model.call_log import CallRecord, RecordingPause
from agent_desktop.model.calls import (
    Call,
    CallQuality,
    CallState,
    Direction,
    EndCode,
    QualityReason,
    Transferring,
)
from agent_desktop.model.payments import Confidence
from agent_desktop.ui.kit import telephone_numbers
from agent_desktop.ui.kit.format import timer
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr


def who(record: CallRecord, name: str = "") -> str:
    """Whom a call is with, in one safe line."""
    return (
        single_line(name or record.name or record.shown, 80)
        or number_shown(record.number)
        or tr("Unknown number")
    )


def number_shown(number: str) -> str:
    """A number in one safe line, in groups where its country is named."""
    return telephone_numbers.shown(single_line(number, 40))


def state_words(line: CallLine) -> str:
    """How a call is, in one or two words."""
    call = line.call
    if line.leaving:
        return tr("Leaving…")
    if line.lost:
        return tr("Reconnecting…")
    if line.connecting:
        return tr("Connecting…")
    if line.unreached is not None:
        return unreached_words(line.unreached)
    if line.listening is not None and call.state is CallState.ACTIVE:
        if call.muted and line.listening is not Listening.MONITOR:
            return tr("Muted")
        return {
            Listening.MONITOR: tr("Listening"),
            Listening.WHISPER: tr("Whispering"),
            Listening.BARGE: tr("In the call"),
        }[line.listening]
    if call.transferring is not Transferring.NONE:
        return tr("Handing over…")
    if call.state is CallState.DIALING:
        return tr("Calling…")
    if call.state in (CallState.RINGING, CallState.EARLY):
        return tr("Ringing") if call.direction is Direction.OUTGOING else tr("Answering…")
    if call.hold.local:
        return tr("On hold")
    if call.hold.remote:
        return tr("They hold")
    if call.muted:
        return tr("Muted")
    return tr("Joined") if call.joined else tr("Talking")


def unreached_words(code: EndCode) -> str:
    """Why somebody who was called is not there, in one or two words."""
    match code:
        case EndCode.BUSY:
            return tr("Busy")
        case EndCode.NO_ANSWER:
            return tr("No answer")
        case EndCode.REJECTED:
            return tr("Declined")
        case EndCode.NOT_FOUND:
            return tr("Wrong number")
        case EndCode.FORBIDDEN:
            return tr("Not permitted")
        case EndCode.NO_ROUTE:
            return tr("No line out")
        case EndCode.TIMED_OUT:
            return tr("Network silent")
        case _:
            return tr("Not reached")


def state_since(call: Call) -> Millis:
    """From when the timer of a call counts: the answer, or before it the beginning."""
    return call.answered_at if call.answered_at is not None else call.began_at


def end_words(code: EndCode) -> str:
    """Why a call is over, in a sentence."""
    match code:
        case EndCode.HUNG_UP:
            return tr("You ended the call.")
        case EndCode.FAR_HUNG_UP:
            return tr("The other side hung up.")
        case EndCode.CANCELLED:
            return tr("The caller gave up.")
        case EndCode.REJECTED:
            return tr("The call was declined.")
        case EndCode.BUSY:
            return tr("The line is busy.")
        case EndCode.NO_ANSWER:
            return tr("Nobody answered.")
        case EndCode.NOT_FOUND:
            return tr("This number does not exist.")
        case EndCode.FORBIDDEN:
            return tr("This number may not be called from here.")
        case EndCode.UNREACHABLE:
            return tr("The number cannot be reached now.")
        case EndCode.NO_ROUTE:
            return tr("There is no line to the telephone network now.")
        case EndCode.TIMED_OUT:
            return tr("The telephone network did not answer.")
        case EndCode.NO_COMMON_SOUND:
            return tr("Both telephones have no kind of sound in common.")
        case EndCode.ANSWERED_ELSEWHERE:
            return tr("Somebody else answered.")
        case EndCode.TRANSFERRED:
            return tr("Handed over.")
        case EndCode.SOUND_LOST:
            return tr("The sound was lost, so the call was ended.")
        case EndCode.PHONE_STOPPED:
            return tr("The telephone stopped and the call with it.")
        case EndCode.FAILED:
            return tr("The call failed.")


def why_not_words(why: NotCallable) -> str:
    """Why no calls can come or go."""
    match why:
        case NotCallable.STARTING:
            return tr("Telephone starting: no calls yet")
        case NotCallable.NOT_REGISTERED:
            return tr("Telephone not connected: no calls")
        case NotCallable.NO_MICROPHONE:
            return tr("No microphone: nobody can hear you")
        case NotCallable.NO_SPEAKER:
            return tr("No headset: you can hear nobody")


class QualityWords(NamedTuple):
    """How a call sounds: words, how many of four bars, and what is behind it; `brief` is for little room."""

    words: str
    bars: int
    detail: str
    brief: str = ""


def quality_words(quality: CallQuality) -> QualityWords:
    """How a call sounds. The bounds are those at which listeners begin to complain (ITU-T G.107, annex B)."""
    delay = tr("{n} ms", n=round(quality.delay_ms))
    figures = tr(
        "Quality {mos} of 4.5 · {loss}% lost · {delay} delay",
        mos=f"{quality.mos:.1f}",
        loss=f"{quality.loss_percent:.1f}",
        delay=delay,
    )
    lost_here, lost_out = round(quality.loss_percent), round(quality.upload_loss_percent)
    if lost_out:
        figures = f"{figures} · {tr('your upload loses {n}%', n=lost_out)}"
    reasons = quality.reasons
    if QualityReason.NO_SOUND in reasons:
        words = tr("No sound arrives")
        return QualityWords(words, 0, f"{figures}\n{_what_helps()}", words)
    lossy = QualityReason.LOSS in reasons and lost_here > 0
    both = lossy and QualityReason.UPLOAD in reasons and quality.mos < 3.6
    if QualityReason.UPLOAD in reasons and quality.mos >= 2.6 and not both:
        # What comes is good, so nobody here would notice that the far party misses words.
        words = tr("Hard to hear you · your upload loses {n}%", n=lost_out)
        return QualityWords(words, 2, f"{figures}\n{_what_helps()}", tr("Upload poor"))
    if quality.mos >= 4.0:
        return QualityWords(f"{tr('Line good')} · {delay}", 4, figures)
    if quality.mos >= 3.6:
        return QualityWords(f"{tr('Line fair')} · {delay}", 3, figures)
    why = {
        QualityReason.LOSS: tr("your download loses {n}%", n=lost_here)
        if lossy
        else tr("parts get lost"),
        QualityReason.JITTER: tr("uneven network"),
        QualityReason.DELAY: tr("long delay"),
        QualityReason.CODEC: tr("narrow sound"),
    }
    reason = next((why[one] for one in reasons if one in why), "")
    if both:
        reason = tr("your link loses {down}% down, {up}% up", down=lost_here, up=lost_out)
    words = tr("Line poor") if quality.mos >= 2.6 else tr("Line very poor")
    bars = 2 if quality.mos >= 2.6 else 1
    whole = f"{words} · {reason}" if reason else words
    return QualityWords(whole, bars, f"{figures}\n{_what_helps()}", words)


def _what_helps() -> str:
    return tr(
        "A cable instead of Wi-Fi often helps. “Check the connection” says what is in the way."
    )


def length_words(duration_ms: Millis) -> str:
    """How long was spoken: `41 s`, `6 min 41 s`, `1 h 2 min`."""
    seconds = max(0, duration_ms) // 1000
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    if hour:
        return tr("{h} h {n} min", h=hour, n=minute)
    if minute:
        return tr("{m} min {n} s", m=minute, n=second)
    return tr("{n} s", n=second)


def kind_words(record: CallRecord) -> str:
    """What kind of call it was or is."""
    if not record.over:
        return tr("Call in progress")
    if record.missed:
        return tr("Missed call")
    incoming = record.direction is Direction.INCOMING
    return tr("Inbound call") if incoming else tr("Outbound call")


def pauses_words(record: CallRecord) -> str:
    """When the recording was paused, counted from the answer: "Paused 2:10–2:48, card details"."""
    start = record.answered_at or record.sent_at

    def stretch(pause: RecordingPause) -> str:
        until = "" if pause.ended_at is None else timer(pause.ended_at - start)
        return f"{timer(pause.began_at - start)}–{until}"

    if not record.pauses:
        return ""
    times = ", ".join(stretch(one) for one in record.pauses[:3])
    why = ", ".join(dict.fromkeys(pause_reason(one.reason) for one in record.pauses if one.reason))
    return (
        f"{tr('Paused {times}', times=times)}, {why}" if why else tr("Paused {times}", times=times)
    )


def pause_reason(reason: str) -> str:
    """Why a recording was paused."""
    match reason:
        case "card":
            return tr("card details")
        case Confidence.PAGE:
            return tr("payment page")
        case Confidence.FIELD:
            return tr("field for card details")
        case Confidence.TYPED:
            return tr("card number typed")
        case Confidence.PROGRAM:
            return tr("asked by another program")
        case _:
            return single_line(reason, 40)
