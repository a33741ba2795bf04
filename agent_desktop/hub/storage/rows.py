"""Rows on their way to a PostgreSQL server and from it: many in one statement, all statements in one go.

A statement costs the hub's processor and the server's more than the row that it carries. Promises that however many
rows there are, a table has a handful of statements, which the server keeps prepared: pieces are of sizes that are
powers of two, and no value tells its type, so that an empty one makes no other statement. Refuses statements other than
an INSERT with one row of marks.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import psycopg
from psycopg.adapt import Dumper
from psycopg.pq import Format
from psycopg.types.string import StrDumper

from agent_desktop.hub.storage.database import Values

MOST: Final = 64
"""Rows in one statement."""
STATEMENTS: Final = 400
"""Statements that stay prepared: all tables that are written often, in all sizes."""
_ROW: Final = "VALUES "


class Text(StrDumper):
    """Text as the server takes it: without a NUL, which becomes the replacement character."""

    def dump(self, obj: str) -> bytes:
        """See StrDumper."""
        return obj.replace("\0", "\ufffd").encode("utf-8", "replace")


class _Text(Text):
    oid = 0


class _Whole(Dumper):
    def dump(self, obj: int) -> bytes:
        return b"%d" % obj


class _Bytes(Dumper):
    format = Format.BINARY

    def dump(self, obj: bytes) -> bytes:
        return obj


class Rows:
    """Writes and finds rows over one connection."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        connection.prepared_max = STATEMENTS
        self._connection = connection
        self._hand = psycopg.RawCursor(connection)  # its words are as the server takes them
        for kind, dumper in ((str, _Text), (int, _Whole), (bytes, _Bytes)):
            self._hand.adapters.register_dumper(kind, dumper)
        self._words: dict[tuple[str, int], str] = {}

    def write(self, statements: Iterable[tuple[str, Sequence[Values]]]) -> int:
        """Run INSERTs, one after another, each for all its rows, of which no two have the same key; how many rows."""
        count = 0
        with self._connection.pipeline():
            for words, rows in statements:
                count += len(rows)
                self._insert(words, rows)
                del rows  # before the next ones are built
        return count

    def _insert(self, words: str, rows: Sequence[Values]) -> None:
        for piece in pieces(rows):
            flat = [value for row in piece for value in row]
            self._hand.execute(self._said(words, len(piece)), flat, prepare=True)

    def firsts(self, words: str, values: Sequence[Values]) -> dict[Values, Values | None]:
        """The first row of a plain SELECT for each of these values, all of them texts."""
        found = self._hand.execute(
            self._lateral(words, len(values[0])),
            [list(column) for column in zip(*values, strict=True)],
            prepare=True,
        )
        rows: dict[Values, Values | None] = dict.fromkeys(values)
        for number, *row in found:
            rows[values[number - 1]] = tuple(row)
        return rows

    def _lateral(self, words: str, width: int) -> str:
        said = self._words.get((words, -width))
        if said is None:
            names = [f"v{number}" for number in range(width)]
            arrays = ", ".join(f"${number}::text[]" for number in range(1, width + 1))
            one = words
            for name in names:
                one = one.replace("%s", f"asked.{name}", 1)
            said = self._words[words, -width] = (
                f"SELECT asked.number, found.* FROM unnest({arrays}) WITH ORDINALITY"
                f" AS asked({', '.join(names)}, number), LATERAL ({one} LIMIT 1) AS found"
            )
        return said

    def _said(self, words: str, count: int) -> str:
        said = self._words.get((words, count))
        if said is None:
            start = words.index(_ROW) + len(_ROW)
            end = words.index(")", start) + 1
            width = words.count("%s", start, end)
            rows = ", ".join(_marks(number * width, width) for number in range(count))
            said = self._words[words, count] = f"{words[:start]}{rows}{words[end:]}"
        return said


def _marks(before: int, width: int) -> str:
    return f"({', '.join(f'${before + number}' for number in range(1, width + 1))})"


def pieces(rows: Sequence[Values]) -> Iterator[Sequence[Values]]:
    """The rows in order, in pieces of 64, 32, 16, 8, 4, 2 and 1: as few as possible."""
    start = 0
    while left := len(rows) - start:
        size = min(MOST, 1 << (left.bit_length() - 1))
        yield rows[start : start + size]
        start += size
