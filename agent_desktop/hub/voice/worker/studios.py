"""Where the sound of each call is made: inside this process, and in others when one core is not enough.

Promises all legs of a call in one studio, the least loaded one at the call's beginning; no other process before those
that run use `FULL` of a core each, and none beyond one for each core; that one which dies takes its own calls along
and no others, and that one without calls for `IDLE_S` is ended. Refuses to move a call.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeAlias

from agent_desktop.hub.voice.studio import words
from agent_desktop.hub.voice.worker.inside import Inside
from agent_desktop.media.transport.ice import IceSettings

#: The share of a core from which on the next call had better be elsewhere: its sound is still even then.
FULL: Final = 0.5
#: What a call is expected to need, before its load is seen.
PER_CALL: Final = 0.005
IDLE_S: Final = 300.0
LOOK_S: Final = 1.0
_log: Final = logging.getLogger(__name__)


class Apart(Protocol):
    """A studio in a process of its own."""

    @property
    def load(self) -> float:
        """The share of a core that it uses."""

    def do(self, order: words.Said) -> None:
        """Send it an order; nothing happens when it is gone."""

    async def stop(self) -> None:
        """Let it complete what it has, and end."""


Begin: TypeAlias = Callable[
    [IceSettings | None, Callable[[words.Heard], None], Callable[[Apart], None]], Awaitable[Apart]
]
"""Starts a studio's process, with the ICE of now: `heard` hears what it says, `gone` that it has died. Raises
`OSError`."""


@dataclass
class _Place:
    """Where a call is."""

    studio: Inside | Apart
    legs: set[str] = field(default_factory=set)
    over: bool = False


class Studios:
    """`heard` hears what all of them say, `lost` which calls died with one. Without `begin` there is one, inside."""

    def __init__(
        self,
        inside: Inside,
        begin: Begin | None,
        most: int,
        heard: Callable[[words.Heard], None],
        lost: Callable[[tuple[str, ...]], None],
    ) -> None:
        self.inside = inside
        self.ice = inside.ice
        self.apart: list[Apart] = []
        self._begin, self._most = begin, most
        self._heard, self._lost = heard, lost
        self._loop = asyncio.get_running_loop()
        self._calls: dict[str, _Place] = {}
        self._fresh: dict[Inside | Apart, int] = {}
        self._idle: dict[Apart, float] = {}
        self._starting: asyncio.Task[None] | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._stopping = False

    def do(self, call: str, order: words.Said) -> None:
        """An order for the studio of a call: the one that its first leg entered, until call and legs are over."""
        known = self._calls.get(call)
        if known is None:
            if not isinstance(order, words.Enter):
                return
            known = self._calls[call] = _Place(self._choose())
        known.studio.do(order)
        match order:
            case words.Enter(leg=leg):
                known.legs.add(leg)
            case words.Close(leg=leg):
                known.legs.discard(leg)
            case words.Over():
                known.over = True
            case _:
                return
        if known.over and not known.legs:
            del self._calls[call]

    def define_ice(self, ice: IceSettings | None) -> None:
        """Sound of legs to come finds its way like this."""
        self.ice = ice
        self.inside.define_ice(ice)
        for studio in self.apart:
            studio.do(_found(ice))

    def look(self) -> None:
        """The uploaded prompts have changed: the other processes have to see it for themselves."""
        for studio in self.apart:
            studio.do(words.Look())

    def over(self, call: str) -> None:
        """A call is over."""
        self.do(call, words.Over(call))

    async def stop(self) -> None:
        """End all of them, in order."""
        self._stopping = True
        if self._timer is not None:
            self._timer.cancel()
        if self._starting is not None:
            await asyncio.gather(self._starting, return_exceptions=True)
        await asyncio.gather(self.inside.stop(), *(one.stop() for one in self.apart), *self._ending)

    # Which one

    def _choose(self) -> Inside | Apart:
        if self._begin is None or self._most < 2:
            return self.inside
        if self._timer is None:
            self._timer = self._loop.call_later(LOOK_S, self._tick)
        best = min((self.inside, *self.apart), key=self._expected)
        self._fresh[best] = self._fresh.get(best, 0) + 1
        if self._expected(best) > FULL:
            self._more()
        return best

    def _expected(self, studio: Inside | Apart) -> float:
        return studio.load + PER_CALL * self._fresh.get(studio, 0)

    def _tick(self) -> None:
        """Once a second while there are calls, or processes beside this one."""
        self._timer = None
        self.inside.look()
        self._fresh.clear()
        self._rest()
        if self._calls or self.apart:
            self._timer = self._loop.call_later(LOOK_S, self._tick)

    # Processes

    def _more(self) -> None:
        """Start another one, where there is a core for it; the calls of this moment do not wait."""
        if self._starting is None and 1 + len(self.apart) < self._most and not self._stopping:
            self._starting = asyncio.ensure_future(self._start())

    async def _start(self) -> None:
        assert self._begin is not None
        try:
            ice = self.ice
            studio = await self._begin(ice, self._heard, self._gone)
            if self.ice is not ice:
                studio.do(_found(self.ice))
            self.apart.append(studio)
        except OSError as error:
            _log.error("no other process for the sound of calls: %s", type(error).__name__)
        finally:
            self._starting = None

    def _gone(self, studio: Apart) -> None:
        """It has died; the next call may start another one."""
        if studio in self.apart:
            self.apart.remove(studio)
        lost = tuple(call for call, one in self._calls.items() if one.studio is studio)
        for call in lost:
            del self._calls[call]
        self._idle.pop(studio, None)
        if lost and not self._stopping:
            self._lost(lost)

    def _rest(self) -> None:
        """End those that have had no call for long."""
        now, busy = self._loop.time(), {id(one.studio) for one in self._calls.values()}
        for studio in [*self.apart]:
            if id(studio) in busy:
                self._idle.pop(studio, None)
            elif now - self._idle.setdefault(studio, now) > IDLE_S:
                del self._idle[studio]
                self.apart.remove(studio)
                task = self._loop.create_task(_stop(studio))
                self._ending.add(task)
                task.add_done_callback(self._ending.discard)


def _found(ice: IceSettings | None) -> words.Found:
    return words.Found(words.Reach.of(ice) if ice is not None else None)


async def _stop(studio: Apart) -> None:
    await studio.stop()
