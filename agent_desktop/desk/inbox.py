"""The work list: which row stands where, and what a row says.

Promises that the edits it returns, applied in order to the rows as they were, give the rows as they are; that one
update costs a bisection and a shift of references, whatever the length. Refuses to keep all rows: it keeps sort keys;
a row is made when it is read, and again when an edit told of it.
"""

from bisect import bisect_left
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from agent_desktop.desk.api import InboxRow, RowState
from agent_desktop.desk.books import Books
from agent_desktop.desk.calls_state import Line
from agent_desktop.desk.carried_state import seen
from agent_desktop.desk.lanes import tally
from agent_desktop.desk.state import State
from agent_desktop.model.base import Millis
from agent_desktop.model.call_log import CallRecord
from agent_desktop.model.calls import Call
from agent_desktop.model.changes import (
    RowChanged,
    RowEdit,
    RowInserted,
    RowMoved,
    RowRemoved,
    Section,
)
from agent_desktop.model.timeline import AuthorKind, Conversation
from agent_desktop.model.work import Channel, Interaction, InteractionState, Offer

Key: TypeAlias = tuple[int, int, int, str]
"""Three numbers that order a section's rows, then the conversation, which makes the key unique."""

NEVER = 1 << 62
_MADE = 500
"""So many rows that were read are kept: more than any screen shows."""
_ON_CALL = -1
"""Before everything else that the agent works on."""


class Place(NamedTuple):
    """Where a conversation belongs."""

    section: Section
    key: Key


class Rows:
    """The sorted keys of every section, each conversation's place, and the rows that a screen reads again and again."""

    __slots__ = ("_keys", "_made", "_places")

    def __init__(self) -> None:
        self._made: dict[str, InboxRow] = {}
        self._keys: dict[Section, list[Key]] = {section: [] for section in Section}
        self._places: dict[str, Place] = {}

    def count(self, section: Section) -> int:
        """How many rows `section` has."""
        return len(self._keys[section])

    def at(self, section: Section, at: int) -> str:
        """The conversation that stands at `at`. Raises IndexError."""
        if at < 0:
            raise IndexError(at)
        return self._keys[section][at][3]

    def read(self, section: Section, at: int, make: Callable[[str], InboxRow]) -> InboxRow:
        """The row at `at`; one that was made since it last changed is the same again. Raises IndexError."""
        conversation_id = self.at(section, at)
        row = self._made.get(conversation_id)
        if row is None:
            if len(self._made) >= _MADE:
                self._made.clear()
            row = self._made[conversation_id] = make(conversation_id)
        return row

    def find(self, conversation_id: str) -> tuple[Section, int] | None:
        """Where a conversation stands."""
        place = self._places.get(conversation_id)
        if place is None:
            return None
        return place.section, bisect_left(self._keys[place.section], place.key)

    def put(self, conversation_id: str, place: Place | None) -> tuple[RowEdit, ...]:
        """Bring a conversation to `place` (None takes it off the list); the edits that tell of it."""
        old = self._places.get(conversation_id)
        self._made.pop(conversation_id, None)
        if old is None:
            if place is None:
                return ()
            self._places[conversation_id] = place
            return (RowInserted(section=place.section, at=self._insert(place)),)
        if place is None:
            del self._places[conversation_id]
            return (RowRemoved(section=old.section, at=self._take(old)),)
        if place == old:
            keys = self._keys[old.section]
            return (RowChanged(section=old.section, at=bisect_left(keys, old.key)),)
        self._places[conversation_id] = place
        origin = self._take(old)
        target = self._insert(place)
        if place.section is not old.section:
            return (
                RowRemoved(section=old.section, at=origin),
                RowInserted(section=place.section, at=target),
            )
        if origin == target:
            return (RowChanged(section=old.section, at=origin),)
        return (RowMoved(section=old.section, origin=origin, target=target),)

    def rebuild(self, places: dict[str, Place]) -> None:
        """Forget everything and take these places."""
        self._places = places
        self._made.clear()
        self._keys = {section: [] for section in Section}
        for place in places.values():
            self._keys[place.section].append(place.key)
        for keys in self._keys.values():
            keys.sort()

    def _insert(self, place: Place) -> int:
        keys = self._keys[place.section]
        at = bisect_left(keys, place.key)
        keys.insert(at, place.key)
        return at

    def _take(self, place: Place) -> int:
        keys = self._keys[place.section]
        at = bisect_left(keys, place.key)
        del keys[at]
        return at


class Standing(NamedTuple):
    """What puts a conversation on the list."""

    state: RowState
    conversation: Conversation | None
    interaction: Interaction | None = None
    offer: Offer | None = None
    call: Call | None = None


def standing(books: Books, state: State, conversation_id: str) -> Standing | None:
    """Why a conversation is on the list: a live call first, then own work, an offer, a queue, that it is open and mine.

    A call that belongs to no conversation stands in a row of its own, by the id of its record.
    """
    conversation = books.conversations.get(conversation_id)
    me = state.team.agent.id
    line = _line(state, conversation_id)
    if line is not None:
        call = seen(line, state.carried.get(line.call.interaction_id), me)
        return Standing(RowState.ACTIVE, conversation, _own(books, me, conversation_id), None, call)
    waiting: Interaction | None = None
    for interaction_id in books.work.get(conversation_id, ()):
        interaction = books.interactions[interaction_id]
        if interaction.agent_id == me and me:
            if interaction.state is InteractionState.ACTIVE:
                return Standing(RowState.ACTIVE, conversation, interaction)
            if interaction.state is InteractionState.WRAP_UP:
                return Standing(RowState.WRAP_UP, conversation, interaction)
        if interaction.state is InteractionState.QUEUED and (
            not state.queues or interaction.queue_id in state.queues
        ):
            waiting = interaction
    for offer in state.open_offers.values():
        if offer.conversation_id == conversation_id:
            offered = books.interactions.get(offer.interaction_id)
            if offered is not None and offered.conversation_id != conversation_id:
                offered = None
            return Standing(RowState.OFFERED, conversation, offered, offer)
    if waiting is not None:
        return Standing(RowState.WAITING, conversation, waiting)
    if conversation is not None and conversation.open and conversation.agent_id == me and me:
        return Standing(RowState.OPEN, conversation)
    return None


def _line(state: State, row: str) -> Line | None:
    """The call of a row: who is talked to, else the oldest."""
    lines = [one for one in state.phone.lines.values() if one.row == row and not one.only_offered]
    return min(
        lines, key=lambda one: (not one.talking, one.call.began_at, one.call.id), default=None
    )


def _own(books: Books, me: str, conversation_id: str) -> Interaction | None:
    """The agent's active work in a conversation."""
    for interaction_id in books.work.get(conversation_id, ()):
        interaction = books.interactions[interaction_id]
        active = interaction.state is InteractionState.ACTIVE
        if me and interaction.agent_id == me and active:
            return interaction
    return None


def place_of(books: Books, state: State, conversation_id: str) -> Place | None:
    """Where a conversation belongs, None when it is not on the list.

    Offers: calls, then the oldest. Own work: live calls by their age, calls, then what is due next. Waiting: priority,
    then what is due next, then the longest wait. Open: what is due next, then the newest.
    """
    stands = standing(books, state, conversation_id)
    if stands is None:
        return None
    conversation, interaction, offer = stands.conversation, stands.interaction, stands.offer
    due = conversation.reply_due_at if conversation is not None else None
    urgency = NEVER if due is None else due
    if stands.call is not None:
        return Place(Section.ACTIVE, (_ON_CALL, stands.call.began_at, 0, conversation_id))
    if offer is not None:
        return Place(
            Section.OFFERED, (_after_calls(offer.channel), offer.offered_at, 0, conversation_id)
        )
    if interaction is None:
        newest = -conversation.last_at if conversation is not None else 0
        return Place(Section.OPEN, (urgency, newest, 0, conversation_id))
    if stands.state is RowState.WAITING:
        return Place(
            Section.WAITING,
            (-interaction.priority, urgency, interaction.arrived_at, conversation_id),
        )
    if stands.state is RowState.WRAP_UP:
        urgency = NEVER if interaction.wrap_up_until is None else interaction.wrap_up_until
    return Place(
        Section.ACTIVE,
        (_after_calls(interaction.channel), urgency, interaction.arrived_at, conversation_id),
    )


def _after_calls(channel: Channel) -> int:
    return 0 if channel is Channel.VOICE else 1


def row_of(books: Books, state: State, conversation_id: str) -> InboxRow:
    """The row of a conversation that is on the list. Raises KeyError for another."""
    stands = standing(books, state, conversation_id)
    if stands is None:
        raise KeyError(conversation_id)
    conversation, interaction, offer = stands.conversation, stands.interaction, stands.offer
    customer_id, name, vip = "", "", False
    line = _line(state, conversation_id)
    if line is not None:
        customer_id = line.record.customer_id
        name = line.record.name or line.record.shown or line.record.number
    if interaction is not None:
        customer_id, name, vip = (
            interaction.customer_id,
            interaction.customer_name,
            interaction.vip,
        )
    if offer is not None:
        customer_id, name, vip = offer.customer_id, offer.customer_name, offer.vip
    if conversation is not None:
        customer_id = conversation.customer_id
    customer = books.customers.get(customer_id)
    if customer is not None:
        name, vip = customer.name or name, vip or customer.vip
    channel = _channel(stands)
    unsent, needs_you = tally(state.outbox, conversation_id)
    shown = stands.state in (RowState.ACTIVE, RowState.OPEN)
    preview = interaction.preview if interaction is not None else ""
    queue_name = interaction.queue_name if interaction is not None else ""
    return InboxRow(
        conversation_id=conversation_id,
        customer_id=customer_id,
        customer_name=name,
        channel=channel,
        state=stands.state,
        since=_since(books, stands, conversation_id),
        interaction_id=interaction.id if interaction is not None else "",
        vip=vip,
        subject=conversation.subject if conversation is not None else "",
        preview=conversation.preview or preview if conversation is not None else preview,
        preview_from=conversation.preview_from if conversation is not None else AuthorKind.CUSTOMER,
        queue_name=offer.queue_name if offer is not None else queue_name,
        unread=(conversation.unread if conversation is not None else 0)
        + missed_in(books, conversation_id),
        due_at=conversation.reply_due_at if conversation is not None else None,
        replied=shown
        and channel is not Channel.VOICE
        and conversation is not None
        and conversation.reply_due_at is None
        and conversation.replied_at is not None,
        until=_until(stands),
        typing=conversation_id in state.typing,
        unsent=unsent,
        needs_you=needs_you,
        call=stands.call,
        also=_also(stands),
        aside=interaction is not None and interaction.aside and stands.call is None,
    )


def _also(stands: Standing) -> Channel | None:
    """The channel on which there is work beside the call."""
    channel = stands.interaction.channel if stands.interaction is not None else None
    return channel if stands.call is not None and channel is not Channel.VOICE else None


def missed_in(books: Books, conversation_id: str) -> int:
    """How many missed calls of a conversation the agent has not seen."""
    logged = (books.logged[one] for one in books.logged_in.get(conversation_id, ()))
    return sum(isinstance(one, CallRecord) and not one.seen for one in logged)


def _channel(stands: Standing) -> Channel:
    if stands.call is not None:
        return Channel.VOICE
    if stands.interaction is not None:
        return stands.interaction.channel
    if stands.offer is not None:
        return stands.offer.channel
    return stands.conversation.channel if stands.conversation is not None else Channel.CHAT


def _until(stands: Standing) -> Millis | None:
    if stands.offer is not None:
        return stands.offer.expires_at
    if stands.state is RowState.WRAP_UP and stands.interaction is not None:
        return stands.interaction.wrap_up_until
    return None


def _since(books: Books, stands: Standing, conversation_id: str) -> Millis:
    conversation, interaction = stands.conversation, stands.interaction
    if stands.call is not None:
        return stands.call.answered_at or stands.call.began_at
    if stands.offer is not None:
        return stands.offer.arrived_at
    if interaction is not None and stands.state is RowState.WAITING:
        return interaction.arrived_at
    if interaction is not None and stands.state is RowState.WRAP_UP:
        return interaction.ended_at or interaction.arrived_at
    word = books.last_word.get(conversation_id)
    if word is not None:
        return word
    if conversation is not None and conversation.preview_from is AuthorKind.CUSTOMER:
        return conversation.last_at or conversation.opened_at
    if interaction is not None:
        return interaction.accepted_at or interaction.arrived_at
    return conversation.last_at or conversation.opened_at if conversation is not None else 0
