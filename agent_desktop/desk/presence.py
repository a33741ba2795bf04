"""The presence machine: what the agent chose, and what is observed of them.

Promises that the shown presence is the backend's, never a hope; that the activity follows the live work. Refuses to
take a colleague's presence for our own.
"""

from collections.abc import Sequence

from agent_desktop.desk import asking
from agent_desktop.desk.books import Books
from agent_desktop.desk.carried_state import seen
from agent_desktop.desk.state import State
from agent_desktop.desk.turn import Turn, put
from agent_desktop.model.base import Millis
from agent_desktop.model.calls import CallState
from agent_desktop.model.commands import ChoosePresence
from agent_desktop.model.events import PresenceChanged
from agent_desktop.model.intents import SetPresence
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import Activity
from agent_desktop.model.work import Channel, InteractionState


def changed(turn: Turn, event: PresenceChanged) -> None:
    """A presence changed: ours is shown, a colleague's known."""
    if event.presence.agent_id == turn.me:
        turn.state.presence = event.presence
    else:
        known = turn.state.presences
        turn.state.presences = put(known, event.presence.agent_id, event.presence)


def choose(turn: Turn, intent: SetPresence) -> None:
    """Ask for another presence, now or when the work is finished."""
    command = ChoosePresence(state=intent.state, reason=intent.reason, when_free=intent.when_free)
    asking.ask(turn, command, needs=Capability.PRESENCE)


def observed(books: Books, state: State, now: Millis) -> tuple[Activity, Millis]:
    """The activity after a turn, and since when: the oldest call, offer, message work or wrap-up of its kind."""
    me = state.team.agent.id
    mine = books.interactions_of_agent(me) if me else []
    active = [one for one in mine if one.state is InteractionState.ACTIVE]
    each = state.phone.lines.values()
    lines = [seen(one, state.carried.get(one.call.interaction_id), me) for one in each]
    lines = [one for one in lines if one.state is CallState.ACTIVE]
    talking = [one.answered_at for one in lines if not one.hold.local]
    held = [one.held_at or one.answered_at for one in lines]
    calls = talking or [
        one.accepted_at for one in active if one.channel is Channel.VOICE and not held
    ]
    ended = [one.ended_at for one in mine if one.state is InteractionState.WRAP_UP]
    activity = Activity.IDLE
    began: Sequence[Millis | None] = ()
    if calls:
        activity, began = Activity.TALKING, calls
    elif held:
        activity, began = Activity.HOLD, held
    elif offers := state.open_offers:
        activity, began = Activity.OFFERED, [one.offered_at for one in offers.values()]
    elif active:
        activity, began = Activity.MESSAGING, [one.accepted_at for one in active]
    elif ended:
        activity, began = Activity.WRAP_UP, ended
    since = state.activity[1] if state.activity[0] is activity else now
    return activity, min((at for at in began if at is not None), default=since)
