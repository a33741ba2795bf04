"""The exercise of conversations that are split, and put together again."""

from agent_desktop.model.base import new_id
from agent_desktop.model.events import MessageReceived
from agent_desktop.model.manifest import Capability
from agent_desktop.model.rearranging import SplitConversation, TakeMoveBack
from agent_desktop.model.timeline import Message
from tests.contracts.connector.backend import Backend
from tests.contracts.connector.capabilities import Exercise
from tests.contracts.connector.watched import Watched


async def _rearrange(backend: Backend, watched: Watched) -> None:
    customer, one = await watched.at_work(backend, "One thing")
    await customer.write("Another one")
    second = await watched.until_text("Another one")
    split = SplitConversation(conversation_id=one, item_id=second.id)
    await watched.session.perform(new_id(), split)
    moved = await watched.until(MessageReceived, lambda e: e.message.origin == second.id)
    assert moved.message.conversation_id != one
    gone = await watched.until(MessageReceived, lambda e: e.message.id == second.id)
    assert gone.message.moved_to in ("", moved.message.conversation_id)
    back = TakeMoveBack(conversation_id=one)
    command_id = new_id()
    await watched.session.perform(command_id, back)
    await watched.session.perform(command_id, back)  # its answer may have been lost
    page = await watched.session.page(one, None, 50)
    here = [each for each in page.items if isinstance(each, Message) and not each.moved_to]
    assert [each.text for each in here] == ["One thing", "Another one"]


EXERCISES: dict[Capability, Exercise] = {Capability.REARRANGE: _rearrange}
