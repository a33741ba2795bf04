"""What stands behind a figure: what it counts, line by line and page by page, within what somebody may see.

Promises the definition of the figure itself, of one moment with its sums; that all pages together give these sums,
where nothing happens in between. Refuses figures that there are not, and intervals that cut a quarter of an hour.
"""

from itertools import islice
from types import ModuleType

from agent_desktop.hub.centre.behind import talks, time, ways, whole
from agent_desktop.hub.centre.behind.asking import AskedBehind, Found, Source, View
from agent_desktop.hub.centre.behind.standing import NAMES, Standing
from agent_desktop.hub.centre.figures import rules_of
from agent_desktop.hub.metrics import days, issues, self_service
from agent_desktop.hub.metrics.definitions import definitions, figure
from agent_desktop.hub.metrics.reports import own
from agent_desktop.hub.storage import behind as rows
from agent_desktop.hub.storage import report_rows
from agent_desktop.hub.storage.behind import Place
from agent_desktop.hub.storage.counting import Span
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.sums import QUARTER_MS
from agent_desktop.model.base import Millis
from agent_desktop.model.behind import Behind, BehindLine, Which, is_of_time
from agent_desktop.model.errors import Refused
from agent_desktop.model.figures import OF_SELF_SERVICE, OF_WHOLE, Definition, FigureRules, zone_of
from agent_desktop.model.work import Channel

__all__ = ["AskedBehind", "behind", "place_of", "place_words"]


def behind(storage: Storage, wanted: AskedBehind, now: Millis) -> Behind:
    """A page of lines. Raises Refused. Reads only."""
    rules = rules_of(storage)
    definition = _definition(rules, wanted.measure, wanted.which)
    if wanted.asked.tag and definition.name in own.WITHOUT_TAGS:
        raise Refused(
            "This figure cannot be narrowed to a tag.",
            remedy="Ask for it without the tag.",
            field="tag",
            value=wanted.asked.tag[:60],
        )
    view = View(storage, rules, definition, wanted, Span(0, *_time(rules, wanted)), now)
    source = _source(view)
    made = source.sums(view)
    counted = (one for one in source.found(view, made) if one.adds.wanted(wanted.which))
    found = list(islice(counted, wanted.limit + 1))
    more = len(found) > wanted.limit
    found = found[: wanted.limit]
    return Behind(
        made_at=now,
        definition=definition,
        sums={name: value for name, value in made.items() if name in view.names},
        figure=figure(definition, made),
        lines=_lines(storage, found),
        after=place_words(found[-1].place) if more else "",
    )


def _source(view: View) -> Source:
    """What the figure is made of."""
    found: ModuleType | Standing = ways
    if is_of_time(view.definition):
        found = time
    elif view.names & {*OF_WHOLE, *whole.OF_OUTCOMES}:
        found = whole
    elif view.names & {*OF_SELF_SERVICE}:
        found = talks
    elif view.definition.name in NAMES:
        found = Standing()
    return found


def _definition(rules: FigureRules, measure: str, which: Which) -> Definition:
    known = (
        *definitions(rules.variant),
        *issues.DEFINITIONS,
        *self_service.DEFINITIONS,
        *own.DEFINITIONS,
    )
    found = next((one for one in known if one.name == measure), None)
    if found is None:
        raise Refused("There is no such figure.", field="measure", value=measure[:60])
    if which is Which.OTHERS and found.unit != "share":
        raise Refused(
            "Only of a share one can ask who counts below alone.",
            remedy="Ask for everybody who counts.",
            field="which",
            value=measure,
        )
    return found


def _time(rules: FigureRules, wanted: AskedBehind) -> tuple[Millis, Millis]:
    every = days.days_from(wanted.asked.first, wanted.asked.count, zone_of(rules.zone))
    begin, end = every[0][0], every[-1][1]
    since = begin if wanted.since is None else wanted.since
    until = end if wanted.until is None else wanted.until
    if not begin <= since < until <= end or since % QUARTER_MS or until % QUARTER_MS:
        raise Refused(
            "This is no stretch of these days.", field="since", value=f"{since} to {until}"
        )
    return since, until


def _lines(storage: Storage, found: list[Found]) -> tuple[BehindLine, ...]:
    names = report_rows.names(storage)
    about = rows.about(storage, tuple({one.place.interaction_id for one in found}))
    others = {one.customer_id for one in found if one.customer_id}
    called = rows.customer_names(storage, others) if others else {}
    made = []
    for one in found:
        its = about.get(one.place.interaction_id, rows.About("", ""))
        made.append(
            BehindLine(
                key=place_words(one.place),
                interaction_id=one.place.interaction_id if one.channel else "",
                conversation_id=its.conversation_id,
                customer_name=its.customer_name or called.get(one.customer_id, ""),
                channel=Channel(one.channel) if one.channel else None,
                queue_id=one.queue_id,
                queue_name=names.queues.get(one.queue_id, ""),
                agent_id=one.agent_id,
                agent_name=names.agents.get(one.agent_id, ""),
                came_at=one.place.came_at,
                waited_ms=one.waited_ms,
                left=its.state if one.left is None else one.left,
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
