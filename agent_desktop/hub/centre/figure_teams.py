"""Figures team by team or tag by tag, and the names of what a lead can see figures of.

Promises the hub's rule of reach: teams, agents and queues of other leads are neither counted nor named. Who belongs to
several teams is in the row of each, and once in the total.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.figures import Asked, made, of_tags, of_teams, rules_of
from agent_desktop.hub.centre.reach import Sight, check_supervises, check_team, reach_of, team_sight
from agent_desktop.hub.centre.targets import targets_of
from agent_desktop.hub.storage import sums
from agent_desktop.hub.storage.counting import Only, Seen
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.aims import Aims
from agent_desktop.model.base import Millis
from agent_desktop.model.figure_questions import FigureNames, Named
from agent_desktop.model.figures import FigureRules, Figures
from agent_desktop.model.targets import HouseTargets
from agent_desktop.model.work import Channel

TEAM: Final = "team"
TAG: Final = "tag"
MONTH_MS: Final[Millis] = 31 * 86_400_000


def seen_teams(book: Book, lead_id: str, team_id: str = "") -> tuple[tuple[str, Seen], ...]:
    """The teams that a person leads, or that one, each with whose figures it has. Raises OutOfReach."""
    mine = reach_of(book, lead_id)
    check_supervises(mine)
    if team_id:
        check_team(mine, team_id)
    found = []
    for one in book.live.teams.values():
        if mine.team(one.id) and team_id in ("", one.id):
            sight = team_sight(book, one.id)
            found.append((one.id, Seen(tuple(sorted(sight.agents)), tuple(sorted(sight.queues)))))
    return tuple(found)


def by_team(
    storage: Storage, asked: Asked, teams: Sequence[tuple[str, Seen]], now: Millis
) -> Figures:
    """The figures with rows for each team; the total is of all that was asked for. Reads only."""
    rest = replace(asked, by=tuple(one for one in asked.by if one != TEAM))
    whole = made(storage, rest, now)
    found = of_teams(storage, rest, [seen for _, seen in teams], now)
    rows = [
        replace(row, team_id=team_id)
        for (team_id, _), figures in zip(teams, found, strict=True)
        for row in figures.rows
    ]
    return replace(whole, rows=tuple(sorted(rows, key=lambda row: row.from_at)))


def by_tag(storage: Storage, asked: Asked, now: Millis) -> Figures:
    """The figures with rows for each tag; the total is of all that was asked for, tagged or not. Reads only."""
    rest = replace(asked, by=tuple(one for one in asked.by if one != TAG))
    whole = made(storage, rest, now)
    rows = [
        replace(row, tag=tag)
        for tag, figures in sorted(of_tags(storage, rest, now).items())
        for row in figures.rows
    ]
    return replace(whole, rows=tuple(sorted(rows, key=lambda row: row.from_at)))


def tags(storage: Storage, seen: Seen | None, now: Millis) -> tuple[str, ...]:
    """The tags of the last month of what somebody sees. Reads only."""
    return tuple(sums.tags(storage, now - MONTH_MS, Only(seen=seen)))


def names(book: Book, lead_id: str) -> FigureNames:
    """What a lead can see figures of. Raises OutOfReach."""
    mine = reach_of(book, lead_id)
    check_supervises(mine)
    live, sight = book.live, mine.acts
    rules = rules_of(book.storage)
    return FigureNames(
        zone=rules.zone,
        aims=_aims(rules, targets_of(book.storage), sight),
        queues=_named((one.id, one.name) for one in live.queues.values() if sight.queue(one.id)),
        entry_points=_named(
            (one.id, one.name) for one in live.entry_points.values() if sight.queue(one.queue_id)
        ),
        teams=_named((one.id, one.name) for one in live.teams.values() if mine.team(one.id)),
        agents=_named(
            (one.profile.id, one.profile.name)
            for one in live.agents.values()
            if sight.agent(one.profile.id)
        ),
    )


def _aims(rules: FigureRules, targets: HouseTargets, sight: Sight) -> Aims:
    """What the figures that somebody sees are to reach."""

    def waits(queue_id: str) -> dict[Channel, Millis]:
        within = {one: rules.threshold(queue_id, one) for one in Channel}
        return {one: targets.wait_ms.get(one, 2 * times) for one, times in within.items()}

    mine = {key: own for key, own in targets.queues.items() if sight.queue(key)}
    own_times = [key for key in rules.queues if sight.queue(key)]
    return Aims(
        targets=replace(targets, queues=mine), waits={one: waits(one) for one in ("", *own_times)}
    )


def _named(found: Iterable[tuple[str, str]]) -> tuple[Named, ...]:
    made = (Named(id=key, name=name or key) for key, name in found)
    return tuple(sorted(made, key=lambda one: (one.name.casefold(), one.id)))
