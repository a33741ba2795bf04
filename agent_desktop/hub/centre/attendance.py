"""Who is there: sockets, grace after a lost link, chosen presence, signing out; and what routing is told of it.

Promises that an agent without a link is offered nothing from that moment on; that within the grace presence comes
back by itself, and that later the agent is Offline and says why; that nobody signs out with work in hand.
"""

from agent_desktop.hub.centre import following, handing_back, hands, work
from agent_desktop.hub.centre.book import GRACE, Book
from agent_desktop.hub.centre.calls import legs
from agent_desktop.hub.centre.live import LiveAgent
from agent_desktop.hub.centre.presence import change_presence
from agent_desktop.hub.centre.routing import channels_of
from agent_desktop.hub.routing.records import PresenceSet
from agent_desktop.hub.voice.inputs import HungUp
from agent_desktop.model.base import Millis
from agent_desktop.model.commands import ChoosePresence
from agent_desktop.model.errors import Refused
from agent_desktop.model.people import Presence, PresenceState
from agent_desktop.model.why import WhyBack

GRACE_MS: Millis = 60_000
LINK_LOST = "link_lost"
MAX_REASON = 200


def tell_routing(book: Book, agent: LiveAgent, *, again: bool = False) -> None:
    """Let routing know on which channels the agent may be offered work, when that changed (or `again`)."""
    links, agent_id = book.links, agent.profile.id
    book.stirred[agent_id] = None
    linked = agent_id in links.sockets and not legs.is_elsewhere(book, agent)
    phone = agent_id in links.phones and not legs.with_colleagues(book, agent_id)
    channels = channels_of(agent, linked, phone)
    if channels != agent.channels or again:
        agent.channels = channels
        work.ask(book, PresenceSet(agent_id, channels))
        book.waits.update(
            dict.fromkeys(one for one in agent.profile.queues if one in book.live.queues)
        )


def connected(book: Book, agent: LiveAgent) -> Presence:
    """One more socket."""
    sockets, agent_id = book.links.sockets, agent.profile.id
    before = sockets.get(agent_id, 0)
    sockets[agent_id] = before + 1
    book.undo.append(lambda: _set_sockets(sockets, agent_id, before))
    agent.grace_until = None
    if not before:
        handing_back.came(book, agent)
    tell_routing(book, agent)
    return agent.presence


def disconnected(book: Book, agent: LiveAgent) -> None:
    """One socket less; the last one starts the grace."""
    sockets, agent_id = book.links.sockets, agent.profile.id
    before = sockets.get(agent_id, 0)
    if not before:
        return
    _set_sockets(sockets, agent_id, before - 1)
    book.undo.append(lambda: _set_sockets(sockets, agent_id, before))
    if before == 1:
        start_grace(book, agent)
        handing_back.went(book, agent)
        tell_routing(book, agent)


def _set_sockets(sockets: dict[str, int], agent_id: str, count: int) -> None:
    if count:
        sockets[agent_id] = count
    else:
        sockets.pop(agent_id, None)


def start_grace(book: Book, agent: LiveAgent) -> None:
    """The link is lost: so long may it stay away before the agent is Offline."""
    if agent.presence.state is not PresenceState.OFFLINE:
        agent.grace_until = book.now + GRACE_MS
        book.set_alarm(agent.grace_until, GRACE, agent.profile.id)


def grace_over(book: Book, agent: LiveAgent) -> None:
    """The link did not come back in time; an earlier alarm changes nothing."""
    if agent.grace_until is None or agent.grace_until > book.now:
        return
    agent.grace_until = None
    change_presence(book, agent, PresenceState.OFFLINE, reason=LINK_LOST)
    _left(book, agent)


def choose(book: Book, agent: LiveAgent, chosen: ChoosePresence) -> None:
    """The agent's own choice, now or when the hands are empty. Raises Refused."""
    if chosen.state is PresenceState.NOT_RESPONDING:
        raise Refused(
            "The hub sets this presence when an offer is missed.",
            remedy="Choose another presence.",
            field="state",
            value=chosen.state.value,
        )
    if len(chosen.reason) > MAX_REASON:
        raise Refused(
            f"The reason is longer than {MAX_REASON} characters.",
            remedy="Shorten it.",
            field="reason",
            value=chosen.reason,
        )
    if chosen.when_free and agent.held:
        old = agent.presence
        following = None if chosen.state is old.state else chosen.state
        change_presence(book, agent, old.state, reason=old.reason, following=following)
        tell_routing(book, agent)
        return
    if chosen.state is PresenceState.OFFLINE:
        _refuse_with_work(agent)
    # a choice is also the one click back from a missed offer, even when the state stays
    change_presence(book, agent, chosen.state, reason=chosen.reason)
    tell_routing(book, agent)


def signed_out(book: Book, agent: LiveAgent) -> None:
    """On purpose: Offline at once. Raises Refused while something is in hand."""
    _refuse_with_work(agent)
    agent.grace_until = None
    change_presence(book, agent, PresenceState.OFFLINE)
    _left(book, agent)


def _left(book: Book, agent: LiveAgent) -> None:
    """The agent is gone from the floor: asks for nobody, and reads nobody's conversations."""
    hands.put_down(book, agent.profile.id)
    following.end_all(book, agent.profile.id)
    tell_routing(book, agent)


def shut_out(book: Book, agent: LiveAgent) -> None:
    """An administrator disabled the account: nothing stays in hand, and presence is Offline."""
    handing_back.all_of(book, agent, WhyBack.DISABLED)
    for call in legs.calls_of(book, agent.profile.id):
        if call.internal:
            book.orders.append(HungUp(call.id, agent.profile.id))
    agent.grace_until = None
    change_presence(book, agent, PresenceState.OFFLINE)
    _left(book, agent)


def _refuse_with_work(agent: LiveAgent) -> None:
    if agent.held:
        raise Refused(
            "You still have work in hand.",
            remedy="Finish it first, or choose this presence for when you are free.",
            field="interactions",
            value=str(len(agent.held)),
        )


def settle_finished(book: Book) -> None:
    """Agents whose hands became empty get the presence that they chose for then."""
    while book.finished:
        agent_id, _ = book.finished.popitem()
        agent = book.live.agents[agent_id]
        following = agent.presence.next
        if following is not None and not agent.held:
            change_presence(book, agent, following)
            tell_routing(book, agent)
