"""The audit trail as the centre writes it: one entry for each act, in the transaction of what was done.

Promises that an act and its entry are committed together or not at all. Refuses what people wrote: entries name people,
things and fields, and the reasons that leads give.
"""

import msgspec

from agent_desktop.hub.storage import trail
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.trail import AuditEntry
from agent_desktop.model.base import Millis

MAX_SUBJECT = 200
_encode = msgspec.json.Encoder(order="sorted").encode


class Trail:
    """The trail of one storage. Load anew after a transaction failed."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._head: tuple[int, bytes] | None = None

    def add(
        self, at: Millis, who: str, act: str, subject: str = "", whom: str = "", **detail: object
    ) -> None:
        """Write down that `who` did `act` to `subject` ("kind/id"), which concerns the agent `whom`."""
        seq, before = self._head or trail.head_of(self._storage)
        entry = AuditEntry(
            seq=seq + 1,
            at=at,
            who=who,
            act=act,
            subject=subject[:MAX_SUBJECT],
            whom=whom,
            detail=_encode(detail).decode() if detail else "",
        )
        self._head = (entry.seq, trail.add_entry(self._storage, entry, before))
