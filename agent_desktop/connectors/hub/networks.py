"""The hub's entry points at other networks: read with how each stands, defined, tested, paused and removed.

Promises that a refusal of a network's own field is told apart from one of the entry point's own, also where both have
the same name. Refuses to compare what was seen with what is kept: its caller does.
"""

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import msgspec

from agent_desktop.model.administration_networks import (
    OF_NETWORK,
    EntryStanding,
    KeepNetworkEntry,
    NetworkEntry,
    NetworkField,
    NetworkKind,
    Networks,
    PauseNetworkEntry,
    RemoveNetworkEntry,
    TryNetworkEntry,
)
from agent_desktop.model.administration_voice import TrialStep
from agent_desktop.model.base import Record
from agent_desktop.model.errors import Problem
from agent_desktop.model.work import Channel

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

EntryOrder = TryNetworkEntry | PauseNetworkEntry | RemoveNetworkEntry
_NETWORKS: Final = "/v1/admin/networks"
_OWN: Final = frozenset({"id", "network", "queue_id"})
"""Fields of an entry point that no network asks for."""
TRIED_WITHIN_S: Final = 75.0
"""A hub tries an entry point for up to a minute."""


class _Limits(Record, frozen=True):
    fields: tuple[NetworkField, ...] = ()


class _Kind(Record, frozen=True):
    name: str
    channel: Channel
    limits: _Limits


class _Networks(Record, frozen=True):
    kinds: tuple[_Kind, ...]
    entries: tuple[NetworkEntry, ...]


class Tried(Record, frozen=True):
    """What a hub found when it tried something."""

    steps: tuple[TrialStep, ...]


async def read_networks(door: "Door", token: str) -> Networks:
    """Every network and entry point."""
    kept = await door.get(_NETWORKS, _Networks, token)
    kinds = (
        NetworkKind(name=one.name, channel=one.channel, fields=one.limits.fields)
        for one in kept.kinds
    )
    return Networks(kinds=tuple(kinds), entries=kept.entries)


def wished(entry: NetworkEntry) -> NetworkEntry:
    """An entry point without what changes by itself."""
    return msgspec.structs.replace(entry, standing=EntryStanding(), paused=False)


async def keep_entry(door: "Door", token: str, order: KeepNetworkEntry) -> None:
    """Make an entry point or change it."""
    await door.do("PUT", _path(order.entry.id), token, _body(order))


async def carry_out(door: "Door", token: str, order: EntryOrder) -> tuple[TrialStep, ...]:
    """Test an entry point, pause it or use it again, or have it no longer; of a test, what it finds."""
    match order:
        case TryNetworkEntry():
            path = f"{_path(order.entry.id)}/test"
            body = _body(order)
            return (await door.ask("POST", path, Tried, token, body, TRIED_WITHIN_S)).steps
        case PauseNetworkEntry():
            wish = {"type": "pause_network_entry", "paused": order.paused}
            path = f"{_path(order.entry_id)}/pause"
            await door.do("POST", path, token, msgspec.json.encode(wish))
        case RemoveNetworkEntry():
            await door.do("DELETE", _path(order.entry_id), token)
    return ()


def at_its_field(problem: Problem) -> Problem:
    """What a network refused names its own field as the desk's record has it."""
    if not problem.field or problem.field in _OWN:
        return problem
    return msgspec.structs.replace(problem, field=OF_NETWORK + problem.field)


def _path(entry_id: str) -> str:
    return f"{_NETWORKS}/{quote(entry_id, safe='')}"


def _body(order: KeepNetworkEntry | TryNetworkEntry) -> bytes:
    entry = order.entry
    return msgspec.json.encode(
        {
            "type": "define_network_entry",
            "name": entry.name,
            "queue_id": entry.queue_id,
            "network": entry.network,
            "settings": entry.settings,
            "secrets": order.secrets,
        }
    )
