"""Taking work by hand: within policy, and beyond the own capacity only when asked again.

Promises that nobody takes what they do not serve; that a pull beyond capacity is refused first, then done on the
explicit wish (`TakeOver`) of who has the right, and written into the audit trail with the reason. Refuses calls to who
is in one.
"""

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls.asking import check_free, check_token
from agent_desktop.hub.centre.live import LiveAgent, LiveInteraction
from agent_desktop.hub.centre.reach import reach_of
from agent_desktop.hub.centre.work import ask
from agent_desktop.hub.routing import decisions as decided
from agent_desktop.hub.routing.records import PulledByHand
from agent_desktop.model.commands import BEYOND, PullInteraction
from agent_desktop.model.errors import Refused
from agent_desktop.model.people import PresenceState
from agent_desktop.model.work import Channel, InteractionState

_WAITS = (InteractionState.QUEUED, InteractionState.OFFERED)


def pull(book: Book, agent: LiveAgent, asked: PullInteraction) -> None:
    """Take a waiting interaction within capacity. Raises Refused: in the field `BEYOND` where the agent may exceed."""
    one = book.interaction(asked.interaction_id)
    if one.shown.queue_id not in agent.profile.queues:
        raise Refused(
            "You do not serve this queue.",
            remedy="Ask your team lead to give it to you.",
            field="queue",
            value=one.shown.queue_id,
        )
    check_there(agent)
    try:
        take(book, agent, one, asked.token, beyond=False)
    except Refused as error:
        full = error.problem.code == Refused.code and error.problem.field == "agent"
        if full and may_exceed(book, agent, one):
            raise Refused(
                "Your hands are full.",
                remedy="Finish something first, or take this customer all the same.",
                field=BEYOND,
                value=one.shown.id,
            ) from error
        raise


def may_exceed(book: Book, agent: LiveAgent, one: LiveInteraction) -> bool:
    """Whether the agent may take what waits beyond their capacity: by their own right, or as its lead."""
    served = one.shown.state in _WAITS and one.shown.queue_id in agent.profile.queues
    if agent.profile.may_exceed and served:
        return True
    reach = reach_of(book, agent.profile.id)
    return reach.supervises and reach.acts.interaction(one.shown)


def check_there(agent: LiveAgent) -> None:
    """Raises Refused when the agent is offline."""
    if agent.presence.state is PresenceState.OFFLINE:
        raise Refused(
            "You are offline.",
            remedy="Choose Ready first, then take the customer.",
            field="presence",
            value=agent.presence.state.value,
        )


def take(book: Book, agent: LiveAgent, one: LiveInteraction, token: str, *, beyond: bool) -> bool:
    """Put what waits into the agent's hands; whether it was beyond their capacity. Raises Refused, Conflict."""
    if one.shown.channel is Channel.VOICE:
        check_free(book, agent)
    check_token(token)
    one.pull_token = token
    try:
        told = ask(book, PulledByHand(one.shown.id, agent.profile.id, override=beyond))
    finally:
        one.pull_token = ""
    return any(type(each) is decided.InteractionAssigned and each.override for each in told)
