"""The audit trail: entries that are only ever added, each with a digest over the one before and itself.

Promises that a changed, removed, added or moved entry is found, and which one is the first: the digest of entry N is
SHA-256 over the digest of entry N-1 (32 zero bytes before the first) and the entry's canonical bytes, the JSON array
`[seq, at, who, act, subject, whom, detail]` without spaces, in UTF-8. The newest sequence and digest stand in the
settings too, so that entries cut off at the end are missed. What it does not promise: who can write the whole database
can make a new trail; exports that lie elsewhere show it.

Each function works in the open transaction of the storage that it is given.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import msgspec
from sqlalchemy import select

from agent_desktop.hub.storage.configuration import keep_setting, setting
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.supervising_tables import trail, trail_words
from agent_desktop.hub.storage.trail_index import words_of
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.errors import StoreFailed

GENESIS: Final = bytes(32)
HEAD: Final = "trail.head"
UNREADABLE: Final = (-1, b"")
"""What is no newest entry of any trail."""
PAGE: Final = 1_000


class AuditEntry(Record, frozen=True, omit_defaults=False):
    """One entry. `digest` is in hexadecimal; `detail` is JSON text."""

    seq: int
    at: Millis
    who: str
    act: str
    subject: str = ""
    whom: str = ""
    detail: str = ""
    digest: str = ""

    @property
    def canonical(self) -> bytes:
        """What the digest is made over, after the digest before."""
        fields = (self.seq, self.at, self.who, self.act, self.subject, self.whom, self.detail)
        return msgspec.json.encode(fields)


class Break(Record, frozen=True):
    """Where a trail is broken: the first entry that is not what was written, and why; in a file also at which line."""

    seq: int
    why: str
    line: int = 0


def digest_of(before: bytes, entry: AuditEntry) -> bytes:
    """The digest of an entry that follows the one with the digest `before`."""
    return hashlib.sha256(before + entry.canonical).digest()


def head_of(storage: Storage) -> tuple[int, bytes]:
    """The newest sequence and digest as the settings say; (0, GENESIS) for a new trail, `UNREADABLE` for nonsense."""
    return head_in(setting(storage, HEAD))


def head_in(kept: str) -> tuple[int, bytes]:
    """The same from what is kept of it."""
    seq, _, digest = kept.partition(" ")
    try:
        return (int(seq), bytes.fromhex(digest)) if kept else (0, GENESIS)
    except ValueError:
        return UNREADABLE


def add_entry(storage: Storage, entry: AuditEntry, before: bytes) -> bytes:
    """Add the entry after the one with the digest `before`; its own digest. Raises StoreFailed.

    Nothing is added after what nobody can read: its new end would hide that it was changed.
    """
    if not before:
        raise StoreFailed(
            "The audit trail was changed from outside, so nothing was saved.",
            remedy="Put the hub's database back from a backup.",
            field="trail",
            value=HEAD,
        )
    digest = digest_of(before, entry)
    values = (entry.who, entry.act, entry.subject, entry.whom, entry.detail)
    storage.insert(trail, (entry.seq, entry.at, *values, digest))
    storage.insert(trail_words, (entry.seq, words_of(entry.seq, *values)))
    keep_setting(storage, HEAD, f"{entry.seq} {digest.hex()}")
    return digest


def page_after(storage: Storage, after: int, limit: int = PAGE) -> list[AuditEntry]:
    """The next entries after a sequence, oldest first."""
    query = select(trail).where(trail.c.seq > after).order_by(trail.c.seq).limit(limit)
    return [entry_of(row) for row in storage.rows(query)]


def entry_of(row: Any) -> AuditEntry:
    """The entry of a row of the table."""
    return AuditEntry(
        seq=row.seq,
        at=row.at,
        who=row.who,
        act=row.act,
        subject=row.subject,
        whom=row.whom,
        detail=row.detail,
        digest=bytes(row.digest).hex(),
    )


# --- whether it is whole


class Chain:
    """Follows a trail from its beginning. `add` returns the break, once there is one."""

    def __init__(self) -> None:
        self.seq = 0
        self.digest = GENESIS

    def add(self, entry: AuditEntry) -> Break | None:
        """The next entry as it is read."""
        if entry.seq != self.seq + 1:
            gone = entry.seq > self.seq + 1
            why = "it is missing" if gone else "it stands where another one belongs"
            return Break(seq=self.seq + 1 if gone else entry.seq, why=why)
        digest = digest_of(self.digest, entry)
        if digest.hex() != entry.digest:
            return Break(seq=entry.seq, why="its digest does not fit")
        self.seq, self.digest = entry.seq, digest
        return None

    def end(self, head: tuple[int, bytes]) -> Break | None:
        """There are no more entries; `head` is what was kept of the newest."""
        if head[0] > self.seq:
            return Break(seq=self.seq + 1, why="it is missing")
        if head != (self.seq, self.digest):
            return Break(seq=self.seq, why="it is not the newest that was kept")
        return None


def first_break(entries: Iterable[AuditEntry], head: tuple[int, bytes] | None) -> Break | None:
    """The first entry that is not what was written, None for a whole trail. Without a `head` the end is not judged."""
    chain = Chain()
    for entry in entries:
        broken = chain.add(entry)
        if broken is not None:
            return broken
    return None if head is None else chain.end(head)


def all_entries(page: Callable[[int], list[AuditEntry]]) -> Iterator[AuditEntry]:
    """Every entry, oldest first; `page` gives the next ones after a sequence."""
    after = 0
    while found := page(after):
        yield from found
        after = found[-1].seq


def judge_on(storage: Storage, chain: Chain) -> tuple[bool, Break | None]:
    """Judge the next page of a trail: whether that was the last, and the break, if it has one.

    Between the pages the trail may grow; the head is read before the entries, so that it is never newer than they are.
    """
    head = head_of(storage)
    entries = page_after(storage, chain.seq)
    for entry in entries:
        if (broken := chain.add(entry)) is not None:
            return True, broken
    return not entries, None if entries else chain.end(head)


def checked(storage: Storage) -> Break | None:
    """The first break of the whole trail of a storage."""
    return first_break(all_entries(lambda after: page_after(storage, after)), head_of(storage))
