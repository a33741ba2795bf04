"""The folder of uploaded prompts: which there are, as WAV files that `wav.write` made.

Promises that no name becomes a path before it is checked, and that a prompt is there whole or not at all. Refuses to
know sound: who keeps a file has read it first.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Final

#: A prompt's name, perhaps with one part before it: "welcome", "music/waiting".
NAME: Final = re.compile(r"[a-z0-9_-]{1,60}(/[a-z0-9_-]{1,60})?")
#: A language tag: "de", "pt-BR".
LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_EVERY: Final = "_"
_SUFFIX: Final = ".wav"


class UploadedPrompts:
    """The prompts in `folder`, by (language, name); language "" holds for all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> dict[tuple[str, str], Path]:
        """Every upload, in order of language and name."""
        return {(language, name): path for language, name, path in sorted(self._found())}

    def keep(self, language: str, name: str, sound: bytes) -> None:
        """Keep a WAV file in place of the one before. Raises `ValueError` for a bad name, `OSError`."""
        path = self._path(language, name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f"{secrets.token_hex(8)}.part")
        try:
            draft.write_bytes(sound)
            os.replace(draft, path)
        finally:
            draft.unlink(missing_ok=True)

    def remove(self, language: str, name: str) -> bool:
        """Delete an upload; False when there is none. Raises `ValueError`, `OSError`."""
        try:
            self._path(language, name).unlink()
        except FileNotFoundError:
            return False
        return True

    def _path(self, language: str, name: str) -> Path:
        if NAME.fullmatch(name) is None:
            raise ValueError("name")
        if language and LANGUAGE.fullmatch(language) is None:
            raise ValueError("language")
        return self._folder.joinpath(language or _EVERY, *f"{name}{_SUFFIX}".split("/"))

    def _found(self) -> Iterator[tuple[str, str, Path]]:
        for path in self._folder.glob(f"*/**/*{_SUFFIX}"):
            folder, *rest = path.relative_to(self._folder).with_suffix("").parts
            language, name = "" if folder == _EVERY else folder, "/".join(rest)
            if NAME.fullmatch(name) and (not language or LANGUAGE.fullmatch(language)):
                yield language, name, path
