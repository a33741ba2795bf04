"""Shifts in memory: what a team plans, by the hub's own rules of time."""

from datetime import date, timedelta

from msgspec.structs import replace

from agent_desktop.hub.rules import shift_file
from agent_desktop.hub.rules.shifts import placed
from agent_desktop.model.base import new_id
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.figure_questions import Named
from agent_desktop.model.shifts import (
    WEEK,
    CopyShifts,
    ImportShifts,
    KeepShift,
    Planned,
    RemoveShift,
    Shift,
    ShiftOrder,
    Shifts,
    monday,
)

ZONE = "Europe/Berlin"
TODAY = date(2026, 6, 3)
"""What an empty question takes for today."""


class FakeShifts:
    """Implements what `Administration` says of shifts. `agents` may be planned, `teams` are chosen from."""

    def __init__(self) -> None:
        self.kept: dict[str, Shift] = {}
        self.agents: tuple[Named, ...] = (
            Named(id="ann", name="Ann Okafor"),
            Named(id="ben", name="Ben Silva"),
        )
        self.teams: tuple[Named, ...] = ()

    def read(self, sought: str) -> Shifts:
        """A week."""
        words, _, team_id = sought.partition(" ")
        first = date.fromisoformat(words) if words else monday(TODAY)
        last = (first + timedelta(days=WEEK)).isoformat()
        return Shifts(
            first=first.isoformat(),
            days=WEEK,
            team_id=team_id,
            zone=ZONE,
            shifts=tuple(
                sorted(
                    (one for one in self.kept.values() if first.isoformat() <= one.day < last),
                    key=lambda one: one.starts_at,
                )
            ),
            agents=self.agents[:1] if team_id else self.agents,
            teams=self.teams,
        )

    def carry_out(self, order: ShiftOrder) -> Planned | tuple[()]:
        """Plan."""
        match order:
            case KeepShift(shift=shift, before=before):
                if self.kept.get(shift.id) != before:
                    raise Conflict("Somebody else changed this meanwhile.")
                self._plan([shift])
                return ()
            case RemoveShift():
                if self.kept.pop(order.shift_id, None) is None:
                    raise Refused("The hub knows nothing with this id.", field="id")
                return ()
            case CopyShifts(first=first, to=to):
                by = date.fromisoformat(to) - date.fromisoformat(first)
                week = self.read(first).shifts
                if not week:
                    raise Refused("Nothing is planned in this week.", remedy="Choose another.")
                return self._plan([_moved(one, by) for one in week])
            case ImportShifts(text=text):
                made = []
                for line in shift_file.read(text):
                    if line.shift.agent_id not in [one.id for one in self.agents]:
                        raise shift_file.at_line(
                            Refused("The hub knows nothing with this id."), line.number
                        )
                    made.append(replace(line.shift, id=new_id()))
                return self._plan(made)

    def _plan(self, wished: list[Shift]) -> Planned:
        fresh = []
        for wish in wished:
            shift, _ = placed(replace(wish, zone=wish.zone or ZONE))
            others = [one for one in self.kept.values() if one.agent_id == shift.agent_id]
            if any(replace(one, id=shift.id) == shift for one in others):
                continue
            for one in others:
                if (
                    one.id != shift.id
                    and one.starts_at < shift.ends_at
                    and shift.starts_at < one.ends_at
                ):
                    raise Refused("This agent has another shift at that time.", field="starts")
            fresh.append(shift)
        self.kept |= {one.id: one for one in fresh}
        return Planned(planned=len(fresh), known=len(wished) - len(fresh))


def _moved(shift: Shift, by: timedelta) -> Shift:
    day = date.fromisoformat(shift.day) + by
    return replace(shift, id=new_id(), day=day.isoformat())
