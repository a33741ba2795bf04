"""An audit trail as a file: JSON Lines or CSV, its last line the head of the trail at that moment.

Promises that a file of the whole trail can be judged by itself, also one that was cut off, and that no spreadsheet
takes a cell for a formula. What can be judged again is written: a cell that was made harmless is read as it was.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Final

import msgspec

from agent_desktop.hub.storage.trail import AuditEntry
from agent_desktop.model.base import Millis, Record

_COLUMNS: Final = AuditEntry.__struct_fields__
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
"""How cells begin that are not written as they are; the last so that a cell can be read back."""
_HEAD: Final = "head"


class FileHead(Record, frozen=True, omit_defaults=False):
    """The last line: the newest sequence `head` of the trail and its digest in hexadecimal, how many `entries` the file
    has, and whether these are the `whole` trail up to there."""

    head: int
    digest: str
    at: Millis
    entries: int
    whole: bool


class _Rest(Record, frozen=True, omit_defaults=False):
    """What a row of CSV says of the head in its detail."""

    head: int
    entries: int
    whole: bool


_BEGIN_CSV: Final = b"seq,"
_BEGIN_JSON: Final = b'{"seq":'
_BEGIN_HEAD: Final = b'{"head"'

Line = tuple[int, AuditEntry | FileHead | None]
"""The number of a line, and what it says; None where nobody can read it."""


def as_lines(entries: Iterable[AuditEntry], *, first: bool) -> bytes:
    """Entries as JSON Lines."""
    return b"".join(msgspec.json.encode(one) + b"\n" for one in entries)


def lines_end(head: FileHead) -> bytes:
    """The last line of JSON Lines."""
    return msgspec.json.encode(head) + b"\n"


def as_csv(entries: Iterable[AuditEntry], *, first: bool) -> bytes:
    """Entries as rows; `first`: after a row with the names of the columns."""
    rows = (map(_harmless, msgspec.structs.astuple(one)) for one in entries)
    return _rows(([_COLUMNS] if first else []), rows)


def csv_end(head: FileHead) -> bytes:
    """The last row."""
    rest = _Rest(head=head.head, entries=head.entries, whole=head.whole)
    detail = msgspec.json.encode(rest).decode()
    return _rows([(_HEAD, head.at, "", "", "", "", detail, head.digest)])


def _rows(*several: Iterable[Iterable[object]]) -> bytes:
    made = io.StringIO()
    writer = csv.writer(made)
    for rows in several:
        writer.writerows(rows)
    return made.getvalue().encode()


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def read_lines(file: IO[bytes]) -> tuple[int, Iterator[Line]]:
    """How many lines stand above the entries of an export, whichever of both it is, and what it says, line by line.

    Raises ValueError for what was never an export; one that was cut off, also inside a letter, is read as far as it
    goes.
    """
    begin = file.read(len(_BEGIN_JSON))
    file.seek(0)
    if begin.startswith(_BEGIN_CSV):
        return 1, _csv_lines(line.decode("utf-8", "replace") for line in file)
    if begin in (_BEGIN_JSON, _BEGIN_HEAD):
        return 0, _json_lines(file)
    raise ValueError("no export")


def _json_lines(file: IO[bytes]) -> Iterator[Line]:
    decode = msgspec.json.Decoder(AuditEntry).decode
    decode_head = msgspec.json.Decoder(FileHead).decode
    for number, line in enumerate(file, 1):
        if line.strip():
            yield number, _said(decode_head if line.startswith(b'{"head":') else decode, line)


def _said(
    decode: Callable[[bytes], AuditEntry | FileHead], line: bytes
) -> AuditEntry | FileHead | None:
    try:
        return decode(line)
    except msgspec.MsgspecError:
        return None


def _csv_lines(lines: Iterable[str]) -> Iterator[Line]:
    rows = csv.reader(lines)
    next(rows)
    while True:
        number = rows.line_num + 1  # where the row begins, however far a torn one reaches
        try:
            yield number, _row(next(rows))
        except csv.Error:
            yield number, None
        except StopIteration:
            return


def _row(row: list[str]) -> AuditEntry | FileHead | None:
    if len(row) != len(_COLUMNS):
        return None
    seq, at, *texts = (one.removeprefix("'") for one in row)
    try:
        if seq == _HEAD:
            rest = msgspec.json.decode(texts[-2], type=_Rest)
            return FileHead(digest=texts[-1], at=int(at), **msgspec.structs.asdict(rest))
        return AuditEntry(int(seq), int(at), *texts)
    except (ValueError, msgspec.MsgspecError):
        return None
