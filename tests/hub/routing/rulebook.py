"""The rules of routing in the plainest words: whoever is eligible is found by looking at everybody.

It knows people, cases and queues as they were told, and decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from agent_desktop.hub.routing import (
    OfferAnswered,
    Profile,
    QueueDefined,
    Rules,
)


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
    preferred: str | None = None
    sticky_until: int | None = None
    not_before: int = 0
    state: str = "waiting"
    agent: str = ""
    epoch: int = 0
    expires_at: int = 0
    excluded: dict[str, int] = field(default_factory=dict)


class Rulebook:
    """The floor as told, and what the rules say of it at `now`."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.now = 0
        self.queues: dict[str, QueueDefined] = {}
        self.people: dict[str, Person] = {}
        self.cases: dict[str, Case] = {}
        self.wraps: dict[tuple[str, str], str] = {}

    def key(self, case: Case) -> tuple[int, str]:
        """The order key."""
        queue = self.queues[case.queue]
        points = queue.priority if case.priority is None else case.priority
        return case.arrived_at - 60_000 * (points + case.vip + queue.weight), case.id

    def stands(self, case: Case) -> bool:
        """Whether it waits and may be offered by now."""
        return case.state == "waiting" and case.not_before <= self.now

    def place(self, case: Case) -> int:
        """The position among all who stand on the same channel of the same queue."""
        return 1 + sum(
            self.key(other) < self.key(case)
            for other in self.cases.values()
            if self.stands(other) and (other.queue, other.channel) == (case.queue, case.channel)
        )

    def may_be_held(self, case: Case) -> bool:
        """Whether the time to wait for its agent is not over."""
        until = case.queued_at + self.queues[case.queue].sticky_ms
        if case.sticky_until is not None:
            until = min(until, case.sticky_until)
        return case.preferred is not None and self.now < until

    def needed(self, case: Case) -> dict[str, int]:
        """The skills that are asked for at this time."""
        queue = self.queues[case.queue]
        dropped = [ring.drop for ring in queue.rings if case.queued_at + ring.after_ms <= self.now]
        asked = {**queue.skills, **case.skills}
        return {name: level for name, level in asked.items() if name not in dropped}

    def able(self, person: Person, case: Case, *, ring_now: bool = True) -> bool:
        """Whether the agent could be offered it with empty hands."""
        profile = person.profile
        skills = not ring_now or all(
            profile.skills.get(name, -1) >= level for name, level in self.needed(case).items()
        )
        return (
            skills
            and person.signed_in
            and case.channel in person.routable
            and case.queue in profile.queues
            and profile.channels.get(case.channel, 0) > 0
            and self.rules.units[case.channel] <= profile.units
        )

    def held(self, person: Person) -> list[str]:
        """The channels of all that the agent holds: offers, active work, wrap-ups."""
        mine = [
            case.channel
            for case in self.cases.values()
            if case.agent == person.id and case.state in ("offered", "active")
        ]
        return mine + [channel for (_, who), channel in self.wraps.items() if who == person.id]

    def room(self, person: Person, channel: str) -> bool:
        """Whether one more fits."""
        held = self.held(person)
        units = self.rules.units
        blending = person.profile.blending
        if held:
            if (
                any(one in ("voice", "video") for one in held)
                and not blending.others_while_exclusive
            ):
                return False
            if channel in ("voice", "video") and not blending.exclusive_while_others:
                return False
        return (
            held.count(channel) < person.profile.channels.get(channel, 0)
            and sum(units[one] for one in held) + units[channel] <= person.profile.units
        )

    def over(self, person: Person) -> bool:
        """Whether more is held than the profile allows."""
        held = self.held(person)
        if sum(self.rules.units[one] for one in held) > person.profile.units:
            return True
        return any(held.count(one) > person.profile.channels.get(one, 0) for one in held)

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
        used = sum(self.rules.units[one] for one in self.held(person))
        load = used * 1_000_000 // person.profile.units
        return -proficiency, load, person.idle_since, person.id

    def answer(self, case: Case, answer: str) -> OfferAnswered:
        """The answer of the agent to whom it is offered."""
        assert answer in ("accept", "decline")
        return OfferAnswered(
            case.id, case.epoch, case.agent, "accept" if answer == "accept" else "decline"
        )
