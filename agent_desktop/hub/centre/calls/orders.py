"""What follows for the telephones from what routing decided.

Promises that the call follows an accepted offer, with the secret that the agent's telephone waits for; that a caller
whom routing does not let in is told so.
"""

import secrets

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.live import LiveInteraction
from agent_desktop.hub.voice import inputs as order
from agent_desktop.hub.voice.phones import phone_of
from agent_desktop.model.work import Channel

TOKEN_BYTES = 24


def fresh_token(one: LiveInteraction) -> str:
    """The secret of a new offer: what the agent's telephone answers by itself. Empty for what is no call."""
    one.call_token = (
        secrets.token_urlsafe(TOKEN_BYTES) if one.shown.channel is Channel.VOICE else ""
    )
    return one.call_token


def offer_ended(book: Book, one: LiveInteraction) -> None:
    """An offer came to nothing."""
    if one.shown.channel is Channel.VOICE:
        one.call_token = ""
        book.orders.append(order.OfferEnded(one.shown.id))


def assigned(book: Book, one: LiveInteraction, how: str) -> None:
    """An agent took it: the agent's telephone rings, unless it is in the call already or places it."""
    agent_id = one.shown.agent_id
    if one.shown.channel is Channel.VOICE and agent_id and how in ("accepted", "pulled"):
        token = one.pull_token if how == "pulled" else one.call_token
        one.call_token = ""
        accepted = order.OfferAccepted(one.shown.id, agent_id, phone_of(agent_id), token)
        book.orders.append(accepted)


def not_let_in(book: Book, one: LiveInteraction) -> None:
    """The queue is full."""
    call = book.live.calls.get(one.shown.id)
    if call is None:
        return
    if call.role == "consult":
        asker = call.agent_id
        book.orders.append(order.PartyDropped(call.call, asker, one.shown.id))
    else:
        book.orders.append(order.ArrivalRefused(one.shown.id))
