"""Writing the log of calls: where a call belongs, and what its record says.

Promises one record for each call, begun with its first sign and closed once; an entry in the timeline for every pause
of a recording. Refuses to guess whose number it is when it could be two people's.
"""

from msgspec.structs import replace

from agent_desktop.desk import numbers
from agent_desktop.desk.colleagues import colleague_with
from agent_desktop.desk.errands import FindCaller
from agent_desktop.desk.turn import Turn
from agent_desktop.model.backend_calls import CallRecording
from agent_desktop.model.base import Millis
from agent_desktop.model.call_log import CallRecord, RecordingPause, record_id
from agent_desktop.model.calls import Call, CallEnd, Direction, EndCode, Recording
from agent_desktop.model.people import Agent, Customer
from agent_desktop.model.telephone import HUB_LINE
from agent_desktop.model.timeline import Author, AuthorKind, Conversation, LineKind, SystemLine
from agent_desktop.model.work import Interaction


def begun(turn: Turn, call: Call, conversation_id: str = "") -> CallRecord:
    """The record of a call that is new here, or the one that was begun before this desk was started."""
    known = turn.logged_item(record_id(call.id))
    if isinstance(known, CallRecord):
        return known
    if not conversation_id and call.interaction_id:
        interaction = turn.interaction(call.interaction_id)
        conversation_id = interaction.conversation_id if interaction is not None else ""
    conversation = turn.conversation(conversation_id)
    customer, colleague = None, None
    if conversation is not None:
        customer = turn.customer(conversation.customer_id)
    elif not call.interaction_id:  # else the backend knows whose it is, and tells in a moment
        colleague = _colleague(turn, call)
        if colleague is None:
            customer = numbers.owner(turn.all_customers(), call.far.number)
            conversation = _latest(turn, customer)
    owner = customer or colleague
    return CallRecord(
        id=record_id(call.id),
        call_id=call.id,
        direction=call.direction,
        number=call.far.number,
        shown=call.far.shown,
        sent_at=call.began_at,
        conversation_id=conversation.id if conversation is not None else "",
        customer_id=customer.id if customer is not None else "",
        name=owner.name if owner is not None else "",
        seq=_place(turn, conversation),
        account_id=call.account_id,
        interaction_id=call.interaction_id,
        agent_name=turn.state.team.agent.name,
    )


def _colleague(turn: Turn, call: Call) -> Agent | None:
    """The colleague with whom a call is."""
    ours = call.account_id == HUB_LINE
    return colleague_with(turn, call.far.number) if ours else None


def seek(turn: Turn, record: CallRecord) -> None:
    """Look on the disk for whose call this is, where nobody in memory has the number and no backend will tell."""
    told = record.customer_id or record.name or record.interaction_id
    if not told and record.account_id != HUB_LINE and numbers.core(record.number):
        turn.send(FindCaller(call_id=record.call_id, number=record.number))


def owned(turn: Turn, record: CallRecord, customer: Customer) -> CallRecord:
    """The record of a call whose number turned out to be this customer's."""
    conversation = _latest(turn, customer)
    return replace(
        record,
        customer_id=customer.id,
        name=customer.name,
        conversation_id=conversation.id if conversation is not None else "",
        seq=_place(turn, conversation),
    )


def filed(turn: Turn, record: CallRecord, interaction: Interaction) -> CallRecord:
    """The record of a call in the conversation of its interaction."""
    customer = turn.customer(interaction.customer_id)
    return replace(
        record,
        conversation_id=interaction.conversation_id,
        customer_id=interaction.customer_id,
        name=customer.name if customer is not None else interaction.customer_name,
        seq=_place(turn, turn.conversation(interaction.conversation_id)),
    )


def _latest(turn: Turn, customer: Customer | None) -> Conversation | None:
    """The customer's conversation that a call now belongs to: ours, else an open one, else the newest."""
    if customer is None:
        return None
    found = (turn.conversation(one) for one in turn.conversations_of(customer.id))
    known = [one for one in found if one is not None]
    me = turn.me
    return max(
        known,
        key=lambda one: (one.open and one.agent_id == me, one.open, one.last_at, one.id),
        default=None,
    )


def _place(turn: Turn, conversation: Conversation | None) -> int:
    """The sequence of the item that something written now follows."""
    return max(1, conversation.last_seq) if conversation is not None else 1


def followed(turn: Turn, record: CallRecord, call: Call) -> CallRecord:
    """The record after news of its call; pauses of the recording get their entries, unless the backend writes them."""
    if record.answered_at is None and call.answered_at is not None:
        record = replace(record, answered_at=call.answered_at)
    if call.recording is not Recording.OFF and not record.recorded:
        record = replace(record, recorded=True)
    open_pause = record.pauses[-1] if record.pauses else None
    if open_pause is not None and open_pause.ended_at is not None:
        open_pause = None
    if call.recording is Recording.PAUSED and open_pause is None:
        made = RecordingPause(began_at=turn.now, reason=call.pause_reason, by=_me(turn))
        if not _backend_records(turn, call):
            _tell(turn, record, LineKind.RECORDING_PAUSED, len(record.pauses), made.reason)
        return replace(record, pauses=(*record.pauses, made))
    if call.recording is not Recording.PAUSED and open_pause is not None:
        if call.recording is Recording.ON and not _backend_records(turn, call):
            _tell(turn, record, LineKind.RECORDING_RESUMED, len(record.pauses))
        return _unpaused(record, turn.now)
    return record


def _backend_records(turn: Turn, call: Call) -> bool:
    """Whether the backend records the call: then it tells the conversation what becomes of that."""
    carried = turn.state.carried.get(call.interaction_id)
    return carried is not None and carried.call.recording is not CallRecording.OFF


def _unpaused(record: CallRecord, now: Millis) -> CallRecord:
    """The record without an open pause."""
    if not record.pauses or record.pauses[-1].ended_at is not None:
        return record
    last = replace(record.pauses[-1], ended_at=now)
    return replace(record, pauses=(*record.pauses[:-1], last))


def closed(turn: Turn, record: CallRecord, call: Call, *, missed: bool) -> CallRecord:
    """The record of a call that is over."""
    ended_at = call.ended_at if call.ended_at is not None else turn.now
    end = call.end or CallEnd(code=EndCode.FAILED)
    record = _unpaused(followed(turn, record, call), ended_at)
    return replace(record, ended_at=ended_at, end=end, missed=missed, seen=not missed)


def unreached(turn: Turn, interaction_id: str, why: EndCode) -> bool:
    """Why nobody answered a call that is over already. False when there is no such record."""
    for item in turn.all_logged():
        if not isinstance(item, CallRecord) or item.interaction_id != interaction_id:
            continue
        if item.end is not None and item.end.code is EndCode.UNREACHABLE:
            turn.keep_logged(replace(item, end=replace(item.end, code=why)))
            return True
    return False


def forsaken(turn: Turn, record: CallRecord) -> None:
    """Close the record of a call that nobody knows any more: when it ended is unknown, so no time is claimed."""
    ended_at = record.answered_at if record.answered_at is not None else record.sent_at
    missed = record.direction is Direction.INCOMING and record.answered_at is None
    end = CallEnd(code=EndCode.PHONE_STOPPED)
    record = _unpaused(record, ended_at)
    turn.keep_logged(replace(record, ended_at=ended_at, end=end, missed=missed, seen=not missed))


def show(turn: Turn, conversation_id: str) -> None:
    """Put what was logged into a loaded timeline, as far back as its items reach."""
    first = turn.first_seq(conversation_id)
    for item in turn.logged_in(conversation_id):
        if first is None or item.seq >= first:
            turn.show_item(item)


def saw(turn: Turn, conversation_id: str = "") -> None:
    """Missed calls were seen: those of a conversation, or all."""
    logged = turn.logged_in(conversation_id) if conversation_id else turn.all_logged()
    for item in logged:
        if isinstance(item, CallRecord) and not item.seen:
            turn.keep_logged(replace(item, seen=True))


def _me(turn: Turn) -> Author:
    agent = turn.state.team.agent
    return Author(kind=AuthorKind.AGENT, id=agent.id, name=agent.name)


def _tell(turn: Turn, record: CallRecord, kind: LineKind, count: int, detail: str = "") -> None:
    """An entry in the conversation's timeline; a call without a conversation keeps it in its record alone."""
    conversation = turn.conversation(record.conversation_id)
    if conversation is None:
        return
    turn.keep_logged(
        SystemLine(
            id=f"{record.id}-{count}-{kind.value}",
            conversation_id=conversation.id,
            kind=kind,
            sent_at=turn.now,
            author=_me(turn),
            detail=detail,
            seq=_place(turn, conversation),
        )
    )
