"""A caller with another maker's telephone is asked when the agent has hung up: through the whole hub, and its death."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import msgspec
import pytest

from agent_desktop.hub.protocol import Answer, TimelinePage
from agent_desktop.hub.voice.prompts import clips
from agent_desktop.hub.voice.studio.kept import length_ms
from agent_desktop.model.attachments import AudioKind
from agent_desktop.model.commands import EndInteraction
from agent_desktop.model.events import InteractionChanged, LineAdded, MessageReceived
from agent_desktop.model.surveys import Answered, SurveyKind, answer_in
from agent_desktop.model.timeline import LineKind, Message
from agent_desktop.model.work import InteractionState, Offer
from tests.contracts.asynchronous import asynchronous
from tests.hub.server.desk import Desk, http
from tests.hub.server.hub_process import running_hub
from tests.hub.server.test_phone import House, LinePhone, eventually, phone
from tests.hub.voice.worker.sound import tones
from tests.hub.voice.worker.test_baresip import microphone
from tests.peers.baresip import Baresip, baresip

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(sys.platform != "linux", reason="the peer is a Debian package"),
]
SURVEY = {
    "type": "define_survey",
    "name": "After the call",
    "kind": "nps",
    "channels": ["voice"],
    "comment_ms": 60_000,
}


class Talk:
    """An agent at a desk talks with a caller whose telephone is baresip."""

    def __init__(self, house: House, desk: Desk, telephone: LinePhone, caller: Baresip) -> None:
        self.house, self.desk, self.telephone, self.caller = house, desk, telephone, caller

    async def press(self, keys: str) -> None:
        for key in keys:
            await asyncio.to_thread(self.caller.command, "sndcode", key)

    async def begin(self) -> Offer:
        """Until both hear each other."""
        state = await self.house.running()
        number = f"sip:+4930999100@127.0.0.1:{state['ports']['udp']}"
        await asyncio.to_thread(self.caller.command, "dial", number)
        await asyncio.to_thread(eventually, lambda: "established" in self.said())
        await self.press("1")
        offer = (await asyncio.to_thread(self.desk.accept)).offer
        await self.telephone.hears_only(440.0)
        return offer

    async def hang_up(self, offer: Offer) -> None:
        """The agent does, and is in wrap-up."""
        order = EndInteraction(interaction_id=offer.interaction_id)
        assert isinstance(await asyncio.to_thread(self.desk.perform, order), Answer)
        await asyncio.to_thread(
            self.desk.event,
            InteractionChanged,
            lambda one: one.interaction.state is InteractionState.WRAP_UP,
        )

    async def answer(self, keys: str) -> None:
        """The caller presses a number."""
        await self.press(keys)
        await asyncio.to_thread(
            self.desk.event, LineAdded, lambda one: one.line.kind is LineKind.SURVEYED
        )

    async def comments(self) -> None:
        """The caller speaks, and is not done with it."""
        await self.press("#")  # enough of what is said before
        folder = self.house.hub.data / "recordings"
        await asyncio.to_thread(
            eventually, lambda: any(length_ms(one) > 2_000 for one in folder.glob("*.kept"))
        )

    def said(self) -> str:
        """What the caller's telephone has written down."""
        return (self.caller.folder / "baresip.log").read_text("utf-8", "replace")


@asynccontextmanager
async def talk(folder: Path) -> AsyncIterator[Talk]:
    peer = baresip(folder / "peer", server=None, wav=microphone(folder))
    with running_hub(folder / "hub", "--sip-port", "0", voice=True) as hub:
        house = House(hub)
        await house.running()
        with http(hub.url, house.owner) as admin:
            assert admin.put("/v1/admin/surveys/after", json=SURVEY).status_code == 204
            heard = admin.get("/v1/admin/surveys/sound", params={"kind": "nps", "language": "de"})
        assert heard.content.startswith(b"RIFF")
        with Desk.open(hub.live, house.ann) as desk, peer as caller:
            async with phone(house) as telephone:
                line = await asyncio.to_thread(house.line)
                assert (await telephone.sign_on(line)).state == "registered"
                await asyncio.to_thread(desk.ready)
                yield Talk(house, desk, telephone, caller)


def comment_of(url: str, token: str, conversation_id: str) -> tuple[Message, httpx.Response]:
    """What the caller said, and its file; the number stands before it."""
    with http(url, token) as agent:
        page = agent.get(f"/v1/conversations/{conversation_id}/timeline")
        items = msgspec.convert(page.json(), TimelinePage).items
        (said,) = [one for one in items if isinstance(one, Message)]
        (file,) = said.attachments
        sound = agent.get(f"/v1/attachments/{file.id}")
    assert file.audio is not None
    assert file.audio.kind is AudioKind.COMMENT
    assert file.audio.length_ms >= 2_000
    return said, sound


@asynchronous
async def test_a_caller_answers_by_keys_and_leaves_a_comment(tmp_path: Path) -> None:
    async with talk(tmp_path) as made:
        offer = await made.begin()
        await made.hang_up(offer)
        await made.answer("10")
        await made.comments()
        await made.press("#")
        received = await asyncio.to_thread(made.desk.event, MessageReceived)
        hub, token = made.house.hub, made.house.ann
        said, sound = await asyncio.to_thread(
            comment_of, hub.url, token, received.message.conversation_id
        )
        assert said.interaction_id == offer.interaction_id
        path = tmp_path / "comment.ogg"
        path.write_bytes(sound.content)
        assert 440.0 in tones(clips.read(path), 16_000)
        lines = [one.event.line for one in made.desk.entries if isinstance(one.event, LineAdded)]
        answers = [answer_in(one.detail) for one in lines if one.kind is LineKind.SURVEYED]
        assert answers == [Answered(SurveyKind.NPS, 10)]
        await asyncio.to_thread(eventually, lambda: "terminated" in made.said())


@asynchronous
async def test_a_hub_that_dies_amid_a_comment_has_it_in_the_next_life(tmp_path: Path) -> None:
    async with talk(tmp_path) as made:
        offer = await made.begin()
        await made.hang_up(offer)
        await made.answer("4")
        await made.comments()
        made.house.hub.kill()
        data, token = made.house.hub.data, made.house.ann
        await asyncio.to_thread(in_the_next_life, data, token, offer.conversation_id)


def in_the_next_life(data: Path, token: str, conversation_id: str) -> None:
    """A hub that begins where another one died."""
    with (
        running_hub(data, "--sip-port", "0", voice=True) as hub,
        Desk.open(hub.live, token) as desk,
    ):
        desk.event(MessageReceived)
        comment_of(hub.url, token, conversation_id)
        with http(hub.url, token) as agent:
            page = agent.get(f"/v1/conversations/{conversation_id}/timeline").json()
        assert [one for one in page["items"] if one.get("kind") == "surveyed"]
