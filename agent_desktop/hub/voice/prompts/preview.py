"""What a caller would hear, as one sound, for the administrator who writes it.

Promises the same choice of clips and words as on the line, one after the other; what cannot be played is left out, as
it is there. Refuses nothing but silence: without anything to be heard it raises `NoSynthesis`.
"""

from __future__ import annotations

import numpy as np

from agent_desktop.hub.voice.prompts import synthesis
from agent_desktop.hub.voice.prompts.catalogue import FALLBACK, Catalogue
from agent_desktop.hub.voice.prompts.clips import BadClip
from agent_desktop.hub.voice.prompts.speaking import text_of
from agent_desktop.hub.voice.prompts.wav import BadWav
from agent_desktop.media.frames import Samples


def heard(catalogue: Catalogue, prompts: tuple[str, ...], language: str) -> Samples:
    """These prompts in this language, 16 kHz. Raises `NoSynthesis` when nothing of it can be heard."""
    sounds = [sound for one in prompts if (sound := _one(catalogue, one, language)) is not None]
    if not sounds:
        raise synthesis.NoSynthesis("There is nothing to be heard in this language.")
    return np.concatenate(sounds)


def _one(catalogue: Catalogue, prompt: str, language: str) -> Samples | None:
    text = text_of(prompt)
    if text is not None:
        if (sound := _spoken(text[0], language)) is not None:
            return sound
        prompt = text[1]
    words = catalogue.words(prompt, language)
    if words and (sound := _spoken(words, language)) is not None:
        return sound
    try:
        return catalogue.load(prompt, language) if prompt else None
    except (BadClip, BadWav, OSError):
        return None


def _spoken(words: str, language: str) -> Samples | None:
    try:
        return synthesis.speak(words, language.partition("-")[0].lower() or FALLBACK)
    except synthesis.NoSynthesis:
        return None
