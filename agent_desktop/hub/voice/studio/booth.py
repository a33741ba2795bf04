"""A leg's place in a studio: its voice, what is played to it, and what it tells.

Promises to be there before its ports are; that its sound is freed when it is left.
"""

from __future__ import annotations

from collections.abc import Callable

from agent_desktop.hub.voice.studio import words
from agent_desktop.hub.voice.studio.playback import Playback
from agent_desktop.hub.voice.studio.voice import Voice
from agent_desktop.media.transport import plan
from agent_desktop.sip.audio_terms import Terms


class Booth:
    """`say` hears of the leg; `keyed` of keys, and whether they came as sound only."""

    def __init__(
        self,
        leg: str,
        call: str,
        say: Callable[[words.Heard], None],
        keyed: Callable[[Booth, str, bool], None],
    ) -> None:
        self.leg, self.call = leg, call
        self._say = say
        self.voice = Voice(lambda key, heard: keyed(self, key, heard), self.lose, self._noticed)
        self.terms: Terms | None = None
        #: What is played to it, and where music goes on that it has heard.
        self.playing: Playback | None = None
        self.places: dict[tuple[str, ...], int] = {}

    def press(self, key: str) -> None:
        """Pass a key on: as an event beside the sound, where its peer takes those."""
        if not self.voice.press(key):
            self._say(words.Unsent(self.leg, key))

    def lose(self, why: str) -> None:
        """Nothing can be heard any more."""
        self._say(words.Lost(self.leg, why))

    def _noticed(self, event: plan.SessionEvent) -> None:
        match event:
            case plan.Connected():
                self._say(words.Connected(self.leg))
            case plan.PeerLeft():
                self._say(words.PeerLeft(self.leg))
            case _:
                pass
