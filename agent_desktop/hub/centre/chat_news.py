"""What visitors are told, and how far messages got: the same facts in the visitors' records.

Promises that a visitor sees messages and four kinds of lines, never notes, and only of the visitor's own conversation;
that the state of a message is read from how far the other side has read, so that nothing is rewritten.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from agent_desktop.hub.centre.book import Book, told
from agent_desktop.hub.centre.calls import promised
from agent_desktop.hub.centre.live import LiveInteraction, LiveThread
from agent_desktop.hub.journal.published import for_visitor
from agent_desktop.hub.protocol import (
    AgentTyping,
    ChatItem,
    ChatItems,
    ChatState,
    ChatStateChanged,
    ChatSurvey,
)
from agent_desktop.hub.storage import work
from agent_desktop.hub.storage.asked import AskedState, asked_about
from agent_desktop.hub.storage.people import Visitor
from agent_desktop.hub.storage.threads import KeptConversation
from agent_desktop.hub.storage.work import KeptInteraction
from agent_desktop.model.base import Millis
from agent_desktop.model.events import JournalEvent
from agent_desktop.model.surveys import SCALES
from agent_desktop.model.timeline import (
    AuthorKind,
    Delivery,
    LineKind,
    Message,
    SystemLine,
    TimelineItem,
)
from agent_desktop.model.work import Channel, InteractionState

MINUTE_MS: Millis = 60_000
PLACES_TOLD = 50
"""So many of those first in a queue are told when their place changes."""

_LINES = {
    LineKind.ASSIGNED: "joined",
    LineKind.QUEUED: "waiting",
    LineKind.CALLBACK_OFFERED: "callback_offered",
    LineKind.HANDED_BACK: "waiting",
    LineKind.WRAP_UP_STARTED: "ended",
    LineKind.ABANDONED: "ended",
    LineKind.OVERFLOWED: "ended",
}


def delivered(kept: KeptConversation, item: TimelineItem) -> TimelineItem:
    """The item with how far it got by now."""
    return message_now(kept, item) if isinstance(item, Message) else item


def message_now(kept: KeptConversation, item: Message) -> Message:
    """The message with how far it got by now. What goes by another network keeps its own state."""
    if not item.incoming and item.route.entry_point_id:
        return item
    if item.incoming:
        state = Delivery.READ if item.seq <= kept.shown.read_seq else Delivery.SENT
    elif item.seq <= kept.read_to:
        state = Delivery.READ
    else:
        state = Delivery.DELIVERED if item.seq <= kept.delivered_to else Delivery.SENT
    return item if item.delivery is state else replace(item, delivery=state)


def told_again(thread: LiveThread, item: TimelineItem) -> JournalEvent:
    """The event that tells an agent of an item that is not new."""
    return told(delivered(thread.kept, item))


def chat_item(kept: KeptConversation, item: TimelineItem) -> ChatItem | None:
    """The item as the visitor may see it, None when it is not for them."""
    if isinstance(item, Message):
        if item.origin:
            return None  # it was moved here: the page shows it where it was written
        if item.route.entry_point_id:
            return None  # it went by another way, perhaps to another address than the visitor's
        return ChatItem(
            seq=item.seq,
            at=item.sent_at,
            id=item.id,
            client_id=item.client_id if item.incoming else "",
            mine=item.incoming,
            name="" if item.incoming else item.author.name,
            text=item.text,
            attachments=item.attachments,
            delivery=message_now(kept, item).delivery,
        )
    if not isinstance(item, SystemLine) or item.channel is Channel.VOICE:
        return None  # of calls the page tells in words of its own
    line = _LINES.get(item.kind, "")
    if item.kind is LineKind.COMPLETED and not item.detail:
        line = "ended"  # a queue without wrap-up
    if not line:
        return None
    name = item.author.name if item.author.kind is AuthorKind.AGENT else ""
    return ChatItem(seq=item.seq, at=item.sent_at, id=item.id, name=name, line=line)


def chat_items(kept: KeptConversation, items: Iterable[TimelineItem]) -> tuple[ChatItem, ...]:
    """Those of `items` that the visitor may see."""
    seen = (chat_item(kept, item) for item in items)
    return tuple(one for one in seen if one is not None)


def chat_state(book: Book, visitor: Visitor, thread: LiveThread | None) -> ChatState:
    """Where the chat stands."""
    if thread is None:
        return ChatState(phase="new")
    agent_read = thread.shown.read_seq
    current = book.live.current(thread)
    if current is None or visitor.gone:
        last = work.last_answered(book.storage, conversation_id=thread.shown.id)
        state = ChatState(phase="ended", agent_read=agent_read)
        return state if last is None else _rated(book, visitor, last, state)
    if current.shown.state is InteractionState.ACTIVE:
        agent = book.live.agents[current.shown.agent_id or ""]
        return ChatState(phase="with_agent", agent=agent.author, agent_read=agent_read)
    may = promised.possible(book, current)
    return ChatState(
        phase="waiting",
        position=place_of(book, current),
        expected_ms=book.engine.expected(current.shown.id),
        agent_read=agent_read,
        may_call_back=may,
        call_back_offered=may and promised.offered(book, current),
        call_back=promised.number_of(book, current),
    )


def _rated(book: Book, visitor: Visitor, last: KeptInteraction, state: ChatState) -> ChatState:
    """The end of a chat with how its visitor rated it, or what they are asked."""
    if last.shown.rating is not None:
        return replace(state, rated=True)
    one = asked_about(book.storage, last.shown.id)
    if one is None:
        return state
    survey = next((each for each in book.live.surveys if each.id == one.survey_id), None)
    if one.state is AskedState.ANSWERED or survey is None:
        return replace(state, rates=False, rated=one.state is AskedState.ANSWERED)
    by_page = one.channel is Channel.CHAT and one.state is AskedState.ASKED
    if not by_page or book.now > (one.until_at or 0):
        return replace(state, rates=False)
    lowest, highest = SCALES[one.kind]
    question = survey.question(visitor.language)
    shown = ChatSurvey(kind=one.kind, question=question, lowest=lowest, highest=highest)
    return replace(state, rates=False, survey=shown)


def place_of(book: Book, one: LiveInteraction) -> int | None:
    """The place in the queue, from 1; who is being offered to an agent is first."""
    if one.shown.state is InteractionState.OFFERED:
        return 1
    return book.engine.position(one.shown.id)


def _standing(place: int | None, wait_ms: Millis | None) -> tuple[int | None, int | None]:
    """What a page shows: the place, and the wait in minutes."""
    return place, None if wait_ms is None else -(-wait_ms // MINUTE_MS)


def _visitor_here(book: Book, thread: LiveThread) -> str | None:
    visitor_id = thread.kept.visitor_id
    return visitor_id if visitor_id in book.links.online else None


def tell_items(book: Book, thread: LiveThread, items: Iterable[TimelineItem]) -> None:
    """Send items to the visitor, if there."""
    visitor_id = _visitor_here(book, thread)
    if visitor_id is None:
        return
    seen = chat_items(thread.kept, items)
    if seen:
        book.journal.pass_on(book.now, for_visitor(visitor_id), ChatItems(items=seen))


def tell_line(book: Book, thread: LiveThread, line: SystemLine) -> None:
    """Send a line to the visitor, if there."""
    tell_items(book, thread, (line,))


def tell_chat(book: Book, thread: LiveThread) -> None:
    """Send where the chat stands to the visitor, if there."""
    visitor_id = _visitor_here(book, thread)
    if visitor_id is None:
        return
    state = chat_state(book, book.visitor(visitor_id), thread)
    current = book.live.current(thread)
    if current is not None:
        current.place = _standing(state.position, state.expected_ms)
    book.journal.pass_on(
        book.now,
        for_visitor(visitor_id),
        ChatStateChanged(state=state, conversation_id=thread.shown.id),
    )


def tell_state(book: Book, one: LiveInteraction) -> None:
    """The same, for the conversation of an interaction."""
    tell_chat(book, book.thread(one.shown.conversation_id))


def tell_typing(book: Book, thread: LiveThread, name: str, typing: bool) -> None:
    """An agent types, or stopped."""
    visitor_id = _visitor_here(book, thread)
    if visitor_id is not None:
        typed = AgentTyping(name=name, typing=typing)
        book.journal.pass_on(book.now, for_visitor(visitor_id), typed)


def tell_places(book: Book, queue_id: str) -> None:
    """A queue moved: tell those near its head, if they are there, when their place or wait is another one."""
    if not book.links.online:
        return
    for interaction_id in book.engine.waiting_ids(queue_id, PLACES_TOLD):
        one = book.live.interactions[interaction_id]
        thread = book.live.threads.get(one.shown.conversation_id)
        if thread is None or _visitor_here(book, thread) is None:
            continue
        if one.place != _standing(place_of(book, one), book.engine.expected(interaction_id)):
            tell_chat(book, thread)
