"""Sending under chance: whatever link, backend, agent and crashes do, nothing is lost, doubled or reordered."""

from collections import deque
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from agent_desktop.desk.errands import FetchPage, Perform
from agent_desktop.desk.items import PageArrived, SessionAttached, SessionDetached
from agent_desktop.model.commands import OutboxItem, SendMessage
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import (
    CommandDone,
    CommandFailed,
    ConversationChanged,
    MessageReceived,
    PageFetched,
)
from agent_desktop.model.intents import (
    ChangeSetting,
    DiscardUnsent,
    EditUnsent,
    OpenConversation,
    RetrySend,
    SendReply,
    UndoSend,
)
from agent_desktop.model.manifest import Capability
from agent_desktop.model.settings import UNDO
from agent_desktop.model.timeline import Delivery, Message
from agent_desktop.model.work import Channel
from tests.desk.fake_store import FakeStore, page_of
from tests.desk.samples import ME, NOW, batch, conversation, live, manifest, offline, own
from tests.desk.script import Script

LANES = ("v1", "v2", "v3")


def problem(code: str) -> Problem:
    return Problem(code=code, message="No.")


class Sending(RuleBasedStateMachine):
    """The desk's core with a store that keeps exactly what was committed, and a backend with its own record."""

    def __init__(self) -> None:
        super().__init__()
        self.store = FakeStore()
        self.flying: deque[Perform] = deque()
        self.pages: deque[FetchPage] = deque()
        self.journal: dict[str, list[Message]] = {lane: [] for lane in LANES}
        self.written: dict[str, list[str]] = {lane: [] for lane in LANES}
        self.taken_back: set[str] = set()
        self.refused: set[str] = set()
        self.linked = False
        self.count = 0

    @initialize(
        idempotent=st.booleans(), returns_ids=st.booleans(), undo=st.sampled_from(["off", "on"])
    )
    def begin(self, idempotent: bool, returns_ids: bool, undo: str) -> None:
        missing = () if idempotent else (Capability.IDEMPOTENT_SEND,)
        self.manifest = manifest(*missing)
        self.idempotent = idempotent
        self.returns_ids = returns_ids or idempotent
        self.script = Script()
        self.take(ChangeSetting(name=UNDO, value=undo))
        for lane in LANES:
            self.take(batch(ConversationChanged(conversation=conversation(lane))))
        self.attach()

    # --- playing runner and store

    def take(self, *items: Any, fails: bool = False) -> None:
        self.script.take(*items, fails=fails)
        if fails:
            return
        for save in self.script.saves:
            self.store.keep(save)
        for send in self.script.sends:
            if isinstance(send, Perform) and isinstance(send.command, SendMessage):
                lanes = [
                    one.command.conversation_id
                    for one in self.flying
                    if isinstance(one.command, SendMessage)
                ]
                assert send.command.conversation_id not in lanes, "two on their way in one lane"
                kept = self.store.outbox[send.command_id]
                assert kept.delivery is Delivery.SENDING, "sent before it was saved as sending"
                self.flying.append(send)
            elif isinstance(send, FetchPage):
                self.pages.append(send)

    def attach(self) -> None:
        self.take(SessionAttached(agent=ME, manifest=self.manifest))
        self.take(live())
        self.linked = True

    # --- the backend

    def act(self, command: SendMessage) -> Message:
        """The backend takes a message, once where it is idempotent."""
        items = self.journal[command.conversation_id]
        if self.idempotent:
            for one in items:
                if one.client_id == command.client_id:
                    return one
        seq = len(items) + 1
        item = own(
            seq,
            command.client_id if self.returns_ids else "",
            command.text,
            id=f"{command.conversation_id}-{seq}",
            conversation_id=command.conversation_id,
            sent_at=max(NOW, self.script.now),
        )
        items.append(item)
        return item

    @precondition(lambda self: self.flying)
    @rule(data=st.data(), shows=st.booleans())
    def accepted(self, data: st.DataObject, shows: bool) -> None:
        send = self._pick(data)
        item = self.act(send.command)  # type: ignore[arg-type]
        self.take(CommandDone(command_id=send.command_id, item=item if shows else None))

    @precondition(lambda self: self.flying)
    @rule(data=st.data())
    def echo_before_answer(self, data: st.DataObject) -> None:
        send = self._pick(data)
        item = self.act(send.command)  # type: ignore[arg-type]
        self.take(batch(MessageReceived(message=item)))
        self.take(CommandDone(command_id=send.command_id, item=item))

    @precondition(lambda self: self.flying)
    @rule(data=st.data())
    def never_left(self, data: st.DataObject) -> None:
        send = self._pick(data)
        self.take(CommandFailed(command_id=send.command_id, problem=problem("offline")))

    @precondition(lambda self: self.flying)
    @rule(data=st.data(), acted=st.booleans())
    def answer_lost(self, data: st.DataObject, acted: bool) -> None:
        send = self._pick(data)
        if acted:
            self.act(send.command)  # type: ignore[arg-type]
        self.take(CommandFailed(command_id=send.command_id, problem=problem("unclear")))

    @precondition(lambda self: self.flying)
    @rule(data=st.data())
    def refuses(self, data: st.DataObject) -> None:
        send = self._pick(data)
        command = send.command
        assert isinstance(command, SendMessage)
        known = [one.client_id for one in self.journal[command.conversation_id]]
        texts = [one.text for one in self.journal[command.conversation_id]]
        if command.client_id in known or command.text in texts:
            return self.take(CommandFailed(command_id=send.command_id, problem=problem("unclear")))
        self.refused.add(send.command_id)
        self.take(CommandFailed(command_id=send.command_id, problem=problem("refused")))

    @rule(lane=st.sampled_from(LANES))
    def echo_again(self, lane: str) -> None:
        events = [MessageReceived(message=one) for one in self.journal[lane]]
        self.take(batch(*events))

    @precondition(lambda self: self.pages)
    @rule(arrives=st.booleans())
    def page(self, arrives: bool) -> None:
        asked = self.pages.popleft()
        page = None
        if arrives:
            lane = asked.conversation_id
            source = self.store.items[lane].values() if asked.cached else self.journal[lane]
            items, complete = page_of(source, asked.before, asked.limit)
            page = PageFetched(
                conversation_id=asked.conversation_id, items=items, complete=complete
            )
        self.take(PageArrived(asked=asked, page=page))

    def _pick(self, data: st.DataObject) -> Perform:
        at = data.draw(st.integers(0, len(self.flying) - 1))
        send = self.flying[at]
        del self.flying[at]
        return send

    # --- the link, the clock, the store, crashes

    @rule()
    def link_breaks(self) -> None:
        self.linked = False
        self.take(offline())

    @rule()
    def link_returns(self) -> None:
        self.linked = True
        self.take(live())

    @rule(ms=st.sampled_from([500, 2_500, 6_000, 40_000]))
    def time(self, ms: int) -> None:
        self.script.now += ms
        self.take()

    @precondition(lambda self: self.returns_ids)
    @rule(days=st.sampled_from([-1, 1]))
    def clock_jumps(self, days: int) -> None:
        self.script.now += days * 86_400_000
        self.take()

    @rule()
    def crash(self) -> None:
        """The program is killed: commands on their way may still be taken, answers are lost."""
        for send in self.flying:
            if int(send.command_id[1:]) % 2:
                self.act(send.command)  # type: ignore[arg-type]
        self.flying.clear()
        self.pages.clear()
        now = self.script.now
        self.script = Script(self.store.restored())
        self.script.now = now
        self.attach()

    @rule()
    def session_changes(self) -> None:
        for send in self.flying:
            if int(send.command_id[1:]) % 2:
                self.act(send.command)  # type: ignore[arg-type]
        self.flying.clear()
        self.pages.clear()
        self.take(SessionDetached())
        self.attach()

    # --- the agent

    @rule(lane=st.sampled_from(LANES), fails=st.booleans())
    def writes(self, lane: str, fails: bool) -> None:
        self.count += 1
        client_id = f"c{self.count}"
        intent = SendReply(
            client_id=client_id,
            conversation_id=lane,
            text=f"text {self.count}",
            channel=Channel.CHAT,
        )
        self.take(intent, fails=fails)
        if not fails:
            self.written[lane].append(client_id)

    @rule(lane=st.sampled_from(LANES))
    def opens(self, lane: str) -> None:
        self.take(OpenConversation(conversation_id=lane))

    @precondition(lambda self: self.script.core.state.outbox)
    @rule(data=st.data(), kind=st.sampled_from([UndoSend, EditUnsent, DiscardUnsent, RetrySend]))
    def handles(self, data: st.DataObject, kind: Any) -> None:
        before = self.script.core.state.outbox
        client_id = data.draw(st.sampled_from(sorted(before)))
        if kind is DiscardUnsent and before[client_id].delivery is Delivery.UNCLEAR:
            return  # the agent may give up what may have arrived; that is no loss of ours
        self.take(kind(client_id=client_id))
        if client_id not in self.script.core.state.outbox:
            self.taken_back.add(client_id)
            delivered = [one.client_id for lane in LANES for one in self.journal[lane]]
            assert client_id not in delivered, "taken back, and delivered all the same"

    # --- what must hold

    @invariant()
    def nothing_doubled_or_reordered(self) -> None:
        for lane in LANES:
            texts = [int(one.text.split()[1]) for one in self.journal[lane]]
            assert len(texts) == len(set(texts)), f"doubled in {lane}: {texts}"
            assert texts == sorted(texts), f"reordered in {lane}: {texts}"

    @invariant()
    def nothing_lost(self) -> None:
        for lane in LANES:
            delivered = {one.text for one in self.journal[lane]}
            for client_id in self.written[lane]:
                assert (
                    f"text {client_id[1:]}" in delivered
                    or client_id in self.store.outbox
                    or client_id in self.taken_back
                ), f"{client_id} is lost"

    @invariant()
    def the_store_knows_what_the_desk_knows(self) -> None:
        state = self.script.core.state
        assert set(self.store.outbox) == set(state.outbox)
        for key, row in state.outbox.items():
            kept = self.store.outbox[key]
            if kept.delivery is not Delivery.SENDING or key in self.flying_ids():
                assert _durable(row) == _durable(kept)

    def flying_ids(self) -> set[str]:
        return {send.command_id for send in self.flying}

    @invariant()
    def bubbles_are_shown_once(self) -> None:
        if not getattr(self, "returns_ids", False):
            return  # without ids, an echo can only be recognised once the answer is there
        for lane in LANES:
            items = self.script.view.items(lane)
            said = [getattr(one, "text", "") for one in items]
            assert len(said) == len(set(said)), said

    def teardown(self) -> None:
        """When everything goes well for long enough, everything arrives."""
        if not hasattr(self, "manifest"):
            return
        self.link_returns()
        for _ in range(200):
            for client_id, row in list(self.script.core.state.outbox.items()):
                if row.delivery is Delivery.REFUSED:
                    self.take(RetrySend(client_id=client_id))
            while self.flying:
                send = self.flying.popleft()
                item = self.act(send.command)  # type: ignore[arg-type]
                self.take(CommandDone(command_id=send.command_id, item=item))
            while self.pages:
                self.page(True)
            self.time(40_000)
            if not self.script.core.state.outbox:
                break
        assert not self.script.core.state.outbox, "something never leaves the outbox"
        self.nothing_doubled_or_reordered()
        self.nothing_lost()


def _durable(row: OutboxItem) -> tuple[object, ...]:
    """What must agree; that the undo time is over need not be saved."""
    delivery = Delivery.QUEUED if row.delivery is Delivery.UNDO else row.delivery
    return (row.command, row.position, row.lane, delivery, row.problem)


TestSending = Sending.TestCase
TestSending.settings = settings(
    max_examples=80, stateful_step_count=40, deadline=None, report_multiple_bugs=False
)
