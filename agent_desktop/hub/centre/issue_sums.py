"""What became of issues, and what customers answered about them, as sums for the rows of a table: read, and in business
hours where the house has a calendar.

Promises that a calendar that is gone from the house counts no hours, instead of all.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from agent_desktop.hub.centre.ruling import calendars_of
from agent_desktop.hub.metrics.issues import Answer, Issue, Open, answered, share
from agent_desktop.hub.metrics.table import Key
from agent_desktop.hub.rules import hours
from agent_desktop.hub.storage import issues
from agent_desktop.hub.storage.counting import KEYS, Only, Span
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.calendars import Calendar
from agent_desktop.model.figures import FigureRules


def read(
    storage: Storage,
    spans: Sequence[Span],
    keys: Sequence[str],
    rules: FigureRules,
    only: Only,
    now: Millis,
) -> Iterable[tuple[Key, dict[str, int]]]:
    """The sums of each issue and of each survey, for the row of its key. Reads only."""
    open_ms = _open(storage, rules, spans[0].since, now)
    said = frozenset(rules.unresolved)
    for one in issues.read(storage, spans, keys, rules, only):
        issue = Issue(
            came_at=one.came_at,
            ended_at=one.ended_at,
            replied_at=one.replied_at,
            again_at=one.again_at,
            solved_at=one.solved_at,
            settled_at=one.settled_at,
            unresolved=one.disposition in said,
        )
        yield _key(one.number, keys, one.key), share(issue, rules.again_ms, now, open_ms)
    for answer in issues.answers(storage, spans, keys, only):
        key = _key(answer.number, keys, answer.key)
        yield key, answered(Answer(answer.kind, answer.score))


def _key(number: int, keys: Sequence[str], values: Sequence[str]) -> Key:
    named = dict(zip(keys, values, strict=True))
    queue_id, channel, entry_point_id, agent_id = (named.get(one, "") for one in KEYS)
    return number, queue_id, channel, entry_point_id, agent_id


def _open(storage: Storage, rules: FigureRules, since: Millis, until: Millis) -> Open | None:
    found = calendars_of(storage).get(rules.calendar)
    return None if found is None else opening_times(found, since, until)


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
