"""The runner's life: starting without a link, sessions that come and go, stopping, starting again."""

import asyncio
from collections.abc import Sequence

from agent_desktop.desk.api import DeskView
from agent_desktop.desk.runner import Desk
from agent_desktop.model.changes import Change, ConversationShown, Section
from agent_desktop.model.commands import Cursor
from agent_desktop.model.errors import NeedsSignIn, Offline, Refused
from agent_desktop.model.events import LinkState, MessageReceived
from agent_desktop.model.intents import (
    OpenConversation,
    Search,
    WriteDraft,
)
from agent_desktop.model.manifest import Capability
from agent_desktop.model.timeline import Delivery, Message
from tests.desk.fake_session import FakeSession
from tests.desk.fake_store import FakeStore
from tests.desk.samples import (
    ME,
    NOW,
    batch,
    message,
)
from tests.desk.scenario import at_work, reply, run


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


def test_the_desk_is_what_the_window_reads() -> None:
    async def scenario() -> None:
        desk = await Desk.start(None, FakeStore(), lambda: NOW)
        view: DeskView = desk
        assert view.now() == NOW
        await desk.stop()
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


def test_intents_that_save_nothing_leave_the_loop_its_turns() -> None:
    async def scenario() -> None:
        desk, _ = await at_work(FakeSession(), FakeStore())
        turns = passes = 0

        def press_on(changes: Sequence[Change]) -> None:
            nonlocal turns
            if turns < 500 and any(isinstance(one, ConversationShown) for one in changes):
                turns += 1
                desk.post(OpenConversation(conversation_id="v1" if turns % 2 else None))

        desk.subscribe(press_on)
        desk.post(OpenConversation(conversation_id=None))
        while turns < 500:
            await asyncio.sleep(0)
            passes += 1
        assert passes >= 500
        await desk.stop()

    run(scenario)
