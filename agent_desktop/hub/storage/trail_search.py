"""Looking for entries in an audit trail of any length, the newest first.

Promises that one question costs a bounded time, however long the trail and however rare what is looked for: it is read
in stretches, from the newest back, until the page is full or it has taken long enough; then the answer says how far it
came, and the next question goes on from there. Refuses an index of words: beside the trail it could be changed, and
would hide entries without breaking the chain.
"""

import time
from collections.abc import Callable
from typing import Final

import msgspec
from sqlalchemy import ColumnElement, func, or_, select

from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.supervising_tables import trail
from agent_desktop.hub.storage.trail import PAGE, AuditEntry, entry_of
from agent_desktop.model.base import Millis, Record

STRETCH: Final = 10_000
"""So many entries are looked through at a time."""
LONG_ENOUGH_S: Final = 0.1
"""After that a question is answered with what was found."""
MOST_COUNTED: Final = 1_000


class Word(Record, frozen=True):
    """A word that an entry holds: in its act, subject or detail, or because it stands for one of these acts, people or
    things ("kind/id") by their names."""

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
    conditions, found = conditions_of(wanted), list[int]()
    while edge > 1 and len(found) < most:
        lower = max(1, edge - stretch)
        query = select(trail.c.seq).where(trail.c.seq >= lower, trail.c.seq < edge, *conditions)
        rows = storage.rows(query.order_by(trail.c.seq.desc()).limit(most - len(found)))
        found += [row.seq for row in rows]
        edge = lower
        if stop():
            break
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
    query = select(trail).where(trail.c.seq > after, trail.c.seq <= until, *conditions_of(wanted))
    return [entry_of(row) for row in storage.rows(query.order_by(trail.c.seq).limit(limit))]


# --- what is wanted, as the database is asked


def conditions_of(wanted: Wanted) -> list[ColumnElement[bool]]:
    """What holds for every entry that is wanted."""
    same = {"who": wanted.who, "whom": wanted.whom, "subject": wanted.subject}
    found: list[ColumnElement[bool]] = [trail.c[key] == one for key, one in same.items() if one]
    if wanted.act:
        longer = trail.c.act.startswith(f"{wanted.act}_", autoescape=True)
        found.append(or_(trail.c.act == wanted.act, longer))
    if wanted.about:
        found.append(_about(wanted.about))
    found += [_holds(word) for word in wanted.words]
    if wanted.since is not None:
        found.append(trail.c.at >= wanted.since)
    if wanted.until is not None:
        found.append(trail.c.at < wanted.until)
    if wanted.people is not None:
        found.append(or_(trail.c.who.in_(wanted.people), trail.c.whom.in_(wanted.people)))
    return found


def _about(thing: str) -> ColumnElement[bool]:
    """Done to the thing, which routes name in the plural and acts at the desk in the singular; or to a part of it."""
    kind, _, key = thing.partition("/")
    names = [f"{kind}/{key}", f"{kind}s/{key}"]
    if kind == "interaction":
        names.append(f"call/{key}")
    parts = [trail.c.subject.startswith(f"{one}/", autoescape=True) for one in names]
    said = f'"{kind}":{msgspec.json.encode(key).decode()}'
    found = [trail.c.subject.in_(names), *parts, trail.c.detail.contains(said, autoescape=True)]
    return or_(*found, trail.c.whom == key) if kind == "agent" else or_(*found)


def _holds(word: Word) -> ColumnElement[bool]:
    ascii_only = word.text.isascii()  # as acts and ids are
    columns = (trail.c.act, trail.c.subject, trail.c.detail) if ascii_only else (trail.c.detail,)
    found = [
        column.ilike(f"%{_escaped(text)}%", escape="\\")
        for text in _spellings(word.text)
        for column in columns
    ]
    if word.acts:
        found.append(trail.c.act.in_(word.acts))
    if word.people:
        found += [trail.c.who.in_(word.people), trail.c.whom.in_(word.people)]
    if word.things:
        found.append(trail.c.subject.in_(word.things))
    return or_(*found)


def _escaped(text: str) -> str:
    for sign in "\\%_":
        text = text.replace(sign, f"\\{sign}")
    return text


def _spellings(text: str) -> list[str]:
    """SQLite takes only ASCII letters of either size for the same: others are looked for in each."""
    by_others: dict[str, str] = {}
    for one in (text.lower(), text.upper(), text.capitalize()):
        by_others.setdefault("".join(sign for sign in one if not sign.isascii()), one)
    return list(by_others.values())
