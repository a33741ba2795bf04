"""The journal: what happened, in one order, for whom, readable again from any point.

Promises that `seq` rises by one for each entry and that the database has no gaps; that an entry is committed together
with its effect, in the transaction that is open when it is appended; that `published()` gives only what was committed.

An epoch is one life of the hub's process: every start begins another, before it writes anything. A position counts only
as far as the epoch that gave it reaches in this very database. So a start costs nobody a snapshot, and whoever followed
entries that an old copy of the database does not have is told to start again, however much was written since.

Refuses to decide who hears what (its caller names the audience), and to keep passing news.
"""

from collections.abc import Collection
from itertools import pairwise

import msgspec

from agent_desktop.hub.journal.published import News, Published
from agent_desktop.hub.journal.replay import Replay, Resync
from agent_desktop.hub.protocol import Entry
from agent_desktop.hub.storage.configuration import keep_setting, setting
from agent_desktop.hub.storage.entries import (
    all_entries_after,
    cut_journal,
    ends_of_journal,
    entries_after,
    forget_epochs,
    keep_epoch,
    kept_epochs,
    new_entries,
)
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.commands import Cursor
from agent_desktop.model.events import JournalEvent

CUT_TO = "journal.cut_to"

MAX_BEHIND = 200_000
"""Who is further behind starts again: a snapshot is quicker than so long a replay."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(JournalEvent).decode


def kept_since(storage: Storage, position: int) -> list[Published]:
    """What was committed after a position, for everybody, in order."""
    return [
        Published(audience=audience, event=_decode(body), at=at, seq=seq)
        for seq, at, audience, body in all_entries_after(storage, position)
    ]


def newest(storage: Storage) -> int:
    """The position of the newest entry, 0 before the first."""
    return max(ends_of_journal(storage)[1], int(setting(storage, CUT_TO) or 0))


def heard_since(
    storage: Storage, position: int, audiences: Collection[str]
) -> tuple[int, list[Published]]:
    """What these audiences hear after a position, and the position up to which that is all."""
    found = [one for one in kept_since(storage, position) if one.audience in audiences]
    return newest(storage), found


class Journal:
    """The journal of one storage. Load it inside a transaction; load anew after a transaction failed.

    `epoch` names the life of the process that loads it: the same name whenever that process loads it again.
    """

    def __init__(self, storage: Storage, epoch: str) -> None:
        self._storage = storage
        self._rows = new_entries(storage)
        self._pending: list[Published] = []
        self._last_event: JournalEvent | None = None
        self._last_body = b""
        self.epoch = epoch
        self._cut_to = int(setting(storage, CUT_TO) or 0)
        self.position = newest(storage)
        self._ends = self._begin()

    def _begin(self) -> dict[str, int]:
        """Keep this epoch if it is new; the last position of every earlier one."""
        kept = kept_epochs(self._storage)
        if self.epoch not in dict(kept):
            kept.append((self.epoch, self.position + 1))
            keep_epoch(self._storage, *kept[-1])
        return {epoch: first - 1 for (epoch, _), (_, first) in pairwise(kept)}

    def append(self, at: Millis, audience: str, event: JournalEvent) -> None:
        """Write an entry in the open transaction."""
        self.position += 1
        if event is not self._last_event:
            self._last_event, self._last_body = event, _encode(event)
        self._rows.append((self.position, at, audience, self._last_body))
        self._pending.append(Published(audience=audience, event=event, at=at, seq=self.position))

    def pass_on(self, at: Millis, audience: str, event: News) -> None:
        """Publish with the commit, without keeping it."""
        self._pending.append(Published(audience=audience, event=event, at=at))

    def published(self) -> list[Published]:
        """What was appended and passed on since the last call; for use after the commit."""
        pending, self._pending = self._pending, []
        return pending

    def replay(
        self, audiences: Collection[str], since: Cursor, limit: int, heard_from: int
    ) -> Replay:
        """The first `limit` entries for `audiences` after `since`, or why they cannot be given.

        `heard_from` is the position at which the audiences last changed: what was before it is not theirs to replay.
        """
        resync = self._resync(since, heard_from)
        if resync is not None:
            return Replay(position=self.position, resync=resync)
        found = entries_after(self._storage, audiences, since.seq, limit + 1)
        more = len(found) > limit
        entries = tuple(
            Entry(seq=seq, at=at, event=_decode(body)) for seq, at, body in found[:limit]
        )
        return Replay(
            position=entries[-1].seq if more else self.position, entries=entries, more=more
        )

    def _resync(self, since: Cursor, heard_from: int) -> Resync | None:
        if since.epoch != self.epoch and since.seq > self._ends.get(since.epoch, -1):
            return Resync.OTHER_EPOCH
        if not 0 <= since.seq <= self.position:
            return Resync.FROM_THE_FUTURE
        if since.seq < max(self._cut_to, self.position - MAX_BEHIND):
            return Resync.TRUNCATED
        return Resync.QUEUES_CHANGED if since.seq < heard_from else None

    def cut(self, before: Millis) -> int:
        """Forget entries older than `before` (never the newest); how many. Who is behind them must resync."""
        gone = cut_journal(self._storage, before)
        if gone:
            self._cut_to = ends_of_journal(self._storage)[0] - 1
            keep_setting(self._storage, CUT_TO, str(self._cut_to))
            forget_epochs(self._storage, self._cut_to)
        return gone
