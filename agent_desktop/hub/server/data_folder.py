"""The hub's data folder: made for this user alone, and held by one hub at a time.

Promises that two hubs never open the same folder, also after a crash (the system frees the lock with the process), and
that the second one says who holds it. Works on Windows and POSIX alike.
"""

import contextlib
import os
import sys
from pathlib import Path
from typing import Final

from agent_desktop.model.errors import Conflict, StoreFailed

KEY_BYTES: Final = 32

DATABASE: Final = "hub.sqlite"
ATTACHMENTS: Final = "attachments"
RECORDINGS: Final = "recordings"
PROMPTS: Final = "prompts"
LOG: Final = "hub.log"
KEY: Final = "hub.key"
_LOCK: Final = "hub.lock"
_LOCKED_BYTE: Final = 1 << 30
"""Far behind the text, because Windows keeps others from reading locked bytes."""


class DataFolder:
    """A data folder that this process holds until `release`."""

    def __init__(self, folder: Path, files: Path | None = None) -> None:
        """Make and hold `folder`. Raises Conflict when another hub holds it, StoreFailed when it cannot be made.

        `files` is a folder that several nodes share, for what all of them need; without, it is in `folder`.
        """
        self.folder = folder
        self.files = files or folder
        try:
            for one in (folder, self.files):
                one.mkdir(parents=True, exist_ok=True)
                if sys.platform != "win32":
                    one.chmod(0o700)
            self._handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StoreFailed(
                f"The hub cannot use the folder {folder}: {error.strerror or error}.",
                field="data",
                value=str(folder),
                remedy="Choose another folder with --data.",
            ) from None
        try:
            _lock(self._handle)
        except OSError:
            holder = os.pread(self._handle, 32, 0) if hasattr(os, "pread") else _read(self._handle)
            os.close(self._handle)
            pid = holder.decode("ascii", "replace").strip() or "unknown"
            raise Conflict(
                f"Another hub (process {pid}) already uses the folder {folder}.",
                field="data",
                value=str(folder),
                remedy="Stop that hub, or choose another folder with --data.",
            ) from None
        os.ftruncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, str(os.getpid()).encode())

    @property
    def database(self) -> Path:
        """The database's file."""
        return self.folder / DATABASE

    @property
    def attachments(self) -> Path:
        """The folder of uploaded files."""
        return self.files / ATTACHMENTS

    @property
    def recordings(self) -> Path:
        """The folder of recordings that are not complete yet."""
        return self.files / RECORDINGS

    @property
    def prompts(self) -> Path:
        """The folder of uploaded prompts."""
        return self.files / PROMPTS

    def key(self) -> bytes:
        """The key that seals secrets in the database: made once, in a file for this user alone. Raises StoreFailed."""
        path = self.files / KEY
        try:
            if not path.exists():
                fresh = path.with_suffix(".new")
                handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
                with os.fdopen(handle, "wb") as file:
                    file.write(os.urandom(KEY_BYTES))
                    file.flush()
                    os.fsync(file.fileno())
                fresh.replace(path)
            key = path.read_bytes()
        except OSError as error:
            raise StoreFailed(
                f"The hub cannot use the file {path}: {error.strerror or error}.",
                field="data",
                value=str(path),
            ) from None
        if len(key) != KEY_BYTES:
            raise StoreFailed(
                f"The file {path} holds no key.",
                remedy="Put the right file back, or delete it and enter the secrets again.",
                field="data",
                value=str(path),
            )
        return key

    @property
    def log(self) -> Path:
        """The log's file."""
        return self.folder / LOG

    def release(self) -> None:
        """Let another hub have the folder."""
        with contextlib.suppress(OSError):
            os.close(self._handle)


def _read(handle: int) -> bytes:
    os.lseek(handle, 0, os.SEEK_SET)
    return os.read(handle, 32)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
