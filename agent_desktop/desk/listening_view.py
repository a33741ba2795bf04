"""The reading side of the desk for sounds.

Promises a line for every sound, known or not. Refuses to change anything.
"""

from agent_desktop.desk.api import SoundLine
from agent_desktop.desk.listening_state import Listening


def sound_line(listening: Listening, sound_id: str) -> SoundLine:
    """How a sound stands."""
    playback = listening.playback
    here = playback is not None and playback.sound_id == sound_id
    given = listening.giving and listening.given == sound_id
    return SoundLine(
        waveform=listening.waveforms.get(sound_id),
        state=playback.state if playback is not None and here else None,
        at_ms=(
            playback.at_ms if playback is not None and here else listening.places.get(sound_id, 0)
        ),
        speed=listening.speed,
        busy=bool(given) or sound_id in listening.reading,
        problem=listening.problems.get(sound_id),
    )
