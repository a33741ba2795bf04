"""Generations of ICE in one session: the way in use, and the next one while it is being found (RFC 8445, 9).

Promises that voice stays on the old way until the new one is there, and that a restart that fails leaves it there.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from dataclasses import replace

from agent_desktop.media.transport.ice import IceAgent, IceFailed, IceSettings, Path
from agent_desktop.media.transport.plan import NoWay, RemoteIce


class Generations:
    """Says `connected(path, again)` for each way that was found.

    `failed(why, stays)` when one was not found or was lost; `stays` if the old way is left.
    """

    def __init__(
        self,
        settings: IceSettings,
        *,
        received: Callable[[bytes, float], None],
        connected: Callable[[Path, bool], None],
        failed: Callable[[str, bool], None],
    ) -> None:
        self._settings, self._received = settings, received
        self._connected, self._failed = connected, failed
        self._used: IceAgent | None = None
        self._next: IceAgent | None = None
        #: The peer's side of the newest generation, and of the one in use.
        self._remote: RemoteIce | None = None
        self._used_remote: RemoteIce | None = None
        self._gathering: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def newest(self) -> IceAgent | None:
        """The generation that our next description names."""
        return self._next or self._used

    @property
    def path(self) -> Path | None:
        """The way in use."""
        return self._used.path if self._used is not None else None

    def begin(
        self,
        controlling: bool,
        found: Callable[[str | None], None],
        addresses: tuple[str, ...] | None = None,
    ) -> None:
        """A new generation: gather its candidates, at `addresses` if those changed."""
        if addresses is not None:
            self._settings = replace(self._settings, addresses=addresses)
        if self._next is not None:
            self._start(self._next.close())
        agent = IceAgent(
            self._settings,
            controlling=controlling,
            received=self._received,
            lost=lambda why: self._lost(agent, why),
            found=found,
        )
        self._next = agent
        self._gathering = self._start(agent.gather())

    async def gathered(self) -> None:
        """Wait for all candidates."""
        if self._gathering is not None:
            await asyncio.shield(self._gathering)

    def check(self, remote: RemoteIce) -> None:
        """Raises `NoWay` for a peer that restarts while we have not begun a new generation."""
        if self._next is None and self._is_new(remote):
            raise NoWay("the peer restarted ICE: begin a new generation before answering")

    def _is_new(self, remote: RemoteIce) -> bool:
        known = self._remote
        return known is None or (known.username, known.password) != (
            remote.username,
            remote.password,
        )

    def follow(self, remote: RemoteIce) -> None:
        """The peer's name and the candidates known until now; more may be told later with the same name."""
        agent, new = self.newest, self._is_new(remote)
        if agent is None:
            return
        already = 0 if new or self._remote is None else len(self._remote.candidates)
        ended = not new and self._remote is not None and self._remote.complete
        self._remote = remote
        if new:
            try:
                agent.set_remote(remote.username, remote.password, lite=remote.lite)
            except IceFailed as error:
                self._failed(str(error), self.path is not None)
                return
        for candidate in remote.candidates[already:]:
            agent.add_remote(candidate)
        if remote.complete and not ended:
            agent.add_remote(None)
        if new:
            self._start(self._connect(agent))

    async def _connect(self, agent: IceAgent) -> None:
        if self._gathering is not None and not agent.candidates:
            # Checks can begin with the first candidate, but not before the host's sockets are open.
            await asyncio.shield(self._gathering)
        try:
            path = await agent.connect()
        except IceFailed as error:
            if agent is self._next:
                self._next, self._remote = None, self._used_remote
                await agent.close()
                self._failed(str(error), self.path is not None)
            return
        if agent is not self._next:
            return
        old, self._used, self._next = self._used, agent, None
        self._used_remote = self._remote
        self._connected(path, old is not None)
        if old is not None:
            await old.close()

    def _lost(self, agent: IceAgent, why: str) -> None:
        if agent is self._used and self._next is None:
            self._failed(why, False)

    def send(self, data: bytes) -> bool:
        """Send by the way in use, or by the one that is about to be."""
        agent = self._used or self._next
        return agent is not None and agent.send(data)

    async def close(self) -> None:
        """Give everything up."""
        agents = [one for one in (self._used, self._next) if one is not None]
        self._used = self._next = None
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for agent in agents:
            with contextlib.suppress(ConnectionError):
                await agent.close()

    def _start(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
