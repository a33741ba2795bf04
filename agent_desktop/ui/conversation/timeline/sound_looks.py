"""What a sound says on its card: what it is, how long, what was not recorded, why it cannot be heard.

Promises words for every state. Refuses pixels, and to guess: a length that nobody told stands there once it is known.
"""

from dataclasses import dataclass

from agent_desktop.desk.api import SoundLine
from agent_desktop.model.attachments import Attachment, AudioKind, AudioPause
from agent_desktop.model.sounds import PlayState
from agent_desktop.ui.call.words import pause_reason
from agent_desktop.ui.kit.format import byte_size, timer
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import problem_words, tr


@dataclass(frozen=True, slots=True)
class SoundLook:
    """A sound inside an item. `lanes` are the names of its voices, none where it has one."""

    attachment: Attachment
    title: str
    icon: str
    name: str
    lanes: tuple[str, ...] = ()
    saving: bool = True

    @property
    def pauses(self) -> tuple[AudioPause, ...]:
        """What was not recorded."""
        audio = self.attachment.audio
        return audio.pauses if audio is not None else ()


def sound_look(one: Attachment, *, saving: bool = True) -> SoundLook:
    """The look of an attachment that is a sound."""
    audio = one.audio
    name = single_line(one.name, 160) or tr("File without a name")
    if audio is None:
        title, icon = f"{name} · {byte_size(one.size)}", "volume-2"
        return SoundLook(one, title, icon, title, saving=saving)
    icon = "volume-2"
    if audio.kind is AudioKind.VOICEMAIL:
        title, icon = tr("Voicemail"), "phone-missed"
    elif audio.kind is AudioKind.COMMENT:
        title, icon = tr("Comment on the survey"), "star"
    elif audio.kind is AudioKind.RECORDING:
        title, icon = tr("Recording of the call"), "phone"
    else:
        title = name
    lanes = (tr("Agent"), tr("Customer")) if audio.stereo else ()
    spoken = [title, timer(audio.length_ms), *(pause_said(pause) for pause in audio.pauses)]
    return SoundLook(one, title, icon, ", ".join(spoken), lanes, saving)


def length_of(look: SoundLook, line: SoundLine) -> int:
    """How long the sound is, in ms; 0 while nobody knows."""
    if line.waveform is not None:
        return line.waveform.length_ms
    audio = look.attachment.audio
    return audio.length_ms if audio is not None else 0


def why_paused(pause: AudioPause) -> str:
    """Why nothing was recorded."""
    return tr("on hold") if pause.reason == "hold" else pause_reason(pause.reason)


def pause_said(pause: AudioPause) -> str:
    """One pause: when, why, and who asked for it."""
    times = timer(pause.from_ms)
    if pause.to_ms > pause.from_ms:
        times = f"{times}–{timer(pause.to_ms)}"
    said = tr("Not recorded {times}", times=times)
    more = [part for part in (why_paused(pause), single_line(pause.by, 60)) if part]
    return " · ".join([said, *more])


def times_said(look: SoundLook, line: SoundLine, at_ms: int) -> str:
    """Where in it we are: "0:12 / 1:40"."""
    length = length_of(look, line)
    return f"{timer(at_ms)} / {timer(length)}" if length else timer(at_ms)


def foot(look: SoundLook, line: SoundLine) -> tuple[str, str]:
    """(words, colour) of the line under the waveform, beside the time."""
    if line.problem is not None:
        return single_line(problem_words(line.problem), 300), "status.dangerText"
    if line.busy:
        return tr("Loading…"), "text.tertiary"
    count = len(look.pauses)
    if count == 1:
        return pause_said(look.pauses[0]), "text.tertiary"
    if count:
        return tr("Not recorded in {n} places", n=count), "text.tertiary"
    return "", "text.tertiary"


def state_said(look: SoundLook, line: SoundLine) -> str:
    """What a screen reader says of the sound now."""
    times = times_said(look, line, line.at_ms)
    if line.problem is not None:
        return problem_words(line.problem)
    if line.busy:
        return tr("Loading…")
    match line.state:
        case PlayState.PLAYING:
            return tr("Playing, {times}", times=times)
        case PlayState.ENDED:
            return tr("Played to the end")
        case _:
            return tr("Paused, {times}", times=times) if line.at_ms else tr("Space plays it")


def speed_said(speed: float) -> str:
    """How fast it is heard: "1×", "1.5×"."""
    return f"{speed:g}×"
