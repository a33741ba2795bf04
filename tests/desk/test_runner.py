"""The runner through its ports: save, then send and show; whole turns or none; starting and stopping."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import pytest

from agent_desktop.desk.api import DeskView
from agent_desktop.desk.runner import Desk
from agent_desktop.model.changes import Change, DraftReplaced, Notice, NoticeKind, Section
from agent_desktop.model.commands import Cursor, SaveCursor, SaveItem, SendMessage
from agent_desktop.model.errors import NeedsSignIn, Offline, Refused, StoreFailed, Unclear
from agent_desktop.model.events import InteractionChanged, LinkState, MessageReceived
from agent_desktop.model.intents import (
    ChangeSetting,
    OpenConversation,
    RetrySend,
    Search,
    SendReply,
    WriteDraft,
)
from agent_desktop.model.manifest import Capability
from agent_desktop.model.timeline import Delivery, LocalFile, Message
from agent_desktop.model.work import Channel
from tests.desk.fakes import FakeSession, FakeStore
from tests.desk.samples import (
    ME,
    NOW,
    batch,
    conversation,
    customer,
    interaction,
    manifest,
    message,
    snapshot,
)

T = TypeVar("T")


def run(work: Callable[[], Awaitable[T]]) -> T:
    """Run a scenario on a loop of its own; 20 s are more than any needs."""

    async def bounded() -> T:
        return await asyncio.wait_for(work(), 20)

    return asyncio.run(bounded())


class Window:
    """What a window would have heard."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.changes: list[Change] = []
        self._news = asyncio.Event()
        desk.subscribe(self._hear)

    def _hear(self, changes: Sequence[Change]) -> None:
        self.changes.extend(changes)
        self._news.set()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Return when `holds` after some change, or already."""
        while not holds():
            self._news.clear()
            await self._news.wait()

    def notices(self) -> list[NoticeKind]:
        return [one.kind for one in self.changes if isinstance(one, Notice)]

    def deliveries(self, conversation_id: str = "v1") -> list[Delivery]:
        items = self.desk.items(conversation_id)
        return [one.delivery for one in items if isinstance(one, Message)]


def reply(client_id: str = "r1", text: str = "hello", **about: object) -> SendReply:
    return SendReply(
        client_id=client_id,
        conversation_id="v1",
        text=text,
        channel=Channel.CHAT,
        **about,  # type: ignore[arg-type]
    )


async def at_work(
    session: FakeSession | None, store: FakeStore, undo: str = "0"
) -> tuple[Desk, Window]:
    """A desk with one active conversation, open."""
    desk = await Desk.start(session, store, lambda: NOW)
    window = Window(desk)
    desk.post(ChangeSetting(name="undo_ms", value=undo))
    if session is not None:
        live_work = snapshot(
            conversations=(conversation(),),
            customers=(customer(),),
            interactions=(interaction(),),
        )
        await session.deliver(batch(live_work, seq=1))
        await session.go_live()
    desk.post(OpenConversation(conversation_id="v1"))
    await desk.settled()
    return desk, window


def test_a_message_is_saved_with_its_cursor_before_anyone_sees_it() -> None:
    async def scenario() -> None:
        store, session = FakeStore(), FakeSession()
        desk, _ = await at_work(session, store)
        known: list[bool] = []
        desk.subscribe(lambda _: known.append("m2" in store.items))
        await session.deliver(batch(MessageReceived(message=message(2)), seq=7))
        assert known
        assert all(known)
        kinds = {type(one) for one in store.commits[-1]}
        assert {SaveItem, SaveCursor} <= kinds
        assert store.cursor == Cursor(epoch="e", seq=7)
        await desk.stop()

    run(scenario)


def test_a_reply_goes_out_once_it_is_saved_and_the_echo_merges() -> None:
    async def scenario() -> None:
        store, session = FakeStore(), FakeSession()
        desk, window = await at_work(session, store)
        session.gate.clear()
        desk.post(WriteDraft(conversation_id="v1", note=False, text="hello"))
        desk.post(reply())
        await window.until(lambda: window.deliveries() == [Delivery.SENDING])
        assert store.outbox["r1"].delivery is Delivery.SENDING
        assert store.drafts == {}
        assert DraftReplaced(conversation_id="v1") in window.changes
        session.gate.set()
        await window.until(lambda: window.deliveries() == [Delivery.SENT])
        await session.echo_all()
        assert window.deliveries() == [Delivery.SENT]
        assert store.outbox == {}
        await desk.stop()

    run(scenario)


def test_a_full_disk_keeps_the_text_sends_nothing_and_recovers() -> None:
    async def scenario() -> None:
        store, session = FakeStore(), FakeSession()
        desk, window = await at_work(session, store)
        desk.post(WriteDraft(conversation_id="v1", note=False, text="hello"))
        await desk.settled()
        store.fault = StoreFailed("The disk is full.")
        desk.post(reply())
        await window.until(lambda: NoticeKind.STORE_FAULT in window.notices())
        await desk.settled()
        assert session.performed == []
        assert desk.items("v1") == ()
        draft = desk.draft("v1", False)
        assert draft is not None
        assert draft.text == "hello"
        store.fault = None
        desk.post(reply("r2"))
        await window.until(lambda: window.deliveries() == [Delivery.SENT])
        assert [one.text for one in session.items if isinstance(one, Message)] == ["hello"]
        await desk.stop()

    run(scenario)


def test_news_wait_for_a_store_that_fails_and_the_backend_waits_with_them() -> None:
    async def scenario() -> None:
        store, session = FakeStore(), FakeSession()
        clock = [NOW]
        desk = await Desk.start(session, store, lambda: clock[0])
        window = Window(desk)
        await session.deliver(batch(snapshot(conversations=(conversation(),)), seq=1))
        store.fault = StoreFailed("The disk is full.")
        told = asyncio.ensure_future(
            session.deliver(batch(MessageReceived(message=message(2)), seq=2))
        )
        await window.until(lambda: window.notices() == [NoticeKind.STORE_FAULT])
        assert not told.done()
        assert desk.row(Section.OPEN, 0).unread == 0
        store.fault = None
        clock[0] += 5_000
        await told
        assert desk.row(Section.OPEN, 0).unread == 1
        assert store.cursor == Cursor(epoch="e", seq=2)
        await desk.stop()

    run(scenario)


def test_a_refused_reply_parks_its_lane_and_no_other() -> None:
    async def scenario() -> None:
        store, session = FakeStore(), FakeSession()
        desk, window = await at_work(session, store)
        session.outcomes.append((Refused("The number is not on this network."), False))
        desk.post(reply("r1", "one"))
        desk.post(reply("r2", "two"))
        await window.until(lambda: desk.outbox.needs_you == 1)
        desk.post(
            SendReply(client_id="r3", conversation_id="v2", text="three", channel=Channel.CHAT)
        )
        await window.until(lambda: len(session.journal) == 1)
        assert window.deliveries() == [Delivery.REFUSED, Delivery.QUEUED]
        assert desk.outbox.first_conversation == "v1"
        desk.post(RetrySend(client_id="r1"))
        await window.until(lambda: window.deliveries() == [Delivery.SENT, Delivery.SENT])
        texts = [one.text for _, one in session.journal if isinstance(one, SendMessage)]
        assert texts == ["three", "one", "two"]
        await desk.stop()

    run(scenario)


def test_the_problem_of_a_refused_reply_survives_a_restart() -> None:
    async def scenario() -> None:
        store, session = FakeStore(), FakeSession()
        desk, window = await at_work(session, store)
        session.outcomes.append((Refused("The window of 24 h is closed."), False))
        desk.post(reply())
        await window.until(lambda: desk.outbox.needs_you == 1)
        await desk.stop()
        again, _ = await at_work(None, store)
        shown = again.items("v1")[-1]
        assert isinstance(shown, Message)
        assert shown.delivery is Delivery.REFUSED
        assert "24 h" in shown.problem
        await again.stop()

    run(scenario)


def test_files_are_uploaded_first_and_a_lost_upload_is_no_unclear_reply() -> None:
    async def scenario() -> None:
        store, session = FakeStore(), FakeSession(manifest(Capability.IDEMPOTENT_SEND))
        desk, window = await at_work(session, store)
        file = LocalFile(id="f1", path="/nowhere/a.txt", name="a.txt", size=3)
        desk.post(reply(files=(file,)))
        await window.until(lambda: window.deliveries() == [Delivery.SENT])
        shown = desk.items("v1")[-1]
        assert isinstance(shown, Message)
        assert [one.id for one in shown.attachments] == ["f1"]
        assert session.uploads == ["f1"]
        await desk.stop()

    run(scenario)


def test_an_unclear_reply_is_looked_up_before_it_is_sent_again() -> None:
    async def scenario(acted: bool) -> None:
        clock = [NOW]
        store, session = FakeStore(), FakeSession(manifest(Capability.IDEMPOTENT_SEND))
        desk = await Desk.start(session, store, lambda: clock[0])
        window = Window(desk)
        desk.post(ChangeSetting(name="undo_ms", value="0"))
        await session.deliver(batch(snapshot(conversations=(conversation(),)), seq=1))
        await session.go_live()
        desk.post(OpenConversation(conversation_id="v1"))
        session.outcomes.append((Unclear("The answer was lost."), acted))
        desk.post(reply())
        await window.until(lambda: window.deliveries() == [Delivery.UNCLEAR])
        clock[0] += 10_000
        await window.until(lambda: window.deliveries() == [Delivery.SENT])
        assert len(session.journal) == 1
        await desk.stop()

    run(lambda: scenario(acted=True))
    run(lambda: scenario(acted=False))


def test_an_offline_start_shows_what_is_cached_and_queues_replies() -> None:
    async def scenario() -> None:
        store, session = FakeStore(), FakeSession()
        desk, _ = await at_work(session, store)
        await session.deliver(batch(MessageReceived(message=message(2, "cached")), seq=2))
        await desk.stop()

        again, window = await at_work(None, store)
        assert again.me == ME
        assert again.manifest.can(Capability.IDEMPOTENT_SEND)
        assert again.row(Section.ACTIVE, 0).preview == "cached"
        assert again.link.state is LinkState.OFFLINE
        await window.until(lambda: len(again.items("v1")) == 1)
        again.post(reply())
        await window.until(lambda: again.outbox.waiting == 1)
        again.post(Search(query="cach"))
        await window.until(lambda: again.results is not None)
        results = again.results
        assert results is not None
        assert [one.item_id for one in results.hits] == ["m2"]

        later = FakeSession()
        again.attach_session(later)
        await later.go_live()
        await window.until(lambda: again.outbox.waiting == 0)
        assert later.since == [Cursor(epoch="e", seq=2)]
        assert len(later.journal) == 1
        await again.stop()

    run(scenario)


def test_a_session_that_is_let_go_leaves_replies_waiting_for_the_next() -> None:
    async def scenario() -> None:
        store, session = FakeStore(), FakeSession()
        desk, window = await at_work(session, store)
        session.gate.clear()
        desk.post(reply())
        await window.until(lambda: len(session.performed) == 1)
        await desk.detach_session()
        assert desk.link.state is LinkState.OFFLINE
        assert window.deliveries() == [Delivery.QUEUED]
        session.gate.set()
        desk.attach_session(session)
        await session.go_live()
        await window.until(lambda: desk.outbox.waiting == 0 or bool(session.journal))
        await window.until(lambda: window.deliveries() == [Delivery.SENT])
        assert len(session.journal) == 1
        await desk.stop()

    run(scenario)


def test_stopping_saves_the_last_word_typed() -> None:
    async def scenario() -> None:
        store = FakeStore()
        desk, _ = await at_work(None, store)
        for length in range(1, 6):
            desk.post(WriteDraft(conversation_id="v1", note=True, text="hello"[:length]))
        await desk.stop()
        assert store.drafts["v1", True].text == "hello"

    run(scenario)


def test_needing_to_sign_in_keeps_the_outbox() -> None:
    async def scenario() -> None:
        store, session = FakeStore(), FakeSession()
        desk, window = await at_work(session, store)
        session.outcomes.append((NeedsSignIn("The token was revoked."), False))
        desk.post(reply())
        await window.until(lambda: len(session.performed) == 1)
        await window.until(lambda: window.deliveries() == [Delivery.QUEUED])
        assert "r1" in store.outbox
        await desk.stop()

    run(scenario)


def test_a_listener_that_fails_disturbs_nobody(caplog: pytest.LogCaptureFixture) -> None:
    async def scenario() -> None:
        store, session = FakeStore(), FakeSession()
        desk, _ = await at_work(session, store)

        def broken(_: Sequence[Change]) -> None:
            raise ValueError("no")

        end = desk.subscribe(broken)
        with caplog.at_level(logging.CRITICAL):
            await session.deliver(batch(MessageReceived(message=message(2))))
        end()
        assert desk.row(Section.ACTIVE, 0).unread == 1
        await desk.stop()

    run(scenario)


def test_waiting_batches_are_saved_together() -> None:
    async def scenario() -> None:
        store, session = FakeStore(), FakeSession()
        desk, _ = await at_work(session, store)
        before = len(store.commits)
        told = [
            session.deliver(batch(MessageReceived(message=message(seq)), seq=seq))
            for seq in range(2, 42)
        ]
        await asyncio.gather(*told)
        assert len(store.commits) - before <= 2
        assert store.cursor == Cursor(epoch="e", seq=41)
        await desk.stop()

    run(scenario)


def test_the_desk_is_what_the_window_reads() -> None:
    async def scenario() -> None:
        desk = await Desk.start(None, FakeStore(), lambda: NOW)
        view: DeskView = desk
        assert view.now() == NOW
        await desk.stop()
        await desk.stop()

    run(scenario)


def test_an_answer_that_cannot_be_is_logged_and_called_unclear(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def scenario() -> None:
        store, session = FakeStore(), FakeSession()
        desk, window = await at_work(session, store)
        session.outcomes.append((ZeroDivisionError(), False))  # type: ignore[arg-type]
        with caplog.at_level(logging.CRITICAL):
            desk.post(reply())
            await window.until(lambda: window.deliveries() == [Delivery.QUEUED])
        assert "r1" in store.outbox
        await desk.stop()

    run(scenario)


def test_work_that_is_gone_from_the_snapshot_is_gone_from_the_list() -> None:
    async def scenario() -> None:
        store, session = FakeStore(), FakeSession()
        desk, _ = await at_work(session, store)
        other = interaction("i2", conversation_id="v2")
        await session.deliver(batch(InteractionChanged(interaction=other)))
        assert desk.row_count(Section.ACTIVE) == 2
        await session.deliver(batch(snapshot(interactions=(other,))))
        rows = [desk.row(Section.ACTIVE, at).conversation_id for at in range(1)]
        assert desk.row_count(Section.ACTIVE) == 1
        assert rows == ["v2"]
        assert not store.interactions["i1"].state.live
        await desk.stop()

    run(scenario)


def test_offline_answers_wait_and_go_out_when_the_link_returns() -> None:
    async def scenario() -> None:
        store, session = FakeStore(), FakeSession()
        desk, window = await at_work(session, store)
        session.outcomes.append((Offline("No route."), False))
        desk.post(reply())
        await window.until(lambda: len(session.performed) == 1)
        await window.until(lambda: window.deliveries() == [Delivery.QUEUED])
        await desk.detach_session()
        desk.attach_session(session)
        await session.go_live()
        await window.until(lambda: window.deliveries() == [Delivery.SENT])
        await desk.stop()

    run(scenario)
