"""The fifteen invariants, under whatever inputs Hypothesis thinks of.

After every step the ledger judges each decision and the whole state by brute force. At the end the inputs are played
again, through JSON, and must give the same decisions and the same state.
"""

from __future__ import annotations

import msgspec
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from agent_desktop.hub.routing import (
    ConversationChanged,
    Engine,
    HandedOver,
    Input,
    InteractionArrived,
    InteractionAssigned,
    InteractionEnded,
    InteractionWithdrawn,
    OfferAnswered,
    OfferEnded,
    Overflow,
    PulledByHand,
    QueueFull,
    Refused,
    Repeated,
    Requeued,
    RestoredActive,
    Ring,
    Snapshot,
    TimePassed,
    WrapUpCompleted,
)
from tests.hub.routing.floor_machine import FloorMachine
from tests.hub.routing.strategies import (
    agents,
    channels,
    conversations,
    overflows,
    points,
    queues,
    rings,
    several_agents,
    skills,
    spans,
)


class RoutingMachine(FloorMachine):
    """A contact centre in which anything may happen at any time."""

    @rule(
        channel=channels,
        queue=queues,
        needs=skills,
        priority=st.none() | points,
        vip=points,
        strict=st.sampled_from((0, 0, 0, 1, 2)),
        late=spans,
        preferred=several_agents,
        own_rings=st.none() | rings,
        overflow=overflows,
        sticky=st.none() | spans,
        later=st.sampled_from((0, 0, 0, 7_000)),
        conversation=conversations,
        follows=st.booleans(),
        twice=st.booleans(),
    )
    def arrive(
        self,
        channel: str,
        queue: str,
        needs: dict[str, int],
        priority: int | None,
        vip: int,
        strict: int,
        late: int,
        preferred: tuple[str, ...],
        own_rings: tuple[Ring, ...] | None,
        overflow: tuple[Overflow, ...],
        sticky: int | None,
        later: int,
        conversation: str,
        follows: bool,
        twice: bool,
    ) -> None:
        self.serial += 1
        told = InteractionArrived(
            id=f"i{self.serial:03}",
            channel=channel,
            queue=queue,
            arrived_at=self.now - late,
            skills=needs,
            priority=priority,
            vip=vip,
            strict=strict,
            preferred_agents=preferred,
            rings=own_rings,
            overflow=overflow,
            sticky_until=None if sticky is None else self.now + sticky,
            not_before=self.now + later if later else 0,
            conversation=conversation,
            follows=follows,
        )
        self.tell(told)
        if twice and told.id in self.ledger.cases:
            self.tell(told)
            assert self.answers == (Refused("known_interaction", "id", told.id),)

    @rule(
        queues=st.tuples(queues, queues),
        preferred=several_agents,
        points=st.sampled_from(((0, 0), (0, 0), (5, 5), (0, 10))),
        answer=st.sampled_from(("", "accept", "decline")),
    )
    def write_and_call(
        self,
        queues: tuple[str, str],
        preferred: tuple[str, ...],
        points: tuple[int, int],
        answer: str,
    ) -> None:
        self.serial += 2
        chat, call = f"i{self.serial - 1:03}", f"i{self.serial:03}"
        ways = ((chat, "chat"), (call, "voice"))
        for (name, channel), queue, own in zip(ways, queues, points, strict=True):
            told = InteractionArrived(
                id=name,
                channel=channel,
                queue=queue,
                arrived_at=self.now,
                priority=own,
                preferred_agents=preferred,
                conversation=f"of {chat}",
                follows=name == call,
            )
            self.tell(told)
        case, led = self.ledger.cases.get(call), self.ledger.cases.get(chat)
        if case is None or led is None or led.state != "offered" or case.state != "waiting":
            return
        agent = led.agent
        if self.ledger.queues[case.queue].sticky_ms and self.ledger.leaders(case):
            assert case.following == agent, "nobody waits for the answer"
        if answer and case.following:
            self.tell(self.ledger.answer(led, answer))
            again = led.state == "offered" and led.agent == agent  # nobody else could take it
            assert again or case.following != agent, "there was an answer"

    @rule(count=st.integers(2, 6), channel=channels, queue=queues)
    def rush(self, count: int, channel: str, queue: str) -> None:
        for _ in range(count):
            self.serial += 1
            told = InteractionArrived(
                id=f"i{self.serial:03}", channel=channel, queue=queue, arrived_at=self.now
            )
            self.tell(told)

    @rule(data=st.data(), outcome=st.sampled_from(("abandoned", "cancelled", "callback")))
    def withdraw(self, data: st.DataObject, outcome: str) -> None:
        case = self.one(data, "waiting", "offered", "active")
        if case is None:
            return
        epoch, agent = case.epoch, case.agent
        self.tell(
            msgspec.convert(
                {"type": "InteractionWithdrawn", "interaction": case.id, "outcome": outcome},
                InteractionWithdrawn,
            )
        )
        if case.id not in self.ledger.cases:
            self.tell(OfferAnswered(case.id, epoch, agent, "accept"))
            assert self.answers == (Refused("unknown_interaction", "interaction", case.id),)

    @rule(data=st.data(), twice=st.booleans())
    def accept(self, data: st.DataObject, twice: bool) -> None:
        case = self.one(data, "offered")
        if case is None:
            return
        told = self.ledger.answer(case, "accept")
        self.tell(told)
        first = self.answers
        if twice and case.state == "active":
            self.tell(told)
            assigned = [one for one in first if isinstance(one, InteractionAssigned)]
            assert self.answers == (Repeated(assigned[0]),)

    @rule(data=st.data(), twice=st.booleans())
    def decline(self, data: st.DataObject, twice: bool) -> None:
        case = self.one(data, "offered")
        if case is None:
            return
        told = self.ledger.answer(case, "decline")
        self.tell(told)
        first = self.answers
        if twice and case.state == "waiting":
            self.tell(told)
            ended = [one for one in first if isinstance(one, OfferEnded)]
            assert self.answers == (Repeated(ended[0]),)

    @rule(data=st.data(), agent=agents, off=st.sampled_from((-1, 1, 7)))
    def answer_what_is_not_offered(self, data: st.DataObject, agent: str, off: int) -> None:
        case = self.one(data, "waiting", "offered", "active", "wrap_up")
        if case is None:
            return
        before = self.ledger.engine.snapshot()
        self.tell(OfferAnswered(case.id, case.epoch + off, agent, "accept"))
        assert self.answers == (Refused("stale_offer", "epoch", str(case.epoch + off)),)
        assert self.ledger.engine.snapshot() == before

    @rule(data=st.data(), to=agents, twice=st.booleans())
    def hand_over(self, data: st.DataObject, to: str, twice: bool) -> None:
        case = self.one(data, "active")
        if case is None:
            return
        agent, heir = case.agent, self.ledger.people.get(to)
        fits = heir is not None and self.ledger.room(
            heir, case.channel, pulled=True, joins=self.ledger.joins(heir, case)
        )
        told = HandedOver(case.id, agent, to)
        self.tell(told)
        if heir is None or not heir.signed_in:
            assert self.answers == (Refused("unknown_agent", "to", to),)
            return
        assert case.agent == to
        if to == agent:
            assert isinstance(self.answers[0], Repeated)
            return
        (assigned,) = (one for one in self.answers if isinstance(one, InteractionAssigned))
        assert assigned.override == (not fits)
        if twice:
            self.tell(told)
            assert self.answers == (Repeated(assigned),)

    @rule(data=st.data())
    def hand_over_what_is_not_held(self, data: st.DataObject) -> None:
        case = self.one(data, "waiting", "offered", "wrap_up")
        heirs = [one.id for one in self.ledger.people.values() if one.signed_in]
        if case is not None and heirs:
            before = self.ledger.engine.snapshot()
            self.tell(HandedOver(case.id, case.agent, heirs[0]))
            assert self.answers == (Refused("not_active", "interaction", case.id),)
            assert self.ledger.engine.snapshot() == before

    @rule(data=st.data(), wrap_up=st.booleans())
    def end(self, data: st.DataObject, wrap_up: bool) -> None:
        case = self.one(data, "active", "offered")
        if case is None:
            return
        done = case.state == "active" and not wrap_up
        self.tell(InteractionEnded(case.id, wrap_up=wrap_up))
        assert not (done and case.id in self.ledger.cases)

    @precondition(lambda self: self.ledger.wraps)
    @rule(data=st.data())
    def complete(self, data: st.DataObject) -> None:
        interaction, agent = data.draw(st.sampled_from(sorted(self.ledger.wraps)))
        self.tell(WrapUpCompleted(interaction, agent))

    @rule(
        data=st.data(),
        queue=st.none() | queues,
        needs=st.none() | skills,
        preferred=several_agents,
        overflow=st.none() | overflows,
        strict=st.none() | st.sampled_from((0, 2)),
        wrap_up=st.booleans(),
    )
    def requeue(
        self,
        data: st.DataObject,
        queue: str | None,
        needs: dict[str, int] | None,
        preferred: tuple[str, ...],
        overflow: tuple[Overflow, ...] | None,
        strict: int | None,
        wrap_up: bool,
    ) -> None:
        case = self.one(data, "active", "waiting", "offered", "wrap_up")
        if case is None:
            return
        full = self.is_full(queue or case.queue)
        told = Requeued(
            interaction=case.id,
            queue=queue,
            skills=needs,
            preferred_agents=preferred,
            overflow=overflow,
            strict=strict,
            wrap_up=wrap_up,
        )
        # who returns to a queue they were let in by is in
        inside = (None, case.queue, *(case.also if case.state == "waiting" else ()))
        comes = queue not in inside
        self.tell(told)
        if full and comes:
            assert isinstance(self.answers[0], QueueFull | Refused)

    def is_full(self, queue: str) -> bool:
        """Whether nobody more may wait there."""
        definition = self.ledger.queues.get(queue)
        limit = definition.max_waiting if definition else None
        return limit is not None and self.ledger.engine.waiting(queue) >= limit

    @rule(data=st.data(), agent=agents, override=st.booleans())
    def pull(self, data: st.DataObject, agent: str, override: bool) -> None:
        case = self.one(data, "waiting", "offered", "active")
        if case is None:
            return
        person = self.ledger.people.get(agent)
        mine = case.agent == agent
        fits = person is not None and (
            mine
            or self.ledger.room(
                person, case.channel, pulled=True, joins=self.ledger.joins(person, case)
            )
        )
        self.tell(PulledByHand(case.id, agent, override))
        if isinstance(self.answers[0], Refused) and self.answers[0].code == "no_capacity":
            assert not fits
            assert not override
        for one in self.answers:
            if isinstance(one, InteractionAssigned):
                assert one.override == (not fits)

    @rule(data=st.data(), conversation=conversations)
    def change_conversation(self, data: st.DataObject, conversation: str) -> None:
        case = self.one(data, "waiting", "offered", "active", "wrap_up")
        if case is not None:
            self.tell(ConversationChanged(case.id, conversation))

    @rule(agent=agents, channel=channels, queue=queues, conversation=conversations)
    def restore_active(self, agent: str, channel: str, queue: str, conversation: str) -> None:
        self.serial += 1
        self.tell(
            RestoredActive(
                id=f"i{self.serial:03}",
                channel=channel,
                queue=queue,
                arrived_at=self.now - 5_000,
                agent=agent,
                epoch=3,
                assigned_at=self.now - 1_000,
                conversation=conversation,
            )
        )

    @rule(span=spans)
    def wait(self, span: int) -> None:
        self.now += span
        self.tell(TimePassed())

    @rule()
    def wait_for_the_next_thing(self) -> None:
        due = self.ledger.engine.next_deadline()
        if due is not None:
            assert due > self.ledger.now
            self.now = max(self.now, due)
            self.tell(TimePassed())

    @rule(back=spans)
    def clock_runs_backwards(self, back: int) -> None:
        before = self.ledger.engine.snapshot()
        self.ledger.tell(TimePassed(), self.now - back)
        assert self.ledger.engine.snapshot() == before

    @rule()
    def restart(self) -> None:
        before = self.ledger.engine.snapshot()
        kept = msgspec.json.decode(msgspec.json.encode(before), type=Snapshot)
        again = Engine.restore(kept)
        assert again.snapshot() == before
        assert again.next_deadline() == self.ledger.engine.next_deadline()
        self.ledger.engine = again

    def teardown(self) -> None:
        inputs = msgspec.json.decode(
            msgspec.json.encode(self.ledger.history), type=list[tuple[Input, int]]
        )
        engine = Engine(self.rules_)
        for (told, now), decided in zip(inputs, self.ledger.decided, strict=True):
            assert engine.apply(told, now) == decided
        assert engine.snapshot() == self.ledger.engine.snapshot()


TestRouting = RoutingMachine.TestCase
TestRouting.settings = settings(
    max_examples=150,
    stateful_step_count=40,
    deadline=None,
    # Explaining a failure traces every line, which on Python 3.11 slows all examples down tenfold.
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
