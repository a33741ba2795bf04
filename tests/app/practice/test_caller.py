"""A practice customer calls a real hub; a real telephone answers, speaks, and hears what the caller says."""

import asyncio
from functools import partial

import pytest
import soxr  # type: ignore[import-untyped]

from agent_desktop.app.practice.caller import Caller
from agent_desktop.app.practice.script import Role
from agent_desktop.app.practice.visitor import Pace
from agent_desktop.files import resource
from agent_desktop.hub.voice.prompts import clips
from agent_desktop.media.frames import Samples
from agent_desktop.model.events import InteractionChanged
from agent_desktop.model.work import Channel, InteractionState
from tests.contracts.asynchronous import asynchronous
from tests.hub.server.desk import Desk, make_agent, owner_token
from tests.hub.server.hub_process import HubProcess, throwaway_hub
from tests.hub.voice.worker.lines import telephone_of
from tests.hub.voice.worker.sound import contains
from tests.hub.voice.worker.telephone import RATE
from tests.peers.process import free_ports

pytestmark = pytest.mark.sound
ROLE = Role(name="Jonas Berg", question="?", answers=("!",), patience_s=40)


def said(clip: str, heard: Samples) -> bool:
    spoken = soxr.resample(clips.read(resource("sounds", "en", "caller", clip)), 16_000, RATE)
    pieces = (spoken[at : at + RATE // 2] for at in range(RATE, 3 * RATE, RATE // 2))
    return max(contains(heard, one) for one in pieces) > 0.7


@asynchronous
async def test_a_caller_says_what_it_wants_and_thanks() -> None:
    port = free_ports(1)[0]
    with throwaway_hub("--sip-port", str(port), voice=True) as hub:
        await scenario(hub, port)


async def scenario(hub: HubProcess, port: int) -> None:
    ann = make_agent(hub.url, owner_token(hub.url, hub.ticket), "ann")
    pace = Pace(0)
    assert await Caller(hub.url, ROLE, 1, pace=pace).run() is False  # there is no telephone yet
    with Desk.open(hub.live, ann) as desk:
        async with telephone_of(hub.url, ann, port, 1150.0) as telephone:
            desk.ready()
            call = asyncio.create_task(Caller(hub.url, ROLE, 2, pace=pace).run())
            offer = (await asyncio.to_thread(desk.accept)).offer
            assert (offer.channel, offer.customer_name) == (Channel.VOICE, "Jonas Berg")
            for clip in ("2.ogg", "6.ogg"):  # after each sentence of Ann's
                await telephone.listens(1.0)
                telephone.mute = True
                await telephone.hears(partial(said, clip), ever=True)
                await telephone.hears(lambda sound: int(abs(sound).max()) < 200, last_s=0.6)
                telephone.mute = False
            assert await call is True
            await asyncio.to_thread(
                desk.event,
                InteractionChanged,
                lambda event: event.interaction.state is InteractionState.WRAP_UP,
            )
