"""The machine of calls that the backend carries, its asking half: what the agent wants done with those in them.

Promises that what concerns others is asked of the backend, and what concerns the agent's own sound of the telephone;
that a call can always be ended, also without a link; that what cannot be asked is said at once. Refuses to show as done
what was asked.
"""

import hashlib

from msgspec.structs import replace

from agent_desktop.desk import asking, calls, carried, carried_edge, leaving, numbers
from agent_desktop.desk.calls_state import Expected, Line
from agent_desktop.desk.carried_state import (
    Carried,
    all_held,
    conference,
    listening,
    others,
    seen,
)
from agent_desktop.desk.colleagues import colleague_with
from agent_desktop.desk.turn import Turn, put
from agent_desktop.model import calls as ca
from agent_desktop.model.backend_calls import (
    AddParty,
    CallOrder,
    CallOut,
    CallTarget,
    ConsultWith,
    DropParty,
    EndSupervision,
    HoldParties,
    InviteToCall,
    LeaveCall,
    RecordCall,
    RecordWish,
    Supervise,
    TargetKind,
    TransferTo,
)
from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.commands import PullInteraction
from agent_desktop.model.errors import Problem
from agent_desktop.model.intents import Dial
from agent_desktop.model.manifest import Capability
from agent_desktop.model.registrations import RegistrationState
from agent_desktop.model.supervising import TakeOver
from agent_desktop.model.telephone import HUB_LINE
from agent_desktop.model.work import Channel, Interaction

EXPECT_MS = 30_000
"""So long a call may take from its offer, or from the order to call, to our telephone."""
PAUSE_WITHIN_MS = 4_000
"""A recording that the backend was asked to pause must have done so after this."""

NO_PHONE = Problem(
    code="offline",
    message="Your telephone is not connected, so no call can come to you.",
    remedy="Look at the telephone in the settings; try again when it is connected.",
)
NOT_A_NUMBER = Problem(
    code="refused",
    message="This is not a telephone number.",
    remedy="Type digits, or the address of a telephone.",
)
OVER = Problem(code="conflict", message="That call is over.")
NO_RECORDING = Problem(
    code="refused",
    message="This call may not be recorded by you.",
    remedy="Ask your administrator for recordings in this queue.",
)
ONE_AT_A_TIME = Problem(
    code="refused",
    message="You are in a call.",
    remedy="End it, then listen to your colleague.",
)


def refuse(turn: Turn, problem: Problem) -> None:
    """Say why something was not done."""
    turn.notices.append(Notice(kind=NoticeKind.REFUSED, problem=problem))


def ready(turn: Turn) -> bool:
    """Whether the backend's calls reach this agent now."""
    phone = turn.state.phone
    return phone.usable and any(
        one.account_id == HUB_LINE and one.state is RegistrationState.REGISTERED
        for one in phone.state.registrations
    )


def carried_of(turn: Turn, line: Line) -> Carried | None:
    """The call of which a leg of ours is a part, where the backend carries it."""
    return turn.state.carried.get(line.call.interaction_id)


# --- new calls


def call_out(turn: Turn, intent: Dial, number: str) -> None:
    """Call a number over the backend: it rings us first, then the number; whom we talk to over it hears music.

    The extension of a colleague, while we talk to a customer, is a question to that colleague about the customer.
    """
    if not ready(turn):
        refuse(turn, NO_PHONE)
        return
    colleague = colleague_with(turn, number)
    customer = _customers_call(turn) if colleague is not None else None
    if customer is not None:
        hand_over(turn, customer, number)
        return
    queue_id = intent.queue_id or _queue(turn, intent.conversation_id)
    interaction_id, token = _fresh(turn, "call"), _fresh(turn, "token")
    order = CallOut(
        interaction_id=interaction_id,
        number=number,
        token=token,
        queue_id=queue_id,
        conversation_id=intent.conversation_id,
    )
    if asking.ask(turn, order, needs=Capability.VOICE) is None:
        return
    expected = Expected(
        interaction_id=interaction_id,
        conversation_id=intent.conversation_id,
        until=turn.now + EXPECT_MS,
        began_at=turn.now,
        number=number,
        shown=colleague.name if colleague is not None else "",
    )
    expect(turn, token, expected)


def _customers_call(turn: Turn) -> Carried | None:
    """The call with a customer in which we are; of two the one that is talked to."""
    lines = turn.state.phone.lines.values()
    found = (carried_of(turn, line) for line in lines)
    ours = [one for one in found if one is not None and not one.call.internal]
    ours = [one for one in ours if listening(one.call, turn.me) is None]
    return min(ours, key=lambda one: all_held(one.call, turn.me), default=None)


def _queue(turn: Turn, conversation_id: str) -> str:
    """For which queue we call: that of the customer's work with us, else the only one that we serve."""
    for one in turn.work_of(conversation_id) if conversation_id else ():
        if one.agent_id == turn.me and one.queue_id in turn.state.queues:
            return one.queue_id
    return next(iter(turn.state.queues), "")


def _fresh(turn: Turn, word: str) -> str:
    """An id that nobody guesses who has seen another one."""
    seed = f"{word} {turn.fresh_id()}".encode()
    return hashlib.blake2b(seed, digest_size=13).hexdigest()


def expect(turn: Turn, token: str, expected: Expected) -> None:
    """A call of the backend's comes in a moment: our telephone shall answer it by itself."""
    calls.change(turn, expected=put(turn.state.phone.expected, token, expected))
    command = ca.ExpectCall(
        offer_token=token, interaction_id=expected.interaction_id, for_ms=EXPECT_MS
    )
    calls.send(turn, command)


def pull(turn: Turn, waiting: Interaction) -> None:
    """Take a caller out of the line by hand: our telephone answers what comes by itself."""
    if carried.expected_for(turn, waiting.id) is not None:
        return
    if not ready(turn):
        refuse(turn, NO_PHONE)
        return
    token = _fresh(turn, "token")
    command = PullInteraction(interaction_id=waiting.id, token=token)
    if asking.ask(turn, command, needs=Capability.PULL) is not None:
        _expect_pulled(turn, token, waiting)


def _expect_pulled(turn: Turn, token: str, waiting: Interaction) -> None:
    expected = Expected(
        interaction_id=waiting.id,
        conversation_id=waiting.conversation_id,
        until=turn.now + EXPECT_MS,
        began_at=turn.now,
        shown=waiting.customer_name,
        pulled=True,
    )
    expect(turn, token, expected)


def taking_over(turn: Turn, order: TakeOver) -> TakeOver | Problem:
    """What is asked of the backend; a caller who waits comes to our telephone, which answers by itself."""
    waiting = turn.interaction(order.interaction_id)
    if waiting is None or waiting.channel is not Channel.VOICE or waiting.agent_id is not None:
        return order
    if not ready(turn):
        return NO_PHONE
    if carried.expected_for(turn, waiting.id) is not None:
        return order
    token = _fresh(turn, "token")
    _expect_pulled(turn, token, waiting)
    return replace(order, token=token)


def not_taken(turn: Turn, interaction_id: str) -> None:
    """A lead does not get the caller."""
    carried.forget(turn, interaction_id)


def supervise(turn: Turn, order: Supervise) -> None:
    """Listen to a colleague's call, or change how."""
    known = turn.state.carried.get(order.interaction_id)
    if known is not None and listening(known.call, turn.me) is not None:
        leaving.stayed(turn, order.interaction_id)
        asking.ask(turn, replace(order, token=""), needs=Capability.SUPERVISOR)
        return
    if carried.expected_for(turn, order.interaction_id) is not None:
        return
    interaction = turn.interaction(order.interaction_id)
    if interaction is None:
        refuse(turn, OVER)
    elif not ready(turn):
        refuse(turn, NO_PHONE)
    elif turn.state.phone.lines or turn.state.phone.expected:
        refuse(turn, ONE_AT_A_TIME)
    else:
        token = _fresh(turn, "token")
        asked = replace(order, token=token)
        if asking.ask(turn, asked, needs=Capability.SUPERVISOR) is not None:
            names = {one.id: one.name for one in turn.state.team.colleagues}
            expected = Expected(
                interaction_id=order.interaction_id,
                conversation_id="",
                until=turn.now + EXPECT_MS,
                began_at=turn.now,
                shown=names.get(interaction.agent_id or "", ""),
                listen=True,
            )
            expect(turn, token, expected)


# --- orders


def order(turn: Turn, wish: CallOrder) -> None:
    """Ask the backend for something about a call. What was asked a moment ago is not asked again."""
    if wish in turn.state.asked.values():
        return
    match wish:
        case Supervise():
            supervise(turn, wish)
        case CallOut():
            intent = Dial(number=wish.number, conversation_id=wish.conversation_id)
            call_out(turn, replace(intent, queue_id=wish.queue_id), wish.number)
        case InviteToCall():
            asking.ask(turn, wish, needs=Capability.VOICE)
        case EndSupervision():
            if not leaving.leave(turn, wish.interaction_id):
                refuse(turn, OVER)
        case LeaveCall() if found := carried.expected_for(turn, wish.interaction_id):
            if found.listen:
                leaving.leave(turn, wish.interaction_id)
                return
            carried.forget(turn, wish.interaction_id)
            asking.ask(turn, wish)
        case _:
            known = turn.state.carried.get(wish.interaction_id)
            if known is None:
                refuse(turn, OVER)
                return
            fitting = _fitting(turn, known, wish)
            if fitting is not None:
                asking.ask(turn, fitting, needs=Capability.VOICE)


def _fitting(turn: Turn, known: Carried, wish: CallOrder) -> CallOrder | None:
    """The wish with a number that can be dialled; None where it makes no sense, and then it was said why."""
    match wish:
        case TransferTo(target=target) | ConsultWith(target=target) | AddParty(target=target):
            if target.kind is not TargetKind.NUMBER:
                return wish
            number = numbers.dialable(target.value)
            if not number:
                refuse(turn, replace(NOT_A_NUMBER, value=target.value[:80]))
                return None
            return replace(wish, target=CallTarget(kind=TargetKind.NUMBER, value=number))
        case DropParty(party_id=party_id) | HoldParties(party_id=party_id) if party_id:
            if all(one.id != party_id for one in others(known.call, turn.me)):
                return None  # gone in this moment
        case _:
            pass
    return wish


# --- the strip's commands, where they concern the others in a call


def operate(turn: Turn, line: Line, command: ca.CallCommand) -> bool:
    """Do a command about a call that the backend carries. False for what the telephone itself does."""
    one = carried_of(turn, line)
    if one is None:
        return carried_edge.refused(turn, line, command)
    call, interaction_id = seen(line, one, turn.me), one.call.interaction_id
    listens = listening(one.call, turn.me) is not None
    match command:
        case ca.HangUp() if listens:
            order(turn, EndSupervision(interaction_id=interaction_id))
        case ca.HangUp():
            if not turn.live:
                return False
            if not conference(one.call, turn.me):
                return False
            order(turn, LeaveCall(interaction_id=interaction_id))
        case ca.MuteCall() | ca.SendDigits() | ca.AnswerCall() | ca.RejectCall():
            return False
        case _ if listens:
            pass  # a supervisor changes nothing for the others
        case ca.HoldCall():
            if call.state is ca.CallState.ACTIVE and not call.hold.local:
                hold(turn, one, on=True)
        case ca.ResumeCall():
            _resume(turn, line, one)
        case ca.TransferBlind(number=number):
            target = CallTarget(kind=TargetKind.NUMBER, value=number)
            order(turn, TransferTo(interaction_id=interaction_id, target=target))
        case ca.StartRecording() | ca.PauseRecording() | ca.ResumeRecording() | ca.StopRecording():
            _record(turn, line, one, command)
        case _:
            return False
    return True


def hold(turn: Turn, one: Carried, *, on: bool) -> None:
    """Let the others in a call hear music, or talk to them again."""
    order(turn, HoldParties(interaction_id=one.call.interaction_id, on=on))


def _resume(turn: Turn, line: Line, one: Carried) -> None:
    """Talk again: the others hear us when both the backend and our telephone let them."""
    if line.call.hold.local:
        calls.send(turn, ca.ResumeCall(call_id=line.call.id))
    if all_held(one.call, turn.me):
        hold(turn, one, on=False)


def _record(turn: Turn, line: Line, one: Carried, command: ca.CallCommand) -> None:
    interaction_id, recording = one.call.interaction_id, seen(line, one, turn.me).recording
    match command:
        case ca.StartRecording() if recording is ca.Recording.OFF:
            if not one.call.may_record:
                refuse(turn, NO_RECORDING)
                return
            order(turn, RecordCall(interaction_id=interaction_id, wish=RecordWish.START))
        case ca.PauseRecording(reason=reason) if recording is ca.Recording.ON:
            if not one.call.may_pause or not turn.live:
                carried.not_paused(turn, interaction_id)
                return
            until = turn.now + PAUSE_WITHIN_MS
            fresh = replace(one, pause_reason=reason, pause_until=until, unpaused=False)
            turn.state.carried = put(turn.state.carried, interaction_id, fresh)
            wish = RecordCall(interaction_id=interaction_id, wish=RecordWish.PAUSE, reason=reason)
            order(turn, wish)
        case ca.ResumeRecording() if recording is ca.Recording.PAUSED:
            order(turn, RecordCall(interaction_id=interaction_id, wish=RecordWish.RESUME))


def hand_over(turn: Turn, one: Carried, number: str) -> None:
    """Ask a number before the customer is sent there."""
    target = CallTarget(kind=TargetKind.NUMBER, value=number)
    order(turn, ConsultWith(interaction_id=one.call.interaction_id, target=target))
