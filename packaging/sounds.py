"""Makes resources/sounds/ anew: speech by espeak-ng, hold music and tones by arithmetic.

Promises clips that belong to this project alone: the sentences are in sentences.json, the music is composed below, and
no recording of anybody is used. Needs espeak-ng (Debian: `apt-get install espeak-ng`) and the program's own
environment: `.venv/bin/python packaging/sounds.py`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from agent_desktop.files import resource
from agent_desktop.hub.voice.prompts import clips, synthesis
from agent_desktop.hub.voice.prompts.loudness import RATE, levelled
from agent_desktop.media.frames import Samples, silence, to_int16
from agent_desktop.media.tones import tone
from terminal import say

Wave = npt.NDArray[np.float64]

#: 72 beats a minute, eighteen bars of four: exactly a minute.
BEAT_S: Final = 60 / 72
BARS: Final = 18
#: Each bar's bass note and chord, as semitones above middle C; four times, then a close that fades into silence.
CHORDS: Final = (
    (-12, (4, 7, 11, 14)),
    (-15, (4, 7, 12, 16)),
    (-19, (0, 4, 9, 12)),
    (-17, (2, 5, 9, 11)),
)
#: Which note of the chord is plucked on which half beat (None: a rest), by turns.
FIGURES: Final = (
    (0, 1, 2, 3, 2, 1, 2, None),
    (0, None, 2, 1, 3, None, 2, 1),
    (3, 2, 1, 2, 0, None, 1, None),
)


def main() -> None:
    """Write every clip."""
    place = resource("sounds")
    told = json.loads((place / "sentences.json").read_text(encoding="utf-8"))
    for language, words in told.items():
        speech(place / language, words)
    tones(place / "tone")
    (place / "music").mkdir(exist_ok=True)
    clips.write(
        place / "music" / "waiting.ogg", levelled(music(), -23.0), bit_rate=40000, kind="audio"
    )
    files = list(place.rglob("*.ogg"))
    say(f"{len(files)} clips, {sum(file.stat().st_size for file in files) / 1e6:.2f} MB")


def speech(folder: Path, words: dict[str, object]) -> None:
    """All sentences, the numbers from 0 to 99, and the practice callers of one language."""
    voice, sentences, lines = words["voice"], words["sentences"], words["callers_say"]
    callers = words["callers"]
    assert isinstance(voice, str)
    assert isinstance(sentences, dict)
    assert isinstance(callers, list)
    assert isinstance(lines, list)
    for part in ("number", "caller"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for name, text in sentences.items():
        clips.write(folder / f"{name}.ogg", synthesis.speak(text, voice))
    for number in range(100):
        clips.write(folder / "number" / f"{number}.ogg", synthesis.speak(f"{number}", voice))
    for place, (line, caller) in enumerate(zip(lines, callers, strict=True), 1):
        clips.write(folder / "caller" / f"{place}.ogg", synthesis.speak(line, caller))


def tones(folder: Path) -> None:
    """Call progress as in most of Europe (425 Hz), and the tone before a message."""
    folder.mkdir(exist_ok=True)
    made = {
        "ringback": (tone((425,), 1000, RATE), 4000),
        "busy": (tone((425,), 480, RATE), 480),
        "congestion": (tone((425,), 240, RATE), 240),
        "beep": (tone((1000,), 400, RATE), 0),
    }
    for name, (sound, pause_ms) in made.items():
        whole = np.concatenate([levelled(sound), silence(RATE * pause_ms // 1000)])
        clips.write(folder / f"{name}.ogg", whole, kind="audio")


def music() -> Samples:
    """A minute of quiet chords. Everything has died away before the end, so that the loop has no seam."""
    wave = np.zeros(round(BARS * 4 * BEAT_S * RATE))
    for bar in range(BARS - 1):
        last = bar == BARS - 2
        bass, chord = CHORDS[0] if last else CHORDS[bar % 4]
        start = bar * 4 * BEAT_S + 0.02
        _add(wave, start, _struck(bass, 3.2, bright=0.15, fall=1.2) * 0.5)
        for note in chord:
            _add(wave, start, _pad(note, 4 * BEAT_S) * 0.09)
        if last:
            _add(wave, start, _struck(chord[0] + 12, 3.0, bright=0.3, fall=1.6) * 0.25)
            continue
        for step, place in enumerate(FIGURES[bar // 4 % len(FIGURES)]):
            if place is not None:
                soft = 0.30 if step == 0 else 0.22
                struck = _struck(chord[place] + 12, 2.0, bright=0.35, fall=3.0) * soft
                at = start + step * BEAT_S / 2
                _add(wave, at, struck)
                _add(wave, at + 0.75 * BEAT_S, struck * 0.3)  # an echo, as a room would give
    edge = RATE // 2
    wave[-edge:] *= np.linspace(1, 0, edge) ** 2
    return to_int16(wave / np.abs(wave).max() * 16000)


def _hz(note: int) -> float:
    return float(261.6256 * 2 ** (note / 12))


def _struck(note: int, seconds: float, *, bright: float, fall: float) -> Wave:
    """Something like an electric piano: partials that fade, the high ones sooner."""
    time = np.arange(round(seconds * RATE)) / RATE
    hz = _hz(note)
    wave = np.sin(2 * np.pi * hz * time) * np.exp(-fall * time)
    wave += bright * np.sin(2 * np.pi * 2 * hz * time) * np.exp(-2 * fall * time)
    wave += bright * 0.3 * np.sin(2 * np.pi * 4 * hz * time) * np.exp(-5 * fall * time)
    return _shaped(wave, 0.008, 0.25)


def _pad(note: int, seconds: float) -> Wave:
    """A chord's soft ground: two sines that beat slowly."""
    time = np.arange(round(seconds * RATE)) / RATE
    hz = _hz(note)
    return _shaped(
        np.sin(2 * np.pi * hz * time) + 0.7 * np.sin(2 * np.pi * (hz + 0.6) * time), 0.9, 1.1
    )


def _shaped(wave: Wave, rise_s: float, fall_s: float) -> Wave:
    """Edges without a click: raised cosines."""
    rise, fall = round(rise_s * RATE), round(fall_s * RATE)
    wave[:rise] *= (1 - np.cos(np.linspace(0, np.pi, rise))) / 2
    wave[-fall:] *= (1 + np.cos(np.linspace(0, np.pi, fall))) / 2
    return wave


def _add(wave: Wave, at_s: float, part: Wave) -> None:
    start = round(at_s * RATE)
    room = len(wave) - start
    wave[start : start + len(part)] += part[:room]


if __name__ == "__main__":
    main()
