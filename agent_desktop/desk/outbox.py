"""The outbox machine: what waits for the backend, in order within its lane, one on its way at a time.

Promises that nothing is lost, doubled or reordered within a lane, whatever the link does: an unclear outcome is
repeated with the same id where the backend is idempotent, else settled by looking before sending again. Refused
replies park their lane and no other. Refuses to give up a reply by itself: only the backend or the agent takes it out.
"""

from msgspec.structs import replace

from agent_desktop.desk.errands import FetchPage, Perform, Why
from agent_desktop.desk.state import State
from agent_desktop.desk.turn import Turn, put, without
from agent_desktop.model.base import Millis
from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.commands import AddNote, LastingCommand, OutboxItem, SendMessage
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import CommandDone, LinkState
from agent_desktop.model.manifest import Capability
from agent_desktop.model.timeline import (
    Author,
    Delivery,
    LocalFile,
    Message,
    Note,
    SystemLine,
    TimelineItem,
)

LONGEST_WAIT = 30_000
LONGEST_UNDO = 60_000
LOOK_BACK = 600_000
"""How much earlier than our own time an echo without client id may seem to be written, in milliseconds."""
LOOK_AFTER = 2_000
"""A message whose answer was lost may still be on its way; look for it after this many milliseconds."""
LOOK_PAGE = 50
TELL_EVERY = 3
"""A backend that answers, and takes nothing for so many tries, has a trouble that the agent must know of."""

_UNDER_WAY = (Delivery.SENDING, Delivery.UNCLEAR, Delivery.SENT)
_PARKED = (Delivery.REFUSED, Delivery.UNCLEAR)


def lane_of(rows: dict[str, OutboxItem], lane: str) -> list[OutboxItem]:
    """A lane's items in order."""
    return sorted((one for one in rows.values() if one.lane == lane), key=lambda one: one.position)


def is_reply(item: OutboxItem) -> bool:
    """True for what has a bubble on the screen."""
    return isinstance(item.command, SendMessage | AddNote)


def tally(rows: dict[str, OutboxItem], lane: str) -> tuple[int, int]:
    """How many replies of a lane wait, and how many need the agent."""
    waiting = needs_you = 0
    for one in rows.values():
        if one.lane == lane and is_reply(one) and one.delivery is not Delivery.SENT:
            if one.delivery in _PARKED:
                needs_you += 1
            else:
                waiting += 1
    return waiting, needs_you


def bubble(item: OutboxItem, author: Author) -> Message | Note | None:
    """An unsent reply as the timeline shows it; its id is its client id. None for other commands."""
    problem = item.problem.words() if item.problem is not None and item.delivery in _PARKED else ""
    command = item.command
    if isinstance(command, SendMessage):
        return Message(
            id=item.client_id,
            conversation_id=command.conversation_id,
            channel=command.channel,
            author=author,
            text=command.text,
            sent_at=item.queued_at,
            client_id=item.client_id,
            attachments=command.attachments,
            files=item.files,
            delivery=item.delivery,
            problem=problem,
        )
    if isinstance(command, AddNote):
        return Note(
            id=item.client_id,
            conversation_id=command.conversation_id,
            author=author,
            text=command.text,
            sent_at=item.queued_at,
            client_id=item.client_id,
            delivery=item.delivery,
            problem=problem,
        )
    return None


def add(
    turn: Turn,
    client_id: str,
    lane: str,
    command: LastingCommand,
    *,
    files: tuple[LocalFile, ...] = (),
    undo_ms: Millis = 0,
) -> bool:
    """Put a command at the end of its lane; False when it stands there already."""
    rows = turn.state.outbox
    if client_id in rows:
        return False
    position = max((one.position for one in rows.values()), default=0) + 1
    turn.keep_outbox(
        OutboxItem(
            client_id=client_id,
            lane=lane,
            command=command,
            queued_at=turn.now,
            position=position,
            not_before=turn.now + undo_ms if undo_ms else 0,
            files=files,
            delivery=Delivery.UNDO if undo_ms else Delivery.QUEUED,
        )
    )
    return True


# --- sending


def pump(turn: Turn) -> None:
    """End what can no longer be undone, and let the head of every lane go that may."""
    for one in turn.state.outbox.values():
        if one.delivery is Delivery.UNDO and _undo_left(turn, one) <= 0:
            turn.keep_outbox(replace(one, delivery=Delivery.QUEUED), durable=False)
    waits = turn.state.retry_at
    if any(not 0 < at - turn.now <= LONGEST_WAIT for at in waits.values()):
        turn.state.retry_at = {
            lane: at for lane, at in waits.items() if 0 < at - turn.now <= LONGEST_WAIT
        }
    if not turn.state.outbox or not turn.state.attached:
        return
    heads: dict[str, OutboxItem] = {}
    for one in turn.state.outbox.values():
        head = heads.get(one.lane)
        if one.delivery is not Delivery.SENT and (head is None or one.position < head.position):
            heads[one.lane] = one
    flying_lanes = set(turn.state.flying.values())
    for head in sorted(heads.values(), key=lambda one: one.position):
        if head.lane not in flying_lanes:
            _pump_head(turn, head)
    _confirm(turn)


def _pump_head(turn: Turn, head: OutboxItem) -> None:
    if head.delivery is Delivery.REFUSED or _wait(turn, head) > 0:
        return
    if head.delivery is Delivery.UNCLEAR and not _idempotent(turn):
        _look(turn, head)
    elif _usable(turn):
        turn.keep_outbox(replace(head, delivery=Delivery.SENDING, attempts=head.attempts + 1))
        turn.state.flying = put(turn.state.flying, head.client_id, head.lane)
        turn.send(Perform(command_id=head.client_id, command=head.command, files=head.files))


def _undo_left(turn: Turn, row: OutboxItem) -> Millis:
    """How long a reply can be undone. A time that no rule can have made comes from a clock that jumped."""
    left = row.not_before - turn.now
    return left if left <= LONGEST_UNDO else 0


def _wait(turn: Turn, head: OutboxItem) -> Millis:
    """How long the head must still wait."""
    undo = _undo_left(turn, head) if head.delivery is Delivery.UNDO else 0
    return max(undo, turn.state.retry_at.get(head.lane, 0) - turn.now)


def due(state: State) -> Millis | None:
    """When `pump` has something to do by the clock alone, None when only news can help."""
    times = [row.not_before for row in state.outbox.values() if row.delivery is Delivery.UNDO]
    return min((*times, *state.retry_at.values()), default=None)


def _idempotent(turn: Turn) -> bool:
    return turn.can(Capability.IDEMPOTENT_SEND)


def _usable(turn: Turn) -> bool:
    """True when sending makes sense: current, or catching up where repeating is harmless."""
    catching_up = turn.state.attached and turn.state.link.state is LinkState.CATCHING_UP
    return turn.live or (catching_up and _idempotent(turn))


def _look(turn: Turn, head: OutboxItem) -> None:
    _ask_page(turn, head.lane, Why.LOOK)


def _confirm(turn: Turn) -> None:
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


# --- what became of it


def done(turn: Turn, event: CommandDone) -> None:
    """The backend took it. Without an item to show, the bubble stays as sent until the echo comes."""
    turn.state.flying = without(turn.state.flying, event.command_id)
    row = turn.state.outbox.get(event.command_id)
    if row is None:
        return
    turn.state.retry_at = without(turn.state.retry_at, row.lane)
    if is_reply(row) and event.item is None:
        turn.keep_outbox(replace(row, delivery=Delivery.SENT, problem=None))
    else:
        turn.forget_outbox(row)


def failed(turn: Turn, command_id: str, problem: Problem) -> None:
    """The backend did not take it, or nobody knows."""
    turn.state.flying = without(turn.state.flying, command_id)
    row = turn.state.outbox.get(command_id)
    if row is None or row.delivery is Delivery.SENT:
        return
    if problem.code in ("offline", "needs_sign_in"):
        turn.keep_outbox(replace(row, delivery=Delivery.QUEUED))
        _later(turn, row)
        if turn.live and row.attempts % TELL_EVERY == 0:
            notice = Notice(kind=NoticeKind.REFUSED, conversation_id=row.lane, problem=problem)
            turn.notices.append(notice)
    elif problem.code == "unclear":
        repeatable = _idempotent(turn) or not is_reply(row)
        delivery = Delivery.QUEUED if repeatable else Delivery.UNCLEAR
        turn.keep_outbox(replace(row, delivery=delivery, problem=problem))
        _later(turn, row, at_least=0 if repeatable else LOOK_AFTER)
    elif is_reply(row):
        turn.keep_outbox(replace(row, delivery=Delivery.REFUSED, problem=problem))
        if row.lane != turn.state.open_conversation:
            turn.notices.append(
                Notice(kind=NoticeKind.REFUSED, conversation_id=row.lane, problem=problem)
            )
    else:
        turn.forget_outbox(row)
        turn.notices.append(
            Notice(kind=NoticeKind.REFUSED, conversation_id=row.lane, problem=problem)
        )


def _later(turn: Turn, row: OutboxItem, at_least: Millis = 0) -> None:
    wait = min(LONGEST_WAIT, 1_000 * 2 ** min(10, max(0, row.attempts - 1)))
    turn.state.retry_at = put(turn.state.retry_at, row.lane, turn.now + max(wait, at_least))


def linked(turn: Turn) -> None:
    """The link is up again: nobody waits any longer, but for those that look first."""
    unclear = {row.lane for row in turn.state.outbox.values() if row.delivery is Delivery.UNCLEAR}
    turn.state.retry_at = {k: v for k, v in turn.state.retry_at.items() if k in unclear}


def detached(turn: Turn) -> None:
    """The session is gone: nobody knows what became of commands on their way, and nothing is being looked up."""
    lost = Problem(code="unclear", message="The link closed before an answer came.")
    for command_id in sorted(turn.state.flying):
        failed(turn, command_id, lost)
    turn.state.looking = frozenset()


def echoed(turn: Turn, item: Message | Note) -> None:
    """The backend shows one of ours: it has arrived, whatever else we believed."""
    row = turn.state.outbox.get(item.client_id) if item.client_id else None
    if row is None and not item.client_id and item.author.id == turn.me and turn.me:
        row = _awaited(turn, item)
    if row is not None and is_reply(row):
        turn.forget_outbox(row)


def _awaited(turn: Turn, item: Message | Note) -> OutboxItem | None:
    """Our oldest reply under way that says the same, for backends that do not return client ids.

    Only what is newer than all we knew before this turn can be its echo.
    """
    if item.seq <= turn.settled_seq(item.conversation_id):
        return None
    for row in lane_of(turn.state.outbox, item.conversation_id):
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
    for row in lane_of(turn.state.outbox, lane):
        if row.delivery is Delivery.UNCLEAR:
            if items is None or asked.cached:
                _later(turn, row, at_least=LOOK_AFTER)
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
    for row in lane_of(turn.state.outbox, lane):
        if row.delivery is Delivery.SENT:
            if shown:
                turn.forget_outbox(row)
            else:
                _later(turn, row)


# --- what the agent does about it


def movable(turn: Turn, client_id: str) -> OutboxItem | None:
    """The reply, if the agent may take it back: not on its way, and surely not delivered."""
    row = turn.state.outbox.get(client_id)
    if row is None or client_id in turn.state.flying or not is_reply(row):
        return None
    unclear = row.problem is not None and row.problem.code == "unclear"
    if row.delivery is Delivery.REFUSED:
        return row
    return row if row.delivery in (Delivery.UNDO, Delivery.QUEUED) and not unclear else None


def discard(turn: Turn, client_id: str) -> None:
    """Throw a reply away; one of unclear outcome may be thrown away too, its echo would show it again."""
    row = turn.state.outbox.get(client_id)
    if row is not None and row.delivery is not Delivery.UNCLEAR:
        row = movable(turn, client_id)
    if row is not None:
        turn.forget_outbox(row)
        turn.state.retry_at = without(turn.state.retry_at, row.lane)


def retry(turn: Turn, client_id: str) -> None:
    """Try again, now. Without a way to look, the agent decides that an unclear reply goes out again."""
    row = turn.state.outbox.get(client_id)
    if row is None or client_id in turn.state.flying:
        return
    turn.state.retry_at = without(turn.state.retry_at, row.lane)
    blind = row.delivery is Delivery.UNCLEAR and not turn.can(Capability.HISTORY)
    if row.delivery is Delivery.REFUSED or blind:
        turn.keep_outbox(replace(row, delivery=Delivery.QUEUED, problem=None))


def restored(rows: tuple[OutboxItem, ...], *, idempotent: bool) -> dict[str, OutboxItem]:
    """The outbox after a restart: what was being sent has an unclear outcome."""
    lost = Problem(code="unclear", message="The program stopped while this was being sent.")
    found = {}
    for row in rows:
        if row.delivery is Delivery.SENDING:
            repeatable = idempotent or not is_reply(row)
            delivery = Delivery.QUEUED if repeatable else Delivery.UNCLEAR
            row = replace(row, delivery=delivery, problem=lost)
        found[row.client_id] = row
    return found
