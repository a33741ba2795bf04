"""A floor at work, driven by Hypothesis: few words, so that long ordinary days are reached, not only odd ones."""

from __future__ import annotations

import msgspec
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from agent_desktop.hub.routing import (
    AgentSignedIn,
    AgentSignedOut,
    Blending,
    Engine,
    Input,
    InteractionArrived,
    InteractionEnded,
    PresenceSet,
    Profile,
    QueueDefined,
    Requeued,
    Ring,
    Rules,
    Snapshot,
    TimePassed,
    WrapUpCompleted,
)
from tests.hub.routing.ledger import Ledger
from tests.hub.routing.rulebook import Case

CHANNELS = ("voice", "chat", "email")
STAFF = {
    "ann": Profile(
        queues=("orders", "help"),
        channels={"voice": 1, "chat": 2, "email": 2},
        skills={"german": 3},
        units=250,
    ),
    "bob": Profile(
        queues=("orders", "help"),
        channels={"chat": 1, "email": 1},
        skills={"german": 1, "billing": 2},
    ),
    "cid": Profile(
        queues=("help",),
        channels={"voice": 1, "chat": 2},
        units=250,
        blending=Blending(others_while_exclusive=True),
    ),
}
DEFINED = (
    QueueDefined(id="orders", pick="best", rings=(Ring(30_000, "german"),)),
    QueueDefined(id="help", wrap_up_ms=10_000, weight=1),
)
FLOOR_RULES = Rules(exclude_ms=45_000)


class BusyFloor(RuleBasedStateMachine):
    """Three agents, two queues, one day."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger = Ledger(Engine(FLOOR_RULES), FLOOR_RULES)
        self.now = 1_000_000_000
        self.serial = 0

    def tell(self, told: Input) -> None:
        """Apply and judge."""
        self.ledger.tell(told, self.now)

    def pick(self, data: st.DataObject, state: str) -> Case:
        """One interaction in this state."""
        found = [case for case in self.ledger.cases.values() if case.state == state]
        return data.draw(st.sampled_from(found))

    def any_in(self, state: str) -> bool:
        """Whether any interaction is in this state."""
        return any(case.state == state for case in self.ledger.cases.values())

    @initialize()
    def open_up(self) -> None:
        for definition in DEFINED:
            self.tell(definition)
        for agent, profile in STAFF.items():
            self.tell(AgentSignedIn(agent, profile))
            self.tell(PresenceSet(agent, CHANNELS))

    @rule(
        channel=st.sampled_from(CHANNELS),
        queue=st.sampled_from(("orders", "help")),
        needs=st.sampled_from(({}, {}, {"german": 1}, {"german": 2}, {"billing": 1})),
        preferred=st.sampled_from((None, None, "ann", "bob", "cid")),
        priority=st.sampled_from((0, 0, 1)),
        pause=st.sampled_from((0, 1, 4_000)),
    )
    def arrive(
        self,
        channel: str,
        queue: str,
        needs: dict[str, int],
        preferred: str | None,
        priority: int,
        pause: int,
    ) -> None:
        self.now += pause
        self.serial += 1
        told = InteractionArrived(
            id=f"i{self.serial:03}",
            channel=channel,
            queue=queue,
            arrived_at=self.now,
            skills=needs,
            preferred_agents=(preferred,) if preferred else (),
            priority=priority,
        )
        self.tell(told)

    @precondition(lambda self: self.any_in("offered"))
    @rule(data=st.data(), answer=st.sampled_from(("accept", "accept", "decline")))
    def answer(self, data: st.DataObject, answer: str) -> None:
        self.tell(self.ledger.answer(self.pick(data, "offered"), answer))

    @precondition(lambda self: self.any_in("active"))
    @rule(data=st.data(), pause=st.sampled_from((0, 3_000)))
    def end(self, data: st.DataObject, pause: int) -> None:
        self.now += pause
        self.tell(InteractionEnded(self.pick(data, "active").id))

    @precondition(lambda self: self.any_in("active"))
    @rule(
        data=st.data(),
        queue=st.sampled_from((None, "orders", "help")),
        preferred=st.sampled_from((None, "ann", "cid")),
        wrap_up=st.booleans(),
    )
    def transfer(
        self, data: st.DataObject, queue: str | None, preferred: str | None, wrap_up: bool
    ) -> None:
        case = self.pick(data, "active")
        told = Requeued(
            interaction=case.id,
            queue=queue,
            preferred_agents=(preferred,) if preferred else (),
            wrap_up=wrap_up,
        )
        self.tell(told)

    @precondition(lambda self: self.ledger.wraps)
    @rule(data=st.data())
    def complete(self, data: st.DataObject) -> None:
        interaction, agent = data.draw(st.sampled_from(sorted(self.ledger.wraps)))
        self.tell(WrapUpCompleted(interaction, agent))

    @rule(agent=st.sampled_from(tuple(STAFF)), how=st.sampled_from(("break", "back", "out", "in")))
    def come_and_go(self, agent: str, how: str) -> None:
        match how:
            case "break":
                self.tell(PresenceSet(agent))
            case "out":
                self.tell(AgentSignedOut(agent))
            case _:
                self.tell(AgentSignedIn(agent, STAFF[agent]))
                self.tell(PresenceSet(agent, CHANNELS))

    @rule(due=st.booleans(), span=st.sampled_from((1_000, 10_000, 45_000)))
    def wait(self, due: bool, span: int) -> None:
        at = self.ledger.engine.next_deadline()
        self.now = max(self.now, at) if due and at is not None else self.now + span
        self.tell(TimePassed())

    @rule(skills=st.sampled_from(({}, {"german": 1})))
    def ask_for_other_skills(self, skills: dict[str, int]) -> None:
        self.tell(msgspec.structs.replace(DEFINED[1], skills=skills))

    @rule()
    def restart(self) -> None:
        kept = msgspec.json.encode(self.ledger.engine.snapshot())
        self.ledger.engine = Engine.restore(msgspec.json.decode(kept, type=Snapshot))

    def teardown(self) -> None:
        engine = Engine(FLOOR_RULES)
        for (told, now), decided in zip(self.ledger.history, self.ledger.decided, strict=True):
            assert engine.apply(told, now) == decided


TestBusyFloor = BusyFloor.TestCase
TestBusyFloor.settings = settings(
    max_examples=120,
    stateful_step_count=50,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
