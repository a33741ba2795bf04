"""What SIP says about ends, registrations and transfers, in the vocabulary of calls.

Promises a code for every status; the network's own words are kept apart as what they are, text of strangers.
"""

from __future__ import annotations

from typing import Final

import msgspec

from agent_desktop.model.calls import CallEnd, EndCode
from agent_desktop.model.errors import Problem
from agent_desktop.model.registrations import RegistrationState
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
    elif outcome is not None and outcome.local and outcome.can_do == "check_connection":
        code = EndCode.NO_ROUTE  # nobody there was asked
    else:
        code = _CODES.get(status, EndCode.FAILED)
    return CallEnd(code=code, status=0 if status < 300 else status, reason=reason)


_REGISTERING: Final[dict[CanDo, Problem]] = {
    "check_password": Problem(
        code="sip",
        message="The telephone system refuses the password.",
        remedy="Enter it again in the settings.",
    ),
    "check_address": Problem(
        code="sip",
        message="The telephone system does not know this line.",
        remedy="Look at its address in the settings.",
    ),
    "check_certificate": Problem(
        code="sip",
        message="The telephone system cannot prove who it is, so nothing was sent to it.",
        remedy="Ask who looks after it about its certificate.",
    ),
    "ask_administrator": Problem(
        code="sip",
        message="The telephone system does not let this line sign on.",
        remedy="Ask who looks after it.",
    ),
}
_NO_ANSWER: Final = Problem(
    code="sip",
    message="The telephone system does not answer.",
    remedy="It is tried again by itself; look at the network if it stays so.",
)


UNUSABLE: Final = Problem(
    code="bad_account",
    message="The settings of this line cannot be used.",
    remedy="Look at its address and server in the settings.",
)


def registration_problem(outcome: Outcome | None) -> Problem | None:
    """Why an account is not reachable, in words; None when nothing is wrong."""
    if outcome is None or outcome.good:
        return None
    problem = _REGISTERING.get(outcome.can_do, _NO_ANSWER)
    return msgspec.structs.replace(problem, code=f"sip_{outcome.status}")


_TRANSFERS: Final = {
    EndCode.NOT_FOUND: Problem(
        code="sip",
        message="That number does not exist.",
        remedy="Try another number, or ask there first.",
    ),
    EndCode.BUSY: Problem(
        code="sip", message="The line there is busy.", remedy="Try again later, or another number."
    ),
    EndCode.NO_ANSWER: Problem(
        code="sip", message="Nobody answered there.", remedy="Try again later, or another number."
    ),
    EndCode.REJECTED: Problem(
        code="sip",
        message="The call was declined there.",
        remedy="Try another number, or ask there first.",
    ),
    EndCode.FORBIDDEN: Problem(
        code="sip",
        message="The telephone system does not allow calls to go there.",
        remedy="Ask who looks after it.",
    ),
    EndCode.UNREACHABLE: Problem(
        code="sip",
        message="That number cannot be reached now.",
        remedy="Try again later, or another number.",
    ),
}
_NOT_HANDED_ON: Final = Problem(
    code="sip",
    message="The telephone system did not do it.",
    remedy="Try another number, or ask there first.",
)
_CANNOT: Final = Problem(
    code="sip",
    message="This telephone system cannot hand calls on.",
    remedy="Call there on a second line, and join both calls.",
)


def transfer_problem(outcome: Outcome) -> Problem:
    """Why a transfer failed; that the call is still ours is said beside it. REFER is refused so by who does not know
    it (RFC 3261 section 21.4.6, 21.5.2)."""
    known = _CANNOT if outcome.status in (405, 501) else None
    code = _CODES.get(outcome.status, EndCode.FAILED)
    problem = known or _TRANSFERS.get(code, _NOT_HANDED_ON)
    return msgspec.structs.replace(problem, code=f"sip_{outcome.status}")
