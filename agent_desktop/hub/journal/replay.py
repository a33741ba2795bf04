"""The answer to a client that resumes: what it missed, or why it must start again."""

from enum import StrEnum

from agent_desktop.hub.protocol import Entry
from agent_desktop.model.base import Record


class Resync(StrEnum):
    """Why a replay is not possible; a snapshot replaces it. Travels in `Welcome.resync`."""

    OTHER_EPOCH = "other_epoch"
    TRUNCATED = "truncated"
    FROM_THE_FUTURE = "from_the_future"
    QUEUES_CHANGED = "queues_changed"


class Replay(Record, frozen=True):
    """Missed entries in order. The client is then current to `position`; `more` says: ask again from there.

    With `resync` there are no entries.
    """

    position: int
    entries: tuple[Entry, ...] = ()
    more: bool = False
    resync: Resync | None = None
