"""The words that entries of the audit trail are found by: an FTS5 table on SQLite, a GIN index on a server.

Promises the same terms for both, folded as the search in messages folds them (`model/terms`), so that case and accents
make no difference and the beginning of a word finds it; a row for each entry, in the entry's own transaction. What is
kept is made from the trail and says nothing that it does not: who may see an entry, and whether it is whole, is asked
of the trail alone; `build` makes the index anew, and `trail_compared` says whether it is the trail's. Refuses to find
parts from the middle of words.

Each term begins with the number of the entry's block: a database gathers all entries that hold a beginning of a word
before it gives the first, and so it has never to gather more than a block of them.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

import msgspec
from sqlalchemy import ColumnElement, Connection, any_, cast, func, literal_column, select
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

from agent_desktop.hub.storage.database import is_served
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.supervising_tables import trail, trail_words
from agent_desktop.model.terms import index_terms, pieces, terms, unspaced

MOST_TERMS: Final = 2_000
"""More words of one entry are not found by. Reasons, which people write, have a few hundred at most."""
BLOCK: Final = 8_192
BATCH: Final = 10_000
_LONGEST_VALUE: Final = 200

Term: TypeAlias = tuple[str, bool]
"""A word, and whether any longer one that begins with it will do."""
Ways: TypeAlias = list[list[Term]]
"""An entry must have all terms of one of these."""


# --- what stands in the index

_SIGNS: Final = {
    code: 0xE000 + code for code in range(128) if not (chr(code).isdigit() or chr(code).islower())
}
"""A value is one term, told from others by each sign of it: no database may split or fold it."""
_BLANK: Final = re.compile(r"\s")
_BLOCK_END: Final = "\ue081"
_NUMBER: Final = re.compile("0|[1-9][0-9]{0,17}")
_SAID: Final = (trail.c.who, trail.c.act, trail.c.subject, trail.c.whom, trail.c.detail)
"""The columns that `words_of` makes words of."""


def value(column: str, said: str) -> str:
    """The term of a whole value of `who`, `whom`, `act` or `subject`."""
    return _BLANK.sub("\ue080", f"{column}={said}"[:_LONGEST_VALUE].translate(_SIGNS))


def words_of(seq: int, who: str, act: str, subject: str, whom: str, detail: str) -> str:
    """All that an entry with these values is found by, parted by blanks."""
    whole = {"who": who, "act": act, "subject": subject, "whom": whom}
    values = [value(column, said) for column, said in whole.items() if said]
    said = " ".join((act, subject, *_texts(detail)))
    block = _block(seq)
    return " ".join(f"{block}{term}" for term in (values + index_terms(said))[:MOST_TERMS])


def _block(seq: int) -> str:
    return f"{seq // BLOCK}{_BLOCK_END}"


def block_of(term: str) -> int | None:
    """The number of the block of which a term of the index is; None where it says none."""
    number, end, _ = term.partition(_BLOCK_END)
    return int(number) if end and _NUMBER.fullmatch(number) else None


def words_in(connection: Connection, block: int) -> dict[int, set[str]]:
    """What each entry of a block is found by, made from the trail, in the open transaction."""
    first = block * BLOCK
    query = select(trail.c.seq, *_SAID).where(trail.c.seq >= first, trail.c.seq < first + BLOCK)
    found = connection.execute(query).fetchall()
    return {seq: set(words_of(seq, *values).split(" ")) for seq, *values in found}


def _texts(detail: str) -> Iterator[str]:
    """The texts of a detail as people read them; all of it where it is no JSON."""
    if "\\" not in detail:
        yield detail
        return
    try:
        yield from _in(msgspec.json.decode(detail))
    except msgspec.MsgspecError:
        yield detail


def _in(said: object) -> Iterator[str]:
    match said:
        case dict():
            for key, one in said.items():
                yield str(key)
                yield from _in(one)
        case list():
            for one in said:
                yield from _in(one)
        case _:
            yield str(said)


# --- what is asked of it


def sought(said: str) -> list[Term]:
    """What an entry must have that holds these words, the last of which may be unfinished; nothing for mere signs."""
    found, last = list[Term](), len(pieces(said)) - 1
    for at, piece in enumerate(pieces(said)):
        if not unspaced(piece):
            found.append((piece, at == last))
        elif len(piece) == 1:
            found.append((piece, True))
        else:
            found += [(pair, False) for pair in terms(piece)[:-1]]
    return found


def holding(storage: Storage, every: Sequence[Ways], lower: int, upper: int) -> ColumnElement[bool]:
    """Holds for entries from a sequence on, before another one, that have one way of each of these."""
    blocks = map(_block, range(lower // BLOCK * BLOCK, upper, BLOCK))
    rows = select(trail_words.c.rowid)
    if not is_served(storage.database.target):
        asked = " OR ".join(f"({_asked(every, block, _IN_A_FILE)})" for block in blocks)
        return trail.c.seq.in_(rows.where(literal_column("trail_words").bool_op("MATCH")(asked)))
    asked_each = cast([_asked(every, block, _ON_A_SERVER) for block in blocks], ARRAY(TSQUERY))
    one = func.unnest(asked_each).column_valued("asked")
    found = rows.where(trail_words.c.words.bool_op("@@")(one))
    # as an array: else a server, which cannot tell how few these are, looks each entry up in the index
    return trail.c.seq == any_(func.array(found.scalar_subquery()))


class _Signs(NamedTuple):
    """How a database says a word, one that begins so, both and either. Terms hold none of these."""

    word: str
    longer: str
    both: str
    either: str


_IN_A_FILE: Final = _Signs('"{}"', " *", " AND ", " OR ")
_ON_A_SERVER: Final = _Signs("'{}'", ":*", " & ", " | ")


def _asked(every: Sequence[Ways], block: str, signs: _Signs) -> str:
    """The question for one block in the database's own language."""

    def one(term: Term) -> str:
        return signs.word.format(f"{block}{term[0]}") + (signs.longer if term[1] else "")

    def any_way(ways: Ways) -> str:
        return signs.either.join(f"({signs.both.join(map(one, way))})" for way in ways)

    return signs.both.join(f"({any_way(ways)})" for ways in every)


# --- making it


_FILE: Final = (
    "CREATE VIRTUAL TABLE trail_words USING fts5 (words, content='', detail=none, tokenize='ascii')",
    "INSERT INTO trail_words (rowid, words) VALUES (?, ?)",
    "INSERT INTO trail_words (trail_words) VALUES ('optimize')",
)
_SERVER: Final = (
    "CREATE TABLE trail_words (rowid BIGINT NOT NULL, words TSVECTOR NOT NULL, PRIMARY KEY (rowid))",
    "INSERT INTO trail_words (rowid, words) VALUES (%s, %s::tsvector)",
    "CREATE INDEX trail_words_words ON trail_words USING gin (words)",
)


def build(connection: Connection) -> None:
    """Make the index of the whole trail anew, in the open transaction."""
    served = connection.dialect.name == "postgresql"
    create, insert, finish = _SERVER if served else _FILE
    connection.exec_driver_sql("DROP TABLE IF EXISTS trail_words")
    connection.exec_driver_sql(create)
    page = select(trail.c.seq, *_SAID).order_by(trail.c.seq).limit(BATCH)
    after = 0
    while rows := connection.execute(page.where(trail.c.seq > after)).fetchall():
        words = [(seq, words_of(seq, *values)) for seq, *values in rows]
        connection.exec_driver_sql(insert, words)
        after = rows[-1].seq
    connection.exec_driver_sql(finish)
