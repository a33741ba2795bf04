"""The administrator's routes for entry points at other networks: define, pause, remove, test.

Promises that what is kept holds at once; that a secret is never shown; that a test keeps nothing and sends nothing.
"""

import asyncio
from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.doors.faults import NotFound
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.server.network_records import (
    BeginConsent,
    DefineNetworkEntry,
    NetworkEntry,
    NetworkKind,
    Networks,
    NetworkTested,
    PauseNetworkEntry,
)
from agent_desktop.hub.server.networks import network, networks
from agent_desktop.hub.server.operations import ADMIN, Call, Operation
from agent_desktop.hub.storage.networks import KeptNetwork
from agent_desktop.hub.storage.settings import EntryPointSettings
from agent_desktop.hub.written.consents import Consenting
from agent_desktop.hub.written.port import Network
from agent_desktop.hub.written.records import Standing, Step
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.words import later

TEST_S: Final = 60.0


async def list_networks(call: Call[None]) -> Networks:
    """Every network, and the entry points at them."""
    office = call.house.office
    known = await asyncio.to_thread(networks)
    kept, places = await call.house.ask(lambda centre: (centre.networks(), centre.entry_points()))
    by_id = {one.entry_point_id: one for one in kept}
    entries = []
    for place in places:
        found = by_id.get(place.id)
        if found is None:
            continue
        standing = office.standings.get(place.id) or Standing(code="connecting", since=0)
        secrets = await office.opened_secrets(found) if found.sealed else {}
        entries.append(
            NetworkEntry(
                id=place.id,
                name=place.name,
                queue_id=place.queue_id,
                network=found.network,
                channel=place.channel,
                settings=found.settings,
                secrets=tuple(sorted(name for name, value in secrets.items() if value)),
                paused=found.paused,
                standing=standing,
            )
        )
    kinds = (NetworkKind(name=one.name, channel=one.channel, limits=one.limits) for one in known)
    return Networks(kinds=tuple(kinds), entries=tuple(entries))


async def define_network_entry(call: Call[DefineNetworkEntry]) -> None:
    """Make an entry point at a network, or change it."""
    wish, entry_id, office = call.body, call.chosen_id(), call.house.office
    known, secrets, chosen = await _wished(call)
    sealed = await office.sealed_secrets(entry_id, secrets)
    kept = KeptNetwork(
        entry_point_id=entry_id,
        network=wish.network,
        settings=wish.settings,
        sealed=sealed,
        paused=known is not None and known.paused,
    )
    place = EntryPointSettings(
        id=entry_id, channel=chosen.channel, name=wish.name, queue_id=wish.queue_id
    )

    def define(centre: Centre) -> None:
        before = {one.id: one for one in centre.entry_points()}.get(entry_id)
        if before is not None and known is None:
            raise Conflict("An entry point has this id.", field="id", value=entry_id)
        if before is not None and before.channel is not place.channel:
            raise Refused(
                "An entry point keeps its channel.",
                remedy="Make another entry point.",
                field="network",
                value=wish.network,
            )
        centre.define_entry_point(place)
        centre.define_network(kept)

    await call.house.ask(define)
    call.house.consents.forget(entry_id)
    await office.show(kept)


async def pause_network_entry(call: Call[PauseNetworkEntry]) -> None:
    """Pause an entry point, or use it again."""
    known = await _known(call)
    kept = replace(known, paused=call.body.paused)
    await call.house.ask(lambda centre: centre.define_network(kept))
    await call.house.office.show(kept)


async def remove_network_entry(call: Call[None]) -> None:
    """Have an entry point no longer."""
    known = await _known(call)
    await call.house.ask(lambda centre: centre.remove_network(known.entry_point_id))
    await call.house.office.forget(known.entry_point_id)


async def test_network_entry(call: Call[DefineNetworkEntry]) -> NetworkTested:
    """Try what an entry point would be, without keeping it. Takes up to a minute."""
    _, secrets, chosen = await _wished(call)
    steps: list[Step] = []
    try:
        async with asyncio.timeout(TEST_S):
            steps += [one async for one in chosen.probe(call.body.settings, secrets)]
    except TimeoutError:
        steps.append(
            Step(
                step="time",
                result="failed",
                words=later("The test took too long."),
                remedy=later("Check server and port, and the firewall."),
            )
        )
    return NetworkTested(steps=tuple(replace(one, words=shown(one.words)) for one in steps))


async def _wished(
    call: Call[DefineNetworkEntry],
) -> tuple[KeptNetwork | None, dict[str, str], Network]:
    """What is kept of the entry point, the secrets that it would have, and its network. Raises Refused."""
    wish = call.body
    chosen = network_named(wish.network)
    known, secrets = await kept_with(call, wish.secrets)
    secrets |= await asyncio.to_thread(_given, call, chosen, secrets)
    await asyncio.to_thread(chosen.check, wish.settings, secrets)
    return known, secrets, chosen


async def kept_with(
    call: Call[DefineNetworkEntry] | Call[BeginConsent], more: dict[str, str]
) -> tuple[KeptNetwork | None, dict[str, str]]:
    """What is kept of the entry point, and its secrets with these in their places."""
    entry_id = call.chosen_id()
    kept = await call.house.ask(lambda centre: centre.networks())
    known = next((one for one in kept if one.entry_point_id == entry_id), None)
    before = await call.house.office.opened_secrets(known) if known is not None else {}
    return known, before | more


def _given(
    call: Call[DefineNetworkEntry], chosen: Network, secrets: dict[str, str]
) -> dict[str, str]:
    """The secret for which somebody signed in a moment ago."""
    if not isinstance(chosen, Consenting):
        return {}
    try:
        authority = chosen.authority(call.body.settings, secrets)
    except Refused:
        return {}  # it needs no consent, or its check says what is wrong
    token = call.house.consents.held(call.chosen_id(), authority)
    return {authority.secret: token} if token else {}


def network_named(name: str) -> Network:
    """The network with this name. Raises Refused."""
    found = network(name)
    if found is None:
        raise Refused(
            "This hub knows no such network.",
            remedy="Choose one of those that are listed.",
            field="network",
            value=shown(name),
        )
    return found


async def _known(call: Call[PauseNetworkEntry] | Call[None]) -> KeptNetwork:
    entry_id = call.chosen_id()
    for one in await call.house.ask(lambda centre: centre.networks()):
        if one.entry_point_id == entry_id:
            return one
    raise NotFound("There is no such entry point.", field="id", value=entry_id)


_NETWORKS = "/v1/admin/networks"

OPERATIONS = (
    Operation(
        *("GET", _NETWORKS, "List networks and the entry points at them", list_networks),
        scopes=ADMIN,
        answers=Networks,
    ),
    Operation(
        *("PUT", f"{_NETWORKS}/{{id}}", "Make or change an entry point", define_network_entry),
        scopes=ADMIN,
        body=DefineNetworkEntry,
        answers=None,
        codes=("conflict",),
    ),
    Operation(
        *("DELETE", f"{_NETWORKS}/{{id}}", "Remove an entry point", remove_network_entry),
        scopes=ADMIN,
        answers=None,
        codes=("not_found",),
    ),
    Operation(
        *("POST", f"{_NETWORKS}/{{id}}/pause", "Pause it, or use it again", pause_network_entry),
        scopes=ADMIN,
        body=PauseNetworkEntry,
        answers=None,
        codes=("not_found",),
    ),
    Operation(
        *("POST", f"{_NETWORKS}/{{id}}/test", "Test what it would be", test_network_entry),
        scopes=ADMIN,
        body=DefineNetworkEntry,
        answers=NetworkTested,
    ),
)
