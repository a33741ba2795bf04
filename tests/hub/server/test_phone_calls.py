"""Calls through the whole hub: from a trunk by SIP, through menu and queue, to an agent's desk and telephone."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest

from agent_desktop.hub.protocol import Answer, SnapshotFrame, TimelinePage
from agent_desktop.hub.voice.studio.kept import length_ms
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.backend_calls import CallClosed, CallOut, CallUpdated
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import ChoosePresence
from agent_desktop.model.events import InteractionChanged, LineAdded, OfferMade
from agent_desktop.model.people import PresenceState
from agent_desktop.model.timeline import Message
from agent_desktop.model.work import Channel, InteractionState, Offer
from agent_desktop.sip.agent.events import RegistrationChanged
from tests.contracts.asynchronous import asynchronous
from tests.hub.server.desk import Desk, http
from tests.hub.server.hub_process import running_hub
from tests.hub.server.test_phone import TRUNK, House, LinePhone, eventually, phone
from tests.hub.voice.worker.carriers import Carrier, carriers
from tests.hub.voice.worker.telephone import Telephone

pytestmark = pytest.mark.sound


class Floor:
    """A caller in the queue's menu, an agent at a desk with a telephone."""

    def __init__(self, house: House, desk: Desk, telephone: LinePhone, caller: Telephone) -> None:
        self.house, self.desk, self.telephone, self.caller = house, desk, telephone, caller

    async def offered(self) -> Offer:
        """The caller has chosen; the agent takes the offer."""
        state = await self.house.running()
        call = await self.caller.dial("+4930999100", state["ports"]["udp"])
        await self.caller.reaches(call, "active")
        await self.caller.listens(0.3)
        self.caller.press("1")
        return (await asyncio.to_thread(self.desk.accept)).offer

    async def talk(self) -> Offer:
        """Until both hear each other."""
        offer = await self.offered()
        await self.caller.hears_only(700.0)
        await self.telephone.hears_only(440.0)
        return offer

    async def call_beside(self, other: Carrier) -> str:
        """The agent calls somebody else while the caller hears music; the second call."""
        await asyncio.to_thread(self.house.defined, {**TRUNK, "port": other.port}, "reachable")
        order = CallOut(interaction_id=new_id(), number="+49301234567", token=new_id())
        assert isinstance(await asyncio.to_thread(self.desk.perform, order), Answer)
        await other.hears_only(700.0)
        return order.interaction_id

    async def recording(self) -> Attachment:
        """The file that comes into the conversation."""
        added = await asyncio.to_thread(
            self.desk.event, LineAdded, lambda one: bool(one.line.attachments)
        )
        (file,) = added.line.attachments
        return file


@asynccontextmanager
async def floor(folder: Path) -> AsyncIterator[Floor]:
    with running_hub(folder / "hub", "--sip-port", "0", voice=True) as hub:
        house = House(hub)
        await house.running()
        with Desk.open(hub.live, house.ann) as desk:
            async with phone(house) as telephone:
                line = await asyncio.to_thread(house.line)
                assert (await telephone.sign_on(line)).state == "registered"
                await asyncio.to_thread(desk.ready)
                caller = Telephone(440.0)
                try:
                    yield Floor(house, desk, telephone, caller)
                finally:
                    await caller.close()


def record_everything(house: House) -> None:
    """Calls to the queue are recorded, after the notice."""
    with http(house.hub.url, house.owner) as admin:
        policy = admin.get("/v1/admin/voice/policy").json()["policy"]
        recording = {"mode": "all", "objection_digit": "", "keep_days": 3}
        policy["queues"] = [{"id": "support", "recording": recording}]
        wish = {"type": "define_voice_policy", "policy": policy}
        assert admin.put("/v1/admin/voice/policy", json=wish).status_code == 204


def offer_callbacks(house: House) -> None:
    """Who waits may hang up and be called at once."""
    with http(house.hub.url, house.owner) as admin:
        policy = admin.get("/v1/admin/voice/policy").json()["policy"]
        policy["queues"] = [{"id": "support", "callback": {"after_ms": 1}}]
        wish = {"type": "define_voice_policy", "policy": policy}
        assert admin.put("/v1/admin/voice/policy", json=wish).status_code == 204


@asynchronous
async def test_a_call_reaches_an_agent_and_its_recording_the_conversation(tmp_path: Path) -> None:
    async with floor(tmp_path) as made:
        await asyncio.to_thread(record_everything, made.house)
        offer = await made.talk()
        assert offer.channel is Channel.VOICE
        assert made.telephone.tokens == [offer.call_token]
        updated = await asyncio.to_thread(made.desk.event, CallUpdated)
        assert updated.call.interaction_id == offer.interaction_id
        made.caller.leave()
        await asyncio.to_thread(made.desk.event, CallClosed)
        file = await made.recording()
        with http(made.house.hub.url, made.house.ann) as agent:
            answer = agent.get(f"/v1/attachments/{file.id}")
        assert answer.headers["content-type"] == "audio/ogg"
        assert answer.content.startswith(b"OggS")
        assert not list((made.house.hub.data / "recordings").glob("*"))


def wraps_up(desk: Desk, *calls: str) -> None:
    """Each of them is the agent's to be wrapped up."""
    wanted = {(key, InteractionState.WRAP_UP) for key in calls}
    while wanted:
        found = (one.event for one in desk.entries)
        works = (one.interaction for one in found if isinstance(one, InteractionChanged))
        wanted -= {(one.id, one.state) for one in works}
        if wanted:
            desk.read()


@pytest.mark.expected_log("the telephones' process ended with code -9; it is started again")
@asynchronous
async def test_a_worker_that_dies_ends_both_calls_and_leaves_the_recording(tmp_path: Path) -> None:
    async with floor(tmp_path) as made, carriers(("carrier", 0)) as (other,):
        await asyncio.to_thread(record_everything, made.house)
        offer = await made.talk()
        folder = made.house.hub.data / "recordings"
        await asyncio.to_thread(
            eventually, lambda: any(one.stat().st_size > 4_000 for one in folder.iterdir())
        )
        second = await made.call_beside(other)
        os.kill(made.house.worker, signal.SIGKILL)
        await asyncio.to_thread(wraps_up, made.desk, offer.interaction_id, second)
        assert (await made.recording()).media_type == "audio/ogg"
        for one in (made.caller, other):
            assert one.talking is not None
            ended = (await one.reaches(one.talking, "ended")).outcome
            assert ended is not None
            assert not ended.local, "nobody is left listening to nothing"


@asynchronous
async def test_a_hub_that_dies_leaves_both_calls_to_be_wrapped_up_in_the_next(
    tmp_path: Path,
) -> None:
    async with floor(tmp_path) as made, carriers(("carrier", 0)) as (other,):
        offer = await made.talk()
        second = await made.call_beside(other)
        made.house.hub.kill()
        for one in (made.caller, other):
            assert one.talking is not None
            await one.reaches(one.talking, "ended")
        data, ann = made.house.hub.data, made.house.ann
        await asyncio.to_thread(both_of_the_next, data, ann, offer.interaction_id, second)


def both_of_the_next(data: Path, ann: str, *calls: str) -> None:
    """What a hub that begins where another one died says of these calls."""
    with running_hub(data, "--sip-port", "0", voice=True) as hub, Desk.open(hub.live, ann) as desk:
        (snapshot,) = (one.snapshot for one in desk.frames if isinstance(one, SnapshotFrame))
        known = {one.id: one for one in snapshot.interactions}
        assert {key: known[key].state for key in calls} == dict.fromkeys(
            calls, InteractionState.WRAP_UP
        )
        assert snapshot.calls == ()


@pytest.mark.expected_log("the telephones' process ended with code -9; it is started again")
@asynchronous
async def test_what_a_caller_said_until_the_worker_died_is_a_message(tmp_path: Path) -> None:
    async with floor(tmp_path) as made:
        folder = await speaks(made)
        os.kill(made.house.worker, signal.SIGKILL)
        await asyncio.to_thread(message_is_work, made.desk, made.house.hub.url, made.house.ann)
        await asyncio.to_thread(eventually, lambda: not list(folder.glob("*")))


@asynchronous
async def test_what_a_caller_said_until_the_hub_died_is_a_message_of_the_next(
    tmp_path: Path,
) -> None:
    async with floor(tmp_path) as made:
        folder, ann = await speaks(made), made.house.ann
        made.house.hub.kill()
        await asyncio.to_thread(work_of_the_next, made.house.hub.data, ann)
        await asyncio.to_thread(eventually, lambda: not list(folder.glob("*")))


async def speaks(made: Floor) -> Path:
    """A caller leaves a message and is not done with it; the folder of what is recorded."""
    caller, state = made.caller, await made.house.running()
    call = await caller.dial("+4930999100", state["ports"]["udp"])
    await caller.reaches(call, "active")
    await caller.listens(0.3)
    caller.press("*")
    await caller.listens(0.5)
    caller.press("#")  # enough of the greeting
    folder = made.house.hub.data / "recordings"
    await asyncio.to_thread(
        eventually, lambda: any(length_ms(one) > 2_000 for one in folder.iterdir())
    )
    return folder


def work_of_the_next(data: Path, ann: str) -> None:
    """A hub that begins where another one died."""
    with running_hub(data, "--sip-port", "0", voice=True) as hub, Desk.open(hub.live, ann) as desk:
        desk.ready()
        message_is_work(desk, hub.url, ann)


def message_is_work(desk: Desk, url: str, ann: str) -> None:
    """The message is offered, with its sound."""
    offer = desk.event(OfferMade).offer
    assert offer.channel is Channel.EMAIL
    with http(url, ann) as agent:
        answer = agent.get(f"/v1/conversations/{offer.conversation_id}/timeline")
    page = msgspec.convert(answer.json(), TimelinePage)
    ((file,),) = (one.attachments for one in page.items if isinstance(one, Message))
    assert file.audio is not None
    assert file.audio.length_ms >= 2_000


@pytest.mark.expected_log("the telephones' process ended with code -9; it is started again")
@asynchronous
async def test_a_caller_keeps_the_place_of_a_dead_worker_and_is_called_back(tmp_path: Path) -> None:
    async with floor(tmp_path) as made:
        caller, desk = made.caller, made.desk
        port = (await caller.endpoint.ways.listen_udp("127.0.0.1")).local[1]
        await asyncio.to_thread(made.house.defined, {**TRUNK, "port": port}, "reachable")
        await asyncio.to_thread(offer_callbacks, made.house)
        on_break = ChoosePresence(state=PresenceState.BREAK)
        assert isinstance(await asyncio.to_thread(desk.perform, on_break), Answer)

        state = await made.house.running()
        call = await caller.dial("+4930999100", state["ports"]["udp"])
        await caller.reaches(call, "active")
        await caller.listens(0.3)
        caller.press("1")
        await asyncio.to_thread(
            desk.event, InteractionChanged, lambda one: one.interaction.channel is Channel.VOICE
        )
        caller.press("1")
        await caller.listens(0.5)
        made.telephone.events.clear()
        dead = made.house.worker
        os.kill(dead, signal.SIGKILL)  # while it confirms the callback
        ended = (await caller.reaches(call, "ended")).outcome
        assert ended is not None
        assert not ended.local
        caller.mute = False
        await made.telephone.until(RegistrationChanged, lambda one: one.state == "registered")
        assert made.house.worker != dead

        await asyncio.to_thread(desk.ready)
        offer = (await asyncio.to_thread(desk.accept)).offer
        assert offer.channel is Channel.VOICE
        await caller.hears_only(700.0)
        await made.telephone.hears_only(440.0)
        assert caller.talking is not call
        caller.leave()
        await asyncio.to_thread(
            desk.event,
            InteractionChanged,
            lambda one: one.interaction.state is InteractionState.WRAP_UP,
        )
