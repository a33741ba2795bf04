"""Judging an audit trail from outside: in a hub's database, also while it runs, or in an export of everything.

Promises to change nothing, and to name the first entry that is not what was written. Refuses what is no trail.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.storage.database import Target, is_served
from agent_desktop.hub.storage.migrate import version_of
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.trail import (
    HEAD,
    AuditEntry,
    Break,
    Chain,
    all_entries,
    head_in,
    head_of,
    page_after,
)
from agent_desktop.hub.storage.trail_files import FileHead, Line, read_lines
from agent_desktop.model.errors import Refused

_ROWS: Final = "SELECT seq, at, who, act, subject, whom, detail, digest FROM trail ORDER BY seq"


def judged_database(target: Target) -> tuple[Chain, Break | None]:
    """The trail in the database of a hub: how far it is whole, and where it breaks. Raises Refused, StoreFailed."""
    return _judged_served(str(target)) if is_served(target) else _judged_file(Path(target))


def _judged_served(address: str) -> tuple[Chain, Break | None]:
    storage = Storage.reading(address)
    try:
        with storage.transaction():  # one moment, however long it takes
            if version_of(storage.database.connection) is None:
                raise _no_trail("database", "")
            return _judged(all_entries(lambda after: page_after(storage, after)), head_of(storage))
    finally:
        storage.close()


def _judged_file(path: Path) -> tuple[Chain, Break | None]:
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            connection.execute("BEGIN")  # one moment, however long it takes
            kept = connection.execute("SELECT value FROM settings WHERE name = ?", (HEAD,))
            head = head_in(str((kept.fetchone() or ("",))[0]))
            rows = connection.execute(_ROWS)
            return _judged((_entry(row) for row in rows), head)
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise _no_trail("data", str(path)) from error


def _no_trail(field: str, value: str) -> Refused:
    return Refused(
        "There is no audit trail that can be read.",
        remedy="Name the data folder or the database of a hub.",
        field=field,
        value=value,
    )


def _entry(row: tuple[object, ...]) -> AuditEntry:
    *fields, digest = row
    values = dict(zip(AuditEntry.__struct_fields__, fields, strict=False))
    text = digest.hex() if isinstance(digest, bytes) else str(digest)
    return AuditEntry(**values, digest=text)  # type: ignore[arg-type]  # whatever stands there


def judged_export(path: Path) -> tuple[Chain, Break | None]:
    """The same for an export of everything; a break says at which line. Raises Refused, also for a part of a trail."""
    try:
        with path.open("rb") as file:
            above, lines = read_lines(file)
            return _judged_lines(lines, above, path)
    except (OSError, ValueError) as error:
        raise _no_export(path) from error


def _judged_lines(lines: Iterable[Line], above: int, path: Path) -> tuple[Chain, Break | None]:
    """Read to the end in any case: only there stands whether it is everything."""
    chain, number = Chain(), above
    broken: Break | None = None
    head: FileHead | None = None
    for number, said in lines:
        if broken is None and (found := _follows(chain, head, said)) is not None:
            broken = replace(found, line=number)
        head = said if isinstance(said, FileHead) else None
    if head is not None and not head.whole:
        raise Refused(
            f"This export holds only a part of the trail: {head.entries} entries.",
            remedy="Export everything: only then each entry can be judged by those before it.",
            field="file",
            value=str(path),
        )
    if broken is None and head is None:
        broken = Break(seq=chain.seq + 1, why="the end of the file is missing", line=number + 1)
    elif broken is None and head is not None:
        found = chain.end(head_in(f"{head.head} {head.digest}"))
        broken = found and replace(found, line=number)
    return chain, broken


def _follows(
    chain: Chain, head: FileHead | None, said: AuditEntry | FileHead | None
) -> Break | None:
    if head is not None:
        return Break(seq=chain.seq + 1, why="it stands after the end")
    if said is None:
        return Break(seq=chain.seq + 1, why="it cannot be read")
    return None if isinstance(said, FileHead) else chain.add(said)


def _no_export(path: Path) -> Refused:
    return Refused(
        "There is no export of an audit trail that can be read.",
        remedy="Name a file in JSON Lines or CSV that a hub exported.",
        field="file",
        value=str(path),
    )


def _judged(
    entries: Iterator[AuditEntry], head: tuple[int, bytes] | None
) -> tuple[Chain, Break | None]:
    chain = Chain()
    for entry in entries:
        broken = chain.add(entry)
        if broken is not None:
            return chain, broken
    return chain, None if head is None else chain.end(head)
