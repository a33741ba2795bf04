"""Who could take what: the agents of the floor against one interaction, whatever else they hold.

Promises one judgement of queue, skills, channel and passing over for everybody who asks. Refuses to choose; capacity
counts only where it is said so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from agent_desktop.hub.routing.conversations import Conversations
from agent_desktop.hub.routing.lines import Interaction, Line
from agent_desktop.hub.routing.people import Agent, AgentClass
from agent_desktop.hub.routing.records import Rules


class Candidates:
    """The agents, and what is live of each conversation."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.agents: dict[str, Agent] = {}
        self.conversations = Conversations()

    def wanted(self, interaction: Interaction) -> Iterator[Agent]:
        """Those who are asked first and could take it, in order."""
        for agent_id in interaction.asked_first:
            agent = self.agents.get(agent_id)
            if agent is not None and self.could_take(agent, interaction):
                yield agent

    def line_for(self, agent: Agent, interaction: Interaction) -> Line | None:
        """The line by which a routable agent with empty hands would get this: queue, skills and
        channel fit. The own queue's comes first.
        """
        if interaction.channel in agent.able_names:
            for line in interaction.lines:
                if agent.cls in line.accepts:
                    return line
        return None

    def could_take(self, agent: Agent, interaction: Interaction) -> bool:
        """Whether a routable agent with empty hands would be offered this: it fits, and the agent
        is not passed over.
        """
        return self.line_for(agent, interaction) is not None and not (
            interaction.excluded and self.is_barred(interaction, agent)
        )

    def is_barred(self, interaction: Interaction, agent: Agent) -> bool:
        """Whether the agent is passed over. Not so when nobody else could take it: then it is
        better than nobody.
        """
        return agent.id in interaction.excluded and not self.is_waived(interaction)

    def is_waived(self, interaction: Interaction) -> bool:
        """Whether every agent who could take it is among those passed over."""
        passed_over = 0
        for agent_id in interaction.excluded:
            agent = self.agents.get(agent_id)
            if agent and self.line_for(agent, interaction) is not None:
                passed_over += 1
        return passed_over == self.candidates(interaction)

    def candidates(self, interaction: Interaction) -> int:
        """How many routable agents could take it with empty hands."""
        channel = interaction.channel
        return sum([cls.candidates.get(channel, 0) for cls in self._accepting(interaction)])

    def _accepting(self, interaction: Interaction) -> Iterable[AgentClass]:
        if len(interaction.lines) == 1:
            return interaction.lines[0].accepts
        return {cls for line in interaction.lines for cls in line.accepts}

    def leader(self, interaction: Interaction) -> Interaction | None:
        """What is written live in its conversation, is offered to an agent or in their hands, and leaves them room for
        this too: the agent who answers there should hear the customer as well. None where this follows nothing.
        """
        rules = self.rules
        if not interaction.follows or interaction.channel not in rules.exclusive:
            return None
        found = [
            one
            for one in self.conversations.others(interaction)
            if one.state in ("offered", "active")
            and one.channel not in rules.exclusive
            and one.channel not in rules.interruptible
            and self._takes_both(self.agents[one.agent], interaction)
        ]
        return min(found, key=_who_leads, default=None)

    def _takes_both(self, agent: Agent, interaction: Interaction) -> bool:
        room = agent.has_room(interaction.channel, self.rules, joins=True)
        return room and self.could_take(agent, interaction)


def _who_leads(one: Interaction) -> tuple[bool, int, str]:
    """What is in hand before what is offered, then the earliest."""
    return one.state != "active", one.offered_at, one.id
