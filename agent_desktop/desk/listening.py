"""The listening machine: sounds are looked at, handed to the telephone, and played where the agent wants.

Promises that one sound at a time plays and that each keeps its place; that what cannot be heard says why, on its own
card. Refuses to play during a call, and to read a sound twice that is known. Nothing of it is kept over a restart.
"""

from msgspec.structs import replace

from agent_desktop.desk.errands import GiveSound, ReadSound, Telephone
from agent_desktop.desk.items import SoundRead
from agent_desktop.desk.listening_state import Listening
from agent_desktop.desk.turn import Turn, put, without
from agent_desktop.model import sounds
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.errors import Problem, Unsupported
from agent_desktop.model.listening import ChooseSpeed, Listen, PauseListening, SeekTo, ShowSound
from agent_desktop.model.sounds import Playback, PlayState

KEPT = 200
"""So many waveforms are remembered; one has 1,200 bytes at the most."""

NO_TELEPHONE = Problem(
    code="offline",
    message="There is no telephone on this computer that could play it.",
    remedy="Add a telephone account in the settings, or save the file.",
)
STARTING = Problem(
    code="offline",
    message="The telephone is starting, so nothing can be played yet.",
    remedy="Try again in a moment.",
)
IN_CALL = Problem(
    code="conflict",
    message="There is a call, so nothing else is played now.",
    remedy="Listen to it afterwards.",
)
TOO_LARGE = Problem(
    code="refused",
    message="This sound file is too large to be played here.",
    remedy="Save the file, and open it with another program.",
)


def _change(turn: Turn, **values: object) -> None:
    turn.state.listening = replace(turn.state.listening, **values)


# --- the agent asked


def show(turn: Turn, intent: ShowSound) -> None:
    """Bring how a sound looks, unless that is known or was tried before."""
    sound_id = intent.attachment.id
    now = turn.state.listening
    if sound_id not in now.problems:
        _read(turn, intent.attachment)


def _read(turn: Turn, attachment: Attachment) -> None:
    now, sound_id = turn.state.listening, attachment.id
    if sound_id in now.waveforms or sound_id in now.reading:
        return
    _change(turn, reading=now.reading | {sound_id}, problems=without(now.problems, sound_id))
    turn.send(ReadSound(attachment=attachment))


def listen(turn: Turn, intent: Listen) -> None:
    """Play a sound, from where it was left or from `at_ms`."""
    attachment, now = intent.attachment, turn.state.listening
    sound_id = attachment.id
    problem = _why_not(turn, attachment)
    if problem is not None:
        _change(turn, problems=put(now.problems, sound_id, problem))
        return
    _change(turn, problems=without(now.problems, sound_id))
    _read(turn, attachment)
    at_ms = intent.at_ms if intent.at_ms is not None else now.places.get(sound_id)
    play = sounds.PlaySound(sound_id=sound_id, at_ms=at_ms, speed=now.speed)
    _change(turn, places=without(now.places, sound_id))
    if now.given == sound_id and now.giving:
        return  # it plays as soon as the telephone has it
    if now.playback is not None and now.playback.sound_id == sound_id:
        _command(turn, play)
        return
    _leave(turn)
    command_id = turn.fresh_id()
    asked = put(turn.state.listening.asked, command_id, sound_id)
    _change(turn, given=sound_id, giving=command_id, asked=asked)
    turn.send(GiveSound(command_id=command_id, attachment=attachment, play=play))


def _why_not(turn: Turn, attachment: Attachment) -> Problem | None:
    phone = turn.state.phone
    if not phone.attached:
        return NO_TELEPHONE
    if not phone.usable:
        return STARTING
    if phone.lines:
        return IN_CALL
    return TOO_LARGE if attachment.size > sounds.LARGEST else None


def _leave(turn: Turn) -> None:
    """Another sound takes the place of the one that the telephone has: remember where that was."""
    now = turn.state.listening
    if now.playback is not None and now.playback.state is not PlayState.ENDED:
        places = put(now.places, now.playback.sound_id, now.playback.at_ms)
        _change(turn, places=places)
    _change(turn, playback=None)


def pause(turn: Turn, intent: PauseListening) -> None:
    """Be silent."""
    now = turn.state.listening
    if now.playback is not None and now.playback.sound_id == intent.attachment.id:
        _command(turn, sounds.PauseSound(sound_id=intent.attachment.id))


def seek(turn: Turn, intent: SeekTo) -> None:
    """Go to another place of a sound, whether it plays or not."""
    now, sound_id = turn.state.listening, intent.attachment.id
    at_ms = max(0, intent.at_ms)
    wave = now.waveforms.get(sound_id)
    if wave is not None:
        at_ms = min(at_ms, wave.length_ms)
    if now.playback is not None and now.playback.sound_id == sound_id:
        _command(turn, sounds.MoveSound(sound_id=sound_id, at_ms=at_ms))
        # Shown at once: the telephone says the same in a moment, or something truer.
        _change(turn, playback=replace(now.playback, at_ms=at_ms))
    else:
        _change(turn, places=put(now.places, sound_id, at_ms))


def speed(turn: Turn, intent: ChooseSpeed) -> None:
    """Hear sounds faster from now on, or at their own pace."""
    if intent.speed not in sounds.SPEEDS:
        return
    _change(turn, speed=intent.speed)
    playing = turn.state.listening.playback
    if playing is not None and playing.state is PlayState.PLAYING:
        _command(turn, sounds.PlaySound(sound_id=playing.sound_id, speed=intent.speed))


def _command(turn: Turn, command: sounds.SoundCommand) -> None:
    command_id = turn.fresh_id()
    _change(turn, asked=put(turn.state.listening.asked, command_id, command.sound_id))
    turn.send(Telephone(command_id=command_id, command=command))


# --- the world told us


def read(turn: Turn, answer: SoundRead) -> None:
    """A sound was looked at, or could not be."""
    now, sound_id = turn.state.listening, answer.attachment.id
    _change(turn, reading=now.reading - {sound_id})
    if answer.waveform is not None:
        waves = put(without(now.waveforms, sound_id), sound_id, answer.waveform)
        _change(turn, waveforms=dict(list(waves.items())[-KEPT:]))
    elif answer.problem is not None and (
        now.given == sound_id or answer.problem.code == Unsupported.code
    ):
        # Without a link a card that was only seen stays as it is: nobody asked, and a click tries again.
        _change(turn, problems=put(now.problems, sound_id, answer.problem))


def told(turn: Turn, playback: Playback | None) -> None:
    """The telephone says what it plays."""
    now = turn.state.listening
    if now.giving and (playback is None or playback.sound_id != now.given):
        return  # of the sound that is being replaced
    _change(turn, playback=playback, given=playback.sound_id if playback is not None else "")
    if playback is not None and playback.problem is not None:
        _change(turn, problems=put(now.problems, playback.sound_id, playback.problem))


def gone(turn: Turn) -> None:
    """The telephone is another one now, or none: it has no sound and knows no command."""
    _leave(turn)
    _change(turn, given="", giving="", asked={})


def done(turn: Turn, command_id: str, problem: Problem | None = None) -> bool:
    """The telephone took a command about a sound, or did not; False for every other command."""
    now: Listening = turn.state.listening
    sound_id = now.asked.get(command_id)
    if sound_id is None:
        return False
    _change(turn, asked=without(now.asked, command_id))
    if now.giving == command_id:
        _change(turn, giving="", given=sound_id if problem is None else "")
    if problem is not None:
        _change(turn, problems=put(now.problems, sound_id, problem))
    return True
