"""Kept sums of customers' talks with menus and bots: read together with what is not in them yet, made, kept.

Promises the sums that `hub.metrics.self_service` makes of the same talks, whether they are kept or not. A quarter of an
hour is kept when nothing in it changes any more: its talks are over, and so is the day in which their customers could
have come again; until then it is counted from the talks. Making (`fresh`) only reads; keeping checks that nothing
changed since.
"""

from collections.abc import Sequence
from operator import add
from random import getrandbits
from typing import Any, Final, NamedTuple

from sqlalchemy import delete, select, text

from agent_desktop.hub.storage.counting import Only, Span, columns, grouped, spans, wanted, where
from agent_desktop.hub.storage.database import Values
from agent_desktop.hub.storage.self_service_tables import (
    KEYS,
    self_service_due,
    self_service_quarters,
)
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import OF_SELF_SERVICE
from agent_desktop.model.self_service import RETURN_MS, Ended

QUARTER_MS: Final[Millis] = 900_000
AT_ONCE: Final = 48
MANY: Final = 400
"""More quarters of an hour than so many that are due are not counted from talks while somebody reads."""
NEWEST: Final = 192
"""Of these the newest are counted nevertheless: what is not settled yet."""
_TOKEN_BITS: Final = 62
_NOBODY: Final = "''"
_RIPE: Final = f"c.ended_at + {RETURN_MS} <= :now"
_SUMS: Final = {
    "self_service": "count(*)",
    "contained": "sum(CASE WHEN c.ended <> 'handed_off' THEN 1 ELSE 0 END)",
    "self_service_ripe": f"sum(CASE WHEN {_RIPE} THEN 1 ELSE 0 END)",
    "contained_strictly": (
        f"sum(CASE WHEN {_RIPE} AND c.ended = 'done' AND (c.again_at IS NULL"
        f" OR c.again_at > c.ended_at + {RETURN_MS}) THEN 1 ELSE 0 END)"
    ),
    **{
        f"self_service_{one.value}": f"sum(CASE WHEN c.ended = '{one.value}' THEN 1 ELSE 0 END)"
        for one in Ended
        if one is not Ended.NOT_YET
    },
}
_COUNTED: Final = ", ".join(_SUMS[name] for name in OF_SELF_SERVICE)
_ADDED: Final = ", ".join(f"sum(c.{name})" for name in OF_SELF_SERVICE)
_INSIDE: Final = f"c.began_at >= d.from_at AND c.began_at < d.from_at + {QUARTER_MS}"


class Counted(NamedTuple):
    """Sums of one interval and one value of each key."""

    number: int
    key: tuple[str, ...]
    sums: dict[str, int]


class Fresh(NamedTuple):
    """Sums that were made by quarters of an hour, and the marks that they stand for."""

    marks: tuple[tuple[Millis, int], ...]
    rows: tuple[Values, ...]


def touch(storage: Storage, began_at: Millis) -> None:
    """The sums of this quarter of an hour are not true any more."""
    from_at = began_at - began_at % QUARTER_MS
    storage.put(self_service_due, (from_at,), _mark, from_at)


def _mark(from_at: Millis) -> Values:
    return (from_at, getrandbits(_TOKEN_BITS))


def read(
    storage: Storage, intervals: Sequence[Span], keys: Sequence[str], only: Only, now: Millis
) -> list[Counted]:
    """The sums of the talks that began in these intervals, which begin and end with quarters of an hour. Where too much
    is due, what is older is told as it was kept: who shows it says that it is still being counted."""
    last = _behind(storage, NEWEST) if many_due(storage) else None
    values = {**wanted(only), "now": now, "anew": 0 if last is None else last + QUARTER_MS}
    among = f"{where(only, 'c', _NOBODY)} GROUP BY {grouped(keys)}"
    head = f"{spans(intervals)} SELECT {columns(keys, 'c', _NOBODY)}"
    kept = (
        f"{head}, {_ADDED} FROM s CROSS JOIN self_service_quarters c"
        " WHERE c.from_at >= s.since AND c.from_at < s.until"
        f" AND c.from_at NOT IN (SELECT from_at FROM self_service_due WHERE from_at >= :anew){among}"
    )
    # "cross": SQLite begins with the few quarters that are due
    anew = (
        f"{head}, {_COUNTED} FROM s CROSS JOIN self_service_due d CROSS JOIN self_service c"
        " WHERE d.from_at >= s.since AND d.from_at < s.until AND d.from_at >= :anew"
        f" AND {_INSIDE} AND c.ended <> ''{among}"
    )
    width, made = 1 + len(keys), dict[tuple[Any, ...], list[int]]()
    for words in (kept, anew):
        for row in storage.rows(text(words), values):
            sums = [int(one) for one in row[width:]]
            before = made.get(tuple(row[:width]))
            made[tuple(row[:width])] = sums if before is None else [*map(add, before, sums)]
    return [
        Counted(key[0], key[1:], dict(zip(OF_SELF_SERVICE, sums, strict=True)))
        for key, sums in made.items()
    ]


def many_due(storage: Storage) -> bool:
    """Whether so much is due that nobody can wait for it to be counted while reading, as after an update."""
    return _behind(storage, MANY) is not None


def due_of_all(storage: Storage) -> tuple[int, int]:
    """How many quarters of an hour are due, and how many there are."""
    due, kept = (
        f"SELECT from_at FROM {one.name}" for one in (self_service_due, self_service_quarters)
    )
    words = f"SELECT (SELECT count(*) FROM ({due}) AS d), (SELECT count(*) FROM ({due} UNION {kept}) AS k)"
    row = storage.row(text(words))
    return int(row[0]), int(row[1])


def _behind(storage: Storage, newer: int) -> Millis | None:
    """The quarter of an hour that is due behind so many newer ones."""
    at = self_service_due.c.from_at
    row = storage.row(select(at).order_by(at.desc()).offset(newer).limit(1))
    return None if row is None else int(row[0])


# --- making and keeping

_SETTLED: Final = (
    f"d.from_at < :before AND NOT EXISTS (SELECT 1 FROM self_service c WHERE {_INSIDE}"
    f" AND (c.ended = '' OR c.ended_at + {RETURN_MS} > :now))"
)


def fresh(storage: Storage, now: Millis) -> Fresh | None:
    """Sums of some quarters of an hour that are due and settled, the newest first; None where there are none."""
    words = (
        f"SELECT d.from_at, d.token FROM self_service_due d WHERE {_SETTLED}"
        " ORDER BY d.from_at DESC LIMIT :most"
    )
    values = {"now": now, "before": now - RETURN_MS, "most": AT_ONCE}
    marks = tuple((row[0], row[1]) for row in storage.rows(text(words), values))
    return Fresh(marks, _made(storage, [one for one, _ in marks], now)) if marks else None


def _made(storage: Storage, quarters: Sequence[Millis], now: Millis) -> tuple[Values, ...]:
    found = [Span(from_at, from_at, from_at + QUARTER_MS) for from_at in quarters]
    words = (
        f"{spans(found)} SELECT {columns(KEYS, 'c', _NOBODY)}, {_COUNTED} FROM s CROSS JOIN self_service c"
        f" WHERE c.began_at >= s.since AND c.began_at < s.until AND c.ended <> '' GROUP BY {grouped(KEYS)}"
    )
    width = 1 + len(KEYS)
    rows = (tuple(row) for row in storage.rows(text(words), {"now": now}))
    return tuple((*row[:width], *map(int, row[width:])) for row in rows)


def keep(storage: Storage, found: Fresh) -> None:
    """Put sums in their place where nothing changed since they were made."""
    due, kept = self_service_due.c, self_service_quarters.c.from_at
    times = [from_at for from_at, _ in found.marks]
    rows = storage.rows(select(due.from_at, due.token).where(due.from_at.in_(times)))
    true = {from_at for from_at, _ in {(row[0], row[1]) for row in rows} & set(found.marks)}
    if true:
        storage.execute(delete(self_service_quarters).where(kept.in_(true)))
        storage.inserts(self_service_quarters).extend(row for row in found.rows if row[0] in true)
        storage.execute(delete(self_service_due).where(due.from_at.in_(true)))


def keep_everything(storage: Storage, now: Millis) -> None:
    """Make all that is due and settled, at once: for who has the hub for themselves."""
    while (found := fresh(storage, now)) is not None:
        keep(storage, found)


def throw_away(storage: Storage) -> None:
    """Forget all of it; it is made anew out of the talks."""
    for table in (self_service_quarters, self_service_due):
        storage.execute(delete(table))
    words = (
        "INSERT INTO self_service_due (from_at, token)"
        f" SELECT DISTINCT began_at - began_at % {QUARTER_MS}, :token FROM self_service"
    )
    storage.execute(text(words), {"token": getrandbits(_TOKEN_BITS)})


def recounted(storage: Storage, now: Millis) -> tuple[int, list[str]]:
    """How many rows are kept, and those that are not what the talks say. Reads only."""
    words = f"SELECT DISTINCT from_at FROM {self_service_quarters.name} ORDER BY from_at"
    quarters = [row[0] for row in storage.rows(text(words))]
    due = {row[0] for row in storage.rows(select(self_service_due.c.from_at))}
    rows, wrong = 0, list[str]()
    for at in range(0, len(quarters), AT_ONCE):
        part = [one for one in quarters[at : at + AT_ONCE] if one not in due]
        if not part:
            continue
        table: Any = select(self_service_quarters)
        found = storage.rows(table.where(self_service_quarters.c.from_at.in_(part)))
        kept = {tuple(row) for row in found}
        rows += len(kept)
        wrong += sorted(f"self-service {one[:4]}" for one in kept ^ set(_made(storage, part, now)))
    return rows, wrong
