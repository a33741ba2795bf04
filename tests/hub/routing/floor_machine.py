"""The part of the routing machine that furnishes the floor: queues and agents, at any time."""

from __future__ import annotations

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from agent_desktop.hub.routing import (
    AgentSignedIn,
    AgentSignedOut,
    AgentUpdated,
    Engine,
    Input,
    PresenceSet,
    Profile,
    QueueDefined,
    QueueRemoved,
    Rules,
)
from tests.hub.routing.ledger import Ledger
from tests.hub.routing.rulebook import Case
from tests.hub.routing.strategies import (
    CHANNELS,
    QUEUES,
    START,
    agents,
    capable,
    definitions,
    profiles,
    queues,
    several,
)


class FloorMachine(RuleBasedStateMachine):
    """A floor whose queues and agents come, change and go."""

    def __init__(self) -> None:
        super().__init__()
        self.rules_ = Rules()
        self.ledger = Ledger(Engine(self.rules_), self.rules_)
        self.now = START
        self.serial = 0

    def tell(self, told: Input) -> None:
        """Apply and judge."""
        self.answers = self.ledger.tell(told, self.now)

    def one(self, data: st.DataObject, *states: str) -> Case | None:
        """Some interaction in one of these states."""
        found = [case for case in self.ledger.cases.values() if case.state in states]
        return data.draw(st.sampled_from(found)) if found else None

    @initialize(orders=definitions, wide=st.booleans(), units=st.sampled_from((100, 200)))
    def open_up(self, orders: QueueDefined, wide: bool, units: int) -> None:
        self.tell(msgspec.structs.replace(orders, id="orders"))
        self.tell(QueueDefined(id="help"))
        if wide:
            for agent in ("ann", "bob"):
                profile = Profile(
                    queues=QUEUES,
                    channels={"voice": 1, "chat": 3, "email": 2},
                    skills={"german": 2, "billing": 3},
                    units=units,
                )
                self.tell(AgentSignedIn(agent, profile))
                self.tell(PresenceSet(agent, CHANNELS))

    @rule(definition=definitions)
    def define(self, definition: QueueDefined) -> None:
        self.tell(definition)

    @rule(queue=queues)
    def remove(self, queue: str) -> None:
        live = any(queue in (one.queue, *one.also) for one in self.ledger.cases.values())
        known = queue in self.ledger.queues
        self.tell(QueueRemoved(queue))
        assert (queue in self.ledger.queues) == (live and known)

    @rule(agent=agents, profile=profiles | capable, routable=several | st.just(CHANNELS))
    def sign_in(self, agent: str, profile: Profile, routable: tuple[str, ...]) -> None:
        self.tell(AgentSignedIn(agent, profile))
        self.tell(PresenceSet(agent, routable))

    @rule(agent=agents, profile=profiles)
    def update(self, agent: str, profile: Profile) -> None:
        self.tell(AgentUpdated(agent, profile))

    @rule(agent=agents)
    def sign_out(self, agent: str) -> None:
        self.tell(AgentSignedOut(agent))
        for case in self.ledger.cases.values():
            assert case.state != "offered" or case.agent != agent
        assert not any(who == agent for _, who in self.ledger.wraps)

    @rule(agent=agents, routable=several | st.just(CHANNELS))
    def presence(self, agent: str, routable: tuple[str, ...]) -> None:
        self.tell(PresenceSet(agent, routable))
