"""A conversation that an agent begins: to whom, by which entry point, about what."""

from agent_desktop.model.base import Record, Tagged


class BeginConversation(Tagged, frozen=True):
    """Open a conversation with whoever has this address, in the hands of who asks; a customer nobody knows is made.

    `conversation_id` is fresh and chosen by the desk. The address is an e-mail address or a telephone number, as the
    entry point's channel wants it; `name` is for a new customer. Nothing is sent by it.
    """

    conversation_id: str
    entry_point_id: str
    address: str
    name: str = ""
    subject: str = ""


class Begin(Record, frozen=True):
    """The agent's wish: open it, as soon as the link is there."""

    command: BeginConversation
