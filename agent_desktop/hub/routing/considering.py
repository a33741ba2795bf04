"""Who might get what waits, and why others do not get it now.

Promises the same judgement as the matcher's, agent by agent, at this moment; looks at everybody, so it is for who asks
and not for each decision.

Refuses: deciding.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from agent_desktop.hub.routing.floor import Floor
from agent_desktop.hub.routing.joining import comes_beside
from agent_desktop.hub.routing.lines import Interaction
from agent_desktop.hub.routing.people import Agent

Verdict = Literal["", "away", "channel", "skill", "passed_over", "busy"]


class Judged(Struct, frozen=True):
    """One agent who serves a queue in which it waits. `detail` is the skill that lacks, with the level needed."""

    agent: str
    verdict: Verdict
    detail: str = ""


class Considered(Struct, frozen=True):
    """What holds now: the order key (ms), what is still needed in its own queue, and the agents; `more` are left out.

    Those whom nothing but time keeps from it come first.
    """

    key: int
    needed: dict[str, int]
    agents: tuple[Judged, ...]
    more: int


ORDER: tuple[Verdict, ...] = ("", "busy", "passed_over", "skill", "channel", "away")


def consider(floor: Floor, interaction: Interaction, limit: int) -> Considered:
    """Judge everybody who serves one of its queues."""
    queues = (interaction.queue, *interaction.also)
    judged = [
        judge(floor, interaction, agent)
        for agent in floor.agents.values()
        if agent.signed_in and any(queue in agent.cls.queues for queue in queues)
    ]
    judged.sort(key=lambda one: (ORDER.index(one.verdict), one.agent))
    needed, _ = interaction.queue.needs(interaction, floor.now)
    return Considered(
        interaction.entry[0], dict(needed), tuple(judged[:limit]), max(0, len(judged) - limit)
    )


def judge(floor: Floor, interaction: Interaction, agent: Agent) -> Judged:
    """Why the agent does not get it now; an empty verdict when nothing stands against it."""
    if not agent.routable:
        return Judged(agent.id, "away")
    if interaction.channel not in agent.able_names:
        return Judged(agent.id, "channel")
    lacks = _lacks(floor, interaction, agent)
    if lacks:
        return Judged(agent.id, "skill", lacks)
    if interaction.state != "deferred" and floor.is_barred(interaction, agent):
        return Judged(agent.id, "passed_over")
    beside = agent.id in interaction.asked_first and comes_beside(floor, agent, interaction)
    if interaction.channel not in agent.open_channels() and not beside:
        return Judged(agent.id, "busy")
    return Judged(agent.id, "")


def _lacks(floor: Floor, interaction: Interaction, agent: Agent) -> str:
    """The first skill that lacks, empty when the agent has all that one of the queues asks for."""
    first = ""
    for queue in (interaction.queue, *interaction.also):
        if queue not in agent.cls.queues:
            continue
        needed, _ = queue.needs(interaction, floor.now)
        found = next(
            (f"{name} {level}" for name, level in needed if agent.cls.skills.get(name, -1) < level),
            "",
        )
        if not found:
            return ""
        first = first or found
    return first
