"""Behind reports of what is open, and of customers by the channel by which they come.

Promises that finding out costs little, however much came: what is open stands in an index, and customers come out of
packed days; only the lines that are asked for are read.
"""

from collections.abc import Iterator

from agent_desktop.hub.centre import shares
from agent_desktop.hub.centre.behind.asking import Found, View
from agent_desktop.hub.metrics import days
from agent_desktop.hub.metrics.behind import Adds
from agent_desktop.hub.metrics.reports import own
from agent_desktop.hub.storage import behind_whole as rows
from agent_desktop.hub.storage.behind import Place
from agent_desktop.hub.storage.behind_whole import Place as When
from agent_desktop.hub.storage.share_sums import allowed
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import zone_of
from agent_desktop.model.shares import Key

NAMES = frozenset(one.name for one in (*own.OF_OPEN, own.OF_CUSTOMERS))
Line = tuple[When, Key]


class Standing:
    """Answers one question: what is found for its sums is there for its lines."""

    def __init__(self) -> None:
        self._lines: Iterator[Line] = iter(())

    def sums(self, view: View) -> dict[str, int]:
        """What the figure is made of: what its lines add up to."""
        name = view.definition.name
        if name == own.CUSTOMERS:
            count, self._lines = _customers(view)
            return {name: count}
        every = _open(view)
        after = view.wanted.after
        self._lines = (one for one in every if after is None or Place(*one[0], 0) < after)
        if name == own.OLDEST:
            return {"oldest_ms": _age(view, every[0])} if every else {}
        return {name: len(every)}

    def found(self, view: View, _: dict[str, int]) -> Iterator[Found]:
        """The lines."""
        oldest = view.definition.name == own.OLDEST
        for one in self._lines:
            (at, interaction_id), key = one
            adds = Adds(_age(view, one) if oldest else 1, 0)
            yield Found(Place(at, interaction_id, 0), adds, key[1], key[0], key[3])


def _age(view: View, one: Line) -> Millis:
    return max(0, view.now - one[0][0])


def _customers(view: View) -> tuple[int, Iterator[Line]]:
    from agent_desktop.hub.centre import preferred  # numpy: not when a hub starts

    zone, span = zone_of(view.rules.zone), view.span
    first, last = days.day_of(span.since, zone), days.day_of(span.until - 1, zone)
    whole = days.days_from(first, (last - first).days + 1, zone)
    within = (span.since, span.until)
    after = view.wanted.after
    before = None if after is None else (after.came_at, after.interaction_id)
    return preferred.customers(view.storage, whole, within, view.only, view.wanted.mostly, before)


def _open(view: View) -> list[Line]:
    name = view.definition.name
    if name in (own.OPEN_AT_START, own.OPEN_AT_END):
        return _open_at(view, view.span.since if name == own.OPEN_AT_START else view.span.until)
    every = rows.open_now(view.storage, view.only)
    bands = [one[0] for one in own.BANDS]
    if name in bands:
        wanted = bands.index(name)
        return [one for one in every if own.band(_age(view, one)) == wanted]
    if name == own.OLDEST:
        return [one for one in every if one[0][0] == every[-1][0][0]]
    return every


def _open_at(view: View, at: Millis) -> list[Line]:
    """From kept shares, and from those that are made anew."""
    changed = shares.due(view.storage, view.rules, view.now)
    stale = {one.related.interaction_id for one, _ in changed.signed()}
    every = [one for one in rows.open_at(view.storage, at, view.only) if one[0][1] not in stale]
    for one in changed.into:
        came = one.came()
        if came is None or came.at >= at or not allowed(view.only, came.key):
            continue
        if one.closed_at is None or one.closed_at >= at:
            every.append(((came.at, one.related.interaction_id), came.key))
    return sorted(every, key=lambda one: one[0], reverse=True)
