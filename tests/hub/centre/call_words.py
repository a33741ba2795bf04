"""Short words for what tests of calls do most."""

from agent_desktop.hub.storage import calls
from agent_desktop.hub.storage.work import interaction
from agent_desktop.model.work import Interaction, InteractionState
from tests.hub.centre.floor import Floor
from tests.hub.centre.telephones import Telephones

CUSTOMER = "+49301112223"


def come(lines: Telephones, *agents: str) -> None:
    """These agents are ready, with telephones."""
    for agent in agents:
        lines.floor.centre.phone_here(agent, True)
        lines.floor.ready(agent)
    lines.carry()


def take(lines: Telephones, agent: str) -> str:
    """The agent accepts the only offer and picks up; the call."""
    call = lines.floor.accept(agent).interaction_id
    lines.carry()
    lines.answered(agent)
    return call


def state(floor: Floor, call: str) -> InteractionState:
    """How an interaction stands, live or not."""
    with floor.centre.request() as book:
        live = book.live.interactions.get(call)
        if live is not None:
            return live.shown.state
    with floor.centre.storage.transaction():
        kept = interaction(floor.centre.storage, call)
    assert kept is not None
    return kept.shown.state


def conversation(floor: Floor, call: str) -> str:
    """Where a call belongs."""
    with floor.centre.storage.transaction():
        kept = calls.call(floor.centre.storage, call)
    assert kept is not None
    return kept.conversation_id


def held(floor: Floor, agent: str) -> list[Interaction]:
    """What the agent has."""
    live = floor.centre.snapshot(agent)[1].interactions
    return [one for one in live if one.agent_id == agent]


def used(floor: Floor, agent: str) -> int:
    """The units that routing counts for the agent."""
    state = floor.centre._loaded.engine.agent(agent)
    assert state is not None
    return state.used
