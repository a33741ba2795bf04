"""Short words for tests of consults about written work: a floor on which Anna can ask, and what both sides see."""

from __future__ import annotations

from agent_desktop.hub.storage.settings import AgentProfile
from agent_desktop.model.consulting import (
    AnswerConsult,
    Consult,
    ConsultWork,
)
from agent_desktop.model.work import Channel
from tests.hub.centre.floor import Floor


def office(floor: Floor) -> Floor:
    """Anna has Vera's chat; Ben (billing) and Cleo (both queues, German) are ready."""
    for name, queues, skills in (("ben", ("billing",), {}), ("cleo", ("billing",), {"German": 6})):
        profile = AgentProfile(
            id=name, name=name.title(), queues=queues, capacity={Channel.CHAT: 2}, skills=skills
        )
        floor.centre.define_agent(profile)
    floor.ready("anna")
    floor.arrive("vera")
    floor.accept("anna")
    floor.wait(10_000)
    floor.ready("ben")
    floor.wait(1_000)
    floor.ready("cleo")
    floor.listen()
    return floor


def begin(floor: Floor, **whom: object) -> Consult:
    """Anna asks; what she sees of it."""
    wish = ConsultWork(interaction_id=floor.held("anna").id, **(whom or {"agent_id": "ben"}))  # type: ignore[arg-type]
    floor.ask("anna", wish)
    return now(floor, "anna")


def now(floor: Floor, agent: str) -> Consult:
    """The only consult of an agent."""
    (one,) = floor.centre.snapshot(agent)[1].consults
    return one


def joined(floor: Floor, **whom: object) -> Consult:
    """The same, and who is asked has joined."""
    one = begin(floor, **whom)
    floor.ask(one.agent_id, AnswerConsult(consult_id=one.id, accept=True))
    return now(floor, "anna")


def consults(floor: Floor) -> tuple[list[Consult], list[Consult]]:
    """Those of Anna and of Ben."""
    both = (floor.centre.snapshot(each)[1].consults for each in ("anna", "ben"))
    first, second = map(list, both)
    return first, second
