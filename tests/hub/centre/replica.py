"""A desk's picture of its live work, made from the journal alone: what a desktop believes after each event."""

from agent_desktop.model.backend_calls import CallClosed, CallUpdated, PartyKind, PartyState
from agent_desktop.model.consulting import ConsultChanged, ConsultState
from agent_desktop.model.events import (
    ConversationChanged,
    CustomerChanged,
    CustomersMerged,
    InteractionChanged,
    JournalEvent,
    LineAdded,
    MessageReceived,
    NoteAdded,
    OfferEnded,
    OfferMade,
    PresenceChanged,
    QueueChanged,
    Snapshot,
)
from agent_desktop.model.people import Customer
from agent_desktop.model.timeline import Conversation, TimelineItem
from agent_desktop.model.work import Channel, Interaction, InteractionState, Offer


class Desk:
    """Begins with a snapshot, follows the journal. `supervises`: it hears of all calls."""

    def __init__(self, snapshot: Snapshot, supervises: bool = False) -> None:
        self.agent = snapshot.agent.id
        self.supervises = supervises
        self.presence = snapshot.presence
        self.presences = {one.agent_id: one for one in snapshot.presences}
        self.queues = {one.id: one for one in snapshot.queues}
        self.interactions: dict[str, Interaction] = {one.id: one for one in snapshot.interactions}
        self.conversations: dict[str, Conversation] = {
            one.id: one for one in snapshot.conversations
        }
        self.customers: dict[str, Customer] = {one.id: one for one in snapshot.customers}
        self.offers: dict[str, Offer] = {one.interaction_id: one for one in snapshot.offers}
        self.calls = {one.interaction_id: one for one in snapshot.calls}
        self.consults = {one.id: one for one in snapshot.consults}
        self.items: dict[str, dict[int, TimelineItem]] = {}
        for item in snapshot.items:
            self.items.setdefault(item.conversation_id, {})[item.seq] = item

    def apply(self, event: JournalEvent) -> None:
        """One journal entry."""
        if isinstance(event, CustomerChanged):
            self.customers[event.customer.id] = event.customer
        elif isinstance(event, CustomersMerged):
            self.customers.pop(event.merged_id, None)
            self.customers[event.kept.id] = event.kept
        elif isinstance(event, ConversationChanged):
            self.conversations[event.conversation.id] = event.conversation
        elif isinstance(event, InteractionChanged):
            self.interactions[event.interaction.id] = event.interaction
        elif isinstance(event, OfferMade):
            assert event.offer.interaction_id not in self.offers
            self.offers[event.offer.interaction_id] = event.offer
        elif isinstance(event, OfferEnded):
            assert self.offers.pop(event.interaction_id).epoch == event.epoch
        elif isinstance(event, PresenceChanged):
            if event.presence.agent_id == self.agent:
                self.presence = event.presence
            else:
                self.presences[event.presence.agent_id] = event.presence
        elif isinstance(event, QueueChanged):
            self.queues[event.queue.id] = event.queue
        elif isinstance(event, ConsultChanged):
            one = event.consult
            assert self.agent in (one.by_id, one.agent_id)
            if one.state is ConsultState.ENDED:
                self.consults.pop(one.id)
            else:
                self.consults[one.id] = one
        elif isinstance(event, CallUpdated):
            self.calls[event.call.interaction_id] = event.call
        elif isinstance(event, CallClosed):
            self.calls.pop(event.interaction_id, None)
        elif isinstance(event, MessageReceived):
            self._item(event.message)
        elif isinstance(event, NoteAdded):
            self._item(event.note)
        elif isinstance(event, LineAdded):
            self._item(event.line)

    def _item(self, item: TimelineItem) -> None:
        known = self.items.setdefault(item.conversation_id, {})
        before = known.get(item.seq)
        assert before is None or before.id == item.id
        known[item.seq] = item

    def agrees(self, snapshot: Snapshot) -> None:
        """What a snapshot says now is what this desk believes."""
        assert self.presence == snapshot.presence
        for one in snapshot.presences:
            assert self.presences.get(one.agent_id, one) == one
        assert self.offers == {one.interaction_id: one for one in snapshot.offers}
        assert self.calls == {one.interaction_id: one for one in snapshot.calls}
        assert self.consults == {one.id: one for one in snapshot.consults}
        assert self.queues == {one.id: one for one in snapshot.queues}
        mine = {key: one for key, one in self.interactions.items() if self._concerns(one)}
        theirs = {one.id: one for one in snapshot.interactions}
        differ = [(mine.get(key), theirs.get(key)) for key in mine | theirs]
        wrong = [pair for pair in differ if pair[0] != pair[1]]
        assert not wrong, wrong
        for conversation in snapshot.conversations:
            assert self.conversations[conversation.id] == conversation
            known = self.items[conversation.id]
            newest = [one for one in snapshot.items if one.conversation_id == conversation.id]
            assert [known[one.seq].id for one in newest] == [one.id for one in newest]
            assert max(known) == conversation.last_seq
        for customer in snapshot.customers:
            assert self.customers[customer.id] == customer

    def _visits(self, interaction_id: str) -> bool:
        """Whether a colleague had this agent rung into the call."""
        call = self.calls.get(interaction_id)
        return call is not None and any(
            one.agent_id == self.agent
            and one.kind is PartyKind.AGENT
            and one.state is not PartyState.AWAITED
            for one in call.parties
        )

    def _helps(self, one: Interaction) -> bool:
        """Whether this agent was consulted about it, and has joined."""
        return any(
            each.agent_id == self.agent
            and each.state is ConsultState.JOINED
            and each.conversation_id == one.conversation_id
            for each in self.consults.values()
        )

    def _concerns(self, one: Interaction) -> bool:
        if not one.state.live:
            return False
        if one.agent_id is not None and one.agent_id != self.agent:
            talks = one.channel is Channel.VOICE and one.state is InteractionState.ACTIVE
            return (self.supervises and talks) or self._visits(one.id) or self._helps(one)
        if one.agent_id is not None:
            return True
        return one.queue_id in self.queues  # a desk shows who waits in its own queues
