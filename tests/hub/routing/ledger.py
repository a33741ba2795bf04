"""An independent account of the floor, kept from inputs and decisions alone, that judges every decision.

It holds the specification's invariants; what the rules say is found in `rulebook.py`.
It asks the engine only what cannot be seen in decisions: whether an interaction is being held for its agent.
"""

from __future__ import annotations

from agent_desktop.hub.routing import (
    AgentBecameNotResponding,
    AgentSignedIn,
    AgentSignedOut,
    AgentUpdated,
    Decision,
    Engine,
    HandedOver,
    Input,
    InteractionArrived,
    InteractionAssigned,
    InteractionClosed,
    InteractionQueued,
    LeastLoaded,
    OfferEnded,
    OfferMade,
    PresenceSet,
    Profile,
    PulledByHand,
    QueueDefined,
    QueueFull,
    QueueRemoved,
    Refused,
    Repeated,
    Requeued,
    RestoredActive,
    Rules,
    TimePassed,
    WrapUpEnded,
    WrapUpStarted,
)
from tests.hub.routing.rulebook import Case, Person, Rulebook

CUSTOMER_LEFT = ("abandoned", "cancelled", "callback", "overflowed", "voicemail")


class Ledger(Rulebook):
    """Feed it an engine's inputs one by one; it raises AssertionError at the first broken invariant."""

    def __init__(self, engine: Engine, rules: Rules) -> None:
        super().__init__(rules)
        self.engine = engine
        self.created = 0
        self.closed = 0
        self.history: list[tuple[Input, int]] = []
        self.decided: list[tuple[Decision, ...]] = []

    # Telling

    def tell(self, told: Input, now: int) -> tuple[Decision, ...]:
        """Let time pass, then apply one input, judging all that is decided."""
        self._apply(TimePassed(), now)
        return self._apply(told, now)

    def _apply(self, told: Input, now: int) -> tuple[Decision, ...]:
        due = self.engine.next_deadline()
        self.now = max(self.now, now)
        decisions = self.engine.apply(told, now)
        self.history.append((told, now))
        self.decided.append(decisions)
        if isinstance(told, TimePassed) and (due is None or due > self.now):
            assert decisions == (), "something fell due although no deadline was announced"
        for case in self.cases.values():
            case.excluded = {who: at for who, at in case.excluded.items() if at > self.now}
        if not any(isinstance(one, Refused | Repeated | QueueFull) for one in decisions):
            self._hear(told)
        for decision in decisions:
            self._judge(decision)
        self._look_around()
        self._check_limit(told)
        return decisions

    def _hear(self, told: Input) -> None:
        """What the input itself changed."""
        match told:
            case QueueDefined():
                self.queues[told.id] = told
            case QueueRemoved():
                del self.queues[told.id]
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
                    told.preferred_agent,
                    told.sticky_until,
                    told.not_before,
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
                    epoch=told.epoch,
                )
                if told.agent not in self.people:
                    nobody = Profile(queues=(), channels={})
                    self.people[told.agent] = Person(told.agent, nobody, signed_in=False)
                self.people[told.agent].beyond = True
            case HandedOver():
                self._hear_handed_over(told)
            case PulledByHand(override=True):
                self.people[told.agent].beyond = True
            case _:
                pass

    def _hear_requeued(self, told: Requeued) -> None:
        case = self.cases[told.interaction]
        if case.state == "active":
            case.queued_at = self.now
            case.excluded[case.agent] = self.now + self.rules.exclude_ms
            person = self.people[case.agent]
            wraps_up = told.wrap_up and person.signed_in
            if not wraps_up or self.queues[case.queue].wrap_up_ms == 0:
                person.idle_since = self.now
            case.state, case.agent = "waiting", ""
        if told.queue is not None and told.queue != case.queue:
            case.queued_at = self.now
            case.queue = told.queue
        if told.skills is not None:
            case.skills = told.skills
        case.preferred = told.preferred_agent
        case.sticky_until = told.sticky_until
        case.not_before = told.not_before

    def _hear_handed_over(self, told: HandedOver) -> None:
        case = self.cases[told.interaction]
        person = self.people[told.agent]
        if not person.signed_in or self.queues[case.queue].wrap_up_ms == 0:
            person.idle_since = self.now
        case.state, case.agent = "handed", ""
        self.people[told.to].beyond = True

    # Judging

    def _judge(self, decision: Decision) -> None:
        match decision:
            case OfferMade():
                self._judge_offer(decision)
            case OfferEnded():
                self._judge_ended(decision)
            case AgentBecameNotResponding():
                self.people[decision.agent].routable = ()
            case InteractionAssigned():
                case = self.cases[decision.interaction]
                handed = case.state == "handed"
                assert handed == (decision.how == "handed_over")
                assert handed or case.state in ("waiting", "offered"), "assigned what nobody lacked"
                new = handed or decision.how == "pulled"
                assert (decision.epoch == case.epoch + new) or (
                    case.state == "offered" and case.agent == decision.agent
                )
                case.state, case.agent, case.epoch = "active", decision.agent, decision.epoch
                if decision.override:
                    assert self.people[decision.agent].beyond
            case WrapUpStarted():
                self.wraps[decision.interaction, decision.agent] = self.cases[
                    decision.interaction
                ].channel
                case = self.cases[decision.interaction]
                if case.state == "active":
                    case.state = "wrap_up"
            case WrapUpEnded():
                del self.wraps[decision.interaction, decision.agent]
                self.people[decision.agent].idle_since = self.now
            case InteractionClosed():
                case = self.cases.pop(decision.interaction)
                self.closed += 1
                if decision.outcome == "done":
                    assert case.state in ("active", "wrap_up")
                    self.people[case.agent].idle_since = self.now
                else:
                    assert case.state == "waiting", "one who is served cannot leave the line"
            case InteractionQueued():
                case = self.cases[decision.interaction]
                assert case.state == "waiting"
                assert decision.queue == case.queue
                if decision.position is None:
                    assert case.not_before > self.now
                else:
                    assert decision.position == self.place(case)
            case QueueFull() | Refused() | Repeated():
                pass

    def _judge_offer(self, made: OfferMade) -> None:
        case = self.cases[made.interaction]
        person = self.people[made.agent]
        queue = self.queues[case.queue]
        assert case.state == "waiting", "offered what does not wait"
        assert case.not_before <= self.now, "offered before its time"
        assert self.able(person, case), "offered to an agent who may not take it"
        assert self.room(person, case.channel), "offered beyond capacity"
        assert not self.barred(person, case), "offered to an agent who is passed over"
        assert made.epoch == case.epoch + 1
        assert made.offered_at == self.now
        last = queue.offer_ms.get(case.channel) or self.rules.offer_ms[case.channel]
        assert made.expires_at == self.now + last
        for other in self.cases.values():
            if (
                self.key(other) < self.key(case)
                and self.stands(other)
                and not self.may_be_held(other)
                and self.room(person, other.channel)
                and self.able(person, other)
            ):
                assert self.barred(person, other), f"{other.id} was overtaken by {case.id}"
        if any(isinstance(fact, LeastLoaded) for fact in made.why):
            best = self.rank(person, case)
            for rival in self.people.values():
                if (
                    self.able(rival, case)
                    and self.room(rival, case.channel)
                    and not self.barred(rival, case)
                ):
                    assert best <= self.rank(rival, case), f"{rival.id} comes before {person.id}"
        case.state, case.agent, case.epoch = "offered", made.agent, made.epoch
        case.expires_at = made.expires_at

    def _judge_ended(self, ended: OfferEnded) -> None:
        case = self.cases[ended.interaction]
        assert case.state == "offered", "ended an offer that was not pending"
        assert (case.agent, case.epoch) == (ended.agent, ended.epoch)
        if ended.outcome == "accepted":
            assert self.now < case.expires_at, "accepted too late"
            return
        if ended.outcome == "timed_out":
            assert self.now >= case.expires_at
        assert (ended.outcome == "rescinded") == bool(ended.reason)
        if ended.outcome in ("declined", "timed_out"):
            case.excluded[ended.agent] = self.now + self.rules.exclude_ms
        case.state, case.agent = "waiting", ""

    # The state after each input

    def _look_around(self) -> None:
        engine = self.engine
        snapshot = engine.snapshot()
        assert self.created == self.closed + len(self.cases), "somebody was lost"
        assert {one.id for one in snapshot.interactions} == set(self.cases)
        for kept in snapshot.interactions:
            case = self.cases[kept.id]
            assert kept.arrived_at == case.arrived_at, "arrived_at changed"
            assert kept.excluded == case.excluded
            assert kept.queued_at == case.queued_at
            waits = kept.state in ("line", "held", "deferred")
            assert waits == (case.state == "waiting")
            if kept.state == "offered":
                assert self.now < case.expires_at, "an offer outlived its time"
                assert self.able(self.people[case.agent], case, ring_now=False)
            if kept.state == "deferred":
                assert case.not_before > self.now
            if kept.state == "held":
                self._check_held(case)
            if kept.state == "line":
                for person in self.people.values():
                    if self.room(person, case.channel) and self.able(person, case):
                        assert self.barred(person, case), (
                            f"{case.id} waits while {person.id} has room"
                        )
                assert engine.position(case.id) == self.place(case)
        for person in self.people.values():
            if self.over(person):
                assert person.beyond, f"{person.id} holds too much"
            else:
                person.beyond = False
        for queue_id in self.queues:
            waiting = [one for one in self.cases.values() if one.queue == queue_id]
            standing = sorted(self.key(one) for one in waiting if self.stands(one))
            assert engine.waiting_ids(queue_id) == tuple(one for _, one in standing)
            assert engine.waiting(queue_id) == sum(one.state == "waiting" for one in waiting)

    def _check_held(self, case: Case) -> None:
        assert case.preferred is not None
        person = self.people[case.preferred]
        assert self.may_be_held(case), "held too long"
        assert self.able(person, case), "held for an agent who cannot take it"
        assert not self.room(person, case.channel), "held although its agent has room"

    def _check_limit(self, told: Input) -> None:
        if isinstance(told, InteractionArrived) and told.id in self.cases:
            case = self.cases[told.id]
            limit = self.queues[case.queue].max_waiting
            admitted = self.decided[-1] and not any(
                isinstance(one, Refused) for one in self.decided[-1]
            )
            if admitted and limit is not None and case.state == "waiting":
                assert self.engine.waiting(case.queue) <= limit, "a full queue let somebody in"
