"""Shifts and how they were followed: rows to records and back.

Promises that shifts of one agent never overlap, for the database refuses two that begin at one moment and `between`
finds the others; that whatever changes a shift throws away what was made of its days. Each function works in the open
transaction of the storage that it is given.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, delete, select

from agent_desktop.hub.storage import doing_changes
from agent_desktop.hub.storage.configuration import keep_setting, setting
from agent_desktop.hub.storage.database import Values
from agent_desktop.hub.storage.doing_tables import days_spent_made
from agent_desktop.hub.storage.people import as_json
from agent_desktop.hub.storage.shift_tables import (
    days_followed,
    days_followed_made,
    shift_parts,
    shifts,
)
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.shifts import Shift, ShiftPart

CHANGES: Final = "shifts.changes"
_NAMES: Final = tuple(column.name for column in shifts.columns)
_AT_ONCE: Final = 400
"""So many ids stand in one statement."""
_parts_of = msgspec.json.Decoder(tuple[ShiftPart, ...]).decode


class Part(NamedTuple):
    """A stretch of a shift in moments, as a row of its table."""

    agent_id: str
    since: Millis
    until: Millis
    shift_id: str
    works: bool
    paid: bool


class Followed(NamedTuple):
    """How an agent followed the shifts of a day, in the order of `OF_PLANS`."""

    from_at: Millis
    agent_id: str
    sums: tuple[int, ...]


class Rows(NamedTuple):
    """New shifts as rows of their two tables, and the time in which they are."""

    shifts: tuple[Values, ...] = ()
    parts: tuple[Part, ...] = ()
    since: Millis = 0
    until: Millis = 0


def rows(fresh: Iterable[tuple[Shift, Iterable[Part]]]) -> Rows:
    """New shifts, each with its stretches, as rows."""
    found = [(shift, tuple(parts)) for shift, parts in fresh]
    return Rows(
        shifts=tuple(_row(shift) for shift, _ in found),
        parts=tuple(part for _, parts in found for part in parts),
        since=min((shift.starts_at for shift, _ in found), default=0),
        until=max((shift.ends_at for shift, _ in found), default=0),
    )


def keep_rows(storage: Storage, fresh: Rows) -> None:
    """Keep new shifts; nothing where there are none."""
    if fresh.shifts:
        storage.inserts(shifts).extend(fresh.shifts)
        storage.inserts(shift_parts).extend(fresh.parts)
        _changed(storage, fresh.since, fresh.until)


def forget(storage: Storage, shift: Shift) -> None:
    """Have it no longer."""
    storage.execute(delete(shifts).where(shifts.c.id == shift.id))
    storage.execute(delete(shift_parts).where(shift_parts.c.shift_id == shift.id))
    _changed(storage, shift.starts_at, shift.ends_at)


def _changed(storage: Storage, since: Millis, until: Millis) -> None:
    """What was made of these days is not true any more."""
    keep_setting(storage, CHANGES, str(changes(storage) + 1))
    made = days_followed_made.c
    rows = select(made.from_at).where(made.from_at < until, made.until_at > since)
    for (from_at,) in storage.rows(rows):
        storage.execute(delete(days_followed).where(days_followed.c.from_at == from_at))
        storage.execute(delete(days_followed_made).where(made.from_at == from_at))


def changes(storage: Storage) -> int:
    """How often shifts were changed."""
    return int(setting(storage, CHANGES) or 0)


def shift_of(storage: Storage, shift_id: str) -> Shift | None:
    """One of them."""
    row = storage.row(select(shifts).where(shifts.c.id == shift_id))
    return None if row is None else _read(row)


def of_days(storage: Storage, first: str, until: str) -> list[Shift]:
    """The shifts that begin on local days from the first on, before the last, in order."""
    return _found(storage, [shifts.c.day >= first, shifts.c.day < until])


def between(
    storage: Storage, since: Millis, until: Millis, agents: Collection[str] | None = None
) -> list[Shift]:
    """The shifts that have a moment of that time, of everybody or of these agents, in order."""
    inside: list[ColumnElement[bool]] = [shifts.c.starts_at < until, shifts.c.ends_at > since]
    if agents is None:
        return _found(storage, inside)
    found: list[Shift] = []
    known = sorted(agents)
    for at in range(0, len(known), _AT_ONCE):
        of = shifts.c.agent_id.in_(known[at : at + _AT_ONCE])
        found += _found(storage, [of, *inside])
    return found


def _found(storage: Storage, where: Sequence[ColumnElement[bool]]) -> list[Shift]:
    order = (shifts.c.day, shifts.c.starts_at, shifts.c.agent_id, shifts.c.id)
    return [_read(row) for row in storage.rows(select(shifts).where(*where).order_by(*order))]


def _row(shift: Shift) -> Values:
    found = (getattr(shift, name) for name in _NAMES)
    return tuple(
        as_json(value) if name == "parts" else value
        for name, value in zip(_NAMES, found, strict=True)
    )


def _read(row: Any) -> Shift:
    values = dict(zip(_NAMES, row, strict=True))
    values["parts"] = _parts_of(values["parts"])
    return Shift(**values)


# --- how they were followed


def parts_in(
    storage: Storage, since: Millis, until: Millis, longest: Millis
) -> dict[str, list[Part]]:
    """The stretches that have a moment of that time, by agent; none is longer than `longest`."""
    one = shift_parts.c
    inside = (one.since < until, one.since > since - longest, one.until > since)
    found: dict[str, list[Part]] = {}
    for row in storage.rows(select(shift_parts).where(*inside).order_by(one.agent_id, one.since)):
        part = Part(row[0], row[1], row[2], row[3], bool(row[4]), bool(row[5]))
        found.setdefault(part.agent_id, []).append(part)
    return found


def doings_in(
    storage: Storage, since: Millis, until: Millis, agents: Collection[str]
) -> dict[str, list[tuple[Millis, str, str]]]:
    """What agents did in that time: since when, in which presence, and what was observed; the last before it too."""
    found: dict[str, list[tuple[Millis, str, str]]] = {one: [] for one in agents}
    for agent_id, ats, kinds in doing_changes.read(storage, since, until, agents):
        if agent_id in found:
            every = zip(ats, kinds, strict=True)
            found[agent_id] = [(at, state, doing) for at, (state, doing) in every]
    return found


def days_made(storage: Storage, since: Millis, until: Millis) -> set[tuple[Millis, Millis]]:
    """The days within that time whose sums are kept."""
    made = days_followed_made.c
    inside = (made.from_at >= since, made.from_at < until)
    return {
        (row[0], row[1]) for row in storage.rows(select(made.from_at, made.until_at).where(*inside))
    }


def all_days_made(storage: Storage) -> list[Millis]:
    """Where each of these days begins."""
    made = days_followed_made.c.from_at
    return [row[0] for row in storage.rows(select(made).order_by(made))]


def followed_on(storage: Storage, from_at: Millis) -> list[Followed]:
    """The kept sums of a day."""
    rows = storage.rows(select(days_followed).where(days_followed.c.from_at == from_at))
    return [Followed(row[0], row[1], tuple(row[2:])) for row in rows]


def day_due(storage: Storage) -> tuple[Millis, Millis] | None:
    """The oldest day that is over, has its agents' time kept, and not how they followed their shifts."""
    made, kept = days_spent_made.c, days_followed_made.c
    rest = select(made.from_at, made.until_at).where(made.from_at.not_in(select(kept.from_at)))
    row = storage.row(rest.order_by(made.from_at).limit(1))
    return None if row is None else (int(row[0]), int(row[1]))


def keep_day(storage: Storage, since: Millis, until: Millis, rows: Iterable[Followed]) -> None:
    """Keep how a day's shifts were followed."""
    storage.execute(delete(days_followed).where(days_followed.c.from_at == since))
    storage.inserts(days_followed).extend((one.from_at, one.agent_id, *one.sums) for one in rows)
    storage.put(days_followed_made, (since,), tuple, (since, until))


def forget_days(storage: Storage) -> None:
    """No day was made: days begin elsewhere from now on. What was kept of them goes with `sweep`."""
    storage.execute(delete(days_followed_made))


def sweep(storage: Storage, since: Millis, until: Millis) -> None:
    """Throw away what was kept of days in this time that count as not made."""
    at = days_followed.c.from_at
    made = select(days_followed_made.c.from_at)
    storage.execute(delete(days_followed).where(at >= since, at < until, at.not_in(made)))


def throw_away(storage: Storage) -> None:
    """Forget the days that were made; they are made anew."""
    storage.execute(delete(days_followed))
    forget_days(storage)
