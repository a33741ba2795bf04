"""Calls through the runner and the phone port: what is kept before it is shown, and who survives whom."""

import asyncio
from collections.abc import Callable, Sequence

import pytest

from agent_desktop.desk import runner
from agent_desktop.desk.runner import Desk
from agent_desktop.model import calls as ca
from agent_desktop.model.base import Millis
from agent_desktop.model.call_log import CallRecord
from agent_desktop.model.changes import CallsChanged, NoticeKind
from agent_desktop.model.commands import Save
from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.intents import (
    AcceptOffer,
    ChangeSetting,
    Dial,
    OperateCall,
    SeeMissedCalls,
    WriteCallNote,
)
from agent_desktop.model.phone import DeliverPhone
from tests.desk.fake_phone import FakePhone
from tests.desk.fake_store import FakeStore
from tests.desk.samples import NOW
from tests.desk.scenario import Window, run


async def with_phone(
    store: FakeStore, phone: FakePhone, clock: Callable[[], Millis] = lambda: NOW
) -> tuple[Desk, Window]:
    desk = await Desk.start(None, store, clock)
    window = Window(desk)
    desk.attach_phone(phone)
    await window.until(lambda: desk.phone is not None and desk.phone.running)
    return desk, window


class SlowStore(FakeStore):
    """Commits wait while `slow`; `begun` is set when one waits."""

    def __init__(self) -> None:
        super().__init__()
        self.slow, self.begun, self.free = False, asyncio.Event(), asyncio.Event()

    async def commit(self, saves: Sequence[Save]) -> None:
        if self.slow:
            self.begun.set()
            await self.free.wait()
        await super().commit(saves)


def test_how_a_call_is_now_waits_for_no_disk_but_its_record_does() -> None:
    async def scenario() -> None:
        store, phone = SlowStore(), FakePhone()
        desk, window = await with_phone(store, phone)
        await phone.tell(phone.exchange.rings())
        desk.post(AcceptOffer())
        await window.until(lambda: [one.call.state for one in desk.calls()] == ["active"])
        await desk.settled()
        store.slow = True
        desk.post(WriteCallNote(call_id="in-1", text="Wants a replacement"))
        await store.begun.wait()
        window.changes.clear()
        await phone.tell(phone.exchange.perform(ca.HoldCall(call_id="in-1")))
        assert [one.call.hold.local for one in desk.calls()] == [True]
        assert window.changes == [CallsChanged()]
        await phone.tell(phone.exchange.ends("in-1"))
        assert desk.calls() == []
        assert desk.call_history() == []
        kept = store.logged["~in-1"]
        assert isinstance(kept, CallRecord)
        assert not kept.over
        store.free.set()
        await desk.settled()
        assert [one.note for one in desk.call_history()] == ["Wants a replacement"]
        await desk.stop()

    run(scenario)


def test_what_is_asked_of_a_call_that_is_seen_ahead_finds_it() -> None:
    async def scenario() -> None:
        store, phone = SlowStore(), FakePhone()
        desk, window = await with_phone(store, phone)
        store.slow = True
        desk.post(ChangeSetting(name="a", value="b"))
        await store.begun.wait()
        await phone.tell(phone.exchange.rings())
        assert [one.interaction_id for one in desk.offers()] == ["~in-1"]
        desk.post(AcceptOffer(interaction_id="~in-1"))
        store.free.set()
        await desk.settled()
        await window.until(lambda: len(desk.calls()) == 1)
        assert desk.offers() == []
        await desk.stop()

    run(scenario)


def test_a_telephone_that_is_seen_ahead_can_be_called_from() -> None:
    async def scenario() -> None:
        store, phone = SlowStore(), FakePhone()
        desk, window = await with_phone(store, phone)
        await phone.tell(phone.exchange.vanishes())
        await desk.settled()
        store.slow = True
        desk.post(ChangeSetting(name="a", value="b"))
        await store.begun.wait()
        await phone.tell(phone.exchange.returns())
        assert desk.phone is not None
        assert desk.phone.why_not is None
        desk.post(Dial(number="200"))
        store.free.set()
        await desk.settled()
        await window.until(lambda: len(desk.calls()) == 1)
        assert NoticeKind.REFUSED not in window.notices()
        await desk.stop()

    run(scenario)


def test_a_calls_record_is_kept_before_it_is_shown_and_outlives_the_desk() -> None:
    async def scenario() -> None:
        store, phone = FakeStore(), FakePhone()
        desk, window = await with_phone(store, phone)
        await phone.tell(phone.exchange.rings())
        assert store.logged == {}
        await desk.settled()
        assert "~in-1" in store.logged
        desk.post(AcceptOffer())
        await window.until(lambda: [one.call.state for one in desk.calls()] == ["active"])
        desk.post(WriteCallNote(call_id="in-1", text="Wants a replacement"))
        await desk.settled()
        await desk.stop()
        assert phone.closed == []  # its owner closes it
        again = FakePhone(phone.exchange)
        later, window = await with_phone(store, again)
        await window.until(lambda: len(later.calls()) == 1)
        await again.tell(again.exchange.ends("in-1"))
        await later.settled()
        record = store.logged["~in-1"]
        assert isinstance(record, CallRecord)
        assert (record.over, record.note) == (True, "Wants a replacement")
        await later.detach_phone()
        assert later.phone is None
        await later.stop()

    run(scenario)


def test_what_the_phone_refuses_is_told() -> None:
    async def scenario() -> None:
        phone = FakePhone()
        desk, window = await with_phone(FakeStore(), phone)
        phone.exchange.faults[ca.PlaceCall] = StoreFailed("No.")
        desk.post(Dial(number="200"))
        await window.until(lambda: NoticeKind.REFUSED in window.notices())
        assert desk.calls() == []
        await desk.stop()

    run(scenario)


def test_news_wait_for_a_store_that_refuses() -> None:
    async def scenario() -> None:
        store, phone, now = FakeStore(), FakePhone(), [NOW]
        desk, window = await with_phone(store, phone, lambda: now[0])
        store.fault = StoreFailed("The disk is full.")
        telling = asyncio.create_task(phone.tell(phone.exchange.rings()))
        await window.until(lambda: NoticeKind.STORE_FAULT in window.notices())
        assert store.logged == {}
        store.fault = None
        now[0] += 2_000
        desk.post(SeeMissedCalls())  # any turn goes on with what waits
        await telling
        await desk.settled()
        assert len(desk.offers()) == 1
        assert "~in-1" in store.logged
        await desk.stop()

    run(scenario)


def test_a_command_under_way_when_the_phone_is_let_go_is_answered() -> None:
    class Silent(FakePhone):
        async def perform(self, command_id: str, command: ca.PhoneCommand) -> None:
            await asyncio.Event().wait()

    async def scenario() -> None:
        phone = Silent()
        desk, _ = await with_phone(FakeStore(), phone)
        await phone.tell(phone.exchange.rings())
        desk.post(OperateCall(command=ca.AnswerCall(call_id="in-1")))
        await desk.settled()
        await desk.detach_phone()
        assert desk.phone is None
        desk.attach_phone(phone)
        with pytest.raises(RuntimeError):
            desk.attach_phone(phone)
        await desk.stop()

    run(scenario)


@pytest.mark.expected_log("The phone failed in a way that it must not")
def test_a_phone_that_breaks_its_promise_is_logged_and_followed_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Broken(FakePhone):
        runs = 0

        async def run(self, deliver: DeliverPhone) -> None:
            self.runs += 1
            if self.runs == 1:
                raise ValueError("never")
            await super().run(deliver)

    async def scenario() -> None:
        monkeypatch.setattr(runner, "SESSION_RETRY_S", 0)
        desk, _ = await with_phone(FakeStore(), Broken())
        await desk.stop()

    run(scenario)
