"""The offers machine: timed proposals to this agent.

Promises that an offer is answered once, that one which ran out or cannot be answered now is never shown as open, and
that pressing Accept while the link is down says so. Calls that the phone itself offers are answered by it. Refuses to
believe its own answer: only the backend assigns work.
"""

from collections.abc import Sequence

from agent_desktop.desk import asking, calls_asked, carried, carried_asked, conversation
from agent_desktop.desk.state import Answering, State
from agent_desktop.desk.turn import Turn, put, without
from agent_desktop.model.base import Millis
from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.commands import AnswerOffer, PullInteraction
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import OfferEnded, OfferMade
from agent_desktop.model.intents import AcceptOffer, DeclineOffer, OpenConversation
from agent_desktop.model.people import PresenceState
from agent_desktop.model.work import Channel, Offer, OfferOutcome

KEPT_LAPSED = 50


def ordered(state: State) -> Sequence[Offer]:
    """Open offers: calls first, then the oldest."""
    return sorted(
        state.open_offers.values(),
        key=lambda one: (one.channel is not Channel.VOICE, one.offered_at, one.interaction_id),
    )


def made(turn: Turn, event: OfferMade) -> None:
    """Routing proposes an interaction; a replayed one that has run out is not shown."""
    offer = event.offer
    if offer.expires_at > turn.now:
        turn.state.offers = put(turn.state.offers, offer.interaction_id, offer)
        turn.touched.add(offer.conversation_id)
    else:
        _remember_lapsed(turn, offer)


def ended(turn: Turn, event: OfferEnded) -> None:
    """An offer is over; the end of an earlier offer of the same interaction is no news."""
    offer = turn.state.offers.get(event.interaction_id)
    key = (event.interaction_id, event.epoch)
    name, conversation_id = turn.state.lapsed.get(key, ""), ""
    if offer is not None and offer.epoch == event.epoch:
        name, conversation_id = offer.customer_name, offer.conversation_id
        _remove(turn, offer)
    turn.state.lapsed = without(turn.state.lapsed, key)
    if event.outcome is OfferOutcome.MISSED:
        missed = NoticeKind.OFFER_MISSED
        turn.notices.append(Notice(kind=missed, detail=name, conversation_id=conversation_id))
    elif event.outcome is OfferOutcome.RESCINDED:
        turn.withdrawn[event.interaction_id] = (name, conversation_id)


def follow(turn: Turn) -> None:
    """Tell why offers were taken back, once the news that came together have said what became of the customers.

    Who is not ready knows why, and was told of the offer that they missed.
    """
    ready = turn.state.presence.state is PresenceState.READY
    for interaction_id, (name, conversation_id) in turn.withdrawn.items():
        work = turn.interaction(interaction_id)
        left = work is not None and not work.state.live
        if ready or left:
            kind = NoticeKind.OFFER_RESCINDED if left else NoticeKind.OFFER_BACK
            turn.notices.append(Notice(kind=kind, detail=name, conversation_id=conversation_id))


def tick(turn: Turn) -> None:
    """Take away what has run out."""
    for offer in turn.state.offers.values():
        if offer.expires_at <= turn.now:
            _remember_lapsed(turn, offer)
            _remove(turn, offer)


def due(state: State) -> Millis | None:
    """When the next offer runs out."""
    return min((offer.expires_at for offer in state.offers.values()), default=None)


def answer(turn: Turn, intent: AcceptOffer | DeclineOffer) -> None:
    """Accept or decline, the most urgent one when none is named."""
    accept = isinstance(intent, AcceptOffer)
    waiting = [
        one
        for one in ordered(turn.state)
        if one.expires_at > turn.now
        and (intent.interaction_id is None or one.interaction_id == intent.interaction_id)
        and all(other.offer != one for other in turn.state.answering.values())
    ]
    if not waiting:
        if turn.state.offers and not turn.live:
            turn.notices.append(Notice(kind=NoticeKind.REFUSED, problem=asking.NO_LINK))
        return
    offer = waiting[0]
    if offer.interaction_id in turn.state.phone.offers:
        opens = calls_asked.answer(turn, offer, accept=accept)
        if opens is not None:
            conversation.opened(turn, OpenConversation(conversation_id=opens))
        return
    if (
        accept
        and offer.channel is Channel.VOICE
        and offer.call_token
        and not turn.state.phone.usable
    ):
        carried_asked.refuse(turn, carried_asked.NO_PHONE)
        return
    command = AnswerOffer(
        interaction_id=offer.interaction_id,
        epoch=offer.epoch,
        accept=accept,
        reason=intent.reason if isinstance(intent, DeclineOffer) else "",
    )
    command_id = asking.ask(turn, command)
    if command_id is not None:
        answering = Answering(offer=offer, accept=accept)
        turn.state.answering = put(turn.state.answering, command_id, answering)
        if accept:
            calls_asked.expect(turn, offer)


def done(turn: Turn, command_id: str) -> None:
    """The backend took the answer: an accepted conversation opens, as one that was taken by hand does."""
    answering = turn.state.answering.get(command_id)
    if answering is None:
        asked = turn.state.asked.get(command_id)
        if isinstance(asked, PullInteraction):
            _open_taken(turn, asked.interaction_id)
        return
    turn.state.answering = without(turn.state.answering, command_id)
    _remove(turn, answering.offer)
    if answering.accept:
        conversation.opened(turn, OpenConversation(conversation_id=answering.offer.conversation_id))


def _open_taken(turn: Turn, interaction_id: str) -> None:
    """What stayed open would get the reply that is meant for the taken one."""
    taken = turn.interaction(interaction_id)
    if taken is not None:
        conversation.opened(turn, OpenConversation(conversation_id=taken.conversation_id))


def failed(turn: Turn, command_id: str, problem: Problem) -> bool:
    """The answer failed; True when it was one. A lost answer leaves the offer open until the backend speaks."""
    answering = turn.state.answering.get(command_id)
    if answering is None:
        return False
    turn.state.answering = without(turn.state.answering, command_id)
    turn.state.asked = without(turn.state.asked, command_id)
    kind = NoticeKind.REFUSED
    if problem.code not in ("offline", "unclear", "needs_sign_in"):
        _remove(turn, answering.offer)
        carried.forget(turn, answering.offer.interaction_id)
        if problem.code == "conflict":
            kind = NoticeKind.OFFER_TAKEN
    turn.notices.append(Notice(kind=kind, detail=answering.offer.customer_name, problem=problem))
    return True


def _remove(turn: Turn, offer: Offer) -> None:
    if turn.state.offers.get(offer.interaction_id) == offer:
        turn.state.offers = without(turn.state.offers, offer.interaction_id)
        turn.touched.add(offer.conversation_id)


def _remember_lapsed(turn: Turn, offer: Offer) -> None:
    lapsed = put(turn.state.lapsed, (offer.interaction_id, offer.epoch), offer.customer_name)
    turn.state.lapsed = dict(list(lapsed.items())[-KEPT_LAPSED:])
