"""What the agent does with an item of the timeline, as intents.

Promises that a reply which is taken back, or written again, stands in the composer beside what was typed there. Refuses
to send anything again that may have arrived: that is written anew, and sent by hand.
"""

from collections.abc import Callable

from agent_desktop.desk.api import DeskView
from agent_desktop.model.call_log import CallRecord
from agent_desktop.model.intents import (
    Dial,
    DiscardUnsent,
    EditUnsent,
    Intent,
    RetrySend,
    UndoSend,
)
from agent_desktop.model.timeline import Message
from agent_desktop.ui.conversation.composer.composer import Composer
from agent_desktop.ui.conversation.composer.rewriting import fill_again, write_again
from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.conversation.timeline.look import key_of


def act_on(
    desk: DeskView,
    post: Callable[[Intent], None],
    composer: Composer,
    conversation_id: str,
    act: Act,
    key: str,
) -> None:
    """Do `act` with the item `key` of the open conversation."""
    match act:
        case Act.UNDO:
            composer.expect_return()
            post(UndoSend(client_id=key))
        case Act.EDIT:
            template = _template(desk, conversation_id, key)
            if template is not None:
                fill_again(composer, template)
                return
            composer.expect_return()
            post(EditUnsent(client_id=key))
        case Act.RETRY:
            post(RetrySend(client_id=key))
        case Act.DISCARD:
            post(DiscardUnsent(client_id=key))
        case Act.REPLY | Act.REPLY_ALL | Act.FORWARD | Act.CALL | Act.AGAIN:
            for item in desk.items(conversation_id):
                if key_of(item) != key:
                    continue
                if isinstance(item, CallRecord):
                    post(Dial(number=item.number, conversation_id=conversation_id))
                elif isinstance(item, Message) and act is Act.FORWARD:
                    composer.forward(item)
                elif isinstance(item, Message) and act in (Act.REPLY, Act.REPLY_ALL):
                    composer.answer(item, to_all=act is Act.REPLY_ALL)
                elif isinstance(item, Message):
                    write_again(composer, item)


def _template(desk: DeskView, conversation_id: str, key: str) -> Message | None:
    """The item, where it is a message made of a template."""
    for item in desk.items(conversation_id):
        if key_of(item) == key and isinstance(item, Message) and item.template is not None:
            return item
    return None
