"""The typing machine: who types now, and what the customer is told of us.

Promises that nobody is believed to type for more than 6 s after the last sign, and that the backend is told at most
every 3 s. Refuses to keep any of it.
"""

from agent_desktop.desk.errands import Perform
from agent_desktop.desk.state import State, Typing
from agent_desktop.desk.turn import Turn, put, without
from agent_desktop.model.base import Millis
from agent_desktop.model.commands import ShowTyping
from agent_desktop.model.events import TypingShown
from agent_desktop.model.intents import TypeAhead
from agent_desktop.model.manifest import Capability

BELIEVED_MS = 6_000
TOLD_EVERY_MS = 3_000


def shown(turn: Turn, event: TypingShown) -> None:
    """Somebody types, or stopped."""
    if event.author.id and event.author.id == turn.me:
        return
    known = turn.state.typing.get(event.conversation_id)
    if event.typing:
        typing = Typing(
            author_id=event.author.id, name=event.author.name, until=turn.now + BELIEVED_MS
        )
        turn.state.typing = put(turn.state.typing, event.conversation_id, typing)
    elif known is not None and known.author_id == event.author.id:
        turn.state.typing = without(turn.state.typing, event.conversation_id)
    turn.touched.add(event.conversation_id)


def tick(turn: Turn) -> None:
    """Stop believing what is old, or lies in a future that no rule can have made."""
    for conversation_id, typing in turn.state.typing.items():
        if not turn.now < typing.until <= turn.now + BELIEVED_MS:
            turn.state.typing = without(turn.state.typing, conversation_id)
            turn.touched.add(conversation_id)


def due(state: State) -> Millis | None:
    """When the next one is no longer believed."""
    return min((typing.until for typing in state.typing.values()), default=None)


def tell(turn: Turn, intent: TypeAhead) -> None:
    """Tell the customer that we type, seldom; that we stopped, once. Lost when the link is down."""
    told = turn.state.told_typing.get(intent.conversation_id)
    if not turn.live or not turn.can(Capability.TYPING):
        return
    if intent.typing:
        if told is not None and 0 <= turn.now - told < TOLD_EVERY_MS:
            return
        turn.state.told_typing = put(turn.state.told_typing, intent.conversation_id, turn.now)
    else:
        if told is None:
            return
        turn.state.told_typing = without(turn.state.told_typing, intent.conversation_id)
    command = ShowTyping(
        conversation_id=intent.conversation_id, typing=intent.typing, route=intent.route
    )
    turn.send(Perform(command_id=turn.fresh_id(), command=command))
