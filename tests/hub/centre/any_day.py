"""A day by chance: agents and visitors do whatever may be possible."""

from random import Random

from agent_desktop.model.commands import AnswerOffer, EndInteraction
from agent_desktop.model.errors import DeskError
from agent_desktop.model.work import InteractionState
from tests.hub.centre.floor import AGENTS, QUEUES, Floor


def anybody_does(floor: Floor, chance: Random, times: int) -> list[str]:
    """Everybody is ready, and then something happens, so often. Gives the visitors who came."""
    visitors: list[str] = []
    for agent in AGENTS:
        floor.ready(agent)
    go_on(floor, chance, times, visitors)
    return visitors


def go_on(floor: Floor, chance: Random, times: int, visitors: list[str]) -> None:
    """Something happens, so often."""
    for _ in range(times):
        try:
            something(floor, chance, visitors)
        except DeskError:
            continue  # a queue is full, a chat over: as in life


def something(floor: Floor, chance: Random, visitors: list[str]) -> None:
    """Any agent or visitor does anything that may be possible."""
    what = chance.random()
    agent = chance.choice(AGENTS)
    if what < 0.25:
        visitors.append(f"v{len(visitors)}")
        floor.arrive(visitors[-1], queue_id=chance.choice(QUEUES))
    elif what < 0.35:
        floor.ready(agent)
    elif what < 0.4 and visitors:
        floor.centre.leave(chance.choice(visitors))
    elif what < 0.42:
        floor.crash()
        for one in AGENTS:
            floor.ready(one)
    elif what < 0.7:
        for offer in floor.centre.snapshot(agent)[1].offers:
            accept = chance.random() < 0.5
            key = offer.interaction_id
            floor.ask(agent, AnswerOffer(interaction_id=key, epoch=offer.epoch, accept=accept))
    else:
        for work in floor.centre.snapshot(agent)[1].interactions:
            if work.agent_id != agent:
                continue
            if work.state is InteractionState.ACTIVE and chance.random() < 0.5:
                floor.send(agent, work.conversation_id, "Yes?")
            elif work.state is InteractionState.ACTIVE:
                floor.ask(agent, EndInteraction(interaction_id=work.id))
            elif chance.random() < 0.5:
                floor.finish(agent, work.id)
    floor.wait(chance.choice((0, 1, 999, 5_000, 17_000, 31_000, 70_000)))
