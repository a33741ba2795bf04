"""The calls machine, its hearing half: what the softphone reports.

Promises that every call ends in exactly one record, whatever is told twice, late or never; that an incoming call which
no backend offered becomes an offer of its own. Refuses to believe that something was done before the phone says so.
"""

from msgspec.structs import replace

from agent_desktop.desk import calls_log, carried_edge
from agent_desktop.desk.calls_state import Dialing, Line, Telephony
from agent_desktop.desk.carried_state import Carried, customer_up, logged, seen
from agent_desktop.desk.errands import TakeRecordings, Telephone
from agent_desktop.desk.turn import Turn, put, without
from agent_desktop.model import phone as ph
from agent_desktop.model.base import Millis
from agent_desktop.model.call_log import CallRecord, record_id
from agent_desktop.model.calls import (
    Call,
    CallEnd,
    CallState,
    Direction,
    EndCode,
    ExpectCall,
    FarParty,
    PhoneCommand,
    Recording,
    RejectCall,
)
from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.errors import Problem
from agent_desktop.model.registrations import Registration
from agent_desktop.model.work import Channel, Offer

RING_MS = 20_000
"""How long an incoming call may wait for this agent before it goes on to whoever its exchange chooses."""
_QUIET_ENDS = frozenset(
    {
        EndCode.HUNG_UP,
        EndCode.FAR_HUNG_UP,
        EndCode.CANCELLED,
        EndCode.ANSWERED_ELSEWHERE,
        EndCode.TRANSFERRED,
    }
)


def send(turn: Turn, command: PhoneCommand) -> str:
    """Let a command leave for the phone; its id."""
    command_id = turn.fresh_id()
    change(turn, asked=put(turn.state.phone.asked, command_id, command))
    turn.send(Telephone(command_id=command_id, command=command))
    return command_id


def change(turn: Turn, **values: object) -> None:
    """Replace fields of the softphone's state."""
    turn.state.phone = replace(turn.state.phone, **values)


def put_line(turn: Turn, line: Line) -> None:
    """Insert or replace a live call."""
    old = turn.state.phone.lines.get(line.call.id)
    if old != line:
        change(turn, lines=put(turn.state.phone.lines, line.call.id, line))
        if old is None or replace(old, quality=line.quality) != line:
            turn.touched.add(line.row)
    turn.keep_logged(line.record)


# --- the port


def attached(turn: Turn) -> None:
    """There is a softphone; it says what it knows in a moment."""
    turn.state.phone = Telephony(attached=True)


def detached(turn: Turn) -> None:
    """There is none any more. Its calls may go on without us: their records stay open until a phone tells of them."""
    for offer in turn.state.phone.offers.values():
        turn.touched.add(offer.conversation_id)
    turn.touched |= {line.row for line in turn.state.phone.lines.values()}
    turn.touched.discard("")
    turn.state.phone = Telephony()


# --- what it reports


def told(turn: Turn, event: ph.PhoneEvent) -> None:
    """News of the softphone; none is expected without one."""
    if not turn.state.phone.attached:
        return
    state = turn.state.phone.state
    match event:
        case ph.PhoneChanged():
            _whole(turn, event.state)
        case ph.RegistrationChanged():
            one = event.registration
            rest = [r for r in state.registrations if r.account_id != one.account_id]
            fresh: tuple[Registration, ...] = (*rest, one)
            change(turn, state=replace(state, registrations=fresh))
        case ph.CallChanged():
            changed(turn, event.call)
        case ph.CallOver():
            over(turn, event.call)
        case ph.TransferFailed():
            line = turn.state.phone.lines.get(event.call_id)
            if line is not None:
                notice(turn, NoticeKind.TRANSFER_FAILED, line.record, event.problem)
        case ph.DevicesChanged():
            fresh_state = replace(
                state, devices=event.devices, choice=event.choice, in_use=event.in_use
            )
            change(turn, state=fresh_state)
        case ph.LevelsMeasured():
            change(turn, levels=(event.microphone, event.speaker))
        case ph.QualityMeasured():
            line = turn.state.phone.lines.get(event.quality.call_id)
            if line is not None:
                put_line(turn, replace(line, quality=event.quality))
        case ph.EchoTestChanged():
            change(turn, state=replace(state, echo=event.phase), heard=event.loudest)
        case ph.RingingChanged():
            change(turn, state=replace(state, ringing=event.ringing))
        case ph.PhoneProblem():
            turn.notices.append(Notice(kind=NoticeKind.PHONE_PROBLEM, problem=event.problem))
        case ph.RecordingFailed():
            line = turn.state.phone.lines.get(event.call_id)
            if line is not None:
                notice(turn, NoticeKind.RECORDING_FAILED, line.record, event.problem)
        case ph.RecordingKept():
            turn.send(TakeRecordings())
        case ph.DigitReceived() | ph.PlaybackChanged():
            pass


def _whole(turn: Turn, state: ph.PhoneState) -> None:
    """The whole state. While the engine is away its calls may live on; once it is back, what it lacks is over."""
    change(turn, state=replace(state, calls=()), levels=(0.0, 0.0))
    change(turn, chosen=None, watched=False, trying_until=None)
    for offer in turn.state.phone.offers.values():
        turn.touched |= {offer.conversation_id} - {""}
    if not state.running:
        return
    turn.send(TakeRecordings())
    for token, one in turn.state.phone.expected.items():
        expect = ExpectCall(offer_token=token, interaction_id=one.interaction_id)
        send(turn, replace(expect, for_ms=max(0, one.until - turn.now)))
    known = {call.id for call in state.calls if call.live}
    for call in state.calls:
        changed(turn, call)
    for line in list(turn.state.phone.lines.values()):
        if line.call.id not in known:
            end = CallEnd(code=EndCode.PHONE_STOPPED)
            gone = replace(line.call, state=CallState.ENDED, ended_at=turn.now, end=end)
            _finish(turn, line, gone)
    for item in turn.all_logged():
        if isinstance(item, CallRecord) and not item.over and item.call_id not in known:
            calls_log.forsaken(turn, item)


def changed(turn: Turn, call: Call) -> None:
    """A call is new or has changed; one whose record is closed is over, whatever is said of it."""
    if not call.live:
        over(turn, call)
        return
    line = turn.state.phone.lines.get(call.id)
    if line is None:
        line = _new_line(turn, call)
        if line is None:
            return
        calls_log.seek(turn, line.record)
    line = replace(line, call=_ours(call, line))
    carried = turn.state.carried.get(line.call.interaction_id)
    if line.called_out and line.talked_at is None and carried is not None:
        line = _answered(turn, line, carried)
    shown = seen(line, carried, turn.me)
    line = replace(line, record=calls_log.followed(turn, line.record, logged(shown)))
    put_line(turn, line)
    if call.recording is not Recording.ON:
        change(turn, pausing=without(turn.state.phone.pausing, call.id))
    _offer(turn, line)


def _new_line(turn: Turn, call: Call) -> Line | None:
    known = turn.logged_item(record_id(call.id))
    if isinstance(known, CallRecord) and known.over:
        return None
    phone = turn.state.phone
    dialing = phone.dialing.get(call.id, Dialing())
    expected = phone.expected.get(call.offer_token) if call.offer_token else None
    conversation_id = dialing.conversation_id
    heard = _on_our_clock(call, turn.state.skew)
    if expected is not None:
        conversation_id = expected.conversation_id
        heard = replace(heard, interaction_id=expected.interaction_id)
        change(turn, expected=without(phone.expected, call.offer_token))
    noted = heard
    if expected is not None and (expected.number or expected.listen):
        far = FarParty(number=expected.number, shown=expected.shown)
        noted = replace(heard, direction=Direction.OUTGOING, far=far)
    if expected is not None and expected.listen:
        # Nothing of it belongs into the customer's timeline.
        noted = replace(noted, interaction_id="")
    change(turn, dialing=without(phone.dialing, call.id))
    record = calls_log.begun(turn, noted, conversation_id)
    return Line(
        call=heard,
        record=record,
        skew=turn.state.skew,
        expected=expected is not None,
        consult_of=dialing.consult_of,
        called_out=heard.direction is Direction.INCOMING and record.direction is Direction.OUTGOING,
    )


def _answered(turn: Turn, line: Line, carried: Carried) -> Line:
    there = customer_up(carried.call, turn.me)
    return replace(line, talked_at=turn.now) if there else line


def file(turn: Turn) -> None:
    """The telephone may be faster than the backend: a call that came before its conversation is put there now."""
    for line in turn.state.phone.lines.values():
        record = line.record
        interaction = turn.interaction(record.interaction_id) if record.interaction_id else None
        if record.conversation_id or interaction is None:
            continue
        if turn.conversation(interaction.conversation_id) is not None:
            turn.touched.add(line.row)
            put_line(turn, replace(line, record=calls_log.filed(turn, record, interaction)))
            turn.touched.add(interaction.conversation_id)


def over(turn: Turn, call: Call) -> None:
    """A call has ended. Told again, it changes nothing."""
    line = turn.state.phone.lines.get(call.id) or _new_line(turn, call)
    if line is not None:
        call = _ours(call, line)
        if line.called_out and line.talked_at is None:
            call = _unanswered(call, line.unreached)
        _finish(turn, line, call)


def _unanswered(call: Call, why: EndCode | None) -> Call:
    """The end of a call of ours that nobody took: we were rung first, and that was no answer."""
    end = call.end
    if end is not None and end.code is EndCode.FAR_HUNG_UP:
        end = replace(end, code=why or EndCode.UNREACHABLE)
    return replace(call, answered_at=None, end=end)


def _finish(turn: Turn, line: Line, call: Call) -> None:
    code = call.end.code if call.end is not None else EndCode.FAILED
    incoming = call.direction is Direction.INCOMING
    unanswered = call.answered_at is None and line.record.answered_at is None
    missed = (
        incoming
        and unanswered
        and not line.declined
        and not line.expected
        and code is not EndCode.ANSWERED_ELSEWHERE
    )
    record = calls_log.closed(turn, line.record, call, missed=missed)
    turn.keep_logged(record)
    phone = turn.state.phone
    change(
        turn,
        lines=without(phone.lines, call.id),
        pausing=without(phone.pausing, call.id),
    )
    turn.touched.add(line.row)
    _withdraw(turn, record.id)
    if code is EndCode.PHONE_STOPPED:
        carried_edge.lost(turn, call.interaction_id)
    if missed:
        notice(turn, NoticeKind.CALL_MISSED, record)
    elif code is EndCode.TRANSFERRED:
        notice(turn, NoticeKind.TRANSFERRED, record)
    elif code not in _QUIET_ENDS and not line.declined:
        notice(turn, NoticeKind.CALL_ENDED, record, Problem(code=code.value, message=""))


def notice(
    turn: Turn, kind: NoticeKind, record: CallRecord, problem: Problem | None = None
) -> None:
    """Tell something of a call in passing."""
    name = record.name or record.shown or record.number
    turn.notices.append(
        Notice(kind=kind, detail=name, conversation_id=record.conversation_id, problem=problem)
    )


def _ours(call: Call, line: Line) -> Call:
    """The call as the desk knows it: on our clock, for the work that was accepted."""
    call = _on_our_clock(call, line.skew)
    if line.called_out:
        far = FarParty(number=line.record.number, shown=line.record.shown)
        call = replace(call, direction=Direction.OUTGOING, far=far)
    if line.part_of:
        return replace(call, interaction_id=line.part_of)
    known = line.call.interaction_id or line.record.interaction_id
    return call if call.interaction_id or not known else replace(call, interaction_id=known)


def _on_our_clock(call: Call, skew: Millis) -> Call:
    """The call with its times moved to the clock that everything else on the screen follows."""
    if not skew:
        return call

    def moved(at: Millis | None) -> Millis | None:
        return None if at is None else at + skew

    return replace(
        call,
        began_at=call.began_at + skew,
        answered_at=moved(call.answered_at),
        held_at=moved(call.held_at),
        ended_at=moved(call.ended_at),
    )


# --- offers of the phone's own


def _offer(turn: Turn, line: Line) -> None:
    """Offer a call that rings here and that nobody has offered or answered yet; take the offer back otherwise."""
    call, record = line.call, line.record
    rings = call.direction is Direction.INCOMING and call.state is CallState.RINGING
    settled = line.expected or line.answering or line.declined or line.lapsed
    if not rings or settled:
        _withdraw(turn, record.id)
        return
    if record.id in turn.state.phone.offers:
        return
    customer = turn.customer(record.customer_id)
    offer = Offer(
        interaction_id=record.id,
        epoch=0,
        offered_at=turn.now,
        expires_at=turn.now + RING_MS,
        conversation_id=record.conversation_id,
        customer_id=record.customer_id,
        customer_name=record.name or record.shown,
        channel=Channel.VOICE,
        queue_name="",
        arrived_at=call.began_at,
        vip=customer is not None and customer.vip,
        place=customer.place if customer is not None else "",
        address=record.number,
    )
    change(turn, offers=put(turn.state.phone.offers, record.id, offer))
    turn.touched |= {record.conversation_id} - {""}


def _withdraw(turn: Turn, offer_id: str) -> None:
    offer = turn.state.phone.offers.get(offer_id)
    if offer is not None:
        change(turn, offers=without(turn.state.phone.offers, offer_id))
        turn.touched |= {offer.conversation_id} - {""}


def settle_offer(turn: Turn, line: Line) -> None:
    """Keep what was chosen about an offered call, and take its offer away, or put it back."""
    put_line(turn, line)
    _offer(turn, line)


# --- time


def tick(turn: Turn) -> None:
    """Let calls that nobody answered go on, forget calls that never came."""
    phone = turn.state.phone
    for offer in list(phone.open_offers.values()):
        line = phone.lines.get(offer.interaction_id.removeprefix("~"))
        if offer.expires_at <= turn.now and line is not None:
            settle_offer(turn, replace(line, lapsed=True))
            send(turn, RejectCall(call_id=line.call.id))
    late = {token for token, one in phone.expected.items() if one.until <= turn.now}
    if late:
        kept = {token: one for token, one in phone.expected.items() if token not in late}
        change(turn, expected=kept)


def due(phone: Telephony) -> Millis | None:
    """When `tick` has something to do."""
    times = [offer.expires_at for offer in phone.open_offers.values()]
    times += [one.until for one in phone.expected.values()]
    return min(times, default=None)
