"""The open sockets of every visitor: who is here, and who hears what.

Promises that each tab of a visitor hears everything for that visitor and nothing for another; that the writer is told
once when a visitor comes and once when the last tab has been closed for a moment, so that a page that loads anew does
not look like leaving. Lives on the event loop.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence

from agent_desktop.hub.crm.visitors import VisitorCalls
from agent_desktop.hub.doors.frames import encode
from agent_desktop.hub.doors.lines import Line
from agent_desktop.hub.journal.fanout import Fanout
from agent_desktop.hub.journal.published import Published, for_visitor
from agent_desktop.hub.protocol import (
    AgentTyping,
    CallInvited,
    CallState,
    ChatItems,
    ChatStateChanged,
    ToVisitor,
)
from agent_desktop.model.errors import DeskError

_log = logging.getLogger("agent_desktop.hub")
_NEWS = (ChatItems, ChatStateChanged, AgentTyping, CallState, CallInvited)


class Tab:
    """One socket of a visitor. News wait until the tab was welcomed."""

    def __init__(self, visitor_id: str, line: Line) -> None:
        self.visitor_id = visitor_id
        self._line = line
        self._held: list[str] | None = []

    def hear(self, frames: Sequence[str]) -> None:
        """Send, or keep back until `release`."""
        if self._held is not None:
            self._held.extend(frames)
            return
        for frame in frames:
            self._line.send(frame)

    def release(self) -> None:
        """The tab was welcomed: what was kept back goes out, and everything later at once."""
        held, self._held = self._held or [], None
        self.hear(held)


class Tabs:
    """All tabs of all visitors."""

    def __init__(self, calls: VisitorCalls, away_after: float) -> None:
        self._calls = calls
        self._away_after = away_after
        self._fanout: Fanout[Tab] = Fanout()
        self._open: dict[str, int] = {}
        self._leaving: dict[str, asyncio.TimerHandle] = {}
        self._telling: set[asyncio.Task[None]] = set()
        self._unsubscribe: Callable[[], None] | None = None

    async def join(self, tab: Tab) -> None:
        """Let `tab` hear news, kept back for now. Raises DeskError when the writer refuses."""
        if self._unsubscribe is None:
            self._unsubscribe = self._calls.subscribe(self._publish)
        self._fanout.listen(tab, (for_visitor(tab.visitor_id),))
        visitor_id = tab.visitor_id
        self._open[visitor_id] = self._open.get(visitor_id, 0) + 1
        leaving = self._leaving.pop(visitor_id, None)
        if leaving is not None:
            leaving.cancel()
        elif self._open[visitor_id] == 1:
            await self._calls.call(lambda door: door.visitor_online(visitor_id, True))

    def leave(self, tab: Tab) -> None:
        """The socket is closed."""
        self._fanout.leave(tab)
        left = self._open[tab.visitor_id] - 1
        if left:
            self._open[tab.visitor_id] = left
            return
        del self._open[tab.visitor_id]
        loop = asyncio.get_running_loop()
        self._leaving[tab.visitor_id] = loop.call_later(
            self._away_after, self._went, tab.visitor_id
        )

    def tell(self, visitor_id: str, frame: ToVisitor) -> None:
        """Send to all tabs of a visitor."""
        text = encode(frame).decode()
        for tab in self._fanout.listeners(for_visitor(visitor_id)):
            tab.hear([text])

    def _went(self, visitor_id: str) -> None:
        del self._leaving[visitor_id]
        task = asyncio.create_task(self._tell_gone(visitor_id), name="visitor-gone")
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def _tell_gone(self, visitor_id: str) -> None:
        if visitor_id in self._open:  # back before this was told
            return
        try:
            await self._calls.call(lambda door: door.visitor_online(visitor_id, False))
        except DeskError as error:
            # No warning: a hub that stops refuses this too, and everything else tells of a disk that fails.
            _log.info("a visitor's leaving was not recorded: %s", error.problem.code)

    def _publish(self, published: Sequence[Published]) -> None:
        for tab, heard in self._fanout.share(published).items():
            tab.hear([encode(one.event).decode() for one in heard if isinstance(one.event, _NEWS)])
