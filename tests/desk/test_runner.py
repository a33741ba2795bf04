"""The runner through its ports: save, then send and show; whole turns or none."""

import asyncio
from collections.abc import Callable, Sequence

import pytest

from agent_desktop.desk.runner import Desk
from agent_desktop.model.attachments import Attachment, LocalFile
from agent_desktop.model.changes import Change, DraftReplaced, NoticeKind, Section
from agent_desktop.model.commands import Cursor, SaveCursor, SaveItem, SendMessage
from agent_desktop.model.errors import Refused, StoreFailed, Unclear
from agent_desktop.model.events import InteractionChanged, LinkChanged, LinkState, MessageReceived
from agent_desktop.model.intents import (
    ChangeSetting,
    OpenConversation,
    RetrySend,
    SendReply,
    UndoSend,
    WriteDraft,
)
from agent_desktop.model.manifest import Capability
from agent_desktop.model.settings import UNDO
from agent_desktop.model.timeline import Delivery, Message
from agent_desktop.model.work import Channel
from tests.desk.fake_session import FakeSession
from tests.desk.fake_store import FakeStore
from tests.desk.samples import (
    NOW,
    batch,
    conversation,
    interaction,
    manifest,
    message,
    snapshot,
)
from tests.desk.scenario import Window, at_work, reply, run


def test_a_message_is_saved_with_its_cursor_before_anyone_sees_it() -> None:
    async def scenario() -> None:
        store, session = FakeStore(), FakeSession()
        desk, _ = await at_work(session, store)
        known: list[bool] = []
        desk.subscribe(lambda _: known.append("m2" in store.items["v1"]))
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
        true_to = desk.link.current_to
        store.fault = StoreFailed("The disk is full.")
        told = asyncio.ensure_future(
            session.deliver(batch(MessageReceived(message=message(2)), seq=2))
        )
        await window.until(lambda: window.notices() == [NoticeKind.STORE_FAULT])
        beat = LinkChanged(state=LinkState.LIVE, since=NOW, current_to=NOW + 9_000)
        heard = asyncio.ensure_future(session.deliver(beat))
        await asyncio.sleep(0)
        assert not told.done()
        assert desk.link.current_to == true_to, "nobody is told of what is not kept"
        assert desk.row(Section.OPEN, 0).unread == 0
        store.fault = None
        clock[0] += 5_000
        await asyncio.gather(told, heard)
        assert desk.link.current_to == NOW + 9_000
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


def test_files_are_stopped_on_their_way_and_the_reply_comes_back() -> None:
    async def scenario() -> None:
        store, session = FakeStore(), FakeSession(manifest(Capability.IDEMPOTENT_SEND))
        desk, window = await at_work(session, store)
        begun = asyncio.Event()

        async def slow(file: LocalFile, told: Callable[[int], None]) -> Attachment:
            told(1)
            begun.set()
            await asyncio.Event().wait()
            raise AssertionError("nobody lets it go on")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(session, "upload", slow)
            file = LocalFile(id="f1", path="/nowhere/a.txt", name="a.txt", size=3)
            desk.post(reply(files=(file,)))
            await begun.wait()
            desk.post(UndoSend(client_id="r1"))
            await window.until(lambda: window.deliveries() == [])
        draft = desk.draft("v1", False)
        assert draft is not None
        assert draft.files == (file,)
        assert session.journal == []
        desk.post(reply("r2", files=(file,)))
        await window.until(lambda: window.deliveries() == [Delivery.SENT])
        await desk.stop()

    run(scenario)


def test_an_unclear_reply_is_looked_up_before_it_is_sent_again() -> None:
    async def scenario(acted: bool) -> None:
        clock = [NOW]
        store, session = FakeStore(), FakeSession(manifest(Capability.IDEMPOTENT_SEND))
        desk = await Desk.start(session, store, lambda: clock[0])
        window = Window(desk)
        desk.post(ChangeSetting(name=UNDO, value="off"))
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


@pytest.mark.expected_log("A listener of the desk failed")
def test_a_listener_that_fails_disturbs_nobody() -> None:
    async def scenario() -> None:
        store, session = FakeStore(), FakeSession()
        desk, _ = await at_work(session, store)

        def broken(_: Sequence[Change]) -> None:
            raise ValueError("no")

        end = desk.subscribe(broken)
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


@pytest.mark.expected_log("A port failed in a way that it must not")
def test_an_answer_that_cannot_be_is_logged_and_called_unclear() -> None:
    async def scenario() -> None:
        store, session = FakeStore(), FakeSession()
        desk, window = await at_work(session, store)
        session.outcomes.append((ZeroDivisionError(), False))  # type: ignore[arg-type]
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
