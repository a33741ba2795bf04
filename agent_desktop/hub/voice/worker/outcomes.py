"""Ends of calls, from the switch's words to SIP's statuses and back.

Promises a cause for every status, and a status for every cause.
"""

from __future__ import annotations

from typing import Final

from agent_desktop.hub.voice.records import Cause
from agent_desktop.sip.agent.outcome import Outcome

_CAUSES: Final[dict[int, Cause]] = {
    404: "not_found",
    410: "not_found",
    416: "not_found",
    484: "not_found",
    604: "not_found",
    408: "no_answer",
    480: "no_answer",
    487: "cancelled",
    486: "busy",
    600: "busy",
    603: "rejected",
    403: "barred",
    500: "no_route",
    502: "no_route",
    503: "no_route",
    504: "timed_out",
}
#: How a call that came in and is not taken is refused.
STATUSES: Final[dict[Cause, int]] = {
    "hung_up": 480,
    "busy": 486,
    "no_answer": 480,
    "rejected": 603,
    "not_found": 404,
    "barred": 403,
    "no_route": 503,
    "timed_out": 504,
    "failed": 500,
    "lost": 503,
    "cancelled": 480,
}


def may_go_elsewhere(outcome: Outcome | None) -> bool:
    """Whether the trunk failed, and not who was called: another trunk may lead there (RFC 3261, 21.5; 16.7).

    Nobody answered, the provider cannot serve, or does not believe who we are. A 6xx speaks for the called party, and
    so does every other 4xx.
    """
    if outcome is None or outcome.local:
        return outcome is not None and not outcome.good
    return 500 <= outcome.status < 600 or outcome.status in {401, 407, 408}


def cause_of(outcome: Outcome | None, *, answered: bool, outgoing: bool) -> Cause:
    """Why a leg ended that we did not end."""
    if answered:
        # What we say ourselves of a call that was up: the peer does not answer any more.
        lost = outcome is not None and outcome.local and not outcome.good
        return "lost" if lost else "hung_up"
    if not outgoing:
        return "cancelled"
    if outcome is None or outcome.good:
        return "failed"
    if outcome.local and outcome.status == 408:
        return "timed_out"
    if outcome.local and outcome.can_do == "check_connection":
        return "no_route"
    return _CAUSES.get(outcome.status, "failed")
