"""Looking for entries in an audit trail of any length, the newest first.

Promises that one question costs a bounded time, however long the trail and however rare what is looked for: it is read
in stretches, from the newest back, until the page is full or it has taken long enough; then the answer says how far it
came, and the next question goes on from there. Of each stretch, an index (`trail_index`) says which entries have the
words, so that a rare one is found at once; everything else is asked of the entries themselves.
"""

import time
from collections.abc import Callable
from typing import Final

import msgspec
from sqlalchemy import ColumnElement, func, or_, select

from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.supervising_tables import trail
from agent_desktop.hub.storage.trail import PAGE, AuditEntry, entry_of
from agent_desktop.hub.storage.trail_index import BLOCK, Ways, holding, sought, value
from agent_desktop.model.base import Millis, Record

STRETCH: Final = BLOCK
"""So many entries are looked through at a time, at first."""
GROWTH: Final = 4
"""After a stretch that took next to nothing, the next one is longer by this factor."""
QUICK_S: Final = 0.02
LONG_ENOUGH_S: Final = 0.1
"""After that a question is answered with what was found."""
MOST_COUNTED: Final = 1_000
MOST_WAYS: Final = 100
"""A word that stands for more acts, people and things than these is looked for in the entries, which are many."""
MOST_TERMS: Final = 1_000
"""The index is asked for no more terms at a time: a server refuses questions beyond a megabyte."""


class Word(Record, frozen=True):
    """A word that an entry holds: in its act, subject or detail, where it may be the beginning of a longer one, or
    because it stands for one of these acts, people or things ("kind/id") by their names."""

    text: str
    acts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    things: tuple[str, ...] = ()


class Wanted(Record, frozen=True):
    """Which entries are looked for. `act` finds acts that begin with it, too; `about` whatever concerns a thing
    ("queue/support"). `people`: only acts by or upon these, None for all of them."""

    who: str = ""
    act: str = ""
    whom: str = ""
    subject: str = ""
    about: str = ""
    words: tuple[Word, ...] = ()
    since: Millis | None = None
    until: Millis | None = None
    people: tuple[str, ...] | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return self == Wanted()


class Found(Record, frozen=True):
    """A page of entries, newest first. `before` asks for the next one, 0 at the end. `count`: so many were found, up to
    `MOST_COUNTED` and one, `counted` when these are all. `reached`: when the oldest that was looked at was written."""

    entries: tuple[AuditEntry, ...]
    before: int
    count: int
    counted: bool
    reached: Millis | None = None


def search(
    storage: Storage,
    wanted: Wanted,
    before: int | None = None,
    limit: int = 100,
    *,
    count: bool = False,
    stretch: int = STRETCH,
    enough: Callable[[], bool] | None = None,
) -> Found:
    """The newest `limit` entries that are wanted, before a sequence; the whole page is there unless it was `enough`."""
    stop = enough if enough is not None else _after(LONG_ENOUGH_S)
    most = max(limit, MOST_COUNTED) + 1 if count else limit + 1
    edge = before if before is not None else _newest(storage) + 1
    found, longest = list[int](), _longest(wanted)
    while edge > 1 and len(found) < most:
        lower, began = max(1, edge - stretch), time.monotonic()
        query = select(trail.c.seq).where(*conditions_of(storage, wanted, lower, edge))
        rows = storage.rows(query.order_by(trail.c.seq.desc()).limit(most - len(found)))
        found += [row.seq for row in rows]
        edge = lower
        if stop():
            break
        if time.monotonic() - began < QUICK_S:
            stretch = min(stretch * GROWTH, longest)
    at_end = edge <= 1 and len(found) < most
    page = found[:limit]
    onward = page[-1] if len(found) > limit else 0 if at_end else edge
    query = select(trail).where(trail.c.seq.in_(page)).order_by(trail.c.seq.desc())
    reached = None if at_end else storage.rows(select(trail.c.at).where(trail.c.seq == edge))
    return Found(
        entries=tuple(entry_of(row) for row in storage.rows(query)) if page else (),
        before=onward,
        count=len(found),
        counted=at_end,
        reached=reached[0].at if reached else None,
    )


def _after(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() >= end


def _newest(storage: Storage) -> int:
    (row,) = storage.rows(select(func.max(trail.c.seq)))
    return row[0] or 0


def matching_after(
    storage: Storage, wanted: Wanted, after: int, until: int, limit: int = PAGE
) -> list[AuditEntry]:
    """The next entries that are wanted after a sequence, up to another one, oldest first."""
    found = list[AuditEntry]()
    while after < until and len(found) < limit:
        upper = min(after + STRETCH, until)
        query = select(trail).where(*conditions_of(storage, wanted, after + 1, upper + 1))
        rows = storage.rows(query.order_by(trail.c.seq).limit(limit - len(found)))
        found += map(entry_of, rows)
        after = upper
    return found


# --- what is wanted, as the database is asked


def conditions_of(
    storage: Storage, wanted: Wanted, lower: int, upper: int
) -> list[ColumnElement[bool]]:
    """What holds for every entry that is wanted, from a sequence on and before another one."""

    def indexed(every: list[Ways]) -> ColumnElement[bool]:
        return holding(storage, every, lower, upper)

    found = [trail.c.seq >= lower, trail.c.seq < upper, *_shown(wanted)]
    for word in filter(_is_many, wanted.words):
        said = [indexed([ways]) for ways in [_said(word)] if ways]
        found.append(or_(_stands(word), *said))
    ways = _ways(wanted)
    return [*found, indexed(ways)] if ways else found


def _shown(wanted: Wanted) -> list[ColumnElement[bool]]:
    """What is asked of the entries themselves."""
    same = {"who": wanted.who, "whom": wanted.whom, "subject": wanted.subject}
    found: list[ColumnElement[bool]] = [trail.c[key] == one for key, one in same.items() if one]
    if wanted.act:
        longer = trail.c.act.startswith(f"{wanted.act}_", autoescape=True)
        found.append(or_(trail.c.act == wanted.act, longer))
    if wanted.about:
        found.append(_about(wanted.about))
    if wanted.since is not None:
        found.append(trail.c.at >= wanted.since)
    if wanted.until is not None:
        found.append(trail.c.at < wanted.until)
    if wanted.people is not None:
        found.append(or_(trail.c.who.in_(wanted.people), trail.c.whom.in_(wanted.people)))
    return found


def _about(thing: str) -> ColumnElement[bool]:
    """Done to the thing, which routes name in the plural and acts at the desk in the singular; or to a part of it."""
    kind, key, names = _named(thing)
    parts = [trail.c.subject.startswith(f"{one}/", autoescape=True) for one in names]
    said = f'"{kind}":{msgspec.json.encode(key).decode()}'
    found = [trail.c.subject.in_(names), *parts, trail.c.detail.contains(said, autoescape=True)]
    return or_(*found, trail.c.whom == key) if kind == "agent" else or_(*found)


def _named(thing: str) -> tuple[str, str, list[str]]:
    """Its kind, its id, and what subjects call it."""
    kind, _, key = thing.partition("/")
    names = [f"{kind}/{key}", f"{kind}s/{key}"]
    return kind, key, [*names, f"call/{key}"] if kind == "interaction" else names


# --- the same, as far as the index tells it


def _ways(wanted: Wanted) -> list[Ways]:
    """What every entry that is wanted has in the index; mere signs are passed over."""
    words = ([*_said(word), *_means(word)] for word in wanted.words if not _is_many(word))
    found = [ways for ways in words if ways]
    if wanted.act:
        found.append(
            [[(value("act", wanted.act), False)], [(value("act", f"{wanted.act}_"), True)]]
        )
    if wanted.subject:
        found.append([[(value("subject", wanted.subject), False)]])
    if wanted.about:
        kind, key, names = _named(wanted.about)
        whole = [[(value("subject", name), False)] for name in names]
        parts = [[(value("subject", f"{name}/"), True)] for name in names]
        said = _said(Word(text=f"{kind} {key}"))
        found.append([*whole, *parts, *said, [(value("whom", key), False)]])
    return found


def _said(word: Word) -> Ways:
    found = sought(word.text)
    return [found] if found else []


def _means(word: Word) -> Ways:
    people = [[(value(column, one), False)] for column in ("who", "whom") for one in word.people]
    acts = [[(value("act", one), False)] for one in word.acts]
    return [*acts, *people, *([(value("subject", one), False)] for one in word.things)]


def _is_many(word: Word) -> bool:
    return len(word.acts) + 2 * len(word.people) + len(word.things) > MOST_WAYS


def _stands(word: Word) -> ColumnElement[bool]:
    """The same as `_means`, of the entries themselves."""
    people = (trail.c.who.in_(word.people), trail.c.whom.in_(word.people))
    return or_(trail.c.act.in_(word.acts), *people, trail.c.subject.in_(word.things))


def _longest(wanted: Wanted) -> int:
    """The longest stretch that the index may be asked for."""
    terms = sum(len(way) for ways in _ways(wanted) for way in ways)
    return max(STRETCH, MOST_TERMS // max(1, terms) * BLOCK)
