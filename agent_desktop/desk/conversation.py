"""The conversation machine: what was written, how far it got, how far it was read.

Promises one timeline from any order and repetition of pages, echoes and receipts; that unread never rises for what was
read here; that older items come from the store first and are then checked against the backend, which fills the gaps.
Refuses to show what a turn has not saved.
"""

from msgspec.structs import replace

from agent_desktop.desk import calls_log, echoes, rearranging
from agent_desktop.desk.errands import FetchPage, Why
from agent_desktop.desk.items import PageArrived
from agent_desktop.desk.state import Paging
from agent_desktop.desk.timelines import marked, merged
from agent_desktop.desk.turn import Turn, put, without
from agent_desktop.model.call_log import ShownItem
from agent_desktop.model.events import DeliveryAdvanced
from agent_desktop.model.intents import LoadOlder, OpenConversation
from agent_desktop.model.manifest import Capability
from agent_desktop.model.receipts import further
from agent_desktop.model.timeline import (
    Conversation,
    Message,
    Note,
    SystemLine,
    TimelineItem,
)

PAGE = 50
PREVIEW_LENGTH = 160


def received(turn: Turn, item: TimelineItem) -> None:
    """The backend has this item: news, an echo of ours, or something that we know already."""
    if not _keep(turn, item):
        return
    conversation = turn.conversation(item.conversation_id)
    if conversation is not None and item.seq > conversation.last_seq:
        turn.keep_conversation(_with_newest(conversation, item))
    turn.touched.add(item.conversation_id)
    if not isinstance(item, SystemLine):
        typing = turn.state.typing.get(item.conversation_id)
        if typing is not None and typing.author_id == item.author.id:
            turn.state.typing = without(turn.state.typing, item.conversation_id)


def _keep(turn: Turn, item: TimelineItem) -> bool:
    """Save and show what is new in `item`; False when nothing is."""
    if not isinstance(item, SystemLine):
        echoes.echoed(turn, item)
    known = turn.item(item.conversation_id, item.id, getattr(item, "client_id", ""))
    new = marked(item, turn.marks_of(item.conversation_id))
    if known is not None:
        new = merged(known, new)
        if known.id != item.id:
            first = min((known.seq, known.id), (item.seq, item.id))
            new = replace(new, seq=first[0], id=first[1])
        if new == known:
            return False
    turn.keep_item(new)
    return True


def _with_newest(conversation: Conversation, item: TimelineItem) -> Conversation:
    if isinstance(item, SystemLine) or item.moved_to:
        return replace(conversation, last_seq=item.seq)
    if isinstance(item, Note):
        return replace(conversation, last_seq=item.seq, last_at=item.sent_at)
    unread = item.incoming and item.seq > conversation.read_seq
    files = ", ".join(one.name for one in item.attachments)
    return replace(
        conversation,
        last_seq=item.seq,
        last_at=item.sent_at,
        unread=conversation.unread + unread,
        preview=" ".join((item.text or files)[:PREVIEW_LENGTH].split()),
        preview_from=item.author.kind,
    )


def changed(turn: Turn, conversation: Conversation) -> None:
    """The backend's view of a conversation; what was read here stays read."""
    known = turn.conversation(conversation.id)
    if known is not None and known.read_seq > conversation.read_seq:
        unread = 0 if known.read_seq >= conversation.last_seq else conversation.unread
        conversation = replace(conversation, read_seq=known.read_seq, unread=unread)
    turn.keep_conversation(conversation)
    if conversation.joined_into and (known is None or not known.joined_into):
        rearranging.joined(turn, conversation)
        if turn.state.open_conversation == conversation.joined_into:
            load(turn, conversation.joined_into)


def listed(turn: Turn, conversation: Conversation) -> None:
    """A snapshot's view: the backend has nothing after `last_seq`, so nothing after it can have been read.

    An old copy of the backend's data that was put back gives those numbers again, to messages that nobody has seen.
    """
    last = conversation.last_seq
    known = turn.conversation(conversation.id)
    if known is not None and known.read_seq > last:
        turn.keep_conversation(replace(known, read_seq=last))
    if turn.state.reads.get(conversation.id, 0) > last:
        turn.state.reads = put(turn.state.reads, conversation.id, last)
    changed(turn, conversation)


def fetched(turn: Turn, conversation: Conversation) -> None:
    """A conversation that came with a page: an older picture never replaces a newer one."""
    known = turn.conversation(conversation.id)
    if known is None or conversation.last_seq >= known.last_seq:
        changed(turn, conversation)


def advanced(turn: Turn, event: DeliveryAdvanced) -> None:
    """Everything that we sent up to a sequence got at least this far; late and doubled receipts change nothing."""
    marks = turn.marks_of(event.conversation_id)
    if marks.get(event.delivery, 0) >= event.up_to_seq:
        return
    turn.marks[event.conversation_id] = put(marks, event.delivery, event.up_to_seq)
    for item in turn.fresh_items(event.conversation_id):
        _advance(turn, item, event)
    for item in turn.settled_newest_first(event.conversation_id):
        if not _advance(turn, item, event):
            break


def _advance(turn: Turn, item: ShownItem, event: DeliveryAdvanced) -> bool:
    """Advance one item; False when it had got that far, and so all before it."""
    if not isinstance(item, Message) or item.incoming or item.seq > event.up_to_seq:
        return True
    delivery = further(item.delivery, event.delivery)
    if delivery is item.delivery:
        return False
    turn.keep_item(replace(item, delivery=delivery))
    return True


def opened(turn: Turn, intent: OpenConversation) -> None:
    """Show a conversation: from memory, else the store, and checked against the backend once."""
    turn.state.open_conversation = intent.conversation_id
    if intent.conversation_id is not None:
        calls_log.saw(turn, intent.conversation_id)
        load(turn, intent.conversation_id)


def load(turn: Turn, conversation_id: str) -> None:
    """Bring the newest page, unless it is here."""
    if not turn.is_loaded(conversation_id):
        turn.loaded[conversation_id] = None
        _paging(turn, conversation_id, Paging())
        _fetch(
            turn, FetchPage(conversation_id=conversation_id, before=None, limit=PAGE, cached=True)
        )
    else:
        turn.loaded[conversation_id] = None
    verify(turn, conversation_id)


def verify(turn: Turn, conversation_id: str) -> None:
    """Ask the backend for the newest page when it has not confirmed it since the last break."""
    paging = turn.state.paging.get(conversation_id)
    if paging is None or paging.verified or not turn.live or not turn.can(Capability.HISTORY):
        return
    _paging(turn, conversation_id, replace(paging, verified=True))
    _fetch(turn, FetchPage(conversation_id=conversation_id, before=None, limit=PAGE, cached=False))


def load_older(turn: Turn, intent: LoadOlder) -> None:
    """Bring one page more; ignored while one is on its way, or when nobody has any."""
    conversation_id = intent.conversation_id
    paging = turn.state.paging.get(conversation_id)
    if paging is None or paging.loading or paging.complete:
        return
    before = turn.first_seq(conversation_id)
    if before is None:
        return
    if not paging.cache_done:
        cached = True
    elif turn.live and turn.can(Capability.HISTORY):
        cached = False
    else:
        return
    _fetch(
        turn, FetchPage(conversation_id=conversation_id, before=before, limit=PAGE, cached=cached)
    )


def arrived(turn: Turn, item: PageArrived) -> None:
    """A page came, or could not be had."""
    asked, page = item.asked, item.page
    paging = turn.state.paging.get(asked.conversation_id)
    if paging is not None and asked.why is Why.SHOW:
        paging = replace(paging, loading=max(0, paging.loading - 1))
        if page is None and not asked.cached and asked.before is None:
            paging = replace(paging, verified=False)
        _paging(turn, asked.conversation_id, paging)
    if page is None:
        if asked.why is Why.LOOK:
            echoes.looked(turn, asked, None)
        elif asked.why is Why.CONFIRM:
            echoes.confirmed(turn, asked.conversation_id, shown=False)
        return
    if asked.cached and asked.why is Why.SHOW:
        turn.recall(page.conversation, page.customer)
        _show_cached(turn, asked, page.items, page.complete)
    elif not asked.cached:
        if page.customer is not None:
            turn.keep_customer(page.customer)
        if page.conversation is not None:
            fetched(turn, page.conversation)
        _take_page(turn, asked, page.items, page.complete)
    if turn.is_loaded(asked.conversation_id):
        calls_log.show(turn, asked.conversation_id)
    if asked.why is Why.LOOK:
        echoes.looked(turn, asked, page.items)
    elif asked.why is Why.CONFIRM:
        echoes.confirmed(turn, asked.conversation_id, shown=True)


def _show_cached(
    turn: Turn, asked: FetchPage, items: tuple[TimelineItem, ...], complete: bool
) -> None:
    paging = turn.state.paging.get(asked.conversation_id)
    if paging is None:
        return
    marks = turn.marks_of(asked.conversation_id)
    for item in items:
        known = turn.item(item.conversation_id, item.id, getattr(item, "client_id", ""))
        if known is None:
            turn.show_item(marked(item, marks))
    history = turn.can(Capability.HISTORY)
    _paging(
        turn,
        asked.conversation_id,
        replace(paging, cache_done=complete or not items, complete=complete and not history),
    )
    if asked.before is not None and history and turn.live:
        _fetch(turn, replace(asked, cached=False))


def _take_page(
    turn: Turn, asked: FetchPage, items: tuple[TimelineItem, ...], complete: bool
) -> None:
    paging = turn.state.paging.get(asked.conversation_id)
    newest = turn.last_seq(asked.conversation_id)
    if items and asked.before is None and not complete and paging is not None:
        first = min(one.seq for one in items)
        if first > newest > 0:
            turn.shortened[asked.conversation_id] = first
            paging = replace(paging, cache_done=False, complete=False)
    for one in items:
        _keep(turn, one)
    if paging is not None:
        oldest = turn.first_seq(asked.conversation_id)
        reached = not items or oldest is None or min(one.seq for one in items) <= oldest
        _paging(
            turn,
            asked.conversation_id,
            replace(paging, complete=paging.complete or (complete and reached)),
        )


def seen(turn: Turn, conversation_id: str, seq: int) -> None:
    """The agent has had `seq` on screen."""
    conversation = turn.conversation(conversation_id)
    if conversation is None or seq <= conversation.read_seq:
        return
    seq = min(seq, max(conversation.last_seq, turn.last_seq(conversation_id)))
    if seq <= conversation.read_seq:
        return
    left = 0
    if seq < conversation.last_seq:
        left = turn.unread_after(conversation_id, seq)
    turn.keep_conversation(replace(conversation, read_seq=seq, unread=left))
    turn.state.reads = put(turn.state.reads, conversation_id, seq)


def broken(turn: Turn) -> None:
    """The journal broke: what is loaded may lack items until the backend confirms it, and receipts may be of others."""
    turn.forget_marks()
    turn.state.paging = {
        key: replace(paging, verified=False) for key, paging in turn.state.paging.items()
    }


def detached(turn: Turn) -> None:
    """No page will come from this session any more; what it had not confirmed is asked for again."""
    turn.state.paging = {
        key: replace(paging, loading=0, verified=paging.verified and not paging.loading)
        for key, paging in turn.state.paging.items()
    }


def _paging(turn: Turn, conversation_id: str, paging: Paging) -> None:
    turn.state.paging = put(turn.state.paging, conversation_id, paging)


def _fetch(turn: Turn, fetch: FetchPage) -> None:
    paging = turn.state.paging.get(fetch.conversation_id)
    if paging is not None:
        _paging(turn, fetch.conversation_id, replace(paging, loading=paging.loading + 1))
    turn.send(fetch)
