"""The files around the database: who holds it, whether it was closed, which key it has, and its first page.

Beside `desk.db` (with SQLite's own `-wal` and `-shm`) lie `desk.db.lock`, held while the database is open and empty
after a clean close, and `desk.db.check`: a fingerprint of the key, which tells a wrong key from a damaged file, and a
copy of the encrypted first page, without which nothing in a damaged file could be read. Nothing here is readable
without the key; the fingerprint is a MAC of a random 256-bit key and gives nothing of it away.
"""

import contextlib
import hashlib
import hmac
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from agent_desktop.model.base import Record
from agent_desktop.store.codec import pack, unpack
from agent_desktop.store.faults import InUse

PAGE = 4096
_OPEN = b"open"
#: Where the lock lies in the lock file, behind everything that is written there.
_LOCKED_BYTE = 1 << 20
_SIDES = ("", "-wal", "-shm")


class Check(Record, frozen=True):
    """What is known of the database apart from itself."""

    fingerprint: bytes
    first_page: bytes = b""


def fingerprint(key: bytes) -> bytes:
    """A short MAC by which the key can be recognised."""
    return hmac.new(key, b"agent desktop store", hashlib.sha256).digest()[:16]


def check_path(database: Path) -> Path:
    """Where the check of `database` lies."""
    return database.with_name(database.name + ".check")


def read_check(database: Path) -> Check | None:
    """The kept check; None when there is none that can be read."""
    try:
        return unpack(check_path(database).read_bytes(), Check)
    except (OSError, ValueError, msgspec.MsgspecError):
        return None


def write_check(database: Path, key: bytes) -> None:
    """Keep the check of a database that has just been found good. Raises OSError."""
    with database.open("rb") as file:
        first = file.read(PAGE)
    check = Check(fingerprint=fingerprint(key), first_page=first)
    if check != read_check(database):
        keep_check(database, check)


def keep_check(database: Path, check: Check) -> None:
    """Write `check` beside the database. Raises OSError."""
    write_whole(check_path(database), pack(check))


def write_whole(path: Path, data: bytes) -> None:
    """Replace the file at `path`, readable by its owner alone: all of it or nothing."""
    fresh = path.with_name(path.name + ".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)


def set_aside(database: Path) -> Path:
    """Rename the database and SQLite's helpers out of the way; the new name tells when. Raises OSError."""
    stamp = datetime.now(UTC).strftime("%Y-%m-%d %H%M%S")
    aside = database.with_name(f"{database.stem} set aside {stamp}{database.suffix}")
    count = 1
    while aside.exists():
        count += 1
        aside = aside.with_name(f"{database.stem} set aside {stamp} {count}{database.suffix}")
    for side in _SIDES:
        with contextlib.suppress(FileNotFoundError):
            os.replace(f"{database}{side}", f"{aside}{side}")
    check_path(database).unlink(missing_ok=True)
    return aside


def put_back(aside: Path, database: Path) -> None:
    """Undo `set_aside`: what was begun in its place goes away."""
    for side in _SIDES:
        Path(f"{database}{side}").unlink(missing_ok=True)
        with contextlib.suppress(FileNotFoundError):
            os.replace(f"{aside}{side}", f"{database}{side}")


class Lock:
    """The one who holds this may open the database. The system lets go of it when the process ends, however it ends."""

    def __init__(self, database: Path) -> None:
        """Take it. Raises InUse when someone else has it, OSError."""
        path = database.with_name(database.name + ".lock")
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            raise InUse(
                "Agent Desktop is already running with this local history.",
                remedy="Go on in the window that is open, or close it and start again.",
            ) from error
        self.was_left_open = self._read() == _OPEN

    def mark_open(self) -> None:
        """From now on the database counts as in use, also after a crash."""
        self._write(_OPEN)

    def release(self, *, clean: bool) -> None:
        """Let go. `clean` says that the database was closed in good order."""
        if clean:
            self._write(b"")
        os.close(self._descriptor)

    def _read(self) -> bytes:
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        return os.read(self._descriptor, 8)

    def _write(self, mark: bytes) -> None:
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.ftruncate(self._descriptor, 0)
        os.write(self._descriptor, mark)


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
