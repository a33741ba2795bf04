"""Shifts of agents as their leads plan them: seen, defined, removed, and told to whom they are.

Promises that leads plan for the agents of their own teams alone, and that no two shifts of an agent meet. Shifts of
days that are over may be corrected: figures of these days follow. Many at once are `shift_plans`'.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.centre import figure_teams
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.figures import rules_of
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.centre.reach import (
    Reach,
    check_supervises,
    check_team,
    not_led,
    reach_of,
    team_sight,
)
from agent_desktop.hub.journal.published import for_agent
from agent_desktop.hub.rules import shift_file
from agent_desktop.hub.rules.shifts import Stretch, day_of, placed
from agent_desktop.hub.storage import shifts
from agent_desktop.hub.storage.shifts import Part, Rows
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import Refused
from agent_desktop.model.shifts import Shift, Shifts, ShiftsPlanned

MOST_DAYS: Final = 31
"""So many days are shown at once."""
SEEN_MS: Final[Millis] = 28 * 24 * 3_600_000
"""So far ahead agents see their own shifts."""

Placed = tuple[Shift, tuple[Stretch, ...]]


def house_zone(storage: Storage) -> str:
    """The time zone of shifts that name none."""
    return rules_of(storage).zone


def listed(book: Book, who: str, first: str, count: int, team_id: str) -> Shifts:
    """The shifts of some days, and whom one may plan. Raises OutOfReach, Refused."""
    mine = reach(book, who, team_id)
    begin = day_of(first, "from")
    until = begin + timedelta(days=count)
    names = figure_teams.names(book, who)
    team = team_sight(book, team_id) if team_id else mine.acts
    found = shifts.of_days(book.storage, begin.isoformat(), until.isoformat())
    return Shifts(
        first=begin.isoformat(),
        days=count,
        team_id=team_id,
        zone=names.zone,
        shifts=tuple(one for one in found if team.agent(one.agent_id)),
        agents=tuple(one for one in names.agents if team.agent(one.id)),
        teams=names.teams,
    )


def define(book: Book, who: str, shift: Shift) -> None:
    """Plan a shift or change it; it stays with its agent. Raises OutOfReach, Refused."""
    mine = reach(book, who)
    _check_agent(book, mine, shift.agent_id)
    before = shifts.shift_of(book.storage, shift.id)
    if before is not None and before.agent_id != shift.agent_id:
        raise Refused(
            "This shift is another agent's.",
            remedy="Remove it, and plan a new one.",
            field="agent_id",
            value=shift.agent_id,
        )
    fresh = placed(replace(shift, zone=shift.zone or house_zone(book.storage)))
    if before == fresh[0]:
        return
    names = {key: one.profile.name for key, one in book.live.agents.items()}
    if not sifted(book.storage, [(fresh, 0)], names, but=shift.id):
        raise _meeting(names, fresh[0])
    if before is not None:
        shifts.forget(book.storage, before)
    shifts.keep_rows(book.storage, rows_of([fresh]))
    tell(book, (shift.agent_id,))


def remove(book: Book, who: str, agent_id: str, shift_id: str) -> None:
    """Plan it no more. Raises OutOfReach, Refused."""
    mine = reach(book, who)
    _check_agent(book, mine, agent_id)
    found = shifts.shift_of(book.storage, shift_id)
    if found is None or found.agent_id != agent_id:
        raise unknown("id", shift_id)
    shifts.forget(book.storage, found)
    tell(book, (agent_id,))


# --- as their agents see them


def own(book: Book, agent_id: str) -> tuple[Shift, ...]:
    """An agent's own shifts that are not over, of the next weeks."""
    return _of_weeks(book, (agent_id,))[agent_id]


def _of_weeks(book: Book, agents: Iterable[str]) -> dict[str, tuple[Shift, ...]]:
    found: dict[str, tuple[Shift, ...]] = dict.fromkeys(agents, ())
    for one in shifts.between(book.storage, book.now, book.now + SEEN_MS, list(found)):
        found[one.agent_id] = (*found[one.agent_id], one)
    return found


def tell(book: Book, agents: Iterable[str]) -> None:
    """Whose shifts were changed reads it at once."""
    for agent_id, mine in _of_weeks(book, agents).items():
        book.tell(for_agent(agent_id), ShiftsPlanned(shifts=mine))


# --- within reach, and without meeting


def reach(book: Book, who: str, team_id: str = "") -> Reach:
    """What this person may plan, as a lead and of this team. Raises OutOfReach, Refused."""
    mine = reach_of(book, who)
    check_supervises(mine)
    if team_id:
        check_team(mine, team_id)
        if team_id not in book.live.teams:
            raise unknown("team", team_id)
    return mine


def _check_agent(book: Book, mine: Reach, agent_id: str) -> None:
    """Raises OutOfReach; leads of some teams do not learn who else is there."""
    if not mine.acts.agent(agent_id):
        raise not_led("agent_id", agent_id)
    if agent_id not in book.live.agents:
        raise unknown("agent_id", agent_id)


def sifted(
    storage: Storage,
    wished: Sequence[tuple[Placed, int]],
    names: Mapping[str, str],
    but: str = "",
) -> list[Placed]:
    """Those that are not planned already, just the same. Raises Refused where two of an agent meet, with its name, and
    the line of a file that is not 0."""
    if not wished:
        return []
    since = min(shift.starts_at for (shift, _), _ in wished)
    until = max(shift.ends_at for (shift, _), _ in wished)
    agents = {shift.agent_id for (shift, _), _ in wished}
    there: dict[str, list[Shift]] = {}
    for one in shifts.between(storage, since, until, agents):
        if one.id != but:
            there.setdefault(one.agent_id, []).append(one)
    fresh: list[Placed] = []
    for (shift, stretches), number in wished:
        others = there.setdefault(shift.agent_id, [])
        meets = [
            one for one in others if one.starts_at < shift.ends_at and shift.starts_at < one.ends_at
        ]
        if any(_same(one, shift) for one in meets):
            continue
        if meets:
            error = _meeting(names, meets[0])
            raise shift_file.at_line(error, number) if number else error
        others.append(shift)
        fresh.append((shift, stretches))
    return fresh


def _same(one: Shift, other: Shift) -> bool:
    return replace(one, id="") == replace(other, id="")


def _meeting(names: Mapping[str, str], other: Shift) -> Refused:
    return Refused(
        "This agent has another shift at that time.",
        remedy="Change or remove that one first.",
        field="starts",
        value=f"{names.get(other.agent_id, other.agent_id)}, {other.day}",
    )


def rows_of(fresh: Iterable[Placed]) -> Rows:
    """New shifts and their stretches as rows."""
    return shifts.rows(
        (shift, [Part(shift.agent_id, *one[:2], shift.id, *one[2:]) for one in stretches])
        for shift, stretches in fresh
    )
