"""The recordings that an engine made and no window has taken yet: sealed files in a folder of their own.

Promises that a file is `.part` while it is written and `.rec` from then on; that what an engine left which was killed
is a recording up to its last second. Refuses to give what another key sealed: it stays where it is.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final

import msgspec

from agent_desktop.media.recording_files import create
from agent_desktop.model.call_log import RecordedCall
from agent_desktop.phone import sealed

log = logging.getLogger(__name__)

FOLDER: Final = "recordings"
_PART: Final = ".part"
_WHOLE: Final = ".rec"
_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,80}")


class Nothing(ValueError):
    """The file was sealed here, and nothing is in it: the disk took nothing, or the call was over at once."""


class Shelf:
    """The folder `recordings` in an engine's `folder`. All of it may wait for the disk and raise OSError."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder / FOLDER
        self._key = key

    def part(self, recording_id: str) -> Path:
        """Where a recording is while it is made."""
        return self._path(recording_id, _PART)

    def opener(self, opened: Callable[[sealed.SealedWriter], None]) -> Callable[[Path], IO[bytes]]:
        """How a recorder opens its file here; `opened` is told of the file, in the recorder's thread."""

        def make(path: Path) -> IO[bytes]:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            writer = sealed.SealedWriter(create(path), self._key)
            opened(writer)
            return writer  # type: ignore[return-value]  # a recorder writes and closes, nothing else

        return make

    def finish(self, recording_id: str) -> bool:
        """The recording can be taken; False when there is no file of it."""
        try:
            self.part(recording_id).replace(self._path(recording_id, _WHOLE))
        except FileNotFoundError:
            return False
        return True

    def adopt(self) -> None:
        """Nobody writes here now: what is unfinished was left by an engine that was killed."""
        if self._folder.is_dir():
            for path in self._folder.glob(f"*{_PART}"):
                path.replace(path.with_suffix(_WHOLE))

    def waiting(self) -> tuple[RecordedCall, ...]:
        """What can be taken, the oldest first."""
        found = []
        if self._folder.is_dir():
            for path in sorted(self._folder.glob(f"*{_WHOLE}")):
                try:
                    facts = self._read(path)[0]
                except Nothing:
                    path.unlink()
                    continue
                except (sealed.Unreadable, msgspec.MsgspecError, OSError) as error:
                    log.warning("a recording cannot be read: %s", type(error).__name__)
                    continue
                found.append(facts)
        return tuple(sorted(found, key=lambda one: one.recorded_at))

    def sound(self, recording_id: str) -> bytes:
        """The sound file. Raises OSError and Unreadable."""
        return self._read(self._path(recording_id, _WHOLE))[1]

    def forget(self, recording_id: str) -> None:
        """A window has it."""
        self._path(recording_id, _WHOLE).unlink(missing_ok=True)

    def _read(self, path: Path) -> tuple[RecordedCall, bytes]:
        facts, sound, complete = b"", bytearray(), False
        for kind, content in sealed.chunks(path.read_bytes(), self._key):
            if kind == sealed.SOUND:
                sound += content
            elif content:
                facts = content
            else:
                complete = True
        if not sound or not facts:
            raise Nothing("nothing was recorded")
        known = msgspec.json.decode(facts, type=RecordedCall)
        return msgspec.structs.replace(known, complete=complete and known.complete), bytes(sound)

    def _path(self, recording_id: str, ending: str) -> Path:
        if _ID.fullmatch(recording_id) is None:
            raise FileNotFoundError(recording_id)
        return self._folder / f"{recording_id}{ending}"
