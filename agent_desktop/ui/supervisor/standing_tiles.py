"""The tiles of the board in their order, kept from one change to the next.

Promises the order and the tiles that all lines together would give, at the cost of those that changed: a tile whose
line is the very same stays the very same. Refuses to know which agents are shown: it is told.
"""

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from itertools import compress
from operator import attrgetter, is_not

from agent_desktop.desk.board_state import Board
from agent_desktop.model.base import Millis
from agent_desktop.model.board import AgentLine
from agent_desktop.model.targets import Targets
from agent_desktop.ui.supervisor.tiles import Around, Tile, tile

_NOTHING = Around()
_place = attrgetter("place")


class StandingTiles:
    """The tiles of one page. `tiles` are those of the last `follow`, in order."""

    def __init__(self) -> None:
        self.tiles: list[Tile] = []
        self._known: dict[str, tuple[AgentLine, Around, Tile]] = {}
        self._lines: Sequence[AgentLine] = ()
        self._targets = Targets()
        self._apart: set[str] = set()
        self._due_at: Millis | None = None

    def due(self, now: Millis) -> bool:
        """Whether time alone has changed a tile."""
        return self._due_at is not None and self._due_at <= now

    def follow(
        self, lines: Sequence[AgentLine], board: Board, around: Mapping[str, Around], now: Millis
    ) -> list[Tile]:
        """The tiles of these lines. `around` is what is known of agents besides."""
        known = self._known
        apart = around.keys() | board.hands.keys()
        if len(lines) != len(known) or board.targets != self._targets or self.due(now):
            known.clear()
        earlier = self._lines if known else ()
        if len(earlier) == len(lines):  # most are the very same, in the same place
            stale = list(compress(lines, map(is_not, lines, earlier)))
            looked_at = apart | self._apart
            stale += [line for line in lines if line.id in looked_at] if looked_at else []
        else:
            stale = list(lines)
        self._lines = tuple(lines)
        strange = not len(known) == len(lines) == len(self.tiles)
        strange = strange or any(one.id not in known for one in stale)
        self._targets, self._apart = board.targets, set(apart)
        if strange:
            known.clear()
            self._due_at = None
            self.tiles = [self._made(one, board, around, now) for one in lines]
            self.tiles.sort(key=_place)
            return self.tiles
        for line in stale:
            before = known[line.id][2]
            fresh = self._made(line, board, around, now)
            if fresh is not before:
                self._put(before, fresh)
        return self.tiles

    def _put(self, before: Tile, fresh: Tile) -> None:
        at = bisect_left(self.tiles, before.place, key=_place)
        if before.place == fresh.place:
            self.tiles[at] = fresh
        else:
            del self.tiles[at]
            insort(self.tiles, fresh, key=_place)

    def _made(
        self, line: AgentLine, board: Board, around: Mapping[str, Around], now: Millis
    ) -> Tile:
        about = around.get(line.id, _NOTHING)
        if line.id in board.hands:
            about = Around(about.call, about.connecting, about.ended, board.hands[line.id])
        known = self._known.get(line.id)
        if known is not None and known[0] is line and known[1] == about:
            return known[2]
        made = tile(line, about, board.queues, board.targets, now)
        self._known[line.id] = (line, about, made)
        if made.changes_at is not None:
            due = self._due_at
            self._due_at = made.changes_at if due is None else min(due, made.changes_at)
        return made
