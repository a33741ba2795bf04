"""The machine of calls that the backend carries, its hearing half: what becomes of them.

Promises that a call which waits for the agent's telephone is forgotten as soon as it cannot come any more, and that the
agent is told why. Refuses to end a call of the telephone's: that is the telephone's word.
"""

from msgspec.structs import replace

from agent_desktop.desk import asking, calls, calls_log, consulted, conversation
from agent_desktop.desk.calls_state import Expected
from agent_desktop.desk.carried_state import (
    Carried,
    all_held,
    customer_up,
    logged,
    mine,
    seen,
)
from agent_desktop.desk.state import State
from agent_desktop.desk.turn import Turn, put, without
from agent_desktop.desk.unrecorded import NOT_PAUSED
from agent_desktop.model.backend_calls import (
    Asked,
    BackendCall,
    CallOut,
    CallRecording,
    CallRefused,
    PartyUnreached,
    RecordCall,
    RecordWish,
    Supervise,
)
from agent_desktop.model.base import Millis
from agent_desktop.model.calls import EndCode
from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.commands import AnswerOffer, PullInteraction
from agent_desktop.model.errors import Problem, Unclear
from agent_desktop.model.events import Snapshot
from agent_desktop.model.intents import OpenConversation
from agent_desktop.model.telephone import HUB_LINE
from agent_desktop.model.work import Interaction, InteractionState


def updated(turn: Turn, call: BackendCall) -> None:
    """A call of ours is new or has changed."""
    known = turn.state.carried.get(call.interaction_id)
    held_at = known.held_at if known is not None else None
    if not all_held(call, turn.me):
        held_at = None
    elif held_at is None:
        held_at = turn.now
    reason, until = "", None
    if known is not None and call.recording is CallRecording.ON:
        # Asked for, and not yet done; a pause that is over is nobody's any more.
        until = known.pause_until
        reason = known.pause_reason if until is not None else ""
    elif known is not None and call.recording is CallRecording.PAUSED:
        reason = known.pause_reason
    goes_on = known is not None and known.unpaused and call.recording is CallRecording.ON
    fresh = Carried(
        call=call,
        held_at=held_at,
        pause_reason=reason,
        pause_until=until,
        unpaused=goes_on,
        guest=consulted.is_guest(turn, call),
    )
    if fresh == known:
        return
    turn.state.carried = put(turn.state.carried, call.interaction_id, fresh)
    if known is not None and call.recording is CallRecording.FAILED is not known.call.recording:
        turn.notices.append(Notice(kind=NoticeKind.NOT_RECORDED))
    follow(turn, call.interaction_id)


def closed(turn: Turn, interaction_id: str) -> None:
    """We are not in it any more."""
    known = turn.state.carried.get(interaction_id)
    if known is not None:
        consulted.left(turn, known)
    turn.state.carried = without(turn.state.carried, interaction_id)
    forget(turn, interaction_id)


def taken(turn: Turn, snapshot: Snapshot) -> None:
    """A snapshot tells all of them."""
    known = turn.state.carried
    told = {call.interaction_id for call in snapshot.calls}
    for key, one in known.items():
        if key not in told:
            consulted.left(turn, one)
    turn.state.carried = {key: one for key, one in known.items() if key in told}
    for call in snapshot.calls:
        updated(turn, call)
    turn.state.presences = {one.agent_id: one for one in snapshot.presences}
    turn.state.other_queues = snapshot.other_queues
    turn.state.starts = snapshot.starts


def adopt(turn: Turn) -> None:
    """Colleagues ring us into calls: find each of our legs its call, and follow whose work it is."""
    _adopt(turn)
    consulted.follow(turn)


def _adopt(turn: Turn) -> None:
    """The leg without a call is a part of the call that has none of ours."""
    lines = turn.state.phone.lines
    with_us = {
        key: one for key, one in turn.state.carried.items() if mine(one.call, turn.me) is not None
    }
    taken = {one.call.interaction_id for one in lines.values()}
    free = [key for key in with_us if key not in taken and expected_for(turn, key) is None]
    loose = [
        one
        for one in lines.values()
        if one.call.account_id == HUB_LINE and one.call.interaction_id not in turn.state.carried
    ]
    if len(free) != 1 or len(loose) != 1:
        return
    line = loose[0]
    call = replace(line.call, interaction_id=free[0])
    calls.put_line(turn, replace(line, call=call, part_of=free[0]))
    follow(turn, free[0])


def follow(turn: Turn, interaction_id: str) -> None:
    """Keep the agent's leg, and its record, in step with the call."""
    carried = turn.state.carried.get(interaction_id)
    for line in turn.state.phone.lines.values():
        if line.call.interaction_id != interaction_id or carried is None:
            continue
        if line.talked_at is None and line.called_out and customer_up(carried.call, turn.me):
            line = replace(line, talked_at=turn.now)
        call = logged(seen(line, carried, turn.me))
        line = replace(line, record=calls_log.followed(turn, line.record, call))
        calls.put_line(turn, line)
        turn.touched.add(line.row)


# --- what is on its way to our telephone


def expected_for(turn: Turn, interaction_id: str) -> Expected | None:
    """The call of this interaction that has not come yet."""
    for one in turn.state.phone.expected.values():
        if one.interaction_id == interaction_id:
            return one
    return None


def forget(turn: Turn, interaction_id: str) -> Expected | None:
    """Wait for it no longer; what was waited for."""
    phone = turn.state.phone
    found = expected_for(turn, interaction_id)
    if found is not None:
        kept = {k: v for k, v in phone.expected.items() if v.interaction_id != interaction_id}
        calls.change(turn, expected=kept)
    return found


def interaction(turn: Turn, one: Interaction) -> bool:
    """News of an interaction. True when it is about a call of ours that did not come, and the agent was told so."""
    found = expected_for(turn, one.id)
    if found is None or found.listen:
        return False
    ours = one.agent_id == turn.me
    if (found.number or found.pulled) and ours and one.state is InteractionState.ACTIVE:
        if found.pulled or not found.conversation_id:
            conversation.opened(turn, OpenConversation(conversation_id=one.conversation_id))
        return False
    if not one.state.live or one.state is InteractionState.WRAP_UP:
        forget(turn, one.id)
        if one.state is InteractionState.ABANDONED and not found.number:
            end = Problem(code=EndCode.CANCELLED.value, message="")
            turn.notices.append(
                Notice(kind=NoticeKind.CALL_ENDED, detail=one.customer_name, problem=end)
            )
        return False
    if one.state is not InteractionState.QUEUED:
        return False
    if any(answer.offer.interaction_id == one.id for answer in turn.state.answering.values()):
        return False  # the offer ran out while we accepted it: the answer says so
    if asking.pulls(turn, one.id):
        return False  # so will the answer to this
    forget(turn, one.id)
    turn.notices.append(
        Notice(
            kind=NoticeKind.NOT_REACHED,
            detail=one.customer_name,
            conversation_id=one.conversation_id,
        )
    )
    return True


def asked_for(turn: Turn, interaction_id: str) -> bool:
    """True when the agent asked for this call: began it, took it or accepted it."""
    found = expected_for(turn, interaction_id)
    lines = turn.state.phone.lines.values()
    return (found is not None and not found.listen) or any(
        one.expected and one.call.interaction_id == interaction_id for one in lines
    )


def failed(turn: Turn, command_id: str, problem: Problem) -> None:
    """The backend did not do something, so no call comes of it. One whose answer was lost may have been done."""
    command = turn.state.asked.get(command_id)
    if (
        isinstance(command, CallOut | Supervise | AnswerOffer | PullInteraction)
        and problem.code != Unclear.code
    ):
        forget(turn, command.interaction_id)
    if isinstance(command, RecordCall) and command.wish is RecordWish.PAUSE:
        not_paused(turn, command.interaction_id)


def unreached(turn: Turn, event: PartyUnreached) -> None:
    """Somebody who was called did not come. The strip and the record say why; of others than the customer a notice."""
    lines = turn.state.phone.lines.values()
    ours = [one for one in lines if one.call.interaction_id == event.interaction_id]
    for line in ours if event.customer else ():
        calls.put_line(turn, replace(line, unreached=event.why))
        turn.touched.add(line.row)
    if event.customer:
        told = calls_log.unreached(turn, event.interaction_id, event.why)
        if told or any(one.called_out for one in ours):
            return  # the end of the call says it
    problem = Problem(code=event.why.value, message="")
    turn.notices.append(Notice(kind=NoticeKind.CALL_ENDED, detail=event.name, problem=problem))


def refused(turn: Turn, event: CallRefused) -> None:
    """The backend found only later that something could not be done: say so, and wait for nothing."""
    if event.asked in (Asked.CALL, Asked.SUPERVISE):
        forget(turn, event.interaction_id)
    if event.asked is Asked.PAUSE and event.interaction_id in turn.state.carried:
        not_paused(turn, event.interaction_id)
        return
    work = turn.interaction(event.interaction_id)
    turn.notices.append(
        Notice(
            kind=NoticeKind.CALL_REFUSED,
            detail=event.name,
            conversation_id=work.conversation_id if work is not None else "",
            problem=Problem(code=event.why, message="", field=event.asked.value),
        )
    )


# --- recordings that must be paused


def not_paused(turn: Turn, interaction_id: str) -> None:
    """A recording was not paused: who lets card details be said must know at once."""
    one = turn.state.carried.get(interaction_id)
    if one is None or one.call.recording is not CallRecording.ON:
        return
    fresh = replace(one, pause_reason="", pause_until=None, unpaused=True)
    turn.state.carried = put(turn.state.carried, interaction_id, fresh)
    turn.notices.append(Notice(kind=NoticeKind.STILL_RECORDING, problem=NOT_PAUSED))


def tick(turn: Turn) -> None:
    """Tell of recordings that did not pause in time."""
    for interaction_id, one in turn.state.carried.items():
        if one.pause_until is not None and one.pause_until <= turn.now:
            not_paused(turn, interaction_id)


def due(state: State) -> Millis | None:
    """When `tick` has something to do."""
    times = [one.pause_until for one in state.carried.values()]
    return min((at for at in times if at is not None), default=None)
