"""How a window finds the engine that runs: a file in the data folder with its process, its socket and its token.

Promises that only this user can read it, that it is whole or absent, and that one engine at a time owns the folder.
Where there are Unix sockets the socket lies in the same folder, or in another private one when the path is too long.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

import msgspec

from agent_desktop.model.base import Record

FILE: Final = "engine.json"
_LOCK: Final = "engine.lock"
_SOCKET: Final = "engine.sock"
#: A Unix socket's path holds 104 bytes on macOS, 108 on Linux.
_LONGEST_PATH: Final = 100


class Whereabouts(Record, frozen=True):
    """Where an engine answers: `path` of its Unix socket, or `port` on 127.0.0.1."""

    pid: int
    token: str
    path: str = ""
    port: int = 0

    def __repr__(self) -> str:
        return f"Whereabouts(pid={self.pid})"


def read(folder: Path) -> Whereabouts | None:
    """What the file says; None without one. Whether the engine still lives is another question."""
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=Whereabouts)
    except (OSError, msgspec.MsgspecError):
        return None


def prepare(folder: Path) -> None:
    """Make the folder, for this user alone. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)


class Held:
    """A folder that this engine owns until `release`. Raises BlockingIOError when another engine owns it."""

    def __init__(self, folder: Path) -> None:
        prepare(folder)
        self._folder = folder
        self._elsewhere: Path | None = None
        self._lock = _locked(folder)
        self._forget_the_dead()

    def _forget_the_dead(self) -> None:
        """Remove what an engine left that was killed."""
        old = read(self._folder)
        if old is not None and old.path and Path(old.path).parent != self._folder:
            place = Path(old.path).parent
            if place.name.startswith(_prefix()) and place.parent == Path(tempfile.gettempdir()):
                shutil.rmtree(place, ignore_errors=True)
        for name in (FILE, _SOCKET):
            (self._folder / name).unlink(missing_ok=True)

    def socket_path(self) -> Path:
        """Where to put the Unix socket."""
        path = self._folder / _SOCKET
        if len(os.fsencode(path)) > _LONGEST_PATH:
            self._elsewhere = Path(tempfile.mkdtemp(prefix=_prefix()))
            path = self._elsewhere / _SOCKET
        return path

    def publish(self, whereabouts: Whereabouts) -> None:
        """Write the file, whole and for this user alone."""
        draft = self._folder / f"{FILE}.new"
        draft.unlink(missing_ok=True)
        number = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(number, "wb") as file:
            file.write(msgspec.json.encode(whereabouts))
        draft.replace(self._folder / FILE)

    def release(self) -> None:
        """Leave no file, and let another engine in."""
        for name in (FILE, _SOCKET):
            with contextlib.suppress(OSError):
                (self._folder / name).unlink(missing_ok=True)
        if self._elsewhere is not None:
            shutil.rmtree(self._elsewhere, ignore_errors=True)
        os.close(self._lock)


def _prefix() -> str:
    return "agent-desktop-phone-"


def _locked(folder: Path) -> int:
    """A lock that ends with the process and leaves no file: on the folder itself, or on a file that goes away."""
    if sys.platform == "win32":
        import msvcrt

        flags = os.O_RDWR | os.O_CREAT | os.O_TEMPORARY
        number = os.open(folder / _LOCK, flags, 0o600)
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            os.close(number)
            raise BlockingIOError(str(error)) from error
        return number
    import fcntl

    number = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(number)
        raise
    return number
