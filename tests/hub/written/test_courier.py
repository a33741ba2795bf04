"""The courier: letters leave once, in order, and what may have been sent is looked for."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.thread import CentreThread
from agent_desktop.hub.protocol import TimelinePage
from agent_desktop.hub.storage.database import Target
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.written import attempts
from agent_desktop.hub.written import courier as rules
from agent_desktop.hub.written.courier import Courier
from agent_desktop.hub.written.records import Letter, NotNow, Outcome, Rejected, Sent, Unclear
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import wall_clock
from agent_desktop.model.commands import SendMessage
from agent_desktop.model.people import Address, AddressKind
from agent_desktop.model.timeline import Delivery, Message
from agent_desktop.model.work import Channel
from tests.contracts.asynchronous import asynchronous
from tests.hub import databases
from tests.hub.centre.floor import Floor
from tests.hub.centre.post import MAIL, Post

Answer = Outcome | Exception
TIM = Address(kind=AddressKind.EMAIL, value="tim@example.org")


class Session:
    """A network that answers as it was told, and remembers what it heard."""

    def __init__(self, sends: list[Answer] | None = None, looks: list[Answer] | None = None):
        self.sends, self.looks = sends or [], looks or []
        self.heard: list[str] = []
        self.looked: list[str] = []
        self.slow: asyncio.Event | None = None
        self.began = asyncio.Event()

    async def run(self) -> None:
        await asyncio.Event().wait()

    async def send(self, letter: Letter) -> Outcome:
        self.heard.append(letter.text)
        self.began.set()
        if self.slow is not None and letter.text == "slow":
            await self.slow.wait()
        return _given(self.sends) or Sent(remote_ids=(f"<{letter.id}>",))

    async def look(self, letter: Letter) -> Outcome:
        self.looked.append(letter.text)
        return _given(self.looks) or Unclear(problem="Nobody knows.")


def _given(answers: list[Answer]) -> Outcome | None:
    found = answers.pop(0) if answers else None
    if isinstance(found, Exception):
        raise found
    return found


def _timeline(conversation_id: str, centre: Centre) -> TimelinePage:
    return centre.timeline(conversation_id)


@pytest.fixture(autouse=True)
def looks_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "LOOK_AGAIN_S", (0.0, 0.0))


class Hub:
    """A centre on its thread, with conversations by mail, and couriers."""

    def __init__(self, thread: CentreThread, ids: list[str]) -> None:
        self.thread = thread
        self.ids = ids

    @asynccontextmanager
    async def courier(self, session: Session) -> AsyncIterator[Courier]:
        """A courier as long as this lasts; then it is cut off, wherever it is."""
        courier = Courier(MAIL, session, self.thread)
        end = self.thread.subscribe_posted(lambda _: courier.nudge())
        task = asyncio.create_task(courier.run())
        try:
            yield courier
        finally:
            end()
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def write(self, text: str, conversation: int = 0) -> None:
        """Anna writes a mail."""
        command = SendMessage(
            client_id=f"c-{text}",
            conversation_id=self.ids[conversation],
            channel=Channel.EMAIL,
            text=text,
        )
        await self.thread.call(lambda centre: centre.perform("anna", command.client_id, command))

    async def message(self, text: str) -> Message:
        """What Anna wrote, as it is now."""
        for conversation_id in self.ids:
            page = await self.thread.call(partial(_timeline, conversation_id))
            for item in page.items:
                if isinstance(item, Message) and item.text == text:
                    return item
        raise AssertionError(text)

    async def until(self, text: str, fits: Callable[[Message], bool]) -> Message:
        """What Anna wrote, as soon as it is so; looked at after whatever was published."""
        changed = asyncio.Event()
        end = self.thread.subscribe(lambda _: changed.set())
        try:
            async with asyncio.timeout(20):
                while True:
                    changed.clear()
                    if fits(found := await self.message(text)):
                        return found
                    await changed.wait()
        finally:
            end()


@pytest.fixture
def path(tmp_path: Path) -> Target:
    """A hub's database in which two customers wrote by mail, and Anna has both."""
    floor = Floor(databases.fresh(tmp_path / "hub.db"))
    floor.now = wall_clock()
    floor.furnish()
    post = Post(floor)
    post.take(post.arrived("One."))
    floor.accept("anna")
    post.take(post.arrived("Two.", address=TIM))
    floor.accept("anna")
    floor.centre.storage.close()
    return floor.path


@asynccontextmanager
async def running(path: Target) -> AsyncIterator[Hub]:
    thread = CentreThread(lambda: Centre(Storage.open(path), wall_clock), wall_clock)
    await thread.start()
    try:
        held = await thread.call(lambda centre: centre.snapshot("anna")[1].interactions)
        yield Hub(thread, [one.conversation_id for one in held])
    finally:
        await thread.stop()


@asynchronous
async def test_what_is_written_leaves_once_and_in_order(path: Target) -> None:
    async with running(path) as hub:
        session = Session()
        await hub.write("first")
        async with hub.courier(session):
            await hub.write("second")
            await hub.write("third")
            await hub.until("third", lambda one: one.delivery is Delivery.SENT)
        assert session.heard == ["first", "second", "third"]
        async with hub.courier(session):
            await hub.write("fourth")
            await hub.until("fourth", lambda one: one.delivery is Delivery.SENT)
        assert session.heard[3:] == ["fourth"]
        assert session.looked == []


@asynchronous
async def test_one_conversation_does_not_wait_for_another(path: Target) -> None:
    async with running(path) as hub:
        session = Session()
        session.slow = asyncio.Event()
        async with hub.courier(session):
            await hub.write("slow")
            await hub.write("behind it")
            await hub.write("elsewhere", conversation=1)
            await hub.until("elsewhere", lambda one: one.delivery is Delivery.SENT)
            assert (await hub.message("behind it")).delivery is Delivery.QUEUED
            session.slow.set()
            await hub.until("behind it", lambda one: one.delivery is Delivery.SENT)


@asynchronous
async def test_what_cannot_be_sent_now_is_sent_later_and_says_why_meanwhile(path: Target) -> None:
    async with running(path) as hub:
        session = Session([NotNow(problem="The server is away.", wait_ms=300)])
        async with hub.courier(session):
            await hub.write("hello")
            await hub.until("hello", lambda one: one.problem == "The server is away.")
            found = await hub.until("hello", lambda one: one.delivery is Delivery.SENT)
        assert (session.heard, found.problem) == (["hello", "hello"], "")


@asynchronous
async def test_a_refusal_is_the_agents(path: Target) -> None:
    async with running(path) as hub:
        async with hub.courier(Session([Rejected(problem="No such mailbox.")])):
            await hub.write("hello")
            found = await hub.until("hello", lambda one: one.delivery is Delivery.REFUSED)
        assert found.problem == "No such mailbox."


@pytest.mark.parametrize("found", [True, False])
@asynchronous
async def test_what_was_cut_off_is_looked_for_and_never_sent_again_blindly(
    path: Target, found: bool
) -> None:
    async with running(path) as hub:
        session = Session()
        session.slow = asyncio.Event()
        async with hub.courier(session):
            await hub.write("slow")
            await asyncio.wait_for(session.began.wait(), 20)
        later = Session(looks=[Sent(remote_ids=("<was there>",))] if found else [])
        async with hub.courier(later):
            wanted = Delivery.SENT if found else Delivery.UNCLEAR
            await hub.until("slow", lambda one: one.delivery is wanted)
            await hub.write("after it")
            await hub.until("after it", lambda one: one.delivery is Delivery.SENT)
        assert later.heard == ["after it"]
        assert set(later.looked) == {"slow"}


@asynchronous
async def test_what_certainly_was_not_there_is_sent_again(path: Target) -> None:
    async with running(path) as hub:
        session = Session(
            [Unclear(problem="The link broke.")], [NotNow(problem="Not there.", wait_ms=0)]
        )
        async with hub.courier(session):
            await hub.write("hello")
            await hub.until("hello", lambda one: one.delivery is Delivery.SENT)
        assert (session.heard, session.looked) == (["hello", "hello"], ["hello"])


@pytest.mark.expected_log("sending by mail failed: ValueError")
@asynchronous
async def test_a_session_that_fails_leaves_it_unclear(path: Target) -> None:
    async with running(path) as hub:
        async with hub.courier(Session([ValueError("secret")])):
            await hub.write("hello")
            await hub.until("hello", lambda one: one.delivery is Delivery.UNCLEAR)


@pytest.mark.expected_log("sending by mail failed: TimeoutError")
@asynchronous
async def test_files_give_a_letter_time(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "SEND_S", 0)
    monkeypatch.setattr(rules, "MARGIN_S", 0.0)

    class Slow(Session):
        async def send(self, letter: Letter) -> Outcome:
            await asyncio.sleep(0.01)
            return await super().send(letter)

    async with running(path) as made:
        courier = Courier("mail", Slow(), made.thread)
        file = Attachment(id="f", name="f", media_type="", size=1_000_000)
        letter = Letter(
            id="l", entry_point_id="mail", conversation_id="c", to="a@b", text="", written_at=0
        )
        assert isinstance(await courier._sent(letter), Unclear)
        assert isinstance(await courier._sent(replace(letter, attachments=(file,))), Sent)


@asynchronous
async def test_what_is_shown_as_unclear_is_cleared_by_a_later_proof_and_never_sent_so_late(
    path: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "LATER_S", (0.0, 0.0, 0.0))
    lost = Unclear(problem="The link broke.")
    absent = NotNow(problem="Not there.", wait_ms=0)
    async with running(path) as hub:
        session = Session([lost], [lost, lost, lost, absent, Sent(remote_ids=("<late>",))])
        async with hub.courier(session):
            await hub.write("hello")
            await hub.until("hello", lambda one: one.delivery is Delivery.SENT)
        assert session.heard == ["hello"]
        assert len(session.looked) == 5


@asynchronous
async def test_what_is_unclear_is_looked_for_after_a_restart_as_well(
    path: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "LATER_S", (3_600.0,))
    async with running(path) as hub:
        lost = Session([Unclear(problem="The link broke.")])
        async with hub.courier(lost):
            await hub.write("hello")
            await hub.until("hello", lambda one: one.delivery is Delivery.UNCLEAR)
        monkeypatch.setattr(rules, "LATER_S", (0.0,))
        proof = Session(looks=[Sent(remote_ids=("<late>",))])
        async with hub.courier(proof):
            await hub.until("hello", lambda one: one.delivery is Delivery.SENT)
        assert proof.heard == []
