"""Opening the database: the lock, the key, the form, the health; and what to do when one of them is wrong.

Promises to be done within seconds whatever the file looks like; to tell a wrong key from a damaged file; to keep a
damaged file aside and to carry over from it what was not sent yet. Refuses to touch a file whose key it does not have,
unless told to begin anew.
"""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypeVar

import msgspec

from agent_desktop.model.commands import Draft, OutboxItem, SaveDraft, SaveOutbox
from agent_desktop.store import files
from agent_desktop.store.codec import pack, unpack
from agent_desktop.store.connection import connect, durable
from agent_desktop.store.faults import Damaged, WrongKey, damaged, is_damage
from agent_desktop.store.restore import restore
from agent_desktop.store.schema import migrate

#: How long a database that was not closed is looked through, in seconds; a larger one is trusted for the rest.
HEALTH_S = 4.0
R = TypeVar("R")
Unsent: TypeAlias = list[SaveOutbox | SaveDraft]


@dataclass
class Opening:
    """An open database: its lock, its writing connection, and what had to be done.

    `aside` is where an unusable file was kept, `rescued` how many drafts and unsent commands came out of it.
    """

    lock: files.Lock | None
    raw: sqlite3.Connection
    aside: Path | None = None
    rescued: int = 0


def open_in_memory() -> Opening:
    """A database that is never on the disk."""
    raw = connect(None)
    migrate(raw)
    return Opening(None, raw)


def open_file(path: Path, key: bytes, *, begin_anew: bool = False) -> Opening:
    """Open the database at `path`, or begin one.

    Raises InUse, NewerSchema, WrongKey (not with `begin_anew`, which keeps the old file aside), Unavailable, the
    driver's errors and OSError.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = files.Lock(path)
    try:
        try:
            opening = Opening(lock, _open_good(path, key, look_through=lock.was_left_open))
        except WrongKey:
            if not begin_anew:
                raise
            aside = files.set_aside(path)
            opening = Opening(lock, _open_good(path, key, look_through=False), aside)
        except Exception as error:
            if not is_damage(error) and not isinstance(error, msgspec.MsgspecError):
                raise
            opening = _begin_after_damage(path, key, lock)
        with contextlib.suppress(OSError):  # a full disk: the check is a help, not a need
            files.write_check(path, key)
        lock.mark_open()
        return opening
    except BaseException:
        lock.release(clean=False)
        raise


def _open_good(path: Path, key: bytes, *, look_through: bool) -> sqlite3.Connection:
    """A connection to a database of this form, in good health. Raises WrongKey, Damaged and others."""
    try:
        raw = connect(path, key)
    except Exception as error:
        if is_damage(error):
            raise _why_unreadable(path, key) from error
        raise
    try:
        durable(raw)
        if look_through:
            _look_through(raw)
        if migrate(raw):
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        restore(raw)  # what the first screen needs has to be readable
    except BaseException:
        raw.close()
        raise
    return raw


def _why_unreadable(path: Path, key: bytes) -> WrongKey | Damaged:
    """The first page cannot be read: is it the key, or the file?"""
    check = files.read_check(path)
    if check is not None and check.fingerprint == files.fingerprint(key):
        return damaged()
    return WrongKey(
        "The local history on this computer was encrypted with another key.",
        remedy="If you moved to another keychain, go back to it. Or begin a new history: the old file is kept.",
    )


def _look_through(raw: sqlite3.Connection) -> None:
    """Read every page, as far as time allows. Raises Damaged."""
    until = time.monotonic() + HEALTH_S
    raw.set_progress_handler(lambda: time.monotonic() > until, 20_000)
    try:
        verdict = raw.execute("PRAGMA quick_check(1)").fetchone()[0]
    except Exception as error:
        if getattr(error, "sqlite_errorname", "") != "SQLITE_INTERRUPT":
            raise
        verdict = "ok"
    finally:
        raw.set_progress_handler(None, 0)
    if verdict != "ok":
        raise damaged()


def _begin_after_damage(path: Path, key: bytes, lock: files.Lock) -> Opening:
    """Keep the damaged file aside, begin a new one, and carry over what was not sent yet.

    When that fails (a full disk), the damaged file is put back for the next attempt.
    """
    check = files.read_check(path)
    aside = files.set_aside(path)
    try:
        saves = _unsent(aside, key)
        if not saves and check is not None and check.first_page:
            saves = _unsent_with_first_page(aside, key, check.first_page)
        raw = _open_good(path, key, look_through=False)
        try:
            _carry_over(raw, saves)
        except BaseException:
            raw.close()
            raise
    except BaseException:
        files.put_back(aside, path)
        if check is not None:
            with contextlib.suppress(OSError):
                files.keep_check(path, check)
        raise
    return Opening(lock, raw, aside, len(saves))


def _carry_over(raw: sqlite3.Connection, saves: Unsent) -> None:
    raw.execute("BEGIN IMMEDIATE")
    for save in saves:
        if isinstance(save, SaveOutbox):
            row = (save.item.client_id, save.item.position, pack(save.item))
            raw.execute("INSERT INTO outbox (client_id, position, body) VALUES (?, ?, ?)", row)
        else:
            draft = save.draft
            raw.execute(
                "INSERT INTO draft (conversation_id, note, body) VALUES (?, ?, ?)",
                (draft.conversation_id, int(draft.note), pack(draft)),
            )
    raw.execute("COMMIT")


def _unsent(path: Path, key: bytes) -> Unsent:
    """The commands and drafts that can still be read from a damaged file, each once."""
    try:
        raw = connect(path, key)
    except Exception as error:
        if is_damage(error):
            return []
        raise
    try:
        items = {item.client_id: item for item in _readable(raw, "outbox", "client_id", OutboxItem)}
        drafts = {
            (draft.conversation_id, draft.note): draft
            for draft in _readable(raw, "draft", "conversation_id", Draft)
        }
    finally:
        raw.close()
    return [
        *(SaveOutbox(item=item) for item in items.values()),
        *(SaveDraft(draft=draft) for draft in drafts.values()),
    ]


def _readable(raw: sqlite3.Connection, table: str, name: str, kind: type[R]) -> Iterator[R]:
    """The rows of a table up to the damage, from the front and from the back."""
    for order in ("ASC", "DESC"):
        try:
            for (body,) in raw.execute(f"SELECT body FROM {table} ORDER BY {name} {order}"):
                with contextlib.suppress(msgspec.MsgspecError):
                    yield unpack(body, kind)
        except Exception as error:
            if not is_damage(error) and getattr(error, "sqlite_errorcode", None) is None:
                raise


def _unsent_with_first_page(path: Path, key: bytes, page: bytes) -> Unsent:
    """The same with the kept copy of the first page in place of the broken one, which is then put back."""
    with path.open("r+b") as file:
        broken = file.read(len(page))
        file.seek(0)
        file.write(page)
    saves = _unsent(path, key)
    if not saves:
        with path.open("r+b") as file:
            file.write(broken)
    return saves
