"""The administrator's routes for trunks, the ways to the telephone network: define, order, pause, remove, test.

Promises that what is kept holds at once, also for the worker that runs; that a password is never shown; that health is
told for each trunk in words. Refuses trunks that would let anybody call, and numbers that another trunk brings already.
"""

import ipaddress
from collections.abc import Callable

from msgspec.structs import replace

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.doors.faults import NotFound
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.server.operations import ADMIN, Call, Operation
from agent_desktop.hub.server.trunk_records import (
    DefineTrunk,
    OrderTrunks,
    PauseTrunk,
    TestStep,
    TrunkTested,
    VoiceTrunks,
)
from agent_desktop.hub.server.trunks import info, keep_trunks, kept_trunks
from agent_desktop.hub.voice.process.setup import TrunkSetup
from agent_desktop.model.errors import Refused

MOST: int = 50
Change = Callable[[Centre, tuple[TrunkSetup, ...]], tuple[TrunkSetup, ...]]


async def list_trunks(call: Call[None]) -> VoiceTrunks:
    """Every trunk and how it is."""
    trunks = await call.house.ask(kept_trunks)
    telephones = call.house.telephones
    seen = telephones.board.trunks.seen if telephones is not None else {}
    running = telephones is not None and telephones.board.ports is not None
    return VoiceTrunks(trunks=tuple(info(one, seen.get(one.id), running=running) for one in trunks))


async def define_trunk(call: Call[DefineTrunk]) -> None:
    """Make a trunk, or change one."""
    wish, trunk_id = call.body, call.chosen_id()

    def change(centre: Centre, known: tuple[TrunkSetup, ...]) -> tuple[TrunkSetup, ...]:
        old = next((one for one in known if one.id == trunk_id), None)
        made = _made(wish, trunk_id, old)
        _check(centre, made, known)
        if old is None and len(known) >= MOST:
            raise Refused("There are too many trunks. Delete some.", field="id", value=trunk_id)
        return tuple(made if one.id == trunk_id else one for one in known) + (
            () if old is not None else (made,)
        )

    await _change(call, change)


async def order_trunks(call: Call[OrderTrunks]) -> None:
    """Let outgoing calls try them in another order."""
    wanted = call.body.trunks

    def change(centre: Centre, known: tuple[TrunkSetup, ...]) -> tuple[TrunkSetup, ...]:
        by_id = {one.id: one for one in known}
        for one in wanted:
            if one not in by_id or wanted.count(one) > 1:
                raise Refused("Name each trunk once.", field="trunks", value=shown(one))
        for missing in by_id.keys() - set(wanted):
            raise Refused("Name each trunk once.", field="trunks", value=missing)
        return tuple(by_id[one] for one in wanted)

    await _change(call, change)


async def pause_trunk(call: Call[PauseTrunk]) -> None:
    """Use a trunk no more, or again."""
    trunk_id, paused = call.chosen_id(), call.body.paused

    def change(centre: Centre, known: tuple[TrunkSetup, ...]) -> tuple[TrunkSetup, ...]:
        _find(known, trunk_id)
        return tuple(replace(one, paused=paused) if one.id == trunk_id else one for one in known)

    await _change(call, change)


async def remove_trunk(call: Call[None]) -> None:
    """Have a trunk no longer."""
    trunk_id = call.chosen_id()

    def change(centre: Centre, known: tuple[TrunkSetup, ...]) -> tuple[TrunkSetup, ...]:
        _find(known, trunk_id)
        return tuple(one for one in known if one.id != trunk_id)

    await _change(call, change)


async def test_trunk(call: Call[DefineTrunk]) -> TrunkTested:
    """Try what a trunk would be, without keeping it. Takes up to half a minute."""
    wish, trunk_id = call.body, call.chosen_id()

    def made(centre: Centre) -> TrunkSetup:
        known = kept_trunks(centre)
        one = _made(wish, trunk_id, next((one for one in known if one.id == trunk_id), None))
        _check(centre, one, known)
        return one

    trunk = await call.house.ask(made)
    telephones = call.house.telephones
    address = telephones.board.place.address if telephones is not None else ""
    from agent_desktop.hub.voice import trunk_test

    found = await trunk_test.tried(trunk, address)
    return TrunkTested(
        steps=tuple(
            TestStep(step=one.step, result=one.result, words=shown(one.words), remedy=one.remedy)
            for one in found
        )
    )


async def _change(
    call: Call[DefineTrunk] | Call[OrderTrunks] | Call[PauseTrunk] | Call[None], change: Change
) -> None:
    def work(centre: Centre) -> tuple[TrunkSetup, ...]:
        trunks = change(centre, kept_trunks(centre))
        keep_trunks(centre, trunks)
        return trunks

    trunks = await call.house.ask(work)
    if call.house.telephones is not None:
        call.house.telephones.board.define_trunks(trunks)


def _find(known: tuple[TrunkSetup, ...], trunk_id: str) -> None:
    if not any(one.id == trunk_id for one in known):
        raise NotFound("There is no such trunk.", field="id", value=trunk_id)


def _made(wish: DefineTrunk, trunk_id: str, old: TrunkSetup | None) -> TrunkSetup:
    """The trunk that is wished for. Raises Refused."""
    password = wish.password
    if password is None:
        password = old.password if old is not None else ""
    if wish.registers and not (wish.user and password):
        raise Refused(
            "To register one needs a name and a password.",
            field="user" if not wish.user else "password",
            remedy="Enter them as the provider gave them.",
        )
    return TrunkSetup(
        id=trunk_id,
        name=wish.name,
        transport=wish.transport,
        host=wish.host,
        port=wish.port,
        networks=tuple(_network(one) for one in wish.networks),
        domain=wish.domain,
        user=wish.user,
        password=password,
        registers=wish.registers,
        encryption=wish.encryption,
        numbers=wish.numbers,
        caller_id=wish.caller_id,
        caller_ids=wish.caller_ids,
        form=wish.form,
        paused=old is not None and old.paused,
    )


def _check(centre: Centre, made: TrunkSetup, known: tuple[TrunkSetup, ...]) -> None:
    """Raises Refused for what does not fit to the queues and the other trunks."""
    queues = {queue.id for queue in centre.queues()}
    for queue in made.caller_ids:
        if queue not in queues:
            raise Refused("There is no such queue.", field="caller_ids", value=shown(queue))
    for one in known:
        if one.id == made.id:
            continue
        if one.name.casefold() == made.name.casefold():
            raise Refused(
                "Another trunk has this name.", field="name", value=made.name, remedy="Choose one."
            )
        for number in made.numbers:
            if number in one.numbers:
                raise Refused(
                    f"{one.name} brings this number already.", field="numbers", value=number
                )


def _network(text: str) -> str:
    """Raises Refused for what is no network, and for everybody."""
    try:
        network = ipaddress.ip_network(text)
    except ValueError:
        raise Refused(
            "This is no network.",
            field="networks",
            value=shown(text),
            remedy="Write it like 192.0.2.0/24, or one address.",
        ) from None
    if network.prefixlen == 0:
        raise Refused("Not everybody may call as the trunk.", field="networks", value=text)
    return str(network)


_TRUNKS = "/v1/admin/voice/trunks"

OPERATIONS = (
    Operation(
        *("GET", _TRUNKS, "List the trunks, and how they are", list_trunks),
        scopes=ADMIN,
        answers=VoiceTrunks,
    ),
    Operation(
        *("PUT", _TRUNKS, "Say in which order outgoing calls try the trunks", order_trunks),
        scopes=ADMIN,
        body=OrderTrunks,
        answers=None,
    ),
    Operation(
        *("PUT", f"{_TRUNKS}/{{id}}", "Make or change a trunk", define_trunk),
        scopes=ADMIN,
        body=DefineTrunk,
        answers=None,
    ),
    Operation(
        *("DELETE", f"{_TRUNKS}/{{id}}", "Remove a trunk", remove_trunk),
        scopes=ADMIN,
        answers=None,
        codes=("not_found",),
    ),
    Operation(
        *("POST", f"{_TRUNKS}/{{id}}/pause", "Pause a trunk, or use it again", pause_trunk),
        scopes=ADMIN,
        body=PauseTrunk,
        answers=None,
        codes=("not_found",),
    ),
    Operation(
        *("POST", f"{_TRUNKS}/{{id}}/test", "Test what a trunk would be", test_trunk),
        scopes=ADMIN,
        body=DefineTrunk,
        answers=TrunkTested,
    ),
)
