"""Colleagues call each other at a whole hub: two telephones on real sockets, two desks."""

import asyncio

import pytest

from agent_desktop.hub.protocol import Passing, Refusal, SnapshotFrame
from agent_desktop.model.backend_calls import (
    CallClosed,
    CallOut,
    CallUpdated,
    PartyState,
    PartyUnreached,
)
from agent_desktop.model.calls import EndCode
from agent_desktop.model.events import (
    ConversationChanged,
    CustomerChanged,
    InteractionChanged,
    PresenceChanged,
)
from agent_desktop.sip.agent.events import CallArrived
from tests.contracts.asynchronous import asynchronous
from tests.hub.server.desk import Desk, make_agent, owner_token
from tests.hub.server.hub_process import throwaway_hub
from tests.hub.voice.worker.lines import telephone_of
from tests.hub.voice.worker.telephone import Telephone
from tests.peers.process import free_ports

pytestmark = pytest.mark.serial
ANN_HZ, BOB_HZ = 700.0, 1150.0


@asynchronous
async def test_two_colleagues_talk_and_one_declines() -> None:
    port = free_ports(1)[0]
    with throwaway_hub("--sip-port", str(port), voice=True) as hub:
        owner = owner_token(hub.url, hub.ticket)
        tokens = [make_agent(hub.url, owner, name) for name in ("ann", "bob")]
        with Desk.open(hub.live, tokens[0]) as ann, Desk.open(hub.live, tokens[1]) as bob:
            async with (
                telephone_of(hub.url, tokens[0], port, ANN_HZ) as hers,
                telephone_of(hub.url, tokens[1], port, BOB_HZ) as his,
            ):
                for desk in (ann, bob):
                    await asyncio.to_thread(desk.ready)
                await talk(ann, bob, hers, his)
                await declined(ann, hers, his)
        seen = [*ann.entries, *bob.entries]
        work = (InteractionChanged, ConversationChanged, CustomerChanged)
        assert not any(isinstance(one.event, work) for one in seen)


def extension(desk: Desk, agent: str) -> str:
    """As the desk was told."""
    (frame,) = [one for one in desk.frames if isinstance(one, SnapshotFrame)]
    team = (frame.snapshot.agent, *frame.snapshot.colleagues)
    return next(one.extension for one in team if one.id == agent)


async def call(desk: Desk, call_id: str) -> None:
    """Ann calls Bob, as soon as the hub knows of both telephones."""
    order = CallOut(interaction_id=call_id, number=extension(desk, "bob"), token=call_id)
    async with asyncio.timeout(20):
        while isinstance(await asyncio.to_thread(desk.perform, order), Refusal):
            pass


async def talk(ann: Desk, bob: Desk, hers: Telephone, his: Telephone) -> None:
    await call(ann, "first")
    await hers.hears_only(BOB_HZ)
    await his.hears_only(ANN_HZ)
    assert (hers.tokens, his.tokens) == (["first"], [""])
    rang = await his.until(CallArrived)
    assert rang.call.invite is not None
    caller = rang.call.invite.headers.get("From") or ""
    assert caller.startswith(f'"Ann" <sip:{extension(ann, "ann")}@')
    for desk in (ann, bob):
        told = await asyncio.to_thread(desk.event, CallUpdated, both_up)
        assert told.call.internal
        numbers = [(one.name, one.number) for one in told.call.parties]
        assert numbers == [(one.title(), extension(ann, one)) for one in ("ann", "bob")]
    his.leave()
    for desk in (ann, bob):
        await asyncio.to_thread(desk.event, CallClosed)
    busy = [one.event.presence for one in ann.entries if isinstance(one.event, PresenceChanged)]
    assert {one.agent_id for one in busy if one.in_call} == {"ann", "bob"}


def both_up(told: CallUpdated) -> bool:
    return all(one.state is PartyState.UP for one in told.call.parties)


async def declined(ann: Desk, hers: Telephone, his: Telephone) -> None:
    his._answers = False
    hers.mute = False
    await call(ann, "second")
    rings = await his.until(CallArrived, lambda one: one.call is not his.talking)
    his.act(lambda now: rings.call.refuse(now, 486))
    told = await asyncio.to_thread(
        ann.until, Passing, lambda one: isinstance(one.event, PartyUnreached)
    )
    assert told.event == PartyUnreached(
        interaction_id="second", why=EndCode.REJECTED, name="Bob", customer=True
    )
