"""Whether a microphone hears the agent, in plain words: what a device check and an echo test come to.

Promises a verdict only after there was time to speak, and that a breath or a click is no voice. Pure: times and levels
are given.
"""

from collections import deque
from enum import Enum
from typing import Final

from agent_desktop.model.base import Millis
from agent_desktop.model.devices import EchoPhase
from agent_desktop.ui.words import tr

SILENT: Final = 0.01
"""Peaks below this are the hiss of a microphone that hears nobody."""
FAINT: Final = 0.05
"""Peaks below this are too soft for who listens."""
FULL: Final = 0.98
"""Peaks above this are cut off."""
PATIENCE_MS: Final = 4_000
_CUT_OFF: Final = 3
_LATELY_MS: Final = 5_000


class Verdict(Enum):
    """What is heard. The page has a sentence for each."""

    LISTENING = "listening"
    NOTHING = "nothing"
    FAINT = "faint"
    GOOD = "good"
    LOUD = "loud"


class Hearing:
    """Follows the levels of one check that began at `began`."""

    def __init__(self, began: Millis) -> None:
        self._began = began
        self._loudest = 0.0
        self._cut: deque[Millis] = deque(maxlen=_CUT_OFF)

    def measured(self, level: float, now: Millis) -> Verdict:
        """One more level, from 0 to 1; what all of them say."""
        self._loudest = max(self._loudest, level)
        if level >= FULL:
            self._cut.append(now)
        if len(self._cut) == _CUT_OFF and now - self._cut[0] <= _LATELY_MS:
            return Verdict.LOUD
        if self._loudest >= FAINT:
            return Verdict.GOOD
        if now - self._began < PATIENCE_MS:
            return Verdict.LISTENING
        return Verdict.FAINT if self._loudest >= SILENT else Verdict.NOTHING


def of_echo(heard: float) -> Verdict:
    """What the loudest moment of an echo test, from 0 to 1, comes to."""
    if heard < SILENT:
        return Verdict.NOTHING
    return Verdict.FAINT if heard < FAINT else Verdict.GOOD


def verdict_words(verdict: Verdict) -> str:
    """A sentence for the agent: what it is, and what to do."""
    match verdict:
        case Verdict.LISTENING:
            return tr("Say something…")
        case Verdict.NOTHING:
            return tr("We hear nothing from this microphone. Is it muted on its cable?")
        case Verdict.FAINT:
            return tr("We hear you, but very softly. Move the microphone closer to your mouth.")
        case Verdict.GOOD:
            return tr("We hear you well.")
        case Verdict.LOUD:
            return tr("You are too loud: parts are cut off. Move the microphone away a little.")


def echo_words(phase: EchoPhase, heard: float | None) -> str:
    """What the echo test does, or what it came to; `heard` is None before the first one."""
    match phase:
        case EchoPhase.LISTENING:
            return tr("Say something: we listen for three seconds.")
        case EchoPhase.PLAYING:
            return tr("Now you should hear yourself.")
        case EchoPhase.OFF:
            pass
    if heard is None:
        return ""
    verdict = of_echo(heard)
    if verdict is Verdict.NOTHING:
        return verdict_words(verdict)
    words = tr("You did not hear yourself? Then choose another headset or speaker above.")
    return f"{verdict_words(verdict)} {words}"
