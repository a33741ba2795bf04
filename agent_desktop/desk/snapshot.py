"""The snapshot machine: the backend tells everything that is live, and the desk believes nothing else of live work.

Promises that work which the snapshot does not name leaves the list, here and in the store, and open conversations with
it, also those that only the store knows by now; that nothing counts as read or received by the customer which the
backend does not have. Refuses to touch what is not live: drafts, the outbox, settings, history.
"""

from msgspec.structs import replace

from agent_desktop.desk import board, carried, conversation, guidance
from agent_desktop.desk.turn import Turn
from agent_desktop.model.base import Millis
from agent_desktop.model.events import OPEN_LISTED, Snapshot
from agent_desktop.model.work import InteractionState


def _let_go(turn: Turn, snapshot: Snapshot) -> None:
    """Conversations that we take for our own and that the snapshot does not list are somebody else's, or completed."""
    listed = {one.id for one in snapshot.conversations}
    worked = {one.conversation_id for one in snapshot.interactions}
    idle = [one.last_at for one in snapshot.conversations if one.open and one.id not in worked]
    turn.state.own_after = min(idle) if len(idle) >= OPEN_LISTED else -1
    for one in turn.own_open():
        if one.id not in listed and one.id not in worked and turn.has_let_go(one):
            turn.keep_conversation(replace(one, agent_id=None))


def taken(turn: Turn, snapshot: Snapshot, at: Millis) -> None:
    """Replace all live work by what the snapshot says was true at `at`."""
    state = turn.state
    state.team = replace(
        state.team,
        agent=snapshot.agent,
        colleagues=snapshot.colleagues,
        dispositions=snapshot.dispositions,
        saved_replies=snapshot.saved_replies,
        capacity=snapshot.capacity,
        payment_pages=snapshot.payment_pages,
    )
    state.presence = snapshot.presence
    state.queues = {queue.id: queue for queue in snapshot.queues}
    state.offers = {
        offer.interaction_id: offer for offer in snapshot.offers if offer.expires_at > turn.now
    }
    conversation.broken(turn)
    for customer in snapshot.customers:
        turn.keep_customer(customer)
    for one in snapshot.conversations:
        conversation.listed(turn, one)
    live = set()
    for interaction in snapshot.interactions:
        turn.keep_interaction(interaction)
        live.add(interaction.id)
    for gone in turn.all_interactions():
        if gone.id not in live:
            turn.keep_interaction(replace(gone, state=InteractionState.DONE, ended_at=at))
    carried.taken(turn, snapshot)
    board.hands_taken(turn, snapshot.hands)
    guidance.taken(turn, snapshot)
    board.alerts_taken(turn, snapshot.alerts)
    _let_go(turn, snapshot)
    for item in snapshot.items:
        conversation.received(turn, item)
    turn.resync = True
    if turn.live and state.open_conversation is not None:
        conversation.verify(turn, state.open_conversation)
