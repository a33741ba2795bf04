"""Reports, read and put together: what is asked for, within what the person who asks may see.

Promises a report of one moment, made of the same sums as the figures; that a lead's report holds nothing of other
teams. Refuses files and languages, which are the door's business.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.centre import figures, recount, shares
from agent_desktop.hub.centre.figures import Asked
from agent_desktop.hub.metrics import days
from agent_desktop.hub.metrics.reports import captions, making, of_rows
from agent_desktop.hub.metrics.reports.catalogue import BY_NAME, OfFigures
from agent_desktop.hub.metrics.reports.making import Called, Label, Table
from agent_desktop.hub.storage import report_rows, share_sums
from agent_desktop.hub.storage.counting import Only, Seen, Span
from agent_desktop.hub.storage.open_rows import open_now
from agent_desktop.hub.storage.share_sums import Due
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.figure_questions import FigureNames, Named
from agent_desktop.model.figures import FigureRow, FigureRules, zone_of
from agent_desktop.model.reports import Report

CHANNELS: Final = {
    "voice": "Calls",
    "chat": "Chat",
    "email": "E-mail",
    "sms": "SMS",
    "social": "Social networks",
    "video": "Video",
}
MOST_ROWS: Final = 20_000
"""A report has no more rows than these."""
MOST_CONTACTS: Final = 2_000


class AskedTeam(Record, frozen=True):
    """A team whose row is asked for, and what of it may be seen."""

    name: str
    seen: Seen | None
    id: str = ""


class AskedReport(Record, frozen=True):
    """Which report: its name and what figures it is made of. `customer_id` is whose journey it is; `teams` are the rows
    of a report of teams; `team_name` is what it was narrowed to. `known` is what the asker may know the names of, None
    for everything."""

    name: str
    asked: Asked
    customer_id: str = ""
    teams: tuple[AskedTeam, ...] = ()
    team_name: str = ""
    known: FigureNames | None = None


def made(storage: Storage, wanted: AskedReport, now: Millis) -> tuple[Report, tuple[str, ...]]:
    """The report, and of a journey the conversation of each row, for who must take out what is not the asker's.

    Reads only.
    """
    definition = BY_NAME[wanted.name]
    rules = figures.rules_of(storage)
    zone = zone_of(rules.zone)
    asked = wanted.asked
    names = report_rows.names(storage)
    called = Called(
        names.queues,
        CHANNELS,
        names.entry_points,
        names.agents,
        names.dispositions,
        names.groups,
    )
    threads: tuple[str, ...] = ()
    if wanted.name == "journey":
        table, threads = _journey(storage, wanted, rules, called)
    elif isinstance(definition, OfFigures):
        asked = replace(
            asked,
            issues=definition.issues,
            self_service=definition.self_service,
            time=definition.time,
            told=definition.metrics,
            most=MOST_ROWS + 1,
        )
        table = _of_figures(storage, definition, replace(wanted, asked=asked), rules, called, now)
    else:
        table = _of_rows(storage, wanted, rules, called, now)
    whole = days.days_from(asked.first, asked.count, zone)
    return (
        Report(
            name=definition.name,
            title=definition.title,
            words=definition.words,
            made_at=now,
            from_at=whole[0][0],
            until_at=whole[-1][1],
            zone=rules.zone,
            columns=table.columns,
            rows=table.rows[:MOST_ROWS],
            total=table.total,
            parts=table.parts[:MOST_ROWS],
            total_parts=table.total_parts,
            keys=table.keys[:MOST_ROWS],
            only=_only(wanted, called),
            cut=len(table.rows) > MOST_ROWS or len(threads) >= MOST_CONTACTS,
            counted_again=recount.state(storage),
        ),
        threads,
    )


def without(report: Report, threads: Sequence[str], mine: frozenset[str]) -> Report:
    """A journey without the contacts of conversations that are not the asker's to read."""
    kept = [at for at, thread in enumerate(threads) if thread in mine]
    return replace(
        report,
        rows=tuple(report.rows[at] for at in kept),
        keys=tuple(report.keys[at] for at in kept),
    )


def _only(wanted: AskedReport, called: Called) -> tuple[tuple[str, str], ...]:
    """What the report was narrowed to; what is not the asker's by the id alone that they said themselves."""
    asked = wanted.asked
    found: list[tuple[str, str]] = []
    if wanted.team_name:
        found.append((captions.PARTS["team"], wanted.team_name))
    queues, places, agents = called.queues, called.entry_points, called.agents
    if (known := wanted.known) is not None:
        queues, places, agents = map(_by_id, (known.queues, known.entry_points, known.agents))
    for part, ids, names in (
        ("queue", asked.queues, queues),
        ("channel", asked.channels, called.channels),
        ("entry_point", asked.entry_points, places),
        ("agent", asked.agents, agents),
        ("tag", (asked.tag,) if asked.tag else (), {}),
    ):
        found += [(captions.PARTS[part], names.get(one) or one) for one in ids or ()]
    return tuple(found)


def _by_id(some: Sequence[Named]) -> dict[str, str]:
    return {one.id: one.name for one in some}


def _of_figures(
    storage: Storage,
    report: OfFigures,
    wanted: AskedReport,
    rules: FigureRules,
    called: Called,
    now: Millis,
) -> Table:
    asked = wanted.asked
    zone = zone_of(rules.zone)

    def day(at: Millis) -> str:
        return days.day_of(at, zone).isoformat()

    if "team" in asked.by or "tag" in asked.by:
        labelled = (
            _teams(storage, wanted, now) if "team" in asked.by else _tags(storage, asked, now)
        )
        blank = figures.made(storage, replace(asked, by=(), agents=(), seen=Seen((), ())), now)
        return making.labelled(report, labelled, blank, asked.every, asked.by, called, day)
    found = figures.made(storage, asked, now)
    return making.of_figures(report, asked.every, asked.by, found, called, day)


def _teams(storage: Storage, wanted: AskedReport, now: Millis) -> list[tuple[Label, FigureRow]]:
    """A row for each team; who is in several counts in each."""
    asked = replace(wanted.asked, by=())
    found = figures.of_teams(storage, asked, [one.seen for one in wanted.teams], now)
    return [
        (Label(one.name, team=one.id), made.total)
        for one, made in zip(wanted.teams, found, strict=True)
    ]


def _tags(storage: Storage, asked: Asked, now: Millis) -> list[tuple[Label, FigureRow]]:
    found = figures.of_tags(storage, replace(asked, by=()), now)
    return [(Label(tag, tag=tag), found[tag].total) for tag in sorted(found)]


def _of_rows(
    storage: Storage, wanted: AskedReport, rules: FigureRules, called: Called, now: Millis
) -> Table:
    asked = wanted.asked
    zone = zone_of(rules.zone)
    starts = days.bounds(asked.first, asked.count, asked.every, zone)
    span = Span(0, starts[0], starts[-1])
    only, whole = figures.only_of(asked), (span.since, span.until)
    match wanted.name:
        case "dispositions":
            found = share_sums.outcomes(storage, span, only, shares.due(storage, rules, now))
            order = sorted(found.items(), key=lambda one: (-one[1][0], one[0]))
            return of_rows.dispositions(
                [(code, sums[0], sums[1], sums[2], sums[3]) for code, sums in order], whole, called
            )
        case "preferences":
            from agent_desktop.hub.centre.preferred import preferred  # numpy: not when a hub starts

            every_day = days.days_from(asked.first, asked.count, zone)
            return of_rows.preferences(preferred(storage, every_day, only), whole, called)
        case "ageing":
            rows = ((key[0], key[1], at) for (at, _), key in open_now(storage, only))
            return of_rows.ageing(rows, whole, now, called)
        case _:
            return _backlog(storage, asked, starts, rules, only, now)


def _backlog(
    storage: Storage,
    asked: Asked,
    starts: Sequence[Millis],
    rules: FigureRules,
    only: Only,
    now: Millis,
) -> Table:
    zone = zone_of(rules.zone)
    every = [Span(number, *pair) for number, pair in enumerate(pairwise(starts))]
    spans = [one for one in every if one.since <= now]
    if not spans:
        return of_rows.backlog((), (), 0, {}, asked.every)
    begins: list[Millis | str] = [
        one.since if asked.every.isdecimal() else days.day_of(one.since, zone).isoformat()
        for one in spans
    ]
    changed = shares.due(storage, rules, now)
    long = not asked.every.isdecimal()
    moved = dict(_moved(storage, every, only, changed, whole_days=long))
    later = dict(_moved(storage, [Span(0, starts[-1], _ALWAYS)], only, changed, whole_days=True))
    start = len(open_now(storage, only))
    for came, again, settled, left in (*moved.values(), *later.values()):
        start += settled + left - came - again
    times = [(one.since, one.until) for one in spans]
    return of_rows.backlog(begins, times, start, moved, asked.every)


_ALWAYS: Final[Millis] = 2**62
_MOVED: Final = ("created", "reopened", "resolved", "gone")


def _moved(
    storage: Storage, spans: Sequence[Span], only: Only, changed: Due, *, whole_days: bool
) -> Iterator[tuple[int, tuple[int, int, int, int]]]:
    """What came and what was closed, by interval."""
    for one in share_sums.read(
        storage, spans, (), only, changed, whole_days=whole_days, names=_MOVED
    ):
        yield one.number, tuple(one.sums[name] for name in _MOVED)  # type: ignore[misc]


def _journey(
    storage: Storage, wanted: AskedReport, rules: FigureRules, called: Called
) -> tuple[Table, tuple[str, ...]]:
    asked = wanted.asked
    starts = days.bounds(asked.first, asked.count, "day", zone_of(rules.zone))
    span = Span(0, starts[0], starts[-1])
    found = report_rows.journey(storage, wanted.customer_id, span, MOST_CONTACTS)
    whole = (span.since, span.until)
    table = of_rows.journey(found, whole, called)
    return table, tuple(one.conversation_id for one in found)
