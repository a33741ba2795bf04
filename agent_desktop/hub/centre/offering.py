"""Offers that routing made and ended, carried out: rows, and words to the agents who are asked.

Promises that an offer carries everything that its agent needs to decide, and that what an agent said on declining is
kept with it. Refuses to choose agents; the engine does.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from agent_desktop.hub.centre import passages, places
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import orders
from agent_desktop.hub.centre.presence import change_presence
from agent_desktop.hub.centre.routing import OUTCOMES, reasons_of
from agent_desktop.hub.journal.published import for_agent
from agent_desktop.hub.routing import decisions as decided
from agent_desktop.hub.storage import work
from agent_desktop.hub.storage.work import KeptOffer
from agent_desktop.model.events import OfferEnded, OfferMade
from agent_desktop.model.people import Address, AddressKind, PresenceState
from agent_desktop.model.ways import Route
from agent_desktop.model.work import InteractionState, Offer, OfferOutcome


def offered(book: Book, decision: decided.OfferMade) -> None:
    """An agent is asked."""
    one = book.live.interactions[decision.interaction]
    customer = book.customer(one.shown.customer_id)
    shown = one.shown
    thread = book.thread(shown.conversation_id)
    wrote = next((said for said in book.said(thread) if said.incoming), None)
    by = wrote.route if wrote is not None and wrote.channel is shown.channel else Route()
    offer = Offer(
        interaction_id=shown.id,
        epoch=decision.epoch,
        offered_at=decision.offered_at,
        expires_at=decision.expires_at,
        conversation_id=shown.conversation_id,
        customer_id=customer.id,
        customer_name=customer.name,
        channel=shown.channel,
        queue_name=shown.queue_name,
        arrived_at=shown.arrived_at,
        vip=customer.vip,
        subject=thread.shown.subject or shown.preview,
        place=customer.place,
        address=_shown(customer.addresses),
        last_time=one.kept.last_time,
        reasons=reasons_of(decision.why),
        call_token=orders.fresh_token(one),
        network=by.network,
        public=by.public,
    )
    kept = KeptOffer(offer=offer, agent_id=decision.agent)
    places.placed(book, one)
    passages.offered(book, one)
    book.live.agents[decision.agent].offers[shown.id] = kept
    book.stirred[decision.agent] = None
    work.keep_offer(book.storage, kept)
    book.change_interaction(
        one,
        epoch=decision.epoch,
        shown=replace(shown, state=InteractionState.OFFERED),
    )
    book.moved_queues[shown.queue_id] = None
    book.tell(for_agent(decision.agent), OfferMade(offer=offer))
    book.tell_interaction(one)


_TYPED = frozenset({AddressKind.EMAIL, AddressKind.PHONE, AddressKind.HANDLE})


def _shown(addresses: Sequence[Address]) -> str:
    """By what an agent may know a customer: what people type, else their number at the site; never a visitor's key."""
    typed = next((one.value for one in addresses if one.kind in _TYPED), "")
    known = (one.value for one in addresses if one.kind is AddressKind.ACCOUNT)
    return typed or next(known, "")


def offer_ended(book: Book, decision: decided.OfferEnded) -> None:
    """The offer is over: answered, missed or taken back."""
    agent = book.live.agents[decision.agent]
    outcome = OUTCOMES[decision.outcome]
    if outcome is not OfferOutcome.ACCEPTED:
        one = book.live.interactions[decision.interaction]
        orders.offer_ended(book, one)
        book.overflowed += [(due, True) for due in one.put_off]
    kept = agent.offers.pop(decision.interaction)
    book.stirred[decision.agent] = None
    passages.offer_ended(book, book.live.interactions[decision.interaction])
    work.keep_offer(
        book.storage,
        replace(
            kept,
            ended_at=book.now,
            outcome=outcome.value,
            reason=decision.note or decision.reason,
        ),
    )
    book.tell(
        for_agent(decision.agent),
        OfferEnded(interaction_id=decision.interaction, epoch=decision.epoch, outcome=outcome),
    )


def not_responding(book: Book, decision: decided.AgentBecameNotResponding) -> None:
    """Who missed an offer gets nothing more until they say that they are there."""
    agent = book.live.agents[decision.agent]
    agent.channels = ()
    change_presence(book, agent, PresenceState.NOT_RESPONDING, reason="missed_offer")
