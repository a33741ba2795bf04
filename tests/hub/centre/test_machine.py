"""The centre against a model: whatever agents, visitors, time and crashes do, nothing is lost, doubled or half done.

The model remembers only what was acknowledged, and what each agent's desk heard. After every step the database, the
memory and the desks' own picture must agree with it.
"""

import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from agent_desktop.hub.centre import attendance
from agent_desktop.model.commands import (
    AddNote,
    AnswerOffer,
    BackendCommand,
    ChoosePresence,
    CompleteWrapUp,
    EditCustomer,
    EndInteraction,
    ExtendWrapUp,
    MarkRead,
    MergeCustomers,
    PullInteraction,
    SendMessage,
)
from agent_desktop.model.consulting import (
    AnswerConsult,
    ConsultState,
    ConsultWork,
    EndConsult,
    HandOverConsult,
)
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.people import PresenceState
from agent_desktop.model.supervising import TransferWork
from agent_desktop.model.timeline import TimelineItem
from agent_desktop.model.work import Channel
from tests.chances import tries
from tests.hub import databases
from tests.hub.centre.checks import VISITORS, Checked
from tests.hub.centre.floor import AGENTS, QUEUES, Floor
from tests.hub.centre.replica import Desk

CHOICES = [PresenceState.READY, PresenceState.READY, PresenceState.BREAK, PresenceState.OFFLINE]
agents = st.sampled_from(AGENTS)
visitors = st.sampled_from(sorted(VISITORS))
pick = st.integers(0, 1_000)


class CentreMachine(Checked):
    """Everything that may happen to a centre."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp(prefix="centre-"))
        self.floor = Floor(databases.fresh(self.folder / "hub.db"))
        self.floor.furnish(wrap_up_ms=20_000)
        self.begun = self.floor.centre.position
        self.floor.heard.clear()
        self.applied = 0
        self.desks = {agent: Desk(self.floor.centre.snapshot(agent)[1]) for agent in AGENTS}
        for visitor, queue in VISITORS.items():
            self.floor.visitor(visitor, queue, online=visitor in ("vera", "vala"))
        self.said: dict[str, list[str]] = {visitor: [] for visitor in VISITORS}
        self.answered: dict[str, list[str]] = {}
        self.arrivals: dict[str, int] = {}
        self.commands: list[tuple[str, str, BackendCommand, TimelineItem | None]] = []
        self.sayings: list[tuple[str, str, str, object]] = []

    def teardown(self) -> None:
        self.hear()
        self.compare_with_replay(0, self.begun)
        self.floor.centre.storage.close()
        databases.done(self.floor.path)
        shutil.rmtree(self.folder)

    # --- what happens

    def ask(self, agent: str, command: BackendCommand) -> TimelineItem | None:
        """A command that may be refused; whatever was acknowledged is remembered."""
        command_id = self.floor.id()
        try:
            answer = self.floor.ask(agent, command, command_id)
        except (Refused, Conflict):
            return None
        self.commands.append((agent, command_id, command, answer))
        return answer

    @initialize(
        ready=st.sets(agents, min_size=1), waiting=st.sets(visitors, min_size=1), busy=st.booleans()
    )
    def open_the_doors(self, ready: set[str], waiting: set[str], busy: bool) -> None:
        """Most runs begin in the middle of a day."""
        for visitor in sorted(waiting):
            self.say(visitor, "first", True)
        for agent in sorted(ready):
            self.floor.ready(agent)
        for agent in sorted(ready) if busy else ():
            self.answer(agent, True)

    @rule(agent=agents)
    def connect(self, agent: str) -> None:
        self.floor.centre.connected(agent)

    @rule(agent=agents)
    def disconnect(self, agent: str) -> None:
        self.floor.centre.disconnected(agent)
        if agent not in self.floor.centre._links.sockets:
            assert self.floor.centre.snapshot(agent)[1].offers == ()

    @rule(agent=agents, state=st.sampled_from(CHOICES), when_free=st.booleans())
    def choose(self, agent: str, state: PresenceState, when_free: bool) -> None:
        self.ask(agent, ChoosePresence(state=state, when_free=when_free))

    @rule(visitor=visitors, text=st.sampled_from(["a", "b"]), new=st.booleans())
    def write_in(self, visitor: str, text: str, new: bool) -> None:
        self.say(visitor, text, new)

    def say(self, visitor: str, text: str, new: bool) -> None:
        client_id, centre = self.floor.id(), self.floor.centre
        text = f"{text} {client_id}"
        if new:
            item = centre.introduce(visitor, client_id, visitor.title(), "", text)
        else:
            item = centre.say(visitor, client_id, text)
        assert item is not None
        self.said[visitor].append(text)
        if not new:
            self.sayings.append((visitor, client_id, text, item.id))

    @precondition(lambda self: self.sayings)
    @rule(which=pick)
    def say_again(self, which: int) -> None:
        visitor, client_id, text, item_id = self.sayings[which % len(self.sayings)]
        assert self.floor.centre.say(visitor, client_id, text).id == item_id
        with pytest.raises(Conflict):
            self.floor.centre.say(visitor, client_id, text + "!")

    @rule(visitor=visitors)
    def leave(self, visitor: str) -> None:
        self.floor.centre.leave(visitor)

    @rule(visitor=visitors, online=st.booleans())
    def come_or_go(self, visitor: str, online: bool) -> None:
        self.floor.centre.visitor_online(visitor, online)

    @rule(visitor=visitors, delivered=pick, read=pick)
    def see(self, visitor: str, delivered: int, read: int) -> None:
        self.floor.centre.seen(visitor, delivered % 20, read % 20)

    @rule(agent=agents, accept=st.sampled_from([True, True, False]))
    def reply_to_offer(self, agent: str, accept: bool) -> None:
        self.answer(agent, accept)

    @rule(agent=agents)
    def come_to_work(self, agent: str) -> None:
        self.floor.ready(agent)

    def answer(self, agent: str, accept: bool) -> None:
        for offer in self.floor.centre.snapshot(agent)[1].offers:
            command = AnswerOffer(
                interaction_id=offer.interaction_id, epoch=offer.epoch, accept=accept
            )
            assert self.floor.ask(agent, command) is None
            if accept:
                # somebody else's answer to the same offer comes too late
                other = AGENTS[(AGENTS.index(agent) + 1) % 3]
                with pytest.raises(Conflict):
                    self.floor.ask(other, command)
            return

    def held(self, agent: str, which: int) -> Any:
        mine = [
            one
            for one in self.floor.centre.snapshot(agent)[1].interactions
            if one.agent_id == agent
        ]
        return mine[which % len(mine)] if mine else None

    @rule(agent=agents, which=pick, note=st.booleans())
    def write(self, agent: str, which: int, note: bool) -> None:
        one = self.held(agent, which)
        if one is None:
            return
        text = f"answer {self.floor.id()}"
        command: SendMessage | AddNote
        if note:
            command = AddNote(client_id=text, conversation_id=one.conversation_id, text=text)
        else:
            command = SendMessage(
                client_id=text,
                conversation_id=one.conversation_id,
                channel=Channel.CHAT,
                text=text,
            )
        assert self.ask(agent, command) is not None
        self.answered.setdefault(one.conversation_id, []).append(text)
        with pytest.raises(Conflict):
            self.floor.ask(agent, type(command)(**{**_fields(command), "text": "other"}))

    @precondition(lambda self: self.commands)
    @rule(which=pick)
    def repeat(self, which: int) -> None:
        agent, command_id, command, answer = self.commands[which % len(self.commands)]
        position = self.floor.centre.position
        again = self.floor.ask(agent, command, command_id)
        assert (again and again.id) == (answer and answer.id)
        # nothing but what fell due
        assert not [one for one in self.heard_since(position) if _made_by(one, answer)]
        with pytest.raises(Conflict):
            self.floor.ask(agent, PullInteraction(interaction_id="other"), command_id)

    def heard_since(self, position: int) -> list[Any]:
        self.hear()
        return [one for one in self.floor.heard if one.seq > position]

    @rule(agent=agents, which=pick)
    def end(self, agent: str, which: int) -> None:
        one = self.held(agent, which)
        if one is not None:
            self.ask(agent, EndInteraction(interaction_id=one.id))

    @rule(agent=agents, which=pick, extend=st.booleans())
    def wrap_up(self, agent: str, which: int, extend: bool) -> None:
        one = self.held(agent, which)
        if one is None:
            return
        if extend:
            self.ask(agent, ExtendWrapUp(interaction_id=one.id, by_ms=30_000))
        else:
            self.ask(agent, CompleteWrapUp(interaction_id=one.id, disposition="solved"))

    @rule(agent=agents, which=pick)
    def pull(self, agent: str, which: int) -> None:
        live = list(self.floor.centre.snapshot(agent)[1].interactions)
        if live:
            self.ask(agent, PullInteraction(interaction_id=live[which % len(live)].id))

    @rule(agent=agents, which=pick, to=st.sampled_from(["support", "billing", "cleo"]))
    def transfer(self, agent: str, which: int, to: str) -> None:
        one = self.held(agent, which)
        if one is not None:
            wish = TransferWork(interaction_id=one.id, agent_id=to)
            if to in QUEUES:
                wish = TransferWork(interaction_id=one.id, queue_id=to)
            self.ask(agent, wish)

    @rule(agent=agents, which=pick, whom=st.sampled_from(["billing", "anna", "ben", "cleo"]))
    def consult(self, agent: str, which: int, whom: str) -> None:
        one = self.held(agent, which)
        if one is not None:
            wish = ConsultWork(interaction_id=one.id, agent_id=whom)
            if whom in QUEUES:
                wish = ConsultWork(interaction_id=one.id, queue_id=whom)
            self.ask(agent, wish)

    @rule(agent=agents, act=st.sampled_from(["join", "join", "decline", "give", "give", "end"]))
    def go_on_consulting(self, agent: str, act: str) -> None:
        for one in self.floor.centre.snapshot(agent)[1].consults:
            wish: BackendCommand = EndConsult(consult_id=one.id)
            if act == "give":
                wish = HandOverConsult(consult_id=one.id)
            elif act != "end":
                wish = AnswerConsult(consult_id=one.id, accept=act == "join")
            self.ask(agent, wish)

    @rule(agent=agents)
    def help(self, agent: str) -> None:
        """Who is consulted writes a note, and nothing to the customer."""
        for one in self.floor.centre.snapshot(agent)[1].consults:
            if one.agent_id == agent and one.state is ConsultState.JOINED:
                text, key = f"help {self.floor.id()}", one.conversation_id
                self.ask(agent, AddNote(client_id=text, conversation_id=key, text=text))
                self.answered.setdefault(key, []).append(text)

    @rule(agent=agents, which=pick, seq=pick)
    def read(self, agent: str, which: int, seq: int) -> None:
        one = self.held(agent, which)
        if one is not None:
            self.ask(agent, MarkRead(conversation_id=one.conversation_id, seq=seq % 20))

    @rule(visitor=visitors, score=st.integers(1, 5))
    def rate(self, visitor: str, score: int) -> None:
        try:
            self.floor.centre.rate(visitor, score)
        except (Refused, Conflict):
            return

    @rule(agent=agents, one=visitors, other=visitors)
    def merge(self, agent: str, one: str, other: str) -> None:
        ids = [self.customer_of(name) for name in (one, other)]
        if None not in ids:
            self.ask(agent, MergeCustomers(kept_id=ids[0] or "", merged_id=ids[1] or ""))

    @rule(agent=agents, visitor=visitors, vip=st.booleans())
    def edit(self, agent: str, visitor: str, vip: bool) -> None:
        customer = self.customer_of(visitor)
        if customer is not None:
            self.ask(agent, EditCustomer(customer_id=customer, vip=vip, name=f"{visitor} {vip}"))

    def customer_of(self, visitor: str) -> str | None:
        thread = self.floor.centre.chat(visitor).conversation_id
        if thread is None:
            return None
        return self.floor.centre.timeline(thread).customer.id

    @rule(ms=st.sampled_from([1_000, 16_000, 31_000, 61_000, 601_000, 25 * 3_600_000]))
    def wait(self, ms: int) -> None:
        self.floor.wait(ms)

    @rule(agent=agents)
    def shut_out(self, agent: str) -> None:
        with self.floor.centre.request() as book:
            attendance.shut_out(book, book.agent(agent))
        assert self.held(agent, 0) is None

    @rule()
    def crash(self) -> None:
        self.floor.crash()

    @rule(agent=agents, note=st.text(max_size=3))
    def fail(self, agent: str, note: str) -> None:
        """A transaction that fails after much was done leaves nothing."""
        self.hear()
        centre = self.floor.centre
        position = centre.position

        def batch() -> None:
            with centre.batch():
                centre.connected(agent)
                centre.perform(agent, self.floor.id(), ChoosePresence(state=PresenceState.READY))
                centre.introduce("vera", self.floor.id(), "", "", f"never {note}")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            batch()
        assert centre.drain() == []
        assert centre.position >= position


def _fields(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__struct_fields__}


def _made_by(published: Any, answer: TimelineItem | None) -> bool:
    item = getattr(published.event, "message", None) or getattr(published.event, "note", None)
    return answer is not None and item is not None and item.id == answer.id


# Shrinking a failure takes minutes; explaining it would trace every line of it.
pytestmark = pytest.mark.timeout(600)
TestCentre = CentreMachine.TestCase
TestCentre.settings = settings(
    max_examples=tries(12),
    stateful_step_count=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
