"""The exercise of transfers of written work, and of the consult before one."""

from agent_desktop.model.base import new_id
from agent_desktop.model.commands import BackendCommand
from agent_desktop.model.consulting import ConsultWork
from agent_desktop.model.events import InteractionChanged
from agent_desktop.model.manifest import Capability
from agent_desktop.model.supervising import TransferWork
from agent_desktop.model.work import InteractionState
from tests.contracts.connector.backend import Backend
from tests.contracts.connector.capabilities import Exercise
from tests.contracts.connector.watched import Watched


def commands_of(capability: Capability) -> list[BackendCommand]:
    """Commands that make sense only with `capability`."""
    wish = TransferWork(interaction_id=new_id(), queue_id=new_id())
    consult = ConsultWork(interaction_id=new_id(), agent_id=new_id())
    return [wish, consult] if capability is Capability.TRANSFER else []


async def _send_on(backend: Backend, watched: Watched) -> None:
    """Who sends work on to a queue has it no longer; it waits, as old as it was."""
    _, conversation_id = await watched.at_work(backend)
    mine = await watched.until(
        InteractionChanged,
        lambda one: (
            one.interaction.conversation_id == conversation_id
            and one.interaction.state is InteractionState.ACTIVE
        ),
    )
    had, before = mine.interaction, len(watched.events)
    wish = TransferWork(interaction_id=had.id, queue_id=had.queue_id, note="Please go on")
    await watched.session.perform(new_id(), wish)
    gone = await watched.until(
        InteractionChanged,
        lambda one: (
            one.interaction.id == had.id
            and one.interaction.agent_id is None
            and any(one is later for later in watched.events[before:])
        ),
    )
    assert gone.interaction.arrived_at == had.arrived_at


EXERCISES: dict[Capability, Exercise] = {Capability.TRANSFER: _send_on}
