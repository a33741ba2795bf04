"""Calls from pages, with telephones that only note what they are asked."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from agent_desktop.hub.channels.chat import calling as chat_calling
from agent_desktop.hub.channels.chat.calling import Calling
from agent_desktop.hub.channels.chat.rates import ChatLimits, ChatRates
from agent_desktop.hub.crm.visitors import WebCallTicket
from agent_desktop.hub.doors.faults import Malformed, TooLarge, TooMany
from agent_desktop.hub.doors.limits import Rate
from agent_desktop.hub.journal.published import Published
from agent_desktop.hub.protocol import (
    MAX_SDP,
    CallAnswer,
    CallKey,
    CallOffer,
    CallState,
    PageCalls,
    ToVisitor,
)
from agent_desktop.hub.storage.settings import EntryPointSettings
from agent_desktop.hub.storage.tokens import Token
from agent_desktop.model.errors import Conflict, Offline, Refused
from agent_desktop.model.telephone import SoundServer
from agent_desktop.model.work import Channel
from tests.contracts.asynchronous import asynchronous

SERVERS = (SoundServer(uris=("stun:stun.test",)),)
PLACE = EntryPointSettings(
    id="website", channel=Channel.CHAT, name="Chat", queue_id="support", calls="web"
)


class Door:
    """The centre, as far as calls ask it."""

    def __init__(self) -> None:
        self.place = PLACE
        self.given = 0
        self.state: CallState | None = None
        self.rung: str = ""

    def entry_point(self, entry_point_id: str) -> EntryPointSettings:
        assert entry_point_id == "website"
        return self.place

    def web_call(self, visitor_id: str, entry_point_id: str) -> WebCallTicket:
        if self.rung:
            return WebCallTicket("kept", "", leg=self.rung)
        self.given += 1
        return WebCallTicket(f"call{self.given}", entry_point_id)

    def web_call_state(self, visitor_id: str) -> CallState | None:
        return self.state

    def decline_call(self, visitor_id: str, call_id: str) -> str:
        assert call_id == "kept"
        return self.rung


class Telephones:
    """Notes what it is asked; the ears of each leg are kept."""

    def __init__(self) -> None:
        self.ready = asyncio.Event()
        self.ready.set()
        self.asked: list[tuple[str, ...]] = []
        self.answered: dict[str, Callable[[str], None]] = {}
        self.over: dict[str, Callable[[str], None]] = {}

    def web_servers(self) -> tuple[SoundServer, ...]:
        return SERVERS

    async def web_ready(self) -> None:
        await self.ready.wait()

    def offer_web_call(
        self,
        *,
        call: str,
        leg: str,
        entry_point: str,
        sdp: str,
        answered: Callable[[str], None],
        over: Callable[[str], None],
    ) -> None:
        self.asked.append(("offer", call, leg, entry_point, sdp))
        self.answered[leg], self.over[leg] = answered, over

    def end_web_call(self, leg: str) -> None:
        self.asked.append(("end", leg))

    def press_web_key(self, leg: str, key: str) -> None:
        self.asked.append(("key", leg, key))


class Scene:
    """Calling between both; `told` is what visitors hear."""

    def __init__(self, rates: ChatRates | None = None) -> None:
        self.door, self.voice = Door(), Telephones()
        self.told: list[tuple[str, ToVisitor]] = []
        self.calling = Calling(
            self,
            self.voice,
            ChatLimits(rates or ChatRates()),
            lambda visitor_id, frame: self.told.append((visitor_id, frame)),
        )

    async def call(self, job: Callable[[Any], Any]) -> Any:
        return job(self.door)

    def subscribe(
        self, listener: Callable[[Sequence[Published]], None]
    ) -> Callable[[], None]:  # the seam has it; calls do not use it
        raise AssertionError(listener)

    async def offer(
        self, visitor_id: str = "v", client_id: str = "c", sdp: str = "offer", peer: str = "::1"
    ) -> None:
        token = Token(
            id="t",
            kind="visitor",
            subject=visitor_id,
            scopes=("chat",),
            entry_point_id="website",
            created_at=0,
            seen_at=0,
            expires_at=1,
        )
        await self.calling.offer(token, CallOffer(client_id=client_id, sdp=sdp), peer)


@asynchronous
async def test_a_call_from_offer_to_goodbye() -> None:
    scene = Scene()
    await scene.offer()
    assert scene.voice.asked == [("offer", "call1", "call1/page", "web", "offer")]
    answer = CallAnswer(client_id="c", call_id="call1", sdp="answer")
    scene.voice.answered["call1/page"]("answer")
    assert scene.told == [("v", answer)]
    scene.calling.press("v", CallKey(client_id="c", key="#"))
    assert scene.voice.asked[1:] == [("key", "call1/page", "#")]
    scene.voice.over["call1/page"]("hung_up")
    over = CallState(phase="over", call_id="call1", client_id="c", reason="hung_up")
    assert scene.told[1:] == [("v", over)]
    scene.calling.end("v", "c")  # late
    scene.calling.press("v", CallKey(client_id="c", key="1"))
    assert len(scene.voice.asked) == 2


@asynchronous
async def test_the_same_offer_again_is_the_same_call() -> None:
    scene = Scene()
    await scene.offer()
    await scene.offer()
    assert scene.told == []
    scene.voice.answered["call1/page"]("answer")
    await scene.offer()
    assert len(scene.voice.asked) == 1
    assert [type(frame) for _, frame in scene.told] == [CallAnswer, CallAnswer]


@asynchronous
async def test_a_visitor_has_one_call_and_may_call_again_after_it() -> None:
    scene = Scene()
    await scene.offer()
    with pytest.raises(Conflict):
        await scene.offer(client_id="other")
    scene.calling.end("v", "other")
    assert len(scene.voice.asked) == 1  # another tab's call is not this one
    scene.calling.end("v", "c")
    assert scene.voice.asked[1:] == [("end", "call1/page")]
    assert [frame.reason for _, frame in scene.told if isinstance(frame, CallState)] == ["hung_up"]
    await scene.offer(client_id="other")
    scene.voice.over["call1/page"]("lost")  # late news of the first
    scene.voice.answered["call1/page"]("late")
    assert len(scene.told) == 1


@asynchronous
async def test_what_is_refused_leaves_no_call_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Scene()
    with pytest.raises(TooLarge):
        await scene.offer(sdp="x" * (MAX_SDP + 1))
    scene.door.place = EntryPointSettings(
        id="website", channel=Channel.CHAT, name="Chat", queue_id="support"
    )
    assert scene.calling.offered(scene.door.place, staffed=True) is None
    with pytest.raises(Refused):
        await scene.offer()
    scene.door.place = PLACE
    scene.voice.ready.clear()
    monkeypatch.setattr(chat_calling, "READY_WITHIN", 0.01)
    with pytest.raises(Offline):
        await scene.offer()
    assert scene.voice.asked == []
    scene.voice.ready.set()
    assert scene.calling.offered(PLACE, staffed=True) == PageCalls(servers=SERVERS, staffed=True)
    await scene.offer()
    with pytest.raises(Malformed):
        scene.calling.press("v", CallKey(client_id="c", key="12"))


@asynchronous
async def test_who_calls_too_often_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Scene(ChatRates(calls=Rate(1, 2), calls_by_address=Rate(1, 3)))
    for number in range(2):
        await scene.offer(client_id=str(number))
        scene.calling.end("v", str(number))
    with pytest.raises(TooMany):
        await scene.offer(client_id="third")
    await scene.offer("another")
    with pytest.raises(TooMany):
        await scene.offer("a third")
    monkeypatch.setattr(chat_calling, "MOST_CALLS", 1)
    with pytest.raises(Offline):
        await scene.offer("elsewhere", peer="::2")


@asynchronous
async def test_a_page_that_comes_back_hears_how_its_call_stands() -> None:
    scene = Scene()
    assert await scene.calling.standing("v", "gone") == (
        CallState(phase="over", client_id="gone", reason="lost"),
    )
    await scene.offer()
    assert await scene.calling.standing("v", "c") == ()
    scene.voice.answered["call1/page"]("answer")
    scene.door.state = CallState(phase="waiting", call_id="call1", position=2)
    answer = CallAnswer(client_id="c", call_id="call1", sdp="answer")
    assert await scene.calling.standing("v", "c") == (answer, scene.door.state)


@asynchronous
async def test_a_page_that_is_called_back_answers_that_leg() -> None:
    scene = Scene()
    kept = CallState(phase="kept", call_id="kept", position=1)
    scene.door.state, scene.door.rung = kept, "kept/leg7"
    assert await scene.calling.standing("v", "") == (kept,)
    await scene.offer()
    assert scene.voice.asked == [("offer", "kept", "kept/leg7", "", "offer")]
    scene.voice.answered["kept/leg7"]("answer")
    assert scene.told == [("v", CallAnswer(client_id="c", call_id="kept", sdp="answer"))]
    await scene.calling.decline("v", "kept")  # late: another tab has taken it
    scene.calling.press("v", CallKey(client_id="c", key="1"))
    scene.calling.end("v", "c")
    assert scene.voice.asked[1:] == [("key", "kept/leg7", "1"), ("end", "kept/leg7")]


@asynchronous
async def test_a_page_that_is_called_back_may_not_want_to_talk() -> None:
    scene = Scene()
    await scene.calling.decline("v", "kept")  # not its turn yet
    scene.door.rung = "kept/leg7"
    await scene.calling.decline("v", "kept")
    assert scene.voice.asked == [("end", "kept/leg7")]


@asynchronous
async def test_a_hub_without_telephones() -> None:
    scene = Scene()
    scene.calling = Calling(scene, None, ChatLimits(ChatRates()), lambda *_: None)
    assert scene.calling.offered(PLACE, staffed=False) is None
    with pytest.raises(Refused):
        await scene.offer()
