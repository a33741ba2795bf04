"""The exercise of conversations that agents begin."""

import pytest

from agent_desktop.model.base import new_id
from agent_desktop.model.beginning import BeginConversation
from agent_desktop.model.errors import Refused
from agent_desktop.model.manifest import Capability
from tests.contracts.connector.backend import Backend
from tests.contracts.connector.capabilities import Exercise
from tests.contracts.connector.watched import Watched


async def _begin(backend: Backend, watched: Watched) -> None:
    """By an entry point that nobody knows nothing is begun, and the refusal names it."""
    begin = BeginConversation(
        conversation_id=new_id(), entry_point_id="no-such", address="new@customer.example"
    )
    with pytest.raises(Refused) as refused:
        await watched.session.perform(new_id(), begin)
    assert refused.value.problem.value == "no-such"


EXERCISES: dict[Capability, Exercise] = {Capability.BEGIN: _begin}
