"""Conversations and their items: rows to records and back.

Each function works in the open transaction of the storage that it is given.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import func, select, update

from agent_desktop.hub.storage.database import Values
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import attachments, conversations, items
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.files import Check
from agent_desktop.model.timeline import AuthorKind, Conversation, Message, Note, TimelineItem
from agent_desktop.model.work import Channel

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(TimelineItem).decode


class KeptConversation(Record, frozen=True):
    """A conversation with what only the hub knows of it.

    `delivered_to` and `read_to` are how far the customer has received and read.
    """

    shown: Conversation
    visitor_id: str | None = None
    last_agent_id: str | None = None
    closed_at: Millis | None = None
    delivered_to: int = 0
    read_to: int = 0


def keep_conversation(storage: Storage, kept: KeptConversation) -> None:
    """Insert or replace the conversation."""
    storage.put(conversations, (kept.shown.id,), _conversation_row, kept)


def _conversation_row(kept: KeptConversation) -> Values:
    shown = kept.shown
    return (
        shown.id,
        shown.number,
        shown.customer_id,
        shown.channel._value_,
        shown.opened_at,
        kept.closed_at,
        shown.subject,
        shown.entry_point_id,
        shown.open,
        shown.last_seq,
        shown.read_seq,
        shown.unread,
        shown.last_at,
        shown.preview,
        shown.preview_from._value_,
        shown.reply_due_at,
        shown.replied_at,
        shown.customer_online,
        shown.agent_id,
        kept.last_agent_id,
        kept.visitor_id,
        kept.delivered_to,
        kept.read_to,
        shown.joined_into,
    )


def _conversation(row: Any) -> KeptConversation:
    shown = Conversation(
        id=row.id,
        number=row.number,
        customer_id=row.customer_id,
        channel=Channel(row.channel),
        opened_at=row.opened_at,
        subject=row.subject,
        entry_point_id=row.entry_point_id,
        open=bool(row.open),
        last_seq=row.last_seq,
        read_seq=row.read_seq,
        unread=row.unread,
        last_at=row.last_at,
        preview=row.preview,
        preview_from=AuthorKind(row.preview_from),
        reply_due_at=row.reply_due_at,
        replied_at=row.replied_at,
        customer_online=bool(row.customer_online),
        agent_id=row.agent_id,
        joined_into=row.joined_into,
    )
    return KeptConversation(
        shown=shown,
        visitor_id=row.visitor_id,
        last_agent_id=row.last_agent_id,
        closed_at=row.closed_at,
        delivered_to=row.delivered_to,
        read_to=row.read_to,
    )


def conversation(storage: Storage, conversation_id: str) -> KeptConversation | None:
    """The conversation with this id."""
    row = storage.row(select(conversations).where(conversations.c.id == conversation_id))
    return None if row is None else _conversation(row)


def conversations_with(storage: Storage, ids: Sequence[str]) -> list[KeptConversation]:
    """Many conversations at once."""
    found = []
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        rows = storage.rows(select(conversations).where(conversations.c.id.in_(part)))
        found += [_conversation(row) for row in rows]
    return found


def online_conversations(storage: Storage) -> list[KeptConversation]:
    """Those whose customer was online."""
    rows = storage.rows(select(conversations).where(conversations.c.customer_online))
    return [_conversation(row) for row in rows]


def conversations_of(storage: Storage, customer_id: str, limit: int) -> list[KeptConversation]:
    """A customer's conversations, newest first."""
    rows = storage.rows(
        select(conversations)
        .where(conversations.c.customer_id == customer_id)
        .order_by(conversations.c.opened_at.desc(), conversations.c.number.desc())
        .limit(limit)
    )
    return [_conversation(row) for row in rows]


def last_number(storage: Storage) -> int:
    """The highest number of a conversation, 0 for none."""
    row = storage.row(select(func.max(conversations.c.number)))
    return int(row[0] or 0) if row is not None else 0


# --- items


def add_item(storage: Storage, item: TimelineItem, interaction_id: str = "") -> None:
    """Insert an item, whose `seq` must be new in its conversation."""
    if isinstance(item, Message):
        kind, client_id, interaction_id = "message", item.client_id or None, item.interaction_id
    elif isinstance(item, Note):
        kind, client_id = "note", item.client_id or None
    else:
        kind, client_id = "line", None
    if client_id is not None:
        storage.look_again(_BY_CLIENT, (item.conversation_id, client_id))
    storage.insert(
        items,
        (
            item.conversation_id,
            item.seq,
            item.id,
            kind,
            item.sent_at,
            item.author.kind._value_,
            item.author.id,
            client_id,
            interaction_id,
            _encode(item),
        ),
    )


def item_body(item: TimelineItem) -> bytes:
    """The item as it is kept."""
    return _encode(item)


def item_of(body: bytes) -> TimelineItem:
    """The item back."""
    item: TimelineItem = _decode(body)
    return item


_BY_CLIENT = "SELECT body FROM items WHERE conversation_id = ? AND client_id = ?"


def item_by_client(storage: Storage, conversation_id: str, client_id: str) -> TimelineItem | None:
    """The item that was written under the sender's own id. Rows gathered but not yet written are not seen."""
    found = storage.find(_BY_CLIENT, (conversation_id, client_id))
    return None if found is None else _decode(found[0])


def look_ahead(storage: Storage, keys: Sequence[tuple[str, str]]) -> None:
    """Read in one go what `item_by_client` will be asked of these in the open transaction."""
    storage.look_ahead(_BY_CLIENT, keys)


def item_id_at(storage: Storage, conversation_id: str, seq: int) -> str | None:
    """The id of the item at this place."""
    query = select(items.c.id).where(items.c.conversation_id == conversation_id, items.c.seq == seq)
    row = storage.row(query)
    return None if row is None else str(row[0])


def item_with_id(storage: Storage, conversation_id: str, item_id: str) -> TimelineItem | None:
    """The item with this id in a conversation."""
    query = select(items.c.body).where(
        items.c.id == item_id, items.c.conversation_id == conversation_id
    )
    row = storage.row(query)
    return None if row is None else _decode(row[0])


def item_at(storage: Storage, conversation_id: str, seq: int) -> TimelineItem | None:
    """The item at this place."""
    query = select(items.c.body).where(
        items.c.conversation_id == conversation_id, items.c.seq == seq
    )
    row = storage.row(query)
    return None if row is None else _decode(row[0])


def change_item(storage: Storage, item: TimelineItem) -> None:
    """Write an item anew, in its place."""
    storage.execute(
        update(items)
        .where(items.c.conversation_id == item.conversation_id, items.c.seq == item.seq)
        .values(body=_encode(item))
    )


def items_before(
    storage: Storage, conversation_id: str, before: int | None, limit: int
) -> list[TimelineItem]:
    """The newest `limit` items before sequence `before` (None: of all), oldest first."""
    query = select(items.c.body).where(items.c.conversation_id == conversation_id)
    if before is not None:
        query = query.where(items.c.seq < before)
    rows = storage.rows(query.order_by(items.c.seq.desc()).limit(limit))
    return [_decode(row[0]) for row in reversed(rows)]


def customers_before(
    storage: Storage, conversation_id: str, before: int, since: Millis
) -> list[Message]:
    """What customers wrote before sequence `before` and not before `since`, the newest first."""
    query = select(items.c.body).where(
        items.c.conversation_id == conversation_id,
        items.c.seq < before,
        items.c.kind == "message",
        items.c.author_kind == AuthorKind.CUSTOMER.value,
        items.c.at >= since,
    )
    found = (_decode(row[0]) for row in storage.rows(query.order_by(items.c.seq.desc())))
    return [one for one in found if isinstance(one, Message)]


def items_after(
    storage: Storage, conversation_id: str, since: int, limit: int
) -> list[TimelineItem]:
    """The first `limit` items after sequence `since`, oldest first."""
    rows = storage.rows(
        select(items.c.body)
        .where(items.c.conversation_id == conversation_id, items.c.seq > since)
        .order_by(items.c.seq)
        .limit(limit)
    )
    return [_decode(row[0]) for row in rows]


def count_unread(storage: Storage, conversation_id: str, since: int) -> int:
    """How many messages of the customer come after sequence `since`."""
    row = storage.row(
        select(func.count())
        .select_from(items)
        .where(
            items.c.conversation_id == conversation_id,
            items.c.seq > since,
            items.c.kind == "message",
            items.c.author_kind == AuthorKind.CUSTOMER.value,
        )
    )
    return int(row[0]) if row is not None else 0


def items_from(storage: Storage, conversation_id: str, seq: int, limit: int) -> list[TimelineItem]:
    """The first `limit` items from sequence `seq` on, oldest first."""
    return items_after(storage, conversation_id, seq - 1, limit)


def seq_of(storage: Storage, conversation_id: str, item_id: str) -> int | None:
    """Where an item is in its conversation; reads the whole of it."""
    mine = (items.c.conversation_id == conversation_id, items.c.id == item_id)
    row = storage.row(select(items.c.seq).where(*mine))
    return None if row is None else int(row[0])


def move_attachments(storage: Storage, ids: Sequence[str], conversation_id: str) -> None:
    """These files belong to another conversation now."""
    storage.execute(
        update(attachments).where(attachments.c.id.in_(ids)).values(conversation_id=conversation_id)
    )


# --- files that travel with messages


def missing_attachment(
    storage: Storage, ids: Sequence[str], owner: str, conversation_id: str
) -> str | None:
    """The first of `ids` that `owner` cannot send in this conversation, None when all can be sent."""
    rows = storage.rows(
        select(attachments.c.id, attachments.c.conversation_id).where(
            attachments.c.id.in_(ids), attachments.c.owner == owner
        )
    )
    known = {row[0] for row in rows if row[1] in (None, conversation_id)}
    return next((one for one in ids if one not in known), None)


def all_pictures(storage: Storage, ids: Sequence[str]) -> bool:
    """Whether each of these files is a picture, as signatures of mails have them."""
    rows = storage.rows(select(attachments.c.media_type).where(attachments.c.id.in_(ids)))
    return all(row[0].startswith("image/") for row in rows)


def claim_attachments(
    storage: Storage, ids: Sequence[str], owner: str, conversation_id: str
) -> list[Attachment] | str:
    """Bind files that `owner` uploaded to a conversation: the files in order, or the first id that is not theirs.

    A file that was already sent in this conversation may be sent again.
    """
    found: dict[str, Attachment] = {}
    for row in storage.rows(
        select(attachments).where(attachments.c.id.in_(ids), attachments.c.owner == owner)
    ):
        if row.conversation_id in (None, conversation_id):
            found[row.id] = Attachment(
                id=row.id,
                name=row.name,
                media_type=row.media_type,
                size=row.size,
                check=Check(row.checked),
                finding=row.finding,
            )
    for one in ids:
        if one not in found:
            return one
    storage.execute(
        update(attachments).where(attachments.c.id.in_(ids)).values(conversation_id=conversation_id)
    )
    return [found[one] for one in ids]
