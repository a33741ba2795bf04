"""What SIP says about ends, registrations and transfers, in the vocabulary of calls.

Promises a code for every status; the network's own words are kept apart as what they are, text of strangers.
"""

from __future__ import annotations

from typing import Final

from agent_desktop.model.calls import CallEnd, EndCode, RegistrationState
from agent_desktop.model.errors import Problem
from agent_desktop.sip.agent.outcome import CanDo, Outcome

_CODES: Final = {
    404: EndCode.NOT_FOUND,
    410: EndCode.NOT_FOUND,
    416: EndCode.NOT_FOUND,
    484: EndCode.NOT_FOUND,
    604: EndCode.NOT_FOUND,
    401: EndCode.FORBIDDEN,
    403: EndCode.FORBIDDEN,
    407: EndCode.FORBIDDEN,
    408: EndCode.NO_ANSWER,
    480: EndCode.NO_ANSWER,
    486: EndCode.BUSY,
    600: EndCode.BUSY,
    487: EndCode.CANCELLED,
    603: EndCode.REJECTED,
    488: EndCode.NO_COMMON_SOUND,
    606: EndCode.NO_COMMON_SOUND,
    500: EndCode.UNREACHABLE,
    502: EndCode.UNREACHABLE,
    503: EndCode.UNREACHABLE,
    504: EndCode.UNREACHABLE,
}
#: RFC 3326: who else took a forked call is said with this cause.
_ELSEWHERE: Final = 200

REGISTRATIONS: Final = {
    "off": RegistrationState.OFF,
    "connecting": RegistrationState.REGISTERING,
    "registering": RegistrationState.REGISTERING,
    "registered": RegistrationState.REGISTERED,
    "waiting": RegistrationState.FAILED,
    "refused": RegistrationState.FAILED,
    "leaving": RegistrationState.OFF,
}


def ending(outcome: Outcome | None, *, answered: bool, outgoing: bool, by_us: bool) -> CallEnd:
    """Why a call ended."""
    status = outcome.status if outcome is not None else 200
    reason = outcome.phrase if outcome is not None and not outcome.local else ""
    if status < 300 and answered:
        code = EndCode.HUNG_UP if by_us else EndCode.FAR_HUNG_UP
    elif by_us:
        code = EndCode.CANCELLED if outgoing else EndCode.REJECTED
    elif not answered and not outgoing:
        cause = outcome.reason.cause if outcome is not None and outcome.reason else None
        code = EndCode.ANSWERED_ELSEWHERE if cause == _ELSEWHERE else EndCode.CANCELLED
    else:
        code = _CODES.get(status, EndCode.FAILED)
    return CallEnd(code=code, status=0 if status < 300 else status, reason=reason)


_REGISTERING: Final[dict[CanDo, tuple[str, str]]] = {
    "check_password": (
        "The telephone system refuses the password.",
        "Enter it again in the settings.",
    ),
    "check_address": (
        "The telephone system does not know this line.",
        "Look at its address in the settings.",
    ),
    "ask_administrator": (
        "The telephone system does not let this line sign on.",
        "Ask who looks after it.",
    ),
}


def registration_problem(outcome: Outcome | None) -> Problem | None:
    """Why an account is not reachable, in words; None when nothing is wrong."""
    if outcome is None or outcome.good:
        return None
    message, remedy = _REGISTERING.get(
        outcome.can_do,
        (
            "The telephone system does not answer.",
            "It is tried again by itself; look at the network if it stays so.",
        ),
    )
    return Problem(code=f"sip_{outcome.status}", message=message, remedy=remedy)


def transfer_problem(outcome: Outcome) -> Problem:
    """Why a transfer failed."""
    return Problem(
        code=f"sip_{outcome.status}",
        message="The call could not be handed on; it is still yours.",
        remedy="Try another number, or call there first.",
    )
