"""The figures of one day while it goes on: of each queue and channel who waits, and what became of those who came.

Promises the sums that a table of the same day has, at every moment, whatever was told twice; that passages of other
days count for who waits, and for nothing else. Refuses to forget: a new day, or other rules, is a new `Today`.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator

from msgspec.structs import replace

from agent_desktop.hub.metrics.sums import Sums
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import FigureRules
from agent_desktop.model.passages import Came, Left, Passage
from agent_desktop.model.work import Channel

Part = tuple[str, Channel]
"""A queue, and one of its channels."""
_COMES = frozenset({Came.ARRIVED, Came.TRANSFERRED, Came.RETURNED})


class Today:
    """The day from `since` on, before `until`."""

    def __init__(self, rules: FigureRules, since: Millis, until: Millis) -> None:
        self.rules = rules
        self.since = since
        self.until = until
        self._sums: dict[Part, Sums] = {}
        self._waiting: dict[Part, list[tuple[Millis, str, int]]] = {}
        self._over: set[tuple[str, int]] = set()

    @property
    def parts(self) -> Iterator[Part]:
        """Where anybody came today, or waits."""
        yield from dict.fromkeys((*self._sums, *self._waiting))

    def told(self, passage: Passage) -> Part | None:
        """A passage is new, or completed. Where that changed anything of the waiting; None where it did not."""
        key = (passage.interaction_id, passage.number)
        if passage.came not in _COMES or key in self._over:
            return None
        part = (passage.queue_id, passage.channel)
        line = self._waiting.setdefault(part, [])
        place = (passage.came_at, *key)
        at = bisect_left(line, place)
        there = at < len(line) and line[at] == place
        if passage.left is Left.NOT_YET:
            if there:
                return None
            line.insert(at, place)
            return part
        if there:
            del line[at]
        self._over.add(key)
        if self.since <= passage.came_at < self.until:
            # only how the waiting ended: what agents do afterwards is not over yet
            waited = replace(
                passage, wrapped_at=None, first_reply_ms=None, first_reply_in_hours_ms=None
            )
            assert passage.left_at is not None
            self._sums.setdefault(part, Sums()).count(waited, self.rules, passage.left_at)
        return part

    def waiting(self, part: Part) -> int:
        """How many wait."""
        return len(self._waiting.get(part, ()))

    def oldest_at(self, part: Part) -> Millis | None:
        """Since when the first in line waits."""
        line = self._waiting.get(part)
        return line[0][0] if line else None

    def sums(self, part: Part, now: Millis) -> dict[str, int]:
        """The sums of the waiting, as a table of the day has them at this moment."""
        done = self._sums.get(part)
        made = done.made() if done is not None else {}
        line = self._waiting.get(part, [])
        first = bisect_left(line, (self.since, "", 0))
        here = len(line) - first
        if here:
            limit = self.rules.threshold(*part)
            late = bisect_left(line, (now - limit, "", 0)) - first
            made["offered"] = made.get("offered", 0) + here
            made["waiting"] = here
            longest = now - line[first][0]
            made["longest_wait_ms"] = max(made.get("longest_wait_ms", 0), longest, 0)
            if late > 0:
                made["late_waiting"] = late
        return made

    def late_at(self, part: Part, now: Millis) -> Millis | None:
        """When the next of those who wait has waited beyond the threshold."""
        line = self._waiting.get(part, [])
        limit = self.rules.threshold(*part)
        at = bisect_left(line, (max(self.since, now - limit), "", 0))
        return line[at][0] + limit + 1 if at < len(line) else None


class Trail:
    """How many waited at regular moments, as far as it is known: the newest last."""

    def __init__(self, step: Millis, points: int) -> None:
        self._step = step
        self._points = points
        self._before = 0  # how many waited before the moves that are remembered
        self._moves: list[tuple[Millis, int]] = []

    def came(self, at: Millis) -> None:
        """Somebody began to wait."""
        insort(self._moves, (at, 1))

    def left(self, at: Millis) -> None:
        """Somebody does not wait any more."""
        insort(self._moves, (at, -1))

    def points(self, now: Millis) -> tuple[int, ...]:
        """How many waited at each of the last steps; what is older than these is forgotten."""
        last = now - now % self._step
        moments = [last - self._step * back for back in range(self._points - 1, -1, -1)]
        begin = bisect_right(self._moves, (moments[0], 1))
        self._before += sum(by for _, by in self._moves[:begin])
        del self._moves[:begin]
        found, count, place = [], self._before, 0
        for moment in moments:
            while place < len(self._moves) and self._moves[place][0] <= moment:
                count += self._moves[place][1]
                place += 1
            found.append(count)
        return tuple(found)
