"""What the live board knows of shifts: who does otherwise than planned at this moment, and since when.

Promises the rule by which adherence is counted, at the same moments: in planned work whoever neither works nor is ready
for it is out of it, in a planned break whoever does. Refuses to judge who has no shift now. Shifts are read again when
one was changed; agents are looked at anew when a part of theirs begins or ends.
"""

from collections.abc import Iterable
from heapq import heapify, heappop
from typing import Final, NamedTuple

from agent_desktop.hub.metrics.adherence import works
from agent_desktop.hub.rules.shifts import LONGEST_MS
from agent_desktop.hub.storage import shifts
from agent_desktop.hub.storage.doings import OFFLINE, Doing
from agent_desktop.hub.storage.shifts import Part
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis

_AHEAD: Final[Millis] = 12 * 3_600_000
_NOTHING: Final = Doing(OFFLINE, "", "")


class Run(NamedTuple):
    """A time in which the same is planned: work, or none."""

    since: Millis
    until: Millis
    works: bool


class Plans:
    """The shifts of the hours around now."""

    def __init__(self) -> None:
        self._changes = -1
        self._until: Millis = 0
        self._runs: dict[str, list[Run]] = {}
        self._edges: list[tuple[Millis, str]] = []

    def turn(self, storage: Storage, now: Millis) -> dict[str, None]:
        """The agents for whom something else is planned since the last time."""
        stale: dict[str, None] = {}
        changes = shifts.changes(storage)
        if changes != self._changes or now >= self._until:
            stale.update(dict.fromkeys(self._runs))
            self._changes, self._until = changes, now + _AHEAD
            found = shifts.parts_in(storage, now - LONGEST_MS, self._until, LONGEST_MS)
            self._runs = {key: _runs(parts) for key, parts in found.items()}
            stale.update(dict.fromkeys(self._runs))
            self._edges = [
                (at, key) for key, runs in self._runs.items() for one in runs for at in one[:2]
            ]
            heapify(self._edges)
        while self._edges and self._edges[0][0] <= now:
            stale[heappop(self._edges)[1]] = None
        return stale

    @property
    def next_at(self) -> Millis:
        """When `turn` finds something by time alone."""
        return min(self._until, self._edges[0][0]) if self._edges else self._until

    def planned(self, agent_id: str, now: Millis) -> Run | None:
        """What is planned for an agent at this moment."""
        runs = self._runs.get(agent_id, ())
        return next((one for one in runs if one.since <= now < one.until), None)

    def out_since(
        self, storage: Storage, agent_id: str, doing: Doing | None, now: Millis
    ) -> Millis | None:
        """Since when the agent does otherwise than planned; None for who follows the plan, or has none."""
        run = self.planned(agent_id, now)
        if run is None or _works(doing or _NOTHING) is run.works:
            return None
        since = run.since
        follows = not run.works  # whoever was never seen does nothing
        for at, state, what in shifts.doings_in(storage, run.since, now + 1, (agent_id,))[agent_id]:
            before, follows = follows, works(state, what) is run.works
            if before and not follows:
                since = max(at, run.since)
        return since


def _works(doing: Doing) -> bool:
    return works(doing.state, doing.doing)


def _runs(parts: Iterable[Part]) -> list[Run]:
    """An agent's shifts, with what plans the same without a gap together."""
    found: list[Run] = []
    for one in sorted(parts, key=lambda part: part.since):
        last = found[-1] if found else None
        if last is not None and (last.until, last.works) == (one.since, one.works):
            found[-1] = last._replace(until=one.until)
        else:
            found.append(Run(one.since, one.until, one.works))
    return found
