"""Behind figures of queues: interactions on their ways through them, and offers."""

from collections.abc import Iterator

from agent_desktop.hub.centre.behind.asking import Found, View
from agent_desktop.hub.metrics import behind as metrics
from agent_desktop.hub.metrics import days
from agent_desktop.hub.metrics.sums import Sums
from agent_desktop.hub.storage import behind as rows
from agent_desktop.hub.storage import sums as kept
from agent_desktop.hub.storage.behind import OF_OFFERS, Counted, Place
from agent_desktop.hub.storage.sums import QUARTER_MS
from agent_desktop.model.behind import is_longest
from agent_desktop.model.figures import LONGEST, zone_of
from agent_desktop.model.passages import Passage, PassageOffer


def sums(view: View) -> dict[str, int]:
    """What the figure is made of."""
    zone, span = zone_of(view.rules.zone), view.span
    first, last = days.day_of(span.since, zone), days.day_of(span.until, zone)
    whole = None
    if (days.midnight(first, zone), days.midnight(last, zone)) == (span.since, span.until):
        whole = days.days_from(first, (last - first).days, zone)
    made = Sums()
    for one in kept.read(view.storage, [span], whole, (), view.rules, view.only, view.now):
        made.more(one.sums)
        made.waited(one.longest)
    return made.made()


def found(view: View, made: dict[str, int]) -> Iterator[Found]:
    """Who counts, the newest first."""
    definition, which = view.definition, view.wanted.which
    longest = made.get(LONGEST, -1)
    counted = Counted(
        definition.numerator,
        definition.denominator,
        which,
        longest if is_longest(definition) else None,
        # whoever rates may be no one's whom agents handled
        nested=definition.unit == "share" and definition.name != "rating_rate",
    )
    for place, one in _all(view, counted):
        if isinstance(one, Passage):
            adds = metrics.adds(one, definition, view.rules, view.now, longest)
            waited, left = metrics.waited(one, view.now), one.left.value
        else:
            adds, waited, left = metrics.offer_adds(one, definition), None, one.outcome
        if adds.wanted(which):
            yield Found(place, adds, one.channel, one.queue_id, one.agent_id, waited, left)


def _all(view: View, counted: Counted) -> Iterator[tuple[Place, Passage | PassageOffer]]:
    """Who counts, out of the quarters of an hour in which anybody does."""
    storage, only, after = view.storage, view.only, view.wanted.after
    since, until = view.span.since, view.span.until
    if after is not None:
        until = min(until, after.came_at + 1)
    of_offers = OF_OFFERS & counted.names
    which = counted.of_offers() if of_offers else counted.of_passages(view.rules)
    values = {} if of_offers else counted.values(view.rules, view.now)
    for quarter in rows.quarters(storage, since, until, counted, only):
        begin, end = max(since, quarter), min(until, quarter + QUARTER_MS)
        if of_offers:
            yield from rows.newest_offers(storage, begin, end, which, values, only, after)
        else:
            yield from rows.newest(storage, begin, end, which, values, only, after)
