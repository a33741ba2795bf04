"""Many shifts at once: a week that is copied, a file that is imported.

Promises that all of it is planned or nothing, that the same twice changes nothing, and that the hub's writer is held
only while rows are written: what there is to plan is worked out beside it (`copied`, `imported`) for whom one may plan
(`plannable`), and kept where no shift was changed meanwhile (`keep`). Refuses shifts that meet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from msgspec.structs import replace

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.centre.reach import Reach, Sight, not_led, team_sight
from agent_desktop.hub.centre.shifts import Placed, house_zone, reach, rows_of, sifted
from agent_desktop.hub.rules import shift_file
from agent_desktop.hub.rules.shift_file import Line
from agent_desktop.hub.rules.shifts import day_of, placed
from agent_desktop.hub.storage import shifts
from agent_desktop.hub.storage.shifts import Rows
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import new_id
from agent_desktop.model.errors import Refused
from agent_desktop.model.shifts import WEEK, Planned, Shift


@dataclass(frozen=True)
class Plannable:
    """Whom one may plan: the names of all agents by id, their ids by address, and who of them is within reach."""

    mine: Reach
    team: Sight
    names: Mapping[str, str]
    by_email: Mapping[str, str]


@dataclass(frozen=True)
class Draft:
    """What is to be planned. `agents` get new shifts; `known` were there already when shifts had been changed so many
    times (`changes`)."""

    agents: tuple[str, ...]
    rows: Rows
    planned: Planned
    changes: int


def plannable(book: Book, who: str, team_id: str = "") -> Plannable:
    """Whom this person may plan, of one team or of all. Raises OutOfReach, Refused."""
    mine, agents = reach(book, who, team_id), book.live.agents
    return Plannable(
        mine=mine,
        team=team_sight(book, team_id) if team_id else mine.acts,
        names={key: one.profile.name for key, one in agents.items()},
        by_email={one.profile.email.casefold(): key for key, one in agents.items()},
    )


def copied(storage: Storage, whom: Plannable, first: str, to: str) -> Draft:
    """The seven days from `to` on like those from `first` on. Raises Refused."""
    begin, goal = day_of(first, "first"), day_of(to, "to")
    until = begin + timedelta(days=WEEK)
    found = shifts.of_days(storage, begin.isoformat(), until.isoformat())
    there = [one for one in found if whom.team.agent(one.agent_id) and one.agent_id in whom.names]
    if not there:
        raise Refused("Nothing is planned in this week.", remedy="Choose another.", field="first")
    return _draft(storage, whom, [(placed(_moved(one, goal - begin)), 0) for one in there])


def _moved(shift: Shift, by: timedelta) -> Shift:
    day = date.fromisoformat(shift.day) + by
    return replace(shift, id=new_id(), day=day.isoformat())


def imported(storage: Storage, whom: Plannable, text: str) -> Draft:
    """What a file says. Raises OutOfReach, Refused; each at its line."""
    zone, wished = house_zone(storage), []
    for line in shift_file.read(text):
        try:
            wished.append((_named(line, whom, zone), line.number))
        except Refused as error:
            raise shift_file.at_line(error, line.number) from None
    return _draft(storage, whom, wished)


def _named(line: Line, whom: Plannable, zone: str) -> Placed:
    wanted = line.shift.agent_id
    agent_id = wanted if wanted in whom.names else whom.by_email.get(wanted.casefold(), wanted)
    if not whom.mine.acts.agent(agent_id):
        raise not_led("agent_id", agent_id)
    if agent_id not in whom.names:
        raise unknown("agent_id", agent_id)
    mine = replace(line.shift, id=new_id(), agent_id=agent_id, zone=line.shift.zone or zone)
    return placed(mine)


def _draft(storage: Storage, whom: Plannable, wished: Sequence[tuple[Placed, int]]) -> Draft:
    fresh = sifted(storage, wished, whom.names)
    return Draft(
        agents=tuple(dict.fromkeys(shift.agent_id for shift, _ in fresh)),
        rows=rows_of(fresh),
        planned=Planned(planned=len(fresh), known=len(wished) - len(fresh)),
        changes=shifts.changes(storage),
    )


def keep(book: Book, who: str, draft: Draft) -> bool:
    """Plan it; False where shifts or whom one may plan changed since, and nothing is planned. Raises OutOfReach."""
    mine, agents = reach(book, who), book.live.agents
    if shifts.changes(book.storage) != draft.changes:
        return False
    if not all(one in agents and mine.acts.agent(one) for one in draft.agents):
        return False
    shifts.keep_rows(book.storage, draft.rows)
    return True
