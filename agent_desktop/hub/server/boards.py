"""The live board on its way to those who look: rounds over what is new, and frames of what each may see.

Promises that a change is on its way within a quarter of a second, and at most four frames a second however much
happens; that who reads more slowly gets the whole anew instead of a queue of what is old; that nobody is told of a
queue or agent beyond their reach. Costs nothing while nobody looks.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from msgspec.structs import replace

from agent_desktop.hub.centre.board import BoardNews
from agent_desktop.hub.centre.board_side import BoardRound
from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.reach import Sight
from agent_desktop.hub.doors.frames import encode
from agent_desktop.hub.doors.lines import Line
from agent_desktop.hub.journal.published import Published
from agent_desktop.hub.protocol import Passing, WallFigures
from agent_desktop.hub.server.walls import Walls
from agent_desktop.model.base import Millis
from agent_desktop.model.board import BoardChanged, BoardListed, Listed, WatchBoard
from agent_desktop.model.errors import DeskError
from agent_desktop.model.targets import Targets

T = TypeVar("T")

EVERY: Final = 0.25
"""Seconds between two rounds, at least."""
LATEST: Final = 60.0
LINES: Final = 200
"""So many queues and agents go into one frame."""
NOTHING: Final = Sight()
_log = logging.getLogger("agent_desktop.hub")


class Ask(Protocol):
    """Does work on the centre's thread."""

    def __call__(self, work: Callable[[Centre], T], /) -> Awaitable[T]: ...


@dataclass(eq=False)
class Follower:
    """Somebody who looks: over which line, from the beginning or not, how far, and at which queue's interactions."""

    line: Line
    agent_id: str
    fresh: bool = True
    sight: Sight = NOTHING
    looks_at: tuple[str, Listed] | None = None
    listed: BoardListed | None = None


@dataclass(frozen=True)
class _Round:
    """What a round found: who sees how far, what is new, when alerts want the next, what wallboards show."""

    seen: dict[str, Sight]
    made: BoardRound
    alerts_at: Millis | None
    walls: dict[str, WallFigures | None]


class Boards:
    """All who look at the board."""

    def __init__(self) -> None:
        self._followers: dict[Line, Follower] = {}
        self._wake = asyncio.Event()
        self._board = -1
        self.walls = Walls(self._wake.set)
        self.watching = False
        """Whether alerts want a round after each change, also while nobody looks."""

    def watch(self, line: Line, agent_id: str, wish: WatchBoard) -> None:
        """Somebody looks from now on, looks at something else, or no longer."""
        if not wish.on:
            self.leave(line)
            return
        follower = self._followers.get(line)
        if follower is None:
            follower = self._followers[line] = Follower(line, agent_id)
        follower.looks_at = (wish.queue_id, wish.listed) if wish.queue_id else None
        follower.listed = None
        self._wake.set()

    def leave(self, line: Line) -> None:
        """Somebody does not look any more."""
        self._followers.pop(line, None)

    def published(self, batch: Sequence[Published]) -> None:
        """Something was committed."""
        if self._followers or self.walls or self.watching:
            self._wake.set()

    def watch_alerts(self, on: bool) -> None:
        """Rules of alerts are in use from now on, were changed, or are none any more."""
        self.watching = on
        self._wake.set()

    def retarget(self) -> None:
        """The house wants to reach something else: who looks is told with the next round."""
        self._wake.set()

    async def run(self, ask: Ask, clock: Callable[[], Millis]) -> None:
        """Make rounds for ever."""
        wait: float | None = None
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._wake.wait()
            self._wake.clear()
            if not self._followers and not self.walls and not self.watching:
                wait = None
                continue
            try:
                next_at = await self._round(ask)
                wait = min(LATEST, max(0.0, (next_at - clock()) / 1000))
            except DeskError as error:
                _log.error("a round over the board failed: %s", error.problem.code)
                wait = LATEST
            await asyncio.sleep(EVERY)

    async def _round(self, ask: Ask) -> Millis:
        whole = any(one.fresh for one in self._followers.values())
        known = self._board

        def look(centre: Centre) -> _Round:
            seen = {one: centre.reach(one).acts for one in who}
            others = any(seen[one.agent_id] != one.sight for one in followers)
            made = centre.board_round(known, whole=whole or others)
            alerts_at = centre.alert_round() if self.watching else None
            return _Round(seen, made, alerts_at, centre.wall_figures(walls))

        followers = tuple(self._followers.values())
        who = {one.agent_id for one in followers}
        walls = self.walls.shown()
        found = await ask(look)
        seen, made, alerts_at = found.seen, found.made, found.alerts_at
        self.walls.tell(found.walls)
        for one in followers:
            if seen[one.agent_id] != one.sight:
                one.sight, one.fresh = seen[one.agent_id], True
        if made.board != known:
            self._board = made.board
            for one in self._followers.values():
                one.fresh = True
        self._tell(made)
        await self._tell_listed(ask)
        return made.news.next_at if alerts_at is None else min(made.news.next_at, alerts_at)

    def _tell(self, made: BoardRound) -> None:
        news: dict[Sight, list[str]] = {}
        begin: dict[Sight, list[str]] = {}
        for follower in list(self._followers.values()):
            if not follower.line.roomy:
                follower.fresh = True  # what it misses now comes with the whole
                continue
            sight = follower.sight
            if not follower.fresh:
                if sight not in news:
                    news[sight] = list(_frames(_seen(made.news, sight), None))
                frames = news[sight]
            elif made.whole is not None:
                if sight not in begin:
                    begin[sight] = list(_frames(_seen(made.whole, sight), made.targets))
                frames, follower.fresh = begin[sight], False
            else:
                frames = []  # became so in this round
                self._wake.set()
            for frame in frames:
                follower.line.send(frame, awaited=True)

    async def _tell_listed(self, ask: Ask) -> None:
        """The interactions behind a figure, to those who look at them, when they are others now. Who came amid this
        round is told with the next one, when it is known how far they see."""
        wanted = {one.looks_at for one in self._followers.values() if one.looks_at is not None}
        for queue_id, which in wanted:
            listed = await ask(_lister(queue_id, which))
            for follower in list(self._followers.values()):
                if follower.looks_at == (queue_id, which) and not follower.fresh:
                    mine = _seen_listed(listed, follower.sight)
                    if follower.listed != mine:
                        follower.listed = mine
                        frame = encode(Passing(event=mine)).decode()
                        follower.line.send(frame, awaited=True)


def _seen(news: BoardNews, sight: Sight) -> BoardNews:
    """The part of it that somebody may see."""
    if sight.everything:
        return news
    return replace(
        news,
        queues=tuple(one for one in news.queues if sight.queue(one.id)),
        agents=tuple(one for one in news.agents if sight.agent(one.id)),
    )


def _seen_listed(listed: BoardListed, sight: Sight) -> BoardListed:
    """Those of the interactions that somebody may see; of what the list leaves off, nothing is told then."""
    if sight.everything:
        return listed
    lines = tuple(one for one in listed.lines if sight.work(one.agent_id, listed.queue_id))
    return replace(listed, lines=lines, total=len(lines))


def _lister(queue_id: str, which: Listed) -> Callable[[Centre], BoardListed]:
    return lambda centre: centre.board_listed(queue_id, which)


def _frames(news: BoardNews, begin: Targets | None) -> Iterator[str]:
    """The frames of a round; with the targets it is the whole."""
    pieces = max(-(-len(news.queues) // LINES), -(-len(news.agents) // LINES))
    targets = news.targets if begin is None else begin
    if not pieces and not news.gone and targets is None:
        return
    for number in range(max(1, pieces)):
        part = slice(number * LINES, (number + 1) * LINES)
        event = BoardChanged(
            at=news.at,
            fresh=begin is not None and number == 0,
            more=number < pieces - 1,
            targets=targets if number == 0 else None,
            queues=news.queues[part],
            agents=news.agents[part],
            gone=news.gone if number == 0 else (),
        )
        yield encode(Passing(event=event)).decode()
