"""Kept shares and their sums beside what is written: all of it made again, and whether it says the same.

Promises to look at every share and at every kept sum, a day's worth at a time. Shares that are due are nobody's
mistake, but the sums must say what the kept shares say, also of these.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import text

from agent_desktop.hub.storage import share_rows
from agent_desktop.hub.storage.ends import ends
from agent_desktop.hub.storage.share_sums import OUTCOME, QUARTER_MS, Make
from agent_desktop.hub.storage.share_tables import (
    KEYS,
    outcome_days,
    share_days,
    share_days_by_tag,
    share_quarters_by_agent,
    share_quarters_by_queue,
    share_quarters_by_tag,
    shares,
)
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import OF_ASKING, OF_CLOSING, OF_COMING, OF_WHOLE

PAGE: Final = 5_000

DayAround = Callable[[Millis], tuple[Millis, Millis]]
"""Where the house's day begins and ends in which a moment lies."""
Rows = dict[tuple[Any, ...], list[int]]


def shares_recounted(
    storage: Storage, again_ms: Millis, now: Millis, make: Make
) -> tuple[int, list[str]]:
    """How many shares are kept, and the ids of those that are not what is written. Reads only."""
    rows = 0
    wrong: list[str] = []
    due = set(share_rows.due(storage, again_ms, now))
    after = ""
    while ids := share_rows.page(storage, after, PAGE):
        after = ids[-1]
        kept = {one.related.interaction_id: one for one in share_rows.kept(storage, ids)}
        rows += len(kept)
        anew = make(storage, [one for one in ids if one not in due])
        wrong += [
            f"share {one.related.interaction_id}"
            for one in anew
            if kept.get(one.related.interaction_id) != one
        ]
    return rows, wrong


def sums_recounted(storage: Storage, day: DayAround) -> tuple[int, list[str]]:
    """How many rows of sums are kept, and those that are not the sums of the kept shares. Reads only."""
    rows = 0
    wrong: list[str] = []
    for since, until in _days(storage, day):
        inside = {"since": since, "until": until}
        anew = _made(storage, _PLACES, inside, 1 + len(KEYS))
        tagged = _made(storage, _TAGGED, inside, 2 + len(KEYS))
        ended = _made(storage, _ENDED, inside, len(KEYS) + 1)
        for table, width, made in (
            (share_quarters_by_agent, 1 + len(KEYS), anew),
            (share_quarters_by_queue, len(KEYS), _together(anew, lambda key: key[:-1])),
            (share_days, 1 + len(KEYS), _together(anew, lambda key: (since, *key[1:]))),  # noqa: B023
            (share_quarters_by_tag, 2 + len(KEYS), tagged),
            (share_days_by_tag, 2 + len(KEYS), _together(tagged, lambda key: (since, *key[1:]))),  # noqa: B023
            (outcome_days, 2 + len(KEYS), _together(ended, lambda key: (since, *key))),  # noqa: B023
        ):
            words = f"SELECT * FROM {table.name} WHERE from_at >= :since AND from_at < :until"
            kept = _made(storage, words, inside, width)
            rows += len(kept)
            wrong += [
                str((table.name, *key))
                for key in sorted(kept.keys() | made.keys())
                if kept.get(key) != made.get(key)
            ]
    return rows, wrong


def _made(storage: Storage, words: str, values: dict[str, Any], width: int) -> Rows:
    """Rows by their first columns, without those of which nothing is left."""
    found = (tuple(row) for row in storage.rows(text(words), values))
    made = {row[:width]: [int(one) for one in row[width:]] for row in found}
    return {key: sums for key, sums in made.items() if any(sums)}


def _together(found: Rows, key_of: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Rows:
    made: Rows = {}
    for key, sums in found.items():
        mine = key_of(key)
        before = made.get(mine)
        made[mine] = sums if before is None else [a + b for a, b in zip(before, sums, strict=True)]
    return made


def _days(storage: Storage, day: DayAround) -> Iterator[tuple[Millis, Millis]]:
    """The house's days of which anything is kept."""
    found: list[Millis] = []
    for table, column in (
        *((shares, name) for name in ("came_at", "closed_at")),
        *((table, "from_at") for table in (share_quarters_by_agent, outcome_days)),
        *((table, "from_at") for table in (share_quarters_by_queue, share_days)),
    ):
        found += ends(storage, table, column) or ()
    if found:
        at, last = min(found), max(found)
        while at <= last:
            since, until = day(at)
            yield since, until
            at = until


def _of(time: str, keys: Sequence[str], mine: Sequence[str]) -> str:
    sums = ", ".join(name if name in mine else "0" for name in OF_WHOLE)
    return (
        f"SELECT {time} - {time} % {QUARTER_MS}, {', '.join(keys)}, {sums}, interaction_id FROM shares"
        f" WHERE {time} >= :since AND {time} < :until"
    )


_ASKED: Final = tuple(f"asked_{name}" for name in KEYS)
_NAMES: Final = ", ".join(("from_at", *KEYS, *OF_WHOLE))
_WRITTEN: Final = (
    f"WITH c({_NAMES}, interaction_id) AS ({_of('came_at', KEYS, OF_COMING)}"
    f" UNION ALL {_of('closed_at', KEYS, OF_CLOSING)}"
    f" UNION ALL {_of('came_at', _ASKED, OF_ASKING)})"
)
_ADDED: Final = ", ".join(f"sum({name})" for name in OF_WHOLE)
_PLACES: Final = (
    f"{_WRITTEN} SELECT from_at, {', '.join(KEYS)}, {_ADDED} FROM c GROUP BY 1, 2, 3, 4, 5"
)
_TAGGED: Final = (
    f"{_WRITTEN} SELECT from_at, {', '.join(KEYS)}, t.tag, {_ADDED}"
    " FROM c JOIN tagged t ON t.interaction_id = c.interaction_id GROUP BY 1, 2, 3, 4, 5, 6"
)
_ENDED: Final = (
    f"SELECT {', '.join(KEYS)}, disposition, count(*),"
    f" {', '.join(f'sum({name})' for name in OUTCOME[1:])} FROM shares"
    " WHERE came_at >= :since AND came_at < :until AND disposition IS NOT NULL"
    " GROUP BY 1, 2, 3, 4, 5"
)
