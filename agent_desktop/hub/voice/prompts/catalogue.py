"""Which clip a prompt is: by language, with what the team uploaded before what is shipped.

Promises an answer for every shipped prompt in every language: the asked language, its base ("de-AT": "de"), then
English; and the words to speak where a language has none. Tones and music have no language. A prompt's name never
becomes a path without being checked.

Refuses nothing at run time: a prompt that does not exist anywhere is None, and the caller's line goes on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from agent_desktop.files import resource
from agent_desktop.hub.voice.prompts import clips, wav
from agent_desktop.hub.voice.prompts.uploads import LANGUAGE, NAME
from agent_desktop.media.frames import Samples
from agent_desktop.model.survey_words import USUAL_SPOKEN

FALLBACK: Final = "en"
_NEUTRAL: Final = ("tone/", "music/")


class Catalogue:
    """All prompts of a house. `uploads` are WAV files by (language, prompt); language "" holds for all."""

    def __init__(
        self, uploads: Mapping[tuple[str, str], Path] | None = None, shipped: Path | None = None
    ) -> None:
        self._uploads = dict(uploads or {})
        self._shipped = shipped or resource("sounds")

    def define(self, uploads: Mapping[tuple[str, str], Path]) -> None:
        """These are the uploads from now on."""
        self._uploads = dict(uploads)

    def find(self, prompt: str, language: str) -> Path | None:
        """The file of a prompt, or None when there is none in any language."""
        if not NAME.fullmatch(prompt):
            return None
        for spoken in (*_spellings(language), FALLBACK, ""):
            own = self._uploads.get((spoken, prompt))
            if own is not None:
                return own
            if spoken or prompt.startswith(_NEUTRAL):
                path = self._shipped.joinpath(spoken, f"{prompt}.ogg")
                if path.is_file():
                    return path
        return None

    def words(self, prompt: str, language: str) -> str:
        """What a synthesiser is to say, where no clip of a prompt speaks the language; empty: `find` it."""
        spoken = _spellings(language)
        for one in spoken:
            if (one, prompt) in self._uploads or self._shipped.joinpath(
                one, f"{prompt}.ogg"
            ).is_file():
                return ""
        return USUAL_SPOKEN.get(spoken[-1], {}).get(prompt, "") if spoken else ""

    def load(self, prompt: str, language: str) -> Samples | None:
        """The sound of a prompt. Raises `clips.BadClip` or `wav.BadWav` when its file is damaged, `OSError` when it
        cannot be read.
        """
        path = self.find(prompt, language)
        if path is None:
            return None
        return clips.read(path) if path.suffix == ".ogg" else wav.read(path.read_bytes())


def _spellings(language: str) -> tuple[str, ...]:
    """A language and its base, without what is no language."""
    if not LANGUAGE.fullmatch(language):
        return ()
    base = language.partition("-")[0].lower()
    return (language, base) if language != base else (base,)


class Clip(NamedTuple):
    """A shipped prompt: its language (empty for tones and music), its name, what it says, and its file."""

    language: str
    name: str
    text: str
    path: Path


def shipped_clips(folder: Path | None = None) -> Iterator[Clip]:
    """What a house may want to hear otherwise: the sentences of each language, tones and music. Pieces of numbers and
    what practice customers say are left out."""
    sounds = folder or resource("sounds")
    for language, words in json.loads((sounds / "sentences.json").read_text("utf-8")).items():
        for name, text in words["sentences"].items():
            yield Clip(language, name, text, sounds / language / f"{name}.ogg")
    for kind in _NEUTRAL:
        for path in sorted((sounds / kind).glob("*.ogg")):
            yield Clip("", f"{kind}{path.stem}", "", path)


def shipped_prompts(language: str, folder: Path | None = None) -> tuple[str, ...]:
    """The names of all prompts that should be there for a shipped language, from sentences.json."""
    told = json.loads(((folder or resource("sounds")) / "sentences.json").read_text("utf-8"))
    words = told[language]
    callers = (f"caller/{place}" for place in range(1, len(words["callers_say"]) + 1))
    return (*words["sentences"], *(f"number/{value}" for value in range(100)), *callers)
