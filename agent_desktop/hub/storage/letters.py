"""Letters on their way to networks, and what networks call a message: rows to records and back.

A letter is *waiting*, then *sending* from before its network hears of it, then *sent*, *rejected* or *unclear*.
The first two hold up what follows in their conversation. Each function works in the open transaction of the
storage that it is given.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.written_tables import letters, remotes, threads
from agent_desktop.model.base import Millis, Record


class LetterState(StrEnum):
    """Where a letter is."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    REJECTED = "rejected"
    UNCLEAR = "unclear"


_OPEN = (LetterState.WAITING.value, LetterState.SENDING.value)


class KeptLetter(Record, frozen=True):
    """A letter's row. `body` is the letter as JSON; `seq` its item's place in the conversation."""

    id: str
    entry_point_id: str
    conversation_id: str
    seq: int
    body: bytes
    state: LetterState = LetterState.WAITING
    due_at: Millis = 0
    attempts: int = 0
    problem: str = ""


def keep_letter(storage: Storage, kept: KeptLetter) -> None:
    """Insert or replace it."""
    values = (
        kept.id,
        kept.entry_point_id,
        kept.conversation_id,
        kept.seq,
        kept.state.value,
        kept.due_at,
        kept.attempts,
        kept.problem,
        kept.body,
    )
    storage.put(letters, (kept.id,), tuple, values)


def letter(storage: Storage, letter_id: str) -> KeptLetter | None:
    """The letter with this id."""
    row = storage.row(select(letters).where(letters.c.id == letter_id))
    return None if row is None else _letter(row)


def open_letters(storage: Storage, entry_point_id: str) -> list[KeptLetter]:
    """Those of an entry point that are not settled, by conversation and in their order there."""
    order = (letters.c.conversation_id, letters.c.seq)
    mine = (letters.c.entry_point_id == entry_point_id, letters.c.state.in_(_OPEN))
    return [_letter(row) for row in storage.rows(select(letters).where(*mine).order_by(*order))]


def _letter(row: Any) -> KeptLetter:
    return KeptLetter(
        id=row.id,
        entry_point_id=row.entry_point_id,
        conversation_id=row.conversation_id,
        seq=row.seq,
        body=row.body,
        state=LetterState(row.state),
        due_at=row.due_at,
        attempts=row.attempts,
        problem=row.problem,
    )


class Place(Record, frozen=True):
    """Where a message is. `seq` 0: it is known, and no item came of it."""

    conversation_id: str
    seq: int


def keep_remote(
    storage: Storage, entry_point_id: str, remote_id: str, place: Place, at: Millis
) -> None:
    """Remember what the network calls an item."""
    key = (entry_point_id, remote_id)
    storage.put(remotes, key, tuple, (*key, place.conversation_id, place.seq, at))


def place_of(storage: Storage, entry_point_id: str, remote_id: str) -> Place | None:
    """Where the message is that the network calls so; None when it was never heard of."""
    found = storage.get(remotes, (entry_point_id, remote_id))
    return None if found is None else Place(conversation_id=found[2], seq=found[3])


def remote_ids(
    storage: Storage, conversation_id: str, entry_point_id: str, limit: int = 20
) -> list[str]:
    """What the network calls the newest messages of a conversation, the newest first."""
    rows = storage.rows(
        select(remotes.c.remote_id)
        .where(
            remotes.c.conversation_id == conversation_id,
            remotes.c.entry_point_id == entry_point_id,
            remotes.c.seq > 0,
        )
        .order_by(remotes.c.seq.desc())
        .limit(limit)
    )
    return [row[0] for row in rows]


def remotes_of(storage: Storage, conversation_id: str, seqs: Sequence[int]) -> dict[int, str]:
    """What the network calls these items."""
    rows = storage.rows(
        select(remotes.c.seq, remotes.c.remote_id).where(
            remotes.c.conversation_id == conversation_id, remotes.c.seq.in_(seqs)
        )
    )
    return {row[0]: row[1] for row in rows}


def keep_thread(
    storage: Storage, entry_point_id: str, thread: str, address: str, conversation_id: str
) -> None:
    """Remember whose conversation a network's thread is."""
    key = (entry_point_id, thread)
    storage.put(threads, key, tuple, (*key, address, conversation_id))


def conversation_of_thread(storage: Storage, entry_point_id: str, thread: str) -> str | None:
    """The conversation of a network's thread."""
    found = storage.get(threads, (entry_point_id, thread))
    return None if found is None else str(found[3])


def thread_with(storage: Storage, entry_point_id: str, address: str) -> str:
    """The network's thread with this address, empty where there is none."""
    row = storage.row(
        select(threads.c.thread).where(
            threads.c.entry_point_id == entry_point_id, threads.c.address == address
        )
    )
    return "" if row is None else str(row[0])
