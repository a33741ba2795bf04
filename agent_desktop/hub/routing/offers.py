"""The life of an offer and of the work that follows it: answer, expiry, taking back, end, wrap-up.

Promises: an accept counts only for the pending offer's epoch and agent, before it expires; the same
answer again gets the same reply. An offer that comes to nothing puts the interaction back at its
exact place and passes over that agent for a while. A missed offer makes the agent Not responding.

Refuses: late, stale and foreign answers, with `Refused`.
"""

from __future__ import annotations

from typing import Literal, cast

from agent_desktop.hub.routing.deadlines import WRAP_UP
from agent_desktop.hub.routing.decisions import (
    AgentBecameNotResponding,
    How,
    InteractionAssigned,
    InteractionClosed,
    RefusalCode,
    Refused,
    Repeated,
    WrapUpEnded,
    WrapUpStarted,
)
from agent_desktop.hub.routing.expecting import learn
from agent_desktop.hub.routing.floor import Floor
from agent_desktop.hub.routing.interrupting import give_way, resume
from agent_desktop.hub.routing.joining import pass_over
from agent_desktop.hub.routing.lines import Interaction
from agent_desktop.hub.routing.people import Agent, WrapUp
from agent_desktop.hub.routing.presence import reform
from agent_desktop.hub.routing.records import InteractionEnded, OfferAnswered, WrapUpCompleted
from agent_desktop.hub.routing.staffing import drop_if_gone
from agent_desktop.hub.routing.taking_back import end_offer, take_back


def refuse(floor: Floor, code: RefusalCode, field: str, value: object) -> None:
    """Answer that nothing changed, naming the value."""
    floor.out.append(Refused(code, field, str(value)))


def answer(floor: Floor, told: OfferAnswered) -> None:
    """Accept or decline, compare-and-set on the offer's epoch and agent."""
    interaction = floor.interactions.get(told.interaction)
    if interaction is None:
        refuse(floor, "unknown_interaction", "interaction", told.interaction)
        return
    accepts = told.answer == "accept"
    same = interaction.epoch == told.epoch and interaction.agent == told.agent
    if interaction.state == "offered" and same:
        agent = floor.agents[told.agent]
        if accepts:
            end_offer(floor, interaction, agent, "accepted", "")
            assign(floor, interaction, agent, "accepted")
        else:
            take_back(floor, interaction, "declined", "", exclude=True, note=told.note)
            pass_over(floor, interaction, agent)
        return
    if accepts and same and interaction.state in ("active", "wrap_up"):
        floor.out.append(Repeated(assigned(interaction)))
        return
    last = interaction.last_end
    if (
        not accepts
        and last is not None
        and (last.epoch, last.agent, last.outcome) == (told.epoch, told.agent, "declined")
    ):
        floor.out.append(Repeated(last))
        return
    refuse(floor, "stale_offer", "epoch", told.epoch)


def assigned(interaction: Interaction) -> InteractionAssigned:
    """The record of the current assignment."""
    return InteractionAssigned(
        interaction.id,
        interaction.agent,
        interaction.epoch,
        interaction.assigned_at,
        cast("How", interaction.how),
        interaction.override,
    )


def assign(
    floor: Floor,
    interaction: Interaction,
    agent: Agent,
    how: str,
    *,
    override: bool = False,
    at: int | None = None,
) -> None:
    """The agent has it since `at` (None: now); the capacity is committed already."""
    interaction.state = "active"
    interaction.agent = agent.id
    interaction.assigned_at = floor.now if at is None else at
    interaction.how = how
    interaction.override = override
    agent.active[interaction.id] = None
    floor.lead(interaction)
    if agent.id in floor.holds:
        floor.free(agent)  # what is held may join it
    if how in ("accepted", "pulled"):
        lane = interaction.queue.lane(interaction.channel)
        lane.pace.waits.append(max(0, floor.now - interaction.since))
    floor.out.append(assigned(interaction))


def miss(floor: Floor, interaction: Interaction) -> None:
    """The offer ran out: the agent is Not responding and loses every other pending offer too."""
    agent = floor.agents[interaction.agent]
    take_back(floor, interaction, "timed_out", "", exclude=True)
    floor.out.append(AgentBecameNotResponding(agent.id, interaction.id))
    reform(
        floor,
        agent,
        agent.profile,
        routable=(),
        signed_in=agent.signed_in,
        reason="agent_not_responding",
    )
    agent.not_responding = True


def end(floor: Floor, told: InteractionEnded) -> None:
    """The active work is over."""
    interaction = floor.interactions.get(told.interaction)
    if interaction is None:
        refuse(floor, "unknown_interaction", "interaction", told.interaction)
        return
    agent = floor.agents.get(interaction.agent)
    mine = told.agent is None or told.agent == interaction.agent
    if agent is not None and mine and interaction.state == "wrap_up":
        wrap = agent.wraps[interaction.id]
        floor.out.append(
            Repeated(WrapUpStarted(interaction.id, agent.id, wrap.started_at, wrap.until))
        )
        return
    if agent is None or not mine or interaction.state != "active":
        refuse(floor, "not_active", "interaction", told.interaction)
        return
    if leave_work(floor, interaction, agent, wrap_up=told.wrap_up):
        interaction.state = "wrap_up"
    else:
        close(floor, interaction)
    drop_if_gone(floor, agent)


def leave_work(floor: Floor, interaction: Interaction, agent: Agent, *, wrap_up: bool) -> bool:
    """The agent no longer has it. Returns whether wrap-up goes on holding the capacity."""
    if interaction.aside:
        floor.free(agent)
        resume(floor, interaction, agent)
    del agent.active[interaction.id]
    last = interaction.queue.definition.wrap_up_ms
    if not wrap_up or last == 0 or not agent.signed_in:
        agent.idle_since = floor.now
        floor.release(agent, interaction.channel)
        return False
    if interaction.id in agent.wraps:
        _drop_wrap(floor, agent, interaction.id, "completed")
    floor.free(agent)
    agent.harden(interaction.channel, floor.rules)
    until = None if last is None else floor.now + last
    agent.wraps[interaction.id] = WrapUp(interaction.channel, floor.now, until)
    if until is not None:
        floor.deadlines.add(until, WRAP_UP, interaction.id, agent.id)
    floor.out.append(WrapUpStarted(interaction.id, agent.id, floor.now, until))
    give_way(floor, agent)
    return True


def complete_wrap_up(floor: Floor, told: WrapUpCompleted) -> None:
    """The agent says that the wrap-up is done."""
    agent = floor.agents.get(told.agent)
    if agent is None or told.interaction not in agent.wraps:
        refuse(floor, "not_in_wrap_up", "interaction", told.interaction)
        return
    end_wrap_up(floor, agent, told.interaction, "completed")


def end_wrap_up(
    floor: Floor,
    agent: Agent,
    interaction_id: str,
    reason: Literal["completed", "elapsed", "signed_out"],
) -> None:
    """Free the capacity; the interaction is done, unless it went on to somebody else."""
    _drop_wrap(floor, agent, interaction_id, reason)
    interaction = floor.interactions.get(interaction_id)
    if interaction is not None and interaction.state == "wrap_up" and interaction.agent == agent.id:
        close(floor, interaction)
    drop_if_gone(floor, agent)


def _drop_wrap(
    floor: Floor,
    agent: Agent,
    interaction_id: str,
    reason: Literal["completed", "elapsed", "signed_out"],
) -> None:
    wrap = agent.wraps.pop(interaction_id)
    agent.idle_since = floor.now
    floor.release(agent, wrap.channel, wrap=True)
    floor.out.append(WrapUpEnded(interaction_id, agent.id, reason))


def close(floor: Floor, interaction: Interaction) -> None:
    """Done after work."""
    learn(floor, interaction)
    floor.forget(interaction)
    floor.out.append(InteractionClosed(interaction.id, "done"))
