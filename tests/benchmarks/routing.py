"""Routing in memory: a full floor (5,000 agents, 200 queues, 100,000 waiting), as fast as it goes.

A decision is the complete answer to one input, with every match that follows from it: an arrival takes its place, an
accept is judged, the end of work hands the agent the next one in line. The full floor turns in this cycle of three,
so that `offers_per_s_memory` (agents matched to interactions, everything around them paid) is about a third of it.
The quiet floor has idle agents, and each arrival chooses among them. No time is spent outside the engine.

Everything is on: classes, value bands, rings of the interaction's own, steps of overflow by time and by expected wait,
several preferred agents, work that gives way to calls and chats. `plain_decisions_per_s_memory` is the same floor with
nothing but queues, skills and points. The durable figures are those of `routing_durable`, in a process of its own as a
hub is: none of these floors lies in its memory.

Beside it, the plain rules in the plainest way (each choice scans everybody) on a tenth of the floor, and the engine on
that same tenth; both see the same plain load. No figure is extrapolated.
"""

from __future__ import annotations

import argparse
import gc
import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context

import msgspec

from agent_desktop.hub.routing import (
    AgentSignedIn,
    Engine,
    Input,
    InteractionArrived,
    InteractionEnded,
    OfferAnswered,
    OfferMade,
    Overflow,
    PresenceSet,
    Profile,
    QueueDefined,
    Ring,
    Rules,
)
from agent_desktop.hub.server.collecting import collect_seldom
from tests.benchmarks.report import percentile, report
from tests.benchmarks.routing_durable import ACCEPTED, durable_figures, judged
from tests.hub.routing.naive import NaiveRouter

AGENTS = 5_000
QUEUES = 200
WAITING = 100_000
TURNS = 20_000
NAIVE_TURNS = 30
TENTH = 10
GOAL_PER_S = 20_000
SKILLS = ("german", "english", "french", "billing", "returns", "technical")
CHANNELS = {"voice": 1, "chat": 3, "email": 5}
START = 1_700_000_000_000

Offers = list[tuple[str, str, int]]
Router = Callable[[Input, int], Offers]


@dataclass
class Floor:
    """One run: the router, its clock, the chance that makes the load, and what was measured.

    With `everything` each customer brings what rules may say of them; else only skills and points.
    """

    route: Router
    everything: bool = False
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    now: int = START
    serial: int = 0
    held: list[str] = field(default_factory=list)
    spent_ns: list[int] = field(default_factory=list)
    offers: int = 0

    def tell(self, told: Input) -> Offers:
        """Apply one input and measure it."""
        began = time.perf_counter_ns()
        made = self.route(told, self.now)
        self.spent_ns.append(time.perf_counter_ns() - began)
        self.offers += len(made)
        return made

    def accept(self, made: Offers) -> None:
        """Every agent accepts at once."""
        for interaction, agent, epoch in made:
            self.tell(OfferAnswered(interaction, epoch, agent, "accept"))
            self.held.append(interaction)

    def people(self, agents: int, queues: int) -> None:
        """Define the queues and seat the agents: five queues each, two or three skills with levels."""
        for number in range(queues):
            weight = self.chance.choice((0, 0, 0, 5))
            self.tell(QueueDefined(id=f"q{number:03}", weight=weight))
        for number in range(agents):
            skills = self.chance.sample(SKILLS, self.chance.choice((2, 3)))
            profile = Profile(
                queues=tuple(f"q{self.chance.randrange(queues):03}" for _ in range(5)),
                channels=CHANNELS,
                skills={name: self.chance.randint(1, 5) for name in skills},
            )
            self.tell(AgentSignedIn(f"a{number:05}", profile))
            self.tell(PresenceSet(f"a{number:05}", tuple(CHANNELS)))

    def arrive(self, queues: int) -> None:
        """One more customer, who needs no skill, or one, at some level."""
        self.serial += 1
        skills = {}
        if self.chance.random() < 0.5:
            skills = {self.chance.choice(SKILLS): self.chance.randint(1, 3)}
        told = InteractionArrived(
            id=f"i{self.serial:08}",
            channel=self.chance.choice(tuple(CHANNELS)),
            queue=f"q{self.chance.randrange(queues):03}",
            arrived_at=self.now,
            skills=skills,
            priority=self.chance.choice((0, 0, 0, 0, 10)),
        )
        self.accept(self.tell(self.planned(told, queues) if self.everything else told))

    def planned(self, told: InteractionArrived, queues: int) -> InteractionArrived:
        """The same customer, with a value band, a class, a plan for long waits and agents who are asked first."""
        chance = self.chance
        other = f"q{chance.randrange(queues):03}"
        rings = tuple(
            Ring(after_ms, name, level)
            for name in told.skills
            for after_ms, level in ((30_000, 1), (60_000, None))
        )
        agents = tuple(f"a{chance.randrange(AGENTS):05}" for _ in range(chance.choice((0, 0, 2))))
        return msgspec.structs.replace(
            told,
            vip=chance.choices((0, 5, 10), (80, 15, 5))[0],
            strict=chance.choices((0, 1), (95, 5))[0],
            preferred_agents=agents,
            sticky_until=self.now + 15_000 if agents else None,
            rings=rings or None,
            overflow=(
                Overflow(step="add_queue", target=other, after_ms=chance.randint(20_000, 90_000)),
                Overflow(step="callback", expected_ms=1_800_000),
            ),
        )

    def finish(self) -> None:
        """Some work somewhere ends."""
        index = self.chance.randrange(len(self.held))
        self.held[index], self.held[-1] = self.held[-1], self.held[index]
        self.accept(self.tell(InteractionEnded(self.held.pop())))

    def fill(self, waiting: int, queues: int) -> None:
        """Let customers arrive until so many wait."""
        while self.serial - len(self.held) < waiting:
            self.now += 1
            self.arrive(queues)

    def turn(self, turns: int, queues: int) -> None:
        """The steady state: work ends, the agent gets the next one, and a new customer comes."""
        self.spent_ns.clear()
        self.offers = 0
        for _ in range(turns):
            self.now += 1
            self.finish()
            self.arrive(queues)


def engine_router(rules: Rules) -> Router:
    """The engine, reduced to the offers that it made."""
    engine = Engine(rules)

    def route(told: Input, now: int) -> Offers:
        return [
            (one.interaction, one.agent, one.epoch)
            for one in engine.apply(told, now)
            if isinstance(one, OfferMade)
        ]

    return route


def naive_router(rules: Rules) -> Router:
    """The plain oracle, which answers with its offers already."""
    return NaiveRouter(rules).apply


def full_floor(
    router: Router, agents: int, queues: int, waiting: int, turns: int, *, everything: bool = False
) -> Floor:
    """Fill a floor and measure so many turns of it; garbage is collected as in the hub's process that has loaded it."""
    floor = Floor(router, everything)
    floor.people(agents, queues)
    floor.fill(waiting, queues)
    gc.collect()
    collect_seldom()
    floor.turn(turns, queues)
    gc.unfreeze()
    return floor


def quiet_floor(router: Router, agents: int, queues: int, turns: int) -> Floor:
    """Half as many customers as agents: somebody is always idle, nobody waits long."""
    floor = Floor(router)
    floor.people(agents, queues)
    for _ in range(agents // 2):
        floor.now += 1
        floor.arrive(queues)
    floor.turn(turns, queues)
    return floor


def rates(floor: Floor) -> tuple[float, float, float]:
    """Inputs per second, offers per second, and the 99th percentile of one input in microseconds."""
    seconds = sum(floor.spent_ns) / 1e9
    return (
        len(floor.spent_ns) / seconds,
        floor.offers / seconds,
        percentile(floor.spent_ns, 99) / 1000,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Run and report; smaller numbers on request."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agents", type=int, default=AGENTS)
    parser.add_argument("--queues", type=int, default=QUEUES)
    parser.add_argument("--waiting", type=int, default=WAITING)
    parser.add_argument("--turns", type=int, default=TURNS)
    asked = parser.parse_args(arguments)
    rules, plain = Rules(), Rules(interruptible=())
    agents, queues, waiting = asked.agents, asked.queues, asked.waiting
    small = (agents // TENTH, queues // TENTH, waiting // TENTH)

    size = (agents, queues, waiting, asked.turns)
    full = full_floor(engine_router(rules), *size, everything=True)
    decisions, offers, p99 = rates(full)
    del full
    plainly, _, plain_p99 = rates(full_floor(engine_router(plain), *size))
    quiet = quiet_floor(engine_router(rules), agents, queues, asked.turns // 2)
    quiet_decisions, _, quiet_p99 = rates(quiet)
    del quiet
    tenth, _, tenth_p99 = rates(full_floor(engine_router(plain), *small, asked.turns // 2))
    naive, _, naive_p99 = rates(full_floor(naive_router(plain), *small, NAIVE_TURNS))

    with ProcessPoolExecutor(1, get_context("spawn")) as alone:
        accepted = min(ACCEPTED, waiting // 2)
        asked_alone = alone.submit(durable_figures, agents, queues, waiting, accepted)
        durable, durable_beside = asked_alone.result()
    durable_goals, durable_met = judged(durable)

    report(
        "routing",
        figures={
            "decisions_per_s_memory": decisions,
            "p99_us": p99,
            "offers_per_s_memory": offers,
            "plain_decisions_per_s_memory": plainly,
            "plain_p99_us": plain_p99,
            "quiet_decisions_per_s_memory": quiet_decisions,
            "quiet_p99_us": quiet_p99,
            "agents": agents,
            "queues": queues,
            "waiting": waiting,
            **durable,
        },
        beside={
            "naive_tenth_decisions_per_s_memory": naive,
            "naive_tenth_p99_us": naive_p99,
            "engine_tenth_decisions_per_s_memory": tenth,
            "engine_tenth_p99_us": tenth_p99,
            **durable_beside,
        },
        goals={"decisions_per_s_memory": GOAL_PER_S, **durable_goals},
        met={"decisions_per_s_memory": decisions >= GOAL_PER_S, **durable_met},
    )


if __name__ == "__main__":
    main()
