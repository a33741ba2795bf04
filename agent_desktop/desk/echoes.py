"""The echoes machine: finds in what the backend shows the replies that this desk has sent.

Promises that a reply whose outcome is unclear is looked for before it is sent again, first in the store, then at the
backend; that what was sent for sure leaves the outbox once it is shown. Refuses to guess: without a client id, only an
item that is new, of our own and says the same counts.
"""

from msgspec.structs import replace

from agent_desktop.desk import lanes, pauses
from agent_desktop.desk.errands import FetchPage, Why
from agent_desktop.desk.turn import Turn
from agent_desktop.model.commands import AddNote, OutboxItem, SendMessage
from agent_desktop.model.manifest import Capability
from agent_desktop.model.timeline import Delivery, Message, Note, SystemLine, TimelineItem

LOOK_BACK = 600_000
"""How much earlier than our own time an echo without client id may seem to be written, in milliseconds."""
LOOK_AFTER = 2_000
"""A message whose answer was lost may still be on its way; look for it after this many milliseconds."""
LOOK_PAGE = 50

_UNDER_WAY = (Delivery.SENDING, Delivery.UNCLEAR, Delivery.SENT)


def look(turn: Turn, head: OutboxItem) -> None:
    """Look whether a reply of unclear outcome has arrived."""
    _ask_page(turn, head.lane, Why.LOOK)


def confirm(turn: Turn) -> None:
    """Bring what was sent and not shown yet."""
    for row in turn.state.outbox.values():
        if row.delivery is Delivery.SENT and row.lane not in turn.state.retry_at:
            _ask_page(turn, row.lane, Why.CONFIRM)


def _ask_page(turn: Turn, lane: str, why: Why) -> None:
    key = f"{why}:{lane}"
    if turn.live and turn.can(Capability.HISTORY) and key not in turn.state.looking:
        turn.state.looking |= {key}
        turn.send(_newest_page(lane, why))


def _newest_page(lane: str, why: Why) -> FetchPage:
    cached = why is Why.LOOK
    return FetchPage(conversation_id=lane, before=None, limit=LOOK_PAGE, cached=cached, why=why)


def echoed(turn: Turn, item: Message | Note) -> None:
    """The backend shows one of ours: it has arrived, whatever else we believed."""
    row = turn.state.outbox.get(item.client_id) if item.client_id else None
    ours = item.author.id == turn.me and turn.me and not item.origin
    if row is None and not item.client_id and ours:
        row = _awaited(turn, item)
    if row is not None and lanes.is_reply(row):
        turn.forget_outbox(row)


def _awaited(turn: Turn, item: Message | Note) -> OutboxItem | None:
    """Our oldest reply under way that says the same, for backends that do not return client ids.

    Only what is newer than all we knew before this turn can be its echo.
    """
    if item.seq <= turn.settled_seq(item.conversation_id):
        return None
    for row in lanes.lane_of(turn.state.outbox, item.conversation_id):
        if row.delivery in _UNDER_WAY and _says(row, item):
            return row
    return None


def _says(row: OutboxItem, item: TimelineItem) -> bool:
    """True when the backend's item may be what `row` sent."""
    command = row.command
    if isinstance(item, Message):
        said = isinstance(command, SendMessage) and command.text == item.text
    else:
        said = isinstance(item, Note) and isinstance(command, AddNote) and command.text == item.text
    return said and item.sent_at >= row.queued_at - LOOK_BACK


def looked(turn: Turn, asked: FetchPage, items: tuple[TimelineItem, ...] | None) -> None:
    """A look after an unclear outcome: first what the store knows, then what the backend shows beyond it.

    A message that says the same and that we did not know is the one; if there is none, it is sent again. `items` is
    None when the page could not be had: then the look is repeated.
    """
    lane = asked.conversation_id
    if items is not None and asked.cached and turn.live:
        known = frozenset(one.id for one in items)
        turn.send(replace(asked, cached=False, known=known))
        return
    turn.state.looking -= {f"{Why.LOOK}:{lane}"}
    for row in lanes.lane_of(turn.state.outbox, lane):
        if row.delivery is Delivery.UNCLEAR:
            if items is None or asked.cached:
                pauses.later(turn, row, at_least=LOOK_AFTER)
            elif any(_is_ours(turn, one, asked) and _says(row, one) for one in items):
                turn.forget_outbox(row)
            else:
                turn.keep_outbox(replace(row, delivery=Delivery.QUEUED, problem=None))
            return


def _is_ours(turn: Turn, item: TimelineItem, asked: FetchPage) -> bool:
    return (
        not isinstance(item, SystemLine)
        and not item.client_id
        and item.author.id == turn.me
        and item.id not in asked.known
    )


def confirmed(turn: Turn, lane: str, *, shown: bool) -> None:
    """The newest page of a lane came, or could not be had: what was sent for sure is in it, under whatever id."""
    turn.state.looking -= {f"{Why.CONFIRM}:{lane}"}
    for row in lanes.lane_of(turn.state.outbox, lane):
        if row.delivery is Delivery.SENT:
            if shown:
                turn.forget_outbox(row)
            else:
                pauses.later(turn, row)
