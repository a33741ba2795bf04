"""The journal's rows: append, read for some audiences, cut off the oldest; and the epochs in which they were written.

Each function works in the open transaction of the storage that it is given.
"""

from collections.abc import Collection

from sqlalchemy import delete, func, insert, select

from agent_desktop.hub.storage.database import Values
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import epochs, journal
from agent_desktop.model.base import Millis


def new_entries(storage: Storage) -> list[Values]:
    """Where rows of new entries go: (sequence, time, audience, body), the sequence new."""
    return storage.inserts(journal)


def ends_of_journal(storage: Storage) -> tuple[int, int]:
    """The sequences of the oldest and the newest entry; (0, 0) when there is none."""
    row = storage.row(select(func.min(journal.c.seq), func.max(journal.c.seq)))
    return (0, 0) if row is None or row[0] is None else (int(row[0]), int(row[1]))


def entries_after(
    storage: Storage, audiences: Collection[str], since: int, limit: int
) -> list[tuple[int, Millis, bytes]]:
    """(sequence, time, body) of the first `limit` entries after `since` for these audiences, in order."""
    rows = storage.rows(
        select(journal.c.seq, journal.c.at, journal.c.body)
        .where(journal.c.seq > since, journal.c.audience.in_(sorted(audiences)))
        .order_by(journal.c.seq)
        .limit(limit)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def all_entries_after(storage: Storage, since: int) -> list[tuple[int, Millis, str, bytes]]:
    """(sequence, time, audience, body) of every entry after `since`, in order."""
    rows = storage.rows(
        select(journal.c.seq, journal.c.at, journal.c.audience, journal.c.body)
        .where(journal.c.seq > since)
        .order_by(journal.c.seq)
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def cut_journal(storage: Storage, before: Millis) -> int:
    """Delete entries older than `before`, except the newest one of all; how many."""
    newest = select(func.max(journal.c.seq)).scalar_subquery()
    return storage.execute(
        delete(journal).where(journal.c.at < before, journal.c.seq < newest)
    ).rowcount


def kept_epochs(storage: Storage) -> list[tuple[str, int]]:
    """(epoch, sequence of its first entry) in the order in which they began."""
    rows = storage.rows(select(epochs.c.epoch, epochs.c.first_seq).order_by(epochs.c.number))
    return [(row[0], row[1]) for row in rows]


def keep_epoch(storage: Storage, epoch: str, first_seq: int) -> None:
    """Keep an epoch that begins now."""
    storage.execute(insert(epochs).values(epoch=epoch, first_seq=first_seq))


def forget_epochs(storage: Storage, before_seq: int) -> None:
    """Delete the epochs of which every entry is older than the entry `before_seq`."""
    later = epochs.alias()
    over = select(later).where(later.c.number > epochs.c.number, later.c.first_seq <= before_seq)
    storage.execute(delete(epochs).where(over.exists()))
