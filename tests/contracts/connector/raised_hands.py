"""The exercise of raised hands."""

from agent_desktop.model.base import new_id
from agent_desktop.model.commands import BackendCommand
from agent_desktop.model.manifest import Capability
from agent_desktop.model.supervising import HandLowered, HandRaised, LowerHand, RaiseHand
from tests.contracts.connector.backend import Backend
from tests.contracts.connector.capabilities import Exercise
from tests.contracts.connector.watched import Watched


def commands_of(capability: Capability) -> list[BackendCommand]:
    """Commands that make sense only with `capability`."""
    return [RaiseHand()] if capability is Capability.RAISE_HAND else []


async def _raise_and_lower(backend: Backend, watched: Watched) -> None:
    """Who raises a hand is told that it is up, with the words, and that it is down."""
    await watched.session.perform(new_id(), RaiseHand(text="Please look"))
    raised = await watched.until(HandRaised)
    assert raised.hand.text == "Please look"
    await watched.session.perform(new_id(), LowerHand())
    lowered = await watched.until(HandLowered)
    assert lowered.agent_id == raised.hand.agent_id


EXERCISES: dict[Capability, Exercise] = {Capability.RAISE_HAND: _raise_and_lower}
