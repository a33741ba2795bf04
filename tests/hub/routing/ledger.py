"""An independent account of the floor, kept from inputs and decisions alone, that judges every decision.

It holds the specification's invariants; what the rules say is found in `rulebook.py`.
It asks the engine only what cannot be seen in decisions: whether an interaction is being held for its agent.
"""

from __future__ import annotations

from agent_desktop.hub.routing import (
    AgentBecameNotResponding,
    AgentState,
    Decision,
    Engine,
    Input,
    InteractionArrived,
    InteractionAssigned,
    InteractionClosed,
    InteractionQueued,
    LeastLoaded,
    OfferEnded,
    OfferMade,
    Overflowed,
    QueueFull,
    Refused,
    Repeated,
    Rules,
    TimePassed,
    WorkSetAside,
    WorkTakenUp,
    WrapUpEnded,
    WrapUpStarted,
)
from tests.hub.routing.listener import Listener
from tests.hub.routing.rulebook import LAST_STEPS, Case, Person

CUSTOMER_LEFT = ("abandoned", "cancelled", "callback", "overflowed", "voicemail")


class Ledger(Listener):
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
            self.hear(told)
        for decision in decisions:
            self._judge(decision)
        self._look_around()
        self._check_limit(told)
        return decisions

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
                case.assigned_at = decision.assigned_at
                if decision.how in ("accepted", "pulled"):
                    self.pace(case).waits.append(max(0, self.now - case.since))
                if decision.override:
                    assert self.people[decision.agent].beyond
            case WrapUpStarted():
                self.wraps[decision.interaction, decision.agent] = self.cases[
                    decision.interaction
                ].channel
                case = self.cases[decision.interaction]
                if case.state == "active":
                    case.state = "wrap_up"
                    if case.aside:
                        self.people[decision.agent].beyond = True
                        case.aside = False
            case WrapUpEnded():
                del self.wraps[decision.interaction, decision.agent]
                self.people[decision.agent].idle_since = self.now
            case InteractionClosed():
                case = self.cases.pop(decision.interaction)
                self.closed += 1
                if decision.outcome == "done":
                    assert case.state in ("active", "wrap_up")
                    self.people[case.agent].idle_since = self.now
                    self.learn(case)
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
            case WorkSetAside():
                case, person = self.cases[decision.interaction], self.people[decision.agent]
                assert (case.state, case.agent, case.aside) == ("active", person.id, False)
                assert case.channel in self.rules.interruptible, "live work was set aside"
                case.aside = True
            case WorkTakenUp():
                case, person = self.cases[decision.interaction], self.people[decision.agent]
                assert (case.state, case.agent, case.aside) == ("active", person.id, True)
                assert not self.blocked(case, person), "taken up without room"
                case.aside = False
            case Overflowed():
                self._judge_overflowed(decision)
            case QueueFull() | Refused() | Repeated():
                pass

    def _judge_offer(self, made: OfferMade) -> None:
        case = self.cases[made.interaction]
        person = self.people[made.agent]
        queue = self.queues[case.queue]
        assert case.state == "waiting", "offered what does not wait"
        assert case.not_before <= self.now, "offered before its time"
        assert self.able(person, case), "offered to an agent who may not take it"
        asked = person.id in case.preferred or case.follows
        joins = asked and self.joins(person, case)
        assert self.room(person, case.channel, joins=joins), "offered beyond capacity"
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
                and not self.waits_behind(other, case)
                and (self.is_soft(other) <= self.is_soft(case))
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

    def blocked(self, case: Case, person: Person) -> bool:
        """Whether what was set aside has no room yet."""
        talks = any(one.channel in self.rules.exclusive for one in self.hands(person))
        if talks and not person.profile.blending.others_while_exclusive:
            return True
        return self.used(person) + self.rules.units[case.channel] > person.profile.units

    def is_soft(self, case: Case) -> bool:
        """Whether it would give way to live work, which therefore goes first."""
        return case.channel in self.rules.interruptible

    def _judge_overflowed(self, told: Overflowed) -> None:
        case = self.cases[told.interaction]
        step = case.overflow[told.index]
        assert case.state == "waiting"
        assert (told.step, told.target) == (step.step, step.target)
        assert told.index not in case.fired, "a step was taken twice"
        assert told.waited_ms == self.now - case.since
        late = step.after_ms is not None and told.waited_ms >= step.after_ms
        if told.expected_ms is None:
            assert late, "overflowed too early"
        else:
            assert not late
            assert step.expected_ms is not None
            assert told.expected_ms > step.expected_ms
        case.fired.add(told.index)
        if step.step == "drop_skill":
            assert any(step.target in self.needed(case, one) for one in (case.queue, *case.also))
            case.dropped.append(step.target)
        elif step.step == "add_queue":
            assert step.target not in (case.queue, *case.also)
            assert not self.is_full(step.target), "overflowed into a full queue"
            case.also.append(step.target)

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
        if ended.outcome == "declined":
            for other in self.cases.values():
                if other.following == ended.agent and other.conversation == case.conversation:
                    other.excluded[ended.agent] = self.now + self.rules.exclude_ms
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
            assert kept.aside == case.aside
            assert kept.also == tuple(case.also)
            assert set(kept.dropped) == set(case.dropped)
            assert case.fired <= set(kept.done)
            if kept.state in ("line", "held"):
                assert engine.expected(case.id) == self.expected(case)
                self._check_steps(case, set(kept.done))
            case.following = kept.following
            assert bool(kept.following) <= (kept.state == "held")
            if kept.state == "held":
                self._check_held(case, kept.hold_until)
            if kept.state == "line":
                for person in self.people.values():
                    if self.room(person, case.channel) and self.able(person, case):
                        assert self.barred(person, case), (
                            f"{case.id} waits while {person.id} has room"
                        )
                assert engine.position(case.id) == self.place(case)
        for agent in snapshot.agents:
            self._check_hands(agent)
        for person in self.people.values():
            if self.over(person):
                assert person.beyond, f"{person.id} holds too much"
            else:
                person.beyond = False
        for queue_id in self.queues:
            waiting = [one for one in self.cases.values() if queue_id in (one.queue, *one.also)]
            own = [one for one in waiting if one.queue == queue_id]
            standing = sorted(self.key(one) for one in own if self.stands(one))
            assert engine.own_waiting(queue_id) == sum(one.state == "waiting" for one in own)
            assert engine.waiting_ids(queue_id, 1_000) == tuple(one for _, one in standing)
            assert engine.waiting(queue_id) == sum(one.state == "waiting" for one in waiting)

    def _check_held(self, case: Case, until: int) -> None:
        assert self.may_be_held(case), "held too long"
        if case.following:
            leaders = [one for one in self.leaders(case) if one.agent == case.following]
            assert leaders, "held for an answer for which nobody is asked"
            assert all(one.state == "offered" for one in leaders), "held beside room"
            assert self.now < until <= min(one.expires_at for one in leaders), "held too long"
            assert not self.room(self.people[case.following], case.channel), "held beside room"
            return
        wanted = [self.people[one] for one in case.preferred if one in self.people]
        wanted = [one for one in wanted if self.able(one, case) and not self.barred(one, case)]
        assert wanted, "held for agents who cannot take it"
        for one in wanted:
            joins = self.joins(one, case)
            assert not self.room(one, case.channel, joins=joins), "held beside room"

    def _check_steps(self, case: Case, done: set[int]) -> None:
        """Nothing that is due was left out."""
        if any(case.overflow[index].step in LAST_STEPS for index in done):
            return
        for index, step in enumerate(case.overflow):
            if index in done or step.after_ms is None or step.after_ms > self.now - case.since:
                continue
            assert step.step == "add_queue", "a step was forgotten"
            assert step.target in self.queues, "a step was forgotten"

    def _check_hands(self, agent: AgentState) -> None:
        """Only what must is set aside, and what may be is."""
        person = self.people[agent.id]
        assert agent.used == self.used(person)
        asides = [self.cases[one] for one in agent.active if self.cases[one].aside]
        if asides:
            assert self.blocked(asides[0], person), f"{asides[0].id} could be taken up"
        if any(one.soft for one in self.hands(person)):
            assert self.used(person) <= person.profile.units, "soft work holds units that lack"

    def _check_limit(self, told: Input) -> None:
        if isinstance(told, InteractionArrived) and told.id in self.cases:
            case = self.cases[told.id]
            limit = self.queues[case.queue].max_waiting
            admitted = self.decided[-1] and not any(
                isinstance(one, Refused) for one in self.decided[-1]
            )
            if admitted and limit is not None and case.state == "waiting":
                assert self.engine.waiting(case.queue) <= limit, "a full queue let somebody in"
