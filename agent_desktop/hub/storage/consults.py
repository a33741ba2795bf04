"""Consults about written work that are not over: rows to records and back.

Each function works in the open transaction of the storage that it is given.
"""

import msgspec
from sqlalchemy import delete, select

from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.supervising_tables import consults
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.consulting import Consult


class KeptConsult(Record, frozen=True):
    """A consult with how somebody is looked for: of a queue, or with a skill. `tried` were asked already."""

    shown: Consult
    queue_id: str = ""
    skill: str = ""
    level: int = 1
    tried: tuple[str, ...] = ()
    joined_at: Millis | None = None


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(KeptConsult).decode


def keep(storage: Storage, one: KeptConsult) -> None:
    """Insert or replace it."""
    storage.put(consults, (one.shown.id,), tuple, (one.shown.id, _encode(one)))


def forget(storage: Storage, consult_id: str) -> None:
    """It is over."""
    storage.execute(delete(consults).where(consults.c.id == consult_id))


def kept(storage: Storage) -> dict[str, KeptConsult]:
    """All of them by their ids."""
    rows = storage.rows(select(consults).order_by(consults.c.id))
    return {row.id: _decode(row.body) for row in rows}
