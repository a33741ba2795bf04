"""What the inputs alone change on the floor, as they were told to the engine and not refused."""

from __future__ import annotations

from agent_desktop.hub.routing import (
    AgentSignedIn,
    AgentSignedOut,
    AgentUpdated,
    ConversationChanged,
    HandedOver,
    Input,
    InteractionArrived,
    PresenceSet,
    Profile,
    PulledByHand,
    QueueDefined,
    QueueRemoved,
    Requeued,
    RestoredActive,
)
from tests.hub.routing.rulebook import Case, Person, Rulebook


class Listener(Rulebook):
    """Keeps people, queues and cases as they were told."""

    created: int

    def hear(self, told: Input) -> None:
        """What the input itself changed."""
        match told:
            case QueueDefined():
                self.queues[told.id] = told
            case QueueRemoved():
                del self.queues[told.id]
                self.paces = {key: one for key, one in self.paces.items() if key[0] != told.id}
            case AgentSignedIn() | AgentUpdated():
                person = self.people.get(told.id)
                if person is None:
                    person = self.people[told.id] = Person(told.id, told.profile)
                if not person.signed_in:
                    person.routable = ()
                person.profile = told.profile
                person.signed_in = True
                person.beyond = True
            case AgentSignedOut():
                self.people[told.id].signed_in = False
                self.people[told.id].routable = ()
            case PresenceSet():
                person = self.people[told.agent]
                if told.channels and not person.routable:
                    person.idle_since = self.now
                person.routable = told.channels
            case InteractionArrived():
                self.created += 1
                self.cases[told.id] = Case(
                    told.id,
                    told.channel,
                    told.queue,
                    told.skills,
                    told.priority,
                    told.vip,
                    told.arrived_at,
                    self.now if told.queued_at is None else told.queued_at,
                    told.preferred_agents,
                    told.sticky_until,
                    told.not_before,
                    told.conversation,
                    told.follows,
                    "",
                    told.strict,
                    told.rings,
                    told.overflow,
                    epoch=told.epoch,
                )
            case Requeued():
                self._hear_requeued(told)
            case RestoredActive():
                self.created += 1
                self.cases[told.id] = Case(
                    told.id,
                    told.channel,
                    told.queue,
                    told.skills,
                    told.priority,
                    told.vip,
                    told.arrived_at,
                    told.arrived_at,
                    conversation=told.conversation,
                    epoch=told.epoch,
                    assigned_at=told.assigned_at,
                )
                if told.agent not in self.people:
                    nobody = Profile(queues=(), channels={})
                    self.people[told.agent] = Person(told.agent, nobody, signed_in=False)
                self.people[told.agent].beyond = True
            case ConversationChanged():
                self.cases[told.interaction].conversation = told.conversation
            case HandedOver():
                self._hear_handed_over(told)
            case PulledByHand(override=True):
                self.people[told.agent].beyond = True
            case _:
                pass

    def _hear_requeued(self, told: Requeued) -> None:
        case = self.cases[told.interaction]
        if case.state == "active" or told.queue not in (None, case.queue):
            case.queued_at = self.now
            case.fired.clear()
            case.dropped.clear()
            case.also.clear()
            case.follows = False
        if case.state == "active":
            self.learn(case)
            case.excluded[case.agent] = self.now + self.rules.exclude_ms
            person = self.people[case.agent]
            wraps_up = told.wrap_up and person.signed_in
            if not wraps_up or self.queues[case.queue].wrap_up_ms == 0:
                person.idle_since = self.now
            if wraps_up and case.aside:
                person.beyond = True
            case.state, case.agent, case.aside = "waiting", "", False
        if told.queue is not None:
            case.queue = told.queue
        if told.skills is not None:
            case.skills = told.skills
        if told.rings is not None:
            case.rings = told.rings
        if told.overflow is not None and told.overflow != case.overflow:
            case.overflow = told.overflow
            case.fired.clear()
        if told.strict is not None:
            case.strict = told.strict
        case.preferred = told.preferred_agents
        case.sticky_until = told.sticky_until
        case.not_before = told.not_before

    def _hear_handed_over(self, told: HandedOver) -> None:
        case = self.cases[told.interaction]
        person = self.people[told.agent]
        if not person.signed_in or self.queues[case.queue].wrap_up_ms == 0:
            person.idle_since = self.now
        if case.aside:
            person.beyond = True
        case.state, case.agent, case.aside = "handed", "", False
        self.people[told.to].beyond = True
