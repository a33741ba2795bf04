"""What the desk holds in mind of sounds: how they look, what the telephone plays, where each was left.

Promises values that are replaced and never changed in place, as everything in `state`.
"""

from agent_desktop.model.base import Record
from agent_desktop.model.errors import Problem
from agent_desktop.model.sounds import Playback, Waveform


class Listening(Record, frozen=True):
    """Sounds by their attachment's id. `given` is what the telephone has, or is being given by the command `giving`;
    `asked` are other commands on their way; `places` is where a sound goes on that is not with the telephone."""

    waveforms: dict[str, Waveform] = {}
    reading: frozenset[str] = frozenset()
    problems: dict[str, Problem] = {}
    places: dict[str, int] = {}
    playback: Playback | None = None
    given: str = ""
    giving: str = ""
    asked: dict[str, str] = {}
    speed: float = 1.0

    @property
    def known(self) -> frozenset[str]:
        """Every sound of which something is known."""
        ids = {*self.waveforms, *self.reading, *self.problems, *self.places, self.given}
        return frozenset(ids - {""})
