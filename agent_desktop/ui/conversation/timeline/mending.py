"""What can be done with what went wrong on its way, or has not got there yet."""

from agent_desktop.model.timeline import Delivery, Message
from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.conversation.timeline.look import is_unsent


def repair(state: Delivery) -> tuple[Act, ...]:
    """What can be done with what only this desk has yet."""
    if state in (Delivery.REFUSED, Delivery.UNCLEAR):
        return (Act.RETRY, Act.EDIT, Act.DISCARD)
    return ()


def mending(item: Message, state: Delivery) -> tuple[Act, ...]:
    """What can be done with an own message that went wrong, or while its files are on their way."""
    if state is Delivery.SENDING and item.files:
        return (Act.EDIT,)
    return repair(state) if is_unsent(item) else _again(state)


def _again(state: Delivery) -> tuple[Act, ...]:
    """What a network did not take, or may not have taken, is not sent again by itself."""
    return (Act.AGAIN,) if state in (Delivery.REFUSED, Delivery.UNCLEAR) else ()
