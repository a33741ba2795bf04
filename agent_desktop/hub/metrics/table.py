"""A table of figures: sums sorted by what was asked for, and a row for each.

Promises rows in the order of time, queue, channel, entry point and agent, and a total of all of them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Final

from agent_desktop.hub.metrics.days import interval
from agent_desktop.hub.metrics.definitions import definitions, maker
from agent_desktop.hub.metrics.sums import Sums
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import Definition, FigureRow, FigureRules, Figures
from agent_desktop.model.passages import Passage, PassageOffer
from agent_desktop.model.work import Channel

BY: Final = ("interval", "queue", "channel", "entry_point", "agent")
"""What rows can be told apart by."""
Key = tuple[int, str, str, str, str]
"""Number of the interval, and queue, channel, entry point and agent; 0 and empty where nobody asked."""


class Table:
    """Filled from kept sums or from passages; true for the moment `now`. `starts` are where its intervals begin, and
    where it ends. `also` are metrics besides the usual ones, for who counts sums for them; `told` are the names of
    those that are told, of all where it is empty."""

    def __init__(
        self,
        rules: FigureRules,
        by: Iterable[str],
        starts: Sequence[Millis],
        now: Millis,
        also: Sequence[Definition] = (),
        told: Collection[str] = (),
    ) -> None:
        self._rules = rules
        every = (*definitions(rules.variant), *also)
        self._definitions = tuple(one for one in every if not told or one.name in told)
        self._make = maker(self._definitions)
        self._by = frozenset(by)
        self._starts = starts
        self._now = now
        self._rows: dict[Key, Sums] = {}

    def add(self, passages: Iterable[Passage], offers: Iterable[PassageOffer] = ()) -> None:
        """More of what happened. Everything must have come within the table's time."""
        for one in passages:
            at, channel = one.came_at, one.channel._value_
            key = self._key(at, one.queue_id, channel, one.entry_point_id, one.agent_id)
            self._row(key).count(one, self._rules, self._now)
        for offer in offers:
            at, channel = offer.came_at, offer.channel._value_
            key = self._key(at, offer.queue_id, channel, offer.entry_point_id, offer.agent_id)
            self._row(key).ask(offer)

    def more(self, key: Key, sums: Mapping[str, int], longest: Millis) -> None:
        """Sums that were counted elsewhere, for the row of `key`."""
        row = self._row(key)
        row.more(sums)
        row.waited(longest)

    def _key(self, at: Millis, queue_id: str, channel: str, entry: str, agent_id: str) -> Key:
        by = self._by
        return (
            interval(at, self._starts) if "interval" in by else 0,
            queue_id if "queue" in by else "",
            channel if "channel" in by else "",
            entry if "entry_point" in by else "",
            agent_id if "agent" in by else "",
        )

    def _row(self, key: Key) -> Sums:
        found = self._rows.get(key)
        if found is None:
            found = self._rows[key] = Sums()
        return found

    @property
    def definitions(self) -> tuple[Definition, ...]:
        """The metrics that it tells."""
        return self._definitions

    def made(self, most: int | None = None) -> Figures:
        """The table: all of it, or at most so many of the rows that tell anything; rows of times alone always do."""
        rows = (self._shown(key, self._rows[key]) for key in sorted(self._rows))
        if most is not None:
            always = self._by == {"interval"}
            rows = (one for one in rows if always or any(one.figures.values()))
        total = Sums()
        for one in self._rows.values():
            total.join(one)
        return Figures(
            made_at=self._now,
            from_at=self._starts[0],
            until_at=self._starts[-1],
            zone=self._rules.zone,
            variant=self._rules.variant,
            definitions=self._definitions,
            rows=tuple(islice(rows, most)),
            total=self._shown(None, total),
        )

    def _shown(self, key: Key | None, sums: Sums) -> FigureRow:
        by = self._by if key is not None else frozenset()
        number, queue_id, channel, entry_point_id, agent_id = key or (0, "", "", "", "")
        timed = "interval" in by
        made = sums.made()
        return FigureRow(
            from_at=self._starts[number] if timed else self._starts[0],
            until_at=self._starts[number + 1] if timed else self._starts[-1],
            queue_id=queue_id if "queue" in by else None,
            channel=Channel(channel) if "channel" in by else None,
            entry_point_id=entry_point_id if "entry_point" in by else None,
            agent_id=agent_id if "agent" in by else None,
            sums=made,
            figures=self._make(made),
        )
