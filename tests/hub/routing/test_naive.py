"""The engine makes the very same offers as the plainest router, in the same order, on random days."""

from __future__ import annotations

import random

import pytest

from agent_desktop.hub.routing import (
    AgentSignedIn,
    Engine,
    Input,
    InteractionArrived,
    InteractionEnded,
    InteractionWithdrawn,
    OfferAnswered,
    OfferMade,
    PresenceSet,
    Profile,
    QueueDefined,
    Rules,
    TimePassed,
)
from tests.hub.routing.naive import Case, Match, NaiveRouter

CHANNELS = ("voice", "chat", "email")
QUEUES = ("q0", "q1", "q2", "q3")
SKILLS = ("german", "billing", "returns")


def opening(chance: random.Random) -> list[Input]:
    """Queues and twelve agents, none of them alike."""
    told: list[Input] = [
        QueueDefined(
            id=queue, weight=chance.choice((0, 0, 2)), pick=chance.choice(("idle", "best"))
        )
        for queue in QUEUES
    ]
    for number in range(12):
        profile = Profile(
            queues=tuple(chance.sample(QUEUES, chance.randint(1, 3))),
            channels={one: chance.randint(0, 3) for one in CHANNELS},
            skills={one: chance.randint(0, 4) for one in chance.sample(SKILLS, 2)},
            units=chance.choice((66, 100, 150)),
        )
        told.append(AgentSignedIn(f"a{number:02}", profile))
        told.append(PresenceSet(f"a{number:02}", CHANNELS))
    return told


def next_input(chance: random.Random, oracle: NaiveRouter, serial: int, now: int) -> Input:
    """Something that may happen now on the oracle's floor."""
    cases: list[Case] = list(oracle.cases.values())
    offered = [one for one in cases if one.agent and not one.active]
    active = [one for one in cases if one.active]
    dice = chance.random()
    if dice < 0.35 and offered:
        one = chance.choice(offered)
        answer = "decline" if chance.random() < 0.25 else "accept"
        return OfferAnswered(one.told.id, one.epoch, one.agent, answer)  # type: ignore[arg-type]
    if dice < 0.55 and active:
        return InteractionEnded(chance.choice(active).told.id)
    if dice < 0.60:
        gone = [one for one in cases if not one.active]
        if gone:
            return InteractionWithdrawn(chance.choice(gone).told.id, "abandoned")
    if dice < 0.68:
        agent = f"a{chance.randrange(12):02}"
        return PresenceSet(agent, tuple(chance.sample(CHANNELS, chance.randint(0, 3))))
    if dice < 0.72:
        return TimePassed()
    return InteractionArrived(
        id=f"i{serial:04}",
        channel=chance.choice(CHANNELS),
        queue=chance.choice(QUEUES),
        arrived_at=now - chance.choice((0, 0, 1_000, 90_000)),
        skills={chance.choice(SKILLS): chance.randint(0, 3)} if chance.random() < 0.5 else {},
        priority=chance.choice((None, 0, 1, 5)),
        vip=chance.choice((0, 0, 5)),
    )


def offers(engine: Engine, told: Input, now: int) -> list[Match]:
    """Apply an input to the engine; the offers that it made."""
    return [
        (one.interaction, one.agent, one.epoch)
        for one in engine.apply(told, now)
        if isinstance(one, OfferMade)
    ]


@pytest.mark.parametrize("seed", range(12))
def test_same_offers_as_the_naive_router(seed: int) -> None:
    chance = random.Random(seed)
    rules = Rules(interruptible=())
    engine, oracle = Engine(rules), NaiveRouter(rules)
    now = 1_700_000_000_000
    matches = 0
    script = opening(chance)
    for serial in range(700):
        told = script.pop(0) if script else next_input(chance, oracle, serial, now)
        made = offers(engine, told, now)
        assert made == oracle.apply(told, now), f"step {serial}: {told}"
        matches += len(made)
        now += chance.choice((0, 1, 500, 3_000))
        # Whatever is due has happened in both before the next input is thought of.
        assert offers(engine, TimePassed(), now) == oracle.apply(TimePassed(), now)
    assert matches > 100
