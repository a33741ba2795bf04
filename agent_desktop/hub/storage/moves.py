"""Splits and merges of conversations, as they were done: rows to records and back.

Each function works in the open transaction of the storage that it is given.
"""

from typing import Literal

import msgspec
from sqlalchemy import func, or_, select

from agent_desktop.hub.storage.letters import Room
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.written_tables import moves
from agent_desktop.model.base import Millis, Record


class KeptMove(Record, frozen=True):
    """What moved from one conversation to another.

    `items` are the places before and after. `interactions` moved along; `begun` is the one that the split began.
    """

    number: int
    kind: Literal["split", "merge"]
    from_id: str
    to_id: str
    items: tuple[tuple[int, int], ...] = ()
    interactions: tuple[str, ...] = ()
    begun: str = ""
    rooms: tuple[Room, ...] = ()
    undone_at: Millis | None = None


def keep_move(storage: Storage, move: KeptMove) -> None:
    """Insert or replace it."""
    body = msgspec.json.encode(move)
    values = (move.number, move.from_id, move.to_id, move.undone_at, body)
    storage.put(moves, (move.number,), tuple, values)


def next_number(storage: Storage) -> int:
    """The number of the next move."""
    row = storage.row(select(func.max(moves.c.number)))
    return int(row[0] or 0) + 1 if row is not None else 1


def last_move(storage: Storage, conversation_id: str) -> KeptMove | None:
    """The newest move that a conversation had a part in and that was not taken back."""
    mine = or_(moves.c.from_id == conversation_id, moves.c.to_id == conversation_id)
    query = select(moves.c.body).where(mine, moves.c.undone_at.is_(None))
    row = storage.row(query.order_by(moves.c.number.desc()).limit(1))
    return None if row is None else msgspec.json.decode(row[0], type=KeptMove)
