"""The hub's figures of a simulated day beside those of the raw rows: every sum that there is, by every dimension.

Promises that both are asked for the same moment. What a dimension does not tell apart (an agent's day by queue) is not
expected there, and must not be there either.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import text

from agent_desktop.hub.centre.figures import Asked, made, of_tags, of_teams, rules_of
from agent_desktop.hub.centre.preferred import preferred
from agent_desktop.hub.centre.shares import due
from agent_desktop.hub.metrics.days import day_of
from agent_desktop.hub.storage import share_sums
from agent_desktop.hub.storage.counting import Only, Seen, Span
from agent_desktop.model.figures import LONGEST, FigureRow, Figures
from tests.hub.centre.raw_shares import of_raw_rows as whole_of_raw_rows
from tests.hub.centre.raw_shares import outcomes_of_raw_rows, preferred_of_raw_rows
from tests.hub.simulated.day import Day
from tests.hub.simulated.house import TAGS, openings, teams
from tests.hub.simulated.raw import busy_of_raw_rows, of_raw_rows
from tests.hub.simulated.raw_talks import talks_of_raw_rows
from tests.hub.simulated.raw_time import time_of_raw_rows

Sums = Mapping[str, int]
Table = dict[Any, dict[str, int]]

COUNT: Final = 2
"""So many days of the house are compared: the simulated one may lie in two of them."""
DIMENSIONS: Final = (
    "",
    "channel",
    "queue",
    "team",
    "agent",
    "entry_point",
    "tag",
    "day",
    "half_hour",
)
_PLACES: Final = {"channel": 2, "queue": 1, "entry_point": 3, "agent": 4}
_OF_DAY: Final = ("", "team", "agent", "day", "half_hour")
"""By which of them agents' time can be told."""


class Comparison:
    """Both sides at this moment. `half_hours`: also by half an hour, which takes its time."""

    def __init__(self, day: Day, *, half_hours: bool) -> None:
        self.day = day
        self.zone = ZoneInfo(day.zone)
        self.first = day_of(day.start, self.zone)
        self.dimensions = [one for one in DIMENSIONS if half_hours or one != "half_hour"]
        self._raw = of_raw_rows(day.floor, openings(day))
        self._talks = talks_of_raw_rows(day.floor)
        self._tagged = self._tags()
        self._teams = teams(day)

    # --- the hub's side

    def asked(self, *by: str, every: str = "day") -> Asked:
        """Everything of these days, by what."""
        return Asked(
            first=self.first, count=COUNT, every=every, by=by, issues=True, self_service=True
        )

    def ours(self, dimension: str) -> Table:
        """The hub's sums, by the values of a dimension."""
        storage, now = self.day.floor.centre.storage, self.day.floor.now
        with storage.transaction():
            if dimension == "team":
                found = of_teams(storage, self.asked(), list(self._teams.values()), now)
                return {
                    name: dict(one.total.sums) for name, one in zip(self._teams, found, strict=True)
                }
            if dimension == "tag":
                return {
                    key: dict(one.total.sums)
                    for key, one in of_tags(storage, self.asked(), now).items()
                }
            table = made(storage, self.asked_by(dimension), now)
        if not dimension:
            return {"": dict(table.total.sums)}
        return {_value(row, dimension): dict(row.sums) for row in table.rows if row.sums}

    def asked_by(self, dimension: str) -> Asked:
        """What is asked for a dimension of rows."""
        if dimension in ("day", "half_hour"):
            return self.asked("interval", every="day" if dimension == "day" else "30")
        return self.asked(*filter(None, (dimension,)))

    # --- the raw side

    def raw(self, dimension: str) -> Table:
        """The same out of the raw rows."""
        found: Table = defaultdict(dict)
        for one in self._raw:
            for key in self._keys(dimension, one.at, one[:5], one.whole):
                _more(found[key], one.sums)
        for at, queue, channel, entry, sums in self._talks:
            if dimension != "tag":  # tags are given to what comes to a queue
                for key in self._keys(dimension, at, (at, queue, channel, entry, ""), ""):
                    _more(found[key], sums)
        for key, sums in self._whole(dimension):
            _more(found[key], sums)
        if dimension in _OF_DAY:
            for key, sums in self._time(dimension):
                _more(found[key], sums)
        return {key: sums for key, sums in found.items() if sums}

    def _keys(self, dimension: str, at: int, row: Sequence[Any], whole: str) -> Collection[Any]:
        if dimension in _PLACES:
            return (row[_PLACES[dimension]],)
        match dimension:
            case "team":
                return [name for name, seen in self._teams.items() if _has(seen, row[4], row[1])]
            case "tag":
                return self._tagged.get(whole, ())
            case "day" | "half_hour":
                starts = self.starts(dimension)
                return (starts[bisect_right(starts, at) - 1],)
        return ("",)

    def starts(self, dimension: str) -> list[int]:
        """Where days, or halves of their hours, begin, by the clock on the wall."""
        days = [self._midnight(number) for number in range(COUNT + 1)]
        if dimension == "day":
            return days
        found = [at for begin, end in pairwise(days) for at in range(begin, end, 1_800_000)]
        return [*found, days[-1]]

    def _midnight(self, number: int) -> int:
        on = self.first + timedelta(days=number)
        return round(datetime(on.year, on.month, on.day, tzinfo=self.zone).timestamp()) * 1_000

    def _whole(self, dimension: str) -> Iterator[tuple[Any, dict[str, int]]]:
        storage, now = self.day.floor.centre.storage, self.day.floor.now
        with storage.transaction():
            rules = rules_of(storage)

            def of(since: int, until: int, tag: str = "") -> dict[tuple[str, ...], dict[str, int]]:
                return whole_of_raw_rows(storage, rules, since, until, now, tag)

            ends = self.starts("day")
            if dimension in ("day", "half_hour"):
                for since, until in pairwise(self.starts(dimension)):
                    for sums in of(since, until).values():
                        yield since, sums
            elif dimension == "tag":
                for tag in TAGS:
                    for sums in of(ends[0], ends[-1], tag).values():
                        yield tag, sums
            else:
                for key, sums in of(ends[0], ends[-1]).items():
                    for one in self._keys(dimension, 0, ("", *key), ""):
                        yield one, sums

    def _time(self, dimension: str) -> Iterator[tuple[Any, dict[str, int]]]:
        days = list(pairwise(self.starts("day")))
        spans = list(pairwise(self.starts("half_hour"))) if dimension == "half_hour" else days
        found = time_of_raw_rows(self.day.floor, spans, days)
        for (begin, agent_id), sums in found.items():
            match dimension:
                case "team":
                    for name, seen in self._teams.items():
                        if agent_id in seen.agents:
                            yield name, sums
                case "agent":
                    yield agent_id, sums
                case "day" | "half_hour":
                    yield begin, sums
                case _:
                    yield "", sums

    def _tags(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        storage = self.day.floor.centre.storage
        with storage.transaction():
            for interaction_id, tag in storage.rows(text("select interaction_id, tag from tagged")):
                found.setdefault(interaction_id, []).append(tag)
        return found

    # --- both

    def differences(self) -> list[tuple[Any, ...]]:
        """Where figures and raw rows say different things: a dimension, a row, a sum, and both numbers."""
        wrong: list[tuple[Any, ...]] = []
        for dimension in self.dimensions:
            ours, raw = self.ours(dimension), self.raw(dimension)
            for key in sorted(ours.keys() | raw.keys()):
                wrong += _unlike((dimension, key), ours.get(key, {}), raw.get(key, {}))
        busy = {key: sums.get("busy_ms", 0) for key, sums in self.ours("agent").items()}
        wrong += _unlike("busy by the journal", busy, busy_of_raw_rows(self.day.floor))
        return wrong + list(self._besides())

    def _besides(self) -> Iterator[tuple[Any, ...]]:
        """What is no sum by dimensions: outcomes, and the channels that customers prefer."""
        storage, now = self.day.floor.centre.storage, self.day.floor.now
        starts = self.starts("day")
        since, until = starts[0], starts[-1]
        with storage.transaction():
            changed = due(storage, rules_of(storage), now)
            ended = share_sums.outcomes(storage, Span(0, since, until), Only(), changed)
            if ended != outcomes_of_raw_rows(storage, since, until):
                yield "outcomes", ended, outcomes_of_raw_rows(storage, since, until)
            for queues in ((), ("queue0", "queue3")):
                mostly = preferred(storage, list(pairwise(starts)), Only(queues=queues or None))
                raw = preferred_of_raw_rows(storage, since, until, queues)
                if mostly != raw:
                    yield "preferred", mostly, raw


def of_the_hub(day: Day) -> Figures:
    """The hub's figures of the day."""
    compared = Comparison(day, half_hours=False)
    with day.floor.centre.storage.transaction():
        return made(day.floor.centre.storage, compared.asked(), day.floor.now)


def _value(row: FigureRow, dimension: str) -> Any:
    if dimension in ("day", "half_hour"):
        return row.from_at
    found = row.channel if dimension == "channel" else getattr(row, f"{dimension}_id")
    return str(found) if found is not None else ""


def _has(seen: Seen, agent_id: str, queue_id: str) -> bool:
    return agent_id in seen.agents or (agent_id == "" and queue_id in seen.queues)


def _more(sums: dict[str, int], found: Sums) -> None:
    for name, one in found.items():
        sums[name] = max(sums.get(name, 0), one) if name == LONGEST else sums.get(name, 0) + one


def _unlike(what: Any, ours: Sums, raw: Sums) -> list[tuple[Any, ...]]:
    names = (
        name
        for name in ours.keys() | raw.keys()
        if not name.startswith("in_") or name == "in_plan_ms"
    )
    return [
        (what, name, ours.get(name, 0), raw.get(name, 0))
        for name in sorted(names)
        if ours.get(name, 0) != raw.get(name, 0)
    ]
