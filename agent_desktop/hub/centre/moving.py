"""Messages, notes and interactions change their conversation: the small steps of splits and merges.

An item that moves stays where it was, marked with where it is now, and desks show it only there: so a timeline that
somebody has open never loses a place, and what moved can come back to it. Promises that what the network calls a
message, its letter and its files follow it. Refuses to decide what may move (`rearranging` does).
"""

from collections.abc import Sequence
from typing import TypeAlias

from msgspec.structs import replace

from agent_desktop.hub.centre import neighbours, ways
from agent_desktop.hub.centre.book import Book, preview_of
from agent_desktop.hub.centre.live import LiveAgent, LiveInteraction, LiveThread
from agent_desktop.hub.centre.work import ask
from agent_desktop.hub.routing import ConversationChanged
from agent_desktop.hub.storage import letters, threads, work
from agent_desktop.hub.storage.letters import Place
from agent_desktop.model.base import Millis, new_id
from agent_desktop.model.mail_heads import Automatic, MailHead
from agent_desktop.model.timeline import Conversation, Message, Note

Written: TypeAlias = Message | Note
Places: TypeAlias = tuple[tuple[int, int], ...]
"""Of each item that moved, its sequence before and after."""


def written_from(book: Book, thread: LiveThread, seq: int, limit: int) -> list[Written]:
    """The messages and notes of a conversation from a sequence on, at most `limit`."""
    found = threads.items_from(book.storage, thread.shown.id, seq, limit)
    return [one for one in found if isinstance(one, Message | Note) and not one.moved_to]


def move(
    book: Book,
    agent: LiveAgent,
    items: Sequence[Written],
    target: LiveThread,
    under: dict[str, str],
) -> Places:
    """Put items at the end of another conversation. `under` says of interactions as which ones they count there."""
    places: list[tuple[int, int]] = []
    ids: dict[str, str] = {}
    for item in items:
        seq = target.shown.last_seq + 1
        copy: Written = replace(
            item,
            id=new_id(),
            conversation_id=target.shown.id,
            seq=seq,
            client_id="",
            origin=item.origin or item.id,
        )
        if isinstance(copy, Message):
            counted = under.get(copy.interaction_id, copy.interaction_id)
            answers = ids.get(copy.answers, copy.answers)
            copy = replace(copy, interaction_id=counted, answers=answers)
        ids[item.id] = copy.id
        book.add_item(target, copy)
        shown = replace(target.shown, last_seq=seq)
        book.put_thread(target, replace(target.kept, shown=shown), tell=False)
        source = book.thread(item.conversation_id)
        change(book, source, replace(item, moved_to=target.shown.id), agent)
        _follow(book, item, copy)
        places.append((item.seq, seq))
    return tuple(places)


def put_back(
    book: Book, agent: LiveAgent, source: LiveThread, target: LiveThread, places: Places
) -> None:
    """What was moved from `target` to `source` stands in its old places again, as it is by now."""
    for before, after in places:
        old = threads.item_at(book.storage, target.shown.id, before)
        now = threads.item_at(book.storage, source.shown.id, after)
        if not isinstance(old, Message | Note) or not isinstance(now, Message | Note):
            continue
        back: Written = replace(
            now,
            id=old.id,
            conversation_id=old.conversation_id,
            seq=old.seq,
            client_id=old.client_id,
            origin=old.origin,
            moved_to="",
            revision=max(old.revision, now.revision),
        )
        if isinstance(back, Message) and isinstance(old, Message):
            back = replace(back, interaction_id=old.interaction_id, answers=old.answers)
        change(book, target, back, agent)
        change(book, source, replace(now, moved_to=target.shown.id), agent)
        _follow(book, now, back)


def change(book: Book, thread: LiveThread, item: Written, agent: LiveAgent) -> None:
    """Write an item anew, and tell it to everybody who may have it on the screen."""
    book.change_item(thread, item, also=(agent.profile.id,))


def _follow(book: Book, before: Written, after: Written) -> None:
    at = Place(conversation_id=before.conversation_id, seq=before.seq)
    to = Place(conversation_id=after.conversation_id, seq=after.seq)
    letters.move_remotes(book.storage, at, to)
    if isinstance(after, Message):
        head = after.mail or MailHead()
        heads = (head.html, head.original, *head.reports)
        ids = [one.id for one in (*after.attachments, *heads) if one is not None]
        if ids:
            threads.move_attachments(book.storage, ids, after.conversation_id)


def move_interaction(
    book: Book, one: LiveInteraction, source: LiveThread, target: LiveThread
) -> None:
    """A live interaction is part of another conversation now; the caller tells."""
    interaction_id = one.shown.id
    work.move_interaction(book.storage, interaction_id, target.shown.id)
    book.show_interaction(one, conversation_id=target.shown.id)
    if (
        book.engine.interaction(interaction_id) is not None
    ):  # it is not known any more once it is over
        ask(book, ConversationChanged(interaction_id, target.shown.id))
    source.work.pop(interaction_id, None)
    target.work[interaction_id] = None


def settle(
    book: Book, agent: LiveAgent, thread: LiveThread, due: Millis | None, *, open_: bool
) -> None:
    """A conversation after a move: what was said last, whose it is, when the next reply is due; told."""
    thread.recent = None
    shown = _as_written(book, thread)
    holders = book.live.holders(thread)
    waits = open_ and _waits(book, thread)
    shown = replace(
        shown,
        open=open_,
        agent_id=holders[-1] if holders else agent.profile.id if open_ else None,
        reply_due_at=due if waits else None,
        read_seq=shown.last_seq,
        unread=0,
    )
    closed_at = None if open_ else thread.kept.closed_at or book.now
    kept = replace(thread.kept, shown=shown, closed_at=closed_at, last_agent_id=agent.profile.id)
    thread.kept = kept
    ways.refreshed(book, thread)
    book.put_thread(thread, thread.kept, author=agent.profile.id)
    neighbours.hear(book, thread)
    for interaction_id in thread.work:
        book.tell_interaction(book.live.interactions[interaction_id])


def _as_written(book: Book, thread: LiveThread) -> Conversation:
    found = book.said(thread)
    if not found:
        return thread.shown
    last = found[0]
    files = last.attachments[0].name if last.attachments else ""
    return replace(
        thread.shown,
        last_at=last.sent_at,
        preview=preview_of(last.text) or preview_of(files),
        preview_from=last.author.kind,
    )


def _waits(book: Book, thread: LiveThread) -> bool:
    """Whether the customer had the last word, and is no machine."""
    found = book.said(thread)
    if not found or not found[0].incoming:
        return False
    head = found[0].mail
    return head is None or head.automatic in (Automatic.NO, Automatic.LIST)
