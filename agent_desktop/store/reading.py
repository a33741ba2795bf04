"""Reading a conversation and a customer's history from the database."""

from sqlalchemy import Engine, Text, bindparam, cast, func, select
from sqlalchemy.sql.expression import ColumnElement

from agent_desktop.model.events import HistoryFetched, PageFetched
from agent_desktop.model.people import Customer
from agent_desktop.model.timeline import Conversation
from agent_desktop.store import tables as t
from agent_desktop.store.codec import unpack, unpack_item

_ITEMS = (
    select(t.item.c.seq, t.item.c.body)
    .where(
        t.item.c.conversation_id == bindparam("conversation_id"),
        t.item.c.seq < bindparam("before"),
    )
    .order_by(t.item.c.seq.desc())
    .limit(bindparam("most"))
)
_HISTORY = (
    select(t.conversation.c.body)
    .where(t.conversation.c.customer_id == bindparam("customer_id"))
    .order_by(t.conversation.c.last_at.desc(), t.conversation.c.id)
    .limit(bindparam("most"))
)
# What people write between digits; records are MessagePack, so a number stands in them as it was written.
_BARE: ColumnElement[str] = cast(t.customer.c.body, Text)
for _sign in " -()/.\u00a0":
    _BARE = func.replace(_BARE, _sign, "")
_CALLERS = (
    select(t.customer.c.body)
    .where(func.instr(_BARE, bindparam("digits")) > 0)
    .order_by(t.customer.c.id)
    .limit(bindparam("most"))
)
_NO_SEQ = 1 << 62


def page(engine: Engine, conversation_id: str, before_seq: int | None, limit: int) -> PageFetched:
    """The newest `limit` items before `before_seq`, oldest first, as far as they follow each other without a gap.

    Items are numbered 1, 2, 3… in their conversation. Where numbers are missing, this desk was away, and what lies
    before the gap is not what the agent should see next: the page ends there and is not `complete`, so that the desk
    asks the backend. `complete` is said only when the page begins with the first item.
    """
    wanted = {
        "conversation_id": conversation_id,
        "before": _NO_SEQ if before_seq is None else before_seq,
        "most": limit,
    }
    with engine.connect() as connection:
        rows = connection.execute(_ITEMS, wanted).all()
        head = connection.scalar(
            select(t.conversation.c.body).where(t.conversation.c.id == conversation_id)
        )
        conversation = unpack(head, Conversation) if head is not None else None
        body = None
        if conversation is not None:
            body = connection.scalar(
                select(t.customer.c.body).where(t.customer.c.id == conversation.customer_id)
            )
    expected = None if before_seq is None else before_seq - 1
    kept = []
    for seq, item_body in rows:
        if expected is not None and seq != expected:
            break
        kept.append(unpack_item(item_body))
        expected = seq - 1
    return PageFetched(
        conversation_id=conversation_id,
        items=tuple(reversed(kept)),
        complete=expected == 0,
        conversation=conversation,
        customer=unpack(body, Customer) if body is not None else None,
    )


def history(engine: Engine, customer_id: str, limit: int) -> HistoryFetched:
    """A customer's cached conversations, newest first."""
    with engine.connect() as connection:
        bodies = connection.scalars(_HISTORY, {"customer_id": customer_id, "most": limit}).all()
    return HistoryFetched(
        customer_id=customer_id,
        conversations=tuple(unpack(body, Conversation) for body in bodies),
    )


def callers(engine: Engine, digits: str, limit: int) -> tuple[Customer, ...]:
    """Cached customers in whose record these digits follow each other, whatever is written between them."""
    with engine.connect() as connection:
        bodies = connection.scalars(_CALLERS, {"digits": digits, "most": limit}).all()
    return tuple(unpack(body, Customer) for body in bodies)
