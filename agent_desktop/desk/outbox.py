"""The outbox machine: what waits for the backend, in order within its lane, one on its way at a time.

Promises that nothing is lost, doubled or reordered within a lane, whatever the link does: an unclear outcome is
repeated with the same id where the backend is idempotent, else settled by looking before sending again. Refused
replies park their lane and no other; what the agent took back parks none. Refuses to give up a reply by itself: only
the backend or the agent takes it out.
"""

from msgspec.structs import replace

from agent_desktop.desk import apart, echoes, pauses
from agent_desktop.desk.errands import Perform
from agent_desktop.desk.lanes import is_reply
from agent_desktop.desk.state import State
from agent_desktop.desk.turn import Turn, put, without
from agent_desktop.model.attachments import LocalFile
from agent_desktop.model.base import Millis
from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.commands import LastingCommand, OutboxItem
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import CommandDone, LinkState
from agent_desktop.model.manifest import Capability
from agent_desktop.model.timeline import Delivery

LONGEST_UNDO = 60_000
TELL_AFTER = 3
"""A backend that answers, and takes nothing for so many tries, has a trouble that the agent must know of; told again
after twice as many, and so on."""


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
    pauses.expire(turn)
    if not turn.state.outbox or not turn.state.attached:
        return
    heads: dict[str, OutboxItem] = {}
    for one in turn.state.outbox.values():
        head = heads.get(one.lane)
        if one.delivery is Delivery.SENT or apart.held(one):
            continue
        if head is None or one.position < head.position:
            heads[one.lane] = one
    flying_lanes = set(turn.state.flying.values())
    for head in sorted(heads.values(), key=lambda one: one.position):
        if head.lane not in flying_lanes:
            _pump_head(turn, head)
    echoes.confirm(turn)


def _pump_head(turn: Turn, head: OutboxItem) -> None:
    if head.delivery is Delivery.REFUSED or _wait(turn, head) > 0:
        return
    if head.delivery is Delivery.UNCLEAR and not _idempotent(turn):
        echoes.look(turn, head)
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
    return max(undo, pauses.left(turn, head.lane))


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
        pauses.later(turn, row)
        if turn.live and _worth_telling(row.attempts):
            notice = Notice(kind=NoticeKind.REFUSED, conversation_id=row.lane, problem=problem)
            turn.notices.append(notice)
    elif problem.code == "unclear":
        repeatable = _idempotent(turn) or not is_reply(row)
        delivery = Delivery.QUEUED if repeatable else Delivery.UNCLEAR
        turn.keep_outbox(replace(row, delivery=delivery, problem=problem))
        pauses.later(turn, row, at_least=0 if repeatable else echoes.LOOK_AFTER)
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


def halted(turn: Turn, command_id: str) -> None:
    """Its files were stopped on their way, before the backend was asked for anything."""
    turn.state.flying = without(turn.state.flying, command_id)
    row = turn.state.outbox.get(command_id)
    if row is not None and row.delivery is Delivery.SENDING:
        turn.keep_outbox(replace(row, delivery=Delivery.QUEUED))


def _worth_telling(attempts: int) -> bool:
    times, rest = divmod(attempts, TELL_AFTER)
    return rest == 0 and times.bit_count() == 1


def detached(turn: Turn) -> None:
    """The session is gone: nobody knows what became of commands on their way, and nothing is being looked up."""
    lost = Problem(code="unclear", message="The link closed before an answer came.")
    for command_id in sorted(turn.state.flying):
        failed(turn, command_id, lost)
    turn.state.looking = frozenset()


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


def hold(turn: Turn, row: OutboxItem, why: Problem) -> None:
    """Let a reply stay unsent where it stands, until the agent sends it, edits it or throws it away."""
    turn.keep_outbox(replace(row, delivery=Delivery.REFUSED, problem=why))
    turn.state.retry_at = without(turn.state.retry_at, row.lane)


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
