"""How far a desk has followed its hub, and what it was told of the link.

Promises that the cursor moves only after the desk has saved what comes before it, and that the link's news say since
when it is so. Refuses sockets: frames are handed in.
"""

from typing import TYPE_CHECKING

from agent_desktop.connectors.hub.translate import entries_batch, snapshot_batch
from agent_desktop.hub.protocol import Entries, Passing, Pong, SnapshotFrame, ToDesk
from agent_desktop.model.base import Millis, wall_clock
from agent_desktop.model.commands import Cursor
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import BackendBatch, LinkChanged, LinkState
from agent_desktop.model.ports import Deliver

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.line import Line

#: Position without news is saved at most so often.
QUIET_CURSOR_MS = 5_000


class Following:
    """How far the desk has followed, and what it was told of the link."""

    def __init__(self, since: Cursor | None, deliver: Deliver) -> None:
        self.cursor = since
        self._deliver = deliver
        self._line: Line | None = None
        self._live = False
        self._since = wall_clock()
        self._current_to: Millis | None = None
        self._cursor_saved_at: Millis = 0
        self._up = False

    def begin(self, line: "Line") -> None:
        """A new connection: the hub replays from `cursor`, or sends a snapshot."""
        self._line = line
        self._live = False
        if self.cursor is not None and not line.welcome.resync:
            self.cursor = Cursor(epoch=line.welcome.epoch, seq=self.cursor.seq)
        else:
            self.cursor = None

    async def hear(self, frame: ToDesk) -> None:
        """Deliver one frame's news."""
        assert self._line is not None
        epoch = self._line.welcome.epoch
        match frame:
            case SnapshotFrame():
                await self._news(snapshot_batch(frame, epoch))
                await self._now_live()
            case Entries() if self.cursor is not None:
                batch = entries_batch(frame, self.cursor)
                if batch.events or batch.cursor != self.cursor:
                    await self._news(batch)
                if frame.replay and not frame.entries:
                    await self._now_live()
            case Passing(event=event):
                at = self._current_to or self._line.welcome.at
                await self._deliver(BackendBatch(events=(event,), at=at))
            case Pong(id="", position=position, at=at) if self._live:
                await self._heartbeat(position, at)
            case _:
                pass

    async def tell(
        self,
        state: LinkState,
        problem: Problem | None = None,
        *,
        next_try_in: float | None = None,
    ) -> None:
        """Tell the desk of the link. `since` is when the link came up or went down, not when it was told."""
        up = state in (LinkState.CATCHING_UP, LinkState.LIVE)
        now = wall_clock()
        if up != self._up or state is LinkState.SIGNED_OUT:
            self._since, self._up = now, up
        latency = self._line.latency_ms if self._line is not None and up else None
        await self._deliver(
            LinkChanged(
                state=state,
                since=self._since,
                current_to=self._current_to,
                next_try_at=None if next_try_in is None else now + round(next_try_in * 1000),
                latency_ms=latency,
                problem=problem,
            )
        )

    async def _now_live(self) -> None:
        self._live = True
        await self.tell(LinkState.LIVE)

    async def _news(self, batch: BackendBatch) -> None:
        await self._deliver(batch)
        self.cursor = batch.cursor  # only now: what is not saved has to come again
        self._current_to = max(batch.at, self._current_to or 0)
        self._cursor_saved_at = wall_clock()

    async def _heartbeat(self, position: int, at: Millis) -> None:
        """Nothing was missed up to `position`. Only unasked pongs say so: an asked one overtakes held-back news."""
        assert self.cursor is not None
        self._current_to = max(at, self._current_to or 0)
        if position > self.cursor.seq and wall_clock() - self._cursor_saved_at >= QUIET_CURSOR_MS:
            cursor = Cursor(epoch=self.cursor.epoch, seq=position)
            await self._news(BackendBatch(events=(), at=at, cursor=cursor))
        await self.tell(LinkState.LIVE)
