"""Behind figures of interactions as a whole: issues, backlog, surveys, and with which outcome they ended."""

from collections.abc import Iterator

from agent_desktop.hub.centre import shares
from agent_desktop.hub.centre.behind.asking import Found, View
from agent_desktop.hub.metrics import days
from agent_desktop.hub.metrics.behind import of
from agent_desktop.hub.storage import behind_whole as rows
from agent_desktop.hub.storage import share_sums
from agent_desktop.hub.storage.behind import Place
from agent_desktop.hub.storage.counting import Span
from agent_desktop.hub.storage.share_sums import QUARTER_MS, Due
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import OF_CLOSING, OF_WHOLE, zone_of
from agent_desktop.model.shares import Key, Share

OF_OUTCOMES = ("outcomes", "outcome_ms", "outcome_rated", "outcome_rating")
"""The sums of outcomes."""
_OUTCOME = frozenset(OF_OUTCOMES)
_CAME = frozenset({"created", "reopened"})


def sums(view: View) -> dict[str, int]:
    """What the figure is made of."""
    changed = shares.due(view.storage, view.rules, view.now)
    if _OUTCOME & view.names:
        return _outcome_sums(view, changed)
    names = [one for one in OF_WHOLE if one in view.names]
    made: dict[str, int] = dict.fromkeys(names, 0)
    for one in share_sums.read(
        view.storage,
        [view.span],
        (),
        view.only,
        changed,
        whole_days=_whole_days(view),
        names=names,
    ):
        for name, more in one.sums.items():
            made[name] += more
    return made


def _whole_days(view: View) -> bool:
    zone = zone_of(view.rules.zone)
    ends = (view.span.since, view.span.until)
    return all(days.midnight(days.day_of(one, zone), zone) == one for one in ends)


def _outcome_sums(view: View, changed: Due) -> dict[str, int]:
    wanted = view.wanted.disposition
    every = share_sums.outcomes(view.storage, view.span, view.only, changed)
    mine = [found for code, found in every.items() if wanted in (None, code)]
    whole = [sum(column) for column in zip(*mine, strict=True)] or [0] * 4
    return dict(zip(OF_OUTCOMES, whole, strict=True))


def found(view: View, _: dict[str, int]) -> Iterator[Found]:
    """What counts, the newest first: from kept shares, and from those that are made anew."""
    changed = shares.due(view.storage, view.rules, view.now)
    stale = {one.related.interaction_id for one, _ in changed.signed()}
    after, since, until = view.wanted.after, view.span.since, view.span.until
    if after is not None:
        until = min(until, after.came_at + 1)
    # an outcome is one of those who came
    names, below = view.names, view.definition.denominator
    if _OUTCOME & view.names:
        names, below = _CAME, ()
    span = Span(0, since, until)
    anew = {
        at - at % QUARTER_MS
        for one in changed.into
        for at, _, _ in one.places()
        if since <= at < until
    }
    closed = names <= frozenset(OF_CLOSING)
    for part in _parts(span):
        quarters = rows.quarters(view.storage, part, names, view.only, below)
        quarters.update(at for at in anew if part.since <= max(at, since) < part.until)
        for quarter in sorted(quarters, reverse=True):
            inside = Span(0, max(since, quarter), min(until, quarter + QUARTER_MS))
            there = rows.kept(view.storage, inside, names, view.only, closed=closed, below=below)
            fresh = [one for one in there if one.related.interaction_id not in stale]
            yield from _lines(view, inside, [*fresh, *changed.into])


def _parts(span: Span) -> Iterator[Span]:
    """The newest day first, then more at once: most pages end soon."""
    first, until, much = span.since - span.since % QUARTER_MS, span.until, 1
    while until > first:
        begin = max(first, until - until % QUARTER_MS - much * 96 * QUARTER_MS)
        yield Span(0, begin, until)
        until, much = begin, 2 * much


def _lines(view: View, inside: Span, every: list[Share]) -> Iterator[Found]:
    made: list[Found] = []
    for one in every:
        for at, key, counted in _places(view, one):
            adds = of(view.definition, counted)
            there = inside.since <= at < inside.until and share_sums.allowed(view.only, key)
            if there and (adds.above or adds.below):
                place = Place(at, one.related.interaction_id, 0)
                made.append(Found(place, adds, key[1], key[0], key[3]))
    made.sort(key=lambda one: one.place, reverse=True)
    if view.wanted.after is not None:
        made = [one for one in made if one.place < view.wanted.after]
    if view.only.tag:
        ids = [one.place.interaction_id for one in made]
        mine = rows.with_tag(view.storage, ids, view.only.tag)
        made = [one for one in made if one.place.interaction_id in mine]
    yield from made


def _places(view: View, one: Share) -> Iterator[tuple[Millis, Key, dict[str, int]]]:
    """Where an interaction counts for this figure, and what it adds there."""
    if not _OUTCOME & view.names:
        for at, key, counted in one.places():
            yield at, key, dict(zip(OF_WHOLE, counted, strict=True))
        return
    outcome = one.outcome
    if outcome is None or one.at is None:
        return
    if view.wanted.disposition in (None, outcome.disposition):
        yield one.at, one.key, dict(zip(OF_OUTCOMES, (1, *outcome[1:]), strict=True))
