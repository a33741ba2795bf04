"""Ending a pending offer, and putting its interaction back at its exact place.

Promises: the agent's capacity and the interaction's state change together; one `OfferEnded` for
each offer.

Refuses: ending what is not pending; callers hold an interaction whose state is "offered".
"""

from agent_desktop.hub.routing.deadlines import OFFER
from agent_desktop.hub.routing.decisions import OfferEnded, OfferOutcome, OfferReason
from agent_desktop.hub.routing.floor import Floor
from agent_desktop.hub.routing.lines import Interaction
from agent_desktop.hub.routing.people import Agent


def end_offer(
    floor: Floor,
    interaction: Interaction,
    agent: Agent,
    outcome: OfferOutcome,
    reason: OfferReason,
    note: str = "",
) -> None:
    """The offer is no longer pending; the capacity stays committed."""
    del agent.offers[interaction.id]
    floor.deadlines.drop(interaction.expires_at, OFFER, interaction.id)
    ended = OfferEnded(interaction.id, agent.id, interaction.epoch, outcome, reason, note)
    interaction.last_end = ended
    floor.doubt(interaction)
    floor.out.append(ended)


def drop_offer(
    floor: Floor,
    interaction: Interaction,
    outcome: OfferOutcome,
    reason: OfferReason,
    note: str = "",
) -> None:
    """End the offer and free the agent; the caller decides where the interaction goes."""
    agent = floor.agents[interaction.agent]
    end_offer(floor, interaction, agent, outcome, reason, note)
    floor.release(agent, interaction.channel)
    interaction.agent = ""


def take_back(
    floor: Floor,
    interaction: Interaction,
    outcome: OfferOutcome,
    reason: OfferReason,
    *,
    exclude: bool,
    note: str = "",
) -> None:
    """End the offer; the interaction waits again where it stood."""
    agent_id = interaction.agent
    drop_offer(floor, interaction, outcome, reason, note)
    if exclude:
        floor.exclude(interaction, agent_id)
    floor.place(interaction, announce=True)
