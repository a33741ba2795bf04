"""Behind reports of what is open, and of customers by the channel by which they come.

Promises that finding out costs little, however much came: what is open stands in an index, and customers come out of
packed days; only the lines that are asked for are read.
"""

from collections.abc import Iterator

from agent_desktop.hub.centre.behind.asking import Found, View
from agent_desktop.hub.metrics import days
from agent_desktop.hub.metrics.behind import Adds
from agent_desktop.hub.metrics.reports import own
from agent_desktop.hub.storage.behind import Place
from agent_desktop.hub.storage.open_rows import Line, open_at, open_now
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import zone_of

NAMES = frozenset(one.name for one in (*own.OF_OPEN, own.OF_CUSTOMERS))


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
        at = view.span.since if name == own.OPEN_AT_START else view.span.until
        return open_at(view.storage, at, view.only)
    every = open_now(view.storage, view.only)
    bands = [one[0] for one in own.BANDS]
    if name in bands:
        wanted = bands.index(name)
        return [one for one in every if own.band(_age(view, one)) == wanted]
    if name == own.OLDEST:
        return [one for one in every if one[0][0] == every[-1][0][0]]
    return every
