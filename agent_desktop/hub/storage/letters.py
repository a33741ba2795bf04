"""Letters on their way to networks, and what networks call a message: rows to records and back.

A letter is *waiting*, then *sending* from before its network hears of it, then *sent*, *rejected* or *unclear*.
The first two hold up what follows in their conversation. Each function works in the open transaction of the
storage that it is given.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, exists, func, literal, select, update

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


_OPEN: Final = (LetterState.WAITING, LetterState.SENDING)
_other: Final = letters.alias("other")


def _is(table: FromClause, *states: LetterState) -> ColumnElement[bool]:
    """In one of these states. Written out, because the indexes of few states serve no statement that hides them."""
    given = [literal(one.value, literal_execute=True) for one in states]
    return table.c.state.in_(given) if len(given) > 1 else table.c.state == given[0]


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


def postpone(storage: Storage, kept: KeptLetter) -> None:
    """Insert or replace it; what follows it in its conversation is not looked at before it is due."""
    keep_letter(storage, kept)
    storage.execute(
        update(letters)
        .where(
            letters.c.entry_point_id == kept.entry_point_id,
            letters.c.conversation_id == kept.conversation_id,
            _is(letters, *_OPEN),
            letters.c.seq > kept.seq,
            letters.c.due_at < kept.due_at,
        )
        .values(due_at=kept.due_at)
    )


def next_letter(storage: Storage, entry_point_id: str) -> KeptLetter | None:
    """The waiting letter of an entry point that is due first, of those that wait for no other one of theirs."""
    same = (
        _other.c.entry_point_id == letters.c.entry_point_id,
        _other.c.conversation_id == letters.c.conversation_id,
    )
    behind = exists().where(*same, _is(_other, *_OPEN), _other.c.seq < letters.c.seq)
    beside = exists().where(*same, _is(_other, LetterState.SENDING))
    mine = (letters.c.entry_point_id == entry_point_id, _is(letters, LetterState.WAITING))
    query = select(letters).where(*mine, ~behind, ~beside).order_by(letters.c.due_at).limit(1)
    row = storage.row(query)
    return None if row is None else _letter(row)


def open_letters(storage: Storage, entry_point_id: str) -> int:
    """How many of an entry point are not settled."""
    mine = (letters.c.entry_point_id == entry_point_id, _is(letters, *_OPEN))
    return int(storage.row(select(func.count()).where(*mine))[0])


def sending_letters(storage: Storage, entry_point_id: str) -> list[KeptLetter]:
    """Those of an entry point that are being sent."""
    mine = (letters.c.entry_point_id == entry_point_id, _is(letters, LetterState.SENDING))
    return [_letter(row) for row in storage.rows(select(letters).where(*mine))]


def unclear_letters(storage: Storage, entry_point_id: str) -> list[KeptLetter]:
    """Those of an entry point that are shown as unclear, the oldest first."""
    mine = (letters.c.entry_point_id == entry_point_id, _is(letters, LetterState.UNCLEAR))
    return [_letter(row) for row in storage.rows(select(letters).where(*mine).order_by("seq"))]


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


_ANOTHER: Final = "\x1f"
"""Stands in no name that a network gives: what follows it tells messages with the same name apart."""


def another_name(remote_id: str, sign: str) -> str:
    """The name of another message that has the name of an earlier one."""
    return f"{remote_id}{_ANOTHER}{sign}"


def _as_network(remote_id: str) -> str:
    return remote_id.partition(_ANOTHER)[0]


class Room(Record, frozen=True):
    """A network's own thread, and whom it is with."""

    entry_point_id: str
    thread: str
    address: str


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


def move_remotes(storage: Storage, at: Place, to: Place) -> None:
    """What the network calls the item at one place stands at another one now; so does its letter."""
    for table in (remotes, letters):
        storage.execute(
            update(table)
            .where(table.c.conversation_id == at.conversation_id, table.c.seq == at.seq)
            .values(conversation_id=to.conversation_id, seq=to.seq)
        )


def unsettled(storage: Storage, conversation_id: str, since: int) -> bool:
    """Whether a letter of this conversation, from a sequence on, may still be sent."""
    mine = (letters.c.conversation_id == conversation_id, letters.c.seq >= since)
    query = select(letters.c.id).where(*mine, _is(letters, *_OPEN)).limit(1)
    return storage.row(query) is not None


def move_rooms(storage: Storage, from_id: str, to_id: str, rooms: Sequence[Room]) -> None:
    """These threads of networks belong to another conversation now, where they belonged to this one."""
    for room in rooms:
        storage.execute(
            update(threads)
            .where(
                threads.c.entry_point_id == room.entry_point_id,
                threads.c.thread == room.thread,
                threads.c.conversation_id == from_id,
            )
            .values(conversation_id=to_id)
        )


def rooms_of(storage: Storage, conversation_id: str) -> list[Room]:
    """The threads of networks that belong to a conversation."""
    rows = storage.rows(select(threads).where(threads.c.conversation_id == conversation_id))
    return [
        Room(entry_point_id=row.entry_point_id, thread=row.thread, address=row.address)
        for row in rows
    ]


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
    return list(dict.fromkeys(_as_network(row[0]) for row in rows))


def remotes_of(storage: Storage, conversation_id: str, seqs: Sequence[int]) -> dict[int, str]:
    """What the network calls these items."""
    rows = storage.rows(
        select(remotes.c.seq, remotes.c.remote_id).where(
            remotes.c.conversation_id == conversation_id, remotes.c.seq.in_(seqs)
        )
    )
    return {row[0]: _as_network(row[1]) for row in rows}


def keep_thread(
    storage: Storage,
    entry_point_id: str,
    thread: str,
    address: str,
    conversation_id: str,
    used_at: Millis,
) -> None:
    """Remember whose conversation a network's thread is, and when somebody wrote in it."""
    key = (entry_point_id, thread)
    storage.put(threads, key, tuple, (*key, address, conversation_id, used_at))


def conversation_of_thread(storage: Storage, entry_point_id: str, thread: str) -> str | None:
    """The conversation of a network's thread."""
    found = storage.get(threads, (entry_point_id, thread))
    return None if found is None else str(found[3])


def thread_with(storage: Storage, entry_point_id: str, address: str) -> str:
    """The network's thread with this address, of several the one that was used last; empty where there is none."""
    query = select(threads.c.thread).where(
        threads.c.entry_point_id == entry_point_id, threads.c.address == address
    )
    row = storage.row(query.order_by(threads.c.used_at.desc(), threads.c.thread).limit(1))
    return "" if row is None else str(row[0])
