"""What interactions add as a whole, as the house counts it: by its rules, its calendar and its days.

Promises that a calendar that is gone from the house counts no hours, instead of all; that what is kept is what
`hub.metrics.shares` makes of what is written, and what is read is the same whether it is kept or not.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final

from agent_desktop.hub.centre import recount
from agent_desktop.hub.centre.ruling import calendars_of
from agent_desktop.hub.metrics import days
from agent_desktop.hub.metrics.issues import Open
from agent_desktop.hub.metrics.shares import made
from agent_desktop.hub.rules import hours
from agent_desktop.hub.storage import share_rows, share_sums
from agent_desktop.hub.storage.share_sums import Due, Fresh
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.calendars import Calendar
from agent_desktop.model.figures import FigureRules, zone_of
from agent_desktop.model.shares import Share

AT_ONCE: Final = 500
"""So many shares are made at once: the writer puts them in their place in a moment."""


def making(storage: Storage, rules: FigureRules, now: Millis) -> share_sums.Make:
    """What makes shares of what is written, as they count at the moment `now`."""
    calendars = calendars_of(storage)

    def make(storage: Storage, ids: Iterable[str]) -> Sequence[Share]:
        raws = list(share_rows.fresh(storage, ids, rules.again_ms))
        came = min((one.related.arrived_at for one in raws if one.issue), default=now)
        opens: dict[str, Open | None] = {}

        def open_ms(queue_id: str) -> Open | None:
            key = rules.calendar_of(queue_id)
            if key not in opens:
                calendar = calendars.get(key)
                opens[key] = None if calendar is None else opening_times(calendar, came, now)
            return opens[key]

        return [made(one, rules, now, open_ms(one.key[0]) if one.issue else None) for one in raws]

    return make


def due(storage: Storage, rules: FigureRules, now: Millis) -> Due:
    """What is not true of the kept sums at this moment. Where that is more than anybody can wait for, nothing: who
    shows what is kept says that it is still being counted (`recount.state`). Reads only."""
    if share_rows.many_due(storage):
        return Due((), ())
    return share_sums.due(storage, rules.again_ms, now, making(storage, rules, now))


def fresh(
    storage: Storage, rules: FigureRules, now: Millis, after: str = "", limit: int = AT_ONCE
) -> Fresh | None:
    """Shares to be kept by `keep`, of ids behind `after`; None where none are due. Reads only."""
    make = making(storage, rules, now)
    return share_sums.fresh(storage, rules.again_ms, now, make, after, limit)


def keep(storage: Storage, found: Fresh, rules: FigureRules) -> None:
    """Put shares and their sums in their place."""
    share_sums.keep(storage, found, day_of(rules))


def keep_everything(storage: Storage, rules: FigureRules, now: Millis) -> None:
    """Make all that is due, at once: for who has the hub for themselves."""
    share_sums.keep_all(storage, rules.again_ms, now, making(storage, rules, now), day_of(rules))


def day_of(rules: FigureRules) -> Callable[[Millis], Millis]:
    """Where the house's day begins in which a moment lies."""
    zone = zone_of(rules.zone)

    @lru_cache(maxsize=4096)
    def begins(quarter: Millis) -> Millis:  # no day begins amid a quarter of an hour
        return days.midnight(days.day_of(quarter, zone), zone)

    return lambda at: begins(at - at % share_sums.QUARTER_MS)


def calendar_changed(storage: Storage, rules: FigureRules, before: dict[str, Calendar]) -> None:
    """Calendars were changed: business hours count otherwise where the house counts them by one of these."""
    after = calendars_of(storage)
    if any(
        before.get(one) != after.get(one) for one in (rules.calendar, *rules.calendars.values())
    ):
        recount.begin(storage, [recount.WHOLE], rules)


def opening_times(calendar: Calendar, since: Millis, until: Millis) -> Open:
    """How much of a time within these bounds the calendar is open: looked up, not walked through."""
    begins: list[Millis] = []
    before: list[Millis] = []  # how long it was open before each opening, and at the end in all
    total = 0
    ends: list[Millis] = []
    for begin, end in hours.openings_between(calendar, since, until):
        begins.append(begin)
        ends.append(end)
        before.append(total)
        total += end - begin

    def up_to(at: Millis) -> Millis:
        place = bisect_right(begins, at) - 1
        if place < 0:
            return 0
        return before[place] + min(at, ends[place]) - begins[place]

    def open_ms(first: Millis, last: Millis) -> Millis:
        return up_to(last) - up_to(first)

    return open_ms
