"""The rules of routing in the plainest words: whoever is eligible is found by looking at everybody.

It knows people, cases and queues as they were told, and decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from agent_desktop.hub.routing import (
    OfferAnswered,
    Overflow,
    Profile,
    QueueDefined,
    Ring,
    Rules,
)

LAST_STEPS = ("voicemail", "close")


@dataclass
class Person:
    """An agent as told; `beyond` while more is held than allowed for a known reason."""

    id: str
    profile: Profile
    signed_in: bool = True
    routable: tuple[str, ...] = ()
    idle_since: int = 0
    beyond: bool = False


@dataclass
class Case:
    """An interaction as told and decided."""

    id: str
    channel: str
    queue: str
    skills: dict[str, int]
    priority: int | None
    vip: int
    arrived_at: int
    queued_at: int
    preferred: tuple[str, ...] = ()
    sticky_until: int | None = None
    not_before: int = 0
    conversation: str = ""
    follows: bool = False
    following: str = ""
    strict: int = 0
    rings: tuple[Ring, ...] | None = None
    overflow: tuple[Overflow, ...] = ()
    fired: set[int] = field(default_factory=set)
    dropped: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    aside: bool = False
    assigned_at: int = 0
    state: str = "waiting"
    agent: str = ""
    epoch: int = 0
    expires_at: int = 0
    excluded: dict[str, int] = field(default_factory=dict)

    @property
    def since(self) -> int:
        """From when its waiting counts."""
        return max(self.queued_at, self.not_before)


@dataclass
class Hand:
    """Something that an agent holds: whether it would give way, and whether it did."""

    channel: str
    soft: bool = False
    aside: bool = False


@dataclass
class Pace:
    """What a lane has shown."""

    handle_ms: int = 0
    waits: list[int] = field(default_factory=list)


class Rulebook:
    """The floor as told, and what the rules say of it at `now`."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.now = 0
        self.queues: dict[str, QueueDefined] = {}
        self.people: dict[str, Person] = {}
        self.cases: dict[str, Case] = {}
        self.wraps: dict[tuple[str, str], str] = {}
        self.paces: dict[tuple[str, str], Pace] = {}

    def key(self, case: Case) -> tuple[int, str]:
        """The order key."""
        queue = self.queues[case.queue]
        points = queue.priority if case.priority is None else case.priority
        points += case.vip + queue.weight
        return case.arrived_at - 60_000 * points - case.strict * (1 << 54), case.id

    def stands(self, case: Case) -> bool:
        """Whether it waits and may be offered by now."""
        return case.state == "waiting" and case.not_before <= self.now

    def place(self, case: Case) -> int:
        """The position among all who stand on the same channel of the same queue."""
        return 1 + sum(
            self.key(other) < self.key(case)
            for other in self.cases.values()
            if self.stands(other)
            and other.channel == case.channel
            and case.queue in (other.queue, *other.also)
        )

    def may_be_held(self, case: Case) -> bool:
        """Whether the time to wait for its agent is not over."""
        return bool(case.preferred or self.leaders(case)) and self.may_wait(case)

    def may_wait(self, case: Case) -> bool:
        """Whether it could still be held for somebody."""
        until = case.since + self.queues[case.queue].sticky_ms
        if case.sticky_until is not None:
            until = min(until, case.sticky_until)
        return self.now < until

    def waits_behind(self, case: Case, before: Case) -> bool:
        """Whether it lets go first what waits of its customer's written live, to follow that, and thereby `before`."""
        if not (case.follows and case.channel in self.rules.exclusive and self.may_wait(case)):
            return False
        apart = (*self.rules.exclusive, *self.rules.interruptible)
        return any(
            (one.conversation, one.state) == (case.conversation, "waiting")
            and one.channel not in apart
            and self.key(before) <= self.key(one)
            for one in self.cases.values()
            if case.conversation
        )

    def leaders(self, case: Case) -> list[Case]:
        """What is written live in its conversation, with or offered to agents who could take both."""
        if not case.follows or case.channel not in self.rules.exclusive:
            return []
        apart = (*self.rules.exclusive, *self.rules.interruptible)
        return [
            one
            for one in self.cases.values()
            if case.conversation
            and one is not case
            and one.conversation == case.conversation
            and one.state in ("offered", "active")
            and one.channel not in apart
            and self.able(person := self.people[one.agent], case)
            and not self.barred(person, case)
            and self.room(person, case.channel, pulled=True, joins=True)
        ]

    def needed(self, case: Case, queue_id: str) -> dict[str, int]:
        """The skills that are asked for at this time of who takes it from this queue."""
        queue = self.queues[queue_id]
        asked = {**queue.skills, **case.skills}
        for ring in queue.rings if case.rings is None else case.rings:
            if case.since + ring.after_ms > self.now or ring.skill not in asked:
                continue
            if ring.level is None:
                del asked[ring.skill]
            else:
                asked[ring.skill] = min(asked[ring.skill], ring.level)
        return {name: level for name, level in asked.items() if name not in case.dropped}

    def able(self, person: Person, case: Case, *, ring_now: bool = True) -> bool:
        """Whether the agent could be offered it with empty hands."""
        profile = person.profile
        serves = any(
            queue in profile.queues
            and (
                not ring_now
                or all(
                    profile.skills.get(name, -1) >= level
                    for name, level in self.needed(case, queue).items()
                )
            )
            for queue in (case.queue, *case.also)
        )
        return (
            serves
            and person.signed_in
            and case.channel in person.routable
            and profile.channels.get(case.channel, 0) > 0
            and self.rules.units[case.channel] <= profile.units
        )

    def hands(self, person: Person) -> list[Hand]:
        """All that the agent holds: offers, active work, wrap-ups."""
        soft = self.rules.interruptible
        mine = [
            Hand(case.channel, case.channel in soft and not case.aside, case.aside)
            for case in self.cases.values()
            if case.agent == person.id and case.state in ("offered", "active")
        ]
        return mine + [
            Hand(channel) for (_, who), channel in self.wraps.items() if who == person.id
        ]

    def used(self, person: Person) -> int:
        """The units that are taken: what was set aside takes none."""
        return sum(self.rules.units[one.channel] for one in self.hands(person) if not one.aside)

    def joins(self, person: Person, case: Case) -> bool:
        """Whether the agent has other active work of its conversation."""
        return bool(case.conversation) and any(
            (one.state, one.agent, one.conversation) == ("active", person.id, case.conversation)
            for one in self.cases.values()
            if one is not case
        )

    def room(
        self, person: Person, channel: str, *, pulled: bool = False, joins: bool = False
    ) -> bool:
        """Whether one more fits; by hand also beside what was set aside. Exclusive work fits beside what it `joins`."""
        hands, units = self.hands(person), self.rules.units
        blending, exclusive = person.profile.blending, self.rules.exclusive
        if any(one.channel in exclusive for one in hands) and not blending.others_while_exclusive:
            return False
        firm = [one for one in hands if not one.soft and not one.aside]
        if channel in exclusive and firm and not (blending.exclusive_while_others or joins):
            return False
        used = self.used(person)
        if channel not in self.rules.interruptible:
            used -= sum(units[one.channel] for one in hands if one.soft)
        elif not pulled and any(one.aside for one in hands):
            return False
        count = sum(one.channel == channel for one in hands)
        return (
            count < person.profile.channels.get(channel, 0)
            and used + units[channel] <= person.profile.units
        )

    def over(self, person: Person) -> bool:
        """Whether more is held than the profile allows."""
        if self.used(person) > person.profile.units:
            return True
        held = [one.channel for one in self.hands(person)]
        return any(held.count(one) > person.profile.channels.get(one, 0) for one in held)

    def pace(self, case: Case) -> Pace:
        """What the lane of an interaction has shown."""
        return self.paces.setdefault((case.queue, case.channel), Pace())

    def learn(self, case: Case) -> None:
        """An agent is done with it."""
        pace = self.pace(case)
        before = pace.handle_ms or self.rules.handle_ms[case.channel]
        pace.handle_ms = max(1, before + (self.now - case.assigned_at - before) // 8)

    def expected(self, case: Case) -> int | None:
        """The wait still ahead of who stands in line."""
        places = 0
        for person in self.people.values():
            if self.able(person, case):
                cost, limit = self.rules.units[case.channel], person.profile.channels[case.channel]
                places += min(limit, person.profile.units // cost)
        if not places:
            return None
        pace = self.pace(case)
        if pace.handle_ms:
            return self.place(case) * pace.handle_ms // places
        recent = sorted(pace.waits[-15:]) or [0]
        usual = self.place(case) * self.rules.handle_ms[case.channel] // places
        return max(usual, recent[(len(recent) - 1) // 2])

    def is_full(self, queue_id: str) -> bool:
        """Whether nobody more may wait there."""
        limit = self.queues[queue_id].max_waiting
        waiting = [
            one
            for one in self.cases.values()
            if one.state == "waiting" and queue_id in (one.queue, *one.also)
        ]
        return limit is not None and len(waiting) >= limit

    def barred(self, person: Person, case: Case) -> bool:
        """Whether the agent is passed over, and there is another who is not."""
        if person.id not in case.excluded:
            return False
        return any(
            self.able(other, case) and other.id not in case.excluded
            for other in self.people.values()
        )

    def rank(self, person: Person, case: Case) -> tuple[int, int, int, str]:
        """The order among agents for this interaction."""
        proficiency = 0
        queue = self.queues[case.queue]
        if queue.pick == "best":
            asked = {**queue.skills, **case.skills}
            proficiency = sum(person.profile.skills.get(name, 0) for name in asked)
        load = self.used(person) * 1_000_000 // person.profile.units
        return -proficiency, load, person.idle_since, person.id

    def answer(self, case: Case, answer: str) -> OfferAnswered:
        """The answer of the agent to whom it is offered."""
        assert answer in ("accept", "decline")
        return OfferAnswered(
            case.id, case.epoch, case.agent, "accept" if answer == "accept" else "decline"
        )
