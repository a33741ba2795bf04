"""The same routing rules in the plainest way: every choice looks at everything.

An oracle for the engine's choices and the benchmark's yardstick. It knows queues, skills, capacity, priority, offers,
accept, decline with passing over, expiry, presence and the end of work; not the sticky agent, rings, deferral,
blending, limits or wrap-up. The caller keeps to that part.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from agent_desktop.hub.routing import (
    AgentSignedIn,
    Input,
    InteractionArrived,
    InteractionEnded,
    InteractionWithdrawn,
    OfferAnswered,
    PresenceSet,
    Profile,
    QueueDefined,
    Rules,
    TimePassed,
)

Match = tuple[str, str, int]


@dataclass
class Person:
    """An agent and what it holds: interaction id to channel."""

    id: str
    profile: Profile
    routable: tuple[str, ...] = ()
    idle_since: int = 0
    holds: dict[str, str] = field(default_factory=dict)


@dataclass
class Case:
    """An interaction; with an agent from the offer on."""

    told: InteractionArrived
    key: tuple[int, str]
    needed: dict[str, int]
    agent: str = ""
    epoch: int = 0
    expires_at: int = 0
    active: bool = False
    excluded: dict[str, int] = field(default_factory=dict)


class NaiveRouter:
    """`apply` returns the offers made: `(interaction, agent, epoch)`, in order."""

    def __init__(self, rules: Rules | None = None) -> None:
        self.rules = rules or Rules()
        self.now = 0
        self.queues: dict[str, QueueDefined] = {}
        self.people: dict[str, Person] = {}
        self.cases: dict[str, Case] = {}
        self.waiting: dict[str, Case] = {}
        self.timed: dict[str, Case] = {}

    def apply(self, told: Input, now: int) -> list[Match]:
        """Take one input; first whatever is due by now, in the order of time."""
        self.now = max(self.now, now)
        made: list[Match] = []
        touched: list[Case] = []
        while (due := self._next_due()) and due[0] <= self.now:
            _, kind, case, agent = due
            touched.append(case)
            if kind == 0:
                person = self.people[case.agent]
                self._back(case)
                person.routable = ()
                touched += self._rescind(person)
            else:
                del case.excluded[agent]
        if touched:
            both = {case.told.id: case for case in touched + self._passed_over()}
            self._settle([], list(both.values()), made)
        self._take(told, made)
        return made

    def _next_due(self) -> tuple[int, int, Case, str] | None:
        due: list[tuple[int, int, str, str]] = []
        for case in self.timed.values():
            if case.agent and not case.active:
                due.append((case.expires_at, 0, case.told.id, ""))
            due += [(until, 1, case.told.id, agent) for agent, until in case.excluded.items()]
        if not due:
            return None
        at, kind, interaction, agent = min(due)
        return at, kind, self.cases[interaction], agent

    def _passed_over(self) -> list[Case]:
        return [case for case in self.waiting.values() if case.excluded]

    def _back(self, case: Case) -> None:
        person = self.people[case.agent]
        del person.holds[case.told.id]
        case.excluded[case.agent] = self.now + self.rules.exclude_ms
        case.agent = ""
        self.waiting[case.told.id] = case

    def _rescind(self, person: Person) -> list[Case]:
        pending = [self.cases[one] for one in person.holds if not self.cases[one].active]
        taken = [one for one in pending if one.told.channel not in person.routable]
        for one in taken:
            self._back(one)
            del one.excluded[person.id]
        return taken

    def _take(self, told: Input, made: list[Match]) -> None:
        match told:
            case QueueDefined():
                self.queues[told.id] = told
            case AgentSignedIn():
                self.people[told.id] = Person(told.id, told.profile)
            case PresenceSet():
                person = self.people[told.agent]
                if told.channels and not person.routable:
                    person.idle_since = self.now
                person.routable = told.channels
                taken = self._rescind(person)
                self._settle([person], [*taken, *self._passed_over()], made)
            case InteractionArrived():
                queue = self.queues[told.queue]
                points = told.vip + queue.weight
                points += queue.priority if told.priority is None else told.priority
                key = (told.arrived_at - points * self.rules.point_ms, told.id)
                new = Case(told, key, {**queue.skills, **told.skills}, epoch=told.epoch)
                self.cases[told.id] = self.waiting[told.id] = new
                self._settle([], [new], made)
            case InteractionWithdrawn():
                gone = self.cases.pop(told.interaction)
                self.timed.pop(told.interaction, None)
                self.waiting.pop(told.interaction, None)
                if gone.agent:
                    person = self.people[gone.agent]
                    del person.holds[told.interaction]
                    self._settle([person], [], made)
            case OfferAnswered(answer="accept"):
                self.cases[told.interaction].active = True
            case OfferAnswered():
                declined = self.cases[told.interaction]
                self._back(declined)
                self._settle([self.people[told.agent]], [declined], made)
            case InteractionEnded():
                done = self.cases.pop(told.interaction)
                self.timed.pop(told.interaction, None)
                person = self.people[done.agent]
                del person.holds[told.interaction]
                person.idle_since = self.now
                self._settle([person], [], made)
            case TimePassed():
                pass
            case _:
                raise AssertionError(f"not in the naive part: {told}")

    def _settle(self, freed: list[Person], cases: list[Case], made: list[Match]) -> None:
        for person in freed:
            while True:
                open_to = [one for one in self.waiting.values() if self._fits(person, one)]
                if not open_to:
                    break
                self._offer(min(open_to, key=lambda one: one.key), person, made)
        for one in sorted(cases, key=lambda case: case.key):
            if one.told.id in self.waiting:
                best = [person for person in self.people.values() if self._fits(person, one)]
                if best:
                    chosen = min(best, key=lambda person: self._rank(person, one))
                    self._offer(one, chosen, made)

    def _offer(self, one: Case, person: Person, made: list[Match]) -> None:
        del self.waiting[one.told.id]
        self.timed[one.told.id] = one
        one.agent = person.id
        one.epoch += 1
        one.expires_at = self.now + self.rules.offer_ms[one.told.channel]
        person.holds[one.told.id] = one.told.channel
        made.append((one.told.id, person.id, one.epoch))

    def _rank(self, person: Person, one: Case) -> tuple[int, int, int, str]:
        used = sum(self.rules.units[channel] for channel in person.holds.values())
        skill = 0
        if self.queues[one.told.queue].pick == "best":
            skill = sum(person.profile.skills[name] for name in one.needed)
        return (-skill, used * 1_000_000 // person.profile.units, person.idle_since, person.id)

    def _could(self, person: Person, one: Case) -> bool:
        profile = person.profile
        channel = one.told.channel
        return (
            channel in person.routable
            and one.told.queue in profile.queues
            and profile.channels.get(channel, 0) > 0
            and self.rules.units[channel] <= profile.units
            and all(profile.skills.get(name, -1) >= level for name, level in one.needed.items())
        )

    def _fits(self, person: Person, one: Case) -> bool:
        if not self._could(person, one):
            return False
        channel = one.told.channel
        held = list(person.holds.values())
        if held and (channel == "voice" or "voice" in held):
            return False
        units = self.rules.units
        if sum(units[other] for other in held) + units[channel] > person.profile.units:
            return False
        if held.count(channel) >= person.profile.channels[channel]:
            return False
        if person.id not in one.excluded:
            return True
        able = [other.id for other in self.people.values() if self._could(other, one)]
        return all(other in one.excluded for other in able)
