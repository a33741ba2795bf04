"""Whether the index of the audit trail (`trail_index`) holds what the trail says, no less and no more.

Promises to read both at one moment, also while the hub writes, and to change nothing; it has a block of entries in
memory at a time. Refuses to judge the trail itself: that is `verifying`'s, and only a whole one is compared.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, func, inspect, select

from agent_desktop.hub.storage import trail_index
from agent_desktop.hub.storage.database import Target, is_served
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.supervising_tables import trail, trail_words
from agent_desktop.hub.storage.trail_index import block_of, words_in
from agent_desktop.model.base import Record

MOST_SPANS: Final = 10

_Block: TypeAlias = tuple[int | None, dict[int, set[str]]]
"""The number of a block, and by what the index finds which entry there; without a number, what is of no block."""


class Difference(Record, frozen=True):
    """Which entries, by their sequences, the index does not have, has alone, or finds by other words.

    `unreadable`: there is no index, or it is damaged, and nothing was compared.
    """

    missing: tuple[int, ...] = ()
    superfluous: tuple[int, ...] = ()
    differing: tuple[int, ...] = ()
    unreadable: bool = False

    def __bool__(self) -> bool:
        return self != Difference()

    @property
    def words(self) -> str:
        """It for people, the first few entries by their numbers."""
        if self.unreadable:
            return "it cannot be read"
        kinds = (
            ("missing", self.missing),
            ("superfluous", self.superfluous),
            ("differing", self.differing),
        )
        return "; ".join(f"{kind}: {_numbers(seqs)}" for kind, seqs in kinds if seqs)


def _numbers(seqs: Sequence[int]) -> str:
    """Numbers in their order, with a dash for runs: "122 (3, 7-120, ...)"."""
    ends = [at for at, (one, other) in enumerate(pairwise(seqs), 1) if other != one + 1]
    runs = [seqs[first:end] for first, end in pairwise((0, *ends, len(seqs)))]
    shown = [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs[:MOST_SPANS]]
    more = ["..."] if len(runs) > MOST_SPANS else []
    return f"{len(seqs)} ({', '.join((*shown, *more))})"


def compared(target: Target) -> Difference:
    """Compare the index in a hub's database with the whole trail there. Raises StoreFailed."""
    storage = Storage.reading(target)
    try:
        with storage.transaction(), storage.database.in_words():
            connection = storage.database.connection
            blocks = _on_a_server if is_served(target) else _in_a_file
            return _difference(connection, blocks(connection))
    except _Unreadable:
        return Difference(unreadable=True)
    finally:
        storage.close()


class _Unreadable(Exception):
    """The index is not there, or damaged."""


def _difference(connection: Connection, blocks: Iterator[_Block]) -> Difference:
    newest: int = connection.execute(select(func.max(trail.c.seq))).scalar() or 0
    missing, superfluous, differing = set[int](), set[int](), set[int]()
    unseen = set(range(newest // trail_index.BLOCK + 1))
    for block, kept in blocks:
        right = {} if block is None else words_in(connection, block)
        unseen.discard(-1 if block is None else block)
        missing |= right.keys() - kept.keys()
        for seq, words in kept.items():
            if not 0 < seq <= newest:
                superfluous.add(seq)
            elif words != right.get(seq):
                differing.add(seq)
    for block in unseen:
        missing |= words_in(connection, block).keys()
    missing -= differing  # whose words say another block
    return Difference(
        missing=tuple(sorted(missing)),
        superfluous=tuple(sorted(superfluous)),
        differing=tuple(sorted(differing)),
    )


def _on_a_server(connection: Connection) -> Iterator[_Block]:
    """A server keeps the words of each entry in a row, and the GIN index over the rows itself."""
    if not inspect(connection).has_table(trail_words.name):
        raise _Unreadable
    seq, words = trail_words.c.rowid, func.tsvector_to_array(trail_words.c.words)
    after: int | None = None
    while True:
        first: int | None = connection.execute(
            select(func.min(seq)).where(*(() if after is None else (seq >= after,)))
        ).scalar()
        if first is None:
            return
        block = first // trail_index.BLOCK
        after = (block + 1) * trail_index.BLOCK
        rows = connection.execute(select(seq, words).where(seq >= first, seq < after))
        yield block, {one: set(found) for one, found in rows}


def _in_a_file(connection: Connection) -> Iterator[_Block]:
    """FTS5 keeps entries by their words alone, in order; and so all words of a block stand together."""
    driver: Any = connection.connection.driver_connection
    try:
        driver.execute(
            "CREATE VIRTUAL TABLE temp.trail_terms USING fts5vocab(main, trail_words, instance)"
        )
        rows = driver.execute(
            "SELECT term, group_concat(doc, ' ') FROM temp.trail_terms GROUP BY term ORDER BY term"
        )
        for block, terms in groupby(rows, lambda row: block_of(row[0])):
            kept = defaultdict[int, set[str]](set)
            for term, seqs in terms:
                for seq in map(int, seqs.split(" ")):
                    kept[seq].add(term)
            yield block, kept
    except sqlite3.DatabaseError as error:
        raise _Unreadable from error
