"""The words of what happened in calls and to their recordings.

Promises one short line for every such kind. Refuses pixels and colours.
"""

from agent_desktop.model.calls import EndCode
from agent_desktop.model.payments import Confidence
from agent_desktop.model.timeline import AuthorKind, LineKind, SystemLine
from agent_desktop.ui.call.words import end_words, pause_reason
from agent_desktop.ui.kit.format import timer
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr

CALL_ICONS: dict[LineKind, str] = {
    LineKind.RECORDING_PAUSED: "shield-check",
    LineKind.RECORDING_RESUMED: "phone",
    LineKind.RECORDED: "phone",
    LineKind.RECORDING_STARTED: "circle-dot",
    LineKind.RECORDING_FAILED: "triangle-alert",
    LineKind.CALL_INVITED: "phone-outgoing",
    LineKind.CALL_DECLINED: "phone-missed",
    LineKind.CALL_PLACED: "phone-outgoing",
    LineKind.CALL_ANSWERED: "phone",
    LineKind.CALL_ENDED: "phone",
    LineKind.QUEUE_FULL: "phone-missed",
    LineKind.CALLBACK_ASKED: "phone-forwarded",
    LineKind.CALLBACK_UNANSWERED: "phone-missed",
    LineKind.NOT_REACHED: "phone-missed",
    LineKind.PHONE_UNREACHABLE: "phone-missed",
    LineKind.CALL_DROPPED: "wifi-off",
    LineKind.LINE_LOST: "wifi-off",
    LineKind.CONSULTED: "users",
    LineKind.CONFERENCE: "users",
    LineKind.PARTY_JOINED: "user-plus",
    LineKind.PARTY_LEFT: "log-out",
    LineKind.TRANSFER_FAILED: "phone-missed",
    LineKind.MESSAGE_LOST: "triangle-alert",
    LineKind.EMERGENCY_CALLED: "phone-outgoing",
}


def call_words(line: SystemLine, me_id: str, customer: str) -> str:
    """What happened, in one line without the time. Raises ValueError for a kind that is no call's."""
    detail = single_line(line.detail)
    who = single_line(line.author.name)
    by_agent = line.author.kind is AuthorKind.AGENT
    mine = by_agent and line.author.id == me_id
    match line.kind:
        case LineKind.RECORDING_PAUSED:
            if line.author.kind is AuthorKind.SYSTEM:
                said = tr("The recording was paused")
            elif line.detail in set(Confidence):
                said = tr("Your recording paused by itself")
                if not mine:
                    said = tr("The recording paused by itself at {who}", who=who)
            elif mine:
                said = tr("You paused the recording")
            else:
                said = tr("{who} paused the recording", who=who)
            detail = pause_reason(line.detail)
        case LineKind.RECORDING_RESUMED:
            said, detail = tr("The recording went on"), ""
        case LineKind.RECORDED:
            said, detail = tr("The call was recorded"), who if by_agent else ""
        case LineKind.RECORDING_STARTED:
            said, detail = tr("The call is being recorded"), who if by_agent else ""
        case LineKind.RECORDING_FAILED:
            said = tr("The recording could not be kept")
        case LineKind.CALL_INVITED:
            if mine:
                said = tr("You asked {who} to talk here", who=customer)
            else:
                said = tr("{who} asked {customer} to talk here", who=who, customer=customer)
        case LineKind.CALL_DECLINED:
            said = tr("{who} would rather write", who=customer)
        case LineKind.CALL_PLACED:
            if mine:
                said = tr("You called {who}", who=customer)
            else:
                said = tr("{who} called {customer}", who=who, customer=customer)
        case LineKind.CALL_ANSWERED:
            said = tr("You are speaking") if mine else tr("{who} is speaking", who=who)
            said = f"{said} · {customer}"
        case LineKind.CALL_ENDED:
            return _ended(line.detail, who if by_agent else "")
        case LineKind.QUEUE_FULL:
            return tr("{who} called while the queue was full", who=customer)
        case LineKind.CALLBACK_ASKED:
            said = tr("{who} keeps the place and will be called back", who=customer)
        case _:
            return _trouble(line.kind, detail, who, customer)
    return f"{said} · {detail}" if detail else said


def _trouble(kind: LineKind, detail: str, who: str, customer: str) -> str:
    match kind:
        case LineKind.CALLBACK_UNANSWERED:
            why = _unreached(detail)
            return tr("{who} was not reached: {why} Another call follows.", who=customer, why=why)
        case LineKind.NOT_REACHED:
            return tr("{who} was not reached: {why}", who=customer, why=_unreached(detail))
        case LineKind.PHONE_UNREACHABLE:
            return tr("Waiting again: the phone of {who} did not answer", who=who)
        case LineKind.CALL_DROPPED:
            return tr("Waiting again: the line of {who} was lost", who=who)
        case LineKind.LINE_LOST:
            return tr("The line was lost: the hub's telephones failed")
        case LineKind.CONSULTED:
            return tr("{who} consults {other}", who=who, other=detail)
        case LineKind.CONFERENCE:
            return tr(
                "{who} and {other} speak with {customer}", who=who, other=detail, customer=customer
            )
        case LineKind.PARTY_JOINED:
            return tr("{who} joined the call", who=detail)
        case LineKind.PARTY_LEFT:
            return tr("{who} left the call", who=detail)
        case LineKind.TRANSFER_FAILED:
            return tr("Waiting again, the transfer failed: {why}", why=_unreached(detail))
        case LineKind.MESSAGE_LOST:
            return tr("{who} left a message that could not be kept", who=customer)
        case LineKind.EMERGENCY_CALLED:
            return tr("{who} called the emergency number {number}", who=who, number=detail)
        case _:
            raise ValueError(kind)


def _unreached(code: str) -> str:
    """Why somebody was not reached, in a sentence."""
    return end_words(EndCode(code) if code in set(EndCode) else EndCode.NO_ANSWER)


def _ended(detail: str, who: str) -> str:
    """A call that is over, with how long they spoke."""
    direction, _, spoken = detail.partition(" ")
    said = tr("Outgoing call") if direction == "out" else tr("Call")
    parts = [said, timer(int(spoken)) if spoken.isdecimal() else "", who]
    return " · ".join(part for part in parts if part)
