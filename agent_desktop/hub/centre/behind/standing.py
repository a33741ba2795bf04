"""Behind reports of what is open, and of customers by the channel by which they come: few enough to be read at once."""

from collections.abc import Iterator

from agent_desktop.hub.centre.behind.asking import Found, View
from agent_desktop.hub.metrics.behind import Adds
from agent_desktop.hub.metrics.reports import own
from agent_desktop.hub.storage import behind_whole as rows
from agent_desktop.hub.storage.behind import Place

NAMES = frozenset(one.name for one in (*own.OF_OPEN, own.OF_CUSTOMERS))


def sums(view: View) -> dict[str, int]:
    """What the figure is made of: what its lines add up to."""
    every = list(_all(view))
    if view.definition.name == own.OLDEST:
        return {"oldest_ms": every[0].adds.above} if every else {}
    return {view.definition.name: len(every)}


def found(view: View, _: dict[str, int]) -> Iterator[Found]:
    """The lines."""
    after = view.wanted.after
    return (one for one in _all(view) if after is None or one.place < after)


def _all(view: View) -> Iterator[Found]:
    name = view.definition.name
    if name == own.CUSTOMERS:
        every = rows.customers(view.storage, view.span, view.only)
        every = [one for one in every if view.wanted.mostly in ("", one[1][1])]
    elif name in (own.OPEN_AT_START, own.OPEN_AT_END):
        at = view.span.since if name == own.OPEN_AT_START else view.span.until
        every = rows.open_then(view.storage, at, view.only)
    else:
        every = rows.open_then(view.storage, None, view.only)
        bands = [one[0] for one in own.BANDS]
        if name in bands:
            wanted = bands.index(name)
            every = [one for one in every if own.band(max(0, view.now - one[0][0])) == wanted]
        elif name == own.OLDEST:
            every = [one for one in every if one[0][0] == every[-1][0][0]]
    for (at, interaction_id), key in every:
        above = max(0, view.now - at) if name == own.OLDEST else 1
        yield Found(Place(at, interaction_id, 0), Adds(above, 0), key[1], key[0], key[3])
