"""Queues, entry points, dispositions, saved replies and settings: rows to records and back.

Each function works in the open transaction of the storage that it is given.
"""

from typing import Any

import msgspec
from sqlalchemy import Column, ColumnElement, delete, func, select

from agent_desktop.hub.storage.people import as_json
from agent_desktop.hub.storage.settings import Capacity, EntryPointSettings, QueueSettings
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import (
    dispositions,
    entry_points,
    queues,
    saved_replies,
    settings,
)
from agent_desktop.model.base import Millis
from agent_desktop.model.work import Channel, Disposition, SavedReply


def setting(storage: Storage, name: str) -> str:
    """A setting's value, empty when it was never set."""
    found = storage.get(settings, (name,))
    return "" if found is None else str(found[1])


def keep_setting(storage: Storage, name: str, value: str) -> None:
    """Insert or replace a setting."""
    storage.put(settings, (name,), tuple, (name, value))


_COSTS = "routing.costs"
_QUEUES = "retired.queues"
_DISPOSITIONS = "retired.dispositions"
_ENTRY_POINTS = "retired.entry_points"
_PAUSED = "paused.entry_points"


def _retired(storage: Storage, kind: str) -> set[str]:
    return msgspec.json.decode(setting(storage, kind) or "[]", type=set[str])


def _set_retired(storage: Storage, kind: str, name: str, *, retired: bool) -> None:
    known = _retired(storage, kind)
    if retired != (name in known):
        keep_setting(storage, kind, as_json(sorted(known ^ {name})))


def keep_costs(storage: Storage, costs: Capacity) -> None:
    """Keep what one interaction of a channel takes of an agent's units, where it is not the usual."""
    keep_setting(storage, _COSTS, as_json(costs))


def kept_costs(storage: Storage) -> Capacity:
    """The channels' costs that were defined; empty for the usual ones."""
    return msgspec.json.decode(setting(storage, _COSTS) or "{}", type=Capacity)


def _next_position(storage: Storage, table: Any) -> int:
    row = storage.row(select(func.max(table.c.position)))
    return int(row[0] or 0) + 1 if row is not None else 1


def keep_queue(storage: Storage, queue: QueueSettings) -> None:
    """Insert or replace a queue."""
    _set_retired(storage, _QUEUES, queue.id, retired=False)
    known = storage.get(queues, (queue.id,))
    position = known[-2] if known is not None else _next_position(storage, queues)
    storage.put(
        queues,
        (queue.id,),
        tuple,
        (
            queue.id,
            queue.name,
            queue.weight,
            queue.priority,
            as_json(queue.skills),
            as_json(queue.offer_ms),
            queue.wrap_up_ms,
            queue.wrap_up_required,
            queue.max_waiting,
            queue.sticky_ms,
            queue.pick,
            queue.away_ms,
            position,
            queue.signature,
        ),
    )


def retire_queue(storage: Storage, queue_id: str) -> None:
    """The queue is only for reading what was in it, until it is kept again."""
    _set_retired(storage, _QUEUES, queue_id, retired=True)


def queue_name(storage: Storage, queue_id: str) -> str:
    """The name of a queue, retired or not; empty for one that never was."""
    found = storage.get(queues, (queue_id,))
    return "" if found is None else str(found[1])


def kept_queues(storage: Storage) -> list[QueueSettings]:
    """Every queue that is not retired, in order of definition."""
    retired = _retired(storage, _QUEUES)
    return [
        QueueSettings(
            id=row.id,
            name=row.name,
            weight=row.weight,
            priority=row.priority,
            skills=msgspec.json.decode(row.skills, type=dict[str, int]),
            offer_ms=msgspec.json.decode(row.offer_ms, type=dict[Channel, Millis]),
            wrap_up_ms=row.wrap_up_ms,
            wrap_up_required=bool(row.wrap_up_required),
            max_waiting=row.max_waiting,
            sticky_ms=row.sticky_ms,
            pick="best" if row.pick == "best" else "idle",
            away_ms=row.away_ms,
            signature=row.signature,
        )
        for row in storage.rows(select(queues).order_by(queues.c.position))
        if row.id not in retired
    ]


def keep_entry_point(storage: Storage, entry_point: EntryPointSettings) -> None:
    """Insert or replace an entry point."""
    _set_retired(storage, _ENTRY_POINTS, entry_point.id, retired=entry_point.retired)
    _set_retired(storage, _PAUSED, entry_point.id, retired=entry_point.paused)
    known = storage.get(entry_points, (entry_point.id,))
    position = known[-1] if known is not None else _next_position(storage, entry_points)
    storage.put(
        entry_points,
        (entry_point.id,),
        tuple,
        (
            entry_point.id,
            entry_point.channel.value,
            entry_point.name,
            entry_point.queue_id,
            entry_point.title,
            entry_point.secret,
            as_json(entry_point.origins),
            entry_point.require_identity,
            entry_point.calls,
            position,
        ),
    )


def forget_entry_point(storage: Storage, entry_point_id: str) -> None:
    """Delete an entry point that no visitor came by."""
    storage.execute(delete(entry_points).where(entry_points.c.id == entry_point_id))


def kept_entry_points(storage: Storage) -> list[EntryPointSettings]:
    """Every entry point, retired or not, in order of definition."""
    retired, paused = _retired(storage, _ENTRY_POINTS), _retired(storage, _PAUSED)
    return [
        EntryPointSettings(
            id=row.id,
            channel=Channel(row.channel),
            name=row.name,
            queue_id=row.queue_id,
            title=row.title,
            secret=row.secret,
            origins=msgspec.json.decode(row.origins, type=tuple[str, ...]),
            require_identity=bool(row.require_identity),
            calls=row.calls,
            paused=row.id in paused,
            retired=row.id in retired,
        )
        for row in storage.rows(select(entry_points).order_by(entry_points.c.position))
    ]


def keep_disposition(storage: Storage, one: Disposition, position: int | None = None) -> None:
    """Insert or replace an outcome code. Without a position it keeps its own; a new one stands last."""
    _set_retired(storage, _DISPOSITIONS, one.code, retired=False)
    place = _place(storage, dispositions.c.position, dispositions.c.code == one.code, position)
    storage.put(
        dispositions, (one.code,), tuple, (one.code, one.label, one.group, one.queue_id, place)
    )


def _place(
    storage: Storage, column: Column[int], here: ColumnElement[bool], position: int | None
) -> int:
    """The position that was named, else the one that the row has, else behind all others."""
    if position is not None:
        return position
    known = storage.row(select(column).where(here))
    if known is not None:
        return int(known[0])
    last = storage.row(select(func.max(column)))[0]
    return 0 if last is None else int(last) + 1


def retire_disposition(storage: Storage, code: str) -> None:
    """The code is only for reading what had it, until it is kept again."""
    _set_retired(storage, _DISPOSITIONS, code, retired=True)


def kept_dispositions(storage: Storage) -> list[Disposition]:
    """Every outcome code that is not retired, in its order."""
    retired = _retired(storage, _DISPOSITIONS)
    order = (dispositions.c.position, dispositions.c.code)
    return [
        Disposition(code=row.code, label=row.label, group=row.group, queue_id=row.queue_id)
        for row in storage.rows(select(dispositions).order_by(*order))
        if row.code not in retired
    ]


def keep_saved_reply(storage: Storage, one: SavedReply, position: int | None = None) -> None:
    """Insert or replace a prepared text. Without a position it keeps its own; a new one stands last."""
    here = saved_replies.c.shortcut == one.shortcut
    place = _place(storage, saved_replies.c.position, here, position)
    storage.put(saved_replies, (one.shortcut,), tuple, (one.shortcut, one.title, one.text, place))


def forget_saved_reply(storage: Storage, shortcut: str) -> None:
    """Delete a prepared text."""
    storage.execute(delete(saved_replies).where(saved_replies.c.shortcut == shortcut))


def kept_saved_replies(storage: Storage) -> list[SavedReply]:
    """Every prepared text, in its order."""
    order = (saved_replies.c.position, saved_replies.c.shortcut)
    return [
        SavedReply(shortcut=row.shortcut, title=row.title, text=row.text)
        for row in storage.rows(select(saved_replies).order_by(*order))
    ]
