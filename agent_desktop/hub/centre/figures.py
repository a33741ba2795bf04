"""Figures: what the house says about them, kept and read; tables of them; and the sums that they are read from.

Promises that rules which cannot be read are those of a new hub; that by other rules everything is counted again, and
that a table says so as long as that takes (`recount`); that it is the same whether its sums were kept or not. Refuses
counting, which is the metrics' and the database's job.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Final

import msgspec
from msgspec.structs import replace

from agent_desktop.hub.centre import followed, recount, shares
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.reach import check_team, reach_of, team_sight
from agent_desktop.hub.centre.ruling import calendars_of
from agent_desktop.hub.metrics import days, issues, self_service
from agent_desktop.hub.metrics.definitions import sums_of
from agent_desktop.hub.metrics.sums import time_sums
from agent_desktop.hub.metrics.table import Table
from agent_desktop.hub.storage import (
    configuration,
    customer_days,
    doings,
    self_service_sums,
    share_sums,
    sums,
)
from agent_desktop.hub.storage.counting import FREE_QUEUE, KEYS, TAG, Only, Seen, Span
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.errors import Refused
from agent_desktop.model.figures import KEPT, FigureRules, Figures, check, zone_of

FIGURES: Final = "figures"
"""The setting in which they are kept."""
SETTLED_MS: Final[Millis] = 300_000
"""So long after its end a day's sums are made."""

SHORT_DAYS: Final = 7
"""For so many days agents' time is told in intervals shorter than a day."""

_KEYS: Final = dict(zip(("queue", "channel", "entry_point", "agent"), KEYS, strict=True))

_decode = msgspec.json.Decoder(FigureRules).decode


class Asked(Record, frozen=True):
    """Which figures: of `count` days from `first` on, in intervals, told apart `by` some of `metrics.table.BY`."""

    first: date
    count: int = 1
    every: str = "30"
    by: tuple[str, ...] = ("interval", "queue")
    queues: tuple[str, ...] | None = None
    channels: tuple[str, ...] | None = None
    entry_points: tuple[str, ...] | None = None
    agents: tuple[str, ...] | None = None
    seen: Seen | None = None
    tag: str = ""
    """Only what has this tag; empty: whatever it has."""
    issues: bool = False
    """What became of issues too, which is read apart."""
    self_service: bool = False
    """The talks with menus and bots too, which are read apart."""
    time: bool = True
    """Agents' time too, where rows can have it, which is read apart."""
    told: tuple[str, ...] = ()
    """Only these metrics, without sums that none of them is made of; empty: all."""
    most: int | None = None
    """At most so many rows, the first that tell anything; the total is of all."""


def only_of(asked: Asked) -> Only:
    """Which passages are asked for."""
    places = (asked.queues, asked.channels, asked.entry_points, asked.agents)
    return Only(*places, asked.seen, asked.tag)


def seen_by(book: Book, lead_id: str, team_id: str) -> Seen | None:
    """Whose figures a lead may see, or those of one team; None for everybody's. Raises OutOfReach."""
    mine = reach_of(book, lead_id)
    if team_id:
        check_team(mine, team_id)
    sight = team_sight(book, team_id) if team_id else mine.acts
    if sight.everything:
        return None
    return Seen(tuple(sorted(sight.agents)), tuple(sorted(sight.queues)))


def rules_of(storage: Storage) -> FigureRules:
    """What is kept."""
    return _rules(configuration.setting(storage, FIGURES) or "{}")


@lru_cache(maxsize=8)
def _rules(text: str) -> FigureRules:
    try:
        kept = _decode(text)
        check(kept)
    except (msgspec.MsgspecError, Refused):  # a zone may have gone from this computer
        return FigureRules()
    return kept


def define_rules(storage: Storage, rules: FigureRules) -> None:
    """The house says this from now on, also of what was. Raises Refused."""
    check(rules)
    before = rules_of(storage)
    if rules == before:
        return
    _check_calendars(storage, rules, before)
    configuration.keep_setting(storage, FIGURES, msgspec.json.encode(rules).decode())
    recount.begin(storage, recount.parts_of(before, rules), rules)


def _check_calendars(storage: Storage, rules: FigureRules, before: FigureRules) -> None:
    """What is named anew is there; one that went since then counts no hours, and may stay. Raises Refused."""
    known = {"", before.calendar, *before.calendars.values(), *calendars_of(storage)}
    named = [("calendar", rules.calendar)]
    named += [("calendars", one) for one in rules.calendars.values()]
    for name, one in named:
        if one not in known:
            raise Refused("There is no such calendar.", field=name, value=one)


def count_again(storage: Storage) -> bool:
    """Let some more be counted by rules that were changed; False when nothing is left."""
    return recount.step(storage, rules_of(storage))


def made(storage: Storage, asked: Asked, now: Millis) -> Figures:
    """The figures that are asked for, as they are at the moment `now`. Reads only."""
    return labelled(storage, asked, now, ("",), (), lambda _: ("",), lambda _: ("",))[""]


Labels = Callable[[Mapping[str, str]], Iterable[str]]
"""To which labels a row of sums belongs, by the values of its keys."""


def labelled(
    storage: Storage,
    asked: Asked,
    now: Millis,
    known: Iterable[str],
    beside: Sequence[str],
    labels: Labels,
    of_agent: Callable[[str], Iterable[str]],
) -> dict[str, Figures]:
    """The figures of each label (a team, a tag), read at once; those that are `known` also where nothing is.

    `beside` are the keys that tell labels apart; `of_agent` are the labels that an agent's time belongs to. Reads only.
    """
    rules = rules_of(storage)
    zone = zone_of(rules.zone)
    starts = days.bounds(asked.first, asked.count, asked.every, zone)
    also = (
        *(issues.DEFINITIONS if asked.issues else ()),
        *(self_service.DEFINITIONS if asked.self_service else ()),
    )
    blank = partial(Table, rules, asked.by, starts, now, also, asked.told)
    tables = {one: blank() for one in known}

    def table(label: str) -> Table:
        found = tables.get(label)
        if found is None:
            found = tables[label] = blank()
        return found

    only = only_of(asked)
    timed = "interval" in asked.by
    long = not asked.every.isdecimal()
    every_day = days.days_from(asked.first, asked.count, zone)
    whole = every_day if long or not timed else None
    spans = _spans(starts, timed)
    mine = [column for one, column in _KEYS.items() if one in asked.by]
    keys = [*mine, *(one for one in beside if one not in mine)]
    pick = itemgetter(*(mine.index(one) if one in mine else -1 for one in KEYS))
    names = sums_of(blank().definitions) if asked.told else KEPT
    for one in sums.read(storage, spans, whole, keys, rules, only, now, names):
        named = dict(zip(keys, one.key, strict=True))
        for label in labels(named):
            table(label).more((one.number, *pick((*one.key, ""))), one.sums, one.longest)
    if _of_agents(asked, whole is None):
        named_agents = [
            {*one} for one in (asked.agents, asked.seen and asked.seen.agents) if one is not None
        ]
        some = set.intersection(*named_agents) if named_agents else None
        for number, who, made_sums in _time(storage, spans, every_day, whole, now, some):
            if some is None or who in some:
                key = (number, "", "", "", who if "agent" in asked.by else "")
                for label in of_agent(who):
                    table(label).more(key, made_sums, 0)
    if asked.issues:
        changed = shares.due(storage, rules, now)
        for two in share_sums.read(
            storage, spans, keys, only, changed, whole_days=whole is not None
        ):
            named = dict(zip(keys, two.key, strict=True))
            for label in labels(named):
                table(label).more((two.number, *pick((*two.key, ""))), two.sums, 0)
    # tags are given to what comes to a queue
    if asked.self_service and TAG not in keys and not asked.tag:
        for talks in self_service_sums.read(storage, spans, keys, only, now):
            named = dict(zip(keys, talks.key, strict=True))
            for label in labels(named):
                table(label).more((talks.number, *pick((*talks.key, ""))), talks.sums, 0)
    again = recount.state(storage)
    return {
        label: replace(one.made(asked.most), counted_again=again) for label, one in tables.items()
    }


def of_teams(
    storage: Storage, asked: Asked, teams: Sequence[Seen | None], now: Millis
) -> list[Figures]:
    """The figures of teams, in their order, each with whose work it has (None: everybody's). Reads only."""
    seen = {str(number): one for number, one in enumerate(teams)}

    def has(one: Seen | None, agent_id: str, queue_id: str) -> bool:
        return one is None or agent_id in one.agents or (agent_id == "" and queue_id in one.queues)

    def labels(named: Mapping[str, str]) -> list[str]:
        agent_id, queue_id = named["agent_id"], named[FREE_QUEUE]
        return [label for label, one in seen.items() if has(one, agent_id, queue_id)]

    def of_agent(agent_id: str) -> list[str]:
        return [label for label, one in seen.items() if one is None or agent_id in one.agents]

    asked = replace(asked, seen=None)
    beside = ("agent_id", FREE_QUEUE)
    found = labelled(storage, asked, now, seen, beside, labels, of_agent)
    return [found[label] for label in seen]


def of_tags(storage: Storage, asked: Asked, now: Millis) -> dict[str, Figures]:
    """The figures of each tag that anything has, without agents' time. Reads only."""
    return labelled(storage, asked, now, (), (TAG,), lambda named: (named[TAG],), lambda _: ())


def _time(
    storage: Storage,
    spans: Sequence[Span],
    every_day: Sequence[followed.Day],
    whole: Sequence[followed.Day] | None,
    now: Millis,
    some: Collection[str] | None,
) -> Iterator[followed.Counted]:
    """What agents did all day, and how they followed their shifts; of `some` it is enough."""
    every = doings.read(storage, spans, whole, now, some)
    for (number, agent_id), found in groupby(every, key=itemgetter(0, 1)):
        made_sums: dict[str, int] = {}
        for one in found:
            for name, ms in time_sums(one.state, one.doing, one.ms).items():
                made_sums[name] = made_sums.get(name, 0) + ms
        yield followed.Counted(number, agent_id, made_sums)
    yield from followed.read(storage, spans, every_day, now)


def _of_agents(asked: Asked, short: bool) -> bool:
    """Whether rows are such that agents' time can be told apart by them, and read at once."""
    others = (asked.queues, asked.channels, asked.entry_points, asked.tag or None)
    whole = not {"queue", "channel", "entry_point"} & set(asked.by) and others == (None,) * 4
    return asked.time and whole and (not short or asked.count <= SHORT_DAYS)


def _spans(starts: Sequence[Millis], timed: bool) -> list[Span]:
    if not timed:
        return [Span(0, starts[0], starts[-1])]
    return [Span(number, *pair) for number, pair in enumerate(pairwise(starts))]


# --- keeping sums


def quarters(storage: Storage, before: Millis | None = None) -> sums.Fresh | None:
    """Sums to be kept by `keep_quarters`, of times before a moment; None where none are due. Reads only."""
    return sums.fresh_quarters(storage, rules_of(storage), before)


def day_around(storage: Storage, at: Millis) -> tuple[Millis, Millis]:
    """Where the house's day begins and ends in which a moment lies."""
    zone = zone_of(rules_of(storage).zone)
    return days.days_from(days.day_of(at, zone), 1, zone)[0]


class FreshDay(Record, frozen=True):
    """A day and its sums."""

    since: Millis
    until: Millis
    fresh: sums.Fresh


def day(storage: Storage, now: Millis, but: Collection[Millis] = ()) -> FreshDay | None:
    """The sums of a day that is over and due, the oldest first, without those that begin at one of `but`.

    Reads only.
    """
    zone = zone_of(rules_of(storage).zone)
    today = days.midnight(days.day_of(now - SETTLED_MS, zone), zone)
    for at in sums.days_waiting(storage, today):
        since, until = day_around(storage, at)
        if since not in but:
            fresh = sums.fresh_day(storage, since, until)
            return FreshDay(since=since, until=until, fresh=fresh)
    return None


def keep_day(storage: Storage, made: FreshDay) -> bool:
    """Put a day's sums in their place; False where something changed meanwhile."""
    return sums.keep_day(storage, made.since, made.until, made.fresh)


class SpentDay(Record, frozen=True):
    """A day, and what agents did on it."""

    since: Millis
    until: Millis
    spent: tuple[doings.Spent, ...]


def spent_day(storage: Storage, now: Millis) -> SpentDay | None:
    """The oldest day that is over and whose agents' time is not kept yet. Reads only."""
    first = doings.newest_day(storage)
    if first is None:
        first = doings.first_change(storage)
    if first is None:
        return None
    since, until = day_around(storage, first)
    if until > now - SETTLED_MS:
        return None
    return SpentDay(since=since, until=until, spent=doings.fresh_day(storage, since, until))


def keep_spent(storage: Storage, made: SpentDay) -> None:
    """Keep what agents did on a day, unless the house's days begin elsewhere by now."""
    if day_around(storage, made.since) != (made.since, made.until):
        return
    doings.keep_day(storage, made.since, made.until, made.spent)


def keep_everything(storage: Storage, now: Millis) -> None:
    """Make all sums that are due, at once: for who has the hub for themselves."""
    while count_again(storage):
        pass
    while (fresh := quarters(storage)) is not None:
        sums.keep_quarters(storage, fresh)
    while (found := day(storage, now)) is not None:
        keep_day(storage, found)
    while (spent := spent_day(storage, now)) is not None:
        keep_spent(storage, spent)
    while (plans := followed.fresh_day(storage)) is not None:
        followed.keep(storage, plans)
    shares.keep_everything(storage, rules_of(storage), now)
    self_service_sums.keep_everything(storage, now)
    while (made := customer_day(storage, now)) is not None:
        keep_customer_day(storage, made)


def shares_due(storage: Storage, now: Millis, after: str = "") -> share_sums.Fresh | None:
    """Shares to be kept by `keep_shares`, of ids behind `after`; None where none are due. Reads only."""
    return shares.fresh(storage, rules_of(storage), now, after)


def keep_shares(storage: Storage, found: share_sums.Fresh) -> None:
    """Put shares and their sums in their place."""
    shares.keep(storage, found, rules_of(storage))


def customer_day(storage: Storage, now: Millis) -> customer_days.Made | None:
    """A day that is over, packed by customers, to be kept by `keep_customer_day`; None where all are. Reads only."""
    from agent_desktop.hub.centre import preferred  # numpy: not when a hub starts

    return preferred.fresh(storage, lambda at: day_around(storage, at), now - SETTLED_MS)


def keep_customer_day(storage: Storage, found: customer_days.Made) -> bool:
    """Keep a day; False where what it is made of has changed."""
    return customer_days.keep(storage, found)
