"""The calls machine, its asking half: what the agent wants done, and what became of it.

Promises commands for live calls only, each while it makes sense; that whoever is talked to is held before another
number is dialled; that what cannot be done is said at once, with the reason. Refuses to show as done what was asked.
"""

import re
from collections.abc import Callable

from msgspec.structs import replace

from agent_desktop.desk import calls, carried_asked, carried_edge, numbers, second_line, unrecorded
from agent_desktop.desk.calls_state import Dialing, Expected, Line, callable_accounts
from agent_desktop.desk.turn import Turn, put, without
from agent_desktop.model import calls as ca
from agent_desktop.model.call_log import CallRecord, record_id
from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.errors import Problem
from agent_desktop.model.intents import Consult, Dial, OperateCall, WriteCallNote
from agent_desktop.model.settings import LAST_ACCOUNT
from agent_desktop.model.telephone import HUB_LINE
from agent_desktop.model.work import Channel, Offer

LONGEST_NOTE = 10_000
_DIGITS = re.compile(r"[0-9*#A-D,]{1,64}")

NO_PHONE = Problem(
    code="offline",
    message="The telephone is starting, so this was not done.",
    remedy="Try again in a moment.",
)
NO_ACCOUNT = Problem(
    code="refused",
    message="No telephone account is connected, so nobody can be called.",
    remedy="Wait until the telephone is connected, or ask your administrator.",
)
NOT_A_NUMBER = Problem(
    code="refused",
    message="This is not a telephone number.",
    remedy="Type digits, or the address of a telephone.",
)
OVER = Problem(code="conflict", message="That call is over.")


def refuse(turn: Turn, problem: Problem) -> None:
    """Say why something was not done."""
    turn.notices.append(Notice(kind=NoticeKind.REFUSED, problem=problem))


# --- new calls


def dial(turn: Turn, intent: Dial, consult_of: str = "") -> None:
    """Call somebody; who is talked to now is held first."""
    phone = turn.state.phone
    number = numbers.dialable(intent.number)
    account_id = intent.account_id or _account(turn)
    if not phone.usable:
        refuse(turn, NO_PHONE)
    elif not number:
        refuse(turn, replace(NOT_A_NUMBER, value=intent.number[:80]))
    elif not account_id:
        refuse(turn, NO_ACCOUNT)
    else:
        if intent.account_id and not consult_of:
            turn.keep_setting(LAST_ACCOUNT, account_id)
        if account_id == HUB_LINE:
            carried_asked.call_out(turn, intent, number)
            return
        second_line.hold_others(turn)
        call_id = turn.fresh_id()
        made = Dialing(conversation_id=intent.conversation_id, consult_of=consult_of)
        calls.change(turn, dialing=put(turn.state.phone.dialing, call_id, made))
        calls.send(turn, ca.PlaceCall(call_id=call_id, account_id=account_id, number=number))


def _account(turn: Turn) -> str:
    """The account to call from: the last that was chosen, else the first that is registered."""
    last = turn.state.settings.get(LAST_ACCOUNT, "")
    return next(iter(callable_accounts(turn.state.phone.state, last)), "")


def consult(turn: Turn, intent: Consult) -> None:
    """Ask somebody before a call is handed over."""
    line = turn.state.phone.lines.get(intent.call_id)
    if line is None or line.call.state is not ca.CallState.ACTIVE:
        refuse(turn, OVER)
        return
    call = line.call
    one = carried_asked.carried_of(turn, line)
    if one is not None:
        carried_asked.hand_over(turn, one, intent.number)
        return
    if carried_edge.at_edge(turn, line):
        carried_edge.refuse(turn)
        return
    dial(turn, Dial(number=intent.number, account_id=call.account_id), consult_of=call.id)


def expect(turn: Turn, offer: Offer) -> None:
    """A backend's offer of a call is being accepted: its call shall answer itself."""
    if offer.channel is not Channel.VOICE or not offer.call_token or not turn.state.phone.usable:
        return
    expected = Expected(
        interaction_id=offer.interaction_id,
        conversation_id=offer.conversation_id,
        until=turn.now + carried_asked.EXPECT_MS,
        began_at=turn.now,
        shown=offer.customer_name,
    )
    carried_asked.expect(turn, offer.call_token, expected)


def answer(turn: Turn, offer: Offer, *, accept: bool) -> str | None:
    """Answer a call that the phone itself offered, or decline it. The conversation to open, where there is one."""
    line = turn.state.phone.lines.get(offer.interaction_id.removeprefix("~"))
    if line is None:
        return None
    if not accept:
        calls.settle_offer(turn, replace(line, declined=True))
        calls.send(turn, ca.RejectCall(call_id=line.call.id))
        return None
    calls.settle_offer(turn, replace(line, answering=True))
    calls.send(turn, ca.AnswerCall(call_id=line.call.id))
    return offer.conversation_id or None


# --- live calls


def operate(turn: Turn, intent: OperateCall) -> None:
    """Do something with live calls. What is so already is not asked again."""
    command = intent.command
    if not turn.state.phone.usable:
        refuse(turn, NO_PHONE)
        return
    lines = [turn.state.phone.lines.get(one) for one in _ids(command)]
    live = [line for line in lines if line is not None]
    if len(live) != len(lines) or not live:
        refuse(turn, OVER)
        return
    if len(live) == 1 and carried_asked.operate(turn, live[0], command):
        return
    second_line.operate(turn, command)
    if isinstance(command, ca.TransferBlind):
        number = numbers.dialable(command.number)
        if not number:
            refuse(turn, replace(NOT_A_NUMBER, value=command.number[:80]))
            return
        command = replace(command, number=number)
    if not all(_FITS[type(command)](line) for line in live) or not _well_formed(command):
        return
    if isinstance(command, ca.RejectCall):
        calls.settle_offer(turn, replace(live[0], declined=True))
    if isinstance(command, ca.PauseRecording):
        unrecorded.asked(turn, command.call_id)
    calls.send(turn, command)


def _ids(command: ca.CallCommand) -> tuple[str, ...]:
    match command:
        case ca.SwapCalls():
            return (command.hold_id, command.resume_id)
        case ca.TransferConsult():
            return (command.call_id, command.consult_id)
        case ca.JoinCalls():
            return command.call_ids
        case _:
            return (command.call_id,)


def _active(line: Line) -> bool:
    return line.call.state is ca.CallState.ACTIVE


def _rings(line: Line) -> bool:
    return line.call.direction is ca.Direction.INCOMING and line.call.state is ca.CallState.RINGING


def _heard(line: Line) -> bool:
    return line.call.state in (ca.CallState.EARLY, ca.CallState.ACTIVE)


_FITS: dict[type[ca.CallCommand], Callable[[Line], bool]] = {
    ca.AnswerCall: _rings,
    ca.RejectCall: _rings,
    ca.HangUp: lambda line: True,
    ca.HoldCall: lambda line: _active(line) and not line.call.hold.local,
    ca.ResumeCall: lambda line: _active(line) and line.call.hold.local,
    ca.SwapCalls: _active,
    ca.MuteCall: _heard,
    ca.SendDigits: _heard,
    ca.TransferBlind: _active,
    ca.TransferConsult: _heard,
    ca.JoinCalls: _active,
    ca.StartRecording: lambda line: _active(line) and line.call.recording is ca.Recording.OFF,
    ca.PauseRecording: lambda line: line.call.recording is ca.Recording.ON,
    ca.ResumeRecording: lambda line: line.call.recording is ca.Recording.PAUSED,
    ca.StopRecording: lambda line: line.call.recording is not ca.Recording.OFF,
}
"""When each command makes sense; elsewhere it is an echo of a key pressed twice, and nothing is sent."""


def _well_formed(command: ca.CallCommand) -> bool:
    match command:
        case ca.SendDigits():
            return _DIGITS.fullmatch(command.digits) is not None
        case ca.JoinCalls():
            return len(set(command.call_ids)) > 1
        case ca.SwapCalls():
            return command.hold_id != command.resume_id
        case ca.TransferConsult():
            return command.call_id != command.consult_id
        case _:
            return True


def note(turn: Turn, intent: WriteCallNote) -> None:
    """Keep what was noted during a call, or within its wrap-up."""
    line = turn.state.phone.lines.get(intent.call_id)
    text = intent.text[:LONGEST_NOTE]
    if line is not None:
        calls.put_line(turn, replace(line, record=replace(line.record, note=text)))
        return
    known = turn.logged_item(record_id(intent.call_id))
    if isinstance(known, CallRecord):
        turn.keep_logged(replace(known, note=text))


# --- what became of it


def done(turn: Turn, command_id: str) -> None:
    """The phone took a command; what follows comes as news."""
    calls.change(turn, asked=without(turn.state.phone.asked, command_id))


def failed(turn: Turn, command_id: str, problem: Problem) -> None:
    """The phone did not do it, or nobody knows."""
    phone = turn.state.phone
    command = phone.asked.get(command_id)
    if command is None:
        return
    calls.change(turn, asked=without(phone.asked, command_id))
    match command:
        case ca.PauseRecording():
            unrecorded.failed(turn, command.call_id)
            return
        case ca.StartRinging() | ca.StopRinging() | ca.StopEchoTest() | ca.WatchLevels():
            return
        case ca.SoundAlert():  # it is told in words, too
            return
        case ca.PlaceCall():
            calls.change(turn, dialing=without(phone.dialing, command.call_id))
        case ca.AnswerCall() | ca.RejectCall():
            line = phone.lines.get(command.call_id)
            if line is not None:
                calls.settle_offer(turn, replace(line, answering=False, declined=False))
        case ca.ExpectCall():
            calls.change(turn, expected=without(phone.expected, command.offer_token))
    refuse(turn, problem)
