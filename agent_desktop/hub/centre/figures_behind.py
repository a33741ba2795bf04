"""The interactions behind a figure: which of them are counted, page by page, within what somebody may see.

Promises the definition of the figure itself, of one moment with its sums; that all pages together give these sums,
where nothing happens in between. Refuses figures of agents' time, and intervals that cut a quarter of an hour.
"""

from collections.abc import Iterator

from agent_desktop.hub.centre.figures import Asked, only_of, rules_of
from agent_desktop.hub.metrics import behind as metrics
from agent_desktop.hub.metrics import days, issues, self_service
from agent_desktop.hub.metrics.behind import Adds
from agent_desktop.hub.metrics.definitions import definitions, figure
from agent_desktop.hub.metrics.sums import Sums
from agent_desktop.hub.storage import behind as rows
from agent_desktop.hub.storage import report_rows, sums
from agent_desktop.hub.storage.behind import OF_OFFERS, Counted, Place
from agent_desktop.hub.storage.counting import Span
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.sums import QUARTER_MS
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.behind import (
    Behind,
    BehindLine,
    Which,
    counts_interactions,
    is_longest,
    is_of_time,
)
from agent_desktop.model.errors import Refused
from agent_desktop.model.figures import LONGEST, Definition, FigureRules, zone_of
from agent_desktop.model.passages import Passage, PassageOffer


class AskedBehind(Record, frozen=True):
    """The figure `measure` of what `asked` asks for, in a stretch of these days where both ends are given."""

    asked: Asked
    measure: str
    which: Which = Which.ALL
    since: Millis | None = None
    until: Millis | None = None
    after: Place | None = None
    limit: int = 50


def behind(storage: Storage, wanted: AskedBehind, now: Millis) -> Behind:
    """A page of lines. Raises Refused. Reads only."""
    rules = rules_of(storage)
    definition = _definition(rules, wanted.measure, wanted.which)
    since, until = _time(rules, wanted)
    made = _sums(storage, rules, wanted, Span(0, since, until), now)
    found: list[_Found] = []
    for one in _found(storage, rules, definition, wanted, (since, until), made, now):
        found.append(one)
        if len(found) > wanted.limit:
            break
    more = len(found) > wanted.limit
    found = found[: wanted.limit]
    named = {one.removeprefix("-") for one in (*definition.numerator, *definition.denominator)}
    return Behind(
        made_at=now,
        definition=definition,
        sums={name: value for name, value in made.items() if name in named},
        figure=figure(definition, made),
        lines=_lines(storage, found, now),
        after=place_words(found[-1].place) if more else "",
    )


def _definition(rules: FigureRules, measure: str, which: Which) -> Definition:
    known = (*definitions(rules.variant), *issues.DEFINITIONS, *self_service.DEFINITIONS)
    found = next((one for one in known if one.name == measure), None)
    if found is None:
        raise Refused("There is no such figure.", field="measure", value=measure[:60])
    if not counts_interactions(found) and not is_of_time(found):
        raise Refused(
            "This figure is made of whole matters or talks with menus, and has no list.",
            remedy="Choose a figure of a queue, as “Handled”.",
            field="measure",
            value=measure,
        )
    if not counts_interactions(found):
        raise Refused(
            "This figure is made of agents' time, and of no interactions.",
            remedy="Choose a figure of customers, as “Handled”.",
            field="measure",
            value=measure,
        )
    if which is Which.OTHERS and found.unit != "share":
        raise Refused(
            "Only of a share one can ask who counts below alone.",
            remedy="Ask for everybody who counts.",
            field="which",
            value=measure,
        )
    return found


def _time(rules: FigureRules, wanted: AskedBehind) -> tuple[Millis, Millis]:
    whole = days.days_from(wanted.asked.first, wanted.asked.count, zone_of(rules.zone))
    begin, end = whole[0][0], whole[-1][1]
    since = begin if wanted.since is None else wanted.since
    until = end if wanted.until is None else wanted.until
    if not begin <= since < until <= end or since % QUARTER_MS or until % QUARTER_MS:
        raise Refused(
            "This is no stretch of these days.", field="since", value=f"{since} to {until}"
        )
    return since, until


def _sums(
    storage: Storage, rules: FigureRules, wanted: AskedBehind, span: Span, now: Millis
) -> dict[str, int]:
    """What the figure is made of."""
    zone = zone_of(rules.zone)
    first, last = days.day_of(span.since, zone), days.day_of(span.until, zone)
    whole = None
    if (days.midnight(first, zone), days.midnight(last, zone)) == (span.since, span.until):
        whole = days.days_from(first, (last - first).days, zone)
    made = Sums()
    for one in sums.read(storage, [span], whole, (), rules, only_of(wanted.asked), now):
        made.more(one.sums)
        made.waited(one.longest)
    return made.made()


class _Found(Record, frozen=True):
    place: Place
    one: Passage | PassageOffer
    adds: Adds


def _found(
    storage: Storage,
    rules: FigureRules,
    definition: Definition,
    wanted: AskedBehind,
    time: tuple[Millis, Millis],
    made: dict[str, int],
    now: Millis,
) -> Iterator[_Found]:
    """Who counts, the newest first."""
    longest = made.get(LONGEST, -1)
    counted = Counted(
        definition.numerator,
        definition.denominator,
        wanted.which,
        longest if is_longest(definition) else None,
        # whoever rates may be no one's whom agents handled
        nested=definition.unit == "share" and definition.name != "rating_rate",
    )
    for place, one in _all(storage, rules, wanted, counted, time, now):
        if isinstance(one, Passage):
            adds = metrics.adds(one, definition, rules, now, longest)
        else:
            adds = metrics.offer_adds(one, definition)
        if adds.wanted(wanted.which):
            yield _Found(place, one, adds)


def _all(
    storage: Storage,
    rules: FigureRules,
    wanted: AskedBehind,
    counted: Counted,
    time: tuple[Millis, Millis],
    now: Millis,
) -> Iterator[tuple[Place, Passage | PassageOffer]]:
    """Who counts, out of the quarters of an hour in which anybody does."""
    only, after = only_of(wanted.asked), wanted.after
    since, until = time
    if after is not None:
        until = min(until, after.came_at + 1)
    of_offers = OF_OFFERS & counted.names
    which = counted.of_offers() if of_offers else counted.of_passages(rules)
    values = counted.values(rules, now)
    for quarter in rows.quarters(storage, since, until, counted, only):
        begin, end = max(since, quarter), min(until, quarter + QUARTER_MS)
        if of_offers:
            yield from rows.newest_offers(storage, begin, end, which, only, after)
        else:
            yield from rows.newest(storage, begin, end, which, values, only, after)


def _lines(storage: Storage, found: list[_Found], now: Millis) -> tuple[BehindLine, ...]:
    names = report_rows.names(storage)
    about = rows.about(storage, tuple({one.place.interaction_id for one in found}))
    made = []
    for one in found:
        its = about.get(one.place.interaction_id, rows.About("", ""))
        what = one.one
        made.append(
            BehindLine(
                key=place_words(one.place),
                interaction_id=one.place.interaction_id,
                conversation_id=its.conversation_id,
                customer_name=its.customer_name,
                channel=what.channel,
                queue_id=what.queue_id,
                queue_name=names.queues.get(what.queue_id, ""),
                agent_id=what.agent_id,
                agent_name=names.agents.get(what.agent_id, ""),
                came_at=what.came_at,
                waited_ms=metrics.waited(what, now) if isinstance(what, Passage) else None,
                left=what.left.value if isinstance(what, Passage) else what.outcome,
                above=one.adds.above,
                below=one.adds.below,
            )
        )
    return tuple(made)


def place_words(place: Place) -> str:
    """A place as one word."""
    return f"{place.came_at}-{place.number}-{place.epoch}-{place.interaction_id}"


def place_of(words: str) -> Place | None:
    """The place that was written so; None for anything else."""
    parts = words.split("-", 3)
    numbers = parts[:3]
    if len(parts) < 4 or not all(one.isdecimal() and len(one) < 16 for one in numbers):
        return None
    came_at, number, epoch = map(int, numbers)
    return Place(came_at, parts[3], number, epoch)
