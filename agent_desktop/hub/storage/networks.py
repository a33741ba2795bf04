"""Accounts at networks, and what their sessions remember: rows to records and back.

Each function works in the open transaction of the storage that it is given.
"""

from typing import Any

import msgspec
from sqlalchemy import delete, select

from agent_desktop.hub.storage.people import as_json
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.written_tables import memories, networks
from agent_desktop.model.base import Record

_settings = msgspec.json.Decoder(dict[str, str]).decode


class KeptNetwork(Record, frozen=True):
    """How an entry point reaches its network. `sealed` are the secrets, which only `sealed.Seal` opens."""

    entry_point_id: str
    network: str
    settings: dict[str, str] = {}
    sealed: bytes = b""
    paused: bool = False


def keep_network(storage: Storage, kept: KeptNetwork) -> None:
    """Insert or replace it."""
    values = (
        kept.entry_point_id,
        kept.network,
        as_json(kept.settings),
        kept.sealed,
        kept.paused,
    )
    storage.put(networks, (kept.entry_point_id,), tuple, values)


def kept_networks(storage: Storage) -> list[KeptNetwork]:
    """All of them."""
    return [_network(row) for row in storage.rows(select(networks))]


def _network(row: Any) -> KeptNetwork:
    return KeptNetwork(
        entry_point_id=row.entry_point_id,
        network=row.network,
        settings=_settings(row.settings),
        sealed=row.sealed,
        paused=bool(row.paused),
    )


def forget_network(storage: Storage, entry_point_id: str) -> None:
    """Delete it, with what its session remembers."""
    storage.execute(delete(networks).where(networks.c.entry_point_id == entry_point_id))
    storage.execute(delete(memories).where(memories.c.entry_point_id == entry_point_id))


def remember(storage: Storage, entry_point_id: str, name: str, value: str) -> None:
    """Keep one thing that a session wants to remember; an empty value forgets it."""
    storage.put(memories, (entry_point_id, name), tuple, (entry_point_id, name, value))


def memory(storage: Storage, entry_point_id: str) -> dict[str, str]:
    """What a session wanted to remember."""
    query = select(memories.c.name, memories.c.value)
    rows = storage.rows(query.where(memories.c.entry_point_id == entry_point_id))
    return {row.name: row.value for row in rows if row.value}
