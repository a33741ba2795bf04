"""Sounds in the encrypted database: recordings of calls, in parts, with the moment at which they must go.

Promises that a sound is there whole or not at all: its row comes after its parts. Each part is a transaction of its
own, so that others write in between. Refuses to know what the bytes mean.
"""

from sqlalchemy import Engine, delete, insert, select

from agent_desktop.model.base import Millis
from agent_desktop.store import tables as t


def forget(engine: Engine, sound_id: str) -> None:
    """Delete a sound, and what there is of one that never became whole."""
    with engine.begin() as connection:
        connection.execute(delete(t.sound).where(t.sound.c.id == sound_id))
        connection.execute(delete(t.sound_part).where(t.sound_part.c.sound_id == sound_id))


def keep_part(engine: Engine, sound_id: str, number: int, body: bytes) -> None:
    """Keep one part."""
    with engine.begin() as connection:
        row = {"sound_id": sound_id, "part": number, "body": body}
        connection.execute(insert(t.sound_part), row)


def complete(engine: Engine, sound_id: str, size: int, until: Millis | None) -> None:
    """All parts are there."""
    with engine.begin() as connection:
        connection.execute(insert(t.sound), {"id": sound_id, "size": size, "until": until})


def read(engine: Engine, sound_id: str) -> bytes | None:
    """The bytes; None when there is no such sound, or not all of it."""
    with engine.begin() as connection:
        size = connection.scalar(select(t.sound.c.size).where(t.sound.c.id == sound_id))
        if size is None:
            return None
        parts = select(t.sound_part.c.body).where(t.sound_part.c.sound_id == sound_id)
        data = b"".join(connection.scalars(parts.order_by(t.sound_part.c.part)))
    return data if len(data) == size else None


def forget_old(engine: Engine, now: Millis) -> None:
    """Delete the sounds whose time is over, and parts that never became a sound."""
    with engine.begin() as connection:
        connection.execute(delete(t.sound).where(t.sound.c.until <= now))
        whole = select(t.sound.c.id)
        connection.execute(delete(t.sound_part).where(t.sound_part.c.sound_id.not_in(whole)))
