"""What the agent can rearrange: another matter into a conversation of its own, two conversations into one, and back.

Promises to offer only what the backend can do and what makes sense where the agent is; the backend decides. Pure: words
and intents, no widgets.
"""

from typing import NamedTuple

from agent_desktop.desk.api import DeskView
from agent_desktop.model.call_log import ShownItem
from agent_desktop.model.manifest import Capability
from agent_desktop.model.rearranging import (
    MergeConversations,
    Rearrange,
    SplitConversation,
    TakeMoveBack,
)
from agent_desktop.model.timeline import Conversation, LineKind, Message, Note, SystemLine
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr

MOST = 6
"""So many other conversations are offered to merge with."""
_TITLE = 40
_MOVES = {
    LineKind.SPLIT_OFF,
    LineKind.SPLIT_FROM,
    LineKind.MERGED_INTO,
    LineKind.MERGED_FROM,
}


class Entry(NamedTuple):
    """A line of a menu, and what it asks for."""

    words: str
    intent: Rearrange


def from_here(desk: DeskView, conversation_id: str, item: ShownItem) -> Entry | None:
    """Another matter begins with this message; None for the first one, and for what is no message."""
    if not _mine(desk, conversation_id) or not isinstance(item, Message | Note) or not item.seq:
        return None
    said = (one for one in desk.items(conversation_id) if isinstance(one, Message | Note))
    first = next(said, None)
    if first is None or first.id == item.id:
        return None
    command = SplitConversation(conversation_id=conversation_id, item_id=item.id)
    words = tr("Move from here on into a new conversation")
    return Entry(words, Rearrange(command=command))


def whole(desk: DeskView, conversation_id: str) -> list[Entry]:
    """What can be done with the conversation as a whole."""
    if not _can(desk):
        return []
    found = [
        Entry(
            tr("Merge {title} into this conversation", title=_title(one)),
            Rearrange(command=MergeConversations(kept_id=conversation_id, merged_id=one.id)),
        )
        for one in _others(desk, conversation_id)
    ]
    last = _last_move(desk, conversation_id)
    if last is not None:
        merged = last in (LineKind.MERGED_FROM, LineKind.MERGED_INTO)
        words = tr("Take the merge back") if merged else tr("Take the split back")
        command = TakeMoveBack(conversation_id=conversation_id)
        found.append(Entry(words, Rearrange(command=command)))
    return found


def mergeable(desk: DeskView, conversation_id: str | None) -> bool:
    """Whether anything can be merged or taken back here."""
    return bool(conversation_id) and bool(whole(desk, conversation_id or ""))


def _can(desk: DeskView) -> bool:
    return desk.manifest.can(Capability.REARRANGE)


def _mine(desk: DeskView, conversation_id: str) -> bool:
    thread = desk.thread(conversation_id)
    return _can(desk) and thread is not None and not thread.conversation.joined_into


def _others(desk: DeskView, conversation_id: str) -> list[Conversation]:
    thread = desk.thread(conversation_id)
    if thread is None or not thread.conversation.open:
        return []
    known = desk.previous(thread.conversation.customer_id)
    others = [one for one in known if one.open and one.id != conversation_id]
    return others[:MOST]


def _title(one: Conversation) -> str:
    title = single_line(one.subject or one.preview)
    title = title if len(title) <= _TITLE else f"{title[: _TITLE - 1].rstrip()}…"
    return f"#{one.number} {title}".rstrip()


def _last_move(desk: DeskView, conversation_id: str) -> LineKind | None:
    """The newest split or merge here, None when it was taken back."""
    for item in reversed(desk.items(conversation_id)):
        if isinstance(item, SystemLine):
            if item.kind is LineKind.MOVED_BACK:
                return None
            if item.kind in _MOVES:
                return item.kind
    return None
