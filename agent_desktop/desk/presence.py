"""The presence machine: what the agent chose, and what is observed of them.

Promises that the shown presence is the backend's, never a hope; that the activity follows the live work. Refuses to
take a colleague's presence for our own.
"""

from agent_desktop.desk import asking
from agent_desktop.desk.api import Activity
from agent_desktop.desk.books import Books
from agent_desktop.desk.state import State
from agent_desktop.desk.turn import Turn
from agent_desktop.model.base import Millis
from agent_desktop.model.commands import ChoosePresence
from agent_desktop.model.events import PresenceChanged
from agent_desktop.model.intents import SetPresence
from agent_desktop.model.manifest import Capability
from agent_desktop.model.work import InteractionState


def changed(turn: Turn, event: PresenceChanged) -> None:
    """A presence changed; ours is shown."""
    if event.presence.agent_id == turn.me:
        turn.state.presence = event.presence


def choose(turn: Turn, intent: SetPresence) -> None:
    """Ask for another presence, now or when the work is finished."""
    command = ChoosePresence(state=intent.state, reason=intent.reason, when_free=intent.when_free)
    asking.ask(turn, command, needs=Capability.PRESENCE)


def observed(books: Books, state: State, now: Millis) -> tuple[Activity, Millis]:
    """The activity after a turn, and since when."""
    me = state.team.agent.id
    mine = {one.state for one in books.interactions_of_agent(me)} if me else set()
    if InteractionState.ACTIVE in mine:
        activity = Activity.TALKING
    elif InteractionState.WRAP_UP in mine:
        activity = Activity.WRAP_UP
    elif state.offers:
        activity = Activity.OFFERED
    else:
        activity = Activity.IDLE
    return state.activity if state.activity[0] is activity else (activity, now)
