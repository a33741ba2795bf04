"""The sound of one call: who hears whom, what is played, what is recorded, 20 ms at a time.

Promises that two legs which hear only each other, in one codec, are joined without decoding, and that everything else
is mixed; that a recording changes nothing of what is heard; that keys pass on to whoever hears their sender; that a leg
whose sound fails is lost alone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Final

from agent_desktop.agreement import plans
from agent_desktop.hub.voice import inputs as told
from agent_desktop.hub.voice.studio import words
from agent_desktop.hub.voice.studio.booth import Booth
from agent_desktop.hub.voice.studio.playback import FRAME
from agent_desktop.hub.voice.studio.tape import Tape
from agent_desktop.media.frames import Samples
from agent_desktop.media.mixer import Mixer
from agent_desktop.sip.audio_terms import Agreed

_log: Final = logging.getLogger(__name__)
_Joined = tuple[Booth, Booth, Agreed, Agreed]


class Bridge:
    """One call. `say` hears what the switch should know."""

    def __init__(self, say: Callable[[words.Heard], None]) -> None:
        self.booths: dict[str, Booth] = {}
        self.tapes: dict[str, Tape] = {}
        self._say = say
        self._pairs: tuple[tuple[str, str], ...] = ()
        self._mixer: Mixer[str] = Mixer()
        self._joined: _Joined | None = None

    def connect(self, pairs: tuple[tuple[str, str], ...]) -> None:
        """Who hears whom from now on: (listener, speaker)."""
        self._pairs = pairs
        self._mixer = Mixer()
        for leg in dict.fromkeys(leg for pair in pairs for leg in pair):
            self._mixer.add(leg)
        for listener, speaker in pairs:
            self._mixer.set_gain(listener, speaker, 1.0)

    def enter(self, booth: Booth) -> None:
        """A leg is in the call."""
        self.booths[booth.leg] = booth
        self._tap()

    def record(self, tape: Tape) -> None:
        """Let a tape have the packets of those whom it records."""
        self.tapes[tape.id] = tape
        self._tap()

    def release(self, recording: str) -> Tape | None:
        """It gets no more of them."""
        tape = self.tapes.pop(recording, None)
        self._tap()
        return tape

    def _tap(self) -> None:
        for booth in self.booths.values():
            booth.voice.tap = partial(self._keep, booth) if self.tapes else None

    def _keep(self, booth: Booth, data: bytes, arrival: float) -> None:
        for tape in self.tapes.values():
            tape.keep(booth.leg, booth.voice, data, arrival)

    def remove(self, booth: Booth) -> None:
        """A leg is over."""
        booth.voice.tap = None
        if self._joined is not None and booth in self._joined[:2]:
            self._part()
        self.booths.pop(booth.leg, None)

    def pressed(self, booth: Booth, key: str) -> None:
        """A key that is not heard as sound, for those who hear its sender."""
        if self._joined is not None:
            return  # it goes on by itself
        for listener, speaker in self._pairs:
            if speaker == booth.leg and (found := self.booths.get(listener)) is not None:
                found.press(key)

    @property
    def relayed(self) -> bool:
        """Whether two legs are joined without decoding now."""
        return self._joined is not None

    # The clock

    def turn(self, now: float) -> None:
        """The next 20 ms."""
        self._join()
        frames = self._spoken(now)
        heard = self._mixer.mix(frames, FRAME) if self._pairs and self._joined is None else {}
        for booth in [*self.booths.values()]:
            if self._joined is None or booth not in self._joined[:2]:
                self._safely(booth, lambda booth=booth: self._let_hear(booth, heard, now))  # type: ignore[misc]
        for tape in self.tapes.values():
            self._record(tape, frames, now)

    def _spoken(self, now: float) -> dict[str, Samples]:
        wanted = set() if self._joined is not None else {speaker for _, speaker in self._pairs}
        for tape in self.tapes.values():
            wanted.update(tape.listens)
        frames: dict[str, Samples] = {}

        def speak(booth: Booth) -> None:
            listened = booth.leg in wanted or (booth.voice.detects and self._joined is None)
            if listened:
                frames[booth.leg] = booth.voice.speak(now)
            else:
                booth.voice.rest(now)

        for booth in [*self.booths.values()]:
            self._safely(booth, lambda booth=booth: speak(booth))  # type: ignore[misc]
        return frames

    def _let_hear(self, booth: Booth, heard: dict[str, Samples], now: float) -> None:
        playing = booth.playing
        if playing is None:
            booth.voice.hear(heard.get(booth.leg), now)
            return
        booth.voice.hear(playing.frame(), now)
        if playing.loop:
            booth.places[playing.prompts] = playing.place
        elif playing.over:
            booth.playing = None
            self._say(told.PlaybackFinished(booth.leg, playing.id))

    def _record(self, tape: Tape, frames: dict[str, Samples], now: float) -> None:
        tape.turn(frames, now)
        if words := tape.failure():
            self._say(told.RecordingFailed(tape.id, words))
        if tape.silent():
            self._say(told.SilenceHeard(tape.legs[0]))

    def _safely(self, booth: Booth, deed: Callable[[], None]) -> None:
        try:
            deed()
        except Exception:
            _log.exception("the sound of a leg failed")
            booth.lose("its sound failed")

    # The short way

    def _join(self) -> None:
        """Join two legs without decoding, or part them, as what is so now allows."""
        wanted = self._joinable()
        if wanted == self._joined:
            return
        self._part()
        if wanted is not None:
            one, other = wanted[:2]
            one.voice.pass_to(other.voice)
            other.voice.pass_to(one.voice)
            self._joined = wanted

    def _part(self) -> None:
        if self._joined is not None:
            for booth in self._joined[:2]:
                booth.voice.pass_to(None)
            self._joined = None

    def _joinable(self) -> _Joined | None:
        pairs = self._pairs
        if len(pairs) != 2 or pairs[0] != pairs[1][::-1]:
            return None
        one, other = self.booths.get(pairs[0][0]), self.booths.get(pairs[0][1])
        if one is None or other is None or one.playing or other.playing:
            return None
        mine, theirs = one.voice.agreed, other.voice.agreed
        if mine is None or theirs is None or one.voice.misfit or other.voice.misfit:
            return None
        known = self._joined
        if known is not None and known[2] is mine and known[3] is theirs and known[0] is one:
            return known
        if plans.translation(mine, theirs) is None:
            return None
        if plans.translation(theirs, mine) is None:
            return None
        return one, other, mine, theirs
