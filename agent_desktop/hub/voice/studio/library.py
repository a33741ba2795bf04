"""Prompts in memory: each is read and decoded once, away from the event loop.

Promises that a missing or damaged file is None and told once in the log, never an exception; that what is kept stays
within `MOST_BYTES`, the longest unused going first. A file that changed is read again.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from pathlib import Path
from typing import Final

import soxr  # type: ignore[import-untyped]

from agent_desktop.hub.voice.prompts import synthesis
from agent_desktop.hub.voice.prompts.catalogue import FALLBACK, Catalogue
from agent_desktop.hub.voice.prompts.clips import BadClip
from agent_desktop.hub.voice.prompts.loudness import RATE
from agent_desktop.hub.voice.prompts.speaking import spoken, text_of
from agent_desktop.hub.voice.prompts.wav import BadWav
from agent_desktop.media.frames import Samples

_log: Final = logging.getLogger(__name__)
MOST_BYTES: Final = 64 * 1024 * 1024
_Key = tuple[Path, int, int]


class Library:
    """The catalogue's sounds, at the rate of those who hear them, so that nobody converts them in every frame."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._kept: OrderedDict[_Key, Samples] = OrderedDict()
        self._bytes = 0
        self._reading: dict[tuple[str, str, int], asyncio.Future[Samples | None]] = {}
        self._missed: set[tuple[str, str]] = set()

    async def sound(self, prompt: str, language: str, rate: int = RATE) -> Samples | None:
        """The sound of a prompt at `rate` Hz, or None when it cannot be played."""
        wanted = prompt, language, rate
        reading = self._reading.get(wanted)
        if reading is None:  # who wants it at the same time waits for the same file
            reading = asyncio.ensure_future(self._read(prompt, language, rate))
            self._reading[wanted] = reading
            reading.add_done_callback(lambda _: self._reading.pop(wanted, None))
        return await asyncio.shield(reading)

    async def _read(self, prompt: str, language: str, rate: int) -> Samples | None:
        try:
            key, sound = await asyncio.to_thread(self._load, prompt, language, rate)
        except (BadClip, BadWav, OSError) as error:
            self._miss(prompt, language, type(error).__name__)
            return None
        if key is None or sound is None:
            self._miss(prompt, language, "there is none")
            return None
        self._keep(key, sound)
        return sound

    def _load(self, prompt: str, language: str, rate: int) -> tuple[_Key | None, Samples | None]:
        text = text_of(prompt)
        if text is not None:
            found = self._speak(prompt, text[0], language, rate)
            if found is not None or not text[1]:
                return found or (None, None)
            prompt = text[1]
        words = self._catalogue.words(prompt, language)
        if words and synthesis.available():
            found = self._speak(spoken(words, prompt), words, language, rate)
            if found is not None:
                return found
        path = self._catalogue.find(prompt, language)
        if path is None:
            return None, None
        key = path, path.stat().st_mtime_ns, rate
        sound = self._kept.get(key)
        if sound is None:
            sound = self._catalogue.load(prompt, language)
            if sound is not None and rate != RATE:
                sound = soxr.resample(sound, RATE, rate)
        return key, sound

    def _speak(
        self, prompt: str, text: str, language: str, rate: int
    ) -> tuple[_Key, Samples] | None:
        """A text spoken by the synthesiser, kept like a file; None where it cannot be."""
        key = Path(f"{language}/{prompt}"), 0, rate
        sound = self._kept.get(key)
        if sound is None:
            try:
                sound = synthesis.speak(text, language.partition("-")[0].lower() or FALLBACK)
            except synthesis.NoSynthesis as error:
                self._miss(prompt, language, str(error))
                return None
            if rate != RATE:
                sound = soxr.resample(sound, RATE, rate)
        return key, sound

    def _keep(self, key: _Key, sound: Samples) -> None:
        if key not in self._kept:
            self._kept[key] = sound
            self._bytes += sound.nbytes
        self._kept.move_to_end(key)
        while self._bytes > MOST_BYTES and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            self._bytes -= old.nbytes

    def _miss(self, prompt: str, language: str, why: str) -> None:
        if (prompt, language) not in self._missed:
            self._missed.add((prompt, language))
            _log.error("the prompt %s cannot be played in %s: %s", prompt, language, why)
